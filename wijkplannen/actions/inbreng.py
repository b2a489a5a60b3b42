"""Wishes and reactions of residents: from the first words to what came of them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from berichten.actions import zet_klaar
from berichten.models import Bericht
from gebieden.models import Gebied
from gebieden.plaats import plaats
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import is_gelijk, vul_in
from wijkplannen import sleutels
from wijkplannen.models import Bijeenkomst, Doel, Inbreng, Inzender, Inzet
from wijkplannen.plekken import plek_van

Bron, Status = Inbreng.Bron, Inbreng.Status
ANDERS = (
    "Deze reactie is al verstuurd, met een andere tekst. Wil je er nog een sturen? Kopieer dan je "
    "tekst en open de pagina opnieuw."
)
ANDERE_WIJK = "Kies een plek in dezelfde wijk."


@transaction.atomic
def dien_in(
    gebied: Gebied,
    *,
    uuid: UUID,
    tekst: str,
    kanaal: str = "",
    bron: str = Bron.WEB,
    ingevoerd_door: Gebruiker | None = None,
    nu: datetime | None = None,
    wie: dict | None = None,
    **waarbij,
) -> Inbreng:
    """Keep what a resident wrote; `uuid` makes a double click harmless.

    Without a `kanaal` nobody is written down: there is nothing to answer. Who asks for mail on the
    page confirms it first, by the link that is sent; all else waits for the gebiedsmanager at once.
    `wie` holds the fields of `Inzender`, `waarbij` plan, over, bij, is_voorbeeld. Raises
    RegelGeschonden when the same form was sent before with other words, or elsewhere.
    """
    eerst_bevestigen = bron == Bron.WEB and kanaal == Bericht.Kanaal.MAIL
    inbreng, nieuw = Inbreng.objects.get_or_create(
        uuid=uuid,
        defaults={
            "gebied": gebied,
            "tekst": tekst,
            "bron": bron,
            "status": Status.ONBEVESTIGD if eerst_bevestigen else Status.NIEUW,
            "ontvangen_op": nu or timezone.now(),
            "ingevoerd_door": ingevoerd_door,
            **waarbij,
        },
    )
    if not nieuw:
        if (inbreng.gebied_id, inbreng.tekst) != (gebied.pk, tekst):
            raise RegelGeschonden(ANDERS)
        return inbreng
    if kanaal:
        Inzender.objects.create(inbreng=inbreng, kanaal=kanaal, **wie or {})
        _vraag_bevestiging(inbreng) if eerst_bevestigen else _meld_ontvangst(inbreng)
    return inbreng


@transaction.atomic
def bevestig(inbreng: Inbreng) -> Inbreng:
    """The resident says: this came from me. Twice is once."""
    rij = _vergrendel(inbreng)
    if rij.status == Status.ONBEVESTIGD:
        rij.status = Status.NIEUW
        rij.versie += 1
        rij.save()
        _meld_ontvangst(rij)
    return rij


@transaction.atomic
def koppel(
    inbreng: Inbreng,
    *,
    versie: int,
    door: Gebruiker,
    doel: Doel | None = None,
    inzet: Inzet | None = None,
    bijeenkomst: Bijeenkomst | None = None,
    initiatief: str = "",
    antwoord: str = "",
    openbare_tekst: str = "",
    nu: datetime | None = None,
) -> Inbreng:
    """Give a wish its place: a goal, an activity, a meeting or an initiative. The sender hears.

    `initiatief` is a number in the public register. Raises RegelGeschonden for a place in another
    wijk or when somebody handled it already, Verouderd on a stale `versie`.
    """
    for plek in (doel and doel.plan, inzet and inzet.doel.plan, bijeenkomst):
        if plek and plek.gebied_id != inbreng.gebied_id:
            raise RegelGeschonden(ANDERE_WIJK)
    if not (doel or inzet or bijeenkomst or initiatief):
        raise RegelGeschonden("Kies waar deze reactie bij hoort.")
    return _handel_af(
        inbreng,
        Status.GEKOPPELD,
        versie,
        door,
        nu,
        doel=doel,
        inzet=inzet,
        bijeenkomst=bijeenkomst,
        initiatief=initiatief,
        antwoord=antwoord,
        openbare_tekst=openbare_tekst,
    )


@transaction.atomic
def beantwoord(
    inbreng: Inbreng,
    *,
    versie: int,
    door: Gebruiker,
    antwoord: str,
    openbare_tekst: str = "",
    nu: datetime | None = None,
) -> Inbreng:
    """Answer with a reason, without a place. The sender hears."""
    if not antwoord:
        raise RegelGeschonden("Schrijf een antwoord.")
    velden = {"antwoord": antwoord, "openbare_tekst": openbare_tekst}
    return _handel_af(inbreng, Status.BEANTWOORD, versie, door, nu, **velden)


@transaction.atomic
def weer(
    inbreng: Inbreng,
    *,
    versie: int,
    door: Gebruiker,
    reden: str,
    nu: datetime | None = None,
) -> Inbreng:
    """Not a wish or reaction at all. Nobody hears, and who sent it is forgotten at once.

    The reason stays, for colleagues.
    """
    if not reden:
        raise RegelGeschonden("Kies waarom je deze reactie niet behandelt.")
    rij = _handel_af(inbreng, Status.GEWEERD, versie, door, nu, antwoord=reden)
    Inzender.objects.filter(inbreng=rij).delete()
    return rij


@transaction.atomic
def zet_openbare_zin(inbreng: Inbreng, *, versie: int, tekst: str) -> Inbreng:
    """What everybody may read of it, in words of the city; empty takes it away again."""
    rij = _vergrendel(inbreng)
    if rij.openbare_tekst == tekst:
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    if rij.status not in {Status.GEKOPPELD, Status.BEANTWOORD}:
        raise RegelGeschonden("Geef deze reactie eerst een plek of een antwoord.")
    rij.openbare_tekst = tekst
    rij.versie += 1
    rij.save()
    return rij


def handel_samen_af(
    rijen: list[Inbreng],
    versies: dict[UUID, int],
    actie: Callable,
    *,
    door: Gebruiker,
    **velden,
) -> tuple[list[Inbreng], list[Inbreng]]:
    """The same for many: (handled now, left alone because somebody was first).

    Each in a transaction of its own: a row that moved on does not stop the others.
    """
    gelukt, overgeslagen = [], []
    for rij in sorted(rijen, key=lambda rij: rij.pk):
        try:
            gelukt.append(actie(rij, versie=versies[rij.uuid], door=door, **velden))
        except (RegelGeschonden, Verouderd):
            overgeslagen.append(rij)
    return gelukt, overgeslagen


def _handel_af(inbreng, status, versie, door, nu, **velden):
    """The only place where it leaves the queue."""
    rij = _vergrendel(inbreng)
    if rij.afgehandeld_op:
        _weiger_tweede(rij, status, door, velden)
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    if rij.status != Status.NIEUW:
        raise RegelGeschonden("Deze reactie is nog niet bevestigd door wie haar stuurde.")
    vul_in(rij, velden)
    rij.status, rij.afgehandeld_door = status, door
    rij.afgehandeld_op = nu or timezone.now()
    rij.versie += 1
    rij.save()
    if status != Status.GEWEERD:
        _meld_antwoord(rij)
    return rij


def _weiger_tweede(rij, status, door, velden):
    """The same person sending the same thing again is a double click; anybody else was second."""
    if not is_gelijk(rij, {"status": status, "afgehandeld_door_id": door.pk, **velden}):
        moment = timezone.localtime(rij.afgehandeld_op)
        raise RegelGeschonden(
            f"{rij.afgehandeld_door} heeft deze reactie al behandeld, op {moment:%d-%m-%Y} "
            f"om {moment:%H.%M} uur."
        )


def _vergrendel(inbreng):
    Inbreng.objects.select_for_update(of=("self",)).get(pk=inbreng.pk)
    return Inbreng.objects.met_plek().select_related("afgehandeld_door").get(pk=inbreng.pk)


def _vraag_bevestiging(inbreng):
    """Without a word of what was typed: the address may be of somebody who knows nothing of it."""
    _bericht(inbreng, "wp_inbreng_bevestig", {"link": sleutels.link(inbreng)}, met_naam=False)


def _meld_ontvangst(inbreng):
    """By mail only: a letter or a call that merely says that it arrived is not worth the work."""
    if inbreng.inzender.kanaal == Bericht.Kanaal.MAIL:
        _bericht(inbreng, "wp_inbreng_ontvangen", {"tekst": inbreng.tekst})


def _meld_antwoord(inbreng):
    if not hasattr(inbreng, "inzender"):
        return
    plek = plek_van(inbreng)
    feiten = {
        "tekst": inbreng.tekst,
        "plek": plek.zin if plek else "",
        "antwoord": inbreng.antwoord,
        "link": plek.link if plek else "",
    }
    _bericht(inbreng, "wp_inbreng_antwoord", feiten)


def _bericht(inbreng, soort, feiten, *, met_naam=True):
    wie, gebied = inbreng.inzender, inbreng.gebied
    naam = wie.naam if met_naam else ""
    afzender = {
        "naam": f"Gemeente {plaats().naam}",
        "contact": f"de gemeente en vraag naar de gebiedsmanager van {gebied.naam}",
        "telefoon": plaats().telefoon,
    }
    zet_klaar(
        soort=soort,
        gebeurtenis=str(inbreng.uuid),
        betreft=str(inbreng.uuid),
        kanaal=wie.kanaal,
        aan=_aan(wie),
        feiten=feiten
        | {
            "wijk": gebied.naam,
            "naam": naam,
            "afzender": afzender,
            "adres": [naam, *wie.adres.splitlines()] if wie.adres else None,
            "is_voorbeeld": inbreng.is_voorbeeld,
        },
    )


def _aan(wie):
    if wie.kanaal == Bericht.Kanaal.POST:
        return ", ".join(wie.adres.splitlines())
    return wie.email if wie.kanaal == Bericht.Kanaal.MAIL else wie.telefoon
