"""The content of a document from its rows: its own window of years over the figures of now."""

from dataclasses import replace

from gebieden.models import Gebied
from indicatoren.boom import loop
from indicatoren.models import Indicator, Rapportage, Rapportregel
from indicatoren.rapporten.inhoud import (
    Cijfer,
    Cijferrij,
    Inhoud,
    Maatregel,
    Resultaat,
    Tak,
    Tekst,
)
from indicatoren.reeksen import Cel, Reeks, reeksen

Soort = Rapportregel.Soort
DEEL = {
    Soort.TEKST: "teksten",
    Soort.GEBEURTENIS: "gebeurtenissen",
    Soort.BUURTBUDGET: "buurtbudget",
    Soort.INDICATOR: "cijfers",
    Soort.DOELSTELLING: "doelstellingen",
    Soort.RESULTAAT: "resultaten",
    Soort.MAATREGEL: "maatregelen",
}
# What a reader of a document must know of a figure; the rest stands at the indicator itself.
MERKEN = ("voorlopig cijfer", "vanaf dit jaar anders gemeten")


def lees(rapportage: Rapportage) -> Inhoud:
    """What the document says: as it was frozen (no query), or from its rows and figures of now."""
    if rapportage.bevroren_op:
        return Inhoud.uit_json(rapportage.inhoud)
    return bouw(rapportage)


def bouw(rapportage: Rapportage) -> Inhoud:
    """From rows and figures of now, in six queries however many there are."""
    paden = [pad for pad, _ in loop(rapportage.programmas.prefetch_related("regels"))]
    regels = [regel for pad in paden for regel in pad[-1].regels.all()]
    cijfers = {
        pk: _Venster(rapportage, reeks) for pk, reeks in _reeksen(rapportage, regels).items()
    }
    return Inhoud(
        titel=str(rapportage),
        opzet=rapportage.opzet,
        peildatum=rapportage.peildatum,
        bron=rapportage.bron,
        is_voorbeeld=rapportage.is_voorbeeld,
        takken=[_tak(pad, cijfers) for pad in paden],
    )


def _reeksen(rapportage, regels) -> dict[int, Reeks]:
    """{key of an indicator: its series in the whole gemeente, which must be there}."""
    pks = {regel.indicator_id for regel in regels} - {None}
    if not pks:
        return {}
    heel = Gebied.objects.gemeentes().get(gemeente=rapportage.gemeente_id)
    return {r.indicator.pk: r for r in reeksen(Indicator.objects.filter(pk__in=pks), heel)}


def _tak(pad, cijfers):
    delen = {naam: [] for naam in DEEL.values()}
    for regel in sorted(pad[-1].regels.all(), key=lambda regel: regel.volgorde):
        delen[DEEL[regel.soort]].append(_regel(regel, cijfers))
    return Tak([f"{tak.nr} {tak.naam}".strip() for tak in pad], **delen)


def _regel(regel, cijfers):
    if regel.soort == Soort.INDICATOR:
        return cijfers[regel.indicator_id].rij(regel.noot)
    if regel.soort == Soort.RESULTAAT:
        return Resultaat(regel.tekst, regel.get_voortgang_display(), regel.is_samengevat)
    if regel.soort == Soort.MAATREGEL:
        voortgang = regel.get_voortgang_display()
        deel = (regel.nr, regel.tekst, voortgang, regel.bedrag, regel.noot, regel.is_samengevat)
        return Maatregel(*deel)
    return Tekst(regel.tekst, regel.kop, regel.is_samengevat)


class _Venster:
    """The years of a document over one series."""

    def __init__(self, rapportage: Rapportage, reeks: Reeks):
        self.rapportage, self.reeks = rapportage, reeks

    def rij(self, noot: str) -> Cijferrij:
        indicator = self.reeks.indicator
        return Cijferrij(
            indicator=indicator.slug,
            naam=indicator.naam,
            bron=str(indicator.bron),
            noot=noot,
            teken=indicator.teken,
            decimalen=indicator.decimalen,
            is_voorbeeld=self.reeks.is_voorbeeld,
            realisatie=[_cijfer(self.reeks.gemeten(j)) for j in self.rapportage.realisatiejaren],
            streef=[_cijfer(self._streef(jaar)) for jaar in self.rapportage.streefjaren],
        )

    def _streef(self, jaar):
        cel = self.reeks.streef(jaar)
        geen = f"geen {self.rapportage.streefwoord} in dit document"
        return replace(cel, reden=geen) if cel.reden else cel


def _cijfer(cel: Cel) -> Cijfer:
    noten = [noot for noot in cel.noten if cel.reden or noot in MERKEN]
    return Cijfer(cel.jaar, cel.waarde, cel.tekst, cel.reden, noten)
