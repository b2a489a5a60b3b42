"""Draw the figures of areas as horizontal bars, in SVG that prints and fits a telephone.

Bars begin at zero, always: nothing is cut. Name and value stand above the bar, so that no text
meets a whisker. What has no figure is not here: the page lists it with its reason.

`teken` takes any object with
  ident            id that occurs once on the page
  naam, samengevat title, and what a screen reader hears instead of the picture
  eenheid          text
  rijen            in the order of the page, each with `naam`, `waarde`, `tekst`, `marge` (or None),
                   `is_hier`
  weggelaten       how many are left out between the first and the last half of `rijen`
  lijn             what all are compared with (`naam`, `waarde`, `tekst`), or None
"""

from decimal import Decimal

from django.utils.html import format_html, format_html_join

# Units of the viewBox. The style sheet sets the text at 16 units or less.
BREED = 340
LETTER = 8  # room for a character
RIJ, STAAF = 38, 12  # height of a row, and of the bar at its foot
KOP, VOET = 26, 6
KRUL = 4  # half of the end of a whisker


def teken(staven):
    """<figure> with a bar per row; `rijen` must not be empty."""
    schaal = Schaal(staven)
    gat = len(staven.rijen) // 2 if staven.weggelaten else None
    plaatsen = [
        KOP + RIJ * (nr + (gat is not None and nr >= gat)) for nr in range(len(staven.rijen))
    ]
    onder = plaatsen[-1] + RIJ
    lagen = [
        *(_staaf(schaal, rij, y) for rij, y in zip(staven.rijen, plaatsen, strict=True)),
        _nullijn(schaal, plaatsen),
        _lijn(schaal, staven.lijn, onder),
        *(_tekst(rij, y) for rij, y in zip(staven.rijen, plaatsen, strict=True)),
        _gat(staven.weggelaten, KOP + RIJ * gat) if gat is not None else "",
    ]
    return format_html(
        '<figure class="wp-staven"><svg viewBox="0 0 {w} {h}" role="img" focusable="false"'
        ' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{naam}</title>'
        '<desc id="{id}-d">{desc}</desc>{lagen}</svg>'
        "<figcaption>{bijschrift}</figcaption></figure>",
        w=BREED,
        h=onder + VOET,
        id=staven.ident,
        naam=staven.naam,
        desc=staven.samengevat,
        lagen=format_html_join("", "{}", ((laag,) for laag in lagen)),
        bijschrift=_bijschrift(staven),
    )


class Schaal:
    """Where a value stands across, with zero and all that is drawn in sight."""

    def __init__(self, staven):
        uiteinden = [Decimal(0)]
        for rij in staven.rijen:
            marge = rij.marge or 0
            uiteinden += [rij.waarde - marge, rij.waarde + marge]
        if staven.lijn:
            uiteinden.append(staven.lijn.waarde)
        self.laag, self.hoog = min(uiteinden), max(uiteinden)

    def x(self, waarde):
        bereik = (self.hoog - self.laag) or 1
        deel = float((Decimal(waarde) - self.laag) / bereik)
        return round(KRUL + deel * (BREED - 2 * KRUL), 1)


def _staaf(schaal, rij, y):
    x0, x1 = sorted((schaal.x(0), schaal.x(rij.waarde)))
    boven = y + RIJ - STAAF - 6
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>{}',
        "s h" if rij.is_hier else "s",
        x0,
        boven,
        round(x1 - x0, 1),
        STAAF,
        _marge(schaal, rij, boven + STAAF / 2),
    )


def _marge(schaal, rij, y):
    """A thin whisker: where the figure of everybody could lie."""
    if not rij.marge:
        return ""
    x0, x1 = schaal.x(rij.waarde - rij.marge), schaal.x(rij.waarde + rij.marge)
    pad = f"M{x0},{y:g}H{x1}M{x0},{y - KRUL:g}v{2 * KRUL}M{x1},{y - KRUL:g}v{2 * KRUL}"
    return format_html('<path class="mw" d="{0}"/><path class="m" d="{0}"/>', pad)


def _nullijn(schaal, plaatsen):
    """A stroke at zero beside each bar, clear of the names."""
    return format_html_join(
        "",
        '<line class="o" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((schaal.x(0), y + RIJ - STAAF - 9, y + RIJ - 3) for y in plaatsen),
    )


def _lijn(schaal, lijn, onder):
    """What all are compared with, with its name and value on top."""
    if not lijn:
        return ""
    tekst = f"{lijn.naam} {lijn.tekst}"
    half = min(LETTER * len(tekst), BREED) / 2
    x = schaal.x(lijn.waarde)
    return format_html(
        '<line class="vw" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
        '<line class="v" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
        '<text class="vt" x="{3}" y="15" text-anchor="middle">{4}</text>',
        x,
        KOP - 6,
        onder,
        round(min(max(x, half), BREED - half), 1),
        tekst,
    )


def _tekst(rij, y):
    """Name left and value right, above the bar; a name that does not fit is cut, not squeezed."""
    plaats = (BREED - LETTER * (len(rij.tekst) + 1)) // LETTER
    naam = rij.naam if len(rij.naam) <= plaats else rij.naam[: plaats - 1].rstrip() + "…"
    return format_html(
        '<text class="{0}" x="0" y="{1}">{2}</text>'
        '<text class="w" x="{3}" y="{1}" text-anchor="end">{4}</text>',
        "n h" if rij.is_hier else "n",
        y + 14,
        naam,
        BREED,
        rij.tekst,
    )


def _gat(aantal, y):
    return format_html('<text class="g" x="0" y="{}">… en {} daartussen</text>', y + 22, aantal)


def _bijschrift(staven):
    zinnen = [f"De balken beginnen bij 0. Eenheid: {staven.eenheid}."]
    if any(rij.marge for rij in staven.rijen):
        zinnen.append("Het dunne streepje door het eind van een balk is de marge.")
    return " ".join(zinnen)
