"""The public page of a buurtbudget, and what other pages show of it: rules of now, dates, money."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from buurtbudget.geldstand import Geldstand, lees_geld, met_potten
from buurtbudget.models import Aanvraag, Mandaat, Spelregels, Status
from buurtbudget.regeltekst import dag as schrijf
from buurtbudget.regeltekst import weken
from gebieden.models import Gebied
from kern.woorden import opsomming
from partners.models import Partner

AFTELLEN = 30  # days: only then a visitor wants to hear how many are left


@dataclass
class Budget:
    """One budget area with who decides and the rules of this moment; both may be missing."""

    gebied: Gebied
    dag: date
    beslisser: Partner | None = None
    regels: Spelregels | None = None
    volgende: Spelregels | None = None
    geld: Geldstand | None = None

    @property
    def is_open(self):
        return self.regels is not None and self.regels.is_open(self.dag)

    @property
    def opent_op(self):
        """The first day one can apply again, when that is known."""
        for regels in (self.regels, self.volgende):
            if regels and regels.open_vanaf > self.dag:
                return regels.open_vanaf
        return None

    @property
    def wordt_verdeeld(self):
        """The round is closed and its outcome is still to come."""
        r = self.regels
        klaar = r.uitslag_voor is None or r.uitslag_voor <= self.dag
        return r.is_ronde and r.sluit_op < self.dag and not klaar

    @property
    def dagen_over(self):
        """How many days are left, when they are few."""
        over = (self.regels.sluit_op - self.dag).days
        return over if over <= AFTELLEN else None

    @property
    def lint(self):
        if self.is_open:
            return "De ronde is open" if self.regels.is_ronde else "Je kunt nu aanvragen"
        return "De ronde is gesloten" if self.wordt_verdeeld else "Je kunt nu niet aanvragen"

    @property
    def tijdlijn(self):
        stappen = _ronde(self.regels) if self.regels.is_ronde else _een_voor_een(self.regels)
        nu = _hier(stappen, self.dag)
        return [{"kop": s[0], "zin": s[1], "nu": nr == nu} for nr, s in enumerate(stappen)]


def kies(rijen, dag: date) -> tuple[Spelregels | None, Spelregels | None]:
    """(the rules to show, the next ones) of one area, from published last versions.

    What is open goes first, then this year's, then what is to come, then what was.
    """
    rijen = sorted(rijen, key=lambda r: r.jaar)
    nu = next((r for r in reversed(rijen) if r.is_open(dag)), None)
    nu = nu or next((r for r in rijen if r.jaar == dag.year), None)
    nu = nu or next((r for r in rijen if r.open_vanaf > dag), None)
    nu = nu or (rijen[-1] if rijen else None)
    volgende = next((r for r in rijen if nu and r.jaar > nu.jaar and r.open_vanaf > dag), None)
    return nu, volgende


def overzicht(dag: date) -> list[Budget]:
    """All budget areas of the gemeente, in three queries."""
    gebieden = list(Gebied.objects.budgetgebieden().order_by("naam"))
    mandaten = Mandaat.objects.geldig_op(dag).filter(gebied__in=gebieden)
    beslissers = {m.gebied_id: m.partner for m in mandaten.select_related("partner")}
    regels = _per_gebied(Spelregels.objects.actueel().filter(gebied__in=gebieden))
    return [
        _budget(gebied, dag, beslissers.get(gebied.pk), regels.get(gebied.pk, []))
        for gebied in gebieden
    ]


def lees_budget(gebied: Gebied, dag: date) -> Budget:
    """One area with everything its page shows."""
    mandaat = Mandaat.objects.geldig_op(dag).filter(gebied=gebied).select_related("partner").first()
    rijen = met_potten(Spelregels.objects.actueel().filter(gebied=gebied))
    rijen = list(rijen.select_related("regeling", "gebied").prefetch_related("categorieen"))
    budget = _budget(gebied, dag, mandaat and mandaat.partner, rijen)
    if budget.regels:
        budget.geld = lees_geld(budget.regels, gevraagd=_gevraagd(budget.regels))
    return budget


def vul_aan(gebieden, dag: date) -> None:
    """Gives each area its `budget`, for the page of the wijk: one query for all of them."""
    rijen = met_potten(Spelregels.objects.actueel().filter(gebied__in=gebieden))
    per_gebied = _per_gebied(rijen)
    for gebied in gebieden:
        gebied.budget = _budget(gebied, dag, None, per_gebied.get(gebied.pk, []))
        if gebied.budget.regels:
            gebied.budget.geld = lees_geld(gebied.budget.regels)


def _budget(gebied, dag, beslisser, rijen):
    regels, volgende = kies(rijen, dag)
    return Budget(gebied, dag, beslisser, regels, volgende)


def _per_gebied(rijen):
    per_gebied = {}
    for rij in rijen:
        per_gebied.setdefault(rij.gebied_id, []).append(rij)
    return per_gebied


def _gevraagd(regels):
    aanvragen = Aanvraag.objects.van_wijk(regels.gebied_id, regels.jaar).ingediend()
    return aanvragen.exclude(status=Status.INGETROKKEN).aggregate(
        som=Sum("gevraagd"), aantal=Count("pk")
    )


def _ronde(r):
    """(heading, sentence, last day) per step."""
    daarna = r.sluit_op + timedelta(days=1)
    tot = f" tot {schrijf(r.verdelen_voor)}" if r.verdelen_voor else ""
    stappen = [
        (
            f"Tot en met {schrijf(r.sluit_op)}: aanvragen",
            "Wat later komt, doet niet mee.",
            r.sluit_op,
        ),
        (
            f"Vanaf {schrijf(daarna)}{tot}: verdelen",
            "Elk lid verdeelt het hele bedrag over alle aanvragen.",
            r.verdelen_voor,
        ),
    ]
    for vergadering in sorted(r.vergaderdata):
        zin = "De werkgroep neemt het gemiddelde en rondt het af."
        stappen.append((f"{schrijf(vergadering)}: vergadering", zin, vergadering))
    if r.uitslag_voor:
        zin = "Je krijgt een brief of een mail, met de reden erbij."
        stappen.append((f"Vóór {schrijf(r.uitslag_voor)}: antwoord", zin, r.uitslag_voor))
    return [*stappen, _doen(r)]


def _een_voor_een(r):
    wanneer = f"Minstens {weken(r.weken_vooruit)} voor de dag zelf." if r.weken_vooruit else ""
    stappen = [
        ("Aanvragen", wanneer or f"Dat kan tot en met {schrijf(r.sluit_op)}.", r.sluit_op),
    ]
    if r.vergaderdata:
        zin = f"Op {opsomming([schrijf(d) for d in sorted(r.vergaderdata)])}."
        stappen.append(("De werkgroep vergadert", zin, None))
    antwoord = "Je krijgt een brief of een mail, met de reden erbij."
    return [
        *stappen,
        (f"Binnen {weken(r.antwoord_weken)}: antwoord", antwoord, None),
        _doen(r),
    ]


def _doen(r):
    zin = (
        f"Je idee gaat door. Stuur binnen {weken(r.declareren_weken)} na de dag je bonnen. "
        f"Dan krijg je je geld binnen {r.betalen_dagen} dagen."
    )
    return ("Daarna: doen", zin, None)


def _hier(stappen, dag):
    """Which step it is today: the first whose last day is still to come, if any has one."""
    gedateerd = [(nr, s[2]) for nr, s in enumerate(stappen) if s[2]]
    return next((nr for nr, laatste in gedateerd if dag <= laatste), len(stappen) - 1)
