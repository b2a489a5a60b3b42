"""What somebody typed and did not save: theirs alone, offered again, never over another's text."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden
from partners.tests.maken import maak_lid
from wijkplannen.actions.concepten import (
    HOOGUIT,
    bewaar_concept,
    gooi_concept_weg,
    wis_oude_concepten,
)
from wijkplannen.models import Concept, Doel
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_gebiedsmanager, maak_inzet, maak_plan
from wijkplannen.tests.scherm import bewaar_eerst, doel_velden, log_in, tekst, url, verborgen

pytestmark = pytest.mark.django_db


def concept(plan=None, door=None, sleutel="doel:nieuw", titel="Half", **anders):
    velden = {"titel": [titel]}
    plan, door = plan or maak_plan(), door or maak_gebruiker()
    return bewaar_concept(plan, sleutel=sleutel, velden=velden, door=door, **anders)


def typ(client, doel, **anders):
    """Leave the form of a goal halfway."""
    velden = doel_velden(doel, **anders)
    return client.post(url("doel", doel.plan, doel.uuid), velden | {"als": "concept"})


def test_een_concept_per_formulier_en_persoon():
    plan, mies, noor = maak_plan(), maak_gebruiker(), maak_gebruiker()

    concept(plan, mies, titel="Een")
    concept(plan, mies, titel="Twee")
    concept(plan, noor, titel="Van Noor")
    concept(plan, mies, sleutel="blok:nieuw")

    assert Concept.objects.count() == 3
    assert concept(plan, mies, titel="Drie").velden == {"titel": ["Drie"]}


def test_wie_een_concept_weggooit_laat_de_andere_staan():
    plan, mies, noor = maak_plan(), maak_gebruiker(), maak_gebruiker()
    concept(plan, mies)
    blijven = [
        concept(plan, noor),
        concept(plan, mies, sleutel="blok:nieuw"),
        concept(maak_plan(), mies),
    ]

    gooi_concept_weg(plan, sleutel="doel:nieuw", door=mies)

    assert list(Concept.objects.order_by("pk")) == blijven


def test_een_teken_dat_niet_kan_gaat_eruit_en_te_lang_is_een_zin():
    assert concept(titel="Half\x00 af").velden == {"titel": ["Half af"]}

    with pytest.raises(RegelGeschonden, match="te lang voor een concept"):
        concept(titel="x" * (HOOGUIT + 1))


def test_na_dertig_dagen_is_een_concept_weg():
    nu = timezone.now()
    concept(nu=nu - timedelta(days=30, minutes=1))
    blijft = concept(nu=nu - timedelta(days=29))

    assert wis_oude_concepten(nu) == 1
    assert Concept.objects.get() == blijft


def test_een_concept_verandert_het_doel_niet_en_onthoudt_alleen_de_vragen(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)

    antwoord = typ(client, doel, titel="Half af", rommel="x", csrfmiddlewaretoken="geheim")

    assert (antwoord.status_code, Doel.objects.get().titel) == (302, "Het doel")
    velden = Concept.objects.get().velden
    assert (velden["titel"], velden["versie"], velden["gelezen-titel"]) == (
        ["Half af"],
        ["1"],
        ["Het doel"],
    )
    assert {"rommel", "csrfmiddlewaretoken", "als"} & set(velden) == set()


def test_een_concept_wordt_aangeboden_gaat_verder_en_is_weg_na_bewaren(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    typ(client, doel, titel="Half af")
    pagina = url("doel", doel.plan, doel.uuid)

    aanbod = client.get(pagina)
    verder = client.get(pagina + "?verder=ja")
    client.post(pagina, verborgen(verder) | {"titel": "Af", "thema": doel.thema_id})

    assert "Je was hier bezig om" in tekst(aanbod)
    assert 'value="Half af"' not in aanbod.content.decode()
    assert (verder.status_code, 'value="Half af"' in verder.content.decode()) == (200, True)
    assert (Doel.objects.get().titel, Concept.objects.count()) == ("Af", 0)


def test_wat_nog_niet_klopt_geeft_bij_verdergaan_geen_fout(client):
    doel = maak_doel()
    log_in(client, doel.plan)
    typ(client, doel, titel="", thema="")

    verder = client.get(url("doel", doel.plan, doel.uuid) + "?verder=ja")

    assert (verder.status_code, "Er is nog iets niet goed" in tekst(verder)) == (200, False)


def test_een_concept_weggooien(client):
    doel = maak_doel()
    log_in(client, doel.plan)
    typ(client, doel, titel="Half af")

    antwoord = client.post(url("doel", doel.plan, doel.uuid), {"als": "weg"})

    assert (antwoord.status_code, Concept.objects.count()) == (302, 0)


def test_een_oud_concept_geeft_beide_teksten_en_schrijft_nergens_overheen(client):
    doel = maak_doel(titel="Het doel")
    log_in(client, doel.plan)
    typ(client, doel, titel="Half af")
    bewaar_eerst(doel)
    pagina = url("doel", doel.plan, doel.uuid)

    velden = verborgen(client.get(pagina + "?verder=ja"))
    antwoord = client.post(pagina, velden | {"titel": "Half af", "thema": doel.thema_id})

    assert (antwoord.status_code, Doel.objects.get().titel) == (409, "Tekst van Yusuf")
    assert "bewaarde dit doel terwijl jij schreef" in tekst(antwoord)
    assert Concept.objects.count() == 1


def test_een_ander_ziet_wie_er_schrijft_en_nooit_wat(client):
    doel = maak_doel(titel="Het doel")
    sanne = maak_gebiedsmanager(doel.plan)
    sanne.naam = "Sanne Smit"
    sanne.save()
    client.force_login(sanne)
    typ(client, doel, titel="Geheime gedachte")
    log_in(client, doel.plan)

    paginas = [url("bewerken", doel.plan), url("doel", doel.plan, doel.uuid)]
    for pagina in [*paginas, paginas[1] + "?verder=ja"]:
        antwoord = client.get(pagina)
        assert "Sanne Smit werkt ook aan dit doel" in tekst(antwoord)
        assert "Geheime gedachte" not in antwoord.content.decode()
        assert "concept van" not in tekst(antwoord)

    Concept.objects.update(op=timezone.now() - timedelta(minutes=3))
    assert "werkt ook aan" not in tekst(client.get(paginas[0]))


def test_wie_schrijft_aan_een_tekst_die_je_niet_mag_lezen_zie_je_niet(client):
    inzet = maak_inzet()
    plan = inzet.doel.plan
    blok = maak_blok(plan, zichtbaarheid="gemeente")
    concept(plan, maak_gebruiker(naam="Sanne Smit"), sleutel=f"blok:{blok.uuid}")
    client.force_login(maak_lid(inzet.activiteit.trekker).gebruiker)

    assert "Sanne" not in tekst(client.get(url("bewerken", plan)))


def test_wie_niet_mag_schrijven_bewaart_ook_geen_concept(client):
    doel = maak_doel()
    client.force_login(maak_gebruiker())

    assert (typ(client, doel).status_code, Concept.objects.count()) == (403, 0)
