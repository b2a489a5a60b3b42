"""Addresses of buurtbudget. Words of our own come before `<slug>`, the name of a budget area."""

from django.urls import path, register_converter

from buurtbudget.views import (
    betaalbestanden,
    betalen,
    bonnen,
    doelen,
    jaar,
    kandit,
    kas,
    paragraaf,
    publiek,
    regels,
    register,
    stad,
    verder,
)
from buurtbudget.views.aanvragen import (
    begin,
    bewaren,
    bijlagen,
    declareren,
    stappen,
    status,
    steun,
)
from buurtbudget.views.bureau import (
    adviezen,
    besluiten,
    bureau,
    dossier,
    invoeren,
    oordelen,
    post,
    vergadering,
    vragen,
)
from buurtbudget.views.ronde import kolom, overzicht, papier
from buurtbudget.views.ronde import vergadering as rondevergadering


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
    path("verder/", verder.verder, name="verder"),
    path("verder/klaar/", verder.klaar, name="klaar"),
    path("verder/<str:geheim>/", verder.verder_link, name="verder_link"),
    path("mijn/", verder.mijn, name="mijn"),
]
EIGEN = "buurtbudget/aanvragen/<uuid:uuid>/"
AANVRAGEN = [
    path("buurtbudget/aanvragen/", begin.aanvragen, name="aanvragen"),
    path("buurtbudget/steun/<uuid:uuid>/", steun.steun, name="steun"),
    path(EIGEN, status.mijn_aanvraag, name="mijn_aanvraag"),
    path(f"{EIGEN}later/", bewaren.later, name="later"),
    path(f"{EIGEN}verzonden/", bewaren.verzonden, name="verzonden"),
    path(f"{EIGEN}vragen/", status.vragen, name="vragen"),
    path(f"{EIGEN}stoppen/", status.stoppen, name="stoppen"),
    path(f"{EIGEN}bijlagen/", bijlagen.bijlagen, name="bijlagen"),
    path(f"{EIGEN}bijlagen/<uuid:bijlage>/", bijlagen.bijlage, name="bijlage"),
    path(f"{EIGEN}bijlagen/<uuid:bijlage>/weg/", bijlagen.bijlage_weg, name="bijlage_weg"),
    path(f"{EIGEN}declareren/", declareren.declareren, name="declareren"),
    path(f"{EIGEN}declareren/<slug:stap>/", declareren.stap, name="declareren_stap"),
    path(f"{EIGEN}<slug:stap>/", stappen.stap, name="stap"),
]
INITIATIEVEN = "buurtbudget/initiatieven/"
REGISTER = [
    path(INITIATIEVEN, register.initiatieven, name="initiatieven"),
    path(f"{INITIATIEVEN}initiatieven.csv", register.als_bestand_csv, name="initiatieven_csv"),
    path(f"{INITIATIEVEN}initiatieven.json", register.als_bestand_json, name="initiatieven_json"),
    path(f"{INITIATIEVEN}<nummer:nummer>/", register.initiatief, name="initiatief"),
    path(f"{INITIATIEVEN}<nummer:nummer>/<uuid:uuid>.jpg", register.foto, name="foto"),
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
ADVIEZEN = [
    path("werk/adviezen/", adviezen.adviezen, name="adviezen"),
    path("werk/adviezen/<uuid:uuid>/", adviezen.advies_geven, name="advies_geven"),
    path(
        "werk/adviezen/<uuid:uuid>/<uuid:bijlage>/",
        adviezen.advies_tekening,
        name="advies_tekening",
    ),
    path("verder/advies/<str:geheim>/", adviezen.advies, name="advies"),
    path("verder/advies/<str:geheim>/<uuid:uuid>/", adviezen.tekening, name="tekening"),
]
ZAAK = "werk/buurtbudget/<nummer:nummer>/"
DOSSIER = [
    path(ZAAK, dossier.dossier, name="dossier"),
    path(f"{ZAAK}bijlagen/<uuid:uuid>/", dossier.bijlage, name="dossier_bijlage"),
    path(f"{ZAAK}brieven/<uuid:uuid>/", dossier.brief, name="dossier_brief"),
    path(f"{ZAAK}vraag/", vragen.stellen, name="vraag_stellen"),
    path(f"{ZAAK}antwoord/", vragen.antwoord, name="antwoord_invoeren"),
    path(f"{ZAAK}rusten/", vragen.rusten, name="vraag_rusten"),
    path(f"{ZAAK}oordeel/", oordelen.oordeel, name="oordeel"),
    path(f"{ZAAK}belang/", oordelen.belang, name="belang"),
    path(f"{ZAAK}advies/", adviezen.vragen, name="advies_vragen"),
    path(f"{ZAAK}voorstel/", besluiten.voorstel, name="voorstel"),
    path(f"{ZAAK}voorstel/weg/", besluiten.voorstel_weg, name="voorstel_weg"),
    path(f"{ZAAK}bevestigen/", besluiten.bevestigen, name="bevestigen"),
    path(f"{ZAAK}voorwaarde/", besluiten.voorwaarde, name="voorwaarde"),
    path(f"{ZAAK}gaat-niet-door/", besluiten.gaat_niet_door, name="gaat_niet_door"),
    path(f"{ZAAK}vervallen/", besluiten.vervallen, name="vervallen"),
    path(f"{ZAAK}bonnen-invoeren/", invoeren.bonnen_invoeren, name="bonnen_invoeren"),
]
TEAM = "werk/buurtbudget/<slug:slug>/"
BUREAU = [  # after all other words below /werk/buurtbudget/
    path("werk/buurtbudget/", bureau.bureaus, name="bureaus"),
    path(TEAM, bureau.bureau, name="bureau"),
    path(f"{TEAM}invoeren/", invoeren.invoeren, name="invoeren"),
    path(f"{TEAM}invoeren/concepten/", invoeren.concepten, name="invoer_concepten"),
    path(f"{TEAM}invoeren/<uuid:uuid>/", invoeren.invoeren, name="invoeren_verder"),
    path(f"{TEAM}vergadering/", vergadering.vergadering, name="vergadering"),
    path(f"{TEAM}vergadering/aanwezig/", vergadering.aanwezig, name="aanwezig"),
    path(f"{TEAM}vergadering/bevestigen/", vergadering.bevestigen, name="vergadering_bevestigen"),
    path(f"{TEAM}vergadering/<nummer:nummer>/", vergadering.geval, name="geval"),
    path(f"{TEAM}vergadering/<nummer:nummer>/aanhouden/", vergadering.aanhouden, name="aanhouden"),
    path(f"{TEAM}vergadering/<uuid:uuid>/", vergadering.notulen, name="notulen"),
    path(f"{TEAM}vergadering/<uuid:uuid>/notulen.pdf", vergadering.notulen_pdf, name="notulen_pdf"),
    path(f"{TEAM}post/", post.post, name="post"),
    path(f"{TEAM}post/brieven.pdf", post.printen, name="post_printen"),
    path(f"{TEAM}post/<uuid:uuid>/gedaan/", post.gedaan, name="post_gedaan"),
]
VERDEELRONDE = "werk/buurtbudget/<slug:slug>/verdeelronde/<int:jaar>/"
RONDE = [
    path(VERDEELRONDE, overzicht.ronde, name="ronde"),
    path(VERDEELRONDE + "beginnen/", overzicht.beginnen, name="ronde_beginnen"),
    path(VERDEELRONDE + "data/", overzicht.data, name="ronde_data"),
    path(VERDEELRONDE + "vergaderen/", overzicht.vergaderen, name="ronde_vergaderen"),
    path(VERDEELRONDE + "kolom/<int:lid>/", kolom.kolom, name="ronde_kolom"),
    path(VERDEELRONDE + "kolom/<int:lid>/heropenen/", overzicht.heropenen, name="ronde_heropenen"),
    path(VERDEELRONDE + "kolom/<int:lid>/verdeling.xlsx", kolom.excel, name="ronde_excel"),
    path(
        VERDEELRONDE + "kolom/<int:lid>/terugzetten/", kolom.excel_terug, name="ronde_excel_terug"
    ),
    path(VERDEELRONDE + "lezen/", kolom.lezen, name="ronde_lezen"),
    path(VERDEELRONDE + "bundel.pdf", papier.bundel, name="ronde_bundel"),
    path(VERDEELRONDE + "verdeelstaat.pdf", papier.verdeelstaat, name="ronde_verdeelstaat"),
    path(VERDEELRONDE + "vergadering/", rondevergadering.vergadering, name="ronde_vergadering"),
    path(
        VERDEELRONDE + "vergadering/hertellen/", rondevergadering.hertellen, name="ronde_hertellen"
    ),
    path(VERDEELRONDE + "vergadering/proef/", rondevergadering.proef, name="ronde_proef"),
    path(VERDEELRONDE + "vergadering/afwijzen/", rondevergadering.afwijzen, name="ronde_afwijzen"),
    path(
        VERDEELRONDE + "vergadering/bevestigen/",
        rondevergadering.bevestigen,
        name="ronde_bevestigen",
    ),
    path(VERDEELRONDE + "uitslag/", rondevergadering.uitslag, name="ronde_uitslag"),
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

GELD = [
    path("werk/buurtbudget/stad/", stad.stad, name="stad"),
    path("werk/buurtbudget/stad/gebruik.xlsx", stad.stad_blad, name="stad_blad"),
    path("werk/buurtbudget/stad/bedragen/<int:jaar>/", stad.stad_bedragen, name="stad_bedragen"),
    path(
        "werk/buurtbudget/stad/verantwoording/<slug:partner>/<int:jaar>/",
        jaar.jaar_beoordelen,
        name="jaar_beoordelen",
    ),
    path("werk/buurtbudget/jaar/<slug:partner>/<int:jaar>/", jaar.jaar, name="jaar"),
    path(
        "werk/buurtbudget/jaar/<slug:partner>/<int:jaar>/indienen/",
        jaar.jaar_indienen,
        name="jaar_indienen",
    ),
    path(
        "werk/buurtbudget/jaar/<slug:partner>/<int:jaar>/verantwoording.xlsx",
        jaar.jaar_blad,
        name="jaar_blad",
    ),
    path(
        "werk/buurtbudget/jaar/<slug:partner>/<int:jaar>/verantwoording.pdf",
        jaar.jaar_pdf,
        name="jaar_pdf",
    ),
    path(
        "werk/buurtbudget/rekening/<slug:partner>/betalen/",
        betalen.rekening_betalen,
        name="rekening_betalen",
    ),
    path(
        "werk/buurtbudget/rekening/<slug:partner>/bestand/",
        betaalbestanden.bestand_maken,
        name="bestand_maken",
    ),
    path(
        "werk/buurtbudget/bestand/<uuid:uuid>/",
        betaalbestanden.betaalbestand,
        name="betaalbestand",
    ),
    path(
        "werk/buurtbudget/bestand/<uuid:uuid>/ophalen/",
        betaalbestanden.bestand_ophalen,
        name="bestand_ophalen",
    ),
    path("werk/buurtbudget/betaling/<uuid:uuid>/betaald/", betalen.betaald, name="betaald"),
    path("werk/buurtbudget/betaling/<uuid:uuid>/ongedaan/", betalen.ongedaan, name="ongedaan"),
    path("werk/buurtbudget/betaling/<uuid:uuid>/akkoord/", betalen.akkoord, name="akkoord"),
    path(
        "werk/buurtbudget/betaling/<uuid:uuid>/weg/",
        betalen.van_de_lijst,
        name="betaling_weg",
    ),
    path("werk/buurtbudget/<nummer:nummer>/bonnen/", bonnen.bonnen, name="bonnen"),
    path("werk/buurtbudget/<nummer:nummer>/bonnen/vraag/", bonnen.bonvraag, name="bonvraag"),
    path(
        "werk/buurtbudget/<nummer:nummer>/bonnen/<uuid:uuid>/",
        bonnen.bonbijlage,
        name="bonbijlage",
    ),
    path(
        "werk/buurtbudget/<nummer:nummer>/voorschot/",
        bonnen.voorschot_klaarzetten,
        name="voorschot",
    ),
    path("werk/buurtbudget/<nummer:nummer>/rekening/", bonnen.rekening, name="rekening"),
    path("werk/buurtbudget/<nummer:nummer>/terug/", bonnen.terug, name="terug"),
    path("werk/buurtbudget/<slug:slug>/bonnen/", bonnen.declaraties, name="declaraties"),
    path("werk/buurtbudget/<slug:slug>/betalen/", betalen.betalen, name="betalen"),
    path("werk/buurtbudget/<slug:slug>/kas/", kas.kas, name="kas"),
    path("werk/buurtbudget/<slug:slug>/kas/nieuw/<slug:soort>/", kas.kas_nieuw, name="kas_nieuw"),
    path(
        "werk/buurtbudget/<slug:slug>/kas/overhevelen/",
        kas.kas_overhevelen,
        name="kas_overhevelen",
    ),
    path(
        "werk/buurtbudget/<slug:slug>/kas/<int:pk>/herstellen/",
        kas.kas_herstellen,
        name="kas_herstellen",
    ),
    path("werk/buurtbudget/<slug:slug>/kas/<int:jaar>.xlsx", kas.kasboek, name="kasboek"),
    path("werk/buurtbudget/<slug:slug>/overdracht/", kas.overdracht, name="overdracht"),
    path("werk/buurtbudget/<slug:slug>/overdracht.pdf", kas.overdracht_pdf, name="overdracht_pdf"),
]

urlpatterns = [
    path(
        "wijkplannen/<slug:slug>/bewerken/doelen/<uuid:uuid>/initiatieven/",
        doelen.doel_initiatieven,
        name="doel_initiatieven",
    ),
    path(
        "werk/rapportages/<uuid:uuid>/regels/<uuid:regel>/buurtbudget/",
        paragraaf.paragraaf,
        name="paragraaf",
    ),
    *GELD,
    *ADVIEZEN,
    *VERDER,
    *AANVRAGEN,
    *KANDIT,
    *REGISTER,
    *REGELS,
    *DOSSIER,
    *BUREAU,
    *RONDE,
    *WIJK,
]
