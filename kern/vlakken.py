"""Draw areas in at most five shades of one colour, darker for more: a map of figures.

The words stand beside it: a legend with the bounds of each shade, and the same figures as a table.
An area without a figure is hatched, so that it differs without colour too.

`teken` takes `ident` and `naam`, and areas, each with
  naam, tekst   what the link is called
  href          where it leads
  vorm          its outline (`gebieden.models.Vorm`)
  klas          1 to 5, or None: no figure
  is_hier       whether it is the one being looked at
`opschrift` says what is printed in an area: "naam" (and figure), "cijfer", or "" for nothing.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

REGEL = 15  # height of a line of a label, in units of the drawing


def teken(ident, naam, vlakken, opschrift=""):
    """Inline SVG with a link per area; those without an outline are left out."""
    vlakken = [vlak for vlak in vlakken if vlak.vorm]
    if not vlakken:
        return ""
    # who is looked at is painted last, so that no neighbour covers its edge
    vlakken.sort(key=lambda vlak: vlak.is_hier)
    breed, hoog = (max(vlak.vorm.bbox[kant] for vlak in vlakken) for kant in (2, 3))
    return format_html(
        '<svg class="wp-vlakken" viewBox="-3 -3 {} {}" role="group" aria-label="{}">'
        '<defs>{}</defs>{}<g aria-hidden="true">{}</g></svg>',
        breed + 6,
        hoog + 6,
        naam,
        arcering(ident),
        format_html_join("", "{}", ((_vlak(ident, vlak),) for vlak in vlakken)),
        format_html_join("", "{}", ((_opschrift(vlak, opschrift),) for vlak in vlakken)),
    )


def arcering(ident):
    """The pattern of no figure; its id is that of the drawing with "-geen"."""
    return format_html(
        '<pattern id="{}-geen" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect class="ag" width="6" height="6"/>'
        '<rect class="al" width="1.8" height="6"/></pattern>',
        ident,
    )


def vulling(ident, klas):
    """The attributes that fill a shape with its shade, or with the hatching."""
    if klas is None:
        return format_html('class="k0" fill="url(#{}-geen)"', ident)
    return format_html('class="k{}"', klas)


def staal(ident, klas):
    """A small sample of a shade for the legend."""
    return format_html(
        '<svg class="wp-staal" viewBox="0 0 28 20" aria-hidden="true" focusable="false">'
        '<rect x="1" y="1" width="26" height="18" {}/></svg>',
        vulling(ident, klas),
    )


def _vlak(ident, vlak):
    return format_html(
        '<a href="{}" aria-label="{}: {}"{}><path d="{}" {}/></a>',
        vlak.href,
        vlak.naam,
        vlak.tekst,
        mark_safe(' aria-current="true"') if vlak.is_hier else "",
        vlak.vorm.pad,
        vulling(ident, vlak.klas),
    )


def _opschrift(vlak, opschrift):
    """What is printed over the area, not in its link: that says the same in full."""
    if not opschrift:
        return ""
    regels = vlak.vorm.label.split("|") if opschrift == "naam" else []
    regels = [*regels, vlak.kort]
    eerste = vlak.vorm.label_y + REGEL / 3 - REGEL * (len(regels) - 1) / 2
    return format_html(
        "<text{}>{}</text>",
        mark_safe(' class="z"') if vlak.klas is None else "",
        format_html_join(
            "",
            '<tspan x="{}" y="{}"{}>{}</tspan>',
            (
                (
                    vlak.vorm.label_x,
                    round(eerste) + REGEL * nr,
                    mark_safe(' class="c"') if nr == len(regels) - 1 else "",
                    regel,
                )
                for nr, regel in enumerate(regels)
            ),
        ),
    )
