from django.urls import path

from wijkplannen.views import activiteiten, bewerken, documenten, publiceren, publiek, voortgang

app_name = "wijkplannen"

urlpatterns = [
    path("", publiek.lijst, name="lijst"),
    path("<slug:slug>/", publiek.detail, name="detail"),
    path("<slug:slug>/versies/", publiek.versies, name="versies"),
    path("<slug:slug>/versies/<int:nummer>/", publiek.versie, name="versie"),
    path("<slug:slug>/vergelijken/", publiek.vergelijken, name="vergelijken"),
    path("<slug:slug>/documenten/<uuid:uuid>/", documenten.document, name="document"),
    path("<slug:slug>/bewerken/", bewerken.werkversie, name="bewerken"),
    path("<slug:slug>/bewerken/documenten/", documenten.documenten, name="documenten"),
    path(
        "<slug:slug>/bewerken/documenten/<uuid:uuid>/weghalen/",
        documenten.document_weghalen,
        name="document_weghalen",
    ),
    path("<slug:slug>/bewerken/blokken/nieuw/", bewerken.blok_nieuw, name="blok_nieuw"),
    path("<slug:slug>/bewerken/blokken/<uuid:uuid>/", bewerken.blok, name="blok"),
    path(
        "<slug:slug>/bewerken/blokken/<uuid:uuid>/beeindigen/",
        bewerken.blok_beeindigen,
        name="blok_beeindigen",
    ),
    path(
        "<slug:slug>/bewerken/blokken/<uuid:uuid>/terugzetten/",
        bewerken.blok_terugzetten,
        name="blok_terugzetten",
    ),
    path("<slug:slug>/bewerken/doelen/nieuw/", bewerken.doel_nieuw, name="doel_nieuw"),
    path("<slug:slug>/bewerken/doelen/<uuid:uuid>/", bewerken.doel, name="doel"),
    path(
        "<slug:slug>/bewerken/doelen/<uuid:uuid>/beeindigen/",
        bewerken.doel_beeindigen,
        name="doel_beeindigen",
    ),
    path(
        "<slug:slug>/bewerken/doelen/<uuid:uuid>/terugzetten/",
        bewerken.doel_terugzetten,
        name="doel_terugzetten",
    ),
    path(
        "<slug:slug>/bewerken/doelen/<uuid:uuid>/activiteit/",
        activiteiten.nieuw,
        name="activiteit_nieuw",
    ),
    path(
        "<slug:slug>/bewerken/doelen/<uuid:uuid>/bestaande-activiteit/",
        activiteiten.plaatsen,
        name="activiteit_plaatsen",
    ),
    path(
        "<slug:slug>/bewerken/activiteiten/<uuid:uuid>/",
        activiteiten.wijzigen,
        name="activiteit",
    ),
    path(
        "<slug:slug>/bewerken/inzet/<uuid:uuid>/voortgang/", voortgang.voortgang, name="voortgang"
    ),
    path("<slug:slug>/bewerken/inzet/<uuid:uuid>/online/", voortgang.online, name="online"),
    path(
        "<slug:slug>/bewerken/inzet/<uuid:uuid>/beeindigen/",
        voortgang.beeindigen,
        name="inzet_beeindigen",
    ),
    path("<slug:slug>/bewerken/publiceren/", publiceren.publiceren, name="publiceren"),
    path(
        "<slug:slug>/bewerken/versies/<int:nummer>/vaststellen/",
        publiceren.vaststellen,
        name="vaststellen",
    ),
]
