"""The file for the bank: valid, made once, each payment in one file, ticked at once."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.utils.timezone import localdate, now
from sepaxml.validation import try_valid_xml

from buurtbudget.actions.betaalbestanden import betaal_bestand, maak_bestand
from buurtbudget.actions.betalen import vergeet_betaling
from buurtbudget.betaalbestand import VERSIE, voor_de_bank
from buurtbudget.models import Belang, Betaalbestand, Betaling, Rekening
from buurtbudget.tests.maken import (
    maak_betaling,
    maak_declaratie,
    maak_pot,
    maak_spelregels,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import (
    BESTUUR,
    beheerder_van,
    lees,
    maak_beheerder,
    maak_penningmeester,
    url,
)
from kern.exceptions import RegelGeschonden
from partners.models import Lidmaatschap

pytestmark = pytest.mark.django_db
NS = {"p": f"urn:iso:std:iso:20022:tech:xsd:{VERSIE}"}


def wereld(aantal=2, **regels):
    pot = maak_pot(maak_spelregels(**regels), plafond=9000)
    door, client = maak_penningmeester(pot.gebied)
    betalingen = [
        maak_betaling(maak_declaratie(maak_toegekend(pot), [100 + nr]), door=door)
        for nr in range(aantal)
    ]
    maak_beheerder(pot.gebied)
    return pot, beheerder_van(pot.gebied), betalingen, door, client


def maak(partner, betalingen, door, soort="sepa", uuid=None):
    uuids = [rij.uuid for rij in betalingen]
    return maak_bestand(partner, soort=soort, uuid=uuid or uuid4(), betalingen=uuids, door=door)


def xml(bestand):
    return ElementTree.fromstring(bestand.inhoud)  # noqa: S314  our own


def test_het_bestand_klopt_met_het_schema_en_telt_op():
    _, partner, betalingen, door, _ = wereld(3)

    bestand = maak(partner, betalingen, door)

    try_valid_xml(bestand.inhoud.encode(), VERSIE)
    wortel = xml(bestand)
    sommen = [deel.text for deel in wortel.iterfind(".//p:CtrlSum", NS)]
    aantallen = [deel.text for deel in wortel.iterfind(".//p:NbOfTxs", NS)]
    assert (sommen, aantallen) == (["303.00", "303.00"], ["3", "3"])
    assert bestand.bedrag == Decimal("303.00")
    assert wortel.find(".//p:DbtrAcct//p:IBAN", NS).text == "NL20INGB0001234567"
    assert {deel.text for deel in wortel.iterfind(".//p:CdtrAcct//p:IBAN", NS)} == {
        "NL91ABNA0417164300"
    }
    assert wortel.find(".//p:ReqdExctnDt/p:Dt", NS).text == f"{localdate():%Y-%m-%d}"
    kenmerken = [deel.text for deel in wortel.iterfind(".//p:EndToEndId", NS)]
    assert kenmerken == [f"{rij.aanvraag.nummer}-slot" for rij in betalingen]


@pytest.mark.parametrize(
    ("naam", "schoon"),
    [
        ("Łukasz Żółć", "Lukasz Zolc"),
        ("Мария", "Mariia"),
        ("محمد", "mHmd"),
        ("Jansen & Zn. <b>", "Jansen + Zn. b"),
        ("🎉", "Onbekend"),
        ("//x", "x"),
    ],
)
def test_de_bank_krijgt_alleen_tekens_die_elke_bank_kent(naam, schoon):
    assert voor_de_bank(naam, 70) == schoon


def test_een_vreemde_naam_geeft_een_geldig_bestand():
    _, partner, betalingen, door, _ = wereld(1)
    Rekening.objects.update(naam="Łukasz 🎉 & Мария ]]> " + "x" * 40)

    bestand = maak(partner, betalingen, door)

    try_valid_xml(bestand.inhoud.encode(), VERSIE)


def test_in_de_database_staat_het_versleuteld():
    _, partner, betalingen, door, _ = wereld(1)
    bestand = maak(partner, betalingen, door)

    with connection.cursor() as cursor:
        cursor.execute("SELECT inhoud FROM buurtbudget_betaalbestand WHERE id = %s", [bestand.pk])
        ruw = cursor.fetchone()[0]

    assert ("NL91" in ruw, ruw.startswith("gAAAA")) == (False, True)


def test_de_tweede_klik_geeft_hetzelfde_bestand_en_dezelfde_bytes():
    _, partner, betalingen, door, client = wereld()
    velden = {
        "uuid": uuid4(),
        "soort": "sepa",
        "betalingen": [rij.uuid for rij in betalingen],
    }
    pad = url("bestand_maken", partner.slug)

    plekken = [client.post(pad, velden).url for _ in range(2)]

    bestand = Betaalbestand.objects.get()
    assert plekken == [url("betaalbestand", bestand.uuid)] * 2
    keren = [client.get(url("bestand_ophalen", bestand.uuid)) for _ in range(2)]
    assert keren[0].content == keren[1].content
    assert sha256(keren[0].content).hexdigest() == bestand.sha256
    assert "attachment" in keren[0]["Content-Disposition"]


def test_een_betaling_staat_in_een_bestand():
    _, partner, betalingen, door, _ = wereld(2)
    maak(partner, betalingen[:1], door)

    with pytest.raises(RegelGeschonden, match="staat al in een bestand"):
        maak(partner, betalingen, door)

    assert Betaling.objects.get(pk=betalingen[1].pk).bestand is None


def test_zonder_rekening_van_de_stichting_geen_bestand():
    pot, partner, betalingen, door, client = wereld()
    pot.gebied.mandaten.get().partner.beheerder.delete()

    with pytest.raises(RegelGeschonden, match="van welke rekening"):
        maak(partner, betalingen, door)
    assert "Vul eerst in" in lees(client.get(url("bestand_maken", partner.slug)))


def test_wat_op_een_tweede_persoon_wacht_komt_er_niet_in():
    _, partner, betalingen, door, client = wereld(tweede_betaler_vanaf=Decimal(101))

    with pytest.raises(RegelGeschonden, match="tweede persoon"):
        maak(partner, betalingen, door)
    pagina = lees(client.get(url("bestand_maken", partner.slug)))
    assert [f"{rij.uuid}" in pagina for rij in betalingen] == [True, False]


def test_een_betaling_van_een_ander_komt_er_niet_in():
    _, partner, _, door, _ = wereld(1)
    vreemd = wereld(1)[2]

    with pytest.raises(RegelGeschonden, match="minstens één"):
        maak(partner, vreemd, door)


def test_alles_in_een_keer_afvinken():
    _, partner, betalingen, door, client = wereld(3)
    bestand = maak(partner, betalingen, door)
    vergeet_betaling(betalingen[2], door=door, reden="De rekening bestaat niet meer")
    velden = {"op": f"{localdate():%d-%m-%Y}"}

    codes = [client.post(url("betaalbestand", bestand.uuid), velden).status_code for _ in range(2)]

    assert codes == [302, 302]
    rijen = Betaling.objects.order_by("pk").values_list("betaald_op", flat=True)
    assert list(rijen) == [localdate(), localdate(), None]


def test_afvinken_op_een_dag_die_nog_komt_doet_niets():
    _, partner, betalingen, door, client = wereld(1)
    bestand = maak(partner, betalingen, door)
    morgen = localdate() + timedelta(1)

    antwoord = client.post(url("betaalbestand", bestand.uuid), {"op": f"{morgen:%d-%m-%Y}"})
    with pytest.raises(RegelGeschonden):
        betaal_bestand(bestand, op=morgen, door=door, nu=now())

    assert antwoord.status_code == 422
    assert not Betaling.objects.filter(betaald_op__isnull=False).exists()


def test_uit_een_bestand_alleen_met_de_reden():
    _, partner, betalingen, door, client = wereld(1)
    maak(partner, betalingen, door)
    pad = url("betaling_weg", betalingen[0].uuid)

    assert client.post(pad, {"reden": ""}).status_code == 422
    assert client.post(pad, {"reden": "De bank weigerde"}).status_code == 302


def test_wie_een_belang_heeft_haalt_het_bestand_niet_op():
    _, partner, betalingen, door, client = wereld(1)
    bestand = maak(partner, betalingen, door)
    lid = Lidmaatschap.objects.get(gebruiker=door)
    Belang.objects.create(aanvraag=betalingen[0].aanvraag, lid=lid, door=door)

    paden = [url("betaalbestand", bestand.uuid), url("bestand_ophalen", bestand.uuid)]
    assert [client.get(pad).status_code for pad in paden] == [403, 403]


def test_het_bestand_is_van_de_stichting():
    _, partner, betalingen, door, _ = wereld(1)
    bestand = maak(partner, betalingen, door)
    _, vreemd = maak_penningmeester(wereld(1)[0].gebied, BESTUUR)

    assert vreemd.get(url("bestand_ophalen", bestand.uuid)).status_code == 403


def test_csv_opent_een_rekenblad_en_voert_niets_uit():
    _, partner, betalingen, door, _ = wereld(1)
    Rekening.objects.update(naam="=HYPERLINK(1)")

    inhoud = maak(partner, betalingen, door, soort="csv").inhoud

    assert inhoud.startswith("\ufeffVan rekening;Naam;IBAN;Bedrag;Omschrijving\r\n")
    regel = inhoud.splitlines()[1]
    assert regel.startswith("NL20INGB0001234567;'=HYPERLINK(1);NL91ABNA0417164300;100,00;")


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_bladzijde_van_een_bestand_kost_evenveel_queries(aantal, django_assert_num_queries):
    _, partner, betalingen, door, client = wereld(aantal)
    bestand = maak(partner, betalingen, door)

    with django_assert_num_queries(8):
        client.get(url("betaalbestand", bestand.uuid))


def test_de_uuid_van_een_bestand_van_een_ander_maakt_er_geen():
    _, partner, betalingen, door, _ = wereld(1)
    _, ander, hun, zij, _ = wereld(1)
    eerste = maak(partner, betalingen, door)

    with pytest.raises(RegelGeschonden, match="opnieuw"):
        maak(ander, hun, zij, uuid=eerste.uuid)
    assert list(Betaalbestand.objects.all()) == [eerste]
