from django.db import models
from django.db.models import Q

from partners.permissions import rechten


class OverOnderdeelQuerySet(models.QuerySet):
    def leesbaar_voor(self, gebruiker):
        """Of a plan one may read: not at a text that is for the city. Twin of `mag_blok_zien`."""
        if rechten(gebruiker).is_gemeente:
            return self
        return self.exclude(blok__zichtbaarheid="gemeente")

    def met_onderdeel(self):
        """The person, and the part with its trekker: one query."""
        return self.select_related(
            "door", "namens", "blok", "doel", "inzet__activiteit__trekker", "inzet__doel"
        )


class OpmerkingQuerySet(OverOnderdeelQuerySet):
    def open(self):
        return self.filter(opgelost_op__isnull=True)


class WijzigingsvoorstelQuerySet(OverOnderdeelQuerySet):
    def open(self):
        return self.filter(status="open")

    def te_beslissen_voor(self, gebruiker):
        """Open, and this person decides: the list side of `mag_onderdeel_wijzigen`."""
        mijn = rechten(gebruiker)
        return self.open().filter(
            Q(plan__gebied__in=mijn.gebieden) | Q(inzet__activiteit__trekker__in=mijn.partners)
        )

    def beantwoord_voor(self, gebruiker, sinds):
        """What this person proposed and the owner answered since that moment, newest first."""
        beantwoord = self.filter(door=gebruiker, status__in=["overgenomen", "afgewezen"])
        return beantwoord.filter(afgehandeld_op__gte=sinds).order_by("-afgehandeld_op", "-pk")


class LeerpuntQuerySet(models.QuerySet):
    def lopend(self):
        return self.filter(vervallen_op__isnull=True)

    def openbaar(self):
        """What everybody may read."""
        return self.lopend().filter(zichtbaarheid="openbaar").select_related("thema")

    def zichtbaar_voor(self, gebruiker):
        """What this person may read: the list side of `mag_leerpunt_zien`."""
        if rechten(gebruiker).is_gemeente:
            return self
        plannen = self.model._meta.get_field("plan").related_model.objects
        mijn = plannen.met_werkversie_voor(gebruiker)
        van_partners = Q(zichtbaarheid="partners", plan__in=mijn.values("pk"))
        return self.filter(Q(zichtbaarheid="openbaar") | van_partners)
