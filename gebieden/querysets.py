from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q
from django.utils import timezone


class GebiedQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(geldig__contains=dag)

    def van_de_gemeente(self):
        """The areas of the gemeente this portal is for, as they are today."""
        return self.filter(gemeente__code=settings.GEMEENTE).geldig_op(timezone.localdate())

    def wijken(self):
        """The nine plan areas: on screen the only thing called wijk."""
        return self.van_de_gemeente().filter(soort=self.model.Soort.PLANGEBIED)

    def wijken_en_geheel(self):
        """The wijken by name, after the gemeente as a whole: a plan may be for all of it."""
        soorten = [self.model.Soort.GEMEENTE, self.model.Soort.PLANGEBIED]
        return self.van_de_gemeente().filter(soort__in=soorten).order_by("soort", "naam")

    def budgetgebieden(self):
        return self.van_de_gemeente().filter(soort=self.model.Soort.BUDGETGEBIED)

    def gemeentes(self):
        return self.filter(soort=self.model.Soort.GEMEENTE)

    def met_buurten(self):
        """Adds `buurten`: the keys of those it is made of today, and which of them are a guess."""
        nu = Q(liggingen__geldig__contains=timezone.localdate())
        laag = nu & Q(liggingen__zekerheid="laag")
        return self.annotate(
            buurten=ArrayAgg("liggingen__buurt", filter=nu, default=[]),
            onzekere_buurten=ArrayAgg("liggingen__buurt", filter=laag, default=[]),
        )

    def die_raken(self, gebied):
        """Those that share a buurt with `gebied` today."""
        vandaag = timezone.localdate()
        buurten = gebied.liggingen.geldig_op(vandaag).values("buurt")
        return self.filter(
            liggingen__geldig__contains=vandaag, liggingen__buurt__in=buurten
        ).distinct()


class LiggingQuerySet(models.QuerySet):
    def geldig_op(self, dag):
        return self.filter(geldig__contains=dag)


class PostcodeQuerySet(models.QuerySet):
    def kandidaten(self, pc, huisnummer=None):
        """Rows for a postcode: of all six characters when we have them, else of its four digits.

        A house number narrows the first kind down. Shares are of surface, not of addresses.
        """
        rijen = list(
            self.filter(pc__in=[pc, pc[:4]], gebied__gemeente__code=settings.GEMEENTE)
            .select_related("gebied")
            .order_by("-aandeel", "gebied__naam")
        )
        fijn = [rij for rij in rijen if len(rij.pc) == 6]
        if huisnummer is not None:
            fijn = [rij for rij in fijn if rij.heeft(huisnummer)]
        return fijn or [rij for rij in rijen if len(rij.pc) == 4]
