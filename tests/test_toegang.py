"""The doors of the portal: which pages are public, and who gets what answer at each address.

A new address without a row fails: add it to `TABEL`, and to `PUBLIEK` when a visitor may see it.
"""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from berichten.tests.maken import maak_bericht
from buurtbudget.sleutels import geheim
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_mandaat,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
)
from buurtbudget.tests.maken_bewoner import maak_bijlage
from buurtbudget.tests.maken_bureau import maak_zaak
from buurtbudget.tests.maken_geld import maak_geldzaken
from buurtbudget.tests.maken_register import maak_foto, maak_uitgevoerd
from buurtbudget.tests.maken_ronde import maak_deuren
from gebieden.tests.maken import maak_wijk
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.tests.maken import geef_uit, maak_indicator, maak_rapportage
from indicatoren.tests.maken_inlezen import maak_import
from indicatoren.tests.maken_rapportages import maak_rapportagedeuren
from indicatoren.tests.maken_werk import maak_cijferdeuren
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.tests.maken import maak_blok, maak_document, maak_doel, maak_inzet, maak_plan
from wijkplannen.tests.maken_inbreng import maak_inbrengdeuren
from wijkplannen.tests.maken_plannen import maak_ingepland, maak_inlezing, maak_leerpunt
from wijkplannen.tests.maken_samen import maak_samenwerking
from wijkplannen.tests.maken_volgen import maak_belletje

pytestmark = pytest.mark.django_db

PUBLIEK = {
    "portaal:home",
    "portaal:wijken",
    "portaal:wijk",
    "portaal:wijkfoto",
    "portaal:partner",
    "portaal:mijn_wijk",
    "portaal:opendata",
    "portaal:catalogus",
    "portaal:over",
    "portaal:toegankelijkheid",
    "portaal:privacy",
    "portaal:security_txt",
    "portaal:gezond",
    "wijkplannen:lijst",
    "wijkplannen:uitvoeringsagenda",
    "wijkplannen:themas",
    "wijkplannen:detail",
    "wijkplannen:versies",
    "wijkplannen:versie",
    "wijkplannen:vergelijken",
    "wijkplannen:document",
    "wijkplannen:kijklink",
    "wijkplannen:seintje",
    "wijkplannen:voortgang_plan",
    "wijkplannen:voortgang_docx",
    "wijkplannen:voortgang_html",
    "wijkplannen:plan_pdf",
    "wijkplannen:plan_xlsx",
    "wijkplannen:versie_pdf",
    "portaal:keten",
    "wijkplannen:wens",
    "wijkplannen:wens_melden",
    "wijkplannen:wens_schrijven",
    "wijkplannen:wens_bedankt",
    "wijkplannen:inbreng_bevestigen",
    "wijkplannen:bijeenkomsten",
    "wijkplannen:bijeenkomst",
    "wijkplannen:bijeenkomst_ics",
    "wijkplannen:agenda_ics",
    "wijkplannen:wijkagenda_ics",
    "indicatoren:lijst",
    "indicatoren:vergelijken",
    "indicatoren:uitleg",
    "indicatoren:detail",
    "indicatoren:opendata",
    "indicatoren:opendata_een",
    "indicatoren:rapportage",
    "indicatoren:rapportage_bestand",
    "partners:lijst",
    "buurtbudget:overzicht",
    "buurtbudget:wijk",
    "buurtbudget:kan_dit",
    "buurtbudget:initiatieven",
    "buurtbudget:initiatieven_csv",
    "buurtbudget:initiatieven_json",
    "buurtbudget:initiatief",
    "buurtbudget:foto",
    "buurtbudget:formulier",
    "buurtbudget:handtekeningenlijst",
    "buurtbudget:declaratieformulier",
    "buurtbudget:advies",
    "buurtbudget:tekening",
}
DEMO = {  # 404 without DEMO=1
    "portaal:demo",
    "portaal:demo_inloggen",
    "portaal:demo_postvak",
    "portaal:demo_brief",
}
MET_SLEUTEL = {  # without signing in, by a link or code of one's own; they read the session
    "buurtbudget:verder",
    "buurtbudget:verder_link",
    "buurtbudget:klaar",
    "buurtbudget:aanvragen",
    "buurtbudget:steun",
    "buurtbudget:mijn_aanvraag",
    "buurtbudget:later",
    "buurtbudget:verzonden",
    "buurtbudget:vragen",
    "buurtbudget:stoppen",
    "buurtbudget:bijlagen",
    "buurtbudget:bijlage",
    "buurtbudget:bijlage_weg",
    "buurtbudget:declareren",
    "buurtbudget:declareren_stap",
    "buurtbudget:stap",
}
DEUR = {  # sign-in itself
    "account_login",
    "account_login_wachtwoord",
    "account_confirm_login_code",
    "account_request_login_code",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
}

STAD = ["onderzoeker", "beleid", "vakafdeling", "functioneel"]
STICHTING = ["werkgroep", "penningmeester", "bestuur"]
ROLLEN = [
    "bezoeker",
    "bewoner",
    "partner",
    *STICHTING,
    "gebiedsmanager",
    "andere_gebiedsmanager",
    *STAD,
]
OPEN = dict.fromkeys(ROLLEN, 200)
INGELOGD = OPEN | {"bezoeker": 302}
NIEMAND = dict.fromkeys(ROLLEN, 404)  # but whoever has the link or the code, or began it


def alleen(*rollen, wel=200):
    """Only these roles; a visitor is sent to sign-in, the others are refused."""
    return dict.fromkeys(ROLLEN, 403) | {"bezoeker": 302} | dict.fromkeys(rollen, wel)


WERKGROEP = alleen("werkgroep")
BESLISSERS = alleen("werkgroep", "bestuur", wel=302)
TEAMKNOP = alleen(*STICHTING, wel=302)
VAKAFDELING = alleen("vakafdeling")
BEHEERDER = alleen("gebiedsmanager")
BEHEERDER_KNOP = alleen("gebiedsmanager", wel=302)
BEHEERDER_OF_TREKKER = alleen("gebiedsmanager", "partner")
WIJKBEHEERDERS = alleen("gebiedsmanager", "andere_gebiedsmanager")
VAN_DEZE_WIJK = BEHEERDER | {"andere_gebiedsmanager": 404}
VAN_DEZE_WIJK_KNOP = BEHEERDER_KNOP | {"andere_gebiedsmanager": 404}
TEAM = alleen(*STICHTING)
BESTUUR = alleen("bestuur")
GELD = alleen("penningmeester", "bestuur")
GELDKNOP = alleen("penningmeester", "bestuur", wel=302)
STADSZICHT = alleen("beleid", "gebiedsmanager", "andere_gebiedsmanager", "functioneel")
JAARSTUK = STADSZICHT | dict.fromkeys(["penningmeester", "bestuur"], 200)
PARTNERS = alleen("partner", *STICHTING)
ONDERZOEKER = alleen("onderzoeker")
WERKVERSIE = alleen("gebiedsmanager", "andere_gebiedsmanager", "partner", *STAD)
STADHUIS = alleen("gebiedsmanager", "andere_gebiedsmanager", *STAD)
BELEID = alleen("beleid")
BELEIDSKNOP = alleen("beleid", wel=302)


@dataclass
class Rij:
    """What each role is answered; `van` names the thing in the world whose values fill the path."""

    verwacht: dict
    van: str = ""
    methode: str = "get"
    vraag: str = ""


TABEL = {
    "portaal:home": Rij(OPEN),
    "portaal:wijken": Rij(OPEN),
    "portaal:wijk": Rij(OPEN, "wijk"),
    "portaal:wijkfoto": Rij(OPEN, "wijk"),
    "portaal:partner": Rij(OPEN, "partner"),
    "portaal:mijn_wijk": Rij(OPEN),
    "portaal:opendata": Rij(OPEN),
    "portaal:catalogus": Rij(OPEN),
    "portaal:over": Rij(OPEN),
    "portaal:toegankelijkheid": Rij(OPEN),
    "portaal:privacy": Rij(OPEN),
    "portaal:security_txt": Rij(OPEN),
    "portaal:gezond": Rij(OPEN),
    "portaal:demo": Rij(OPEN),
    "portaal:demo_inloggen": Rij(dict.fromkeys(ROLLEN, 422), methode="post"),
    "portaal:demo_postvak": Rij(OPEN),
    "portaal:demo_brief": Rij(OPEN, "bericht"),
    "portaal:werk": Rij(INGELOGD),
    "account": Rij(INGELOGD),
    "wijkplannen:lijst": Rij(OPEN),
    "wijkplannen:uitvoeringsagenda": Rij(OPEN),
    "wijkplannen:themas": Rij(OPEN),
    "wijkplannen:partnerlast": Rij(alleen("gebiedsmanager", "andere_gebiedsmanager", *STAD)),
    "wijkplannen:detail": Rij(OPEN, "plan"),
    "wijkplannen:versies": Rij(OPEN, "plan"),
    "wijkplannen:versie": Rij(OPEN, "versie"),
    "wijkplannen:vergelijken": Rij(OPEN, "plan", vraag="?van=1&naar=2"),
    "wijkplannen:document": Rij(OPEN, "document"),
    "wijkplannen:seintje": Rij(OPEN, "seintje"),
    "wijkplannen:organisatie": Rij(PARTNERS),
    "wijkplannen:overdragen": Rij(PARTNERS),
    "wijkplannen:organisatie_verslag": Rij(PARTNERS),
    "wijkplannen:organisatie_docx": Rij(PARTNERS),
    "wijkplannen:organisatie_pdf": Rij(PARTNERS),
    "wijkplannen:organisatie_xlsx": Rij(PARTNERS),
    "wijkplannen:seintjes": Rij(alleen("gebiedsmanager", "andere_gebiedsmanager")),
    "wijkplannen:seintje_gebeld": Rij(
        BEHEERDER_KNOP | {"andere_gebiedsmanager": 404}, "belletje", "post"
    ),
    "wijkplannen:voortgang_plan": Rij(OPEN, "plan"),
    "wijkplannen:voortgang_docx": Rij(OPEN, "plan"),
    "wijkplannen:voortgang_html": Rij(OPEN, "plan"),
    "wijkplannen:plan_pdf": Rij(OPEN, "plan"),
    "wijkplannen:plan_xlsx": Rij(OPEN, "plan"),
    "wijkplannen:versie_pdf": Rij(OPEN, "versie"),
    "wijkplannen:bewerken": Rij(WERKVERSIE, "plan"),
    "wijkplannen:bewerken_cijfers": Rij(WERKVERSIE, "plan"),
    "wijkplannen:verplaatsen": Rij(BEHEERDER, "doel"),
    "wijkplannen:documenten": Rij(BEHEERDER, "plan"),
    "wijkplannen:document_weghalen": Rij(BEHEERDER, "document"),
    "wijkplannen:blok_nieuw": Rij(BEHEERDER, "plan"),
    "wijkplannen:blok": Rij(BEHEERDER, "blok"),
    "wijkplannen:blok_beeindigen": Rij(BEHEERDER, "blok"),
    "wijkplannen:blok_terugzetten": Rij(BEHEERDER_KNOP, "blok", "post"),
    "wijkplannen:doel_nieuw": Rij(BEHEERDER, "plan"),
    "wijkplannen:doel": Rij(BEHEERDER, "doel"),
    "buurtbudget:doel_initiatieven": Rij(BEHEERDER, "doel"),
    "portaal:keten": Rij(OPEN, "doel"),
    "wijkplannen:doel_beeindigen": Rij(BEHEERDER, "doel"),
    "wijkplannen:doel_terugzetten": Rij(BEHEERDER_KNOP, "doel", "post"),
    "wijkplannen:activiteit_nieuw": Rij(BEHEERDER_OF_TREKKER, "doel"),
    "wijkplannen:activiteit_plaatsen": Rij(BEHEERDER, "doel"),
    "wijkplannen:activiteit": Rij(BEHEERDER_OF_TREKKER, "activiteit"),
    "wijkplannen:voortgang": Rij(BEHEERDER_OF_TREKKER, "inzet"),
    "wijkplannen:online": Rij(BEHEERDER_KNOP, "inzet", "post"),
    "wijkplannen:inzet_beeindigen": Rij(BEHEERDER, "inzet"),
    "wijkplannen:gesprekken": Rij(WERKVERSIE, "plan"),
    "wijkplannen:opmerkingen": Rij(WERKVERSIE, "doel"),
    "wijkplannen:opmerking_oplossen": Rij(BEHEERDER_KNOP, "opmerking", "post"),
    "wijkplannen:opmerking_heropenen": Rij(BEHEERDER_KNOP, "opmerking", "post"),
    "wijkplannen:voorstel_nieuw": Rij(WERKVERSIE | {"gebiedsmanager": 302}, "doel"),
    "wijkplannen:voorstel": Rij(WERKVERSIE, "voorstel"),
    "wijkplannen:voorstel_afwijzen": Rij(BEHEERDER, "voorstel"),
    "wijkplannen:voorstel_intrekken": Rij(alleen("partner", wel=302), "voorstel", "post"),
    "wijkplannen:planpartners": Rij(WERKVERSIE, "plan"),
    "wijkplannen:planpartner_beeindigen": Rij(BEHEERDER_KNOP, "planpartner", "post"),
    "wijkplannen:planpartner_vragen": Rij(BEHEERDER_KNOP, "planpartner", "post"),
    "wijkplannen:toezegging": Rij(alleen("partner"), "toezegging"),
    "wijkplannen:kijklinks": Rij(BEHEERDER, "plan"),
    "wijkplannen:kijklink_intrekken": Rij(BEHEERDER_KNOP, "meekijker", "post"),
    "wijkplannen:kijklink": Rij(OPEN, "kijklink"),
    "wijkplannen:publiceren": Rij(BEHEERDER, "plan"),
    "wijkplannen:vaststellen": Rij(BEHEERDER, "versie"),
    "wijkplannen:inplannen": Rij(BEHEERDER, "plan"),
    "wijkplannen:nieuw": Rij(alleen("gebiedsmanager", "andere_gebiedsmanager")),
    "wijkplannen:leerpunten_zoeken": Rij(INGELOGD),
    "wijkplannen:leerpunten": Rij(WERKVERSIE, "plan"),
    "wijkplannen:leerpunt_nieuw": Rij(BEHEERDER, "plan"),
    "wijkplannen:leerpunt": Rij(BEHEERDER, "leerpunt"),
    "wijkplannen:leerpunt_weghalen": Rij(BEHEERDER, "leerpunt"),
    "wijkplannen:importeren": Rij(BEHEERDER, "plan"),
    "wijkplannen:activiteiten_xlsx": Rij(BEHEERDER, "plan"),
    "wijkplannen:import_proef": Rij(BEHEERDER, "inlezing"),
    "wijkplannen:import_fouten": Rij(BEHEERDER, "inlezing"),
    "wijkplannen:import_terugdraaien": Rij(BEHEERDER_KNOP, "inlezing", "post"),
    "wijkplannen:bewerken_versies": Rij(BEHEERDER, "plan"),
    "wijkplannen:terugzetten": Rij(BEHEERDER, "versie"),
    "wijkplannen:intrekken": Rij(BEHEERDER_KNOP, "ingepland", "post"),
    "wijkplannen:wens": Rij(OPEN, "wijk"),
    "wijkplannen:wens_melden": Rij(OPEN, "wijk"),
    "wijkplannen:wens_schrijven": Rij(OPEN, "wijk"),
    "wijkplannen:wens_bedankt": Rij(OPEN, "wijk"),
    "wijkplannen:inbreng_bevestigen": Rij(OPEN, "inbrenglink"),
    "wijkplannen:inbreng": Rij(WIJKBEHEERDERS),
    "wijkplannen:inbreng_samen": Rij(
        alleen("gebiedsmanager", "andere_gebiedsmanager", wel=302), methode="post"
    ),
    "wijkplannen:inbreng_invoeren": Rij(WIJKBEHEERDERS),
    "wijkplannen:inbreng_post": Rij(WIJKBEHEERDERS),
    "wijkplannen:inbreng_printen": Rij(  # there is no letter
        alleen("gebiedsmanager", "andere_gebiedsmanager", wel=302), methode="post"
    ),
    "wijkplannen:inbreng_verstuurd": Rij(VAN_DEZE_WIJK_KNOP, "inbrengbericht", "post"),
    "wijkplannen:inbreng_een": Rij(VAN_DEZE_WIJK, "inbreng"),
    "wijkplannen:inbreng_zin": Rij(VAN_DEZE_WIJK | {"gebiedsmanager": 422}, "inbreng", "post"),
    "wijkplannen:inbreng_periode": Rij(BEHEERDER, "plan"),
    "wijkplannen:bijeenkomsten": Rij(OPEN),
    "wijkplannen:bijeenkomst": Rij(OPEN, "bijeenkomst"),
    "wijkplannen:bijeenkomst_ics": Rij(OPEN, "bijeenkomst"),
    "wijkplannen:agenda_ics": Rij(OPEN),
    "wijkplannen:wijkagenda_ics": Rij(OPEN, "wijk"),
    "wijkplannen:bijeenkomsten_beheer": Rij(WIJKBEHEERDERS),
    "wijkplannen:bijeenkomst_nieuw": Rij(WIJKBEHEERDERS),
    "wijkplannen:bijeenkomst_beheren": Rij(VAN_DEZE_WIJK, "bijeenkomst"),
    "wijkplannen:bijeenkomst_wijzigen": Rij(VAN_DEZE_WIJK, "bijeenkomst"),
    "wijkplannen:bijeenkomst_verslag": Rij(VAN_DEZE_WIJK, "bijeenkomst"),
    "wijkplannen:bijeenkomst_afgelasten": Rij(VAN_DEZE_WIJK, "bijeenkomst"),
    "wijkplannen:afspraak_nieuw": Rij(VAN_DEZE_WIJK, "bijeenkomst"),
    "wijkplannen:afspraak": Rij(VAN_DEZE_WIJK, "afspraak"),
    "wijkplannen:afspraak_afhandelen": Rij(VAN_DEZE_WIJK, "afspraak"),
    "indicatoren:lijst": Rij(OPEN),
    "indicatoren:vergelijken": Rij(OPEN),
    "indicatoren:uitleg": Rij(OPEN),
    "indicatoren:detail": Rij(OPEN, "indicator"),
    "indicatoren:opendata": Rij(OPEN, "csv"),
    "indicatoren:opendata_een": Rij(OPEN, "cijferbestand"),
    "indicatoren:rapportage": Rij(OPEN, "rapportage"),
    "indicatoren:rapportage_bestand": Rij(OPEN, "rapportagebestand"),
    "indicatoren:rapportage_werkbestand": Rij(
        alleen("gebiedsmanager", "andere_gebiedsmanager", *STAD), "werkbestand"
    ),
    "indicatoren:werk": Rij(ONDERZOEKER),
    "indicatoren:indicator_nieuw": Rij(ONDERZOEKER),
    "indicatoren:indicator": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:indicator_wijzigen": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:indicator_weghalen": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:herkomst": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:definitie_nieuw": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:definitie": Rij(ONDERZOEKER, "cijferuitleg"),
    "indicatoren:definitie_weghalen": Rij(ONDERZOEKER, "cijferuitleg"),
    "indicatoren:streefwaarden": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:cijfers": Rij(ONDERZOEKER, "een_cijfer"),
    "indicatoren:cijfer": Rij(ONDERZOEKER, "cijferjaar"),
    "indicatoren:bronnen": Rij(ONDERZOEKER),
    "indicatoren:bron_nieuw": Rij(ONDERZOEKER),
    "indicatoren:bron": Rij(ONDERZOEKER, "bron"),
    "indicatoren:peiling_nieuw": Rij(ONDERZOEKER, "bron"),
    "indicatoren:peiling": Rij(ONDERZOEKER, "peiling"),
    "indicatoren:woorden": Rij(alleen("onderzoeker", "beleid"), "een_cijfer"),
    "indicatoren:woordenlijst": Rij(alleen("onderzoeker", "beleid")),
    "indicatoren:rapportages": Rij(STADHUIS),
    "indicatoren:rapportage_nieuw": Rij(BELEID),
    "indicatoren:rapportage_werk": Rij(STADHUIS, "conceptdocument"),
    "indicatoren:rapportage_ontbreekt": Rij(STADHUIS, "conceptdocument"),
    "indicatoren:rapportage_gegevens": Rij(BELEID, "conceptdocument"),
    "indicatoren:rapportage_bevriezen": Rij(BELEID, "conceptdocument"),
    "indicatoren:rapportage_publiceren": Rij(BELEID, "conceptdocument"),
    "indicatoren:rapportage_weggooien": Rij(BELEID, "conceptdocument"),
    "indicatoren:rapportage_vragen": Rij(BELEID, "conceptdocument"),
    "indicatoren:rapportage_akkoord": Rij(BELEIDSKNOP, "conceptdocument", "post"),
    "indicatoren:tak_nieuw": Rij(BELEID, "conceptdocument"),
    "indicatoren:tak": Rij(BELEID, "tak"),
    "indicatoren:tak_weghalen": Rij(BELEID, "tak"),
    "indicatoren:tak_verplaatsen": Rij(BELEIDSKNOP, "tak", "post"),
    "indicatoren:rapportregel_nieuw": Rij(BELEID, "regelsoort"),
    "indicatoren:rapportregel": Rij(alleen("beleid", "vakafdeling"), "rapportregel"),
    "indicatoren:rapportregel_terug": Rij(BELEID, "rapportregel"),
    "indicatoren:rapportregel_weghalen": Rij(BELEID, "rapportregel"),
    "indicatoren:rapportregel_verplaatsen": Rij(BELEID, "rapportregel"),
    "buurtbudget:paragraaf": Rij(alleen("beleid", "vakafdeling"), "rapportregel"),
    "indicatoren:imports": Rij(ONDERZOEKER),
    "indicatoren:import_bestand": Rij(ONDERZOEKER),
    "indicatoren:import_sjabloon": Rij(ONDERZOEKER, "csv"),
    "indicatoren:import_cijfers": Rij(ONDERZOEKER, "csv"),
    "indicatoren:import": Rij(ONDERZOEKER, "import"),
    "indicatoren:import_kolommen": Rij(ONDERZOEKER, "import"),
    "indicatoren:import_namen": Rij(ONDERZOEKER, "import"),
    "indicatoren:import_nakijken": Rij(alleen("onderzoeker", wel=302), "import", "post"),
    "indicatoren:import_fouten": Rij(ONDERZOEKER, "import"),
    "indicatoren:import_inlezen": Rij(alleen("onderzoeker", wel=422), "import", "post"),
    "indicatoren:import_weggooien": Rij(ONDERZOEKER, "import"),
    "indicatoren:import_terugdraaien": Rij(ONDERZOEKER, "ingelezen"),
    "buurtbudget:overzicht": Rij(OPEN),
    "buurtbudget:wijk": Rij(OPEN, "budgetgebied"),
    "buurtbudget:kan_dit": Rij(OPEN),
    "buurtbudget:initiatieven": Rij(OPEN),
    "buurtbudget:initiatieven_csv": Rij(OPEN),
    "buurtbudget:initiatieven_json": Rij(OPEN),
    "buurtbudget:initiatief": Rij(OPEN, "initiatief"),
    "buurtbudget:foto": Rij(OPEN, "foto"),
    "buurtbudget:formulier": Rij(OPEN, "budgetgebied"),
    "buurtbudget:handtekeningenlijst": Rij(OPEN, "budgetgebied"),
    "buurtbudget:declaratieformulier": Rij(OPEN, "budgetgebied"),
    "buurtbudget:regels": Rij(TEAM, "budgetgebied"),
    "buurtbudget:regels_bewerken": Rij(BESTUUR, "concept"),
    "buurtbudget:regels_publiceren": Rij(BESTUUR, "concept"),
    "buurtbudget:regels_nieuw": Rij(alleen("bestuur", wel=302), "concept", "post"),
    "buurtbudget:regels_weg": Rij(alleen("bestuur", wel=302), "concept", "post"),
    "buurtbudget:stichting": Rij(BESTUUR, "stichting"),
    "buurtbudget:bureaus": Rij(TEAM),  # with one wijk it goes straight to its desk
    "buurtbudget:bureau": Rij(TEAM, "budgetgebied"),
    "buurtbudget:invoeren": Rij(TEAM, "budgetgebied"),
    "buurtbudget:invoer_concepten": Rij(TEAM, "budgetgebied"),
    "buurtbudget:invoeren_verder": Rij(TEAM, "papier"),
    "buurtbudget:dossier": Rij(TEAM, "zaak"),
    "buurtbudget:dossier_bijlage": Rij(TEAM, "zaakbijlage"),
    "buurtbudget:dossier_brief": Rij(TEAM, "zaakbrief"),
    "buurtbudget:vraag_stellen": Rij(WERKGROEP, "zaak"),
    "buurtbudget:antwoord_invoeren": Rij(TEAMKNOP, "zaak"),  # nothing was asked
    "buurtbudget:vraag_rusten": Rij(TEAMKNOP, "zaak", "post"),
    "buurtbudget:oordeel": Rij(WERKGROEP, "zaak"),
    "buurtbudget:belang": Rij(TEAM, "zaak"),
    "buurtbudget:advies_vragen": Rij(WERKGROEP, "zaak"),
    "buurtbudget:voorstel": Rij(WERKGROEP, "zaak"),
    "buurtbudget:voorstel_weg": Rij(BESLISSERS, "zaak", "post"),
    "buurtbudget:bevestigen": Rij(BESLISSERS, "zaak"),  # there is no proposal
    "buurtbudget:voorwaarde": Rij(alleen("werkgroep", wel=302), "zaak"),  # it has none
    "buurtbudget:gaat_niet_door": Rij(TEAM, "zaak"),
    "buurtbudget:vervallen": Rij(BESLISSERS, "zaak"),  # not yet
    "buurtbudget:bonnen_invoeren": Rij(TEAMKNOP, "zaak"),  # not yet
    "buurtbudget:vergadering": Rij(WERKGROEP, "budgetgebied"),
    "buurtbudget:aanwezig": Rij(WERKGROEP, "budgetgebied"),
    "buurtbudget:vergadering_bevestigen": Rij(alleen("werkgroep", wel=422), "budgetgebied", "post"),
    "buurtbudget:geval": Rij(WERKGROEP, "geval"),
    "buurtbudget:aanhouden": Rij(alleen("werkgroep", wel=302), "geval", "post"),
    "buurtbudget:notulen": Rij(TEAM, "notulen"),
    "buurtbudget:ronde": Rij(TEAM, "ronde"),
    "buurtbudget:ronde_beginnen": Rij(alleen("werkgroep", wel=302), "ronde"),  # it began already
    "buurtbudget:ronde_data": Rij(WERKGROEP, "ronde"),
    "buurtbudget:ronde_vergaderen": Rij(WERKGROEP, "ronde"),
    "buurtbudget:ronde_kolom": Rij(WERKGROEP, "kolom"),
    "buurtbudget:ronde_heropenen": Rij(alleen("werkgroep", wel=302), "kolom", "post"),
    "buurtbudget:ronde_excel": Rij(WERKGROEP, "kolom"),
    "buurtbudget:ronde_excel_terug": Rij(WERKGROEP, "kolom"),
    "buurtbudget:ronde_lezen": Rij(TEAM, "ronde", vraag="?nr=1"),
    "buurtbudget:ronde_bundel": Rij(TEAM, "ronde"),
    "buurtbudget:ronde_verdeelstaat": Rij(TEAM, "ronde"),
    "buurtbudget:ronde_vergadering": Rij(TEAM, "rondevergadering"),
    "buurtbudget:ronde_hertellen": Rij(alleen("werkgroep", wel=302), "rondevergadering", "post"),
    "buurtbudget:ronde_proef": Rij(TEAM, "rondevergadering"),
    "buurtbudget:ronde_afwijzen": Rij(WERKGROEP, "rondevergadering"),
    "buurtbudget:ronde_bevestigen": Rij(alleen("werkgroep", "bestuur"), "rondevergadering"),
    "buurtbudget:ronde_uitslag": Rij(TEAM, "rondeuitslag"),
    "buurtbudget:notulen_pdf": Rij(TEAM, "notulen"),
    "buurtbudget:post": Rij(TEAM, "budgetgebied"),
    "buurtbudget:post_printen": Rij(TEAM, "budgetgebied", "post"),
    "buurtbudget:post_gedaan": Rij(alleen(*STICHTING, wel=302), "post", "post"),
    "buurtbudget:adviezen": Rij(VAKAFDELING),
    "buurtbudget:advies_geven": Rij(VAKAFDELING, "advies"),
    "buurtbudget:advies_tekening": Rij(VAKAFDELING, "adviestekening"),
    "buurtbudget:advies": Rij(OPEN, "advieslink"),
    "buurtbudget:tekening": Rij(OPEN, "tekening"),
    "buurtbudget:declaraties": Rij(GELD, "kas"),
    "buurtbudget:bonnen": Rij(GELD, "bonnen"),
    "buurtbudget:bonvraag": Rij(GELD, "bonnen"),
    "buurtbudget:bonbijlage": Rij(GELD, "bon"),
    "buurtbudget:voorschot": Rij(GELD, "bonnen"),
    "buurtbudget:rekening": Rij(GELD, "bonnen"),
    "buurtbudget:terug": Rij(GELD, "bonnen"),
    "buurtbudget:betalen": Rij(GELD, "kas"),
    "buurtbudget:rekening_betalen": Rij(GELD, "rekening"),
    "buurtbudget:betaald": Rij(alleen("penningmeester", "bestuur", wel=422), "betaling", "post"),
    "buurtbudget:ongedaan": Rij(GELDKNOP, "betaling", "post"),
    "buurtbudget:akkoord": Rij(GELDKNOP, "betaling", "post"),
    "buurtbudget:betaling_weg": Rij(GELD, "betaling"),
    "buurtbudget:bestand_maken": Rij(GELD, "rekening"),
    "buurtbudget:betaalbestand": Rij(GELD, "bestand"),
    "buurtbudget:bestand_ophalen": Rij(GELD, "bestand"),
    "buurtbudget:kas": Rij(GELD, "kas"),
    "buurtbudget:kas_nieuw": Rij(GELD, "kas_soort"),
    "buurtbudget:kas_overhevelen": Rij(GELD, "kas"),
    "buurtbudget:kas_herstellen": Rij(GELD, "boeking"),
    "buurtbudget:kasboek": Rij(GELD, "kasjaar"),
    "buurtbudget:overdracht": Rij(GELD, "kas"),
    "buurtbudget:overdracht_pdf": Rij(GELD, "kas"),
    "buurtbudget:jaar": Rij(GELD, "jaar"),
    "buurtbudget:jaar_indienen": Rij(GELDKNOP, "jaar"),
    "buurtbudget:jaar_blad": Rij(JAARSTUK, "jaar"),
    "buurtbudget:jaar_pdf": Rij(JAARSTUK, "jaar"),
    "buurtbudget:jaar_beoordelen": Rij(STADSZICHT, "jaar"),
    "buurtbudget:stad": Rij(STADSZICHT),
    "buurtbudget:stad_blad": Rij(STADSZICHT),
    "buurtbudget:stad_bedragen": Rij(alleen("beleid"), "stadjaar"),
    "partners:lijst": Rij(OPEN),
    "buurtbudget:verder": Rij(OPEN),
    "buurtbudget:verder_link": Rij(OPEN, "geheim"),
    "buurtbudget:klaar": Rij(OPEN),
    "buurtbudget:mijn": Rij(INGELOGD),
    "buurtbudget:aanvragen": Rij(OPEN),
    "buurtbudget:steun": Rij(OPEN, "aanvraag"),
    "buurtbudget:mijn_aanvraag": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:later": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:verzonden": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:vragen": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:stoppen": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:bijlagen": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:bijlage": Rij(NIEMAND, "bijlage"),
    "buurtbudget:bijlage_weg": Rij(NIEMAND, "bijlage"),
    "buurtbudget:declareren": Rij(NIEMAND, "aanvraag"),
    "buurtbudget:declareren_stap": Rij(NIEMAND, "declareren"),
    "buurtbudget:stap": Rij(NIEMAND, "stap"),
}


def adressen(patronen=None, pad="", ruimte=""):
    """(name, path, view) of every address of the portal."""
    for patroon in patronen or get_resolver().url_patterns:
        hier = pad + str(patroon.pattern)
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name or ''}", hier, patroon.callback
        else:
            eigen = f"{patroon.namespace}:" if patroon.namespace else ruimte
            yield from adressen(patroon.url_patterns, hier, eigen)


@pytest.fixture
def wereld():
    """A published plan with everything in it, and the people around it."""
    wijk, partner = maak_wijk(), maak_partner()
    plan = maak_plan(gebied=wijk)
    doel, blok = maak_doel(plan), maak_blok(plan)
    inzet = maak_inzet(doel, trekker=partner)
    manager = maak_aanstelling(gebied=wijk).gebruiker
    for wat_veranderd in ["De eerste versie.", "Een tweede."]:
        maak_doel(plan)
        plan.refresh_from_db()
        publiceer(plan, versie=plan.versie, wat_veranderd=wat_veranderd, door=manager)
    stichting = maak_partner(soort="budgetbeheerder")
    gebied = maak_budgetgebied()
    maak_mandaat(gebied, stichting)
    regels = maak_spelregels(gebied, handtekeningen=1, handtekeningen_alleen_fysiek=False)
    aanvraag = maak_ontvangen(maak_pot(regels), handtekeningen_op_papier=1)
    maak_bijlage(aanvraag)
    concept = maak_spelregels(gebied, jaar=regels.jaar + 1, openbaar=False)
    initiatief = maak_uitgevoerd()
    mensen = {
        "bewoner": maak_gebruiker(),
        "partner": maak_lid(partner).gebruiker,
        "gebiedsmanager": manager,
        "andere_gebiedsmanager": maak_aanstelling(gebied=maak_wijk()).gebruiker,
        **{rol: maak_lid(stichting, rol=rol).gebruiker for rol in STICHTING},
        **{rol: maak_aanstelling(rol=Rol(rol)).gebruiker for rol in STAD},
    }
    openbaar = geef_uit(maak_rapportage())
    waarden = {
        "": {},
        "wijk": {"slug": wijk.slug},
        "partner": {"slug": partner.slug},
        "plan": {"slug": plan.slug},
        "versie": {"slug": plan.slug, "nummer": 1},
        "blok": {"slug": plan.slug, "uuid": blok.uuid},
        "doel": {"slug": plan.slug, "uuid": doel.uuid},
        "document": {"slug": plan.slug, "uuid": maak_document(plan).uuid},
        "inlezing": {"slug": plan.slug, "uuid": maak_inlezing(plan).uuid},
        "leerpunt": {"slug": plan.slug, "uuid": maak_leerpunt(plan).uuid},
        "ingepland": {"slug": plan.slug, "uuid": maak_ingepland(plan).uuid},
        "inzet": {"slug": plan.slug, "uuid": inzet.uuid},
        "seintje": {"geheim": geheim(stuur_seintje(partner, door=manager))},
        "belletje": {"uuid": maak_belletje(doel).uuid},
        "activiteit": {"slug": plan.slug, "uuid": inzet.activiteit.uuid},
        **maak_inbrengdeuren(wijk),
        "indicator": {"slug": maak_indicator().slug},
        **maak_cijferdeuren(),
        **maak_rapportagedeuren(mensen["vakafdeling"]),
        "csv": {"vorm": "csv"},
        "cijferbestand": {"slug": "rust", "vorm": "json"},
        "import": {"uuid": maak_import().uuid},
        "ingelezen": {"uuid": maak_import("ingelezen").uuid},
        "budgetgebied": {"slug": gebied.slug},
        "concept": {"slug": gebied.slug, "jaar": concept.jaar},
        "stichting": {"partner": stichting.slug},
        "initiatief": {"nummer": initiatief.nummer},
        "foto": {"nummer": initiatief.nummer, "uuid": maak_foto(initiatief).uuid},
        "rapportage": {"soort": "begroting", "jaar": openbaar.jaar},
        "rapportagebestand": {"soort": "begroting", "jaar": openbaar.jaar, "vorm": "html"},
        "werkbestand": {"uuid": openbaar.uuid, "vorm": "html"},
        "bericht": {"uuid": maak_bericht().uuid},
        "geheim": {"geheim": geheim(aanvraag)},
        "aanvraag": {"uuid": aanvraag.uuid},
        "stap": {"uuid": aanvraag.uuid, "stap": "kosten"},
        "declareren": {"uuid": aanvraag.uuid, "stap": "bonnen"},
        "bijlage": {"uuid": aanvraag.uuid, "bijlage": aanvraag.bijlagen.get().uuid},
        **maak_samenwerking(plan, doel, inzet, mensen["partner"], manager),
        **maak_zaak(aanvraag.wijkbudget, mensen["werkgroep"]),
        **maak_deuren(stichting),
        **maak_geldzaken(stichting),
    }
    return SimpleNamespace(mensen=mensen, waarden=waarden)


def maak_client(wereld, rol):
    client = Client()
    if rol != "bezoeker":
        client.force_login(wereld.mensen[rol])
    return client


def vraag(client, wereld, naam):
    """The answer, and everything it wrote undone."""
    rij = TABEL[naam]
    pad = reverse(naam, kwargs=wereld.waarden[rij.van]) + rij.vraag
    with transaction.atomic():
        antwoord = getattr(client, rij.methode)(pad)
        transaction.set_rollback(True)
    return antwoord


def test_alleen_deze_paginas_zijn_zonder_inloggen_te_zien():
    open_ = {naam for naam, _, view in adressen() if not getattr(view, "login_required", True)}
    eigen = {naam for naam in open_ if not naam.startswith("admin:")}

    assert eigen == PUBLIEK | MET_SLEUTEL | DEMO | DEUR | {
        ""
    }  # "": /beheer/login/, which sends you to sign-in


def test_elk_eigen_adres_staat_in_de_tabel():
    eigen = {naam for naam, pad, _ in adressen() if not pad.startswith(("account/", "beheer/"))}

    assert eigen | {"account"} == set(TABEL)


@pytest.mark.parametrize("rol", ROLLEN)
def test_wie_krijgt_waar_welk_antwoord(wereld, rol):
    """What is public reads no session (below): a visitor and one who signed in ask it for all."""
    client = maak_client(wereld, rol)
    namen = set(TABEL) if rol in {"bezoeker", "gebiedsmanager"} else set(TABEL) - PUBLIEK

    gevonden = {naam: vraag(client, wereld, naam).status_code for naam in namen}

    assert gevonden == {naam: TABEL[naam].verwacht[rol] for naam in namen}


def test_account_opent_voor_jezelf_en_de_deur_voor_iedereen(wereld):
    namen = {naam for naam, pad, _ in adressen() if pad.startswith("account/") and "(" not in pad}

    for rol in ROLLEN:
        client = maak_client(wereld, rol)
        for naam in namen:
            antwoord = client.get(reverse(naam))
            dicht = rol == "bezoeker" and naam not in DEUR
            verwacht = {302} if dicht else {200, 302, 403, 404}  # 404: nothing set up yet
            assert antwoord.status_code in verwacht, (rol, naam)


def test_beheer_is_alleen_voor_wie_is_staff_heeft(wereld):
    wereld.mensen["staf"] = maak_gebruiker(is_staff=True, is_superuser=True)
    namen = {naam for naam, pad, _ in adressen() if pad.startswith("beheer/") and "<" not in pad}
    namen -= {"", "admin:login", "admin:logout", "admin:autocomplete", "admin:jsi18n"}
    lijsten = {naam for naam in namen if naam.endswith(("_changelist", ":index"))}

    for rol in [*ROLLEN, "staf"]:
        client = maak_client(wereld, rol)
        for naam in lijsten:
            antwoord = client.get(reverse(naam), follow=True)
            if rol == "bezoeker":
                assert antwoord.redirect_chain[-1][0].startswith("/account/inloggen/"), naam
            else:
                assert antwoord.status_code == (200 if rol == "staf" else 403), (rol, naam)


def test_publieke_paginas_lezen_geen_sessie_en_zijn_voor_iedereen_gelijk(wereld):
    client = maak_client(wereld, "gebiedsmanager")

    for naam in PUBLIEK:
        with CaptureQueriesContext(connection) as queries:
            antwoord = vraag(client, wereld, naam)
        gelezen = [q["sql"] for q in queries if "django_session" in q["sql"]]
        assert (naam, antwoord.get("Vary", ""), list(antwoord.cookies), gelezen) == (
            naam,
            antwoord.get("Vary", "").replace("Cookie", ""),
            [],
            [],
        )
