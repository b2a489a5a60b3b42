"""Who may do what with a plan."""

from django.db.models import Q
from django.utils.timezone import localdate

from gebruikers.models import Gebruiker
from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.models import (
    Blok,
    Deelname,
    Doel,
    Inzet,
    Leerpunt,
    Opmerking,
    Wijkplan,
    Zichtbaarheid,
)
from wijkplannen.querysets import DOET_MEE


def mag_bewerken(gebruiker, plan: Wijkplan) -> bool:
    """The gebiedsmanager of the plan's area."""
    return rechten(gebruiker).beheert(plan.gebied_id)


def mag_werkversie_zien(gebruiker, plan: Wijkplan) -> bool:
    """The city, and the partners that have a part in the plan. Twin: `met_werkversie_voor`."""
    mijn = rechten(gebruiker)
    return mijn.is_gemeente or partners_in_plan(plan).filter(pk__in=mijn.partners).exists()


def mag_blok_zien(gebruiker, blok: Blok) -> bool:
    """Given that one may see the working copy at all."""
    return blok.zichtbaarheid != Blok.Zichtbaarheid.GEMEENTE or rechten(gebruiker).is_gemeente


def mag_voortgang_melden(gebruiker, inzet: Inzet) -> bool:
    """The trekker of the activity, and the gebiedsmanager of the plan it stands in."""
    mijn = rechten(gebruiker)
    return mijn.beheert(inzet.doel.plan.gebied_id) or mijn.hoort_bij(inzet.activiteit.trekker_id)


def mag_activiteit_wijzigen(gebruiker, inzet: Inzet) -> bool:
    """What it is, in every plan: the trekker itself, and the gebiedsmanager of a plan it is in."""
    return mag_voortgang_melden(gebruiker, inzet)


def mag_activiteit_toevoegen(gebruiker, plan: Wijkplan) -> bool:
    """The gebiedsmanager for anybody; a partner in the plan only what it leads itself."""
    return mag_bewerken(gebruiker, plan) or (
        not rechten(gebruiker).is_gemeente and mag_werkversie_zien(gebruiker, plan)
    )


def mag_leerpunt_zien(gebruiker, leerpunt: Leerpunt) -> bool:
    """As far as it says itself who may read it. Twin: `LeerpuntQuerySet.zichtbaar_voor`."""
    if leerpunt.zichtbaarheid == Zichtbaarheid.OPENBAAR or rechten(gebruiker).is_gemeente:
        return True
    van_partners = leerpunt.zichtbaarheid == Zichtbaarheid.PARTNERS
    return van_partners and mag_werkversie_zien(gebruiker, leerpunt.plan)


def mag_meepraten(gebruiker, plan: Wijkplan) -> bool:
    """Comment on and propose for what one may read of the working copy."""
    return mag_werkversie_zien(gebruiker, plan)


def mag_onderdeel_wijzigen(gebruiker, plan: Wijkplan, onderdeel: Blok | Doel | Inzet) -> bool:
    """Decides what a part of this plan says; others may propose. Twin: `te_beslissen_voor`."""
    return mag_bewerken(gebruiker, plan) or (
        isinstance(onderdeel, Inzet)
        and rechten(gebruiker).hoort_bij(onderdeel.activiteit.trekker_id)
    )


def mag_opmerking_afhandelen(gebruiker, plan: Wijkplan, opmerking: Opmerking) -> bool:
    """Who wrote it, and who decides what the part says."""
    return opmerking.door_id == gebruiker.pk or mag_onderdeel_wijzigen(
        gebruiker, plan, opmerking.onderdeel
    )


def mag_toezeggen(gebruiker, plan: Wijkplan, partner: Partner) -> bool:
    """Say yes or no for a partner: its people, and the gebiedsmanager for one without accounts."""
    if rechten(gebruiker).hoort_bij(partner.pk):
        return True
    return mag_bewerken(gebruiker, plan) and not leden(partner).exists()


def mag_inbreng_zien(gebruiker, gebied_id: int) -> bool:
    """Words and senders: only who handles them, the gebiedsmanager of the area."""
    return rechten(gebruiker).beheert(gebied_id)


def mag_bijeenkomst_beheren(gebruiker, gebied_id: int) -> bool:
    """The gebiedsmanager of the area."""
    return rechten(gebruiker).beheert(gebied_id)


def leden(partner: Partner):
    """People with an account who belong to it today."""
    vandaag = partner.lidmaatschappen.geldig_op(localdate())
    return Gebruiker.objects.filter(lidmaatschappen__in=vandaag, is_active=True).distinct()


def namens_wie(gebruiker, plan: Wijkplan) -> Partner | None:
    """The partner in the plan for which somebody speaks; nobody for the city."""
    mijn = rechten(gebruiker)
    if mijn.is_gemeente:
        return None
    return partners_in_plan(plan).filter(pk__in=mijn.partners).first()


def partners_in_plan(plan: Wijkplan):
    """Partners that were invited, lead an activity, or take part in one and did not decline."""
    inzetten = Inzet.objects.van_plan(plan).lopend()
    deelnames = Deelname.objects.filter(activiteit__inzetten__in=inzetten, toezegging__in=DOET_MEE)
    uitgenodigd = plan.planpartners.filter(beeindigd_op__isnull=True)
    return Partner.objects.filter(
        Q(pk__in=inzetten.values("activiteit__trekker"))
        | Q(pk__in=deelnames.values("partner"))
        | Q(pk__in=uitgenodigd.values("partner"))
    )
