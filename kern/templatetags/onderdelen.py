"""Small parts of every page: icons, the state of an activity, the badge, numbers and euros.

A day with its name is Django's own: `{{ dag|date:"l j F Y" }}` gives maandag 15 februari 2027.
"""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from kern import bedragen

register = template.Library()

ICONEN = {  # 24 x 24, drawn in strokes
    "idee": (
        "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 "
        "1.1-2.2A6 6 0 0 0 12 3z"
    ),
    "agenda": "M4 6.5h16v13.5H4zM4 10.5h16M8 3.5v4M16 3.5v4M8 14h3",
    "bel": (
        "M6.5 3.5h3l1.5 4.5-2 1.6a12 12 0 0 0 5.4 5.4l1.6-2 4.5 1.5v3a2 2 0 0 1-2.2 "
        "2A16.5 16.5 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z"
    ),
    "mail": "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5",
    "pijl": "M9 5l7 7-7 7",
    "terug": "M15 5l-7 7 7 7",
    "ja": "M5 12.5l4.5 4.5L19 7",
    "nee": "M6 6l12 12M18 6L6 18",
    "letop": "M12 4v9.5M12 18.4v.2",
    "papier": "M6 3.5h8.5L18.5 8v12.5H6zM14 3.5V8h4.5M9 12.5h6.5M9 16h6.5",
    "klok": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "plek": (
        "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 7.8a2.3 2.3 0 "
        "1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z"
    ),
    "mensen": (
        "M9 4.5a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6zM2.8 19.5c.3-3.6 2.8-5.6 "
        "6.2-5.6s5.9 2 6.2 5.6M16 5a3 3 0 0 1 0 5.8M17.6 14.3c2.1.7 3.4 2.4 3.6 5.2"
    ),
    "pen": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
    "stil": "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l4.5 5M20.5 9.5l-4.5 5",
    "wissel": "M4 8.5h14l-3.5-3.5M20 15.5H6l3.5 3.5",
    "download": "M12 4v11M7.5 11l4.5 4.5L16.5 11M4.5 20h15",
    "zoek": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L20.5 20.5",
}
STANDEN = {  # one family: a ring that fills up; shape, word and colour say the same
    "gepland": "<circle cx='8' cy='8' r='6.2'/>",
    "in_uitvoering": (
        "<circle cx='8' cy='8' r='6.2'/><path class='v' d='M8 1.8a6.2 6.2 0 0 1 0 12.4z'/>"
    ),
    "doorlopend": "<path d='M13.6 5.4A6.2 6.2 0 1 0 14.2 8'/><path d='M14.4 2.2v3.6h-3.6'/>",
    "uitgevoerd": (
        "<circle class='v' cx='8' cy='8' r='6.2'/><path class='w' d='M5 8.3l2.1 2.1L11 6'/>"
    ),
    "gestopt": "<circle cx='8' cy='8' r='6.2'/><path d='M5.2 8h5.6'/>",
}

NEDERLANDS = str.maketrans(",.-", ".,\u2212")


@register.simple_tag
def icoon(naam):
    return format_html(
        '<svg class="wp-i" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        ICONEN[naam],
    )


@register.simple_tag
def stand(waarde):
    """The state of an activity (`wijkplannen.Stand`) as shape, word and colour."""
    return format_html(
        '<span class="wp-stand wp-stand--{}"><svg viewBox="0 0 16 16" aria-hidden="true"'
        ' focusable="false">{}</svg>{}</span>',
        waarde.replace("_", "-"),
        mark_safe(STANDEN[waarde]),  # noqa: S308  ours, from above
        waarde.replace("_", " "),
    )


@register.simple_tag
def voorbeeld(is_voorbeeld=True, wat=""):
    """The badge on everything invented; nothing when `is_voorbeeld` is false."""
    if not is_voorbeeld:
        return ""
    uitleg = format_html('<span class="wp-vh">: {} is verzonnen</span>', wat) if wat else ""
    return format_html(' <span class="wp-vb">voorbeeld{}</span>', uitleg)


@register.filter
def getal(waarde, decimalen=0):
    """A number as Dutch readers write it: 7,4 and 12.500, with a real minus."""
    return f"{waarde:,.{int(decimalen)}f}".translate(NEDERLANDS)


@register.filter
def precies(waarde):
    """All digits that a number has, none rounded away: 7.3400 is 7,34."""
    return f"{Decimal(str(waarde)).normalize():f}".replace(".", ",")


@register.filter
def euro(bedrag):
    """€ 1.500 or € 12,50: cents only when there are any."""
    tekst = getal(bedrag, 2)
    return "€\u00a0" + tekst.removesuffix(",00")


@register.filter
def in_woorden(bedrag):
    """tweehonderdnegentig euro en vijftig cent"""
    return bedragen.in_woorden(bedrag)
