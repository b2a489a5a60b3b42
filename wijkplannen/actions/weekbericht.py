"""On Monday morning: to each gebiedsmanager what waits in their wijken, if anything does."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from berichten.actions import zet_klaar
from berichten.models import Bericht
from gebruikers.models import Gebruiker, Rol
from partners.permissions import rechten
from wijkplannen.actions.bezoek import EERSTE
from wijkplannen.bureau import Bureau, lees_bureau
from wijkplannen.models import Wijkplan


def stuur_weekberichten(*, nu: datetime | None = None) -> int:
    """One message per person per week, only to whom there is something to say; gives how many."""
    nu = nu or timezone.now()
    managers = Gebruiker.objects.filter(
        is_active=True,
        aanstellingen__rol=Rol.GEBIEDSMANAGER,
        aanstellingen__periode__contains=timezone.localdate(nu),
    ).distinct()
    return sum(stuur_weekbericht(manager, nu=nu) is not None for manager in managers)


@transaction.atomic
def stuur_weekbericht(gebruiker: Gebruiker, *, nu: datetime) -> Bericht | None:
    """To one gebiedsmanager; nothing when all is well. The same week again writes nothing."""
    gebieden = rechten(gebruiker, timezone.localdate(nu)).gebieden
    plannen = Wijkplan.objects.met_werkversie().filter(gebied__in=gebieden)
    bureau = lees_bureau(
        gebieden,
        list(plannen.met_wijzigingen().voor_lijst()),
        gebruiker=gebruiker,
        sinds=nu - EERSTE,
        nu=nu,
    )
    regels = in_zinnen(bureau)
    if not regels:
        return None
    jaar, week, _ = timezone.localdate(nu).isocalendar()
    return zet_klaar(
        soort="wp_weekbericht",
        gebeurtenis=f"{gebruiker.pk}:{jaar}-{week}",
        aan=gebruiker.email,
        feiten={"naam": gebruiker.naam, "regels": regels, "link": reverse("portaal:werk")},
    )


def in_zinnen(bureau: Bureau) -> list[str]:
    """What somebody has to do something with; not what only happened."""
    aandacht = bureau.aandacht
    laat, stil = len(aandacht.te_laat), len(aandacht.stil)
    tellingen = [
        (bureau.aantal_wacht, "Er wacht 1 ding op u.", "Er wachten {} dingen op u."),
        (
            stil,
            "Van 1 partner hoorden wij meer dan een half jaar niets.",
            "Van {} partners hoorden wij meer dan een half jaar niets.",
        ),
        (laat, "1 activiteit is over tijd.", "{} activiteiten zijn over tijd."),
        (
            len(bureau.bellijst),
            "Op uw bellijst staat 1 partner.",
            "Op uw bellijst staan {} partners.",
        ),
        (
            len(bureau.week),
            "Deze week staat er 1 ding op de agenda.",
            "Deze week staan er {} dingen op de agenda.",
        ),
    ]
    return [
        een if aantal == 1 else meer.format(aantal) for aantal, een, meer in tellingen if aantal
    ]
