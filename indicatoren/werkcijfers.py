"""The measured figures of an indicator in one area, as the researcher reads them: hidden or not."""

from dataclasses import dataclass

from indicatoren.models import Dekking, Meting, Peiling
from kern.templatetags.onderdelen import precies


@dataclass(frozen=True)
class Werkcijfer:
    """`meting` is None in a year of which there could be one."""

    jaar: int
    meting: Meting | None

    @property
    def tekst(self) -> str:
        if self.meting is None:
            return "geen cijfer"
        if self.meting.waarde is None:
            return self.meting.get_reden_display()
        return precies(self.meting.waarde) + self.meting.indicator.teken

    @property
    def marge(self) -> str:
        heeft = self.meting is not None and self.meting.marge is not None
        return precies(self.meting.marge) if heeft else ""


def werkcijfers(indicator, gebied) -> list[Werkcijfer]:
    """The newest first: every year that has one here, is asked about or is known elsewhere."""
    hier = Meting.objects.filter(indicator=indicator, gebied=gebied).select_related("herkomst")
    metingen = {meting.jaar: meting for meting in hier}
    for meting in metingen.values():
        meting.indicator = indicator
    gepeild = Peiling.objects.filter(bron=indicator.bron_id).order_by().values_list("jaar")
    elders = Dekking.objects.filter(indicator=indicator).order_by().values_list("jaar")
    jaren = {*metingen, *(jaar for (jaar,) in gepeild.union(elders))}
    return [Werkcijfer(jaar, metingen.get(jaar)) for jaar in sorted(jaren, reverse=True)]
