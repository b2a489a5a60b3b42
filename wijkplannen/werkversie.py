"""The working copy as its page shows it: prepared once, four queries however large the plan."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from wijkplannen.inhoud import Verschil, agendastand, per_soort, stel_samen, verschillen
from wijkplannen.leesplan import tel_standen
from wijkplannen.models import Blok, Doel, Inzet, Wijkplan
from wijkplannen.perioden import loopt_later, maand
from wijkplannen.permissions import mag_blok_zien, mag_voortgang_melden

KORT_GELEDEN = timedelta(days=30)
KOPPEN = {"erbij": "Komt erbij", "gewijzigd": "Verandert", "weg": "Gaat weg"}


@dataclass(frozen=True)
class Werkregel:
    inzet: Inzet
    let_op: str
    mag_melden: bool
    doel_online: bool

    @property
    def niet_online(self):
        return not self.inzet.online_op

    @property
    def mag_online(self):
        """Waits for the gebiedsmanager, at a goal that visitors see already."""
        return self.inzet.nog_niet_online and self.doel_online


@dataclass(frozen=True)
class Werkdoel:
    doel: Doel
    regels: list[Werkregel]
    niet_online: bool

    @property
    def telling(self):
        return tel_standen(regel.inzet.stand for regel in self.regels)


@dataclass(frozen=True)
class Werkblok:
    blok: Blok
    niet_online: bool


@dataclass(frozen=True)
class Vervallen:
    """A block or goal that ended and may be taken back."""

    ding: Blok | Doel

    @property
    def soort(self):
        return self.ding._meta.model_name


@dataclass(frozen=True)
class Werkversie:
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
        return any(regel.mag_melden for doel in self.doelen for regel in doel.regels)

    @property
    def kadergroepen(self):
        return per_soort(self.kader, KOPPEN)

    @property
    def agendastand(self) -> str:
        return agendastand(self.agenda)


def lees_werkversie(plan: Wijkplan, gebruiker, *, nu=None) -> Werkversie:
    """What this person may see of the working copy, and what of it is not online yet."""
    nu = nu or timezone.now()
    blokken = list(plan.blokken.all())
    doelen = list(plan.doelen.select_related("thema").prefetch_related("cijfers__indicator"))
    online = {doel["uuid"] for doel in _online(plan)["doelen"]}
    regels = {}
    for inzet in _inzetten(plan):
        regels.setdefault(inzet.doel_id, []).append(_regel(inzet, gebruiker, online, nu))
    kader = _kader(plan, blokken, doelen)
    anders = {verschil.uuid for verschil in kader}
    return Werkversie(
        blokken=[
            Werkblok(blok, str(blok.uuid) in anders)
            for blok in blokken
            if not blok.vervallen_op and mag_blok_zien(gebruiker, blok)
        ],
        doelen=[
            Werkdoel(doel, regels.get(doel.pk, []), str(doel.uuid) in anders)
            for doel in doelen
            if not doel.vervallen_op
        ],
        vervallen=[
            Vervallen(ding)
            for ding in [*blokken, *doelen]
            if ding.vervallen_op
            and (str(ding.uuid) in anders or nu - ding.vervallen_op < KORT_GELEDEN)
        ],
        kader=kader,
        agenda=[
            regel.inzet for rij in regels.values() for regel in rij if regel.inzet.nog_niet_online
        ],
    )


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
    return (
        Inzet.objects.van_plan(plan)
        .lopend()
        .select_related("activiteit__trekker", "doel__plan", "gebied")
    )


def _regel(inzet, gebruiker, online, nu):
    return Werkregel(
        inzet=inzet,
        let_op=let_op(inzet, timezone.localdate(nu)),
        mag_melden=mag_voortgang_melden(gebruiker, inzet),
        doel_online=str(inzet.doel.uuid) in online,
    )


def _kader(plan, blokken, doelen):
    nieuw = stel_samen(plan, blokken, doelen)
    return verschillen(nieuw | _online(plan), nieuw, met_agenda=False)


def _online(plan):
    """The frame that visitors see; nothing when there is no version yet."""
    return plan.huidige_versie.inhoud if plan.huidige_versie else {"blokken": [], "doelen": []}
