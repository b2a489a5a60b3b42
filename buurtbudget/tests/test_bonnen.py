"""Receipts, for the treasurer: accepting, asking, the advance, and money that comes back."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from buurtbudget.actions.betalen import zet_voorschot_klaar
from buurtbudget.actions.declareren import bewaar_declaratie, dien_declaratie_in, zet_rekening
from buurtbudget.models import Betaling, Bijlage, Declaratie, Rekening, Saldo
from buurtbudget.tests.maken import (
    maak_betaald,
    maak_betaling,
    maak_declaratie,
    maak_pot,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import IBAN, lees, maak_penningmeester, url

pytestmark = pytest.mark.django_db


def wereld(bedragen=(250, 100), **regels):
    pot = maak_pot(maak_spelregels(**regels), plafond=5000)
    aanvraag = maak_declaratie(maak_toegekend(pot), bedragen)
    door, client = maak_penningmeester(pot.gebied)
    return aanvraag, door, client


def ingevuld(aanvraag, *bedragen, reden="", versie=None):
    declaratie = Declaratie.objects.get(aanvraag=aanvraag)
    velden = {"versie": declaratie.versie if versie is None else versie}
    for bon, bedrag in zip(declaratie.bonnen.all(), bedragen, strict=True):
        velden |= {f"goed_{bon.pk}": bedrag, f"reden_{bon.pk}": reden}
    return velden


def test_goedkeuren_zet_de_betaling_klaar():
    aanvraag, _, client = wereld()

    pagina = lees(client.get(url("bonnen", aanvraag.nummer)))
    antwoord = client.post(url("bonnen", aanvraag.nummer), ingevuld(aanvraag, "250", "100"))

    assert pagina.count("Hoeveel van") == 2
    assert antwoord.url == url("betalen", aanvraag.gebied.slug)
    assert Betaling.objects.get(aanvraag=aanvraag).bedrag == 350


def test_minder_vraagt_een_reden_bij_die_bon():
    aanvraag, _, client = wereld()
    pad = url("bonnen", aanvraag.nummer)

    zonder = client.post(pad, ingevuld(aanvraag, "250", "60"))
    assert (zonder.status_code, "minder betaalt" in lees(zonder)) == (422, True)
    assert not Betaling.objects.exists()

    client.post(pad, ingevuld(aanvraag, "250", "60", reden="Drank hoort er niet bij"))
    assert Betaling.objects.get().bedrag == 310


@pytest.mark.parametrize("bedrag", ["300", "-1", "tien", "", "1\x00", "9" * 40])
def test_een_verkeerd_bedrag_wordt_uitgelegd(bedrag):
    aanvraag, _, client = wereld()

    antwoord = client.post(url("bonnen", aanvraag.nummer), ingevuld(aanvraag, bedrag, "100"))

    assert (antwoord.status_code, Betaling.objects.exists()) == (422, False)


def test_nooit_meer_dan_toegezegd():
    aanvraag, _, client = wereld(bedragen=(500, 100))

    client.post(url("bonnen", aanvraag.nummer), ingevuld(aanvraag, "500", "100"))

    assert Betaling.objects.get().bedrag == 400


def test_twee_keer_goedkeuren_geeft_een_betaling():
    aanvraag, _, client = wereld()
    velden = ingevuld(aanvraag, "250", "100")

    codes = [client.post(url("bonnen", aanvraag.nummer), velden).status_code for _ in range(2)]

    assert (codes, Betaling.objects.count()) == ([302, 409], 1)


def test_bonnen_die_net_veranderden_worden_opnieuw_getoond():
    aanvraag, _, client = wereld()
    velden = ingevuld(aanvraag, "200", "100", reden="Te veel", versie=1)

    antwoord = client.post(url("bonnen", aanvraag.nummer), velden)

    assert (antwoord.status_code, 'value="200"' in lees(antwoord)) == (409, True)
    assert not Betaling.objects.exists()


def test_een_vraag_gaat_naar_de_aanvrager_en_houdt_het_geld_tegen():
    aanvraag, _, client = wereld()
    dag = localdate() + timedelta(days=10)
    velden = {
        "versie": aanvraag.versie,
        "vraag": "Van wie is bon 2?",
        "uiterlijk": f"{dag:%d-%m-%Y}",
    }

    antwoord = client.post(url("bonvraag", aanvraag.nummer), velden)

    aanvraag.refresh_from_db()
    assert (antwoord.status_code, aanvraag.status) == (302, "declaratie_vraag")
    assert aanvraag.vragen.get().uiterlijk == dag
    assert client.post(url("bonvraag", aanvraag.nummer), velden).status_code == 409
    antwoord = client.post(url("bonnen", aanvraag.nummer), ingevuld(aanvraag, "250", "100"))
    assert (antwoord.status_code, Betaling.objects.exists()) == (422, False)


def test_een_voorschot_tot_wat_de_regels_geven():
    pot = maak_pot(maak_spelregels(voorschot_deel=50))
    aanvraag = maak_toegekend(pot)
    _, client = maak_penningmeester(pot.gebied)
    pad = url("voorschot", aanvraag.nummer)

    assert "nog geen rekeningnummer" in lees(client.get(pad))
    rekening = {"gelezen": 0, "naam": "A. Voorbeeld", "iban": "NL91 ABNA 0417 1643 00"}
    client.post(url("rekening", aanvraag.nummer), rekening)
    assert client.post(pad, {"bedrag": "201"}).status_code == 422
    assert client.post(pad, {"bedrag": "200"}).status_code == 302

    assert Betaling.objects.get().soort == "voorschot"


def test_zonder_regel_geen_voorschot():
    aanvraag = maak_toegekend(maak_pot())
    _, client = maak_penningmeester(aanvraag.gebied)

    pagina = lees(client.get(url("voorschot", aanvraag.nummer)))

    assert ("geven de spelregels geen voorschot" in pagina, "<form class" in pagina) == (
        True,
        False,
    )


def test_een_rekening_die_net_veranderde_wordt_niet_overschreven():
    aanvraag, _, client = wereld()
    velden = {"gelezen": 0, "naam": "Iemand Anders", "iban": IBAN}

    antwoord = client.post(url("rekening", aanvraag.nummer), velden)

    assert antwoord.status_code == 409
    assert Rekening.objects.get().naam == "A. Voorbeeld"


def te_veel_betaald():
    """An advance of 200, and receipts of 150: 50 must come back."""
    pot = maak_pot(maak_spelregels(voorschot_deel=50))
    aanvraag = maak_toegekend(pot)
    door, client = maak_penningmeester(pot.gebied)
    zet_rekening(aanvraag, naam="A. Voorbeeld", iban=IBAN)
    maak_betaald(zet_voorschot_klaar(aanvraag, bedrag=Decimal(200), door=door))
    aanvraag.refresh_from_db()
    declaratie = bewaar_declaratie(
        aanvraag, versie=0, bonnen=[{"tekst": "Bon", "bedrag": Decimal(150)}]
    )
    aanvraag = dien_declaratie_in(aanvraag, versie=declaratie.versie)
    assert maak_betaling(aanvraag, door=door) is None
    return aanvraag, client


def test_geld_dat_terugkomt_en_de_rest_die_niet_komt():
    aanvraag, client = te_veel_betaald()
    pad = url("terug", aanvraag.nummer)
    binnen = {"uuid": uuid4(), "bedrag": "30", "datum": f"{localdate():%d-%m-%Y}"}

    assert "50" in lees(client.get(pad))
    assert client.post(pad, binnen | {"bedrag": "51"}).status_code == 422
    assert [client.post(pad, binnen).status_code for _ in range(2)] == [302, 302]
    kwijt = {"wat": "kwijt", "uuid": uuid4(), "bedrag": "20"}
    assert client.post(pad, kwijt).status_code == 422
    client.post(pad, kwijt | {"reden": "Besluit van het bestuur"})

    saldo = Saldo.objects.get(aanvraag=aanvraag)
    assert (saldo.ontvangen, saldo.te_vorderen, saldo.verplicht) == (30, 0, 170)


def test_een_foto_van_een_bon_komt_in_beeld_en_een_pdf_als_bestand():
    aanvraag, _, client = wereld()
    bonnen = list(aanvraag.declaratie.bonnen.all())
    for bon, soort in zip(bonnen, ["image/jpeg", "application/pdf"], strict=True):
        bon.bijlage = Bijlage.objects.create(
            aanvraag=aanvraag,
            soort="bon",
            naam="bon",
            type=soort,
            grootte=3,
            sha256="0" * 64,
            bestand=ContentFile(b"bon", name="bon"),
        )
        bon.save()

    koppen = [
        client.get(url("bonbijlage", aanvraag.nummer, bon.bijlage.uuid)).headers for bon in bonnen
    ]

    assert [kop["Content-Disposition"].split(";")[0] for kop in koppen] == ["inline", "attachment"]
    assert lees(client.get(url("bonnen", aanvraag.nummer))).count("<img") == 1


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_van_bonnen_kost_evenveel_queries(aantal, django_assert_num_queries):
    pot = maak_pot(maak_spelregels(voorschot_deel=50), plafond=9000)
    for _ in range(aantal):
        maak_declaratie(maak_toegekend(pot), [300])
        maak_toegekend(pot)
    _, client = maak_penningmeester(pot.gebied)

    with django_assert_num_queries(9):
        antwoord = client.get(url("declaraties", pot.gebied.slug))

    assert lees(antwoord).count("aan bonnen") == aantal
    assert lees(antwoord).count("hooguit") == aantal
