"""When something is, in words."""

from datetime import date, timedelta

from django.utils.formats import date_format

from wijkplannen.models import Inzet, Stand


def wanneer(van: date | None, tot: date | None) -> str:
    """From a first and a last day: "maart 2026 tot en met juni 2027", "vanaf 3 mei 2026", "2027".

    A first day of a month and a last day of a month are told as the month; empty without both.
    """
    if van and tot and (van.month, van.day, tot.month, tot.day) == (1, 1, 12, 31):
        return str(van.year) if van.year == tot.year else f"{van.year} tot en met {tot.year}"
    begin = van and date_format(van, "F Y" if van.day == 1 else "j F Y")
    eind = tot and date_format(tot, "F Y" if (tot + timedelta(1)).day == 1 else "j F Y")
    if begin and eind:
        return begin if begin == eind else f"{begin} tot en met {eind}"
    return f"vanaf {begin}" if begin else f"tot en met {eind}" if eind else ""


def wanneer_van(periode) -> str:
    """The same from a range, of which the end itself does not belong."""
    if not periode:
        return ""
    return wanneer(periode.lower, periode.upper and laatste_dag(periode))


def loopt_later(stand: str, periode, dag: date) -> str:
    """Why an activity in this state is late on this day, by its own period; else empty."""
    if not periode or stand in Inzet.AF:
        return ""
    if periode.upper and periode.upper <= dag:
        return f"Zou klaar zijn in {maand(laatste_dag(periode))}."
    if stand == Stand.GEPLAND and periode.lower and periode.lower < dag:
        return f"Zou beginnen in {maand(periode.lower)}."
    return ""


def maand(dag: date) -> str:
    return date_format(dag, "F Y")


def laatste_dag(periode) -> date:
    """The last day that belongs to a range with an end."""
    return periode.upper - timedelta(1)
