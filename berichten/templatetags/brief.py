"""Facts of a message as words. They are JSON, so an amount and a day come as text; what an action
put in words already stays as it is.
"""

from datetime import date
from decimal import Decimal, InvalidOperation

from django import template
from django.utils import formats

from berichten.teksten import een_regel
from kern.templatetags.onderdelen import euro

register = template.Library()


@register.filter
def bedrag(feit):
    """€ 12,50 for "12.50"."""
    try:
        return euro(Decimal(str(feit)))
    except InvalidOperation:
        return feit


@register.filter
def dag(feit):
    """12 mei 2027 for "2027-05-12", with or without a time after it."""
    try:
        return formats.date_format(date.fromisoformat(str(feit)[:10]), "j F Y")
    except ValueError:
        return feit


@register.filter
def regel(feit):
    """In one line, for what somebody typed."""
    return een_regel(feit)
