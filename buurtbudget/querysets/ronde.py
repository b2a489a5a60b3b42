from django.db import models
from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce


class VerdeelrondeQuerySet(models.QuerySet):
    def van(self, slug, jaar):
        """With its rules, area and pot: one query for every page of the round."""
        return self.filter(spelregels__gebied__slug=slug, spelregels__jaar=jaar).select_related(
            "spelregels__gebied", "spelregels__regeling", "wijkbudget"
        )


class DeelnemerQuerySet(models.QuerySet):
    def voor_lijst(self):
        return self.select_related("lid", "ingevoerd_door").order_by("volgorde", "pk")

    def met_stand(self):
        """Adds `ingevuld`: how many amounts stand in the column. Not which: that is their own."""
        return self.voor_lijst().annotate(ingevuld=Count("verdelingen"))


class RondepostQuerySet(models.QuerySet):
    def lopend(self):
        """Still to be decided: what was taken back in between does not count any more."""
        return self.filter(aanvraag__status__in=["ontvangen", "vraag"])

    def voor_staat(self):
        """What one line shows: with `zelf`, paid by others (€), and `steun`, neighbours who signed.

        One query.
        """
        lijnen = self.model._meta.get_field("aanvraag").related_model
        posten = lijnen._meta.get_field("posten").related_model.objects.order_by()
        zelf = (
            posten.filter(~Q(soort="kosten"), aanvraag=OuterRef("aanvraag"))
            .values("aanvraag")
            .values(som=Sum("bedrag"))
        )
        namen = lijnen._meta.get_field("handtekeningen").related_model.objects.order_by()
        steun = (
            namen.filter(aanvraag=OuterRef("aanvraag"))
            .values("aanvraag")
            .values(aantal=Count("pk"))
        )
        nul = Value(0, output_field=DecimalField())
        return self.select_related(
            "aanvraag__categorie", "aanvraag__wijkbudget", "aanvraag__aanvrager", "grond"
        ).annotate(
            zelf=Coalesce(Subquery(zelf), nul, output_field=DecimalField()),
            steun=Coalesce(Subquery(steun), 0),
        )
