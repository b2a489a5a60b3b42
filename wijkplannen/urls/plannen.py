from django.urls import path

from wijkplannen.views import importeren, leerpunten, plannen, publiceren, terugzetten

urlpatterns = [
    path("wijkplannen/nieuw/", plannen.nieuw, name="nieuw"),
    path("werk/leerpunten/", leerpunten.zoeken, name="leerpunten_zoeken"),
    path("wijkplannen/<slug:slug>/bewerken/leerpunten/", leerpunten.leerpunten, name="leerpunten"),
    path(
        "wijkplannen/<slug:slug>/bewerken/leerpunten/nieuw/",
        leerpunten.leerpunt_nieuw,
        name="leerpunt_nieuw",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/leerpunten/<uuid:uuid>/",
        leerpunten.leerpunt,
        name="leerpunt",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/leerpunten/<uuid:uuid>/weghalen/",
        leerpunten.leerpunt_weghalen,
        name="leerpunt_weghalen",
    ),
    path("wijkplannen/<slug:slug>/bewerken/importeren/", importeren.importeren, name="importeren"),
    path(
        "wijkplannen/<slug:slug>/bewerken/importeren/activiteiten.xlsx",
        importeren.blad,
        name="activiteiten_xlsx",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/importeren/<uuid:uuid>/",
        importeren.proef,
        name="import_proef",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/importeren/<uuid:uuid>/fouten.csv",
        importeren.fouten,
        name="import_fouten",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/importeren/<uuid:uuid>/terugdraaien/",
        importeren.terugdraaien,
        name="import_terugdraaien",
    ),
    path("wijkplannen/<slug:slug>/bewerken/inplannen/", publiceren.inplannen, name="inplannen"),
    path(
        "wijkplannen/<slug:slug>/bewerken/inplannen/<uuid:uuid>/intrekken/",
        publiceren.intrekken,
        name="intrekken",
    ),
    path("wijkplannen/<slug:slug>/bewerken/versies/", terugzetten.versies, name="bewerken_versies"),
    path(
        "wijkplannen/<slug:slug>/bewerken/versies/<int:nummer>/terugzetten/",
        terugzetten.terugzetten,
        name="terugzetten",
    ),
]
