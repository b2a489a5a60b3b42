"""The money of a wijk as visitors see it: always with its moment, and never "over" in a round."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, JSONObject

from buurtbudget.models import Spelregels, Verdeelronde, Wijkbudget

BEDRAGEN = ["plafond", "verwacht", "extra", "gereserveerd", "verplicht", "te_vorderen"]


@dataclass(frozen=True)
class Pot:
    """A pot of one year, in euro; `plafond` None: not known yet."""

    deelpot: str
    plafond: Decimal | None
    verwacht: Decimal | None
    extra: Decimal
    toegezegd: Decimal

    @property
    def te_verdelen(self):
        return (self.plafond or Decimal(0)) + self.extra

    @property
    def over(self):
        return self.te_verdelen - self.toegezegd


@dataclass(frozen=True)
class Geldstand:
    """What a page says of the money of one wijk in one year."""

    jaar: int
    potten: list[Pot]
    vorig_jaar: Decimal
    in_ronde: bool
    gevraagd: Decimal = Decimal(0)
    aanvragers: int = 0
    is_voorbeeld: bool = False

    @property
    def is_bekend(self):
        return bool(self.potten) and all(pot.plafond is not None for pot in self.potten)

    @property
    def te_verdelen(self):
        return sum((pot.te_verdelen for pot in self.potten), Decimal(0))

    @property
    def toegezegd(self):
        return sum((pot.toegezegd for pot in self.potten), Decimal(0))

    @property
    def over(self):
        return self.te_verdelen - self.toegezegd

    @property
    def verwacht(self):
        return sum((pot.verwacht or Decimal(0) for pot in self.potten), Decimal(0))

    @property
    def te_kort(self):
        return self.gevraagd > self.te_verdelen

    @property
    def breed_verdelen(self):
        """Widths of two bars on one scale, 0–100."""
        return _deel(self.te_verdelen, self.gevraagd)

    @property
    def breed_gevraagd(self):
        return _deel(self.gevraagd, self.te_verdelen)

    @property
    def breed_toegezegd(self):
        return min(_deel(self.toegezegd, self.te_verdelen), 100)


def met_potten(rijen):
    """Adds to rules the pots of their year and of the year before, and if the round is over."""
    potten = Wijkbudget.objects.filter(
        Q(jaar=OuterRef("jaar")) | Q(jaar=OuterRef("jaar") - 1),
        regeling=OuterRef("regeling"),
        gebied=OuterRef("gebied"),
    ).order_by("-jaar", "deelpot")
    als_tekst = {naam: Cast(naam, CharField()) for naam in BEDRAGEN}
    rij = JSONObject(jaar="jaar", deelpot="deelpot", is_voorbeeld="is_voorbeeld", **als_tekst)
    klaar = Verdeelronde.objects.filter(
        spelregels__gebied=OuterRef("gebied"),
        spelregels__jaar=OuterRef("jaar"),
        status=Verdeelronde.Status.BEVESTIGD,
    )
    return rijen.annotate(
        potrijen=ArraySubquery(potten.annotate(als_json=rij).values("als_json")),
        ronde_klaar=Exists(klaar),
    )


def lees_geld(regels: Spelregels, *, gevraagd=None) -> Geldstand:
    """From rules that came `met_potten`; `gevraagd` is {"som": euro, "aantal": applications}."""
    nu = [rij for rij in regels.potrijen if rij["jaar"] == regels.jaar]
    toen = [_pot(rij) for rij in regels.potrijen if rij["jaar"] == regels.jaar - 1]
    gevraagd = gevraagd or {}
    return Geldstand(
        jaar=regels.jaar,
        potten=[_pot(rij) for rij in nu],
        vorig_jaar=sum((pot.te_verdelen for pot in toen), Decimal(0)),
        in_ronde=regels.is_ronde and not regels.ronde_klaar,
        gevraagd=gevraagd.get("som") or Decimal(0),
        aanvragers=gevraagd.get("aantal") or 0,
        is_voorbeeld=any(rij["is_voorbeeld"] for rij in nu),
    )


def _pot(rij):
    geld = {naam: rij[naam] and Decimal(rij[naam]) for naam in BEDRAGEN}
    return Pot(
        deelpot=rij["deelpot"],
        plafond=geld["plafond"],
        verwacht=geld["verwacht"],
        extra=geld["extra"],
        toegezegd=geld["gereserveerd"] + geld["verplicht"] + geld["te_vorderen"],
    )


def _deel(dit, ander):
    return round(100 * float(dit) / float(max(dit, ander)), 2) if dit else 0
