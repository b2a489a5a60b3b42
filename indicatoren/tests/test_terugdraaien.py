"""An import is taken back."""

from decimal import Decimal

import pytest

from indicatoren.actions.bijwerken import werk_bij
from indicatoren.actions.metingen import verbeter_meting
from indicatoren.actions.terugdraaien import draai_terug
from indicatoren.models import Dekking, Import, Meting
from indicatoren.tests.inleesweg import A, B, alles, bekeken, bevestig, ingelezen, terug
from indicatoren.tests.maken import maak_meting, maak_stad, maak_streefwaarde
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rust")]
STAND = Import.Stand


def test_terugdraaien_zet_elk_cijfer_terug_tot_op_de_byte(rust):
    stad = maak_stad()
    maak_meting(rust, 2023, "6.5", gebied=stad, bron_link="https://amersfoortincijfers.nl/")
    maak_meting(rust, 2022, None, reden="te_weinig", gebied=stad, n=3)
    maak_streefwaarde(rust, 2026, 7)
    werk_bij([(rust.pk, 2022), (rust.pk, 2023)])
    ingelezen(A, B)
    was, geteld = alles(), list(Dekking.objects.values_list("soort", "jaar", "aantal"))
    imp = ingelezen(
        "GM0307;rust;2023;gemeten;6,6",
        "GM0307;rust;2022;gemeten;6,1",
        "GM0307;rust;2026;streef;8",
        "BU1;rust;2024;gemeten;7,2",
        "BU3;rust;2024;gemeten;5",
    )
    assert alles() != was

    terug(imp)
    assert terug(imp).stand == STAND.TERUG

    assert alles() == was
    assert list(Dekking.objects.values_list("soort", "jaar", "aantal")) == geteld


def test_een_latere_import_gaat_eerst_terug():
    eerste = ingelezen(A, B)
    voor_de_tweede = alles()
    tweede = ingelezen("BU1;rust;2024;gemeten;7,2", naam="later.csv")

    with pytest.raises(RegelGeschonden, match=r"Buurt 1, 2024.*later\.csv"):
        terug(eerste)

    terug(tweede)
    assert alles() == voor_de_tweede
    terug(eerste)
    assert alles() == []


@pytest.mark.parametrize("hoe", ["verbeterd", "weg", "stil"])
def test_wat_iemand_met_de_hand_veranderde_blijft(rust, hoe):
    """However it was done: `stil` leaves the import as its origin."""
    imp = ingelezen(A, B)
    meting = Meting.objects.get(gebied__code="BU1")
    if hoe == "verbeterd":
        inhoud = {naam: getattr(meting, naam) for naam in Meting.INHOUD} | {"waarde": Decimal(9)}
        verbeter_meting(rust, meting.gebied, 2024, versie=meting.versie, **inhoud)
    elif hoe == "weg":
        meting.delete()
    else:
        Meting.objects.filter(pk=meting.pk).update(waarde=9)
    was = alles()

    with pytest.raises(RegelGeschonden, match="Buurt 1, 2024"):
        terug(imp)
    assert alles() == was


def test_alleen_wat_ingelezen_is_gaat_terug():
    imp = bekeken(A)

    with pytest.raises(RegelGeschonden):
        terug(imp)
    with pytest.raises(Verouderd):
        draai_terug(bevestig(imp), versie=imp.versie, door=None)
