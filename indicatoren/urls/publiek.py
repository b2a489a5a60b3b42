from django.urls import path

from indicatoren.views import publiek

urlpatterns = [
    path("indicatoren/", publiek.lijst, name="lijst"),
    path("indicatoren/<slug:slug>/", publiek.detail, name="detail"),
]
