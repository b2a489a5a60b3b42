"""The working copy as its page shows it: prepared once, four queries however large the plan."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone

from kern.rijen import Plaats, lijststand
from wijkplannen.concepten import Bezig, lees_bezig
from wijkplannen.gesprek import Gesprek, gesprekken
from wijkplannen.inhoud import Verschil, agendastand, per_soort, stel_samen, verschillen
from wijkplannen.leesplan import tel_standen
from wijkplannen.models import Blok, Doel, DoelIndicator, Inzet, Rubriek, Wijkplan, rubrieken_van
from wijkplannen.perioden import loopt_later, maand, wanneer_van
from wijkplannen.permissions import mag_blok_zien, mag_voortgang_melden

KORT_GELEDEN = timedelta(days=30)
CIJFERS = Prefetch("cijfers", DoelIndicator.objects.select_related("indicator"))
KOPPEN = {"erbij": "Komt erbij", "gewijzigd": "Verandert", "weg": "Gaat weg"}


@dataclass(frozen=True)
class Werkregel:
    inzet: Inzet
    let_op: str
    mag_melden: bool
    doel_online: bool
    plaats: Plaats | None = None
    bezig: Bezig = field(default_factory=Bezig)
    gesprek: Gesprek | None = None

    @property
    def niet_online(self):
        return not self.inzet.online_op

    @property
    def mag_online(self):
        """Waits for the gebiedsmanager, at a goal that visitors see already."""
        return self.inzet.nog_niet_online and self.doel_online

    @property
    def wanneer(self):
        return wanneer_van(self.inzet.activiteit.periode)


@dataclass(frozen=True)
class Werkdoel:
    doel: Doel
    regels: list[Werkregel]
    niet_online: bool
    plaats: Plaats | None = None
    bezig: Bezig = field(default_factory=Bezig)
    gesprek: Gesprek | None = None

    @property
    def telling(self):
        return tel_standen(regel.inzet.stand for regel in self.regels)


@dataclass(frozen=True)
class Werkblok:
    blok: Blok
    niet_online: bool
    plaats: Plaats | None = None
    bezig: Bezig = field(default_factory=Bezig)
    gesprek: Gesprek | None = None


@dataclass(frozen=True)
class Vervallen:
    """A text or goal that ended and may be taken back."""

    ding: Blok | Doel

    @property
    def soort(self):
        return self.ding._meta.model_name


@dataclass(frozen=True)
class Werkversie:
    plan: Wijkplan
    blokken: list[Werkblok]
    doelen: list[Werkdoel]
    vervallen: list[Vervallen]
    kader: list[Verschil]  # what of the frame is not online yet
    agenda: list[Inzet]  # new lines, and stops that wait

    @property
    def niet_online(self) -> int:
        return len(self.kader) + len(self.agenda)

    @property
    def mag_melden(self) -> bool:
        """Whether this person reports on any line."""
        return any(regel.mag_melden for regel in self.regels)

    @property
    def regels(self) -> list[Werkregel]:
        return [regel for doel in self.doelen for regel in doel.regels]

    @property
    def rubrieken(self) -> list[tuple[Rubriek, list[Werkblok]]]:
        """[(heading, its texts)]: every heading of this kind of plan, and others with a text."""
        eigen = rubrieken_van(self.plan.soort)
        per = {
            rubriek: [deel for deel in self.blokken if deel.blok.rubriek == rubriek]
            for rubriek in Rubriek
        }
        ook = [rubriek for rubriek in Rubriek if rubriek not in eigen and per[rubriek]]
        return [(rubriek, per[rubriek]) for rubriek in [*eigen, *ook]]

    @property
    def kadergroepen(self):
        return per_soort(self.kader, KOPPEN)

    @property
    def agendastand(self) -> str:
        return agendastand(self.agenda)

    def zoek(self, uuid: str) -> dict[str, Werkblok | Werkdoel | Werkregel]:
        """The part with this uuid by the name of its template; empty when it is not there."""
        delen = {str(deel.blok.uuid): {"werkblok": deel} for deel in self.blokken}
        delen |= {str(deel.doel.uuid): {"werkdoel": deel} for deel in self.doelen}
        delen |= {str(regel.inzet.uuid): {"regel": regel} for regel in self.regels}
        return delen.get(uuid, {})


def lees_werkversie(plan: Wijkplan, gebruiker, *, nu=None, samen=False) -> Werkversie:
    """What this person may see of the working copy, and what of it is not online yet.

    With `samen` also who is writing and what is said of each part; `plan` then comes from
    `concepten.met_concepten`.
    """
    nu = nu or timezone.now()
    blokken = list(plan.blokken.all())
    doelen = list(plan.doelen.select_related("thema").prefetch_related(CIJFERS))
    online = {doel["uuid"] for doel in _online(plan)["doelen"]}
    inzetten = list(_inzetten(plan))
    kader = _kader(plan, blokken, doelen)
    erbij = _Erbij(plan, gebruiker, {verschil.uuid for verschil in kader}, samen)
    return Werkversie(
        plan=plan,
        blokken=erbij.blokken(blokken),
        doelen=erbij.doelen(doelen, erbij.regels(inzetten, online, nu)),
        vervallen=[
            Vervallen(ding)
            for ding in [*blokken, *doelen]
            if ding.vervallen_op
            and (str(ding.uuid) in erbij.anders or nu - ding.vervallen_op < KORT_GELEDEN)
        ],
        kader=kader,
        agenda=[inzet for inzet in inzetten if inzet.nog_niet_online],
    )


class _Erbij:
    """The rows of a plan as parts of its page: each with its place, its writers and its talk."""

    def __init__(self, plan, gebruiker, anders, samen):
        self.gebruiker = gebruiker
        self.anders = anders
        self.bezig = lees_bezig(plan, gebruiker) if samen else {}
        self.gesprekken = gesprekken(plan, gebruiker) if samen else {}

    def blokken(self, rijen):
        zichtbaar = [r for r in rijen if not r.vervallen_op and mag_blok_zien(self.gebruiker, r)]
        plaatsen = _plaatsen(zichtbaar, lambda blok: blok.rubriek)
        return [
            Werkblok(blok, str(blok.uuid) in self.anders, plaatsen[blok.pk], **self._van(blok))
            for blok in zichtbaar
        ]

    def doelen(self, rijen, regels):
        lopend = [doel for doel in rijen if not doel.vervallen_op]
        plaatsen = _plaatsen(lopend, lambda doel: None)
        return [
            Werkdoel(
                doel,
                [regel for regel in regels if regel.inzet.doel_id == doel.pk],
                str(doel.uuid) in self.anders,
                plaatsen[doel.pk],
                **self._van(doel),
            )
            for doel in lopend
        ]

    def regels(self, inzetten, online, nu):
        plaatsen = _plaatsen(inzetten, lambda inzet: inzet.doel_id)
        return [
            Werkregel(
                inzet=inzet,
                let_op=let_op(inzet, timezone.localdate(nu)),
                mag_melden=mag_voortgang_melden(self.gebruiker, inzet),
                doel_online=str(inzet.doel.uuid) in online,
                plaats=plaatsen[inzet.pk],
                **self._van(inzet),
            )
            for inzet in inzetten
        ]

    def _van(self, rij):
        soort = "activiteit" if isinstance(rij, Inzet) else rij._meta.model_name
        bezig = self.bezig.get(f"{soort}:{rij.uuid}", Bezig())
        return {"bezig": bezig, "gesprek": self.gesprekken.get(rij.uuid)}


def _plaatsen(rijen, lijst_van):
    """{pk: its place} for rows in the order of the page, in lists by what `lijst_van` says."""
    uit = {}
    for _, groep in groupby(sorted(rijen, key=lambda r: str(lijst_van(r))), key=lijst_van):
        groep = list(groep)
        stand = lijststand(groep)
        for nummer, rij in enumerate(groep, start=1):
            uit[rij.pk] = Plaats(nummer, len(groep), stand)
    return uit


def let_op(inzet: Inzet, vandaag: date) -> str:
    """Why somebody should look at this line now; empty when nobody has to."""
    if inzet.wacht_op_akkoord:
        return "Gestopt gemeld. Dat staat nog niet online."
    if inzet.stand in Inzet.AF:
        return ""
    if later := loopt_later(inzet.stand, inzet.activiteit.periode, vandaag):
        return later
    gehoord = timezone.localdate(inzet.gehoord_op)
    if gehoord < vandaag - Inzet.STIL_NA:
        return f"Niets gehoord sinds {maand(gehoord)}."
    return ""


def _inzetten(plan):
    lopend = Inzet.objects.van_plan(plan).lopend()
    return lopend.voor_agenda().select_related("activiteit__contact", "doel__plan")


def _kader(plan, blokken, doelen):
    nieuw = stel_samen(plan, blokken, doelen)
    return verschillen(nieuw | _online(plan), nieuw, met_agenda=False)


def _online(plan):
    """The frame that visitors see; nothing when there is no version yet."""
    return plan.huidige_versie.inhoud if plan.huidige_versie else {"blokken": [], "doelen": []}
