"""What was learned: found again by words, and offered to whoever writes the next plan."""

from django.db.models import Q

from wijkplannen.models import Leerpunt, Wijkplan

HOOGUIT = 50


def geleerd_van(plan: Wijkplan | None, gebruiker) -> list[Leerpunt]:
    """The learning points of this plan that this person may read; one query, or none."""
    if plan is None:
        return []
    punten = Leerpunt.objects.filter(plan=plan).lopend().zichtbaar_voor(gebruiker)
    return list(punten.select_related("thema", "plan"))


def zoek(gebruiker, *, q="", thema=None, soort="", wijk=None) -> list[Leerpunt]:
    """Points that hold each of these words, the newest first, and one more than a page shows."""
    punten = Leerpunt.objects.lopend().zichtbaar_voor(gebruiker)
    for woord in q.split():
        punten = punten.filter(
            Q(tekst__icontains=woord)
            | Q(advies__icontains=woord)
            | Q(plan__titel__icontains=woord)
            | Q(thema__naam__icontains=woord)
        )
    waar = {"thema": thema, "soort": soort, "plan__gebied": wijk}
    punten = punten.filter(**{naam: waarde for naam, waarde in waar.items() if waarde})
    return list(punten.select_related("thema", "plan__gebied")[: HOOGUIT + 1])
