"""Which figures of one indicator and year add up to which: what `onderdrukking` reckons with."""

from datetime import date

from gebieden.models import Gebied, Ligging
from indicatoren.onderdrukking import Som

DELEND = [Gebied.Soort.WIJK, Gebied.Soort.PLANGEBIED, Gebied.Soort.BUDGETGEBIED]


class Gebiedssommen:
    """What areas of one gemeente are made of, in every year: three queries, once.

    An area is known by (soort, code), whatever its row: figures of before our first map have no
    area of their own in it. Each area is made of what lay in it on the first of January, or on the
    day nearest to that of which we know it.
    """

    def __init__(self, gemeente_id):
        self._heel = [
            (Gebied.Soort.GEMEENTE, code)
            for code in Gebied.objects.gemeentes()
            .filter(gemeente=gemeente_id)
            .values_list("code", flat=True)
            .distinct()
        ]
        self._buurten = [
            ((Gebied.Soort.BUURT, code), geldig)
            for code, geldig in Gebied.objects.filter(
                gemeente=gemeente_id, soort=Gebied.Soort.BUURT
            ).values_list("code", "geldig")
        ]
        self._delen = {}
        for soort, code, buurt, geldig in Ligging.objects.filter(
            gebied__gemeente=gemeente_id
        ).values_list("gebied__soort", "gebied__code", "buurt__code", "geldig"):
            self._delen.setdefault((soort, code), []).append(((Gebied.Soort.BUURT, buurt), geldig))

    def sommen(self, jaar, cellen) -> list[Som]:
        """The sums between these cells: those that have a figure in this year, hidden or not.

        A buurt without a figure counts as zero, the careful reading. But where an area has a figure
        and none of its buurten has, these were not published at all: then they are unknown.
        """
        dag = date(jaar, 1, 1)
        delen = {geheel: _op(dag, delen) for geheel, delen in self._delen.items()}
        for heel in self._heel:
            buurten = _op(dag, self._buurten)
            buurten |= {cel for cel in cellen if cel[0] == Gebied.Soort.BUURT}
            delen[heel] = buurten
        delen = {geheel: buurten for geheel, buurten in delen.items() if geheel in cellen}
        gesloten = {b for buurten in delen.values() if not buurten & cellen for b in buurten}
        sommen = [
            Som(geheel, _rij(buurten & (cellen | gesloten))) for geheel, buurten in delen.items()
        ]
        return [som for som in sommen if som.delen] + self._zonder_buurten(cellen)

    def _zonder_buurten(self, cellen):
        """Of a division of which we know no buurten: together its areas are the gemeente."""
        met = {soort for soort, _ in self._delen}
        return [
            Som(heel, _rij(cel for cel in cellen if cel[0] == soort))
            for heel in self._heel
            if heel in cellen
            for soort in DELEND
            if soort not in met and any(cel[0] == soort for cel in cellen)
        ]


def _op(dag, buurten) -> set:
    """Those (cell, period) that hold on this day, or on the day nearest to it."""
    afstanden = [(_afstand(dag, geldig), cel) for cel, geldig in buurten]
    minst = min((afstand for afstand, _ in afstanden), default=0)
    return {cel for afstand, cel in afstanden if afstand == minst}


def _afstand(dag, geldig):
    """In days; a period holds its first day and not its last."""
    if geldig.lower and dag < geldig.lower:
        return (geldig.lower - dag).days
    if geldig.upper and dag >= geldig.upper:
        return (dag - geldig.upper).days + 1
    return 0


def _rij(cellen):
    return tuple(sorted(cellen))
