from django.urls import path

from indicatoren.views import rapportage as views
from indicatoren.views import rapportages, rapportages_regels, rapportages_teksten

EERSTE = "rapportage/<slug:soort>/<int:jaar>/"
VOLGENDE = f"{EERSTE}<int:nummer>/"
WERK = "werk/rapportages/<uuid:uuid>/"
TAK = f"{WERK}onderdelen/<uuid:tak>/"
REGEL = f"{WERK}regels/<uuid:regel>/"

urlpatterns = [
    path(EERSTE, views.rapportage, name="rapportage"),
    path(VOLGENDE, views.rapportage, name="rapportage"),
    path(f"{EERSTE}rapportage.<slug:vorm>", views.rapportage_bestand, name="rapportage_bestand"),
    path(f"{VOLGENDE}rapportage.<slug:vorm>", views.rapportage_bestand, name="rapportage_bestand"),
    path(
        f"{WERK}rapportage.<slug:vorm>",
        views.rapportage_werkbestand,
        name="rapportage_werkbestand",
    ),
    path("werk/rapportages/", rapportages.lijst, name="rapportages"),
    path("werk/rapportages/nieuw/", rapportages.nieuw, name="rapportage_nieuw"),
    path(WERK, rapportages.document, name="rapportage_werk"),
    path(f"{WERK}gegevens/", rapportages.gegevens, name="rapportage_gegevens"),
    path(f"{WERK}ontbreekt/", rapportages.ontbreekt, name="rapportage_ontbreekt"),
    path(f"{WERK}bevriezen/", rapportages.bevriezen, name="rapportage_bevriezen"),
    path(f"{WERK}publiceren/", rapportages.publiceren, name="rapportage_publiceren"),
    path(f"{WERK}weggooien/", rapportages.weggooien, name="rapportage_weggooien"),
    path(f"{WERK}vragen/", rapportages_teksten.vragen, name="rapportage_vragen"),
    path(f"{WERK}akkoord/", rapportages_teksten.akkoord, name="rapportage_akkoord"),
    path(f"{WERK}onderdelen/nieuw/", rapportages_regels.tak_nieuw, name="tak_nieuw"),
    path(TAK, rapportages_regels.tak, name="tak"),
    path(f"{TAK}weghalen/", rapportages_regels.tak_weghalen, name="tak_weghalen"),
    path(f"{TAK}verplaatsen/", rapportages_regels.tak_verplaatsen, name="tak_verplaatsen"),
    path(f"{TAK}erbij/<slug:soort>/", rapportages_regels.regel_nieuw, name="rapportregel_nieuw"),
    path(REGEL, rapportages_regels.regel, name="rapportregel"),
    path(f"{REGEL}terug/", rapportages_teksten.terug, name="rapportregel_terug"),
    path(f"{REGEL}weghalen/", rapportages_regels.regel_weghalen, name="rapportregel_weghalen"),
    path(
        f"{REGEL}verplaatsen/",
        rapportages_regels.regel_verplaatsen,
        name="rapportregel_verplaatsen",
    ),
]
