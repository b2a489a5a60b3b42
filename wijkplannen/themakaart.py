"""Which themes get attention in which wijk, and which do not."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from wijkplannen.models import Stand, Thema
from wijkplannen.uitvoeringsagenda import lees_kader

LOOPT = [Stand.IN_UITVOERING, Stand.DOORLOPEND]


@dataclass(frozen=True)
class Vakje:
    """One theme in one wijk; `standen` says how many activities there are of each stand."""

    thema: str
    themanaam: str
    wijk: str
    wijknaam: str
    standen: Counter

    @property
    def is_leeg(self) -> bool:
        return not self.standen.total()

    @property
    def telling(self) -> str:
        """ "3 lopen, 1 gepland"; what is over counts only where nothing else goes on."""
        loopt, gepland = sum(self.standen[stand] for stand in LOOPT), self.standen[Stand.GEPLAND]
        if not loopt + gepland:
            return f"{self.standen.total()}\u00a0voorbij"
        delen = [loopt and f"{loopt}\u00a0{'loopt' if loopt == 1 else 'lopen'}"]
        return ", ".join(filter(None, [*delen, gepland and f"{gepland}\u00a0gepland"]))

    @property
    def adres(self) -> str:
        """These activities in the agenda of all wijken."""
        vraag = urlencode({"thema": self.thema, "wijk": self.wijk})
        return f"{reverse('wijkplannen:uitvoeringsagenda')}?{vraag}"


@dataclass(frozen=True)
class Rij:
    """A theme through all wijken."""

    thema: Thema
    vakjes: list[Vakje]

    @property
    def met_iets(self) -> list[Vakje]:
        return [vakje for vakje in self.vakjes if not vakje.is_leeg]

    @property
    def leeg_in(self) -> list[str]:
        return [vakje.wijknaam for vakje in self.vakjes if vakje.is_leeg]


@dataclass(frozen=True)
class Themakaart:
    wijken: list[str]
    rijen: list[Rij]
    is_voorbeeld: bool  # some of what was counted is invented

    @property
    def nergens(self) -> list[str]:
        """Themes with nothing at all."""
        return [rij.thema.naam for rij in self.rijen if not rij.met_iets]


def lees_themakaart() -> Themakaart:
    """Every theme in every wijk: three queries."""
    kader = lees_kader()
    standen = {}
    tellingen = kader.inzetten().order_by().values_list("doel__uuid", "openbare_stand")
    for uuid, stand, aantal in tellingen.annotate(Count("pk")):
        doel = kader.doelen[uuid]
        standen.setdefault((doel.thema, doel.wijk), Counter())[stand] += aantal
    rijen = [
        Rij(
            thema,
            [
                Vakje(
                    thema.sleutel,
                    thema.naam,
                    wijk,
                    naam,
                    standen.get((thema.sleutel, wijk), Counter()),
                )
                for wijk, naam in kader.wijken.items()
            ],
        )
        for thema in Thema.objects.all()
    ]
    verzonnen = any(doel.is_voorbeeld for doel in kader.doelen.values())
    return Themakaart(list(kader.wijken.values()), rijen, verzonnen)
