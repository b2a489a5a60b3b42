"""This week: meetings, promises that are due, publications that were agreed, lines that turn."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from wijkplannen.bureau.regels import Aandacht
from wijkplannen.bureau.signalen import Signaal


@dataclass(frozen=True)
class Weekpunt:
    """`dag` sorts, `wanneer` is read."""

    dag: date
    wanneer: str
    kop: str
    uitleg: str
    link: str


def wat_is_er(signalen: dict[str, list[Signaal]], aandacht: Aandacht, *, nu: datetime):
    """What is due within seven days, in the order of the days."""
    vandaag = timezone.localdate(nu)
    punten = [
        *(_bijeenkomst(signaal, vandaag) for signaal in signalen.get("bijeenkomst", [])),
        *(_afspraak(signaal, vandaag) for signaal in signalen.get("afspraak", [])),
        *(_publicatie(signaal, vandaag) for signaal in signalen.get("publicatie", [])),
        *(_regel(dag, regel, wat, vandaag) for dag, regel, wat in aandacht.deze_week),
    ]
    return sorted(punten, key=lambda punt: (punt.dag, punt.wanneer))


def in_woorden(moment: date | datetime, vandaag: date) -> str:
    """Vandaag, 15.00 uur; dinsdag 16 februari."""
    met_tijd = isinstance(moment, datetime)
    lokaal = timezone.localtime(moment) if met_tijd else moment
    dag = lokaal.date() if met_tijd else lokaal
    woord = "Vandaag" if dag == vandaag else date_format(dag, "l j F").capitalize()
    return f"{woord}, {date_format(lokaal, 'H.i')} uur" if met_tijd else woord


def _dag(signaal):
    return timezone.localdate(signaal.op)


def _bijeenkomst(signaal, vandaag):
    return Weekpunt(
        _dag(signaal),
        in_woorden(signaal.op, vandaag),
        signaal.titel,
        f"{signaal.wie}, {signaal.gebied}",
        reverse("wijkplannen:bijeenkomst_beheren", args=[signaal.sleutel]),
    )


def _afspraak(signaal, vandaag):
    dag = _dag(signaal)
    return Weekpunt(
        dag,
        _beloofd(dag, vandaag),
        f"Afspraak: {signaal.titel}",
        f"{signaal.wie}, {signaal.gebied}",
        reverse("wijkplannen:bijeenkomst_beheren", args=[signaal.sleutel]),
    )


def _beloofd(dag, vandaag):
    """A promise stays after its day, until somebody says what came of it."""
    if dag < vandaag:
        return f"Over tijd: was voor {date_format(dag, 'j F')}"
    return in_woorden(dag, vandaag)


def _publicatie(signaal, vandaag):
    return Weekpunt(
        _dag(signaal),
        in_woorden(signaal.op, vandaag),
        f"{signaal.titel} gaat online",
        "Dat gaat vanzelf, als er niets meer verandert.",
        reverse("wijkplannen:publiceren", args=[signaal.sleutel]),
    )


def _regel(dag, regel, wat, vandaag):
    link = reverse("wijkplannen:voortgang", args=[regel.doel.plan.slug, regel.uuid])
    return Weekpunt(
        dag,
        in_woorden(dag, vandaag),
        f"{regel.activiteit} {wat}",
        f"{regel.activiteit.trekker}, {regel.doel.plan.gebied}",
        f"{link}?terug=werk",
    )
