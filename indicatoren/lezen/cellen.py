"""What the text of a cell means, or a sentence why it means nothing."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from indicatoren.lezen.bekend import sleutel
from indicatoren.models import Correctie, Meting
from kern.downloads import weer_tekst
from kern.tabellen import Formule

JAAR = re.compile(r"(\d{4})(?:jj00)?(\*{0,2})", re.IGNORECASE)  # CBS: 2021JJ00, 2021* provisional
VROEGST, LAATST = 1900, 2100
GEHEEL, DECIMALEN = 10, 4  # digits before and after the comma that are kept
MARGE_GEHEEL = 8
N_HOOGUIT = 2**31 - 1
NOOT_HOOGUIT = 300
ONTHOUD = 50_000  # distinct texts of one kind; more than that are worked out again
SPATIES = " \t\xa0\u2007\u2009\u202f"  # of all widths
RAND = SPATIES + "\r\n\0\ufeff"  # padding of a cell
ANDERS = {",": ".", ".": ","}
SOORTEN = {
    "": Correctie.Soort.METING,
    "gemeten": Correctie.Soort.METING,
    "meting": Correctie.Soort.METING,
    "gerealiseerd": Correctie.Soort.METING,
    "realisatie": Correctie.Soort.METING,
    "streef": Correctie.Soort.STREEFWAARDE,
    "streefwaarde": Correctie.Soort.STREEFWAARDE,
    "streefcijfer": Correctie.Soort.STREEFWAARDE,
}


def _woorden(keuzes):
    """What people write for a choice: its value, with or without underscore, or its label."""
    paren = {t: k.value for k in keuzes for t in (k.value, k.value.replace("_", " "), k.label)}
    return {sleutel(tekst): waarde for tekst, waarde in paren.items()}


REDENEN = {"": None} | _woorden(Meting.Reden)
OORDELEN = {"": Meting.Significant.NIET_GETOETST.value} | _woorden(Meting.Significant)
JA_NEE = {
    **dict.fromkeys(("ja", "j", "1", "waar", "true", "voorlopig"), True),
    **dict.fromkeys(("", "nee", "n", "0", "onwaar", "false", "definitief"), False),
}
FORMULE = "Hier staat een formule. Zet het getal zelf in het bestand."


class Kwestie(StrEnum):
    """What a person can settle for the whole file, instead of in the file."""

    NAAM = "naam"  # a name that nobody confirmed, or a text that several areas have
    GRENZEN = "grenzen"  # an area that we know only in other years
    ANDERS = ""


class Fout(Exception):
    """Why a text cannot be read; `kolom` and `tekst` are filled in by who knows them."""

    def __init__(self, waarom: str, kwestie: Kwestie = Kwestie.ANDERS):
        super().__init__(waarom)
        self.waarom, self.kwestie = waarom, kwestie
        self.kolom = self.tekst = ""


class Vertaald(dict):
    """What texts of a column mean: each worked out once, as long as there are not too many."""

    def __init__(self, vertaal: Callable, kolom: str = ""):
        super().__init__()
        self.vertaal, self.kolom = vertaal, kolom

    def __missing__(self, tekst):
        if len(self) >= ONTHOUD:
            self.clear()
        try:
            waarde = self[tekst] = self.vertaal(tekst)
        except Fout as fout:
            fout.kolom, fout.tekst = fout.kolom or self.kolom, fout.tekst or tekst
            raise
        return waarde


def jaar(tekst: str) -> tuple[int, bool]:
    """(year, whether its star says that it is provisional)."""
    gevonden = JAAR.fullmatch(tekst.strip(RAND))
    if not gevonden:
        raise Fout("Dit is geen jaar. Schrijf het met vier cijfers, zoals 2025.")
    if not VROEGST <= (getal := int(gevonden[1])) <= LAATST:
        raise Fout(f"Dit jaar kan niet kloppen: kies een jaar van {VROEGST} tot en met {LAATST}.")
    return getal, bool(gevonden[2])


class Getallen:
    """Reads numbers that are written with this decimal sign; the other one separates thousands.

    Euro and percent signs, and spaces between thousands, are part of how people write a number.
    """

    def __init__(self, decimaal: str):
        self.decimaal, self.duizend = decimaal, ANDERS[decimaal]
        s, d, t = f"[{SPATIES}]", re.escape(decimaal), rf"[{re.escape(self.duizend)}{SPATIES}']"
        self.vorm = re.compile(
            rf"[-+]?(?:€{s}*)?[-+]?(?:\d{{1,3}}(?:{t}\d{{3}})+|\d+)(?:{d}\d+)?{s}*[%€]?", re.ASCII
        )
        self.weg = re.compile(rf"[{re.escape(self.duizend)}{SPATIES}'€%+]")
        self.kaal = re.compile(rf"-?\d{{1,{MARGE_GEHEEL}}}(?:{d}\d{{1,{DECIMALEN}}})?", re.ASCII)

    def past(self, tekst: str) -> bool:
        """Whether it is written as a number, however large."""
        return self.vorm.fullmatch(_zonder_rand(tekst)) is not None

    def snel(self, tekst: str) -> Decimal | None:
        """A number without anything around it, as nearly all are: there may be a million."""
        if self.kaal.fullmatch(tekst):
            return Decimal(tekst.replace(self.decimaal, "."))
        return None

    def lees(self, tekst: str, geheel: int = GEHEEL) -> Decimal:
        """At most so many digits before the comma, and four behind it; Fout with a sentence."""
        if isinstance(tekst, Formule):
            raise Fout(FORMULE)
        kaal = _zonder_rand(tekst)
        if not self.vorm.fullmatch(kaal) or kaal.count("-") + kaal.count("+") > 1:
            raise Fout(self._waarom_niet(kaal))
        getal = Decimal(self.weg.sub("", kaal).replace(self.decimaal, ".")).normalize()
        if getal.as_tuple().exponent < -DECIMALEN:
            raise Fout(
                f"Dit getal heeft meer dan {DECIMALEN} cijfers achter de komma. Rond het af in "
                "het bestand."
            )
        if abs(getal) >= 10**geheel:
            raise Fout("Dit getal is te groot. Kijk na of het klopt.")
        return getal

    def _waarom_niet(self, tekst):
        if re.fullmatch(rf"-?\d+{re.escape(self.duizend)}\d+", tekst):
            woord = {",": "komma", ".": "punt"}
            return (
                f"Dit getal heeft een {woord[self.duizend]}, maar voor dit bestand is gekozen: "
                f"een {woord[self.decimaal]} voor de cijfers achter de komma. Kies de ander, of "
                "zet het getal recht."
            )
        return (
            "Dit is geen getal. Zet er een getal, of kies bij ‘Tekens’ wat het betekent als het "
            "vaker voorkomt."
        )


def _zonder_rand(tekst):
    return tekst.strip(RAND).replace("−", "-")


def aantal(getallen: Getallen, tekst: str) -> int | None:
    """A whole number of answers, or None for an empty cell."""
    if not tekst.strip(RAND):
        return None
    getal = getallen.lees(tekst)
    if getal != int(getal) or not 0 <= getal <= N_HOOGUIT:
        raise Fout("Het aantal antwoorden is een heel getal vanaf 0.")
    return int(getal)


def marge(getallen: Getallen, tekst: str) -> Decimal | None:
    if not tekst.strip(RAND):
        return None
    getal = getallen.lees(tekst.strip(RAND).removeprefix("±"), MARGE_GEHEEL)
    if getal < 0:
        raise Fout("Een marge is een getal vanaf 0: het geldt naar boven en naar beneden.")
    return getal


def soort(tekst: str) -> str:
    """A `Correctie.Soort`; nothing said is measured."""
    return _een_van(SOORTEN, tekst, "gemeten of streef").value


def reden(tekst: str) -> str | None:
    woorden = "niet gemeten, nog niet bekend, onbekend, te weinig, geheim of kan niet"
    return _een_van(REDENEN, tekst, woorden)


def oordeel(tekst: str) -> str:
    return _een_van(OORDELEN, tekst, "ja, nee of niet getoetst")


def ja_nee(tekst: str) -> bool:
    return _een_van(JA_NEE, tekst, "ja of nee")


def noot(tekst: str) -> str:
    """A footnote of one line."""
    if isinstance(tekst, Formule):
        raise Fout("Hier staat een formule. Typ de tekst zelf.")
    if "\ufffd" in tekst:
        raise Fout("In deze tekst staat een teken dat niet te lezen is. Typ de tekst opnieuw.")
    kaal = weer_tekst(" ".join(tekst.replace("\0", "").split()))
    if len(kaal) > NOOT_HOOGUIT:
        raise Fout(f"Deze noot is langer dan {NOOT_HOOGUIT} tekens. Maak hem korter.")
    return kaal


def _een_van(woorden, tekst, uitleg):
    try:
        return woorden[sleutel(tekst)]
    except KeyError:
        raise Fout(f"Dit woord kennen we hier niet. Kies: {uitleg}.") from None
