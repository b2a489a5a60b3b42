from collections.abc import Iterator
from datetime import date

from django.conf import settings

from gebieden.models import Gebied, Gemeente, Indeling, Ligging


def fouten(dag: date) -> Iterator[str]:
    """What the map of the gemeente lacks on this day, one sentence each."""
    gemeente = Gemeente.objects.filter(code=settings.GEMEENTE).first()
    if gemeente is None:
        yield f"Gemeente {settings.GEMEENTE} ontbreekt: lees de gebieden in (importeer_gebieden)."
        return
    gebieden = Gebied.objects.geldig_op(dag).filter(gemeente=gemeente).order_by("code")
    if not gebieden.filter(soort=Gebied.Soort.GEMEENTE).exists():
        yield f"Het gebied van heel {gemeente} ontbreekt."
    buurten = gebieden.filter(soort=Gebied.Soort.BUURT)
    if not buurten.exists() and gebieden.filter(soort=Gebied.Soort.PLANGEBIED).exists():
        return  # only the names of the wijken are known
    for sleutel, naam in Indeling.Sleutel.choices:
        indeling = gemeente.indelingen.filter(sleutel=sleutel).first()
        if indeling is None:
            yield f"De indeling ‘{naam}’ ontbreekt."
            continue
        liggingen = Ligging.objects.geldig_op(dag).filter(indeling=indeling)
        for buurt in buurten.exclude(pk__in=liggingen.values("buurt")):
            yield f"Buurt {buurt.code} {buurt} ligt in geen gebied van ‘{naam}’."
        for gebied in gebieden.filter(indeling=indeling).exclude(pk__in=liggingen.values("gebied")):
            yield f"Gebied {gebied.code} {gebied} van ‘{naam}’ heeft geen buurten."
