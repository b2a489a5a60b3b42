"""Letters and other papers as pdf: accessible (PDF/UA-1) and fit to keep (PDF/A-2a) in one file.

The layout is a file of typst in `brieven/`; what it prints comes in as data and is never read as
markup. The same data gives the same bytes: the only date is the one in the data.

A letter takes its text from the template of its kind and these from the `feiten` of the message:

- `afzender`: `naam`, `regels` (postal address, a list), `telefoon`, `bereikbaar` (hours, in
  words), `contact` (whom to ask for), `antwoord_aan` (mailbox), `ondertekenaar` and `rol`;
- `adres`: the lines in the window, at most five; without them the recipient of the message;
- `kenmerk`: "Ons kenmerk";
- `datum`: ISO, the day of the fact; without it the day the message was written;
- `is_voorbeeld`: prints the badge.

Only `naam` of `afzender` is needed.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import formats
from django.utils.timezone import localdate

from berichten.models import Bericht
from berichten.teksten import schrijf
from kern.stukken import Stuk

OPMAAK = settings.BASE_DIR / "brieven"
NORMEN = ["ua-1", "a-2a"]
LETTERS = "fontpkg_source_sans_3"  # without that package: Libertinus, which typst brings along
ADRESREGELS = 5  # more do not fit in the window


def maak_pdf(sjabloon: str, gegevens: dict) -> bytes:
    """A pdf from `brieven/<sjabloon>` and `gegevens`, which it reads as `sys.inputs.gegevens`.

    `gegevens` holds at least `titel` and `datum` (a date or ISO). Characters that no font has are
    left out, as a pdf for everybody may not hold them. Raises typst.TypstError when the layout is
    wrong, also when it would not be accessible.
    """
    schoon = _drukbaar(json.loads(json.dumps(gegevens, cls=DjangoJSONEncoder)))
    dag = date.fromisoformat(schoon["datum"][:10])
    return typst.compile(
        OPMAAK / sjabloon,
        root=OPMAAK,
        font_paths=_lettertypen(),
        sys_inputs={"gegevens": json.dumps(schoon)},
        pdf_standards=NORMEN,
        timestamp=datetime(dag.year, dag.month, dag.day, tzinfo=UTC),
    )


def stuk_als_pdf(stuk: Stuk, *, dag: date) -> bytes:
    """A text as a list of parts, of this day: the twin of `kern.word.als_docx`."""
    delen = [(soort, asdict(deel)) for soort, deel in stuk.soorten]
    for _, deel in delen:
        if "getallen" in deel:
            deel["getallen"] = sorted(deel["getallen"])
    return maak_pdf("stuk.typ", {"titel": stuk.titel, "datum": dag, "delen": delen})


def brief(bericht: Bericht) -> bytes:
    """One letter."""
    gegevens = _brief(bericht)
    return maak_pdf("brief.typ", {**gegevens, "brieven": [gegevens]})


def samen(berichten: Iterable[Bericht]) -> bytes:
    """Many letters in one file to print, in this order; each begins on the front of a sheet.

    Made in one go from the same texts: gluing files together loses their tags, their language and
    their title.
    """
    brieven = [_brief(bericht) for bericht in berichten]
    titel = f"{len(brieven)} brieven om te printen" if len(brieven) > 1 else brieven[0]["titel"]
    datum = max(brief["datum"] for brief in brieven)
    afzender = brieven[0]["afzender"]
    return maak_pdf(
        "brief.typ", {"titel": titel, "datum": datum, "afzender": afzender, "brieven": brieven}
    )


def _brief(bericht):
    feiten = bericht.feiten
    if bericht.inhoud:  # made before: the text as it was then
        titel, inhoud = bericht.onderwerp, bericht.inhoud
    else:
        titel, inhoud = schrijf(bericht)
    dag = feiten.get("datum") or localdate(bericht.gemaakt_op)
    dag = date.fromisoformat(str(dag)[:10])
    adres = [regel for regel in feiten.get("adres") or [bericht.aan] if regel]
    return {
        "titel": titel,
        "datum": dag.isoformat(),
        "dag": formats.date_format(dag, "j F Y"),
        "afzender": {naam: deel for naam, deel in (feiten.get("afzender") or {}).items() if deel},
        "adres": adres[:ADRESREGELS],
        "kenmerk": feiten.get("kenmerk") or "",
        "is_voorbeeld": bool(feiten.get("is_voorbeeld")),
        "blokken": blokken(inhoud),
    }


def blokken(tekst: str) -> list[dict]:
    """Paragraphs and lists of a plain text, in order.

    A blank line ends a paragraph, a line that starts with "- " is a point of a list, any other
    line end stays a line end: `{"alinea": [regels]}` or `{"punten": [regels]}`.
    """
    gevonden = []
    for stuk in re.split(r"\n\s*\n", tekst.strip()):
        for regel in stuk.splitlines():
            soort = "punten" if regel.startswith("- ") else "alinea"
            if not gevonden or soort not in gevonden[-1]:
                gevonden.append({soort: []})
            gevonden[-1][soort].append(regel.removeprefix("- ").strip())
        gevonden.append({})
    return [blok for blok in gevonden if blok]


@cache
def _lettertypen():
    pakket = find_spec(LETTERS)
    map_ = [Path(pakket.submodule_search_locations[0]) / "files"] if pakket else []
    return typst.Fonts(font_paths=map_, include_system_fonts=False)


def _drukbaar(gegeven):
    if isinstance(gegeven, dict):
        return {naam: _drukbaar(deel) for naam, deel in gegeven.items()}
    if isinstance(gegeven, list):
        return [_drukbaar(deel) for deel in gegeven]
    if isinstance(gegeven, str):
        tekst = unicodedata.normalize("NFC", gegeven)
        return "".join(teken for teken in tekst if _te_drukken(teken))
    return gegeven


@cache
def _te_drukken(teken):
    """Whether a font has this character: typst knows, and refuses the pdf when not."""
    if teken == "\n" or (teken.isascii() and teken.isprintable()):
        return True
    bron = b'#set document(title: "x")\n#sys.inputs.teken'
    try:
        typst.compile(
            bron, font_paths=_lettertypen(), sys_inputs={"teken": teken}, pdf_standards=NORMEN
        )
    except typst.TypstError:
        return False
    return True
