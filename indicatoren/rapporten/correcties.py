"""Figures in a frozen document that were corrected since: what it says, and what they are now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gebieden.models import Gebied
from indicatoren.models import Correctie, Import, Indicator, Meting, Rapportage
from indicatoren.querysets.meting import OPEN_REDENEN
from indicatoren.rapporten.inhoud import Cijfer, Cijferrij, Inhoud
from indicatoren.reeksen import Cel, Reeks, reeksen

# As a page prints them: any other reason hides a figure that visitors saw before.
OPEN = {Meting.Reden(reden).label for reden in OPEN_REDENEN}
# A change carries the time its transaction began: one that was under way counts as well.
ONDERWEG = timedelta(days=1)


@dataclass(frozen=True)
class Gecorrigeerd:
    """One figure. `bestand`, with who read it in, is for who works at the city: not public."""

    programma: str
    indicator: str
    jaar: int
    is_streef: bool
    was: str
    nu: str
    sinds: datetime
    bestand: Import | None


def correcties(rapportage: Rapportage, inhoud: Inhoud) -> list[Gecorrigeerd]:
    """Where a frozen figure is another one now, in the order of the document.

    Left out: a figure that visitors may not see now, and what was a dash and became known later.
    One query; four when figures of this document changed since it was frozen.
    """
    laatste = _laatste(rapportage, inhoud)
    nu = _reeksen(laatste.values())
    return [
        Gecorrigeerd(
            programma=tak.naam,
            indicator=rij.naam,
            jaar=cijfer.jaar,
            is_streef=soort == Correctie.Soort.STREEFWAARDE,
            was=cijfer.tekst,
            nu=cel.tekst if cel.waarde is not None else f"{cel.tekst} {cel.reden}",
            sinds=correctie.op,
            bestand=correctie.vervangen_door,
        )
        for tak in inhoud.takken
        for rij in tak.cijfers
        for soort, cijfer in _cijfers(rij)
        if (correctie := laatste.get((rij.indicator, soort, cijfer.jaar)))
        and _is_anders(cijfer, cel := _nu(nu[rij.indicator], soort, cijfer.jaar), correctie)
    ]


def _laatste(rapportage, inhoud) -> dict[tuple[str, str, int], Correctie]:
    """{(slug, kind, year): the last change since about when the document was frozen}."""
    if not rapportage.bevroren_op:
        return {}
    rijen = Correctie.objects.filter(
        indicator__slug__in={rij.indicator for tak in inhoud.takken for rij in tak.cijfers},
        gebied__gemeente=rapportage.gemeente_id,
        gebied__soort=Gebied.Soort.GEMEENTE,
        op__gt=rapportage.bevroren_op - ONDERWEG,
    ).select_related("indicator", "gebied", "vervangen_door__ingelezen_door")
    return {(rij.indicator.slug, rij.soort, rij.jaar): rij for rij in rijen.order_by("pk")}


def _reeksen(gewijzigd) -> dict[str, Reeks]:
    """{slug: the figures of now} of the indicators in these."""
    pks = {rij.indicator_id: rij.gebied for rij in gewijzigd}
    if not pks:
        return {}
    nu = reeksen(Indicator.objects.filter(pk__in=pks), next(iter(pks.values())))
    return {reeks.indicator.slug: reeks for reeks in nu}


def _cijfers(rij: Cijferrij) -> Iterator[tuple[str, Cijfer]]:
    yield from ((Correctie.Soort.METING, cijfer) for cijfer in rij.realisatie)
    yield from ((Correctie.Soort.STREEFWAARDE, cijfer) for cijfer in rij.streef)


def _nu(reeks: Reeks, soort: str, jaar: int) -> Cel:
    return reeks.gemeten(jaar) if soort == Correctie.Soort.METING else reeks.streef(jaar)


def _is_anders(was: Cijfer, nu: Cel, correctie: Correctie) -> bool:
    if was.waarde is None or was.tekst == nu.tekst:
        return False
    mag_gezien = correctie.is_weg or correctie.soort == Correctie.Soort.STREEFWAARDE
    return nu.waarde is not None or mag_gezien or nu.reden in OPEN
