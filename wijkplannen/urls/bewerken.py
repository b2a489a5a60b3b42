from django.urls import path

from wijkplannen.views import (
    activiteiten,
    bewerken,
    documenten,
    publiceren,
    verplaatsen,
    voortgang,
)

urlpatterns = [
    path("wijkplannen/<slug:slug>/bewerken/", bewerken.werkversie, name="bewerken"),
    path("wijkplannen/<slug:slug>/bewerken/cijfers/", bewerken.cijfers, name="bewerken_cijfers"),
    path(
        "wijkplannen/<slug:slug>/bewerken/verplaatsen/<uuid:uuid>/",
        verplaatsen.verplaatsen,
        name="verplaatsen",
    ),
    path("wijkplannen/<slug:slug>/bewerken/documenten/", documenten.documenten, name="documenten"),
    path(
        "wijkplannen/<slug:slug>/bewerken/documenten/<uuid:uuid>/weghalen/",
        documenten.document_weghalen,
        name="document_weghalen",
    ),
    path("wijkplannen/<slug:slug>/bewerken/blokken/nieuw/", bewerken.blok_nieuw, name="blok_nieuw"),
    path("wijkplannen/<slug:slug>/bewerken/blokken/<uuid:uuid>/", bewerken.blok, name="blok"),
    path(
        "wijkplannen/<slug:slug>/bewerken/blokken/<uuid:uuid>/beeindigen/",
        bewerken.blok_beeindigen,
        name="blok_beeindigen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/blokken/<uuid:uuid>/terugzetten/",
        bewerken.blok_terugzetten,
        name="blok_terugzetten",
    ),
    path("wijkplannen/<slug:slug>/bewerken/doelen/nieuw/", bewerken.doel_nieuw, name="doel_nieuw"),
    path("wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/", bewerken.doel, name="doel"),
    path(
        "wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/beeindigen/",
        bewerken.doel_beeindigen,
        name="doel_beeindigen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/terugzetten/",
        bewerken.doel_terugzetten,
        name="doel_terugzetten",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/activiteit/",
        activiteiten.nieuw,
        name="activiteit_nieuw",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/bestaande-activiteit/",
        activiteiten.plaatsen,
        name="activiteit_plaatsen",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/activiteiten/<uuid:uuid>/",
        activiteiten.wijzigen,
        name="activiteit",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/inzet/<uuid:uuid>/voortgang/",
        voortgang.voortgang,
        name="voortgang",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/inzet/<uuid:uuid>/online/",
        voortgang.online,
        name="online",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/inzet/<uuid:uuid>/beeindigen/",
        voortgang.beeindigen,
        name="inzet_beeindigen",
    ),
    path("wijkplannen/<slug:slug>/bewerken/publiceren/", publiceren.publiceren, name="publiceren"),
    path(
        "wijkplannen/<slug:slug>/bewerken/versies/<int:nummer>/vaststellen/",
        publiceren.vaststellen,
        name="vaststellen",
    ),
]
