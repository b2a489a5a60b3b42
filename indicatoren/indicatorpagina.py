"""One indicator as its page shows it: through the years, and in all areas of a kind in one year.

Whatever the address asks, there is a page: what does not exist gives the nearest that does, and a
sentence that says so.
"""

from dataclasses import dataclass

from gebieden.models import Gebied
from indicatoren.models import Dekking, Indicator, Peiling
from indicatoren.reeksen import reeksen_van
from indicatoren.spreiding import SOORTEN, Spreiding
from kern.templatetags.onderdelen import getal


@dataclass(frozen=True)
class Keuze:
    """What the address asked, as far as there are figures; `meldingen` say where it differs."""

    soort: str
    jaar: int | None
    soorten: list[str]
    jaren: list[int]
    meldingen: list[str]


class Indicatorpagina:
    """`spreiding` is None as long as no area but the whole has a figure."""

    def __init__(self, indicator: Indicator, stad: Gebied, vraag):
        """`indicator` as `voor_reeksen` fetched it; `vraag` the query of the address."""
        self.indicator, self.stad = indicator, stad
        self.keuze = kies(indicator, stad, vraag.get("soort", ""), vraag.get("jaar", ""))
        self.meldingen = [*self.keuze.meldingen]
        self.spreiding = self._spreiding(vraag.get("gebied", ""))
        hier = self.spreiding and self.spreiding.gekozen
        self.gebied = hier.gebied if hier else stad
        gebieden = [stad, self.gebied] if hier else [stad]
        gevonden = reeksen_van([indicator], gebieden)
        self.reeks = gevonden[indicator.pk, self.gebied.pk]
        self.stadsreeks = gevonden[indicator.pk, stad.pk]
        if hier and not indicator.is_telling:
            self.reeks.naast = self.stadsreeks

    def _spreiding(self, hier):
        if not self.keuze.soort:
            return None
        spreiding = Spreiding(self.indicator, self.keuze.soort, self.keuze.jaar, self.stad, hier)
        if hier and not spreiding.gekozen:
            self.meldingen.append(
                f"Dit gebied staat niet bij de {spreiding.meer} van {spreiding.jaar}. "
                f"Je ziet heel {self.stad.naam}."
            )
        return spreiding

    @property
    def is_gebied(self):
        return self.gebied != self.stad

    @property
    def is_wijk(self):
        """Whether the area has a page of its own."""
        return self.gebied.soort == Gebied.Soort.PLANGEBIED

    @property
    def peilingen(self) -> list[tuple[Peiling, str]]:
        """The surveys of the years on this page, last first, with what is known of each."""
        jaren = {cel.jaar for cel, _, _ in self.reeks.beeldrijen}
        return [
            (peiling, peilingtekst(peiling))
            for peiling in self.indicator.bron.peilingen.order_by("-jaar")
            if peiling.jaar in jaren
        ]


def kies(indicator: Indicator, stad: Gebied, soort: str, jaar: str) -> Keuze:
    """The kind of area and the year to compare, from what there is: one query."""
    jaren_per_soort = _dekking(indicator, stad)
    soorten = [naam for naam in SOORTEN if naam in jaren_per_soort]
    meldingen = []
    if not soorten:
        return Keuze("", None, [], [], meldingen)
    gekozen = soort if soort in soorten else soorten[0]
    if soort not in ("", gekozen):
        meldingen.append(
            f"Per {SOORTEN[soort][0]} zijn er geen cijfers. "
            if soort in SOORTEN
            else "Dit soort gebied kennen we niet. "
        )
        meldingen[-1] += f"Je ziet de {SOORTEN[gekozen][1]}."
    jaren = jaren_per_soort[gekozen]
    nu = _dichtbij(jaren, jaar)
    if jaar not in ("", str(nu)):
        meldingen.append(
            f"Van dat jaar zijn er geen cijfers per {SOORTEN[gekozen][0]}. Je ziet {nu}."
        )
    alle = sorted({j for soort in soorten for j in jaren_per_soort[soort]}, reverse=True)
    return Keuze(gekozen, nu, soorten, alle, meldingen)


def _dekking(indicator: Indicator, stad: Gebied) -> dict[str, list[int]]:
    rijen = Dekking.objects.filter(indicator=indicator, gemeente=stad.gemeente_id)
    jaren = {}
    for soort, jaar in rijen.order_by("-jaar").values_list("soort", "jaar"):
        jaren.setdefault(soort, []).append(jaar)
    return jaren


def _dichtbij(jaren: list[int], gevraagd: str) -> int:
    """The last year, or the one nearest to what was asked."""
    if not (gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) == 4):
        return jaren[0]
    return min(jaren, key=lambda jaar: (abs(jaar - int(gevraagd)), -jaar))


def peilingtekst(peiling: Peiling) -> str:
    """Who were asked and how many answered, as far as it is known: "" when nothing is."""
    van, tot = peiling.leeftijd_van, peiling.leeftijd_tot
    leeftijd = {
        (True, True): f"mensen van {van} tot en met {tot} jaar",
        (True, False): f"mensen vanaf {van} jaar",
        (False, True): f"mensen tot en met {tot} jaar",
        (False, False): "",
    }[van is not None, tot is not None]
    aantal = f"{getal(peiling.antwoorden)} antwoorden" if peiling.antwoorden is not None else ""
    return ", ".join(deel for deel in (peiling.periode, leeftijd, aantal) if deel)
