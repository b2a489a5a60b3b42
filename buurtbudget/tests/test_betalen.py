"""The payment list: who sees an account number, ticking, undoing, a second yes, taking off."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.actions.betalen import geef_akkoord, maak_ongedaan, vergeet_betaling
from buurtbudget.models import Aanvraag, Belang, Betaling, Gebeurtenis
from buurtbudget.tests.maken import (
    maak_betaald,
    maak_betaling,
    maak_declaratie,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import (
    BESTUUR,
    aangemeld,
    beheerder_van,
    lees,
    maak_penningmeester,
    url,
)
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from kern.exceptions import RegelGeschonden
from partners.models import Lidmaatschap

pytestmark = pytest.mark.django_db
IN_VIEREN = "NL91 ABNA 0417 1643 00"


def maak_klaar(pot=None, **afwijking):
    """A payment that stands ready, of € 300."""
    return maak_betaling(maak_declaratie(maak_toegekend(pot, **afwijking), [300]))


def vers(betaling):
    return Betaling.objects.get(pk=betaling.pk)


def tik(client, betaling, op=None, **meer):
    velden = {"versie": betaling.versie, "op": f"{op or localdate():%d-%m-%Y}"} | meer
    return client.post(url("betaald", betaling.uuid), velden)


def test_de_lijst_zegt_alles_wat_je_bij_de_bank_intikt():
    betaling = maak_klaar(titel="Straatfeest Eikenlaan")
    gebied = betaling.aanvraag.gebied
    _, client = maak_penningmeester(gebied)

    pagina = lees(client.get(url("betalen", gebied.slug)))

    nummer = betaling.aanvraag.nummer
    for stuk in [IN_VIEREN, "A. Voorbeeld", "300,00", f"{nummer} Straatfeest Eikenlaan"]:
        assert stuk in pagina
    assert pagina.count('data-kopie="') == 4


@pytest.mark.parametrize("rol", ["werkgroep", "penningmeester", "bestuur"])
def test_alleen_wie_betaalt_ziet_een_rekeningnummer(rol):
    gebied = maak_klaar().aanvraag.gebied
    client = aangemeld(maak_teamlid(gebied, rol))

    antwoord = client.get(url("betalen", gebied.slug))

    assert (antwoord.status_code == 200, IN_VIEREN in lees(antwoord)) == (
        rol != "werkgroep",
        rol != "werkgroep",
    )


@pytest.mark.parametrize("rol", [Rol.BELEID, Rol.GEBIEDSMANAGER, Rol.FUNCTIONEEL])
def test_de_stad_komt_nergens_bij_een_aanvrager(rol):
    betaling = maak_klaar()
    aanvraag, gebied = betaling.aanvraag, betaling.aanvraag.gebied
    in_wijk = {"gebied": gebied} if rol == Rol.GEBIEDSMANAGER else {}
    client = aangemeld(maak_aanstelling(rol=rol, **in_wijk).gebruiker)

    paden = [url(naam, gebied.slug) for naam in ("declaraties", "betalen", "kas", "overdracht")]
    paden += [url(naam, aanvraag.nummer) for naam in ("bonnen", "bonvraag", "terug", "rekening")]
    paden += [url("rekening_betalen", beheerder_van(gebied).slug)]
    paden += [url("bestand_maken", beheerder_van(gebied).slug)]
    assert {pad: client.get(pad).status_code for pad in paden} == dict.fromkeys(paden, 403)
    assert tik(client, betaling).status_code == 403


def test_afvinken_en_vandaag_terugdraaien():
    betaling = maak_klaar()
    gebied = betaling.aanvraag.gebied
    _, client = maak_penningmeester(gebied)

    assert tik(client, betaling).status_code == 302
    assert vers(betaling).betaald_op == localdate()
    assert "Terugdraaien" in lees(client.get(url("betalen", gebied.slug)))

    client.post(url("ongedaan", betaling.uuid))
    assert vers(betaling).betaald_op is None
    assert betaling.aanvraag.boekingen.filter(soort="storno").count() == 2


def test_twee_keer_tikken_boekt_een_keer():
    betaling = maak_klaar()
    _, client = maak_penningmeester(betaling.aanvraag.gebied)

    assert [tik(client, betaling).status_code for _ in range(2)] == [302, 302]

    assert betaling.aanvraag.boekingen.filter(soort="betaling").count() == 1


def test_morgen_kan_terugdraaien_niet_meer_zonder_reden():
    betaling = maak_betaald(maak_klaar())
    morgen = timezone.now() + timedelta(days=1)

    with pytest.raises(RegelGeschonden, match="alleen op de dag zelf"):
        maak_ongedaan(betaling, door=betaling.betaald_door, nu=morgen)
    maak_ongedaan(betaling, door=betaling.betaald_door, nu=morgen, reden="De bank deed het niet")

    assert vers(betaling).betaald_op is None


@pytest.mark.parametrize(
    ("op", "zin"),
    [
        ("31-02-2026", "bestaat niet"),
        ("", "Vul de dag in"),
        ("gisteren", "Schrijf de datum"),
        (f"{localdate() + timedelta(1):%d-%m-%Y}", "moet nog komen"),
        ("1\x00", "Schrijf de datum"),
    ],
)
def test_een_verkeerde_dag_wordt_uitgelegd_en_boekt_niets(op, zin):
    betaling = maak_klaar()
    _, client = maak_penningmeester(betaling.aanvraag.gebied)

    antwoord = client.post(url("betaald", betaling.uuid), {"versie": betaling.versie, "op": op})

    assert (antwoord.status_code, zin in lees(antwoord)) == (422, True)
    assert vers(betaling).betaald_op is None


def test_een_oude_bladzijde_betaalt_niets():
    betaling = maak_klaar()
    _, client = maak_penningmeester(betaling.aanvraag.gebied)
    Betaling.objects.filter(pk=betaling.pk).update(versie=betaling.versie + 1)

    antwoord = tik(client, betaling)

    assert (antwoord.status_code, vers(betaling).betaald_op) == (409, None)


def test_wie_een_belang_heeft_betaalt_die_niet():
    betaling = maak_klaar()
    gebied = betaling.aanvraag.gebied
    gebruiker, client = maak_penningmeester(gebied)
    lid = Lidmaatschap.objects.get(gebruiker=gebruiker)
    Belang.objects.create(aanvraag=betaling.aanvraag, lid=lid, door=gebruiker)

    pagina = lees(client.get(url("betalen", gebied.slug)))

    assert (betaling.aanvraag.nummer in pagina, IN_VIEREN in pagina) == (False, False)
    assert "Eén betaling doet iemand anders" in pagina
    assert tik(client, betaling).status_code == 403
    _, ander = maak_penningmeester(gebied, BESTUUR)
    assert tik(ander, betaling).status_code == 302


def test_een_eigen_aanvraag_keurt_de_penningmeester_niet_zelf():
    aanvraag = maak_declaratie()
    gebruiker, client = maak_penningmeester(aanvraag.gebied)
    Aanvraag.objects.filter(pk=aanvraag.pk).update(indiener=gebruiker)

    assert client.get(url("bonnen", aanvraag.nummer)).status_code == 403


def tweede(terugval):
    regels = maak_spelregels(tweede_betaler_vanaf=Decimal(200), terugval=terugval)
    pot = maak_pot(regels)
    gebruiker, client = maak_penningmeester(pot.gebied)
    betaling = maak_betaling(maak_declaratie(maak_toegekend(pot), [300]), door=gebruiker)
    return betaling, client


def test_een_tweede_persoon_zegt_eerst_ja():
    betaling, client = tweede("bestuur")
    gebied = betaling.aanvraag.gebied

    pagina = lees(client.get(url("betalen", gebied.slug)))
    assert ("Iemand anders geeft akkoord" in pagina, IN_VIEREN in pagina) == (True, False)
    assert tik(client, betaling).status_code == 422
    antwoord = client.post(url("akkoord", betaling.uuid), {"alleen_omdat": "Geen tijd"})
    assert (antwoord.status_code, vers(betaling).akkoord_door) == (422, None)

    _, bestuur = maak_penningmeester(gebied, BESTUUR)
    assert bestuur.post(url("akkoord", betaling.uuid)).status_code == 302
    assert tik(client, vers(betaling)).status_code == 302


def test_alleen_mag_met_de_reden_als_de_regels_dat_zeggen():
    betaling, client = tweede("alleen")

    assert client.post(url("akkoord", betaling.uuid)).status_code == 422
    client.post(url("akkoord", betaling.uuid), {"alleen_omdat": "Wij zijn met zijn tweeën"})

    assert vers(betaling).alleen_omdat == "Wij zijn met zijn tweeën"


def test_van_de_lijst_halen_opent_de_bonnen_weer():
    betaling = maak_klaar()
    aanvraag = betaling.aanvraag
    _, client = maak_penningmeester(aanvraag.gebied)

    antwoord = client.post(url("betaling_weg", betaling.uuid), {"reden": "IBAN fout"})

    assert antwoord.url == url("bonnen", aanvraag.nummer)
    assert vers(betaling).vervallen_op is not None
    assert "IBAN fout" in Gebeurtenis.objects.filter(aanvraag=aanvraag).last().reden
    aanvraag.refresh_from_db()
    assert maak_betaling(aanvraag).pk != betaling.pk


def test_wat_gedaan_is_gaat_niet_van_de_lijst():
    betaling = maak_betaald(maak_klaar())

    with pytest.raises(RegelGeschonden, match="al gedaan"):
        vergeet_betaling(betaling, door=betaling.betaald_door)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_evenveel_queries(aantal, django_assert_num_queries):
    pot = maak_pot(plafond=5000)
    for _ in range(aantal):
        maak_klaar(pot)
    _, client = maak_penningmeester(pot.gebied)
    pad = url("betalen", pot.gebied.slug)

    with django_assert_num_queries(9):
        antwoord = client.get(pad)

    assert lees(antwoord).count('data-kopie="NL91') == aantal


def test_een_stichting_met_twee_wijken_heeft_een_lijst_van_de_rekening():
    pot = maak_pot(plafond=5000)
    ander = maak_pot(maak_spelregels(), plafond=5000)
    partner = beheerder_van(pot.gebied)
    ander.gebied.mandaten.update(partner=partner)
    eerste, tweede_ = maak_klaar(pot), maak_klaar(ander)
    _, client = maak_penningmeester(pot.gebied)

    wijk = lees(client.get(url("betalen", pot.gebied.slug)))
    samen = lees(client.get(url("rekening_betalen", partner.slug)))

    nummers = [rij.aanvraag.nummer for rij in (eerste, tweede_)]
    assert [nummer in wijk for nummer in nummers] == [True, False]
    assert [nummer in samen for nummer in nummers] == [True, True]
    antwoord = tik(client, tweede_, lijst="samen")
    assert antwoord.url == url("rekening_betalen", partner.slug)


def test_een_belang_neemt_mee_wat_iemand_bij_een_open_betaling_deed():
    betaling = maak_klaar(maak_pot(maak_spelregels(tweede_betaler_vanaf=100)))
    tweede, _ = maak_penningmeester(betaling.aanvraag.gebied, BESTUUR)
    geef_akkoord(betaling, door=tweede)

    for wie, weg in [(tweede, False), (betaling.klaargezet_door, True)]:
        meld_belang(betaling.aanvraag, lid=Lidmaatschap.objects.get(gebruiker=wie), door=wie)
        betaling = vers(betaling)
        assert (betaling.akkoord_door, bool(betaling.vervallen_op)) == (None, weg)
