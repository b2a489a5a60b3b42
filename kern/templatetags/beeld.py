"""Pictures made of data: line, map. Pure SVG, no inline style."""

from django import template

register = template.Library()
