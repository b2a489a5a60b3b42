"""Sending the yearly account, and the answer of the city."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.jaar import beoordeel_jaar, bewaar_jaar, dien_jaar_in
from buurtbudget.jaarrekening import ontdooi
from buurtbudget.models import Jaarverantwoording
from buurtbudget.tests.maken import (
    maak_pot,
    maak_teamlid,
)
from buurtbudget.tests.maken_geld import (
    BESTUUR,
    aangemeld,
    beheerder_van,
    lees,
    maak_eigen,
    maak_jaarvraag,
    maak_penningmeester,
    url,
)
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = pytest.mark.django_db
JAAR = localdate().year
NA_AFLOOP = timezone.make_aware(datetime(JAAR + 1, 1, 15, 12))  # noqa: DTZ001


def wereld(banksaldo="75.50", jaar=JAAR - 1, **meer):
    """A foundation with one gift last year, and the account of that year filled in."""
    pot = maak_pot()
    maak_eigen(pot, "gift", "75.50", datum=date(jaar, 1, 1))
    partner = beheerder_van(pot.gebied)
    door, client = maak_penningmeester(pot.gebied)
    velden = {"versie": 0, "verschil_uitleg": "", "antwoorden": {}} | meer
    rij = bewaar_jaar(
        partner, pot.regeling, jaar, banksaldo=banksaldo and Decimal(banksaldo), **velden
    )
    return pot, partner, rij, door, client


def vers(rij):
    return Jaarverantwoording.objects.get(pk=rij.pk)


def test_insturen_bevriest_de_cijfers_en_sluit_het_jaar():
    pot, partner, rij, door, client = wereld()
    pad = url("jaar_indienen", partner.slug, JAAR - 1)

    codes = [client.post(pad, {"versie": rij.versie}).status_code for _ in range(2)]

    rij = vers(rij)
    assert (codes, rij.status, rij.verschil) == ([302, 302], "ingediend", 0)
    with pytest.raises(RegelGeschonden, match="al verantwoording afgelegd"):
        maak_eigen(pot, "gift", "1", datum=date(JAAR - 1, 7, 1))
    with pytest.raises(RegelGeschonden):
        maak_eigen(pot, "gift", "1", datum=date(JAAR - 2, 7, 1))
    maak_eigen(pot, "gift", "1")
    assert ontdooi(vers(rij).cijfers)["boeksaldo"] == Decimal("75.50")


@pytest.mark.parametrize(
    ("saldo", "uitleg", "zin"),
    [
        (None, "", "op de bank stond"),
        ("75.49", "", "verschillen €\u00a00,01"),
        ("75.49", "Een cent rente", ""),
    ],
)
def test_een_verschil_wordt_uitgelegd_of_het_gaat_niet_weg(saldo, uitleg, zin):
    _, _, rij, door, _ = wereld(saldo, verschil_uitleg=uitleg)

    if zin:
        with pytest.raises(RegelGeschonden, match=zin):
            dien_jaar_in(rij, versie=rij.versie, door=door)
        assert vers(rij).status == "concept"
    else:
        assert dien_jaar_in(rij, versie=rij.versie, door=door).verschil == Decimal("-0.01")


def test_elke_vraag_over_het_jaar_krijgt_antwoord():
    vraag = maak_jaarvraag()
    maak_jaarvraag("Van later", vanaf_jaar=JAAR + 1)
    maak_jaarvraag("Van vroeger", tot_jaar=JAAR - 2)
    _, partner, rij, door, client = wereld()

    with pytest.raises(RegelGeschonden, match="Hoe ging het"):
        dien_jaar_in(rij, versie=rij.versie, door=door)

    pad = url("jaar", partner.slug, JAAR - 1)
    velden = {"versie": rij.versie, "banksaldo": "75,50", f"vraag_{vraag.pk}": "Goed."}
    assert lees(client.get(pad)).count("<textarea") == 2
    assert client.post(pad, velden).status_code == 302
    assert dien_jaar_in(vers(rij), versie=rij.versie + 1, door=door).status == "ingediend"


def test_een_jaar_dat_nog_loopt_gaat_niet_weg():
    _, _, rij, door, _ = wereld(jaar=JAAR)

    with pytest.raises(RegelGeschonden, match="nog niet voorbij"):
        dien_jaar_in(rij, versie=rij.versie, door=door)
    assert dien_jaar_in(rij, versie=rij.versie, door=door, nu=NA_AFLOOP).status == "ingediend"


def test_wie_na_een_ander_bewaart_ziet_wat_die_schreef():
    _, partner, rij, _, client = wereld()
    velden = {"versie": rij.versie, "banksaldo": "80", "verschil_uitleg": "Van mij"}
    pad = url("jaar", partner.slug, JAAR - 1)
    client.post(pad, velden)

    antwoord = client.post(pad, velden | {"banksaldo": "90", "verschil_uitleg": "Van jou"})

    pagina = lees(antwoord)
    assert (antwoord.status_code, vers(rij).banksaldo) == (409, 80)
    assert all(stuk in pagina for stuk in ["Van mij", "Van jou", "80,00"])
    with pytest.raises(Verouderd):
        dien_jaar_in(rij, versie=rij.versie, door=rij.ingediend_door)


@pytest.mark.parametrize("saldo", ["x", "1,234", "1\x00", "9" * 20])
def test_een_verkeerd_saldo_wordt_uitgelegd(saldo):
    _, partner, rij, _, client = wereld()

    velden = {"versie": rij.versie, "banksaldo": saldo}
    antwoord = client.post(url("jaar", partner.slug, JAAR - 1), velden)

    assert (antwoord.status_code, vers(rij).banksaldo) == (422, Decimal("75.50"))


def ingediend():
    pot, partner, rij, door, client = wereld()
    rij = dien_jaar_in(rij, versie=rij.versie, door=door)
    beleid = maak_aanstelling(rol=Rol.BELEID).gebruiker
    return pot, partner, rij, client, aangemeld(beleid)


def test_de_stad_stuurt_terug_met_woorden_en_keurt_daarna_goed():
    _, partner, rij, client, stad = ingediend()
    pad = url("jaar_beoordelen", partner.slug, JAAR - 1)
    terug = {"versie": rij.versie, "oordeel": "terug", "opmerking": ""}

    assert stad.get(pad).status_code == 200
    assert stad.post(pad, terug).status_code == 422
    codes = [stad.post(pad, terug | {"opmerking": "De rente mist."}).status_code for _ in range(2)]
    assert (codes, vers(rij).status) == ([302, 302], "terug")
    bericht = Bericht.objects.get(soort="bb_jaar")
    assert (bericht.feiten["goedgekeurd"], bericht.feiten["motivering"]) == (
        False,
        "De rente mist.",
    )
    assert "De rente mist." in lees(client.get(url("jaar", partner.slug, JAAR - 1)))

    rij = vers(rij)
    client.post(url("jaar_indienen", partner.slug, JAAR - 1), {"versie": rij.versie})
    goed = {"versie": vers(rij).versie, "oordeel": "goed", "opmerking": ""}
    stad.post(pad, goed)

    assert vers(rij).status == "goedgekeurd"
    assert Bericht.objects.filter(soort="bb_jaar").count() == 2


def test_een_oud_oordeel_telt_niet():
    _, _, rij, _, _ = ingediend()

    with pytest.raises(Verouderd):
        beoordeel_jaar(rij, versie=rij.versie - 1, goed=True, opmerking="", door=rij.ingediend_door)


@pytest.mark.parametrize(
    ("rol", "get", "post"),
    [(Rol.BELEID, 200, 422), (Rol.FUNCTIONEEL, 200, 403), (Rol.VAKAFDELING, 403, 403)],
)
def test_alleen_beleid_keurt_en_de_rest_van_de_stad_leest(rol, get, post):
    _, partner, _, _, _ = ingediend()
    client = aangemeld(maak_aanstelling(rol=rol).gebruiker)
    pad = url("jaar_beoordelen", partner.slug, JAAR - 1)

    assert (client.get(pad).status_code, client.post(pad, {}).status_code) == (get, post)


def test_een_concept_ziet_de_stad_niet():
    _, partner, _, _, _ = wereld()
    stad = aangemeld(maak_aanstelling(rol=Rol.BELEID).gebruiker)

    paden = [url(n, partner.slug, JAAR - 1) for n in ("jaar_beoordelen", "jaar_blad", "jaar_pdf")]
    assert [stad.get(pad).status_code for pad in paden] == [404, 404, 404]
    assert stad.get(url("jaar", partner.slug, JAAR - 1)).status_code == 403


def test_een_andere_stichting_en_de_werkgroep_zien_de_verantwoording_niet():
    pot, partner, *_ = wereld()
    _, _, _, _, vreemd = wereld()
    werkgroep = aangemeld(maak_teamlid(pot.gebied))
    bestuur = aangemeld(maak_teamlid(pot.gebied, BESTUUR))

    pad = url("jaar", partner.slug, JAAR - 1)
    codes = [wie.get(pad).status_code for wie in (vreemd, werkgroep, bestuur)]
    assert codes == [403, 403, 200]


@pytest.mark.parametrize("jaar", [1999, 99999, 2101])
def test_een_jaar_dat_niet_kan_bestaat_niet(jaar):
    _, partner, _, _, client = wereld()

    assert client.get(url("jaar", partner.slug, jaar)).status_code == 404
