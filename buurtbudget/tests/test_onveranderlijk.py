"""A decision and an event stay as they are; a step outside the table is refused."""

from functools import partial
from itertools import permutations

import pytest
from django.utils import timezone

from buurtbudget.models import (
    STAPPEN,
    Aanvraag,
    Besluit,
    Gebeurtenis,
    Status,
    Uitkomst,
)
from buurtbudget.tests.maken import maak_spelregels
from buurtbudget.tests.maken_grootboek import (
    geweigerd_door,
    leeg,
    sql,
    weigering,
)
from gebruikers.tests.maken import maak_gebruiker

pytestmark = pytest.mark.django_db


def test_een_besluit_blijft_zoals_het_genomen_is(aanvraag):
    wie = maak_gebruiker()
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        uitkomst=Uitkomst.TOEGEKEND,
        bedrag=100,
        motivering="Mooi plan.",
        beslisser="De stichting",
        voorgesteld_door=wie,
        door=wie,
        op=timezone.now(),
    )
    besluit.bedrag = 200

    with geweigerd_door("besluit_blijft"):
        besluit.save()
    with geweigerd_door("besluit_blijft"):
        besluit.delete()
    with geweigerd_door("besluit_niet_legen"):
        leeg("buurtbudget_besluit")
    besluit.pk = None
    with geweigerd_door("besluit_een_eindbesluit"):
        besluit.save(force_insert=True)


def test_een_gebeurtenis_blijft(aanvraag):
    Gebeurtenis.objects.create(aanvraag=aanvraag, naar=Status.CONCEPT, op=timezone.now())

    with geweigerd_door("gebeurtenis_blijft"):
        Gebeurtenis.objects.update(reden="anders")
    with geweigerd_door("gebeurtenis_blijft"):
        Gebeurtenis.objects.all().delete()
    with geweigerd_door("gebeurtenis_niet_legen"):
        leeg("buurtbudget_gebeurtenis")


def neer_gezet(**velden):
    """A row in any state, past the guards."""
    sql("SET session_replication_role = replica")
    rij = Aanvraag.objects.create(**velden)
    sql("SET session_replication_role = origin")
    return rij


@pytest.mark.parametrize("status", [status for status in Status if status != "concept"])
def test_een_aanvraag_begint_als_concept(status):
    regels = maak_spelregels()
    nummer = None if status == "verlopen" else "2001-0001"
    velden = {"spelregels": regels, "nummer": nummer, "ontvangen_op": timezone.now()}

    doe = partial(Aanvraag.objects.create, status=status, gevraagd=1, **velden)
    assert weigering(doe) == "aanvraag_begint_als_concept"


def test_elke_stap_buiten_de_tabel_wordt_geweigerd():
    """All pairs: the trigger refuses, and a step of the table goes through."""
    regels = maak_spelregels()
    uitslag = {}
    for nr, (van, naar) in enumerate(permutations(Status, 2)):
        rij = neer_gezet(
            spelregels=regels,
            status=van,
            nummer=None if van in ("concept", "verlopen") else f"2001-{nr:04}",
            ontvangen_op=timezone.now(),
            gevraagd=1,
        )
        nummer = None if naar in ("concept", "verlopen") else f"2002-{nr:04}"
        doe = partial(Aanvraag.objects.filter(pk=rij.pk).update, status=naar, nummer=nummer)
        uitslag[van, naar] = weigering(doe)

    stappen = {(van, naar) for van, doelen in STAPPEN.items() for naar in doelen}
    assert uitslag == {paar: "" if paar in stappen else "aanvraag_stap" for paar in uitslag}
