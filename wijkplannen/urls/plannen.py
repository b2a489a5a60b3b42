from django.urls import path

from wijkplannen.views import publiceren, terugzetten

urlpatterns = [
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
