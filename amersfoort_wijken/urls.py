from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("portaal.urls")),
    path("wijkplannen/", include("wijkplannen.urls")),
    path("", include("indicatoren.urls")),
    path("partners/", include("partners.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
