import re
from datetime import date, timedelta

from django import forms
from django.utils import timezone

from kern.forms import Formulier, helper
from kern.velden import DagField

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", flags=re.ASCII)
DAG = "%d-%m-%Y"


class AdresdagField(DagField):
    """A day in an address: as people write it, or 2026-07-01."""

    def delen(self, tekst):
        gevonden = ISO.fullmatch(tekst)
        return (
            [int(deel) for deel in reversed(gevonden.groups())]
            if gevonden
            else super().delen(tekst)
        )


class VerslagForm(Formulier, forms.Form):
    """From which day up to and including which day one wants to know; neither is a choice too."""

    van = AdresdagField(label="Vanaf welke dag?", leeg="Vul in vanaf welke dag.")
    tot = AdresdagField(label="Tot en met welke dag?", leeg="Vul in tot en met welke dag.")
    helper = helper("van", "tot")

    def clean_tot(self):
        tot = self.cleaned_data["tot"]
        if tot > timezone.localdate():
            raise forms.ValidationError(
                "Kies als laatste dag vandaag of een dag die al is geweest."
            )
        return tot

    def clean(self):
        waarden = super().clean()
        if len(waarden) == 2 and waarden["van"] > waarden["tot"]:
            self.add_error("tot", "Kies een laatste dag die niet voor de eerste dag ligt.")
        return waarden


def lees_periode(vraag, van: date, tot: date) -> VerslagForm:
    """The period that was asked in an address; these two days when none was."""
    gevraagd = vraag.get("van") or vraag.get("tot")
    return VerslagForm(vraag if gevraagd else {"van": f"{van:{DAG}}", "tot": f"{tot:{DAG}}"})


def vraag_van(verslag) -> str:
    """The period of a report, back in an address: ?van=01-04-2026&tot=30-06-2026"""
    return f"?van={verslag.van:{DAG}}&tot={verslag.tot:{DAG}}"


def vorig_kwartaal(vandaag: date) -> tuple[date, date]:
    """First and last day of the quarter that is over."""
    dit = date(vandaag.year, (vandaag.month - 1) // 3 * 3 + 1, 1)
    laatste = dit - timedelta(1)
    return date(laatste.year, laatste.month - 2, 1), laatste


def gangbare_perioden(vandaag: date, eerste_versie: date) -> dict[str, tuple[date, date]]:
    """{name: (first day, last day)} of what one asks most; the first is what one gets unasked.

    That is the last whole quarter, or all of it when the plan came online after that.
    """
    kwartaal, alles = vorig_kwartaal(vandaag), (eerste_versie, vandaag)
    perioden = {
        "Het vorige kwartaal": kwartaal,
        "Dit jaar": (date(vandaag.year, 1, 1), vandaag),
        "Sinds het plan online kwam": alles,
    }
    if kwartaal[1] < eerste_versie:
        del perioden["Het vorige kwartaal"]
        return {"Sinds het plan online kwam": alles} | perioden
    return perioden
