import csv
import json
from datetime import timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbudget.actions.indienen import trek_in
from buurtbudget.models import Aanvraag, Status
from buurtbudget.register import KOLOMMEN, Regel
from buurtbudget.tests.maken import (
    besluit,
    maak_concept,
    maak_declaratie,
    maak_grond,
    maak_ontvangen,
    maak_pot,
    maak_toegekend,
)
from buurtbudget.tests.maken_register import JPEG, maak_foto, maak_uitgevoerd
from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.tests.maken import maak_doel, maak_plan

pytestmark = pytest.mark.django_db
LIJST = "/buurtbudget/initiatieven/"


def nummers(antwoord):
    return [regel.aanvraag.nummer for regel in antwoord.context["regels"]]


def test_wat_besloten_is_staat_erin_en_wat_niet_besloten_is_niet(client):
    pot = maak_pot(plafond=5000)
    maak_concept(pot)
    maak_ontvangen(pot)
    ingetrokken = maak_ontvangen(pot)
    trek_in(ingetrokken, versie=ingetrokken.versie)
    dag = timezone.localdate() + timedelta(30)
    voorwaarde = {"voorwaarde": "De gemeente.", "voorwaarde_voor": dag}
    besluit(maak_ontvangen(pot), "voorwaarde", 100, **voorwaarde)
    ja = maak_toegekend(pot)
    nee = besluit(maak_ontvangen(pot), "afgewezen")
    gestopt = maak_toegekend(pot)
    trek_in(gestopt, versie=gestopt.versie)

    antwoord = client.get(LIJST)

    assert nummers(antwoord) == [gestopt.nummer, nee.nummer, ja.nummer]


def test_onder_voorwaarde_en_daarna_gestopt_is_nooit_toegekend(client):
    dag = timezone.localdate() + timedelta(30)
    aanvraag = maak_ontvangen()
    aanvraag = besluit(aanvraag, "voorwaarde", 100, voorwaarde="x", voorwaarde_voor=dag)
    aanvraag = trek_in(aanvraag, versie=aanvraag.versie)
    Aanvraag.objects.filter(pk=aanvraag.pk, status=Status.INGETROKKEN).update(versie=99)

    assert nummers(client.get(LIJST)) == []


def test_er_staat_geen_mens_in_en_geen_huisnummer(client):
    aanvraag = maak_toegekend(
        straat="Lindehof 12 b",
        huisnummer="12 b",
        tekst="Bel mij op 06.",
        aanvrager={"naam": "Anneke Geheim", "organisatie": "Haar eigen naam"},
    )

    for pad in [LIJST, f"{LIJST}{aanvraag.nummer}/", f"{LIJST}initiatieven.csv"]:
        antwoord = client.get(pad)
        tekst = antwoord.getvalue().decode()
        assert "Lindehof" in tekst
        for geheim in ["12 b", "Anneke", "Haar eigen naam", "06.", "voorbeeld.example"]:
            assert geheim not in tekst


@pytest.mark.parametrize(
    ("getypt", "openbaar"),
    [("Lindehof 12", "Lindehof"), ("Lindehof, 3-a", "Lindehof"), ("1e Hof", "1e Hof")],
)
def test_een_straat_verliest_zijn_nummer(getypt, openbaar):
    assert Regel(Aanvraag(straat=getypt)).straat == openbaar


def test_een_organisatie_staat_er_wel_bij(client):
    maak_toegekend(soort_aanvrager="vereniging", aanvrager={"organisatie": "Zangkoor Do"})

    assert "Zangkoor Do" in client.get(LIJST).content.decode()


def test_de_brief_aan_de_aanvrager_blijft_tussen_hen(client):
    grond = maak_grond(naam="Eten en drinken", brieftekst="Eten vergoeden we niet.")
    aanvraag = besluit(maak_ontvangen(), "afgewezen", grond=grond)

    tekst = client.get(f"{LIJST}{aanvraag.nummer}/").content.decode()

    assert "Eten vergoeden we niet." in tekst
    assert "Een goed plan." not in tekst  # the words of the letter


def test_bij_een_deel_staat_dat_het_een_deel_is(client):
    aanvraag = maak_toegekend(gevraagd=400, bedrag=250)

    tekst = client.get(f"{LIJST}{aanvraag.nummer}/").content.decode()

    assert "€\u00a0400" in tekst
    assert "€\u00a0250" in tekst
    assert "Een deel wordt niet vergoed." in tekst


def test_de_zeef_kiest_wijk_jaar_en_uitkomst(client):
    ja, nee = maak_toegekend(), besluit(maak_ontvangen(), "afgewezen")
    klaar = maak_uitgevoerd()

    assert nummers(client.get(LIJST, {"wijk": nee.gebied.slug})) == [nee.nummer]
    assert nummers(client.get(LIJST, {"jaar": ja.spelregels.jaar})) == [
        klaar.nummer,
        nee.nummer,
        ja.nummer,
    ]
    assert nummers(client.get(LIJST, {"uitkomst": "afgewezen"})) == [nee.nummer]
    assert nummers(client.get(LIJST, {"uitkomst": "bezig"})) == [ja.nummer]
    assert nummers(client.get(LIJST, {"uitkomst": "uitgevoerd"})) == [klaar.nummer]


@pytest.mark.parametrize("vraag", ["wijk=nergens", "jaar=1", "uitkomst=x", "wijk=a%00b"])
def test_een_onbekende_keuze_is_een_zin(client, vraag):
    antwoord = client.get(f"{LIJST}?{vraag}")

    assert antwoord.status_code == 422
    assert "Kies er een uit de lijst." in antwoord.content.decode()
    assert client.get(f"{LIJST}initiatieven.csv?{vraag}").status_code == 404


def test_bladeren_gaat_van_nummer_naar_nummer(client, monkeypatch):
    monkeypatch.setattr("buurtbudget.views.register.PER_PAGINA", 2)
    pot = maak_pot(plafond=5000)
    alle = [maak_toegekend(pot) for _ in range(5)]
    moment = alle[0].besloten_op  # also when they were decided at once, in a round
    Aanvraag.objects.update(besloten_op=moment)
    gezien, vraag = [], {}

    while vraag is not None:
        antwoord = client.get(LIJST, vraag)
        gezien += nummers(antwoord)
        volgende = antwoord.context["volgende"]
        vraag = {"voor": volgende} if volgende else None

    assert gezien == [rij.nummer for rij in reversed(alle)]


@pytest.mark.parametrize(("voor", "status"), [("x", 404), ("a\0b", 404), ("1999-0001", 200)])
def test_een_vreemd_nummer_om_te_bladeren(client, voor, status):
    assert client.get(LIJST, {"voor": voor}).status_code == status


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_kost_drie_vragen(client, django_assert_num_queries, aantal):
    for _ in range(aantal):
        besluit(maak_ontvangen(), "afgewezen")

    with django_assert_num_queries(3):
        assert len(nummers(client.get(LIJST))) == aantal


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_plan_kost_twee_vragen(client, django_assert_num_queries, aantal):
    aanvraag = maak_uitgevoerd()
    for _ in range(aantal):
        maak_foto(aanvraag)

    with django_assert_num_queries(2):
        assert len(client.get(f"{LIJST}{aanvraag.nummer}/").context["fotos"]) == aantal


@pytest.mark.parametrize("soort", ["csv", "json"])
@pytest.mark.parametrize("aantal", [1, 3])
def test_een_bestand_kost_twee_vragen(client, django_assert_num_queries, soort, aantal):
    for _ in range(aantal):
        maak_uitgevoerd()

    with django_assert_num_queries(2):
        client.get(f"{LIJST}initiatieven.{soort}").getvalue()


def test_afwijzingen_zijn_geteld_per_grond(client):
    eten, laat = maak_grond(naam="Eten en drinken"), maak_grond(naam="Te laat")
    for grond in (eten, laat, eten):
        besluit(maak_ontvangen(), "afgewezen", grond=grond)
    maak_toegekend()

    assert client.get(LIJST).context["gronden"] == [("Eten en drinken", 2), ("Te laat", 1)]


def test_zonder_besluiten_staat_er_een_zin(client):
    assert "Er is nog over geen enkel plan besloten." in client.get(LIJST).content.decode()


@pytest.mark.parametrize("bezit", ["concept", "ontvangen", "onbekend"])
def test_wat_niet_openbaar_is_bestaat_niet(client, bezit):
    nummer = maak_ontvangen().nummer if bezit == "ontvangen" else "1999-0001"

    assert client.get(f"{LIJST}{nummer}/").status_code == 404


def test_het_resultaat_staat_er_pas_als_het_betaald_is(client):
    klaar = maak_uitgevoerd()
    bezig = maak_declaratie(maak_toegekend(), openbaar_verslag="Nog niet nagekeken.")
    maak_foto(klaar)
    foto = maak_foto(bezig)

    tekst = client.get(f"{LIJST}{klaar.nummer}/").content.decode()
    assert "Het was druk." in tekst
    assert 'alt="Buren om een tafel."' in tekst
    assert "Nog niet" not in client.get(f"{LIJST}{bezig.nummer}/").content.decode()
    assert (
        client.get(reverse("buurtbudget:foto", args=[bezig.nummer, foto.uuid])).status_code == 404
    )


def test_alleen_een_foto_met_toestemming_gaat_de_deur_uit(client):
    klaar = maak_uitgevoerd()
    wel = maak_foto(klaar)
    niet = [
        maak_foto(klaar, mag_openbaar=False),
        maak_foto(klaar, mag_openbaar=None),
        maak_foto(klaar, soort="bon", mag_openbaar=None),
        maak_foto(klaar, type="image/png"),
    ]

    antwoord = client.get(reverse("buurtbudget:foto", args=[klaar.nummer, wel.uuid]))
    assert (antwoord.getvalue(), antwoord["Content-Type"]) == (JPEG, "image/jpeg")
    for foto in niet:
        pad = reverse("buurtbudget:foto", args=[klaar.nummer, foto.uuid])
        assert client.get(pad).status_code == 404


def test_een_foto_die_weg_is_is_een_404(client):
    klaar = maak_uitgevoerd()
    foto = maak_foto(klaar)
    foto.bestand.delete(save=False)

    pad = reverse("buurtbudget:foto", args=[klaar.nummer, foto.uuid])
    assert client.get(pad).status_code == 404


def test_een_doel_uit_het_plan_staat_erbij_zoals_het_online_is(client):
    plan = maak_plan()
    doel = maak_doel(plan, titel="Meer buren kennen elkaar")
    aanvraag = maak_toegekend(doel=doel)
    pad = f"{LIJST}{aanvraag.nummer}/"
    assert "Helpt mee aan" not in client.get(pad).content.decode()

    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Eerste.", door=maak_gebruiker())
    type(doel).objects.filter(pk=doel.pk).update(titel="Nog niet online")

    tekst = client.get(pad).content.decode()
    assert "Meer buren kennen elkaar" in tekst
    assert "Nog niet online" not in tekst


def test_csv_en_json_hebben_dezelfde_kolommen_en_vaste_nummers(client):
    klaar = maak_uitgevoerd(gevraagd=Decimal("400.50"), titel="=1+1")
    nee = besluit(maak_ontvangen(titel="Zonder; punt"), "afgewezen")

    tekst = client.get(f"{LIJST}initiatieven.csv").getvalue().decode("utf-8-sig")
    uit_csv = list(csv.DictReader(StringIO(tekst), delimiter=";"))
    uit_json = json.loads(client.get(f"{LIJST}initiatieven.json").getvalue())

    assert list(uit_csv[0]) == list(uit_json[0]) == list(KOLOMMEN)
    assert [rij["nummer"] for rij in uit_csv] == [nee.nummer, klaar.nummer]
    assert [rij["nummer"] for rij in uit_json] == [nee.nummer, klaar.nummer]
    assert (uit_csv[0]["titel"], uit_csv[1]["titel"]) == ("Zonder; punt", "'=1+1")
    assert (uit_csv[1]["gevraagd"], uit_json[1]["gevraagd"]) == ("400,50", "400.50")
    assert (uit_csv[0]["toegekend"], uit_json[0]["toegekend"]) == ("", None)
    assert uit_json[1]["resultaat"] == "Het was druk."


def test_een_lang_bestand_komt_in_brokken_en_mist_niets(client, monkeypatch):
    monkeypatch.setattr("buurtbudget.views.register.BROK", 2)
    pot = maak_pot(plafond=5000)
    alle = [maak_toegekend(pot) for _ in range(4)]

    rijen = json.loads(client.get(f"{LIJST}initiatieven.json").getvalue())

    assert [rij["nummer"] for rij in rijen] == [rij.nummer for rij in reversed(alle)]


def test_een_leeg_bestand_is_ook_een_bestand(client):
    assert json.loads(client.get(f"{LIJST}initiatieven.json").getvalue()) == []
    assert client.get(f"{LIJST}initiatieven.csv").getvalue().count(b"\n") == 1
