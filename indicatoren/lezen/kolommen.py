"""What stands in each column: guessed from its heading and its cells, for a person to look at."""

import re
from dataclasses import replace

from indicatoren.lezen.bekend import Bekend, sleutel
from indicatoren.lezen.cellen import JAAR as JAARCEL
from indicatoren.lezen.cellen import RAND
from indicatoren.lezen.kijken import Kijk
from indicatoren.lezen.koppen import JAAR
from indicatoren.lezen.leeswijze import Kolom, Rol
from indicatoren.lezen.sjabloon import Rij

HAAKJES = re.compile(r"\([^)]*\)")
CODE = re.compile(r"(?:NL|LD|PV|GM|WK|BU)\d{2,8}", re.IGNORECASE)
STATLINE = re.compile(r"^(?:wijken en buurten|regioaanduiding/|perioden|regio's)", re.IGNORECASE)
WOORDEN = {  # a heading without path, brackets and dashes
    Rol.GEBIED: "code, codering, gebied, gebiedscode, gebied code, buurtcode, wijkcode, regiocode, "
    "cbs code, gwb code, statcode, wijk, buurt, regio, gemeentecode",
    Rol.NAAM: "naam, gebiedsnaam, gebied, gebied naam, buurtnaam, wijknaam, wijken en buurten, "
    "wijk, buurt, regio, regio's, statnaam, stadsdeel",
    Rol.JAAR: "jaar, periode, perioden, jaartal, meetjaar, peiljaar, year",
    Rol.INDICATOR: "indicator, indicatoren, onderwerp, variabele",
    Rol.SOORT: "soort, soort cijfer",
    Rol.WAARDE: "waarde, value, cijfer, score, uitkomst, resultaat",
    Rol.REDEN: "reden, reden van ontbreken",
    Rol.N: "n, aantal antwoorden, aantal respondenten, respondenten, respons",
    Rol.MARGE: "marge, foutmarge, betrouwbaarheidsmarge, onzekerheidsmarge",
    Rol.SIGNIFICANT: "significant, significantie, significante verandering",
    Rol.VOORLOPIG: "voorlopig, is voorlopig",
    Rol.NOOT: "noot, voetnoot, opmerking, opmerkingen, toelichting",
}
KOPPEN = {rol: set(woorden.split(", ")) for rol, woorden in WOORDEN.items()}


def raad(kolommen: list[Kijk], bekend: Bekend | None) -> list[Kolom]:
    """A proposal for each column. A role is given once; what is left is a figure, or not read."""
    if tuple(kijk.kop for kijk in kolommen) == Rij._fields:
        return [Kolom(kop, Rol.NAAM if kop == "gebiedsnaam" else Rol(kop)) for kop in Rij._fields]
    rollen: dict[Rol, int] = {}
    for rol, past in TOETSEN.items():
        for plek, kijk in enumerate(kolommen):
            if rol not in rollen and plek not in rollen.values() and past(rol, kijk, bekend):
                rollen[rol] = plek
    bezet = {plek: rol for rol, plek in rollen.items()}
    uit = [
        Kolom(kijk.kop, bezet[plek]) if plek in bezet else _cijferkolom(kijk, bekend)
        for plek, kijk in enumerate(kolommen)
    ]
    return _enige_waarde(uit, kolommen)


def is_statline(kolommen: list[Kijk]) -> bool:
    """Whether these are headings of CBS: subjects as paths, with their unit."""
    return any(STATLINE.search(kijk.kop) for kijk in kolommen)


def kern(kop: str) -> str:
    """What a heading says: of a path its end, without brackets and dashes."""
    return sleutel(re.sub(r"[_-]", " ", HAAKJES.sub(" ", kop.rpartition("/")[2])))


def _code(rol, kijk, bekend):
    def is_code(tekst):
        return CODE.fullmatch(tekst.strip(RAND)) or bekend and sleutel(tekst) in bekend.codes

    return kijk.deel(is_code) >= (0.5 if kern(kijk.kop) in KOPPEN[rol] else 0.8)


def _naam(rol, kijk, bekend):
    if kijk.is_getal:
        return False
    return kern(kijk.kop) in KOPPEN[rol] or (
        bekend is not None and kijk.deel(lambda tekst: sleutel(tekst) in bekend.namen) >= 0.5
    )


def _jaar(rol, kijk, _):
    return (
        kern(kijk.kop) in KOPPEN[rol]
        and kijk.deel(lambda tekst: JAARCEL.fullmatch(tekst.strip(RAND))) > 0.5
    )


def _indicator(rol, kijk, bekend):
    if kijk.is_getal:
        return False
    return kern(kijk.kop) in KOPPEN[rol] or (
        bekend is not None and kijk.deel(lambda tekst: sleutel(tekst) in bekend.indicatoren) > 0.5
    )


def _woord(rol, kijk, _):
    return kern(kijk.kop) in KOPPEN[rol]


def _getal(rol, kijk, _):
    return kern(kijk.kop) in KOPPEN[rol] and (kijk.is_getal or not kijk.gevuld)


TOETSEN = {
    Rol.GEBIED: _code,
    Rol.NAAM: _naam,
    Rol.JAAR: _jaar,
    Rol.INDICATOR: _indicator,
    Rol.SOORT: _woord,
    Rol.WAARDE: _woord,
    Rol.REDEN: _woord,
    Rol.N: _getal,
    Rol.MARGE: _getal,
    Rol.SIGNIFICANT: _woord,
    Rol.VOORLOPIG: _woord,
    Rol.NOOT: _woord,
}


def _cijferkolom(kijk, bekend):
    """A wide column: its heading may name an indicator, a year, or both."""
    gevonden = JAAR.search(kijk.kop)
    jaar = int(gevonden[1]) if gevonden else None
    onderwerp = kijk.kop.replace(gevonden[0], " ") if gevonden else kijk.kop
    slug = _slug(onderwerp, bekend)
    alleen_jaar = jaar is not None and not re.search(r"\w", onderwerp)
    rol = Rol.CIJFER if slug or (alleen_jaar and kijk.kan_getal) else Rol.NIET
    return Kolom(kijk.kop, rol, slug, jaar)


def _slug(onderwerp, bekend):
    """The indicator a heading names, when exactly one is called so."""
    rand = " |/–-:,()"
    for tekst in (onderwerp.strip(rand), onderwerp.rpartition("/")[2].strip(rand), kern(onderwerp)):
        gekend = bekend.indicatoren.get(sleutel(tekst), ()) if bekend else ()
        if len(gekend) == 1:
            return gekend[0].slug
    return ""


def _enige_waarde(uit, kolommen):
    """One column of figures that nothing names: those must be the values."""
    over = [
        plek
        for plek, (kolom, kijk) in enumerate(zip(uit, kolommen, strict=True))
        if kolom.rol == Rol.NIET and kijk.is_getal
    ]
    if len(over) == 1 and not any(kolom.rol in (Rol.WAARDE, Rol.CIJFER) for kolom in uit):
        plek = over[0]
        rol = Rol.CIJFER if uit[plek].jaar else Rol.WAARDE
        uit[plek] = replace(uit[plek], rol=rol)
    return uit
