"""Where an application stands, and what one can do: answer, change, stop, sign for a neighbour."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.models import Handtekening, Status
from buurtbudget.tests.maken import (
    besluit,
    maak_betaald,
    maak_betaling,
    maak_concept,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_bewoner import IDEE, JIJ_POST, WAAR, open_als
from buurtbudget.views.aanvragen.geld import Geld
from buurtbudget.views.aanvragen.status import doen

pytestmark = pytest.mark.django_db


def ga(aanvraag, naam, *erbij):
    return reverse(f"buurtbudget:{naam}", args=[aanvraag.uuid, *erbij])


def met_vraag(**vragen):
    aanvraag = maak_ontvangen()
    stel_vragen(
        aanvraag,
        versie=aanvraag.versie,
        vragen=vragen or {"kosten": "Wat kost de tent?"},
        uiterlijk=localdate(),
        door=maak_teamlid(aanvraag.gebied),
    )
    aanvraag.refresh_from_db()
    return aanvraag


def test_knoppen_volgen_de_stappen():
    def open_(aanvraag):
        aanvraag.refresh_from_db()
        return sorted(naam for naam, kan in doen(aanvraag).items() if kan)

    assert open_(maak_concept()) == ["verder"]
    assert open_(maak_ontvangen()) == ["intrekken", "wijzigen"]
    assert open_(met_vraag()) == ["intrekken", "vragen", "wijzigen"]
    assert open_(maak_toegekend()) == ["declareren", "gaat_niet_door"]
    assert open_(maak_declaratie()) == ["gaat_niet_door"]
    assert open_(maak_betaald().aanvraag) == []
    assert open_(besluit(maak_ontvangen(), "afgewezen")) == []


@pytest.mark.parametrize(
    ("maak", "zin"),
    [
        (maak_concept, "Je aanvraag is nog niet verstuurd."),
        (maak_ontvangen, "De werkgroep bekijkt je plan."),
        (met_vraag, "De werkgroep heeft een vraag."),
        (maak_toegekend, "Je krijgt € 400 (vierhonderd euro)."),
        (maak_declaratie, "De penningmeester bekijkt je bonnen."),
        (lambda: maak_betaling().aanvraag, "wordt betaald vóór"),
        (lambda: maak_betaald().aanvraag, "Het geld is naar je overgemaakt."),
        (lambda: besluit(maak_ontvangen(), "afgewezen"), "Je krijgt geen geld voor dit plan."),
        (
            lambda: besluit(
                maak_ontvangen(),
                "voorwaarde",
                bedrag=300,
                voorwaarde="de gemeente het goed vindt.",
                voorwaarde_voor=localdate(),
            ),
            "Je krijgt € 300, als dit lukt: de gemeente het goed vindt.",
        ),
    ],
)
def test_de_pagina_zegt_in_woorden_hoe_het_staat(client, maak, zin):
    aanvraag = maak()
    open_als(client, aanvraag)

    pagina = client.get(aanvraag.get_absolute_url()).content.decode()

    assert zin in " ".join(pagina.split())
    for verboden in ("subsidie", "beschikking", "bezwaar"):
        assert verboden not in pagina.lower()


def test_een_antwoord_per_vraag_en_geen_half_antwoord(client):
    aanvraag = met_vraag(kosten="Wat kost de tent?", waar="Welke straat?")
    open_als(client, aanvraag)
    een, twee = aanvraag.vragen.all()

    half = client.post(
        ga(aanvraag, "vragen"), {"versie": aanvraag.versie, f"antwoord_{een.pk}": "50 euro"}
    )
    assert (half.status_code, list(half.context["form"].errors)) == (422, [f"antwoord_{twee.pk}"])

    velden = {
        "versie": aanvraag.versie,
        f"antwoord_{een.pk}": "50 euro",
        f"antwoord_{twee.pk}": "Kerkstraat",
    }
    for _ in range(2):
        assert client.post(ga(aanvraag, "vragen"), velden).url == aanvraag.get_absolute_url()
    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.vragen.first().antwoord) == ("ontvangen", "50 euro")


def test_tijdens_een_vraag_is_alleen_open_waar_de_vraag_over_gaat(client):
    aanvraag = met_vraag(waar="Welke straat?")
    open_als(client, aanvraag)

    dicht = client.post(ga(aanvraag, "stap", "idee"), IDEE | {"versie": aanvraag.versie})
    open_ = client.post(ga(aanvraag, "stap", "waar"), WAAR | {"versie": aanvraag.versie})

    assert (dicht.url, open_.url) == (aanvraag.get_absolute_url(), ga(aanvraag, "vragen"))
    aanvraag.refresh_from_db()
    assert (aanvraag.titel, aanvraag.straat) != (IDEE["titel"], "Voorbeeldstraat")
    assert aanvraag.straat == "Kerkstraat"


def test_veranderen_voor_het_besluit_staat_in_het_dossier(client):
    aanvraag = maak_ontvangen()
    open_als(client, aanvraag)

    antwoord = client.post(ga(aanvraag, "stap", "idee"), IDEE | {"versie": aanvraag.versie})

    gebeurtenis = aanvraag.gebeurtenissen.last()
    assert antwoord.url == aanvraag.get_absolute_url()
    assert (gebeurtenis.van, gebeurtenis.naar, gebeurtenis.namens_aanvrager) == (
        "ontvangen",
        "ontvangen",
        True,
    )
    assert gebeurtenis.reden.startswith("Gewijzigd: Hoe heet je idee?")


def test_na_het_besluit_verandert_alleen_hoe_we_iemand_bereiken(client):
    aanvraag = maak_toegekend()
    open_als(client, aanvraag)

    client.post(ga(aanvraag, "stap", "idee"), IDEE | {"versie": aanvraag.versie})
    client.post(ga(aanvraag, "stap", "jij"), JIJ_POST | {"versie": aanvraag.versie})

    aanvraag.refresh_from_db()
    assert aanvraag.titel != IDEE["titel"]
    assert (aanvraag.aanvrager.kanaal, aanvraag.aanvrager.postcode) == ("post", "3817 AA")


@pytest.mark.parametrize(
    ("maak", "naar"),
    [
        (maak_ontvangen, Status.INGETROKKEN),
        (met_vraag, Status.INGETROKKEN),
        (maak_toegekend, Status.GAAT_NIET_DOOR),
    ],
)
def test_stoppen_hoeft_geen_reden_en_kan_een_keer(client, maak, naar):
    aanvraag = maak()
    open_als(client, aanvraag)
    velden = {"versie": aanvraag.versie, "reden": ""}
    assert client.get(ga(aanvraag, "stoppen")).status_code == 200

    for _ in range(2):
        assert client.post(ga(aanvraag, "stoppen"), velden).url == aanvraag.get_absolute_url()

    aanvraag.refresh_from_db()
    assert (aanvraag.status, aanvraag.gebeurtenissen.filter(naar=naar).count()) == (naar, 1)


def test_stoppen_met_een_oude_versie_vraagt_het_nog_een_keer(client):
    aanvraag = maak_ontvangen()
    open_als(client, aanvraag)

    antwoord = client.post(ga(aanvraag, "stoppen"), {"versie": 1, "reden": "Ziek"})

    aanvraag.refresh_from_db()
    assert (antwoord.status_code, aanvraag.status) == (409, "ontvangen")
    assert "Ziek" in antwoord.content.decode()


# --- a neighbour signs ----------------------------------------------------------------------------


@pytest.fixture
def met_buren():
    cache.clear()
    return maak_concept(maak_pot(maak_spelregels(handtekeningen=2)), fysiek=True)


def test_een_buur_tekent_een_keer_en_ziet_niet_wie_aanvraagt(client, met_buren):
    pad = ga(met_buren, "steun")
    pagina = client.get(pad).content.decode()
    assert met_buren.titel in pagina
    assert met_buren.aanvrager.naam not in pagina

    for _ in range(2):
        client.post(pad, {"naam": "Bram Buur", "straat": "Kerkstraat"})

    rij = Handtekening.objects.get()
    assert (rij.aanvraag, rij.naam) == (met_buren, "Bram Buur")
    assert "Bram Buur" not in client.get(pad).content.decode()


def test_een_robot_tekent_niet(client, met_buren):
    velden = {"naam": "Bot", "straat": "Web", "website": "http://voorbeeld.example"}

    assert client.post(ga(met_buren, "steun"), velden).status_code == 302
    assert not Handtekening.objects.exists()


def test_tekenen_is_vanaf_een_adres_begrensd(client, met_buren):
    codes = [
        client.post(ga(met_buren, "steun"), {"naam": f"Buur {nr}", "straat": "A"}).status_code
        for nr in range(41)
    ]

    assert (set(codes[:40]), codes[40], Handtekening.objects.count()) == ({302}, 422, 40)


def test_na_het_besluit_tekent_niemand_meer(client):
    regels = maak_spelregels(handtekeningen=1, handtekeningen_alleen_fysiek=False)
    aanvraag = maak_toegekend(maak_pot(regels), handtekeningen_op_papier=1)

    client.post(ga(aanvraag, "steun"), {"naam": "Bram", "straat": "Kerkstraat"})

    assert not Handtekening.objects.exists()


def test_zonder_vraag_om_handtekeningen_is_er_geen_steunpagina(client):
    assert client.get(ga(maak_concept(), "steun")).status_code == 404


def test_het_voorschot_op_de_pagina_is_wat_de_penningmeester_mag_betalen():
    pot = maak_pot(maak_spelregels(voorschot_deel=50))
    aanvraag = maak_toegekend(pot, Decimal("100.55"))

    assert Geld(aanvraag, aanvraag.besluiten.get()).voorschot_kan == Decimal("50.27")
