"""How the wijken use their buurtbudget, for the city: sums and counts, never of a person.

No applicant, title, street or account number comes in here; a test looks for them in what goes out.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.timezone import localdate

from buurtbudget.models import (
    NIET_INGEDIEND,
    Aanvraag,
    Besluit,
    Boeking,
    Jaarverantwoording,
    Mandaat,
    Regeling,
    Uitkomst,
    Wijkbudget,
)
from gebieden.models import Gebied, GebiedJaar

NUL = Decimal(0)


@dataclass
class Wijk:
    """A budget area in a year. `inwoners` and `bedrag` are None when they are not known."""

    gebied: Gebied
    mandaat: Mandaat | None = None
    potten: list = field(default_factory=list)
    bedrag: Decimal | None = None  # what the raad decided, wherever the foundation moved it
    inwoners: int | None = None
    aanvragen: int = 0
    eerste_keer: int = 0
    eerste_bekend: int = 0
    toegekend: int = 0
    gronden: dict = field(default_factory=dict)
    verantwoording: Jaarverantwoording | None = None

    @property
    def pot(self):
        """The pot that the city fills: the one without a name of its own."""
        return next((pot for pot in self.potten if not pot.deelpot), None)

    @property
    def is_voorbeeld(self):
        return any(pot.is_voorbeeld for pot in self.potten)

    @property
    def is_bekend(self):
        return self.bedrag is not None

    @property
    def verwacht(self):
        return self.pot.verwacht if self.pot else None

    @property
    def toegezegd(self):
        return sum((pot.verplicht + pot.gereserveerd for pot in self.potten), NUL)

    @property
    def betaald(self):
        return sum((pot.betaald - pot.ontvangen for pot in self.potten), NUL)

    @property
    def deel(self):
        """Per cent of what there is that was promised; None when nothing is known."""
        te_verdelen = sum((pot.te_verdelen for pot in self.potten), NUL)
        return round(100 * self.toegezegd / te_verdelen) if te_verdelen else None

    @property
    def per_inwoner(self):
        if self.bedrag is None or not self.inwoners:
            return None
        return round(self.bedrag / self.inwoners, 2)

    @property
    def waarom_geen_per_inwoner(self):
        if not self.inwoners:
            return "aantal inwoners niet bekend"
        return "" if self.is_bekend else "bedrag nog niet bekend"

    @property
    def afgewezen(self):
        return sum(self.gronden.values())


def gebruik(regeling: Regeling, jaar: int) -> list[Wijk]:
    """All budget areas in this year, by name. Eight queries, however many there are."""
    wijken = {gebied.pk: Wijk(gebied) for gebied in Gebied.objects.budgetgebieden()}
    for mandaat in _mandaten(regeling, jaar):
        if mandaat.gebied_id in wijken:
            wijken[mandaat.gebied_id].mandaat = mandaat
    for pot in Wijkbudget.objects.filter(regeling=regeling, jaar=jaar, gebied__in=wijken):
        wijken[pot.gebied_id].potten.append(pot)
    _zet_bedragen(wijken, regeling, jaar)
    for feit in GebiedJaar.objects.filter(gebied__in=wijken, jaar__lte=jaar).order_by("jaar"):
        wijken[feit.gebied_id].inwoners = feit.inwoners or wijken[feit.gebied_id].inwoners
    _tel_aanvragen(wijken, regeling, jaar)
    _tel_gronden(wijken, regeling, jaar)
    _zet_verantwoordingen(wijken, regeling, jaar)
    return sorted(wijken.values(), key=lambda wijk: wijk.gebied.naam)


def gronden_samen(wijken: list[Wijk]) -> list[tuple[str, int]]:
    """Grounds of refusal over all wijken, the most common first."""
    som = defaultdict(int)
    for wijk in wijken:
        for grond, aantal in wijk.gronden.items():
            som[grond] += aantal
    return sorted(som.items(), key=lambda paar: (-paar[1], paar[0]))


def _mandaten(regeling, jaar):
    """Of this year: for the present one the mandate of today, else that of its first day."""
    vandaag = localdate()
    dag = vandaag if jaar == vandaag.year else vandaag.replace(year=jaar, month=1, day=1)
    return Mandaat.objects.geldig_op(dag).filter(regeling=regeling).select_related("partner")


def _zet_bedragen(wijken, regeling, jaar):
    besluiten = Boeking.objects.filter(
        soort=Boeking.Soort.PLAFOND, wijkbudget__regeling=regeling, wijkbudget__jaar=jaar
    )
    sommen = besluiten.order_by().values_list("wijkbudget__gebied").annotate(Sum("d_plafond"))
    for gebied, som in sommen:
        if gebied in wijken:
            wijken[gebied].bedrag = som


def _tel_aanvragen(wijken, regeling, jaar):
    geteld = (
        Aanvraag.objects.filter(spelregels__regeling=regeling, spelregels__jaar=jaar)
        .exclude(status__in=NIET_INGEDIEND)
        .order_by()
        .values("spelregels__gebied")
        .annotate(
            aantal=Count("pk", distinct=True),
            eerste=Count("pk", filter=Q(eerste_keer=True), distinct=True),
            bekend=Count("pk", filter=Q(eerste_keer__isnull=False), distinct=True),
            wel=Count("pk", filter=Q(besluiten__uitkomst=Uitkomst.TOEGEKEND), distinct=True),
        )
    )
    for rij in geteld:
        if wijk := wijken.get(rij["spelregels__gebied"]):
            wijk.aanvragen, wijk.eerste_keer = rij["aantal"], rij["eerste"]
            wijk.eerste_bekend, wijk.toegekend = rij["bekend"], rij["wel"]


def _tel_gronden(wijken, regeling, jaar):
    geteld = (
        Besluit.objects.filter(
            uitkomst=Uitkomst.AFGEWEZEN,
            aanvraag__spelregels__regeling=regeling,
            aanvraag__spelregels__jaar=jaar,
        )
        .order_by()
        .values_list("aanvraag__spelregels__gebied", "grond__naam")
        .annotate(aantal=Count("pk"))
    )
    for gebied, grond, aantal in geteld:
        if wijk := wijken.get(gebied):
            wijk.gronden[grond] = aantal


def _zet_verantwoordingen(wijken, regeling, jaar):
    rijen = Jaarverantwoording.objects.filter(regeling=regeling, jaar=jaar)
    per = {rij.beheerder_id: rij for rij in rijen.defer("cijfers")}
    for wijk in wijken.values():
        wijk.verantwoording = per.get(wijk.mandaat.partner_id) if wijk.mandaat else None
