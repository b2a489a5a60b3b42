"""A file of figures comes in, and goes when its time is over."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections
from django.utils import timezone

from gebieden.tests.maken import maak_buurt, maak_gemeente
from indicatoren.actions import termijnen
from indicatoren.actions.aanleveren import gooi_weg, kies, lever_aan
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Gebiedsnaam, Import, Invoer, Kolomkeuze
from indicatoren.tests.inleesweg import A, B, bekeken, ingelezen, terug
from indicatoren.tests.maken_inlezen import LANG, maak_import
from kern.exceptions import RegelGeschonden, Verouderd
from kern.tests.wachten import wacht_op_een_wachtende

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rust")]
STAND = Import.Stand


def lever(inhoud=b"a;b\r\n1;2\r\n", **afwijking):
    velden = {"uuid": uuid4(), "naam": "c.csv", "door": None} | afwijking
    return lever_aan(maak_gemeente(), bestand=ContentFile(inhoud, name="c.csv"), **velden)


def test_een_bestand_ligt_onder_zijn_uuid_en_een_dubbele_tik_is_een_keer():
    imp = lever()
    nog_eens = lever(uuid=imp.uuid)

    assert (nog_eens, Import.objects.count(), imp.stand) == (imp, 1, STAND.NIEUW)
    assert imp.bestand.name == f"{imp.uuid.hex[:2]}/{imp.uuid}"
    with pytest.raises(RegelGeschonden):
        lever(b"iets anders", uuid=imp.uuid)


@pytest.mark.django_db(transaction=True)
def test_een_tweede_tik_terwijl_de_eerste_nog_bezig_is_vindt_die():
    """The second waits for the row of the first, which it could not see when it began."""
    eerste, gevonden = lever(), []

    def tik():
        gevonden.append(lever(uuid=eerste.uuid))
        connection.close()

    ander = connections["default"].copy()
    with ander.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("CREATE TEMP TABLE tik ON COMMIT DROP AS TABLE indicatoren_import")
        Import.objects.all().delete()
        cursor.execute("INSERT INTO indicatoren_import TABLE tik")
        tweede = Thread(target=tik)
        tweede.start()
        wacht_op_een_wachtende(cursor)
        cursor.execute("COMMIT")
    ander.close()
    tweede.join()

    assert (gevonden, Import.objects.count()) == ([eerste], 1)
    assert Import.objects.get().bestand.read() == b"a;b\r\n1;2\r\n"


def test_een_keuze_wordt_onthouden_met_de_namen_die_bevestigd_zijn():
    imp, buurt = maak_import(STAND.NIEUW), maak_buurt(code="BU9", naam="De Koppel")
    kies(imp, leeswijze=LANG, versie=1, door=None, namen={" de  KOPPEL ": buurt})
    ander = maak_buurt(code="BU8", naam="Koppel")

    imp = kies(imp, leeswijze=LANG, versie=2, door=None, namen={"De Koppel": ander})

    assert (imp.stand, imp.versie) == (STAND.WACHT, 3)
    assert Leeswijze.uit_json(Kolomkeuze.objects.get().leeswijze) == LANG
    assert list(Gebiedsnaam.objects.values_list("naam", "gebied")) == [("de koppel", ander.pk)]
    with pytest.raises(Verouderd):
        kies(imp, leeswijze=LANG, versie=2, door=None)


def test_een_ingelezen_bestand_krijgt_geen_andere_leeswijze():
    imp = ingelezen(A)

    with pytest.raises(RegelGeschonden):
        kies(imp, leeswijze=LANG, versie=imp.versie, door=None)
    with pytest.raises(RegelGeschonden):
        gooi_weg(imp)


def test_een_bestand_gaat_na_een_jaar_en_na_een_maand_als_niemand_het_inlas(
    django_capture_on_commit_callbacks,
):
    imp, blijft_liggen, nu = ingelezen(A), bekeken(B), timezone.now()
    plek, opslag = imp.bestand.name, imp.bestand.storage

    def dag(dagen):
        with django_capture_on_commit_callbacks(execute=True):
            for _, rijen, actie in termijnen.werk(nu + timedelta(dagen)):
                for rij in rijen:
                    actie(rij)
        return list(Import.objects.order_by("pk").values_list("stand", flat=True))

    assert dag(29) == [STAND.INGELEZEN, STAND.BEKEKEN]
    assert dag(31) == [STAND.INGELEZEN, STAND.MISLUKT]
    assert (Invoer.objects.count(), opslag.exists(plek)) == (0, True)
    assert dag(366) == [STAND.INGELEZEN, STAND.MISLUKT]
    assert [opslag.exists(naam) for naam in (plek, blijft_liggen.bestand.name)] == [False, False]
    assert terug(imp).stand == STAND.TERUG
    assert dag(800) == [STAND.TERUG, STAND.MISLUKT]
