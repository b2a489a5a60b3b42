from django.urls import path

from indicatoren.views import publiek, vergelijken

urlpatterns = [
    path("indicatoren/", publiek.lijst, name="lijst"),
    path("indicatoren/vergelijken/", vergelijken.vergelijken, name="vergelijken"),
    path("indicatoren/uitleg/", publiek.uitleg, name="uitleg"),
    path("indicatoren/<slug:slug>/", publiek.detail, name="detail"),
]
