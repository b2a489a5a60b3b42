from django.urls import path

from wijkplannen.views import documenten, partnerlast, publiek, themas, uitvoeringsagenda

urlpatterns = [
    path("wijkplannen/", publiek.lijst, name="lijst"),
    path(
        "wijkplannen/uitvoeringsagenda/",
        uitvoeringsagenda.uitvoeringsagenda,
        name="uitvoeringsagenda",
    ),
    path("wijkplannen/themas/", themas.themas, name="themas"),
    path("werk/partners/", partnerlast.partnerlast, name="partnerlast"),
    path("wijkplannen/<slug:slug>/", publiek.detail, name="detail"),
    path("wijkplannen/<slug:slug>/versies/", publiek.versies, name="versies"),
    path("wijkplannen/<slug:slug>/versies/<int:nummer>/", publiek.versie, name="versie"),
    path("wijkplannen/<slug:slug>/vergelijken/", publiek.vergelijken, name="vergelijken"),
    path("wijkplannen/<slug:slug>/documenten/<uuid:uuid>/", documenten.document, name="document"),
]
