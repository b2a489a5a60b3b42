"""The live agenda: placing activities, reporting how they go, ending them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, bewaar_nieuwe_versie, is_gelijk, vul_in
from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.models import (
    Activiteit,
    Deelname,
    Doel,
    Inzet,
    Seintje,
    Stand,
    Toegezegd,
    Voortgang,
)


@transaction.atomic
def voeg_activiteit_toe(
    doel: Doel,
    *,
    uuid: UUID,
    door: Gebruiker,
    partners=(),
    gebied: Gebied | None = None,
    quick_win: bool = False,
    is_voorbeeld=False,
    **velden,
) -> Inzet:
    """Enter a new activity and place it under a goal; `uuid` makes a double click harmless.

    It is not online: that happens at the next version, or when the gebiedsmanager says so. Somebody
    of the trekker commits it by entering it; entered for a trekker, its commitment stays open.
    Raises RegelGeschonden when an activity elsewhere has that `uuid`.
    """
    Doel.objects.select_for_update(of=("self",)).get(pk=doel.pk)
    if bestaand := Inzet.objects.filter(activiteit__uuid=uuid, doel=doel).first():
        return bestaand
    activiteit = Activiteit(uuid=uuid, gewijzigd_door=door, is_voorbeeld=is_voorbeeld, **velden)
    if rechten(door).hoort_bij(activiteit.trekker_id):
        _zeg_toe(activiteit, door, timezone.now())
    bewaar_eenmalig(activiteit)
    _zet_partners(activiteit, partners)
    return plaats(activiteit, doel=doel, gebied=gebied, quick_win=quick_win)


@transaction.atomic
def plaats(
    activiteit: Activiteit,
    *,
    doel: Doel,
    gebied: Gebied | None = None,
    quick_win: bool = False,
    nu=None,
) -> Inzet:
    """Place an existing activity under a goal, in this plan or another; twice is once.

    `gebied` is the buurt when it is not in the whole wijk. A line that was taken out by mistake
    comes back, and waits again to go online.
    """
    Doel.objects.select_for_update(of=("self",)).get(pk=doel.pk)
    laatste = Inzet.objects.filter(doel=doel).aggregate(n=Max("volgorde"))["n"] or 0
    inzet, _ = Inzet.objects.get_or_create(
        activiteit=activiteit,
        doel=doel,
        defaults={
            "volgorde": laatste + 1,
            "gebied": gebied,
            "quick_win": quick_win,
            "bijgewerkt_op": nu or timezone.now(),
        },
    )
    if inzet.vervallen_op:
        inzet.vervallen_op = None
        inzet.versie += 1
        inzet.save()
    return inzet


@transaction.atomic
def wijzig_activiteit(
    activiteit: Activiteit,
    *,
    versie: int,
    door: Gebruiker,
    partners=(),
    hier: tuple[Inzet, dict] | None = None,
    **velden,
) -> Activiteit:
    """Change what an activity is, in every plan at once; raises Verouderd on a stale `versie`.

    `hier` is a line of it with what is so in that plan only: {"gebied": …, "quick_win": …}. It
    shares the version of the activity, so that one number guards the whole form.
    """
    activiteit = Activiteit.objects.select_for_update(of=("self",)).get(pk=activiteit.pk)
    inzet, plek = hier or (None, {})
    inzet = inzet and Inzet.objects.select_for_update(of=("self",)).get(pk=inzet.pk)
    partners = set(partners)
    hier_gelijk = is_gelijk(inzet, plek)
    gelijk = hier_gelijk and partners == set(activiteit.partners.all())
    if gelijk and is_gelijk(activiteit, velden):
        return activiteit
    if activiteit.versie != versie:
        raise Verouderd(activiteit)
    trekker = activiteit.trekker_id
    vul_in(activiteit, velden)
    if activiteit.trekker_id != trekker:  # the next one did not say yes
        activiteit.toezegging, activiteit.reden = Toegezegd.Toezegging.VOORGESTELD, ""
        activiteit.gezegd_op = activiteit.gezegd_door = activiteit.gezegd_via = None
        activiteit.contact = None
    bewaar_nieuwe_versie(activiteit, gewijzigd_door=door)
    _zet_partners(activiteit, partners)
    if not hier_gelijk:
        inzet.versie += 1
        vul_in(inzet, plek)
        inzet.save()
    return activiteit


@transaction.atomic
def meld_voortgang(
    inzet: Inzet,
    *,
    uuid: UUID,
    versie: int,
    stand: str,
    zin: str,
    door: Gebruiker | None,
    namens: Partner | None = None,
    seintje: Seintje | None = None,
    nu=None,
) -> Voortgang:
    """Report how an activity goes here, at the version of the line that was read.

    `namens` is the partner whose own report this is: visible at once, but a stop waits for the
    gebiedsmanager. Without `namens` the gebiedsmanager reports, and that is online at once. A
    partner without an account reports through the link of its `seintje`, with nobody as `door`.
    Raises RegelGeschonden for a step that does not exist, Verouderd on a stale `versie`.
    """
    nu = nu or timezone.now()
    inzet = Inzet.objects.select_for_update(of=("self",)).get(pk=inzet.pk)
    if bestaand := inzet.voortgang.filter(uuid=uuid).first():
        return bestaand
    if inzet.versie != versie:
        raise Verouderd(inzet)
    if inzet.vervallen_op:
        raise RegelGeschonden("Deze activiteit staat niet meer in het plan.")
    was, stand = Stand(inzet.stand), Stand(stand)
    if stand not in Inzet.STAPPEN[was]:
        raise RegelGeschonden(f"Deze activiteit is {was.label}. Kies daarna niet ‘{stand.label}’.")
    if stand == Stand.GESTOPT and not zin:
        raise RegelGeschonden("Schrijf in één zin waarom de activiteit stopt.")
    voortgang = Voortgang(inzet=inzet, uuid=uuid, op=nu, stand=stand, zin=zin)
    voortgang.door, voortgang.namens, voortgang.seintje = door, namens, seintje
    bewaar_eenmalig(voortgang)
    inzet.stand, inzet.zin = stand, zin
    if not (namens and stand == Stand.GESTOPT):
        inzet.openbare_stand, inzet.openbare_zin = stand, zin
        inzet.bijgewerkt_op = nu
    inzet.bevestigd_op = nu
    inzet.versie += 1
    inzet.save()
    return voortgang


@transaction.atomic
def zet_online(inzet: Inzet, *, door: Gebruiker, nu=None) -> Inzet:
    """The gebiedsmanager puts a new activity, or a stop that waited, on the public page."""
    inzet = Inzet.objects.select_for_update(of=("self",)).get(pk=inzet.pk)
    if inzet.vervallen_op:
        raise RegelGeschonden("Deze activiteit staat niet meer in het plan.")
    if inzet.zonder_trekker:
        raise RegelGeschonden(f"{inzet.activiteit.trekker} doet dit niet. Kies eerst een ander.")
    if not inzet.nog_niet_online:
        return inzet
    breng_online([inzet], door=door, nu=nu or timezone.now())
    return inzet


def breng_online(inzetten: list[Inzet], *, door: Gebruiker, nu: datetime) -> None:
    """Rows that are held: what was last reported is now what visitors see.

    A stop that waited is written down once more, as said by the gebiedsmanager: that report is
    the public one.
    """
    Voortgang.objects.bulk_create(
        Voortgang(inzet=inzet, op=nu, door=door, stand=inzet.stand, zin=inzet.zin)
        for inzet in inzetten
        if inzet.wacht_op_akkoord
    )
    for inzet in inzetten:
        if not inzet.online_op:  # since when it is online stays, whatever is approved later
            inzet.online_op, inzet.online_door = nu, door
        inzet.bijgewerkt_op = nu
        inzet.openbare_stand, inzet.openbare_zin = inzet.stand, inzet.zin
        inzet.versie += 1
    Inzet.objects.bulk_update(
        inzetten,
        ["online_op", "bijgewerkt_op", "online_door", "openbare_stand", "openbare_zin", "versie"],
    )


@transaction.atomic
def beeindig_inzet(inzet: Inzet, *, versie: int, nu=None) -> Inzet:
    """Take an activity out of a plan: for mistakes. What really stopped keeps its line and reason.

    Only a line that never was online may go; raises RegelGeschonden otherwise.
    """
    inzet = Inzet.objects.select_for_update(of=("self",)).get(pk=inzet.pk)
    if inzet.vervallen_op:
        return inzet
    if inzet.versie != versie:
        raise Verouderd(inzet)
    if inzet.online_op:
        raise RegelGeschonden(
            "Deze activiteit staat al online. Meld dat zij gestopt is, en waarom."
        )
    inzet.vervallen_op = nu or timezone.now()
    inzet.versie += 1
    inzet.save()
    return inzet


def _zeg_toe(rij, door, nu):
    rij.toezegging = Toegezegd.Toezegging.BEVESTIGD
    rij.gezegd_op, rij.gezegd_door = nu, door


def _zet_partners(activiteit, partners):
    partners = {partner for partner in partners if partner.pk != activiteit.trekker_id}
    activiteit.deelnames.exclude(partner__in=partners).delete()
    Deelname.objects.bulk_create(
        (Deelname(activiteit=activiteit, partner=partner) for partner in partners),
        ignore_conflicts=True,
    )
