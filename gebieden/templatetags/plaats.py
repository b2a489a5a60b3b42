"""What the gemeente is called and how one reaches it, in every template."""

from django import template
from django.utils.html import format_html

from gebieden.plaats import plaats as deze_plaats
from kern.templatetags.onderdelen import icoon

register = template.Library()


@register.simple_tag
def plaats():
    """The gemeente of this portal: `naam`, `portaal`, `telefoon`, `mail`, `heeft_buurtbudget`."""
    return deze_plaats()


@register.simple_tag
def portaalnaam():
    return deze_plaats().portaal


@register.simple_tag
def telefoonnummer():
    """As text, for a mail or letter."""
    return deze_plaats().telefoon


@register.simple_tag
def telefoon(vorm=""):
    """The number of the gemeente as a link; `"groot"` is the one with an icon."""
    nummer = deze_plaats().telefoon
    return format_html(
        '<a class="{}" href="tel:{}">{}{}</a>',
        "wp-bel" if vorm == "groot" else "nl-link wp-heel",
        nummer.replace(" ", ""),
        icoon("bel") if vorm == "groot" else "",
        nummer.replace(" ", "\u00a0"),
    )


@register.simple_tag
def mail_of_bel(begin="Mail"):
    """How one asks something, as the beginning of a sentence: "Mail <address>", or "Bel <number>".

    `begin` is "Mail" or "mail": with or without a capital.
    """
    if adres := deze_plaats().mail:
        link = '{} <a class="nl-link wp-meer" href="mailto:{}">{}</a>'
        return format_html(link, begin, adres, adres)
    return format_html("{} {}", "Bel" if begin == "Mail" else "bel", telefoon())
