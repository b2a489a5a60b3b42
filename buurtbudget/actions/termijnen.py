"""What the calendar asks: reminders, drafts that run out, cases that are done, data that must go.

Nothing takes a right away by itself: that a grant lapses is decided by a person (`laat_vervallen`).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from berichten.actions import wis_inhoud
from buurtbudget.actions.indienen import geef_vrij
from buurtbudget.actions.melden import meld
from buurtbudget.actions.weg import schrijf_op, vergrendel, zet_stap
from buurtbudget.models import (
    Aanvraag,
    Aanvrager,
    Betaalbestand,
    Betaling,
    Declaratie,
    Rekening,
    Saldo,
    Status,
)
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden

CONCEPT_DAGEN = 90
WAARSCHUW_NA = [60, 83]  # days without activity
HERINNERINGEN = 2


def werk(nu: datetime) -> Iterator[tuple]:
    """(what, rows, action) of each job of the day, in this order."""
    rijen = Aanvraag.objects.all()
    stil = partial(rijen.stille_concepten, nu)
    yield "verlopen", stil(CONCEPT_DAGEN), partial(laat_concept_verlopen, nu=nu)
    yield "gewaarschuwd", stil(WAARSCHUW_NA[0]), partial(waarschuw_concept, nu=nu)
    yield "herinnerd", rijen.te_herinneren(timezone.localdate(nu)), partial(herinner, nu=nu)
    yield "afgerond", rijen.filter(status=Status.UITBETAALD), partial(rond_af, nu=nu)
    yield "gewist", rijen.te_wissen(nu), wis_persoonlijk


@transaction.atomic
def waarschuw_concept(aanvraag: Aanvraag, *, nu: datetime) -> None:
    """A draft that nobody touched; once per warning."""
    rij = vergrendel(aanvraag)
    stil = (nu - rij.gewijzigd_op).days
    nummer = sum(stil >= dagen for dagen in WAARSCHUW_NA)
    if rij.status == Status.CONCEPT and nummer:
        meld(
            rij,
            "bb_concept_verloopt",
            gebeurtenis=f"{rij.uuid}:{rij.versie}:{nummer}",
            nu=nu,
            tot=rij.gewijzigd_op + timedelta(days=CONCEPT_DAGEN),
        )


@transaction.atomic
def laat_concept_verlopen(aanvraag: Aanvraag, *, nu: datetime) -> None:
    """After 90 days without activity; what was personal goes, files too."""
    rij = vergrendel(aanvraag)
    if rij.status != Status.CONCEPT or nu - rij.gewijzigd_op < timedelta(days=CONCEPT_DAGEN):
        raise RegelGeschonden("Dit concept is nog in gebruik.")
    meld(rij, "bb_concept_verlopen", gebeurtenis=f"{rij.uuid}", nu=nu)
    zet_stap(rij, Status.VERLOPEN, door=None, nu=nu, gesloten_op=nu)
    wis_persoonlijk(rij, berichten=False)


@transaction.atomic
def herinner(aanvraag: Aanvraag, *, nu: datetime) -> bool:
    """The day for receipts is past: remind, at most twice with the weeks of the rules between."""
    rij = vergrendel(aanvraag)
    dag = timezone.localtime(nu).date()
    weken = timedelta(weeks=rij.spelregels.vervalt_weken)
    if rij.status == Status.TOEGEKEND and rij.declareren_voor and dag > rij.declareren_voor:
        stap = zet_stap(rij, Status.HERINNERD, door=None, nu=nu, herinneringen=1, herinnerd_op=dag)
    elif _nog_een_keer(rij, dag, weken):
        rij.herinneringen, rij.herinnerd_op = rij.herinneringen + 1, dag
        rij.versie += 1
        rij.save()
        stap = schrijf_op(
            rij, van=rij.status, naar=rij.status, door=None, reden="Nog een keer herinnerd", nu=nu
        )
    else:
        return False
    meld(rij, "bb_herinnering", gebeurtenis=f"{stap.pk}", nu=nu, uiterlijk=dag + weken)
    return True


def _nog_een_keer(rij, dag, weken):
    return (
        rij.status == Status.HERINNERD
        and rij.herinneringen < HERINNERINGEN
        and dag > rij.herinnerd_op + weken
    )


def mag_vervallen(aanvraag: Aanvraag, nu: datetime) -> bool:
    """Reminded twice, and the weeks of the rules went by since."""
    if aanvraag.status != Status.HERINNERD or aanvraag.herinneringen < HERINNERINGEN:
        return False
    weken = timedelta(weeks=aanvraag.spelregels.vervalt_weken)
    return timezone.localtime(nu).date() > aanvraag.herinnerd_op + weken


@transaction.atomic
def laat_vervallen(
    aanvraag: Aanvraag,
    *,
    versie: int,
    reden: str,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Aanvraag:
    """A person decides that the grant lapses; the money goes back in the pot."""
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag, versie)
    if not mag_vervallen(rij, nu):
        raise RegelGeschonden("Dit kan pas na twee herinneringen en de laatste dag daarvan.")
    stap = zet_stap(rij, Status.VERVALLEN, door=door, reden=reden, nu=nu, gesloten_op=nu)
    terug = geef_vrij(rij, door=door, sleutel=f"vrij:{stap.pk}", nu=nu)
    meld(
        rij,
        "bb_vervallen",
        gebeurtenis=f"{stap.pk}",
        nu=nu,
        reden=reden,
        terug_te_betalen=terug or None,
    )
    return rij


@transaction.atomic
def rond_af(aanvraag: Aanvraag, *, nu: datetime) -> bool:
    """Paid, nothing to come back, every photo with a yes or a no: done, with thanks."""
    rij = vergrendel(aanvraag)
    vandaag = timezone.localtime(nu).date()
    if rij.status != Status.UITBETAALD or not _niets_open(rij, vandaag):
        return False
    stap = zet_stap(rij, Status.AFGEROND, door=None, nu=nu, gesloten_op=nu)
    meld(rij, "bb_afgerond", gebeurtenis=f"{stap.pk}", nu=nu)
    return True


@transaction.atomic
def wis_persoonlijk(aanvraag: Aanvraag, *, berichten: bool = True) -> None:
    """Take away who it was: person, account, own words, opinions, files, neighbours, messages.

    Amounts, street, public text and decision stay, for the register and the books.
    """
    rij = vergrendel(aanvraag)
    bestanden = [
        bijlage.bestand for bijlage in rij.bijlagen.exclude(soort="foto", mag_openbaar=True)
    ]
    rij.bijlagen.exclude(soort="foto", mag_openbaar=True).delete()
    Aanvrager.objects.filter(aanvraag=rij).delete()
    Rekening.objects.filter(aanvraag=rij).delete()
    Declaratie.objects.filter(aanvraag=rij).update(verslag="")
    _wis_bankbestanden(rij)
    rij.handtekeningen.all().delete()
    rij.vragen.all().delete()
    rij.beoordelingen.all().delete()
    rij.belangen.update(reden="")
    rij.tekst = rij.huisnummer = rij.origineel_in = ""
    rij.indiener = None
    rij.sleutel_nr += 1
    rij.versie += 1
    rij.save()
    if berichten:
        wis_inhoud(str(rij.uuid))
    for bestand in bestanden:
        transaction.on_commit(lambda bestand=bestand: bestand.delete(save=False))


def _wis_bankbestanden(rij):
    """A file for the bank holds names and accounts: it goes with the last of those in it."""
    gewist = Betaalbestand.objects.filter(betalingen__aanvraag=rij).exclude(
        betalingen__aanvraag__rekening__isnull=False
    )
    for bestand in gewist.distinct():
        Betaling.objects.filter(bestand=bestand).update(bestand=None)
        bestand.delete()


def _niets_open(rij, vandaag):
    saldi = Saldo.objects.filter(aanvraag=rij)
    fotos = rij.bijlagen.filter(soort="foto", mag_openbaar__isnull=True)
    vandaag_geboekt = rij.boekingen.filter(op__date=vandaag)
    return not (
        saldi.filter(te_vorderen__gt=0).exists() or fotos.exists() or vandaag_geboekt.exists()
    )
