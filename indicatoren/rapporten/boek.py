"""A document as sheets: the tables in its own order of columns, with real numbers and sums that one
can check.
"""

from django.conf import settings
from openpyxl.styles import Alignment

from indicatoren.models import Rapportage
from indicatoren.rapporten.correcties import Gecorrigeerd
from indicatoren.rapporten.inhoud import Inhoud
from indicatoren.rapporten.secties import secties
from indicatoren.rapporten.stuk import herkomst, titel
from indicatoren.rapporten.tafels import Tafel, Vak, totalentafel
from kern.werkbladen import BREED, Blad, Formule, Getal, als_bytes, letter, maak_boek

BLADEN = ("Indicatoren", "Na het vaststellen gecorrigeerd", "Zichtbare resultaten", "Maatregelen")


def als_werkboek(document: Rapportage, inhoud: Inhoud, gecorrigeerd: list[Gecorrigeerd]) -> bytes:
    """A sheet per kind of table, a block per branch; then the texts, and what file this is."""
    boek = maak_boek()
    gelezen = secties(inhoud, gecorrigeerd)
    for naam in BLADEN:
        tafels = [(s.naam, deel.tafel) for s in gelezen for deel in s.delen if deel.kop == naam]
        if tafels:
            _tafelblad(Blad(boek, naam), tafels)
    if totalen := totalentafel(inhoud):
        _tafelblad(Blad(boek, totalen.wat), [("", totalen)])
    _tekstblad(Blad(boek, "Teksten"), gelezen)
    _over(Blad(boek, "Over dit bestand"), document, inhoud)
    boek.properties.title, boek.properties.language = titel(document, inhoud), "nl-NL"
    return als_bytes(boek)


def _tafelblad(blad: Blad, tafels: list[tuple[str, Tafel]]):
    for naam, tafel in tafels:
        if len(tafels) > 1:
            blad.schrijf(naam, vet=True)
        _schrijf(blad, tafel)
        if len(tafels) > 1:
            blad.schrijf("")
    _maak_op(blad)


def _schrijf(blad: Blad, tafel: Tafel):
    """Its headings, rows, sums and the sentences below it."""
    if tafel.in_twee_rijen:
        blad.kop(*(deel for kop, breedte in tafel.groepen for deel in _bovenkop(kop, breedte)))
        blad.kop(*("" if not kop.groep else int(kop.tekst) for kop in tafel.koppen))
    else:
        blad.kop(*(kop.tekst for kop in tafel.koppen))
    eerste = blad.rij + 1
    for rij in tafel.rijen:
        blad.schrijf(*(_cel(vak) for vak in rij))
    if tafel.totaal:
        som = [_som(vak, nr, eerste, blad.rij) for nr, vak in enumerate(tafel.totaal, 1)]
        blad.schrijf(*som, vet=True)
    for zin in tafel.onder:
        blad.schrijf(zin)


def _bovenkop(kop, breedte):
    """The group above its first column: merged cells are no use to who sorts or copies."""
    return [kop.groep or kop.tekst, *[""] * (breedte - 1)]


def _cel(vak: Vak):
    return vak.voluit if vak.waarde is None else Getal(vak.waarde, vak.notatie)


def _som(vak, kolom, eerste, laatste):
    if vak.waarde is None:
        return vak.tekst
    return Getal(Formule(f"SUM({letter(kolom)}{eerste}:{letter(kolom)}{laatste})"), vak.notatie)


def _tekstblad(blad: Blad, gelezen):
    blad.kop("Programma", "Onderdeel", "Kop", "Tekst")
    for sectie in gelezen:
        for deel in sectie.delen:
            for tekst in [*deel.teksten, *deel.punten]:
                blad.schrijf(sectie.naam, deel.kop, tekst.kop, tekst.tekst)
    _maak_op(blad)


def _over(blad: Blad, document, inhoud):
    blad.schrijf("Document", titel(document, inhoud))
    for zin in herkomst(document, inhoud):
        blad.schrijf("", zin)
    if document.openbaar_op:
        blad.schrijf("Adres", settings.PORTAAL_ADRES + document.get_absolute_url())
    _maak_op(blad)


def _maak_op(blad: Blad):
    """Long cells on more lines; a sentence that stands alone runs on over the columns beside it."""
    blad.zet_breedtes()
    gevuld = [[cel for cel in rij if cel.value] for rij in blad.blad.iter_rows()]
    cellen = [cel for rij in gevuld if len(rij) > 1 for cel in rij]
    eerste = max((len(str(cel.value)) for cel in cellen if cel.column == 1), default=BREED)
    blad.blad.column_dimensions["A"].width = min(eerste + 2, BREED)
    for cel in cellen:
        cel.alignment = Alignment(wrap_text=True, vertical="top")
