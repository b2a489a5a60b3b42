from itertools import count

from gebieden.models import Gebied, Gemeente, Indeling, Ligging

nummer = count(1)


def maak_gemeente(code="GM0307", naam="Amersfoort"):
    return Gemeente.objects.get_or_create(code=code, defaults={"naam": naam})[0]


def maak_indeling(sleutel=Indeling.Sleutel.PLAN, **afwijking):
    gemeente = afwijking.pop("gemeente", None) or maak_gemeente()
    velden = {"naam": sleutel.label, "bron": "test"} | afwijking
    return Indeling.objects.get_or_create(gemeente=gemeente, sleutel=sleutel, defaults=velden)[0]


def maak_wijk(**afwijking):
    """A plan area."""
    nr = next(nummer)
    indeling = afwijking.pop("indeling", None) or maak_indeling()
    velden = {
        "soort": Gebied.Soort.PLANGEBIED,
        "code": f"P{nr}",
        "naam": f"Wijk {nr}",
        "slug": f"wijk-{nr}",
    } | afwijking
    return Gebied.objects.create(gemeente=indeling.gemeente, indeling=indeling, **velden)


def maak_buurt(**afwijking):
    nr = next(nummer)
    gemeente = afwijking.pop("gemeente", None) or maak_gemeente()
    velden = {"soort": Gebied.Soort.BUURT, "code": f"BU{nr}", "naam": f"Buurt {nr}"} | afwijking
    return Gebied.objects.create(gemeente=gemeente, slug=velden["code"].lower(), **velden)


def maak_deel(soort, buurten, **afwijking):
    """A CBS wijk, budget area or wijk that is made of these buurten."""
    sleutel = {"wijk": "cbs_wijk", "budgetgebied": "budget", "plangebied": "plan"}[soort]
    indeling = maak_indeling(Indeling.Sleutel(sleutel))
    gebied = maak_wijk(indeling=indeling, soort=soort, **afwijking)
    for buurt in buurten:
        Ligging.objects.create(gebied=gebied, buurt=buurt, indeling=indeling)
    return gebied
