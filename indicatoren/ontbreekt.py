"""What a document that is being written still lacks, branch by branch, each with where to mend it.

What is not agreed to stops freezing (`bevries`); all else is said and left to who makes it.
"""

from dataclasses import dataclass

from django.urls import reverse

from indicatoren.models import Rapportage, Rapportregel
from indicatoren.werkdocument import Werkdocument, Werkregel, Werktak
from kern.woorden import opsomming

Soort, Stand = Rapportregel.Soort, Rapportregel.Stand
ZONDER_BUURTBUDGET = {Rapportage.Soort.KADERNOTA}  # looks ahead only: no ledger to tell of


@dataclass(frozen=True)
class Punt:
    """One thing that is missing; `blokkeert` when the document cannot freeze before it is there."""

    wat: str
    waar: str
    link: str
    blokkeert: bool = False


@dataclass(frozen=True)
class Gemis:
    per_tak: list[tuple[Werktak | None, list[Punt]]]

    @property
    def punten(self):
        return [punt for _, punten in self.per_tak for punt in punten]

    @property
    def blokkeert(self):
        return any(punt.blokkeert for punt in self.punten)

    @property
    def aantal(self):
        return len(self.punten)


def gemis(werk: Werkdocument) -> Gemis:
    """All that is missing; no queries. A frozen document lacks nothing any more."""
    if werk.rapportage.bevroren_op:
        return Gemis([])
    groepen = [(None, list(_van_document(werk)))]
    groepen += [(tak, list(_van_tak(werk, tak))) for tak in werk.takken]
    return Gemis([(tak, punten) for tak, punten in groepen if punten])


def in_woorden(rapportage: Rapportage) -> str:
    """How far a document of `met_stand` is: "3 nog niet aangeleverd, 1 te laat"."""
    if rapportage.bevroren_op:
        return "" if rapportage.openbaar_op else "Nog niet openbaar"
    if not rapportage.regels:
        return "Nog leeg"
    delen = [
        _telling(rapportage.gevraagd, "nog niet aangeleverd", "nog niet aangeleverd"),
        rapportage.te_laat and f"{rapportage.te_laat} te laat",
        _telling(rapportage.aangeleverd, "wacht op akkoord", "wachten op akkoord"),
    ]
    return ", ".join(deel for deel in delen if deel) or "Alle regels zijn akkoord"


def _telling(aantal, een, meer):
    return aantal and f"{aantal} {een if aantal == 1 else meer}"


def _van_document(werk):
    document = reverse("indicatoren:rapportage_werk", args=[werk.rapportage.uuid])
    if not werk.regels:
        yield Punt("Er staat nog niets in dit document", "Document", document, blokkeert=True)
    elif werk.rapportage.soort not in ZONDER_BUURTBUDGET and not _heeft_buurtbudget(werk):
        yield Punt("Er staat nog geen tekst over buurtbudget in", "Document", document)


def _heeft_buurtbudget(werk):
    return any(werkregel.regel.soort == Soort.BUURTBUDGET for werkregel in werk.regels)


def _van_tak(werk, tak):
    for werkregel in tak.regels:
        link = reverse("indicatoren:rapportage_werk", args=[werk.rapportage.uuid])
        plek = f"{link}#{werkregel.regel.uuid}"
        if wat := _stand(werkregel):
            yield Punt(wat, werkregel.regel.titel, plek, blokkeert=True)
        for wat in _inhoud(werk, werkregel):
            yield Punt(wat, werkregel.regel.titel, plek)


def _stand(werkregel: Werkregel):
    regel = werkregel.regel
    if regel.stand == Stand.AANGELEVERD:
        return "Aangeleverd, nog niet akkoord"
    if regel.stand == Stand.AKKOORD:
        return ""
    wie = f" aan {regel.gevraagd_aan}" if regel.gevraagd_aan else ""
    if werkregel.te_laat:
        return f"Te laat: gevraagd{wie}, nog niet aangeleverd"
    if wie:
        return f"Gevraagd{wie}, nog niet aangeleverd"
    return "Nog niet akkoord" if regel.is_gevuld else "Nog geen tekst, en aan niemand gevraagd"


def _inhoud(werk, werkregel):
    """What a row should say in this kind of document, and does not."""
    regel = werkregel.regel
    if regel.soort == Soort.INDICATOR:
        yield from _cijfers(werk.rapportage, werkregel.reeks)
    heeft_voortgang = {kolom.rol for kolom in werk.opzet.maatregelen}
    if regel.soort == Soort.MAATREGEL and regel.bedrag is None:
        yield "Nog geen bedrag"
    maatregel_zonder = regel.soort == Soort.MAATREGEL and "voortgang" in heeft_voortgang
    if (maatregel_zonder or regel.soort == Soort.RESULTAAT) and not regel.voortgang:
        yield "Nog geen voortgang"


def _cijfers(rapportage, reeks):
    """Years in the windows that the source measures in, without a figure or a target."""
    if reeks is None:
        return
    meet_in = reeks.indicator.bron.meet_in
    for wat, jaren, cel_van in (
        ("cijfer over", rapportage.realisatiejaren, reeks.gemeten),
        (f"{rapportage.streefwoord} voor", rapportage.streefjaren, reeks.streef),
    ):
        zonder = [str(jaar) for jaar in jaren if meet_in(jaar) and cel_van(jaar).waarde is None]
        if zonder:
            yield f"Nog geen {wat} {opsomming(zonder)}"
