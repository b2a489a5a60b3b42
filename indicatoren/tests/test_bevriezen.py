"""What is frozen stays; what was corrected since stands beside it."""

from threading import Thread

import pytest
from django.db import IntegrityError, connection, connections
from django.utils import timezone
from pytest_django.asserts import assertContains

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.actions.bevriezen import bevries, leg_vast, maak_openbaar
from indicatoren.models import Indicator, Meting, Rapportage, Rapportregel, Streefwaarde
from indicatoren.rapporten.bouwen import bouw, lees
from indicatoren.rapporten.correcties import correcties
from indicatoren.rapporten.inhoud import Inhoud
from indicatoren.tests.lezen import tabellen
from indicatoren.tests.maken import (
    geef_uit,
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_regel,
    maak_streefwaarde,
)
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.wachten import wacht_op_een_wachtende

pytestmark = pytest.mark.django_db
AKKOORD = {"stand": "akkoord", "aangeleverd_op": timezone.now(), "akkoord_op": timezone.now()}


@pytest.fixture
def document():
    """One indicator with a measure of 2027 and a target for 2030, and all that one can say."""
    indicator, programma = maak_indicator(), maak_programma(nr="3")
    maak_meting(indicator, 2027, "7.3", voorlopig=True)
    maak_meting(indicator, 2028, None, reden="nog_niet_bekend")
    maak_streefwaarde(indicator, 2030, "7.5")
    maak_regel(programma, "indicator", indicator=indicator, **AKKOORD)
    maak_regel(programma, "maatregel", tekst="Stiller asfalt", bedrag="-12.50", **AKKOORD)
    for soort in ("tekst", "gebeurtenis", "buurtbudget", "doelstelling", "resultaat"):
        maak_regel(programma, soort, kop="Rust", tekst="Het is stil.", **AKKOORD)
    return programma.rapportage


@pytest.fixture
def beleid():
    return maak_aanstelling(rol=Rol.BELEID).gebruiker


def zet_vast(document, beleid):
    return bevries(document, versie=document.versie, door=beleid)


def test_bevroren_zegt_een_document_wat_het_levend_zei(document, beleid):
    levend = bouw(document)

    bevroren = Rapportage.objects.get(pk=zet_vast(document, beleid).pk)

    assert lees(bevroren) == levend
    assert (bevroren.bevroren_door, bevroren.versie) == (beleid, document.versie + 1)


def test_een_inhoud_in_een_vorm_die_we_niet_kennen_wordt_niet_gelezen(document):
    with pytest.raises(ValueError, match="schema 99"):
        Inhoud.uit_json(bouw(document).als_json() | {"schema": 99})


@pytest.mark.parametrize("stand", ["gevraagd", "aangeleverd"])
def test_wat_niet_akkoord_is_staat_in_de_weg_met_naam(document, beleid, stand):
    regel = Rapportregel.objects.get(soort="maatregel")
    aangeleverd_op = timezone.now() if stand == "aangeleverd" else None
    Rapportregel.objects.filter(pk=regel.pk).update(
        stand=stand, aangeleverd_op=aangeleverd_op, akkoord_op=None
    )

    with pytest.raises(RegelGeschonden) as fout:
        zet_vast(document, beleid)

    assert str(fout.value) == "Nog niet akkoord: Rust: Maatregel: Stiller asfalt."
    document.refresh_from_db()
    assert (document.bevroren_op, document.inhoud) == (None, None)


def test_een_leeg_document_wordt_niet_vastgezet(beleid):
    with pytest.raises(RegelGeschonden, match="nog leeg"):
        zet_vast(maak_programma().rapportage, beleid)


def test_wie_een_oudere_versie_las_zet_niets_vast(document, beleid):
    with pytest.raises(Verouderd):
        bevries(document, versie=document.versie - 1, door=beleid)

    document.refresh_from_db()
    assert document.bevroren_op is None


def test_een_tweede_keer_vastzetten_verandert_niets(document, beleid):
    eerste = zet_vast(document, beleid)
    Meting.objects.filter(jaar=2027).update(waarde=1)

    tweede = bevries(document, versie=document.versie, door=beleid)

    assert (tweede.bevroren_op, tweede.inhoud) == (eerste.bevroren_op, eerste.inhoud)


def test_alleen_wat_vaststaat_wordt_openbaar_en_maar_een_keer(document):
    with pytest.raises(RegelGeschonden, match="eerst vast"):
        maak_openbaar(document)

    eerste = maak_openbaar(leg_vast(document)).openbaar_op

    assert maak_openbaar(document).openbaar_op == eerste


@pytest.mark.parametrize(
    "verander",
    [
        lambda document: Rapportage.objects.update(titel="Anders"),
        lambda document: Rapportage.objects.update(inhoud={}),
        lambda document: Rapportage.objects.update(bevroren_op=None, inhoud=None),
        lambda document: document.delete(),
        lambda document: maak_programma(document, "Erbij"),
        lambda document: document.programmas.update(naam="Anders"),
        lambda document: Rapportregel.objects.update(tekst="Anders"),
        lambda document: maak_regel(document.programmas.get(), "tekst"),
        lambda document: Rapportregel.objects.all().delete(),
    ],
    ids=["titel", "inhoud", "ontdooien", "weg", "tak-erbij", "tak", "regel", "regel-erbij", "leeg"],
)
def test_de_database_houdt_een_vastgezet_document_zoals_het_is(document, verander):
    leg_vast(document)

    with pytest.raises(IntegrityError, match=r"bevroren|Cannot delete"):
        verander(document)


@pytest.mark.django_db(transaction=True)
def test_wie_tegelijk_een_regel_wijzigt_komt_voor_of_na_het_vastzetten_nooit_ernaast(document):
    """The freezer waits for the row, and prints it."""
    ander = connections["default"].copy()

    def vries_in():
        leg_vast(document)
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("UPDATE indicatoren_rapportregel SET tekst = 'Net op tijd'")
        vriezer = Thread(target=vries_in)
        vriezer.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    vriezer.join()

    document.refresh_from_db()
    assert {regel.tekst for regel in lees(document).takken[0].teksten} == {"Net op tijd"}


@pytest.mark.django_db(transaction=True)
def test_wie_tijdens_het_vastzetten_een_regel_wijzigt_is_te_laat(document):
    ander, fouten = connections["default"].copy(), []

    def schrijf():
        try:
            Rapportregel.objects.update(tekst="Te laat")
        except IntegrityError as fout:
            fouten.append(str(fout).splitlines()[0])
        connection.close()

    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "UPDATE indicatoren_rapportage SET bevroren_op = now(), inhoud = '{}' WHERE id = %s",
            [document.pk],
        )
        schrijver = Thread(target=schrijf)
        schrijver.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    schrijver.join()

    assert fouten == ["rapportage_bevroren"]
    assert not Rapportregel.objects.filter(tekst="Te laat").exists()


def test_een_gecorrigeerd_cijfer_staat_onder_de_tabel_die_blijft_wat_zij_was(client, document):
    geef_uit(document)
    Meting.objects.filter(jaar=2027).update(waarde="7.1")
    Streefwaarde.objects.update(waarde="7.6")

    antwoord = client.get("/rapportage/begroting/2030/")

    vandaag = tabellen(antwoord)[1][1][-1]
    assert tabellen(antwoord)[0][2][1:4] == ["7,3 *", "– nog niet bekend", "7,5"]
    assert tabellen(antwoord)[1] == [
        ["Indicator", "Jaar", "In dit document", "Nu", "Nu sinds"],
        ["Rapportcijfer rust", "2027", "7,3", "7,1", vandaag],
        ["Rapportcijfer rust", "Streefcijfer 2030", "7,5", "7,6", vandaag],
    ]
    assertContains(antwoord, "Na het vaststellen gecorrigeerd")


@pytest.mark.parametrize(
    ("verander", "nu"),
    [
        (lambda m: m.filter(jaar=2027).update(waarde="7.1"), ["7,1"]),
        (lambda m: m.filter(jaar=2027).delete(), ["– geen cijfer bekend"]),
        (
            lambda m: m.filter(jaar=2027).update(waarde=None, reden="nog_niet_bekend"),
            ["– nog niet bekend"],
        ),
        (lambda m: m.filter(jaar=2027).update(waarde="7.31"), []),
        (lambda m: m.filter(jaar=2027).update(voorlopig=False), []),
        (lambda m: m.filter(jaar=2028).update(waarde="7.1", reden=None), []),
        (lambda m: m.filter(jaar=2027).update(waarde="7.1", verborgen="samenhang"), []),
        (lambda m: m.filter(jaar=2027).update(waarde="7.1", n=3), []),
        (lambda m: m.filter(jaar=2027).update(waarde=None, reden="geheim"), []),
        (lambda m: m.filter(jaar=2027).update(waarde=None, reden="onbekend"), []),
        (lambda m: [m.update(waarde="7.1", reden=None), m.update(waarde="7.3")], []),
    ],
    ids=[
        "anders",
        "vervallen",
        "weer-onbekend",
        "zelfde-afgerond",
        "niet-meer-voorlopig",
        "later-bekend",
        "verborgen",
        "te-weinig",
        "geheim",
        "de-bron-zwijgt",
        "weer-terug",
    ],
)
def test_een_correctie_is_een_ander_cijfer_dat_iedereen_mag_zien(document, verander, nu):
    bevroren = leg_vast(document)
    Indicator.objects.update(drempel_n=50)

    verander(Meting.objects.all())

    assert [rij.nu for rij in correcties(bevroren, lees(bevroren))] == nu
