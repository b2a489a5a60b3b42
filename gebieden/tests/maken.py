from itertools import count

from gebieden.models import Gebied, Gemeente, Indeling

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
