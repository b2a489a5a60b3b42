from django.urls import path

from indicatoren.views import publiek

urlpatterns = [
    path("rapportage/<slug:soort>/<int:jaar>/", publiek.rapportage, name="rapportage"),
    path("rapportage/<slug:soort>/<int:jaar>/<int:nummer>/", publiek.rapportage, name="rapportage"),
]
