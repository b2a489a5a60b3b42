from django.urls import path

from indicatoren import views

app_name = "indicatoren"

urlpatterns = [
    path("indicatoren/", views.lijst, name="lijst"),
    path("indicatoren/<slug:slug>/", views.detail, name="detail"),
    path("rapportage/begroting/<int:jaar>/", views.begroting, name="begroting"),
    path("rapportage/jaarverslag/<int:jaar>/", views.jaarverslag, name="jaarverslag"),
]
