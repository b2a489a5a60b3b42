"""The pages on which documents are written: who gets in, what comes back, never a 500."""

import re
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicatoren.actions.bevriezen import leg_vast
from indicatoren.models import Programma, Rapportage, Rapportregel
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_programma, maak_rapportage
from indicatoren.tests.maken_rapportages import (
    aangeleverd,
    akkoord,
    gevraagd,
    maak_beleid,
    maak_concept,
    maak_schrijver,
    zet_erbij,
)
from kern.rijen import lijststand

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
RARE_TEKSTEN = st.one_of(
    st.text(max_size=40), st.sampled_from(["\x00", "x" * 20000, "-", "9" * 5000, "١٢", "1.2.3"])
)

NAMEN = (  # noqa: SIM905
    "uuid versie kop tekst nr voortgang bedrag noot indicator regels aan uiterlijk opmerking plek "
    "regel lijst richting inhoud naam ouder tak soort jaar van streef_van peildatum"
).split()


def url(naam, *args):
    return reverse(f"indicatoren:{naam}", args=args)


def tekst(antwoord):
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return " ".join(unescape(kaal).split())


def sleutels(regel):
    return regel.programma.rapportage.uuid, regel.uuid


@pytest.fixture
def beleid(client):
    gebruiker = maak_beleid()
    client.force_login(gebruiker)
    return gebruiker


def test_een_nieuw_document_uit_een_eerder(client, beleid):
    oud = zet_erbij(maak_programma(maak_rapportage(jaar=2026), "Wijken"), tekst="Was er al.")
    bron = oud.programma.rapportage
    velden = {"uuid": uuid4(), "soort": "begroting", "jaar": 2027, "nummer": 1, "van": bron.pk}

    antwoord = client.post(url("rapportage_nieuw"), velden)

    nieuw = Rapportage.objects.get(jaar=2027)
    assert antwoord.url == url("rapportage_werk", nieuw.uuid)
    assert list(nieuw.streefjaren) == [2031]
    assert "Was er al." in tekst(client.get(antwoord.url))
    dubbel = client.post(url("rapportage_nieuw"), velden | {"uuid": uuid4()})
    assert dubbel.status_code == 422
    assert "Dit document is er al voor dat jaar." in tekst(dubbel)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"soort": ""}, "Kies wat voor document het is."),
        ({"realisatie_van": "2020"}, "Vul allebei de jaren in, of geen van beide."),
        ({"streef_van": "2029", "streef_tot": "2027"}, "Kies een jaar van 2029 tot en met 2040."),
        ({"peildatum": "31-02-2027"}, "bestaat niet"),
    ],
    ids=["soort", "half", "achteruit", "dag"],
)
def test_een_document_dat_niet_klopt(client, beleid, velden, zin):
    vol = {"uuid": uuid4(), "soort": "begroting", "jaar": "2027", "nummer": "1"}

    antwoord = client.post(url("rapportage_nieuw"), vol | velden)

    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert not Rapportage.objects.exists()


def test_een_onderdeel_met_een_regel_erin(client, beleid):
    rapportage = maak_rapportage()
    velden = {"uuid": uuid4(), "naam": "Wijken", "nr": "4.1"}
    for _ in range(2):  # a double click
        client.post(url("tak_nieuw", rapportage.uuid), velden)
    tak = Programma.objects.get()
    erbij = url("rapportregel_nieuw", rapportage.uuid, tak.uuid, "maatregel")
    velden = {"uuid": uuid4(), "nr": "2", "tekst": "Afschaffen.", "bedrag": "\u2212 1.234,5"}
    for _ in range(2):
        client.post(erbij, velden)

    regel = Rapportregel.objects.get()
    assert (regel.bedrag, regel.stand, regel.aangeleverd_door) == (
        Decimal("-1234.5"),
        "aangeleverd",
        beleid,
    )
    assert "−1.234,50 × € 1.000" in tekst(client.get(url("rapportage_werk", rapportage.uuid)))
    anders = client.post(erbij, velden | {"tekst": "Iets anders."})
    assert anders.status_code == 422
    assert "Er ging iets mis met deze pagina." in tekst(anders)


@pytest.mark.parametrize("bedrag", ["veel", "1.23.4", "12,345", "9" * 11])
def test_een_bedrag_dat_geen_bedrag_is(client, beleid, bedrag):
    _, tak = maak_concept(rijen=0)
    erbij = url("rapportregel_nieuw", tak.rapportage.uuid, tak.uuid, "maatregel")

    antwoord = client.post(erbij, {"uuid": uuid4(), "tekst": "Groen.", "bedrag": bedrag})

    assert antwoord.status_code == 422
    assert "bijvoorbeeld 250, -106 of 1.234,5" in tekst(antwoord)


def test_in_plaats_komt_het_onderdeel_terug(client, beleid):
    rapportage, tak = maak_concept()
    regel = tak.regels.get()
    adres = url("rapportregel", rapportage.uuid, regel.uuid)

    formulier = client.get(adres, headers=HTMX)
    assert "<html" not in formulier.content.decode()
    fout = client.post(adres, {"versie": regel.versie}, headers=HTMX)
    assert fout.status_code == 422
    goed = client.post(adres, {"versie": regel.versie, "tekst": "Nieuw."}, headers=HTMX)

    assert goed["HX-Retarget"] == f"#tak-{tak.uuid}"
    assert "Nieuw." in tekst(goed)
    assert "Onze inzet" not in tekst(goed)  # the heading was emptied along


def test_een_botsing_toont_beide_teksten(client, beleid):
    rapportage, tak = maak_concept()
    regel = tak.regels.get()
    gelezen = regel.versie
    aangeleverd(regel, "Zij was er eerst.")
    adres = url("rapportregel", rapportage.uuid, regel.uuid)

    antwoord = client.post(adres, {"versie": gelezen, "kop": "Onze inzet 1", "tekst": "Ik ook."})

    assert antwoord.status_code == 409
    assert "Zij was er eerst." in tekst(antwoord)
    assert "Ik ook." in tekst(antwoord)
    nu = antwoord.context["form"]["versie"].value()
    client.post(adres, {"versie": nu, "kop": "Onze inzet 1", "tekst": "Ik ook."})
    regel.refresh_from_db()
    assert regel.tekst == "Ik ook."


def test_wie_gevraagd_is_ziet_zijn_regels_en_levert_aan(client):
    schrijver, ander = maak_schrijver(), maak_schrijver()
    rapportage, tak = maak_concept(rijen=2)
    regel, niet_van_mij = tak.regels.all()
    gevraagd(regel, aan=schrijver, opmerking="Noem de drie plannen.")
    client.force_login(schrijver)

    assert [r.pk for r in client.get(url("rapportages")).context["mijn"]] == [regel.pk]
    assert "Je tekst wordt gevraagd voor Begroting 2030" in tekst(
        client.get(reverse("portaal:werk"))
    )
    adres = url("rapportregel", *sleutels(regel))
    pagina = client.get(adres)
    assert "Noem de drie plannen." in tekst(pagina)
    regel.refresh_from_db()
    velden = {"versie": regel.versie, "kop": regel.kop}
    leeg = client.post(adres, velden)
    assert leeg.status_code == 422
    assert "Schrijf de tekst." in tekst(leeg)
    client.post(adres, velden | {"tekst": "Drie plannen."})
    regel.refresh_from_db()
    assert (regel.stand, regel.aangeleverd_door) == ("aangeleverd", schrijver)

    assert client.get(url("rapportregel", *sleutels(niet_van_mij))).status_code == 403
    client.force_login(ander)
    assert client.get(adres).status_code == 403
    werkpagina = client.get(url("rapportage_werk", rapportage.uuid))
    assert werkpagina.status_code == 200
    assert url("rapportregel", *sleutels(regel)) not in werkpagina.content.decode()


def test_vragen_aan_iemand(client, beleid):
    schrijver = maak_schrijver()
    rapportage, tak = maak_concept(rijen=2)
    adres = url("rapportage_vragen", rapportage.uuid)
    pagina = client.get(f"{adres}?tak={tak.uuid}")
    regels = pagina.context["form"]["regels"].value()
    assert len(regels) == 2
    assert tekst(pagina).count("(nog aan niemand gevraagd)") == 2
    velden = {"uuid": uuid4(), "regels": regels, "aan": schrijver.pk, "uiterlijk": "1-5-2030"}

    for _ in range(2):
        assert client.post(adres, velden).status_code == 302

    assert {r.gevraagd_aan for r in tak.regels.all()} == {schrijver}
    te_laat = client.post(adres, velden | {"aan": beleid.pk})
    assert te_laat.status_code == 422
    assert "net iets veranderd" in tekst(te_laat)


def test_akkoord_met_alles_van_een_onderdeel_en_terugsturen(client, beleid):
    rapportage, tak = maak_concept(rijen=2)
    regels = [aangeleverd(regel) for regel in tak.regels.all()]
    akkoorden = [f"{regel.uuid}.{regel.versie}" for regel in regels]

    client.post(url("rapportage_akkoord", rapportage.uuid), {"plek": tak.uuid, "regel": akkoorden})

    assert {r.stand for r in tak.regels.all()} == {"akkoord"}
    terug = url("rapportregel_terug", *sleutels(regels[0]))
    regel = tak.regels.get(pk=regels[0].pk)
    client.post(terug, {"versie": regel.versie, "opmerking": "Korter."})
    regel.refresh_from_db()
    assert (regel.stand, regel.opmerking) == ("gevraagd", "Korter.")


@pytest.mark.parametrize(
    "raar",
    [{}, {"regel": "x"}, {"regel": "0" * 32 + ".1"}, {"regel": "\x00.1"}],
    ids=["niets", "woord", "onbekend", "nul"],
)
def test_akkoord_met_niets_is_een_zin(client, beleid, raar):
    rapportage, _ = maak_concept()

    antwoord = client.post(
        url("rapportage_akkoord", rapportage.uuid), raar | {"plek": "nergens"}, follow=True
    )

    assert "Kijk nog een keer." in tekst(antwoord)


def test_bevriezen_en_publiceren(client, beleid):
    rapportage, tak = maak_concept()
    bevriezen = url("rapportage_bevriezen", rapportage.uuid)
    assert "Sommige moeten eerst af." in tekst(client.get(bevriezen))
    rapportage.refresh_from_db()
    assert client.post(bevriezen, {"versie": rapportage.versie}).status_code == 422
    akkoord(aangeleverd(tak.regels.get()))
    assert client.post(bevriezen, {"versie": rapportage.versie}).status_code == 409
    rapportage.refresh_from_db()

    client.post(bevriezen, {"versie": rapportage.versie})

    rapportage.refresh_from_db()
    assert rapportage.bevroren_door == beleid
    pagina = client.get(url("rapportage_werk", rapportage.uuid))
    assert "Wijzigen" not in tekst(pagina)
    assert "bevroren" in tekst(pagina)
    client.post(url("rapportage_publiceren", rapportage.uuid), {"versie": rapportage.versie})
    rapportage.refresh_from_db()
    assert rapportage.openbaar_op
    assert client.get(rapportage.get_absolute_url()).status_code == 200


def test_een_bevroren_document_toont_geen_formulier_en_weigert_met_een_zin(client, beleid):
    rapportage, tak = maak_concept()
    regel = tak.regels.get()
    leg_vast(rapportage)
    adres = url("rapportregel", *sleutels(regel))

    assert "Dit document is bevroren." in tekst(client.get(adres))
    antwoord = client.post(adres, {"versie": regel.versie, "kop": "X", "tekst": "Nog snel."})

    assert antwoord.status_code == 422
    assert "Dit document is bevroren." in tekst(antwoord)
    assert "Nog snel." in tekst(antwoord)


def test_weghalen_vraagt_eerst(client, beleid):
    rapportage, tak = maak_concept(rijen=2)
    adres = url("tak_weghalen", rapportage.uuid, tak.uuid)
    pagina = client.get(adres)
    assert "Ook weg: 2 regels." in tekst(pagina)
    velden = {"versie": tak.versie, "inhoud": pagina.context["inhoud"]}
    zet_erbij(tak, tekst="Net erbij.")

    assert client.post(adres, velden).status_code == 409
    client.post(adres, velden | {"inhoud": client.get(adres).context["inhoud"]})

    assert not Programma.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_werkpagina_kost_evenveel_vragen(client, beleid, aantal, django_assert_num_queries):
    rapportage = maak_rapportage()
    schrijver = maak_schrijver()
    for nr in range(aantal):
        tak = maak_programma(rapportage, f"Tak {nr}")
        for rij in range(aantal):
            indicator = maak_indicator(slug=f"i{nr}{rij}")
            maak_meting(indicator, 2027, 7)
            zet_erbij(tak, "indicator", indicator=indicator)
            akkoord(aangeleverd(gevraagd(zet_erbij(tak, kop=f"K{rij}"), aan=schrijver)))

    with django_assert_num_queries(10):
        # session, person, roles, document, rows, tree; city, indicators, figures, targets
        client.get(url("rapportage_werk", rapportage.uuid))
    with django_assert_num_queries(5):  # session, person, roles, mine, documents
        client.get(url("rapportages"))


def test_aanleveren_kost_elf_vragen(client, beleid, django_assert_num_queries):
    rapportage, tak = maak_concept(rijen=3)
    regel = tak.regels.first()
    adres = url("rapportregel", rapportage.uuid, regel.uuid)

    with django_assert_num_queries(11):
        client.post(adres, {"versie": regel.versie, "kop": "Onze inzet", "tekst": "Nieuw."})


def test_de_gegevens_van_een_document_wijzigen(client, beleid):
    rapportage, _ = maak_concept()
    rapportage.refresh_from_db()
    adres = url("rapportage_gegevens", rapportage.uuid)
    velden = {"soort": "jaarverslag", "jaar": 2029, "nummer": 1, "titel": "Jaarstukken 2029"}

    assert client.post(adres, velden | {"versie": rapportage.versie - 1}).status_code == 409
    client.post(adres, velden | {"versie": rapportage.versie})

    rapportage.refresh_from_db()
    assert (str(rapportage), rapportage.streef_van) == ("Jaarstukken 2029", None)
    weggooien = url("rapportage_weggooien", rapportage.uuid)
    client.post(weggooien, {"versie": rapportage.versie})
    assert not Rapportage.objects.exists()


def test_een_onderdeel_en_regels_verplaatsen(client, beleid):
    rapportage, tak = maak_concept(rijen=2)
    ander = maak_programma(rapportage, "Ander", volgorde=1)
    een, twee = tak.regels.all()
    client.post(
        url("tak_verplaatsen", rapportage.uuid, ander.uuid),
        {"lijst": lijststand([tak, ander]), "richting": "omhoog"},
    )
    client.post(
        url("rapportregel_verplaatsen", *sleutels(twee)),
        {"lijst": lijststand([een, twee]), "richting": "omhoog"},
    )
    assert list(rapportage.programmas.all()) == [ander, tak]
    assert list(tak.regels.all()) == [twee, een]

    naar = url("rapportregel_verplaatsen", *sleutels(een))
    client.post(naar, {"versie": een.versie, "tak": ander.pk})
    client.post(url("rapportregel_weghalen", *sleutels(twee)), {"versie": twee.versie})

    assert list(Rapportregel.objects.all()) == [een]
    assert list(ander.regels.all()) == [een]


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(data={"naam": "Tweemaal"})
@example(data={"plek": "x" * 20_000, "richting": "x" * 20_000})
@given(data=st.dictionaries(st.sampled_from(NAMEN), RARE_TEKSTEN, max_size=8))
def test_rare_invoer_geeft_nooit_een_500(client, data):
    beleid = maak_beleid()
    client.force_login(beleid)
    rapportage, tak = maak_concept(jaar=2000 + Rapportage.objects.count())
    regel = tak.regels.get()
    uuid = rapportage.uuid
    namen = [
        ("rapportage_nieuw",),
        ("rapportage_gegevens", uuid),
        ("rapportage_vragen", uuid),
        ("rapportage_akkoord", uuid),
        ("rapportage_bevriezen", uuid),
        ("tak_nieuw", uuid),
        ("tak", uuid, tak.uuid),
        ("tak_verplaatsen", uuid, tak.uuid),
        ("rapportregel_nieuw", uuid, tak.uuid, "maatregel"),
        ("rapportregel_nieuw", uuid, tak.uuid, "indicator"),
        ("rapportregel", uuid, regel.uuid),
        ("rapportregel_terug", uuid, regel.uuid),
        ("rapportregel_verplaatsen", uuid, regel.uuid),
    ]
    for naam, *args in namen:
        regel.refresh_from_db()
        vol = {"versie": regel.versie, "uuid": uuid4(), "tekst": "Tekst.", "opmerking": "Anders."}
        assert client.post(url(naam, *args), vol | data).status_code in (302, 409, 422)
