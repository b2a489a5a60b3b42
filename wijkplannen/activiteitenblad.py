"""The activities of a plan as a spreadsheet: the file that goes out is the file that comes in.

Which columns there are and how a value reads in one is said here; what a row that came back would
change is for `importproef`. Cells come back as text, the way a person would type it.
"""

from collections import Counter
from dataclasses import dataclass, field

from kern.exceptions import RegelGeschonden
from kern.tabellen import Formule, als_tekst, heeft_samengevoegde_cellen, lees_rijen
from kern.werkbladen import Blad, als_bytes, maak_boek
from wijkplannen.models import Wijkplan
from wijkplannen.planregels import KOLOMMEN, Rij, regels_van, zonder_opmaak

HOOGUIT = 500  # rows; the largest plan has some hundred lines
BREED = 40  # columns that are looked at
ANDERS_GENOEMD = {
    "naam": "titel",
    "wat gaan jullie doen": "omschrijving",
    "wat is het": "omschrijving",
    "wie trekt dit": "trekker",
    "organisatie": "trekker",
    "wie doen mee": "partners",
    "wie doen er nog meer mee": "partners",
    "begin": "van",
    "van": "van",
    "start": "van",
    "einde": "tot",
    "eind": "tot",
    "tot": "tot",
    "waar": "gebied",
    "quick win": "quick_win",
    "bedrag": "kosten",
    "budget": "kosten",
    "bron van geld": "bron_van_geld",
}
KOPPEN = {zonder_opmaak(kop): sleutel for sleutel, kop in KOLOMMEN.items()} | ANDERS_GENOEMD
GEEN_KOPPEN = (
    "We zien geen rij met koppen. Er moet in elk geval een kolom ‘Activiteit’ en een kolom ‘Doel’ "
    "zijn."
)
FORMULE = "hier staat een formule. Typ wat er moet staan."


@dataclass
class Gelezen:
    """What is in a sheet, and the headings that nobody knows."""

    rijen: list[Rij] = field(default_factory=list)
    overgeslagen: list[str] = field(default_factory=list)


def schrijf(plan: Wijkplan) -> bytes:
    """The activities of the working copy, a row each; three queries."""
    boek = maak_boek()
    blad = Blad(boek, "Activiteiten")
    blad.kop(*KOLOMMEN.values())
    for regel in regels_van(plan):
        tekst = regel.als_tekst
        blad.schrijf(*(_cel(naam, tekst[naam], regel.waarden) for naam in KOLOMMEN))
    blad.zet_breedtes()
    blad.blad.freeze_panes = "A2"
    return als_bytes(boek)


def lees(bestand) -> Gelezen:
    """The rows of a file that somebody sent; RegelGeschonden says what is wrong with all of it."""
    cellen = list(lees_rijen(bestand, rijen=HOOGUIT + 12, kolommen=BREED))
    if heeft_samengevoegde_cellen(bestand):
        raise RegelGeschonden(
            "In dit bestand zijn cellen samengevoegd. Splits ze, en kies het bestand opnieuw."
        )
    nr, kolommen, overgeslagen = _koppen(cellen)
    gelezen = Gelezen(overgeslagen=overgeslagen)
    for rijnummer, rij in enumerate(cellen[nr:], start=nr + 1):
        if any(cel not in (None, "") for cel in rij):
            gelezen.rijen.append(_rij(rijnummer, rij, kolommen))
    if not gelezen.rijen:
        raise RegelGeschonden("Onder de koppen staat niets. Vul het bestand en kies het opnieuw.")
    if len(gelezen.rijen) > HOOGUIT:
        raise RegelGeschonden(f"Dit bestand heeft meer dan {HOOGUIT} rijen. Splits het in delen.")
    return gelezen


def _cel(naam, tekst, waarden):
    """Amounts are real amounts, so that one can add them up."""
    return waarden["kosten"] if naam == "kosten" else tekst or None


def _koppen(cellen):
    """Number of the row of headings, {column: key}, and headings nobody knows."""
    nr, namen, sleutels = _kopregel(cellen)
    kolommen = {kolom: sleutel for kolom, sleutel in sleutels.items() if sleutel}
    if dubbel := [s for s, aantal in Counter(kolommen.values()).items() if aantal > 1]:
        raise RegelGeschonden(f"De kolom ‘{KOLOMMEN[dubbel[0]]}’ staat er twee keer.")
    return nr, kolommen, [naam[:60] for kolom, naam in namen.items() if kolom not in kolommen]


def _kopregel(cellen):
    for nr, rij in enumerate(cellen[:10], start=1):
        namen = {kolom: _tekst(cel) for kolom, cel in enumerate(rij) if cel is not None}
        sleutels = {kolom: KOPPEN.get(zonder_opmaak(naam)) for kolom, naam in namen.items()}
        if {"titel", "doel"} <= set(sleutels.values()):
            return nr, namen, sleutels
    raise RegelGeschonden(GEEN_KOPPEN)


def _rij(nummer, cellen, kolommen):
    rij = Rij(nummer)
    for kolom, sleutel in kolommen.items():
        cel = cellen[kolom] if kolom < len(cellen) else None
        if isinstance(cel, Formule):
            rij.fouten.append(f"{KOLOMMEN[sleutel]}: {FORMULE}")
            rij.teksten[sleutel] = ""
        else:
            rij.teksten[sleutel] = _tekst(cel)
    return rij


def _tekst(cel):
    """As people write it: 2027 and 12,50; what has more decimals is for the field to refuse."""
    tekst = als_tekst(cel).strip()
    heel, komma, deel = tekst.partition(",")
    return f"{heel},{deel.ljust(2, '0')}" if komma and isinstance(cel, float) else tekst
