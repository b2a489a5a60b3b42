"""Judging, proposing and deciding. Nothing is decided before it is confirmed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from buurtbudget.actions.grootboek import boek
from buurtbudget.actions.indienen import geef_vrij
from buurtbudget.actions.melden import beslisser, meld
from buurtbudget.actions.weg import tel_op, vergrendel, zet_stap
from buurtbudget.models import (
    Aanvraag,
    Belang,
    Beoordeling,
    Besluit,
    Boeking,
    Grond,
    Rondepost,
    Spelregels,
    Status,
    Uitkomst,
    Verdeelronde,
    Vergadering,
    Voorstel,
)
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro
from partners.models import Lidmaatschap


@dataclass(frozen=True)
class Oordeel:
    """What is decided about one application, whoever came to it and how."""

    uitkomst: str
    motivering: str
    bedrag: Decimal | None = None
    grond: Grond | None = None
    voorwaarde: str = ""
    voorwaarde_van: str = ""
    voorwaarde_voor: date | None = None


@transaction.atomic
def beoordeel(
    aanvraag: Aanvraag,
    *,
    lid: Lidmaatschap,
    oordeel: str,
    bedrag: Decimal | None = None,
    toelichting: str = "",
    versie: int | None = None,
    door: Gebruiker,
) -> Beoordeling:
    """One's own opinion; it may be changed until there is a decision.

    Raises Verouderd when the application changed since `versie` was read.
    """
    rij = vergrendel(aanvraag, versie)
    if rij.status not in (Status.ONTVANGEN, Status.VRAAG):
        raise RegelGeschonden("Over deze aanvraag is al beslist.")
    if bedrag is not None and bedrag > rij.gevraagd:
        raise RegelGeschonden(f"Er is {euro(rij.gevraagd)} gevraagd. Vul dat of minder in.")
    _geen_belang(rij, lid)
    velden = {"oordeel": oordeel, "bedrag": bedrag, "toelichting": toelichting, "door": door}
    return Beoordeling.objects.update_or_create(aanvraag=rij, lid=lid, defaults=velden)[0]


@transaction.atomic
def meld_belang(
    aanvraag: Aanvraag, *, lid: Lidmaatschap, reden: str = "", door: Gebruiker
) -> Belang:
    """This member has an interest: what they did goes, and the case leaves their list.

    Their proposal, or their yes to a payment that is still open, would pass for one of the four
    eyes.
    """
    rij = vergrendel(aanvraag)
    Beoordeling.objects.filter(aanvraag=rij, lid=lid).delete()
    if lid.gebruiker_id:
        _vergeet_wat_deze_deed(rij, lid.gebruiker)
    velden = {"reden": reden, "door": door}
    return Belang.objects.get_or_create(aanvraag=rij, lid=lid, defaults=velden)[0]


def _vergeet_wat_deze_deed(rij, gebruiker):
    if Voorstel.objects.filter(aanvraag=rij, door=gebruiker).delete()[0]:
        tel_op(rij)
    open_ = rij.betalingen.open().filter(bestand__isnull=True)
    open_.filter(klaargezet_door=gebruiker).update(vervallen_op=timezone.now())
    open_.filter(akkoord_door=gebruiker).update(akkoord_door=None, versie=F("versie") + 1)


@transaction.atomic
def stel_voor(
    aanvraag: Aanvraag,
    oordeel: Oordeel,
    *,
    versie: int,
    door: Gebruiker,
    vergadering: Vergadering | None = None,
) -> Voorstel:
    """Write down what somebody wants to decide; a later proposal takes the place of this one.

    It counts as a change of the application, so that nobody overwrites a proposal unseen. Raises
    RegelGeschonden when the rules or the mandate do not allow it, Verouderd when the application
    changed since it was read. In a meeting: `vergaderen.stel_voor_in`.
    """
    rij = vergrendel(aanvraag, versie)
    if Rondepost.objects.filter(aanvraag=rij).exclude(ronde__status="bevestigd").exists():
        raise RegelGeschonden("Deze aanvraag zit in de verdeelronde. Daar beslissen jullie erover.")
    _past(rij, oordeel)
    velden = {"vergadering": vergadering, "door": door} | vars(oordeel)
    voorstel, nieuw = Voorstel.objects.update_or_create(aanvraag=rij, defaults=velden)
    if not nieuw:
        tel_op(voorstel)
    tel_op(rij)
    return voorstel


@transaction.atomic
def vergeet_voorstel(voorstel: Voorstel, *, versie: int) -> None:
    """Take a proposal back; the application can be changed again. `versie` of the application."""
    rij = vergrendel(voorstel.aanvraag, versie)
    Voorstel.objects.filter(pk=voorstel.pk).delete()
    tel_op(rij)


@transaction.atomic
def bevestig(
    voorstel: Voorstel,
    *,
    versie: int,
    door: Gebruiker,
    alleen_omdat: str = "",
    nu: datetime | None = None,
) -> Besluit:
    """Decide as proposed: book the money, take the step, queue the letter. A second tap finds it.

    From the amount in the rules another person must confirm; see `tweede_nodig`.
    """
    rij = vergrendel(voorstel.aanvraag)
    if bestaand := _al_besloten(rij, voorstel.uitkomst):
        return bestaand
    voorstel = (
        Voorstel.objects.select_related("grond").filter(pk=voorstel.pk, versie=versie).first()
    )
    if voorstel is None:
        raise Verouderd(rij)
    if voorstel.vergadering_id:
        raise RegelGeschonden("Dit voorstel wordt in de vergadering bevestigd.")
    if tweede_nodig(rij.spelregels, voorstel.bedrag) and door == voorstel.door:
        alleen_mag(rij.spelregels, alleen_omdat)
    oordeel = oordeel_van(voorstel)
    voorgesteld_door = voorstel.door
    voorstel.delete()
    return neem_besluit(
        rij, oordeel, door=door, voorgesteld_door=voorgesteld_door, alleen_omdat=alleen_omdat, nu=nu
    )


def tweede_nodig(regels: Spelregels, bedrag: Decimal | None) -> bool:
    """Whether a grant of this much asks a second pair of eyes."""
    return bool(bedrag) and regels.vier_ogen_vanaf is not None and bedrag >= regels.vier_ogen_vanaf


def oordeel_van(voorstel: Voorstel) -> Oordeel:
    return Oordeel(**{naam: getattr(voorstel, naam) for naam in Oordeel.__dataclass_fields__})


def neem_besluit(
    aanvraag: Aanvraag,
    oordeel: Oordeel,
    *,
    door: Gebruiker,
    voorgesteld_door: Gebruiker | None = None,
    alleen_omdat: str = "",
    vergadering: Vergadering | None = None,
    ronde: Verdeelronde | None = None,
    nu: datetime | None = None,
) -> Besluit:
    """The decision itself, on a locked application; the money first, for that may be refused."""
    nu = nu or timezone.now()
    mandaat = _past(aanvraag, oordeel)
    besluit = Besluit.objects.create(
        aanvraag=aanvraag,
        beslisser=mandaat.partner.naam,
        voorgesteld_door=voorgesteld_door or door,
        door=door,
        alleen_omdat=alleen_omdat,
        vergadering=vergadering,
        ronde=ronde,
        op=nu,
        **vars(oordeel),
    )
    _boek_besluit(aanvraag, besluit, door=door, nu=nu)
    zet_stap(
        aanvraag,
        Status(oordeel.uitkomst),
        door=door,
        nu=nu,
        besloten_op=nu,
        gesloten_op=None if oordeel.bedrag else nu,
        declareren_voor=declareren_voor(aanvraag) if oordeel.bedrag else None,
    )
    _meld_besluit(besluit, nu)
    return besluit


@transaction.atomic
def verwerk_voorwaarde(
    aanvraag: Aanvraag,
    *,
    versie: int,
    voldaan: bool,
    motivering: str,
    grond: Grond | None = None,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Besluit:
    """After the answer that was awaited: the grant is final, or it ends with a ground."""
    rij = vergrendel(aanvraag, versie)
    if rij.status != Status.VOORWAARDE:
        raise RegelGeschonden("Deze aanvraag wacht niet op een antwoord.")
    if voldaan:
        bedrag = rij.besluiten.get(uitkomst=Uitkomst.VOORWAARDE).bedrag
        oordeel = Oordeel(Uitkomst.TOEGEKEND, motivering, bedrag)
    else:
        oordeel = Oordeel(Uitkomst.AFGEWEZEN, motivering, grond=grond)
    return neem_besluit(rij, oordeel, door=door, nu=nu)


def declareren_voor(aanvraag: Aanvraag) -> date:
    """The last day to send receipts: so many weeks after the activity, or in the same year."""
    regels = aanvraag.spelregels
    dag = (aanvraag.tot or aanvraag.van) + timedelta(weeks=regels.declareren_weken)
    return min(dag, date(regels.jaar, 12, 31)) if regels.zelfde_jaar else dag


def _meld_besluit(besluit, nu):
    """The letter that goes with a decision."""
    rij = besluit.aanvraag
    regels = rij.spelregels
    meld(
        rij,
        f"bb_{besluit.uitkomst}",
        gebeurtenis=f"{besluit.pk}",
        nu=nu,
        gevraagd=rij.gevraagd,
        bedrag=besluit.bedrag,
        deels=besluit.is_deels,
        motivering=besluit.motivering,
        grond=besluit.grond.brieftekst if besluit.grond else "",
        voorwaarde=besluit.voorwaarde,
        voorwaarde_van=besluit.voorwaarde_van,
        voorwaarde_voor=besluit.voorwaarde_voor,
        declareren_voor=rij.declareren_voor,
        voorschot=voorschot(regels, besluit.bedrag) or None,
        foto_nodig=regels.foto_nodig,
        betalen_dagen=regels.betalen_dagen,
    )


def voorschot(regels: Spelregels, bedrag: Decimal | None) -> Decimal:
    """The most that may be paid before the activity, in whole cents."""
    if not bedrag or not regels.voorschot_deel or bedrag < regels.voorschot_vanaf:
        return Decimal(0)
    return (bedrag * regels.voorschot_deel / 100).quantize(Decimal("0.01"), "ROUND_DOWN")


def _past(rij, oordeel):
    """The rules of the wijk, before anything is written; gives the mandate to decide."""
    naar = Status(oordeel.uitkomst)
    if naar not in rij.stappen:
        raise RegelGeschonden(
            f"Deze aanvraag is ‘{rij.get_status_display()}’. ‘{naar.label}’ kan dan niet."
        )
    mandaat = beslisser(rij.spelregels)
    if mandaat is None:
        raise RegelGeschonden("Niemand mag nu beslissen in deze wijk: het mandaat is voorbij.")
    if oordeel.bedrag is not None:
        _past_bedrag(rij, oordeel.bedrag, mandaat)
    return mandaat


def _past_bedrag(rij, bedrag, mandaat):
    if bedrag > rij.gevraagd:
        raise RegelGeschonden(f"Er is {euro(rij.gevraagd)} gevraagd. Vul dat of minder in.")
    if mandaat.tot_bedrag and bedrag > mandaat.tot_bedrag:
        raise RegelGeschonden(f"Jullie mogen beslissen tot {euro(mandaat.tot_bedrag)}.")
    if rij.categorie and rij.categorie.maximum and bedrag > rij.categorie.maximum:
        raise RegelGeschonden(
            f"Voor ‘{rij.categorie}’ is het hoogste bedrag {euro(rij.categorie.maximum)}."
        )


def _boek_besluit(rij, besluit, *, door, nu):
    """What this decision does to the pot. A condition reserves, a grant promises."""
    dag = timezone.localtime(nu).date()
    sleutel = f"besluit:{besluit.pk}"
    if besluit.uitkomst == Uitkomst.AFGEWEZEN:
        geef_vrij(rij, door=door, sleutel=sleutel, nu=nu)
        return
    if rij.wijkbudget is None:
        raise RegelGeschonden("Voor deze aanvraag is er nog geen pot.")
    bedrag = besluit.bedrag
    delta = {"d_verplicht": bedrag}
    soort = Boeking.Soort.VERPLICHTING
    if besluit.uitkomst == Uitkomst.VOORWAARDE:
        delta, soort = {"d_gereserveerd": bedrag}, Boeking.Soort.RESERVERING
    elif rij.status == Status.VOORWAARDE:
        delta["d_gereserveerd"] = -bedrag
    boek(rij.wijkbudget, soort, sleutel=sleutel, datum=dag, door=door, aanvraag=rij, **delta)


def _al_besloten(rij, uitkomst):
    return rij.besluiten.filter(uitkomst=uitkomst).first() if rij.status == uitkomst else None


def alleen_mag(regels: Spelregels, alleen_omdat: str) -> None:
    """Where a second person is asked: one alone only if the rules let one, and with the reason.

    Raises RegelGeschonden with what is missing.
    """
    if regels.terugval != Spelregels.Terugval.ALLEEN:
        raise RegelGeschonden(
            f"Vanaf {euro(regels.vier_ogen_vanaf)} kijkt een tweede persoon mee. "
            "Iemand anders van de werkgroep of het bestuur bevestigt dit."
        )
    if not alleen_omdat:
        raise RegelGeschonden("Schrijf op waarom er geen tweede persoon meekijkt.")


def _geen_belang(rij, lid):
    if rij.belangen.filter(lid=lid).exists():
        raise RegelGeschonden(f"{lid.naam} doet niet mee: er is een belang gemeld.")
