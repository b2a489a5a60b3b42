"""Paying: an advance or the rest, ticked when the bank did it, undone the same day."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from berichten.models import Bericht
from buurtbudget.actions.beslissen import voorschot
from buurtbudget.actions.declareren import NA_TOEKENNING, TE_DECLAREREN, minder_dan_gevraagd
from buurtbudget.actions.grootboek import boek, draai_terug
from buurtbudget.actions.melden import meld
from buurtbudget.actions.weg import schrijf_op, vergrendel, zet_stap
from buurtbudget.models import Aanvraag, Betaling, Boeking, Saldo, Spelregels, Status
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro

BETALING = Boeking.Soort.BETALING


@transaction.atomic
def zet_voorschot_klaar(
    aanvraag: Aanvraag, *, bedrag: Decimal, door: Gebruiker, nu: datetime | None = None
) -> Betaling:
    """An advance, up to what the rules allow; the account number must be known."""
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag)
    if bestaand := _staand(rij, Betaling.Soort.VOORSCHOT):
        return bestaand
    if rij.status not in TE_DECLAREREN:
        raise RegelGeschonden("Een voorschot kan alleen tussen de toezegging en de bonnen.")
    hooguit = voorschot(rij.spelregels, Saldo.objects.get(aanvraag=rij).verplicht)
    if not 0 < bedrag <= hooguit:
        raise RegelGeschonden(
            f"Het voorschot is hooguit {euro(hooguit)}."
            if hooguit
            else "Bij deze aanvraag geven de spelregels geen voorschot."
        )
    if not hasattr(rij, "rekening"):
        raise RegelGeschonden("Er is nog geen rekeningnummer. Vraag dat eerst.")
    return Betaling.objects.create(
        aanvraag=rij,
        soort=Betaling.Soort.VOORSCHOT,
        bedrag=bedrag,
        betalen_voor=timezone.localtime(nu).date() + timedelta(days=rij.spelregels.betalen_dagen),
        klaargezet_door=door,
        klaargezet_op=nu,
    )


def tweede_betaler_nodig(betaling: Betaling) -> bool:
    grens = betaling.aanvraag.spelregels.tweede_betaler_vanaf
    return grens is not None and betaling.bedrag >= grens


@transaction.atomic
def geef_akkoord(betaling: Betaling, *, door: Gebruiker, alleen_omdat: str = "") -> Betaling:
    """The second person says yes; alone only where the rules let one, with the reason."""
    vergrendel(betaling.aanvraag)
    betaling = Betaling.objects.select_for_update(of=("self",)).get(pk=betaling.pk)
    if betaling.akkoord_door_id:
        return betaling
    if door == betaling.klaargezet_door:
        if betaling.aanvraag.spelregels.terugval != Spelregels.Terugval.ALLEEN:
            raise RegelGeschonden("Iemand anders dan wie de bonnen keurde geeft akkoord.")
        if not alleen_omdat:
            raise RegelGeschonden("Schrijf op waarom er geen tweede persoon is.")
    betaling.akkoord_door, betaling.alleen_omdat = door, alleen_omdat
    betaling.versie += 1
    betaling.save()
    return betaling


@transaction.atomic
def betaal(
    betaling: Betaling,
    *,
    versie: int,
    op: date,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Betaling:
    """Tick "betaald op": the bank did it. A second tap changes nothing.

    What was promised and is not needed goes back in the pot. The notice leaves the next morning,
    so that it can be undone today.
    """
    nu = nu or timezone.now()
    rij, betaling = _vergrendel(betaling)
    if betaling.betaald_op:
        return betaling
    if betaling.versie != versie:
        raise Verouderd(betaling)
    _mag_betaald(rij, betaling, op, nu)
    betaling.boeking = boek(
        rij.wijkbudget,
        BETALING,
        sleutel=f"betaling:{betaling.uuid}:{betaling.versie}",
        datum=op,
        door=door,
        aanvraag=rij,
        op=nu,
        d_betaald=betaling.bedrag,
        bedrag=-betaling.bedrag,
    )
    betaling.betaald_op, betaling.betaald_door = op, door
    betaling.versie += 1
    betaling.save()
    if betaling.soort == Betaling.Soort.SLOT:
        _sluit_af(rij, betaling, door, nu)
    else:
        schrijf_op(
            rij,
            van=rij.status,
            naar=rij.status,
            door=door,
            reden=f"Voorschot betaald: {euro(betaling.bedrag)}",
            nu=nu,
        )
    _meld_betaling(rij, betaling, nu)
    return betaling


@transaction.atomic
def maak_ongedaan(
    betaling: Betaling, *, door: Gebruiker, reden: str = "", nu: datetime | None = None
) -> Betaling:
    """Undo a tick of today by counter-entries; the notice, that waits, is taken back too.

    On a later day only with the `reden`, as a correction of the book.
    """
    nu = nu or timezone.now()
    vandaag = timezone.localtime(nu).date()
    rij, betaling = _vergrendel(betaling)
    if not betaling.betaald_op:
        return betaling
    toelichting = reden or "Betaling teruggedraaid"
    if not reden and timezone.localtime(betaling.boeking.op).date() != vandaag:
        raise RegelGeschonden("Dit kan alleen op de dag zelf. Boek een correctie in de kas.")
    if betaling.soort == Betaling.Soort.SLOT:
        zet_stap(rij, Status.DECLARATIE, door=door, reden=toelichting, nu=nu)
        vrijval = Boeking.objects.filter(sleutel=_sleutel_vrijval(betaling)).first()
        if vrijval:
            draai_terug(vrijval, datum=vandaag, door=door, toelichting=toelichting)
    elif rij.status not in TE_DECLAREREN:
        raise RegelGeschonden("De bonnen zijn al binnen. Boek een correctie in de kas.")
    draai_terug(betaling.boeking, datum=vandaag, door=door, toelichting=toelichting)
    betaling.boeking = betaling.betaald_op = betaling.betaald_door = None
    betaling.versie += 1
    betaling.save()
    Bericht.objects.filter(
        betreft=str(rij.uuid), soort=_bericht(betaling), status=Bericht.Status.WACHT
    ).delete()
    return betaling


@transaction.atomic
def vergeet_betaling(
    betaling: Betaling, *, door: Gebruiker, reden: str = "", nu: datetime | None = None
) -> Betaling:
    """Take a payment off the list that was not done, to look at the receipts again.

    From a file for the bank only with the `reden`: the bank did not do it.
    """
    rij, betaling = _vergrendel(betaling)
    if betaling.vervallen_op:
        return betaling
    if betaling.betaald_op:
        raise RegelGeschonden("Deze betaling is al gedaan.")
    if betaling.bestand_id and not reden:
        raise RegelGeschonden(
            "Deze betaling staat in een bestand voor de bank. Schrijf op waarom de bank haar niet "
            "heeft gedaan."
        )
    nu = nu or timezone.now()
    betaling.vervallen_op = nu
    betaling.versie += 1
    betaling.save()
    wat = f"Betaling van de lijst gehaald: {reden}" if reden else "Betaling van de lijst gehaald"
    schrijf_op(rij, van=rij.status, naar=rij.status, door=door, reden=wat[:300], nu=nu)
    return betaling


@transaction.atomic
def boek_terug_ontvangen(
    aanvraag: Aanvraag,
    *,
    bedrag: Decimal,
    datum: date,
    door: Gebruiker,
    sleutel: str,
) -> Boeking:
    """Money that an applicant paid back; the pot may spend it again."""
    rij = vergrendel(aanvraag)
    if bestaand := Boeking.objects.filter(sleutel=f"ontvangst:{sleutel}").first():
        return bestaand
    if datum > timezone.localdate():
        raise RegelGeschonden("Vul de dag in waarop het geld binnenkwam, niet een dag later.")
    saldo = _te_vorderen(rij, bedrag)
    return boek(
        saldo.wijkbudget,
        Boeking.Soort.ONTVANGST,
        sleutel=f"ontvangst:{sleutel}",
        datum=datum,
        door=door,
        aanvraag=rij,
        d_ontvangen=bedrag,
        d_te_vorderen=-bedrag,
        bedrag=bedrag,
    )


@transaction.atomic
def scheld_kwijt(
    aanvraag: Aanvraag,
    *,
    bedrag: Decimal,
    datum: date,
    door: Gebruiker,
    reden: str,
    sleutel: str,
) -> Boeking:
    """What will not come back stays a cost of the pot."""
    rij = vergrendel(aanvraag)
    if bestaand := Boeking.objects.filter(sleutel=f"kwijt:{sleutel}").first():
        return bestaand
    saldo = _te_vorderen(rij, bedrag)
    return boek(
        saldo.wijkbudget,
        Boeking.Soort.KWIJT,
        sleutel=f"kwijt:{sleutel}",
        datum=datum,
        door=door,
        aanvraag=rij,
        toelichting=reden,
        d_verplicht=bedrag,
        d_te_vorderen=-bedrag,
    )


def _te_vorderen(rij, bedrag):
    saldo = Saldo.objects.filter(aanvraag=rij, te_vorderen__gt=0).first()
    if saldo is None or not 0 < bedrag <= saldo.te_vorderen:
        nog = saldo.te_vorderen if saldo else Decimal(0)
        raise RegelGeschonden(f"Er moet nog {euro(nog)} terugkomen. Vul dat of minder in.")
    return saldo


def _vergrendel(betaling):
    rij = vergrendel(betaling.aanvraag)
    rijen = Betaling.objects.select_for_update(of=("self",)).select_related("boeking")
    return rij, rijen.get(pk=betaling.pk)


def _staand(rij, soort):
    return rij.betalingen.filter(soort=soort, vervallen_op__isnull=True).first()


def _mag_betaald(rij, betaling, op, nu):
    if betaling.vervallen_op:
        raise RegelGeschonden("Deze betaling is van de lijst gehaald.")
    if op > timezone.localtime(nu).date():
        raise RegelGeschonden("Vul de dag in waarop de bank heeft betaald, niet een dag later.")
    if tweede_betaler_nodig(betaling) and not betaling.akkoord_door_id:
        raise RegelGeschonden("Een tweede persoon moet eerst akkoord geven.")
    goed = [Status.DECLARATIE] if betaling.soort == Betaling.Soort.SLOT else NA_TOEKENNING
    if rij.status not in goed:
        raise RegelGeschonden(f"Deze aanvraag is ‘{rij.get_status_display()}’: betaal niets.")


def _sluit_af(rij, betaling, door, nu):
    saldo = Saldo.objects.get(aanvraag=rij, wijkbudget=rij.wijkbudget_id)
    if rest := saldo.verplicht - (saldo.betaald - saldo.ontvangen):
        boek(
            rij.wijkbudget,
            Boeking.Soort.VRIJVAL,
            sleutel=_sleutel_vrijval(betaling),
            datum=timezone.localtime(nu).date(),
            door=door,
            aanvraag=rij,
            d_verplicht=-rest,
        )
    zet_stap(rij, Status.UITBETAALD, door=door, nu=nu)


def _sleutel_vrijval(betaling):
    return f"vrijval:{betaling.boeking.sleutel}"


def _bericht(betaling):
    return "bb_voorschot" if betaling.soort == Betaling.Soort.VOORSCHOT else "bb_uitbetaald"


def _meld_betaling(rij, betaling, nu):
    morgen = timezone.localtime(nu).replace(hour=7, minute=0) + timedelta(days=1)
    declaratie = getattr(rij, "declaratie", None)
    meld(
        rij,
        _bericht(betaling),
        gebeurtenis=f"{betaling.uuid}",
        nu=nu,
        niet_voor=morgen,
        bedrag=betaling.bedrag,
        betaald_op=betaling.betaald_op,
        goedgekeurd=declaratie.goedgekeurd if declaratie else None,
        minder=minder_dan_gevraagd(declaratie) if declaratie else [],
    )
