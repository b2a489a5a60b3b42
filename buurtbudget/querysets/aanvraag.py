from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils.timezone import localtime

from berichten.models import Bericht
from buurtbudget.querysets.register import ONDERSTEUND, RegisterQuerySet
from partners.permissions import rechten


class AanvraagQuerySet(RegisterQuerySet):
    def ingediend(self):
        return self.exclude(status__in=["concept", "verlopen"])

    def ondersteund(self):
        """With a grant that stands: not under a condition, called off or lapsed."""
        return self.filter(status__in=ONDERSTEUND)

    def van_wijk(self, gebied, jaar=None):
        rijen = self.filter(spelregels__gebied=gebied)
        return rijen.filter(spelregels__jaar=jaar) if jaar else rijen

    def zonder_belang(self, gebruiker):
        """Not one's own, not of an organisation one belongs to, no interest declared."""
        eigen = Q(belangen__lid__gebruiker=gebruiker) | Q(indiener=gebruiker)
        organisatie = Q(partner__in=rechten(gebruiker).partners)
        met = self.model.objects.filter(eigen | organisatie)
        return self.exclude(pk__in=met.values("pk"))

    def voor_team(self, gebruiker, gebieden):
        """What a member of the working group sees. Twin: `permissions.mag_dossier_zien`."""
        return self.ingediend().filter(spelregels__gebied__in=gebieden).zonder_belang(gebruiker)

    def stille_concepten(self, nu, dagen):
        """Drafts that nobody touched for so many days."""
        return self.filter(status="concept", gewijzigd_op__lte=nu - timedelta(days=dagen))

    def te_herinneren(self, dag):
        """Granted, and the day for receipts is past: `actions.termijnen.herinner` looks closer."""
        return self.filter(
            status__in=["toegekend", "herinnerd"], declareren_voor__lt=dag, herinneringen__lt=2
        ).order_by("pk")

    def te_wissen(self, nu):
        """Closed so long ago that who asked is of no use any more; their data are still here.

        Refused, taken back or never sent: months after. Paid for: years after the end of that year,
        as the books of a foundation are kept.
        """
        jaar = localtime(nu).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        kort = Q(
            status__in=["afgewezen", "ingetrokken", "verlopen"],
            gesloten_op__lte=_moment(nu) - _duur("bewaar_maanden_afgewezen", "months"),
        )
        lang = Q(
            status__in=["afgerond", "gaat_niet_door", "vervallen"],
            gesloten_op__lt=_moment(jaar) - _duur("bewaar_jaren", "years"),
        )
        wie = Q(aanvrager__isnull=False) | Exists(_berichten_met_adres())
        return self.filter(kort | lang).filter(wie).order_by("pk")


def _berichten_met_adres():
    """Of a draft that ran out the person went at once; the letters that told them did not."""
    over = Bericht.objects.filter(betreft=Cast(OuterRef("uuid"), models.CharField()))
    return over.exclude(aan="")


def _moment(moment):
    return Value(moment, models.DateTimeField())


def _duur(veld, eenheid):
    """As long as the scheme says, by the calendar: with days a leap year would end too early."""
    return Func(
        F(f"spelregels__regeling__{veld}"),
        function="make_interval",
        template=f"%(function)s({eenheid} => %(expressions)s)",
        output_field=models.DurationField(),
    )
