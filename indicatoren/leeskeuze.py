"""How a file may be read: our own proposal, with what was chosen before for the same headings."""

from dataclasses import replace

from gebieden.models import Gemeente
from indicatoren.lezen.herkennen import Herkenning
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Kolomkeuze


def eerdere_keuze(gemeente: Gemeente, herkenning: Herkenning) -> Kolomkeuze | None:
    keuzes = Kolomkeuze.objects.filter(gemeente=gemeente, koppen=herkenning.vingerafdruk)
    return keuzes.select_related("door").first()


def zoals_eerder(gezien: Leeswijze, keuze: Kolomkeuze | None) -> Leeswijze:
    """The proposal, with the columns and signs of an earlier choice.

    The year of another file is not that of this one, and its areas must be confirmed again.
    """
    if not keuze:
        return gezien
    oud = Leeswijze.uit_json(keuze.leeswijze)
    return replace(
        gezien,
        kolommen=oud.kolommen,
        indicator=oud.indicator,
        gebiedsoort=oud.gebiedsoort,
        tekens=gezien.tekens | oud.tekens,
    )
