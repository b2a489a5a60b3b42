from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, TextField, When
from django.db.models.functions import Cast, Coalesce, JSONObject

from partners.permissions import rechten
from wijkplannen.querysets.agenda import DOET_MEE


class WijkplanQuerySet(models.QuerySet):
    def openbaar(self):
        """Published, announced, or an older plan that only exists as a document."""
        return self.filter(
            Q(huidige_versie__isnull=False) | ~Q(aankondiging="") | Q(soort="document")
        )

    def online(self):
        return self.filter(huidige_versie__isnull=False)

    def voor_lijst(self):
        return self.select_related("gebied", "huidige_versie").defer("huidige_versie__inhoud")

    def met_bijeenkomst(self, nu):
        """Adds `komt`: what a page says of the next public meeting in the wijk, or None."""
        model = self.model._meta.get_field("bijeenkomsten").related_model
        komend = model.objects.openbaar().komend(nu).filter(afgelast_op__isnull=True)
        velden = {naam: F(naam) for naam in ("uuid", "titel", "plaats", "begin", "is_voorbeeld")}
        eerste = komend.filter(gebied=OuterRef("gebied")).values(json=JSONObject(**velden))[:1]
        return self.annotate(komt=Subquery(eerste))

    def met_documenten(self):
        """Adds `papieren`: of each document its uuid and title, the latest first."""
        model = self.model._meta.get_field("documenten").related_model
        velden = {naam: F(naam) for naam in ("uuid", "titel")}
        rijen = model.objects.filter(plan=OuterRef("pk")).order_by("-op", "-pk")
        return self.annotate(papieren=ArraySubquery(rijen.values(json=JSONObject(**velden))))

    def voorop(self):
        """Per area the plan that stands for it, by the pk of the area: one query.

        Online comes before announced, and announced before an older document.
        """
        rang = Case(
            When(huidige_versie__isnull=False, then=0), When(soort="document", then=2), default=1
        )
        plannen = self.voor_lijst().order_by("gebied_id", rang, "-periode").distinct("gebied_id")
        return {plan.gebied_id: plan for plan in plannen}

    def met_werkversie(self):
        return self.exclude(soort="document")

    def met_werkversie_voor(self, gebruiker):
        """Plans whose working copy this person may read: the list side of `mag_werkversie_zien`."""
        mijn = rechten(gebruiker)
        if mijn.is_gemeente:
            return self
        if not mijn.partners:
            return self.none()
        lopend = Q(
            doelen__vervallen_op__isnull=True,
            doelen__inzetten__vervallen_op__isnull=True,
        )
        uitgenodigd = Q(
            planpartners__partner__in=mijn.partners, planpartners__beeindigd_op__isnull=True
        )
        return self.filter(
            uitgenodigd
            | lopend
            & (
                Q(doelen__inzetten__activiteit__trekker__in=mijn.partners)
                | Q(  # not by excluding what was declined: that looks at every partner of the plan
                    doelen__inzetten__activiteit__deelnames__partner__in=mijn.partners,
                    doelen__inzetten__activiteit__deelnames__toezegging__in=DOET_MEE,
                )
            )
        ).distinct()

    def met_wijzigingen(self):
        """Adds `wijzigingen`: parts of the frame that changed since the version online.

        Counted are parts that visitors see now or will see next.
        """
        lopend = Q(vervallen_op__isnull=True)
        return self.annotate(
            wijzigingen=self._gewijzigd("doelen", lopend)
            + self._gewijzigd("blokken", lopend & Q(zichtbaarheid="openbaar"))
        )

    def _gewijzigd(self, naam, wordt_openbaar):
        rijen = (
            self.model._meta.get_field(naam)
            .related_model.objects.filter(
                plan=OuterRef("pk"), gewijzigd_op__gt=OuterRef("huidige_versie__op")
            )
            .alias(online=Cast(OuterRef("huidige_versie__inhoud"), TextField()))
            .filter(wordt_openbaar | Q(online__contains=Cast("uuid", TextField())))
        )
        tel = rijen.order_by().values("plan").annotate(aantal=Count("pk")).values("aantal")
        return Coalesce(Subquery(tel), 0)


class DoelQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)
