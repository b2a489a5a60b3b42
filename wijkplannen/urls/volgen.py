from django.urls import path

from wijkplannen.views import organisatie, seintjes

urlpatterns = [
    path("werk/organisatie/", organisatie.organisatie, name="organisatie"),
    path("werk/organisatie/overdragen/", organisatie.overdragen, name="overdragen"),
    path("werk/seintjes/", seintjes.seintjes, name="seintjes"),
    path("werk/seintjes/<uuid:uuid>/gebeld/", seintjes.gebeld, name="seintje_gebeld"),
    path("wijkplannen/seintje/<str:geheim>/", seintjes.seintje, name="seintje"),
]
