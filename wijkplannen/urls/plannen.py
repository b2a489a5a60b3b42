from django.urls import path

from wijkplannen.views import leerpunten, plannen, publiceren, terugzetten

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
    path("wijkplannen/<slug:slug>/bewerken/inplannen/", publiceren.inplannen, name="inplannen"),
    path(
        "wijkplannen/<slug:slug>/bewerken/inplannen/<uuid:uuid>/intrekken/",
        publiceren.intrekken,
        name="intrekken",
    ),
    path(
        "wijkplannen/<slug:slug>/bewerken/versies/<int:nummer>/terugzetten/",
        terugzetten.terugzetten,
        name="terugzetten",
    ),
]
