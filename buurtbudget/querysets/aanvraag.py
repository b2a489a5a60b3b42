from django.db import models
from django.db.models import Q

from partners.permissions import rechten


class AanvraagQuerySet(models.QuerySet):
    def ingediend(self):
        return self.exclude(status__in=["concept", "verlopen"])

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

    def voor_lijst(self):
        return self.select_related("spelregels__gebied", "categorie").order_by("ontvangen_op", "pk")
