"""The public pages: one row of rules, many sentences, and money with its moment."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.grootboek import boek
from buurtbudget.models import Aanvraag, Verdeelronde, Wijkbudget
from buurtbudget.regeltekst import KOPPEN, verschillen, zinnen
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_mandaat,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)
from buurtbudget.wijkpagina import kies, lees_budget
from partners.tests.maken import maak_partner

pytestmark = pytest.mark.django_db
RONDE = {"inname": "sluitingsdatum", "werkwijze": "verdeelronde"}


def lees(client, gebied):
    antwoord = client.get(reverse("buurtbudget:wijk", args=[gebied.slug]))
    assert antwoord.status_code == 200
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def over(**dagen):
    return localdate() + timedelta(**dagen)


# --- money ----------------------------------------------------------------------------------------


def test_tijdens_een_ronde_staat_er_nooit_over(client):
    pot = maak_pot(maak_spelregels(**RONDE), plafond=22309)
    maak_ontvangen(pot, gevraagd=Decimal("40165.65"))
    maak_ontvangen(pot, gevraagd=25000)

    tekst = lees(client, pot.gebied)

    assert "<b>€ 22.309</b>te verdelen" in tekst
    assert "<b>€ 65.165,65</b>al gevraagd door 2 aanvragers" in tekst
    assert "Er is meer gevraagd dan er is." in tekst
    assert "Over</dt>" not in tekst
    assert "€ -" not in tekst
    assert "Stand " in tekst


def test_een_voor_een_staan_er_te_verdelen_toegezegd_en_over(client):
    pot = maak_pot(plafond=24000)
    aanvraag = maak_ontvangen(pot, gevraagd=6350)
    boek(
        pot,
        "verplichting",
        sleutel="test",
        datum=localdate(),
        door=None,
        aanvraag=aanvraag,
        d_verplicht=Decimal(6350),
    )

    tekst = lees(client, pot.gebied)

    for kop, bedrag in {"Toegezegd": "€ 6.350", "Over": "€ 17.650"}.items():
        assert f"{kop}</dt><dd>{bedrag}</dd>" in tekst
    assert "<dd>€ 24.000</dd>" in tekst


def test_na_een_bevestigde_ronde_staat_er_wel_over(client):
    pot = maak_pot(maak_spelregels(**RONDE), plafond=1000)
    regels = pot.gebied.spelregels.get()
    Verdeelronde.objects.create(
        spelregels=regels,
        wijkbudget=pot,
        klaar_voor=localdate(),
        begonnen_door=maak_teamlid(pot.gebied),
        status="bevestigd",
        bevestigd_op=timezone.now(),
    )

    assert "Over</dt><dd>€ 1.000</dd>" in lees(client, pot.gebied)


def test_wat_alleen_gevraagd_is_gaat_nergens_af(client):
    pot = maak_pot(plafond=1000)
    maak_ontvangen(pot, gevraagd=900)

    assert "Over</dt><dd>€ 1.000</dd>" in lees(client, pot.gebied)


def test_een_ingetrokken_aanvraag_vraagt_niets_meer():
    pot = maak_pot(maak_spelregels(**RONDE))
    maak_ontvangen(pot)
    weg = maak_ontvangen(pot)
    Aanvraag.objects.filter(pk=weg.pk).update(status="ingetrokken")

    geld = lees_budget(pot.gebied, localdate()).geld

    assert (geld.aanvragers, geld.gevraagd) == (1, Decimal(400))


def test_een_onbekende_pot_toont_wat_verwacht_wordt_en_het_vorige_jaar(client):
    regels = maak_spelregels()
    maak_pot(regels, plafond=None, verwacht=20000)
    vorig = Wijkbudget.objects.create(
        regeling=regels.regeling,
        beheerder=Wijkbudget.objects.get().beheerder,
        gebied=regels.gebied,
        jaar=regels.jaar - 1,
    )
    boek(
        vorig,
        "plafond",
        sleutel="vorig",
        datum=localdate(),
        door=None,
        toelichting="Raad",
        d_plafond=Decimal(18500),
    )

    tekst = lees(client, regels.gebied)

    assert "Nog niet bekend" in tekst
    assert "Verwacht: <b>€ 20.000</b>" in tekst
    assert f"In {regels.jaar - 1} was er € 18.500 te verdelen" in tekst
    assert "Over</dt>" not in tekst


def test_een_eigen_potje_staat_apart(client):
    regels = maak_spelregels(categorieen=[{"naam": "Wijkfeest", "deelpot": "wijkfeesten"}])
    maak_pot(regels, plafond=21100)
    maak_pot(regels, plafond=16000, deelpot="wijkfeesten")

    tekst = lees(client, regels.gebied)

    assert "<dd>€ 37.100</dd>" in tekst
    assert "Voor wijkfeesten</span><span>€ 16.000 over van € 16.000" in tekst
    assert "Voor al het andere</span><span>€ 21.100 over van € 21.100" in tekst


# --- which rules, and whether it is open ----------------------------------------------------------


def test_een_concept_ziet_niemand(client):
    regels = maak_spelregels(openbaar=False, contact_naam="Geheime Naam")

    assert "Geheime Naam" not in lees(client, regels.gebied)


def test_de_laatste_versie_geldt(client):
    oud = maak_spelregels(contact_naam="Oude Naam")
    maak_spelregels(oud.gebied, nummer=2, contact_naam="Nieuwe Naam")

    tekst = lees(client, oud.gebied)

    assert ("Nieuwe Naam" in tekst, "Oude Naam" in tekst) == (True, False)


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (-10, 0, "Dat is vandaag."),
        (-10, 1, "Dat is morgen."),
        (-10, 3, "Dat is over 3 dagen."),
        (-10, 31, "Je kunt nu aanvragen"),
        (5, 40, "Je kunt nu niet aanvragen. Dat kan weer vanaf"),
        (-40, -1, "Wanneer het weer kan, is nog niet bekend."),
    ],
)
def test_of_je_kunt_aanvragen_en_tot_wanneer(client, van, tot, zin):
    regels = maak_spelregels(open_vanaf=over(days=van), sluit_op=over(days=tot))

    tekst = lees(client, regels.gebied)

    assert zin in tekst
    assert (f'?wijk={regels.gebied.slug}">Aanvragen</a>' in tekst) == (van <= 0 <= tot)


def test_wat_open_is_gaat_voor_wat_komt():
    dag = localdate()
    nu = maak_spelregels(jaar=dag.year)
    straks = maak_spelregels(
        nu.gebied, jaar=dag.year + 1, open_vanaf=over(days=9), sluit_op=over(days=99)
    )

    assert kies([straks, nu], dag) == (nu, straks)


def test_na_de_sluiting_staat_er_wanneer_het_weer_kan(client):
    dag = localdate()
    dicht = {"open_vanaf": over(days=-20), "sluit_op": over(days=-1)}
    nu = maak_spelregels(jaar=dag.year, **dicht)
    maak_spelregels(nu.gebied, jaar=dag.year + 1, open_vanaf=over(days=9), sluit_op=over(days=99))

    assert "Dat kan weer vanaf" in lees(client, nu.gebied)


def test_na_de_sluiting_van_een_ronde_staat_er_dat_er_verdeeld_wordt(client):
    dicht = {"open_vanaf": over(days=-20), "sluit_op": over(days=-1)}
    regels = maak_spelregels(**RONDE, **dicht, uitslag_voor=over(days=9))

    assert "Nu verdelen de leden het geld." in lees(client, regels.gebied)


def test_een_wijk_zonder_regels_verwijst_naar_de_website(client):
    partner = maak_partner(soort="budgetbeheerder", website="https://www.wijk.example/")
    mandaat = maak_mandaat(partner=partner)

    tekst = lees(client, mandaat.gebied)

    assert "Naar wijk.example" in tekst
    assert "Formulier" not in tekst


def test_zonder_beslisser_en_zonder_regels_blijft_er_een_pagina(client):
    assert "We weten nog niet wie hier beslist" in lees(client, maak_budgetgebied())


def test_geen_woord_van_de_gemeente_over_het_besluit_van_een_stichting(client):
    tekst = lees(client, maak_pot(maak_spelregels(**RONDE)).gebied).lower()

    assert [w for w in ("subsidie", "beschikking", "bezwaar", "e-mailadres") if w in tekst] == []


# --- words ----------------------------------------------------------------------------------------

VARIANTEN = [
    ({"eten_drinken": "nee"}, "kan_niet", "Eten en drinken"),
    ({"eten_drinken": "ja"}, "kan", "Eten en drinken"),
    ({"eten_drinken": "ernaast"}, "kan", "Eten en drinken, als er ook iets anders te doen is"),
    ({"vergoeding_vrijwilligers": True}, "kan", "Een vergoeding voor vrijwilligers"),
    ({"vergoeding_vrijwilligers": False}, "kan_niet", "Een vergoeding voor vrijwilligers"),
    ({"organisaties": False}, "kan_niet", "Een aanvraag van een vereniging, stichting of school"),
    ({"fysiek": "nee"}, "kan_niet", "Iets dat blijft staan, zoals een bank of bloembak"),
    ({"handtekeningen": 1}, "blijft", "Vraag 1 handtekening van buren die er dichtbij wonen."),
    (
        {"handtekeningen": 5, "handtekeningen_alleen_fysiek": False, "fysiek": "nee"},
        "blijft",
        "Vraag 5 handtekeningen van buren.",
    ),
    ({"toestemming_vraagt": "aanvrager"}, "blijft", "Je vraagt zelf aan de gemeente of het mag."),
    ({"maximum": 1000}, "hoeveel", "Hooguit € 1.000 per aanvraag."),
    (
        {"eigen_deel": 50},
        "hoeveel",
        "Betaal zelf, of met anderen, minstens 50 procent van de kosten.",
    ),
    (
        {"categorieen": [{"naam": "Straatfeest", "maximum": 400, "per": "straat"}]},
        "hoeveel",
        "Straatfeest: hooguit € 400 per straat per jaar.",
    ),
    (
        {"voorschot_deel": 50, "voorschot_vanaf": 400},
        "geld",
        "Vanaf € 400 kun je 50 procent vooraf krijgen.",
    ),
    ({"voorschot_deel": 75}, "geld", "Je kunt 75 procent vooraf krijgen."),
    ({}, "geld", "Kun je het niet voorschieten? Bel, dan zoeken we samen een oplossing."),
    (
        {"leverancier": True},
        "geld",
        "We kunnen een rekening ook rechtstreeks aan de winkel of verhuurder betalen.",
    ),
    ({"declareren_weken": 1}, "geld", "Stuur de bonnen binnen 1 week na de dag zelf."),
    ({"foto_nodig": True}, "geld", "Stuur een foto mee, en een paar zinnen over hoe het was."),
    ({"weken_vooruit": 8}, "wanneer", "Vraag minstens 8 weken voor de dag zelf aan."),
    (
        {"vier_ogen_vanaf": 500},
        "besluit",
        "Vanaf € 500 beslissen twee mensen samen. Is er geen "
        "tweede, dan kijkt iemand van het bestuur mee.",
    ),
    ({"rest": "terug"}, "besluit", "Wat er over is, gaat terug naar de gemeente."),
    ({"dit_kan": "Opruimen\n\n Feest "}, "kan", "Feest"),
]


@pytest.mark.parametrize(("regels", "onderwerp", "zin"), VARIANTEN)
def test_elke_regel_wordt_een_zin_op_de_pagina(client, regels, onderwerp, zin):
    rij = maak_spelregels(**regels)

    gelezen = [z.replace("\u00a0", " ") for z in zinnen(rij)[onderwerp]]

    assert zin in gelezen
    assert zin in re.sub("<[^>]+>", "", lees(client, rij.gebied))


def test_wat_er_al_staat_komt_er_niet_nog_een_keer_bij():
    regels = maak_spelregels(dit_kan_niet="Eten en drinken (het klaarmaken wel)")

    assert zinnen(regels)["kan_niet"] == [
        "Eten en drinken (het klaarmaken wel)",
        "Een vergoeding voor vrijwilligers",
    ]


def test_zinnen_hebben_elk_hun_kop():
    assert list(zinnen(maak_spelregels())) == list(KOPPEN)


def test_een_verschil_noemt_alleen_wat_anders_is():
    oud = maak_spelregels(maximum=400)
    nieuw = maak_spelregels(oud.gebied, nummer=2, maximum=500)

    assert verschillen(oud, nieuw) == [
        {
            "kop": "Hoeveel kun je vragen?",
            "gaat": ["Hooguit €\u00a0400 per aanvraag."],
            "komt": ["Hooguit €\u00a0500 per aanvraag."],
        }
    ]


# --- queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_overzicht_kost_drie_query_s(client, django_assert_num_queries, aantal):
    for _ in range(aantal):
        maak_spelregels()

    with django_assert_num_queries(3):  # areas, who decides, rules
        client.get(reverse("buurtbudget:overzicht"))


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_pagina_van_een_wijk_kost_zes_query_s(client, django_assert_num_queries, aantal):
    regels = maak_spelregels(categorieen=[{"naam": f"S{nr}"} for nr in range(aantal)])
    pot = maak_pot(regels)
    for _ in range(aantal):
        maak_ontvangen(pot, categorie=regels.categorieen.first())

    with django_assert_num_queries(6):  # area, who decides, rules with pots, kinds, asked, wijk
        client.get(reverse("buurtbudget:wijk", args=[regels.gebied.slug]))
