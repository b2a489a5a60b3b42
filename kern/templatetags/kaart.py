"""The map of the wijken and the horizon of one: pictures that lead somewhere, or only please."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join

register = template.Library()
REGEL = 14  # height of a line of a label, in units of the drawing


@register.simple_tag
def wijkkaart(wijken, hier=None):
    """Inline SVG with a link per area; `wijken` have their outline, `hier` is the one we are in.

    The picture is an extra: the same links stand as a list beside it. The label in the drawing is
    short, so the name of a link is the whole name of the area.
    """
    wijken = [wijk for wijk in wijken if hasattr(wijk, "vorm")]
    if not wijken:
        return ""
    vormen = [wijk.vorm for wijk in wijken]
    breed, hoog = (max((vorm.bbox[i] for vorm in vormen), default=0) for i in (2, 3))
    return format_html(
        '<svg viewBox="0 0 {} {}" role="group"'
        ' aria-label="Kaart met {} wijken. Kies een wijk.">{}</svg>',
        breed,
        hoog,
        len(vormen),
        format_html_join("", "{}", ((_wijk(wijk, wijk == hier),) for wijk in wijken)),
    )


def _wijk(wijk, is_hier):
    vorm = wijk.vorm
    regels = vorm.label.split("|")
    eerste = vorm.label_y + REGEL / 3 - REGEL * (len(regels) - 1) / 2
    return format_html(
        '<a href="{}" aria-label="{}"{}><path d="{}"/><text>{}</text></a>',
        wijk.get_absolute_url(),
        wijk.naam,
        format_html(' aria-current="{}"', "page") if is_hier else "",
        vorm.pad,
        format_html_join(
            "",
            '<tspan x="{}" y="{}">{}</tspan>',
            ((vorm.label_x, round(eerste) + REGEL * i, regel) for i, regel in enumerate(regels)),
        ),
    )


@register.simple_tag
def horizon(slug):
    """The drawn horizon of a wijk, decorative; nothing when it has no drawing of its own."""
    try:
        bron = static(f"img/horizon/{slug}.svg")
    except ValueError:  # not in the manifest
        return ""
    return format_html(
        '<img class="wp-horizon" src="{}" alt="" width="1600" height="170">',
        bron,
    )
