"""The gemeente in one query: its areas, and which lies where."""

from django.db.models import Exists, OuterRef

from gebieden.models import Gebied, Postcode

ZEKER = 0.95  # of the surface of a postcode in one wijk: then we do not ask


class Stad:
    """All areas but the buurten, as they are today.

    `wijken` come with their outline, and with `delen` and `misschien`: the names of the CBS wijken
    they are made of, for sure and as our guess.
    """

    def __init__(self):
        gebieden = list(
            Gebied.objects.van_de_gemeente()
            .exclude(soort=Gebied.Soort.BUURT)
            .select_related("vorm", "indeling")
            .annotate(met_postcode=Exists(Postcode.objects.filter(gebied=OuterRef("pk"))))
            .met_buurten()
            .order_by("naam")
        )

        def van(soort):
            return [gebied for gebied in gebieden if gebied.soort == soort]

        self.gemeente = next(iter(van(Gebied.Soort.GEMEENTE)), None)
        self.wijken = van(Gebied.Soort.PLANGEBIED)
        self.budgetgebieden = van(Gebied.Soort.BUDGETGEBIED)
        self.cbs_wijken = van(Gebied.Soort.WIJK)
        for wijk in self.wijken:
            self._noem_delen(wijk, set(wijk.buurten))

    @property
    def heeft_kaart(self):
        """Whether outlines are known: then there is a map, and something to say of its borders."""
        return any(hasattr(wijk, "vorm") for wijk in self.wijken)

    @property
    def heeft_postcodes(self):
        return any(wijk.met_postcode for wijk in self.wijken)

    def wijk(self, slug):
        return next((wijk for wijk in self.wijken if wijk.slug == slug), None)

    def wijken_van_deel(self, slug):
        """The wijken in which a part with this slug lies: one when any kind of part is sure."""
        per_soort = [
            [wijk for wijk in self.wijken if set(wijk.buurten) & set(deel.buurten)]
            for deel in self.cbs_wijken + self.budgetgebieden
            if deel.slug == slug
        ]
        return min(per_soort, key=len, default=[])

    def budgetten_in(self, wijk):
        """Budget areas that touch the wijk; their `delen` and `misschien` are those inside it."""
        budgetten = []
        for budget in self.budgetgebieden:
            if samen := set(budget.buurten) & set(wijk.buurten):
                self._noem_delen(budget, samen)
                budgetten.append(budget)
        return budgetten

    def _noem_delen(self, gebied, buurten):
        gebied.delen, gebied.misschien = [], []
        for deel in self.cbs_wijken:
            if samen := buurten & set(deel.buurten):
                zeker = samen - set(gebied.onzekere_buurten)
                (gebied.delen if zeker else gebied.misschien).append(deel.naam)


def zekere_wijk(aandelen):
    """The wijk that holds nearly all we know of a postcode, or None: then one has to ask.

    Shares of surface do not add up to 1 where a postcode reaches outside the city, so they are
    weighed against each other.
    """
    for wijk, aandeel in aandelen.items():
        if float(aandeel) >= ZEKER * float(sum(aandelen.values())):
            return wijk
    return None
