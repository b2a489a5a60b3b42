from django.urls import path

from wijkplannen.views import publiceren

urlpatterns = [
    path("wijkplannen/<slug:slug>/bewerken/inplannen/", publiceren.inplannen, name="inplannen"),
    path(
        "wijkplannen/<slug:slug>/bewerken/inplannen/<uuid:uuid>/intrekken/",
        publiceren.intrekken,
        name="intrekken",
    ),
]
