"""Where the figures of an indicator come from, and what they were before they changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gebieden.models import Gebied
from indicatoren.models import Correctie, Import, Indicator, Meting, Streefwaarde
from kern.templatetags.onderdelen import precies

HOOGUIT = 25
MODELLEN = {Correctie.Soort.METING: Meting, Correctie.Soort.STREEFWAARDE: Streefwaarde}
NAMEN = {
    "waarde": "",
    "reden": "",
    "noot": "",
    "voetnoot": "",
    "n": "antwoorden: ",
    "marge": "marge: ",
    "significant": "",
    "voorlopig": "voorlopig: ",
}


@dataclass(frozen=True)
class Verandering:
    """A figure that changed: what differs, as it was and as it became."""

    gebied: Gebied
    jaar: int
    was: str
    werd: str
    op: datetime
    bestand: Import | None
    regel: int | None


def veranderingen(indicator: Indicator, soort, gebied=None) -> list[Verandering]:
    """The newest corrections of this kind (`Correctie.Soort`), in two queries."""
    rijen = Correctie.objects.filter(indicator=indicator, soort=soort)
    if gebied:
        rijen = rijen.filter(gebied=gebied)
    rijen = list(rijen.select_related("gebied", "vervangen_door").order_by("-pk")[:HOOGUIT])
    later = _nu(MODELLEN[soort], indicator, rijen)
    gevonden = []
    for rij in rijen:  # from the newest: what came after it was seen already
        plek = (rij.gebied_id, rij.jaar)
        gevonden.append(_verandering(rij, {} if rij.is_weg else later.get(plek, {})))
        later[plek] = rij.was
    return gevonden


def bestanden(indicator: Indicator) -> list[Import]:
    """The files that figures of the gemeente and the wijken come from, the newest first.

    Those of smaller areas come along with them: looking through all takes an index per figure.
    """
    gebieden = Gebied.objects.wijken_en_geheel().order_by()
    hier = {"indicator": indicator, "gebied__in": gebieden, "herkomst__isnull": False}
    gemeten = Meting.objects.filter(**hier).order_by().values("herkomst")
    gestreefd = Streefwaarde.objects.filter(**hier).order_by().values("herkomst")
    imports = Import.objects.filter(Q(pk__in=gemeten) | Q(pk__in=gestreefd))
    return list(imports.select_related("ingelezen_door")[:HOOGUIT])


def _nu(model, indicator, rijen):
    """{(area, year): the row as it is now} of the figures that these corrections are about."""
    plekken = {(rij.gebied_id, rij.jaar) for rij in rijen}
    wel = Q(pk__in=[])
    for gebied, jaar in plekken:
        wel |= Q(gebied=gebied, jaar=jaar)
    gevonden = model.objects.filter(wel, indicator=indicator).values()
    return {(rij["gebied_id"], rij["jaar"]): rij for rij in gevonden}


def _verandering(rij, werd):
    delen_was, delen_werd = _delen(rij.was), _delen(werd)
    anders = [naam for naam in NAMEN if delen_was.get(naam) != delen_werd.get(naam)]
    return Verandering(
        gebied=rij.gebied,
        jaar=rij.jaar,
        was=_zin(delen_was, anders),
        werd=_zin(delen_werd, anders),
        op=rij.op,
        bestand=rij.vervangen_door,
        regel=werd.get("herkomst_regel"),
    )


def _delen(rij):
    return {naam: _tekst(rij[naam]) for naam in NAMEN if rij.get(naam) not in Meting.ZEGT_NIETS}


def _tekst(waarde):
    if waarde is True:
        return "ja"
    if isinstance(waarde, str):
        return Meting.WOORDEN.get(waarde, waarde)
    return precies(waarde)


def _zin(delen, namen):
    return " · ".join(NAMEN[naam] + delen[naam] for naam in namen if naam in delen) or "niets"
