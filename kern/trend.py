"""Draw a series of figures as a line, in SVG that a screen reader, a printer and a phone can use.

Every value is printed, so nobody has to read the axis. The axis is named, and said to be cut when
it does not start where the scale does. What is missing stays a gap. No fill, no legend.

A series is any object with
  ident                 id that occurs once on the page
  naam, eenheid         text
  punten, streefpunten  in order of year, each with `jaar`, `waarde` (or None), `tekst`, `reden`
  breuken               years from which something else is measured
  schaal                (minimum, maximum), each may be None
  waar                  what the line is called when it stands beside another
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count, groupby, pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from kern.templatetags.onderdelen import getal

# Units of the viewBox. The style sheet sets the text at 16 units or less.
BREED, HOOG = 340, 170
BOVEN, ONDER = 16, 138  # y of the highest and of the lowest line of the axis
LETTER, REGEL = 8, 16  # room for a character and for a line of text
RAND = 16  # from the axis to the first point, and from the last point to the edge


def teken(reeks, naast=None, ruimte=()):
    """<figure> with the line, or one sentence when there is nothing to draw.

    `naast` is a series to compare with: a thin dotted line with its name at the last figure.
    `ruimte` are points the axes must hold too, so that drawings side by side share theirs.
    """
    punten = [punt for punt in reeks.punten if punt.waarde is not None]
    if not punten:
        return mark_safe("<p>Er is nog geen cijfer om te tekenen.</p>")
    ernaast = [punt for punt in naast.punten if punt.waarde is not None] if naast else []
    naam = f"{naast.waar} {ernaast[-1].tekst}" if ernaast else ""
    vlak = Vlak(punten, reeks.streefpunten, reeks.schaal, [*ernaast, *ruimte], naam)
    lijnen = list(lijnen_van(reeks.punten, reeks.breuken))
    lagen = [
        _as(vlak),
        _breuken(vlak, lijnen, reeks.breuken),
        _stippels(vlak, naast) if ernaast else "",
        _streef(vlak, reeks.streefpunten),
        *(_lijn(vlak, lijn) for lijn in lijnen if len(lijn) > 1),
        _punten(vlak, punten),
        _naam(vlak, naam, ernaast[-1]) if ernaast else "",
    ]
    return format_html(
        '<figure class="wp-lijn"><svg viewBox="0 {top} {w} {h}" role="img" focusable="false"'
        ' aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{naam}, {periode}</title>'
        '<desc id="{id}-d">{desc}</desc>{lagen}</svg>'
        "<figcaption>{bijschrift}</figcaption></figure>",
        top=vlak.top,
        w=vlak.breed,
        h=HOOG - vlak.top,
        id=reeks.ident,
        naam=reeks.naam,
        periode=_periode(punten),
        desc=_voorgelezen(reeks) + (f" {naast.waar}: {_waarden(ernaast)}." if ernaast else ""),
        lagen=format_html_join("", "{}", ((laag,) for laag in lagen)),
        bijschrift=_bijschrift(reeks, vlak),
    )


class Vlak:
    """The plane of the drawing: what stands where, and what room is already taken."""

    def __init__(self, punten, streef, schaal, ook=(), naam=""):
        waarden = [Decimal(punt.waarde) for punt in [*punten, *streef, *ook]]
        self.streepjes = streepjes(waarden, *schaal)
        self.jaren = sorted({punt.jaar for punt in [*punten, *streef, *ook]})
        self.links = LETTER * (1 + max(len(tekst) for _, tekst in self.streepjes))
        langste = max(len(punt.tekst) for punt in [*punten, *streef]) + len("streefwaarde ")
        self.breed = max(BREED, self.links + 2 * RAND + LETTER * max(langste, len(naam)))
        self.top = 0
        self._bezet = [self._om(self.x(p.jaar), self.y(p.waarde) + 5, 10, 10) for p in punten]

    def x(self, jaar):
        van, tot = self.jaren[0], self.jaren[-1]
        deel = (jaar - van) / (tot - van) if tot > van else 0.5
        return round(self.links + RAND + deel * (self.breed - self.links - 2 * RAND), 1)

    def y(self, waarde):
        (laag, _), (hoog, _) = self.streepjes[0], self.streepjes[-1]
        return round(ONDER - float((Decimal(waarde) - laag) / (hoog - laag)) * (ONDER - BOVEN), 1)

    def plek(self, x, y, tekst):
        """Free room for a text at a point: above it, else below it, else ever higher."""
        breed = LETTER * len(tekst)
        x = min(max(x, self.links + breed / 2), self.breed - breed / 2)
        for n in count():
            for voet in (y - 10 - n * REGEL, y + 22 + n * REGEL):
                doos = self._om(x, voet, breed, REGEL)
                if voet <= ONDER + 6 and not any(_raakt(doos, ander) for ander in self._bezet):
                    self._bezet.append(doos)
                    self.top = min(self.top, int(doos[1]) - 1)
                    return round(x, 1), round(voet, 1)

    @staticmethod
    def _om(x, voet, breed, hoog):
        return (x - breed / 2, voet - hoog, x + breed / 2, voet)


def _raakt(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def streepjes(waarden, van, tot):
    """(value, text) of each line of the axis.

    It may start above the scale's minimum, but shows at least a fifth of the scale (from `van` to
    `tot`, when known): a change no bigger than noise must not look like one.
    """
    laag, hoog = min(waarden), max(waarden)
    vijfde = (tot - van) / 5 if van is not None else 0
    stap = _stap((max(hoog - laag, vijfde) or abs(hoog) / 5 or Decimal(1)) / 2)
    onder = int((laag / stap).to_integral_value(ROUND_FLOOR))
    boven = int((hoog / stap).to_integral_value(ROUND_CEILING))
    bodem = van if van is not None else min(laag, 0)
    while boven - onder < 2:
        lucht_boven = boven * stap - hoog >= laag - onder * stap
        te_hoog = tot is not None and (boven + 1) * stap > tot
        if (onder - 1) * stap >= bodem and (lucht_boven or te_hoog):
            onder -= 1
        else:
            boven += 1
    decimalen = max(0, -stap.normalize().as_tuple().exponent)
    return [(n * stap, getal(n * stap, decimalen)) for n in range(onder, boven + 1)]


def _stap(ruw):
    """The first of …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is not smaller."""
    eenheid = Decimal(1).scaleb(ruw.adjusted())
    return next(keer * eenheid for keer in (1, 2, 5, 10) if keer * eenheid >= ruw)


def lijnen_van(punten, breuken):
    """Points that belong on one line: a missing value or another definition breaks it."""
    lijn = []
    for punt in punten:
        if lijn and any(lijn[-1].jaar < jaar <= punt.jaar for jaar in breuken):
            yield lijn
            lijn = []
        if punt.waarde is not None:
            lijn.append(punt)
        elif lijn:
            yield lijn
            lijn = []
    if lijn:
        yield lijn


# --- layers ---------------------------------------------------------------------------------------


def _as(vlak):
    streepjes = format_html_join(
        "",
        '<line class="r" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/>'
        '<text class="a" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        (
            (vlak.links, vlak.breed, vlak.y(waarde), vlak.links - 6, vlak.y(waarde) + 5, tekst)
            for waarde, tekst in vlak.streepjes
        ),
    )
    jaren = format_html_join(
        "",
        '<text class="j" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((vlak.x(jaar), HOOG - 6, jaar) for jaar in _leesbaar(vlak)),
    )
    return streepjes + jaren


def _leesbaar(vlak):
    """The years for which there is room below the axis; first and last when they do not touch."""
    nodig = LETTER * 5
    *eerdere, laatste = vlak.jaren
    gekozen = []
    for jaar in eerdere:
        vrij_links = not gekozen or vlak.x(jaar) - vlak.x(gekozen[-1]) >= nodig
        if vrij_links and vlak.x(laatste) - vlak.x(jaar) >= nodig:
            gekozen.append(jaar)
    return [*gekozen, laatste]


def _breuken(vlak, lijnen, breuken):
    midden = (
        (vlak.x(voor[-1].jaar) + vlak.x(na[0].jaar)) / 2
        for voor, na in pairwise(lijnen)
        if any(voor[-1].jaar < jaar <= na[0].jaar for jaar in breuken)
    )
    return format_html_join(
        "",
        '<line class="b" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>',
        ((round(x, 1), BOVEN, ONDER) for x in midden),
    )


def _streef(vlak, streefpunten):
    """Dashes through the years of the target; its value printed where it begins or changes."""
    if not streefpunten:
        return ""
    plaatsen = [(vlak.x(punt.jaar), vlak.y(punt.waarde)) for punt in streefpunten]
    (x0, y0), (xn, yn) = plaatsen[0], plaatsen[-1]
    lijn = [(x0 - 12, y0), *plaatsen, (xn + 12, yn)]
    teksten, woord = [], "streefwaarde "
    for tekst, groep in groupby(streefpunten, key=lambda punt: punt.tekst):
        groep = list(groep)
        x = (vlak.x(groep[0].jaar) + vlak.x(groep[-1].jaar)) / 2
        tekst = woord + tekst
        teksten.append((*vlak.plek(x, vlak.y(groep[0].waarde), tekst), tekst))
        woord = ""
    return format_html(
        '<polyline class="s" points="{}"/>{}',
        _coordinaten(lijn),
        format_html_join(
            "", '<text class="st" x="{}" y="{}" text-anchor="middle">{}</text>', teksten
        ),
    )


def _lijn(vlak, lijn):
    plaatsen = ((vlak.x(punt.jaar), vlak.y(punt.waarde)) for punt in lijn)
    return format_html('<polyline class="l" points="{}"/>', _coordinaten(plaatsen))


def _punten(vlak, punten):
    """The last one stands out: it is what people come for."""
    delen = []
    for punt in punten:
        x, y = vlak.x(punt.jaar), vlak.y(punt.waarde)
        stip, letter, straal = ("z", "n", 5) if punt is punten[-1] else ("p", "w", 3.6)
        delen.append((stip, x, y, straal, letter, *vlak.plek(x, y, punt.tekst), punt.tekst))
    return format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>'
        '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        delen,
    )


def _stippels(vlak, naast):
    """The line one compares with; a single figure of it is a small dot."""
    delen = []
    for lijn in lijnen_van(naast.punten, naast.breuken):
        plaatsen = [(vlak.x(punt.jaar), vlak.y(punt.waarde)) for punt in lijn]
        if len(plaatsen) > 1:
            delen.append(format_html('<polyline class="d" points="{}"/>', _coordinaten(plaatsen)))
        else:
            delen.append(format_html('<circle class="dp" cx="{}" cy="{}" r="2"/>', *plaatsen[0]))
    return format_html_join("", "{}", ((deel,) for deel in delen))


def _naam(vlak, naam, laatste):
    x, y = vlak.plek(vlak.x(laatste.jaar), vlak.y(laatste.waarde), naam)
    return format_html('<text class="dt" x="{}" y="{}" text-anchor="middle">{}</text>', x, y, naam)


def _coordinaten(plaatsen):
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in plaatsen)


# --- words ----------------------------------------------------------------------------------------


def _periode(punten):
    eerste, laatste = punten[0].jaar, punten[-1].jaar
    return str(laatste) if eerste == laatste else f"{eerste} tot en met {laatste}"


def _voorgelezen(reeks):
    streef = f" Streefwaarde {_waarden(reeks.streefpunten)}." if reeks.streefpunten else ""
    return f"{_waarden(reeks.punten)}.{streef}"


def _waarden(punten):
    return "; ".join(
        f"{punt.jaar}: {punt.tekst if punt.waarde is not None else f'geen cijfer ({punt.reden})'}"
        for punt in punten
    )


def _bijschrift(reeks, vlak):
    (laag, van), (_, tot) = vlak.streepjes[0], vlak.streepjes[-1]
    zinnen = [f"As: {reeks.eenheid}, van {van} tot {tot}."]
    begin = reeks.schaal[0] if reeks.schaal[0] is not None else 0
    if laag > begin:
        zinnen.append(f"De as begint niet bij {getal(begin)}.")
    zinnen += [f"Vanaf {jaar} anders gemeten." for jaar in reeks.breuken]
    zinnen += [
        f"Geen cijfer in {punt.jaar}: {punt.reden}." for punt in reeks.punten if punt.waarde is None
    ]
    return " ".join(zinnen)
