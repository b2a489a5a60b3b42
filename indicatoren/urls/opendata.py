from django.urls import path

from indicatoren.views import opendata

urlpatterns = [
    path("open-data/indicatoren.<slug:vorm>", opendata.alle, name="opendata"),
    path("open-data/indicatoren/<slug:slug>.<slug:vorm>", opendata.indicator, name="opendata_een"),
]
