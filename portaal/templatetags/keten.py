"""The way back from a figure to the goals it belongs to, on a page that knows no plans."""

from django import template

from wijkplannen.models import Wijkplan

register = template.Library()


@register.simple_tag
def doelen_met_cijfer(slug):
    """[(plan, goal as its version says it)] of what is online now: one query."""
    plannen = Wijkplan.objects.filter(
        huidige_versie__inhoud__doelen__contains=[{"indicatoren": [{"slug": slug}]}]
    ).select_related("gebied", "huidige_versie")
    return [
        (plan, doel)
        for plan in plannen
        for doel in plan.huidige_versie.inhoud["doelen"]
        if any(indicator["slug"] == slug for indicator in doel["indicatoren"])
    ]
