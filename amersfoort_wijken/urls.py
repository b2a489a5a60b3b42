from django.contrib import admin
from django.urls import include, path

from gebruikers.views import beheer_login
from portaal.views.account import account

handler400 = "portaal.views.fouten.onleesbaar"

urlpatterns = [
    path("", include("portaal.urls")),
    path("", include("wijkplannen.urls")),
    path("", include("buurtbudget.urls")),
    path("", include("indicatoren.urls")),
    path("partners/", include("partners.urls")),
    path("account/", account, name="account"),
    path("account/", account, name="mfa_index"),  # where allauth returns to after the second step
    path("account/", include("gebruikers.urls")),
    path("beheer/login/", beheer_login),
    path("beheer/", admin.site.urls),
]
