"""The register as people read it: words for an outcome, and the columns of the files."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from buurtbudget.models import LOPEND, Aanvraag, Bijlage, Status

UITKOMSTEN = {  # what one can filter on: (words, the states that mean it)
    "bezig": ("Toegekend, nog bezig", LOPEND),
    "uitgevoerd": ("Toegekend en uitgevoerd", [Status.UITBETAALD, Status.AFGEROND]),
    "niet-doorgegaan": ("Toegekend, niet doorgegaan", [Status.GAAT_NIET_DOOR, Status.VERVALLEN]),
    "afgewezen": ("Afgewezen", [Status.AFGEWEZEN]),
}
MET_RESULTAAT = [Status.UITBETAALD, Status.AFGEROND]
KOLOMMEN = {  # name in the files → what it is
    "nummer": "Nummer van de aanvraag. Verandert nooit.",
    "jaar": "Jaar van het budget.",
    "wijk": "Naam van het budgetgebied.",
    "titel": "Naam van het plan, van de aanvrager.",
    "omschrijving": "Wat het plan is, van de aanvrager.",
    "straat": "Straat of plek, zonder huisnummer.",
    "soort": "Soort plan in de spelregels van die wijk; leeg als er geen soorten zijn.",
    "aanvrager": "Soort aanvrager. Nooit een naam van een persoon.",
    "organisatie": "Naam van de organisatie; leeg bij bewoners.",
    "gevraagd": "Gevraagd bedrag in euro.",
    "uitkomst": "Een van: " + ", ".join(UITKOMSTEN) + ".",
    "toegekend": "Toegekend bedrag in euro; leeg bij een afwijzing.",
    "waarom": "De reden, in gewone woorden.",
    "beslisser": "De stichting of vereniging die besliste.",
    "besloten_op": "Dag van het besluit (jaar-maand-dag).",
    "resultaat": "Wat ervan kwam, van de aanvrager; leeg zolang het niet klaar is.",
    "deelnemers": "Hoeveel mensen meededen; leeg als het niet bekend is.",
    "voorbeeld": "Ja als deze aanvraag verzonnen is.",
    "adres": "Pagina van dit plan.",
}


@dataclass(frozen=True)
class Regel:
    """One row of `voor_register`, in words."""

    aanvraag: Aanvraag

    @property
    def soort_uitkomst(self) -> str:
        return next(sleutel for sleutel, (_, s) in UITKOMSTEN.items() if self.aanvraag.status in s)

    @property
    def uitkomst(self) -> str:
        return UITKOMSTEN[self.soort_uitkomst][0]

    @property
    def straat(self) -> str:
        """Without what looks like a number of a house."""
        return re.sub(r"[\s,]+\d.*$", "", self.aanvraag.straat)

    @property
    def waarom(self) -> str:
        """The public reason. What was written to the applicant stays between them."""
        rij = self.aanvraag
        if rij.grond:
            return rij.grondtekst
        if rij.in_ronde:
            return "De werkgroep verdeelde het geld over alle aanvragen van dit jaar."
        if rij.toegekend < rij.gevraagd:
            return "Het plan past in de spelregels van de wijk. Een deel wordt niet vergoed."
        return "Het plan past in de spelregels van de wijk."

    @property
    def besloten_op(self):
        return timezone.localdate(self.aanvraag.besloten_op)

    @property
    def verslag(self):
        """The claim with its public words, once it was accepted."""
        klaar = self.aanvraag.status in MET_RESULTAAT
        return getattr(self.aanvraag, "declaratie", None) if klaar else None

    @property
    def fotos(self):
        """Photos of the result that may be seen, each with what is on it."""
        if self.aanvraag.status not in MET_RESULTAAT:
            return Bijlage.objects.none()
        return self.aanvraag.bijlagen.filter(soort=Bijlage.Soort.FOTO, mag_openbaar=True)

    @property
    def doel(self):
        """(title, plan) of the goal it helps, as the published plan says it; or None."""
        doel = self.aanvraag.doel
        versie = doel and doel.plan.huidige_versie
        for een in versie.inhoud["doelen"] if versie else []:
            if een["uuid"] == str(doel.uuid):
                return een["titel"], doel.plan
        return None

    def kolommen(self) -> dict:
        rij, verslag = self.aanvraag, self.verslag
        adres = reverse("buurtbudget:initiatief", args=[rij.nummer])
        return {
            "nummer": rij.nummer,
            "jaar": rij.spelregels.jaar,
            "wijk": rij.spelregels.gebied.naam,
            "titel": rij.titel,
            "omschrijving": rij.openbare_tekst,
            "straat": self.straat,
            "soort": rij.categorie.naam if rij.categorie else None,
            "aanvrager": rij.soort_aanvrager,
            "organisatie": rij.organisatie,
            "gevraagd": rij.gevraagd,
            "uitkomst": self.soort_uitkomst,
            "toegekend": rij.toegekend,
            "waarom": self.waarom,
            "beslisser": rij.beslisser,
            "besloten_op": self.besloten_op.isoformat(),
            "resultaat": (verslag and verslag.openbaar_verslag) or None,
            "deelnemers": verslag.deelnemers if verslag else None,
            "voorbeeld": rij.is_voorbeeld,
            "adres": f"{settings.PORTAAL_ADRES}{adres}",
        }


def als_csv(rijen: Iterable[Aanvraag]) -> Iterator[str]:
    """Line by line, `;` between columns as Dutch spreadsheets expect, amounts with a comma."""
    schrijver = csv.writer(_Doorgeven(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + schrijver.writerow(KOLOMMEN)
    for rij in rijen:
        yield schrijver.writerow([_cel(waarde) for waarde in Regel(rij).kolommen().values()])


def als_json(rijen: Iterable[Aanvraag]) -> Iterator[str]:
    """One array, a row on each line; amounts as text, so that no cent is lost."""
    begin = "[\n"
    for rij in rijen:
        yield begin + json.dumps(Regel(rij).kolommen(), ensure_ascii=False, default=str)
        begin = ",\n"
    yield ("[" if begin == "[\n" else "\n") + "]\n"


class _Doorgeven:
    """A file that gives back what is written in it."""

    def write(self, tekst):
        return tekst


def _cel(waarde):
    if waarde is None:
        return ""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, str) and waarde[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{waarde}"  # a spreadsheet would reckon with it
    return str(waarde).replace(".", ",") if not isinstance(waarde, str) else waarde
