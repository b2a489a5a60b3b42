"""Pictures made of data: line, map. Pure SVG, no inline style."""

from django import template

from kern.trend import teken

register = template.Library()


@register.simple_tag
def trend(reeks):
    """The line through the years of a prepared series, with its target. See `kern.trend`."""
    return teken(reeks)
