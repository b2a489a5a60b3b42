"""Addresses by subject; each file writes its paths in full. Literal paths go before `<slug>`."""

from indicatoren.urls import beheren, inlezen, opendata, publiek, rapportage

app_name = "indicatoren"

urlpatterns = [
    *beheren.urlpatterns,
    *inlezen.urlpatterns,
    *opendata.urlpatterns,
    *rapportage.urlpatterns,
    *publiek.urlpatterns,
]
