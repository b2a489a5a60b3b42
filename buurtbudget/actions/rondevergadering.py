"""The meeting of a verdeelronde: count, correct with a reason, and one confirmation for all."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.beslissen import Oordeel, alleen_mag, neem_besluit, tweede_nodig
from buurtbudget.actions.melden import beslisser
from buurtbudget.actions.ronde import bewaar_ronde, vergrendel_ronde
from buurtbudget.actions.weg import vergrendel, vergrendel_alle
from buurtbudget.models import (
    Aanvraag,
    Besluit,
    Grond,
    Rondepost,
    Uitkomst,
    Verdeelronde,
)
from buurtbudget.permissions import BESTUUR, WERKGROEP
from buurtbudget.rondestand import Rondestand, lees
from buurtbudget.rondetoets import bezwaren, motivering, vraagt_toestemming
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.templatetags.onderdelen import euro
from partners.models import Lidmaatschap

LAAT_AAN_ANDER = "Bij een van de aanvragen heb jij een belang. Laat iemand anders bevestigen."


@transaction.atomic
def naar_vergadering(
    ronde: Verdeelronde, *, versie: int, zonder: Collection[int] = (), door: Gebruiker
) -> Verdeelronde:
    """Close the columns and count. `zonder` names the members (keys) who are not ready and are
    left out: a person says so, one by one. Their amounts count for nothing, nor do they divide.
    """
    rij = vergrendel_ronde(ronde)
    if not rij.is_open:
        return rij  # the second tap
    if rij.versie != versie:
        raise Verouderd(rij)
    deelnemers = list(rij.deelnemers.voor_lijst())
    if blijft := [d for d in deelnemers if not d.klaar_op and d.pk not in zonder]:
        namen = ", ".join(deelnemer.lid.naam for deelnemer in blijft)
        raise RegelGeschonden(f"Nog niet klaar: {namen}. Wacht, of vink aan dat het zonder kan.")
    if not any(deelnemer.klaar_op for deelnemer in deelnemers):
        raise RegelGeschonden("Er is nog niemand klaar. Dan valt er niets te tellen.")
    rij.status = Verdeelronde.Status.VERGADERING
    _tel(rij)
    return bewaar_ronde(rij)


@transaction.atomic
def tel_opnieuw(ronde: Verdeelronde, *, versie: int) -> Verdeelronde:
    """After a withdrawal, an interest or another pot. Corrections stay, with their reasons."""
    rij = _vergrendel(ronde, versie)
    _tel(rij)
    return bewaar_ronde(rij)


@transaction.atomic
def corrigeer(
    ronde: Verdeelronde,
    *,
    versie: int,
    correcties: dict[int, tuple[Decimal | None, str]],
    door: Gebruiker,
) -> Verdeelronde:
    """What the meeting makes of it: post → (€ or None for the count, reason for the letter).

    More than the pot may be saved, not confirmed. Raises RegelGeschonden without a reason, above
    what was asked, or when `door` has an interest in what they change.
    """
    rij = _vergrendel(ronde, versie)
    stand = lees(rij, tot_bedrag=_mandaat(rij).tot_bedrag)
    posten = {post.pk: post for post in stand.posten}
    anders = []
    for sleutel, (bedrag, reden) in correcties.items():
        if sleutel not in posten:
            raise RegelGeschonden("Een van de aanvragen doet niet meer mee. Tel eerst opnieuw.")
        if _verander(stand, posten[sleutel], bedrag, reden):
            anders.append(posten[sleutel])
    _geen_belang(anders, door)
    Rondepost.objects.bulk_update(anders, ["gecorrigeerd", "reden", "grond"])
    return bewaar_ronde(rij) if anders else rij


@transaction.atomic
def zet_gronden(
    ronde: Verdeelronde,
    *,
    versie: int,
    gronden: dict[int, tuple[Grond, str]],
    door: Gebruiker,
) -> Verdeelronde:
    """Why an application gets nothing: post → (ground, own words for the letter)."""
    rij = _vergrendel(ronde, versie)
    posten = list(rij.posten.lopend().filter(pk__in=gronden))
    if any(post.bedrag for post in posten):
        raise Verouderd(rij)
    anders = []
    for post in posten:
        grond, reden = gronden[post.pk]
        reden = reden or (post.reden if post.gecorrigeerd is not None else "")
        if (post.grond, post.reden) != (grond, reden):
            post.grond, post.reden = grond, reden
            anders.append(post)
    Rondepost.objects.bulk_update(anders, ["grond", "reden"])
    return bewaar_ronde(rij) if anders else rij


@transaction.atomic
def bevestig_ronde(
    ronde: Verdeelronde,
    *,
    versie: int,
    door: Gebruiker,
    voorwaarde_voor: date | None = None,
    alleen_omdat: str = "",
    nu: datetime | None = None,
) -> list[Besluit]:
    """Decide all applications of the round, or none. A second tap gives what was decided.

    What needs permission of the city is granted on that condition, until `voorwaarde_voor`.
    Locks: the round, applications by key, then the pot. Raises RegelGeschonden with what is in the
    way; also the database refuses a pot that is not known or too small.
    """
    nu = nu or timezone.now()
    rij = vergrendel_ronde(ronde)
    if rij.is_bevestigd:
        return list(rij.besluiten.select_related("aanvraag"))
    rij = _vergrendel(rij, versie)
    vergrendel_alle(Aanvraag.objects.filter(rondepost__ronde=rij))
    stand = lees(rij, tot_bedrag=_mandaat(rij).tot_bedrag)
    _mag_bevestigd(stand)
    _genoeg_ogen(stand, door, alleen_omdat)
    vraagt = vraagt_toestemming(stand)
    if vraagt and voorwaarde_voor is None:
        raise RegelGeschonden("Vul in tot wanneer we op de gemeente wachten.")
    besluiten = [
        neem_besluit(
            vergrendel(post.aanvraag),
            _oordeel(stand, post, voorwaarde_voor if post in vraagt else None),
            door=door,
            voorgesteld_door=rij.begonnen_door,
            alleen_omdat=alleen_omdat,
            ronde=rij,
            nu=nu,
        )
        for post in sorted(stand.posten, key=lambda post: post.aanvraag_id)
    ]
    rij.status = Verdeelronde.Status.BEVESTIGD
    rij.bevestigd_op, rij.bevestigd_door = nu, door
    bewaar_ronde(rij)
    return besluiten


def _mag_bevestigd(stand):
    if tegen := bezwaren(stand):
        raise RegelGeschonden(tegen[0])


def _genoeg_ogen(stand, door, alleen_omdat):
    """Who has an interest leaves the button to another, if there is another. A large amount was
    judged by two, or a person who did not judge it confirms.
    """
    if laat_aan_ander(stand, door):
        raise RegelGeschonden(LAAT_AAN_ANDER)
    regels = stand.ronde.spelregels
    for post in stand.posten:
        if not tweede_nodig(regels, post.bedrag):
            continue
        wie = [d for d in stand.klaar if (d.pk, post.aanvraag_id) not in stand.buiten]
        anderen = {deelnemer.lid.gebruiker_id for deelnemer in wie} - {door.pk}
        if not anderen:
            alleen_mag(regels, alleen_omdat)


def laat_aan_ander(stand: Rondestand, door: Gebruiker) -> bool:
    """Whether somebody else must press the button: `door` has an interest, and another has not."""
    return _heeft_belang(stand.posten, door) and _iemand_zonder_belang(stand)


def _iemand_zonder_belang(stand):
    """Somebody of the working group or the board who could press the button."""
    leden = Lidmaatschap.objects.geldig_op(timezone.localdate()).filter(
        partner=_mandaat(stand.ronde).partner_id,
        rol__in=[WERKGROEP, BESTUUR],
        gebruiker__is_active=True,
    )
    mensen = Gebruiker.objects.filter(pk__in=leden.values("gebruiker"))
    return any(not _heeft_belang(stand.posten, mens) for mens in mensen)


def _heeft_belang(posten, gebruiker):
    sleutels = [post.aanvraag_id for post in posten]
    rijen = Aanvraag.objects.filter(pk__in=sleutels)
    return rijen.zonder_belang(gebruiker).count() < len(sleutels)


def _geen_belang(posten, gebruiker):
    for post in posten:
        if _heeft_belang([post], gebruiker):
            raise RegelGeschonden(
                f"Bij nummer {post.volgnummer} heb jij een belang. Iemand anders past dit aan."
            )


def _oordeel(stand, post, voorwaarde_voor):
    waarom = motivering(stand, post)
    if not post.bedrag:
        return Oordeel(Uitkomst.AFGEWEZEN, waarom, grond=post.grond)
    if voorwaarde_voor is None:
        return Oordeel(Uitkomst.TOEGEKEND, waarom, post.bedrag)
    return Oordeel(
        Uitkomst.VOORWAARDE,
        waarom,
        post.bedrag,
        voorwaarde="De gemeente moet het goed vinden dat dit er komt te staan.",
        voorwaarde_van="de gemeente",
        voorwaarde_voor=voorwaarde_voor,
    )


def _vergrendel(ronde, versie):
    rij = vergrendel_ronde(ronde)
    if rij.is_open:
        raise RegelGeschonden("De vergadering is nog niet begonnen.")
    if rij.is_bevestigd:
        raise RegelGeschonden("Deze ronde is al bevestigd.")
    if rij.versie != versie:
        raise Verouderd(rij)
    return rij


def _mandaat(ronde):
    mandaat = beslisser(ronde.spelregels)
    if mandaat is None:
        raise RegelGeschonden("Niemand mag nu beslissen in deze wijk: het mandaat is voorbij.")
    return mandaat


def _tel(ronde):
    """Write what the columns say. A correction that says the same now is none any more."""
    stand = lees(ronde, tot_bedrag=_mandaat(ronde).tot_bedrag)
    nieuw = stand.tel().bedragen
    for post in stand.posten:
        post.berekend = nieuw[post.aanvraag_id]
        if post.gecorrigeerd == post.berekend:
            post.gecorrigeerd, post.reden = None, ""
    Rondepost.objects.bulk_update(stand.posten, ["berekend", "gecorrigeerd", "reden"])


def _verander(stand, post, bedrag, reden):
    """Write a correction in the row; whether it is another one than there was."""
    if bedrag is None or bedrag == post.berekend:
        bedrag, reden = None, "" if post.gecorrigeerd is not None else post.reden
    elif not reden:
        raise RegelGeschonden(f"Schrijf bij nummer {post.volgnummer} op waarom het anders wordt.")
    elif not 0 <= bedrag <= stand.hoogstens(post.aanvraag):
        hoogstens = euro(stand.hoogstens(post.aanvraag))
        raise RegelGeschonden(f"Vul bij nummer {post.volgnummer} {hoogstens} of minder in.")
    if (post.gecorrigeerd, post.reden) == (bedrag, reden):
        return False
    post.gecorrigeerd, post.reden = bedrag, reden
    if post.bedrag:
        post.grond = None
    return True
