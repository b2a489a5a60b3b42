"""Pictures made of data: line, map. Pure SVG, no inline style."""

from django import template

from kern import staven, trend, vlakken

register = template.Library()


@register.simple_tag(name="trend")
def _trend(reeks, naast=None, ruimte=()):
    """The line through the years of a prepared series, with its target. See `kern.trend`."""
    return trend.teken(reeks, naast, ruimte)


@register.simple_tag(name="staven")
def _staven(staven_):
    """Areas as horizontal bars. See `kern.staven`."""
    return staven.teken(staven_)


@register.simple_tag(name="vlakken")
def _vlakken(ident, naam, gebieden, opschrift=""):
    """Areas in shades of one colour, each a link. See `kern.vlakken`."""
    return vlakken.teken(ident, naam, gebieden, opschrift)


@register.simple_tag
def staal(ident, klas):
    """A sample of a shade of that map, for its legend."""
    return vlakken.staal(ident, klas)
