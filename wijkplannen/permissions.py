"""Who may do what with a plan."""

from django.db.models import Q

from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.models import Blok, Deelname, Inzet, Wijkplan
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


def mag_meepraten(gebruiker, plan: Wijkplan) -> bool:
    """Comment on and propose for what one may read of the working copy."""
    return mag_werkversie_zien(gebruiker, plan)


def mag_inbreng_zien(gebruiker, gebied_id: int) -> bool:
    """Words and senders: only who handles them, the gebiedsmanager of the area."""
    return rechten(gebruiker).beheert(gebied_id)


def mag_bijeenkomst_beheren(gebruiker, gebied_id: int) -> bool:
    """The gebiedsmanager of the area."""
    return rechten(gebruiker).beheert(gebied_id)


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
