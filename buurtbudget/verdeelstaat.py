"""The column of a member as a spreadsheet: out, filled in at home, and back in.

The number in the first column is the key.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection

from buurtbudget.models import Deelnemer
from buurtbudget.rondestand import Rondestand
from kern.forms import lees_bedrag
from kern.tabellen import Formule, GeenTabel, lees_rijen
from kern.templatetags.onderdelen import euro
from kern.werkbladen import zonder_stuurtekens

KOPPEN = ["Nr", "Aanvraag", "Waar", "Betaalt zelf", "Gevraagd", "Jouw bedrag"]
BREEDTES = [6, 46, 26, 13, 13, 14]
EERSTE = 5  # the row of number one
BEDRAG = "F"
GELD = "#,##0.00"
RIJEN = 2000

NIET_TE_LEZEN = "We kunnen dit bestand niet lezen. Haal het opnieuw op en vul het in."


@dataclass
class Terug:
    """What came back: {number: € or None} as far as it can be read, and what cannot."""

    bedragen: dict[int, Decimal | None] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


def schrijf(stand: Rondestand, deelnemer: Deelnemer) -> bytes:
    """The sheet of this member: all locked except the amounts they may give."""
    boek = Workbook()
    blad = boek.active
    blad.title = "Verdeling"
    _kop(blad, stand, deelnemer)
    kolom = stand.kolommen.get(deelnemer.pk, {})
    for rij, post in enumerate(stand.posten, EERSTE):
        _rij(blad, rij, post, kolom, stand.buiten.get((deelnemer.pk, post.aanvraag_id)))
    laatste = EERSTE + len(stand.posten) - 1
    blad["E3"], blad["F3"] = "Verdeeld", f"=SUM({BEDRAG}{EERSTE}:{BEDRAG}{laatste})"
    blad["F3"].number_format = GELD
    blad.freeze_panes = f"A{EERSTE}"
    blad.protection.sheet = True
    blad.page_setup.orientation, blad.page_setup.paperSize = "landscape", 9
    blad.page_setup.fitToHeight, blad.sheet_properties.pageSetUpPr.fitToPage = 0, True
    blad.print_title_rows = f"{EERSTE - 1}:{EERSTE - 1}"
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def lees_terug(bestand, stand: Rondestand, deelnemer: Deelnemer) -> Terug:
    """Read a sheet of this member back; each row that does not fit has a sentence."""
    terug = Terug()
    try:
        rijen = list(lees_rijen(bestand, rijen=RIJEN, kolommen=len(KOPPEN)))
    except GeenTabel:
        rijen = []
    if len(rijen) < EERSTE - 1:
        terug.fouten.append(NIET_TE_LEZEN)
        return terug
    if [_tekst(rijen[nr]) for nr in (0, 1)] != [_titel(stand), _van(deelnemer)]:
        terug.fouten.append(
            f"Dit bestand hoort er niet bij. Boven in het bestand moet staan: ‘{_titel(stand)}’ en "
            f"‘{_van(deelnemer)}’."
        )
        return terug
    _lees_rijen(rijen[EERSTE - 1 :], stand, deelnemer, terug)
    return terug


def _titel(stand):
    return _schoon(str(stand.ronde))


def _van(deelnemer):
    return _schoon(f"Kolom van {deelnemer.lid.naam}")


def _schoon(tekst):
    return " ".join(zonder_stuurtekens(tekst).split())


def _zet(blad, plek, waarde, **stijl):
    """A text is a text, also one that begins with =."""
    cel = blad[plek]
    cel.value = _schoon(waarde) if isinstance(waarde, str) else waarde
    if isinstance(waarde, str):
        cel.data_type = "s"
        cel.quotePrefix = True
    for naam, deel in stijl.items():
        setattr(cel, naam, deel)


def _kop(blad, stand, deelnemer):
    _zet(blad, "A1", _titel(stand), font=Font(bold=True, size=14))
    _zet(blad, "A2", _van(deelnemer), font=Font(bold=True))
    alles = f"Te verdelen: {euro(stand.alles)}. " if stand.alles is not None else ""
    _zet(blad, "A3", f"{alles}Vul alleen de laatste kolom in. Leeg is hetzelfde als 0.")
    for nr, (kop, breed) in enumerate(zip(KOPPEN, BREEDTES, strict=True)):
        letter = "ABCDEF"[nr]
        rechts = Alignment(horizontal="right" if nr > 2 else "left")
        _zet(blad, f"{letter}{EERSTE - 1}", kop, font=Font(bold=True), alignment=rechts)
        blad.column_dimensions[letter].width = breed


def _rij(blad, rij, post, kolom, reden):
    aanvraag = post.aanvraag
    _zet(blad, f"A{rij}", post.volgnummer)
    _zet(blad, f"B{rij}", str(aanvraag), alignment=Alignment(wrap_text=True, vertical="top"))
    _zet(blad, f"C{rij}", aanvraag.straat)
    _zet(blad, f"D{rij}", post.zelf, number_format=GELD)
    _zet(blad, f"E{rij}", aanvraag.gevraagd, number_format=GELD)
    if reden:
        _zet(blad, f"{BEDRAG}{rij}", reden, alignment=Alignment(wrap_text=True))
        return
    geel = PatternFill("solid", fgColor="FFF8DC")
    waarde = kolom.get(aanvraag.pk)
    open_ = {"protection": Protection(locked=False), "fill": geel, "number_format": GELD}
    _zet(blad, f"{BEDRAG}{rij}", waarde, **open_)


def _tekst(rij):
    return _schoon(str(rij[0])) if rij and rij[0] is not None else ""


def _lees_rijen(rijen, stand, deelnemer, terug):
    posten = {post.volgnummer: post for post in stand.posten}
    for nr, cellen in enumerate(rijen, EERSTE):
        volgnummer = cellen[0] if cellen else None
        cel = cellen[len(KOPPEN) - 1] if len(cellen) == len(KOPPEN) else None
        if volgnummer is None:
            if cel is not None:
                terug.fouten.append(f"Rij {nr}: er staat een bedrag zonder nummer ervoor.")
            continue
        if isinstance(volgnummer, float) and volgnummer.is_integer():
            volgnummer = int(volgnummer)
        if type(volgnummer) is not int or volgnummer not in posten:
            kort = _schoon(str(volgnummer))[:20]
            terug.fouten.append(f"Rij {nr}: nummer ‘{kort}’ doet niet mee in deze ronde.")
        elif volgnummer in terug.bedragen:
            terug.fouten.append(f"Rij {nr}: nummer {volgnummer} staat er twee keer.")
        else:
            _lees_rij(nr, cel, posten[volgnummer], stand, deelnemer, terug)
    mist = [str(volgnummer) for volgnummer in posten if volgnummer not in terug.bedragen]
    if mist and not terug.fouten:
        terug.fouten.append(f"In het bestand ontbreekt nummer {', '.join(mist)}.")


def _lees_rij(nr, cel, post, stand, deelnemer, terug):
    reden = stand.buiten.get((deelnemer.pk, post.aanvraag_id))
    terug.bedragen[post.volgnummer] = None
    if reden:
        if cel not in (None, "", reden):
            terug.fouten.append(f"Rij {nr}, nummer {post.volgnummer}: {reden} Maak dit leeg.")
        return
    try:
        bedrag = _bedrag(cel)
        if bedrag is not None and bedrag > stand.hoogstens(post.aanvraag):
            hoogstens = euro(stand.hoogstens(post.aanvraag))
            raise ValueError(f"er staat meer dan gevraagd. Vul {hoogstens} of minder in.")
    except ValueError as fout:
        terug.fouten.append(f"Rij {nr}, nummer {post.volgnummer}: {fout}")
    else:
        terug.bedragen[post.volgnummer] = bedrag


def _bedrag(cel):
    """€ or None of one cell. Raises ValueError with what to do."""
    if cel is None or (isinstance(cel, str) and not cel.strip()):
        return None
    if isinstance(cel, Formule) or (isinstance(cel, str) and cel.lstrip().startswith("=")):
        raise ValueError("hier staat een formule. Typ het bedrag zelf.")
    try:
        bedrag = _getal(cel)
    except (ValueError, ArithmeticError):
        raise ValueError("dit is geen bedrag. Typ een getal, bijvoorbeeld 150.") from None
    if bedrag < 0:
        raise ValueError("een bedrag is nooit minder dan 0.")
    return bedrag


def _getal(waarde):
    if isinstance(waarde, str):
        return lees_bedrag(waarde[:40])
    if type(waarde) not in (int, float):
        raise ValueError
    precies = Decimal(repr(waarde))
    centen = precies.quantize(Decimal("0.01"))
    if abs(precies - centen) > Decimal("0.000001"):
        raise ValueError
    return centen
