"""Addresses of buurtbudget. Words of our own come before `<slug>`, the name of a budget area."""

from django.urls import path, register_converter

from buurtbudget.views import kandit, publiek, regels, verder


class NummerConverter:
    """The number of an application: 2027-0042."""

    regex = r"\d{4}-\d{4}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(NummerConverter, "nummer")

app_name = "buurtbudget"

VERDER = [
    path("verder/<str:geheim>/", verder.verder_link, name="verder_link"),
    path("buurtbudget/aanvragen/<uuid:uuid>/", verder.mijn_aanvraag, name="mijn_aanvraag"),
]
KANDIT = [
    path("buurtbudget/kan-dit/", kandit.kan_dit, name="kan_dit"),
]
REGELS = [
    path("werk/buurtbudget/stichting/<slug:partner>/", regels.stichting, name="stichting"),
    path("werk/buurtbudget/<slug:slug>/regels/", regels.regels, name="regels"),
    path(
        "werk/buurtbudget/<slug:slug>/regels/<int:jaar>/",
        regels.bewerken,
        name="regels_bewerken",
    ),
    path(
        "werk/buurtbudget/<slug:slug>/regels/<int:jaar>/nieuw/",
        regels.nieuwe_versie,
        name="regels_nieuw",
    ),
    path(
        "werk/buurtbudget/<slug:slug>/regels/<int:jaar>/weg/",
        regels.weg,
        name="regels_weg",
    ),
    path(
        "werk/buurtbudget/<slug:slug>/regels/<int:jaar>/publiceren/",
        regels.publiceren,
        name="regels_publiceren",
    ),
]
WIJK = [  # last: `<slug>` takes what nobody above wanted
    path("buurtbudget/", publiek.overzicht, name="overzicht"),
    path("buurtbudget/<slug:slug>/", publiek.wijk, name="wijk"),
    path("buurtbudget/<slug:slug>/formulier.pdf", publiek.formulier, name="formulier"),
    path(
        "buurtbudget/<slug:slug>/handtekeningen.pdf",
        publiek.handtekeningenlijst,
        name="handtekeningenlijst",
    ),
    path(
        "buurtbudget/<slug:slug>/declaratieformulier.pdf",
        publiek.declaratieformulier,
        name="declaratieformulier",
    ),
]

urlpatterns = [*VERDER, *KANDIT, *REGELS, *WIJK]
