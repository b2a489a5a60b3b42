from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.beslissen import beoordeel, meld_belang
from buurtbudget.actions.indienen import trek_in, voeg_bijlage_toe, zet_aanvrager
from buurtbudget.actions.termijnen import laat_vervallen, wis_persoonlijk
from buurtbudget.models import Aanvraag, Aanvrager, Betaalbestand, Bijlage, Declaratie
from buurtbudget.tests.maken import (
    besluit,
    maak_betaling,
    maak_concept,
    maak_declaratie,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_geld import maak_beheerder, maak_bestandje
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db


def verwerk():
    call_command("verwerk_termijnen", verbosity=0)


def verschuif(aanvraag, **velden):
    Aanvraag.objects.filter(pk=aanvraag.pk).update(**velden)


def dagen_geleden(dagen):
    return timezone.now() - timedelta(days=dagen)


def lokaal(tekst):
    return timezone.make_aware(datetime.fromisoformat(tekst))


def soorten(aanvraag):
    rijen = Bericht.objects.filter(betreft=str(aanvraag.uuid)).order_by("pk")
    return list(rijen.values_list("soort", flat=True))


@pytest.mark.parametrize(
    ("dagen", "status", "berichten"),
    [
        (59, "concept", []),
        (60, "concept", ["bb_concept_verloopt"]),
        (90, "verlopen", ["bb_concept_verlopen"]),
    ],
)
def test_een_concept_dat_blijft_liggen(dagen, status, berichten):
    concept = maak_concept()
    verschuif(concept, gewijzigd_op=dagen_geleden(dagen))

    verwerk()
    verwerk()

    concept.refresh_from_db()
    assert (concept.status, soorten(concept)) == (status, berichten)
    assert Aanvrager.objects.filter(aanvraag=concept).exists() == (status == "concept")


def test_wie_niet_declareert_wordt_twee_keer_herinnerd_en_een_mens_laat_het_vervallen():
    aanvraag = maak_toegekend(maak_pot(maak_spelregels(vervalt_weken=2)))
    lid = maak_teamlid(aanvraag.gebied)
    verwerk()
    assert "bb_herinnering" not in soorten(aanvraag)

    verschuif(aanvraag, declareren_voor=localdate() - timedelta(days=1))
    for dagen_na_de_vorige, verwacht in [(14, 1), (15, 2), (15, 2)]:
        verwerk()
        verschuif(aanvraag, herinnerd_op=localdate() - timedelta(days=dagen_na_de_vorige))
        verwerk()
        assert soorten(aanvraag).count("bb_herinnering") == verwacht

    aanvraag.refresh_from_db()
    verschuif(aanvraag, herinnerd_op=localdate() - timedelta(days=14))
    with pytest.raises(RegelGeschonden, match="na twee herinneringen"):
        laat_vervallen(aanvraag, versie=aanvraag.versie, reden="Stil", door=lid)

    verschuif(aanvraag, herinnerd_op=localdate() - timedelta(days=15))
    laat_vervallen(aanvraag, versie=aanvraag.versie, reden="Niets meer gehoord", door=lid)

    aanvraag.refresh_from_db()
    aanvraag.wijkbudget.refresh_from_db()
    assert (aanvraag.status, aanvraag.wijkbudget.over) == ("vervallen", 1000)


@pytest.mark.parametrize(("dagen", "weg"), [(360, False), (373, True)])
def test_na_een_jaar_gaan_ook_de_berichten_over_een_verlopen_concept_weg(dagen, weg):
    concept = maak_concept()
    verschuif(concept, gewijzigd_op=dagen_geleden(90))
    verwerk()
    verschuif(concept, gesloten_op=dagen_geleden(dagen))

    verwerk()

    bericht = Bericht.objects.get(betreft=str(concept.uuid))
    assert (bericht.aan == "", bericht.feiten == {}) == (weg, weg)
    assert Aanvraag.objects.te_wissen(timezone.now()).count() == 0


@pytest.mark.parametrize(("dagen", "weg"), [(360, False), (373, True)])
def test_na_een_jaar_gaat_weg_wie_een_afgewezen_aanvraag_deed(dagen, weg):
    aanvraag = besluit(maak_ontvangen(), "afgewezen")
    verschuif(aanvraag, gesloten_op=dagen_geleden(dagen))

    verwerk()

    assert Aanvrager.objects.filter(aanvraag=aanvraag).exists() is not weg
    assert Bericht.objects.filter(betreft=str(aanvraag.uuid)).exclude(aan="").exists() is not weg


def test_na_het_einde_komen_er_geen_persoonsgegevens_meer_bij():
    aanvraag = besluit(maak_ontvangen(), "afgewezen")
    wis_persoonlijk(aanvraag)
    aanvraag.refresh_from_db()

    with pytest.raises(RegelGeschonden, match="is klaar"):
        zet_aanvrager(aanvraag, versie=aanvraag.versie, door=None, naam="A. Voorbeeld")


def test_wissen_laat_bedrag_straat_en_openbare_foto_staan(django_capture_on_commit_callbacks):
    aanvraag = maak_ontvangen(tekst="Mijn moeder is ziek", huisnummer="12")
    for soort, velden in [("foto", {"mag_openbaar": True, "beschrijving": "Feest"}), ("bon", {})]:
        voeg_bijlage_toe(
            aanvraag,
            uuid=uuid4(),
            soort=soort,
            bestand=ContentFile(b"x", name="f.jpg"),
            type="image/jpeg",
            **velden,
        )
    opslag = Bijlage.objects.get(soort="bon").bestand
    lid, ander = (maak_teamlid(aanvraag.gebied).lidmaatschappen.get() for _ in range(2))
    beoordeel(aanvraag, lid=lid, oordeel="nee", toelichting="Die familie", door=lid.gebruiker)
    meld_belang(aanvraag, lid=ander, reden="Mijn zus", door=ander.gebruiker)

    with django_capture_on_commit_callbacks(execute=True):
        wis_persoonlijk(aanvraag)

    aanvraag.refresh_from_db()
    assert (aanvraag.tekst, aanvraag.huisnummer, aanvraag.straat) == ("", "", "Voorbeeldstraat")
    assert list(aanvraag.bijlagen.values_list("soort", flat=True)) == ["foto"]
    assert not opslag.storage.exists(opslag.name)
    assert (aanvraag.beoordelingen.count(), aanvraag.belangen.get().reden) == (0, "")


@pytest.mark.parametrize(
    ("gesloten", "weg"),
    [("2026-12-31T12:00", True), ("2027-01-01T00:30", False), ("2027-01-02T12:00", False)],
)
def test_de_boeken_blijven_zeven_hele_jaren_na_het_jaar_van_afronding(gesloten, weg):
    aanvraag = maak_toegekend()
    trek_in(aanvraag, versie=aanvraag.versie)
    verschuif(aanvraag, gesloten_op=lokaal(gesloten))

    te_wissen = Aanvraag.objects.te_wissen(lokaal("2034-01-01T06:00"))

    assert te_wissen.exists() is weg


def test_het_bestand_voor_de_bank_gaat_weg_met_de_laatste_die_erin_staat():
    pot = maak_pot()
    een, twee = (maak_betaling(maak_declaratie(maak_toegekend(pot, 100), [90])) for _ in range(2))
    maak_beheerder(pot.gebied)
    maak_bestandje([een, twee], door=een.klaargezet_door)

    wis_persoonlijk(een.aanvraag)
    assert Betaalbestand.objects.count() == 1
    wis_persoonlijk(twee.aanvraag)

    assert Betaalbestand.objects.count() == 0
    assert list(Declaratie.objects.values_list("verslag", flat=True)) == ["", ""]
