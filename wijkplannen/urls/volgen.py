from django.urls import path

from wijkplannen.views import seintjes

urlpatterns = [
    path("wijkplannen/seintje/<str:geheim>/", seintjes.seintje, name="seintje"),
]
