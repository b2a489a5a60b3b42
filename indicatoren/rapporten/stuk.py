"""A document as a text for Word, pdf and bare HTML."""

from django.utils import timezone
from django.utils.formats import date_format

from indicatoren.models import Rapportage
from indicatoren.rapporten.correcties import Gecorrigeerd
from indicatoren.rapporten.inhoud import Inhoud, Tekst
from indicatoren.rapporten.secties import Deel, secties
from indicatoren.rapporten.tafels import Tafel, totalentafel
from kern.stukken import Alinea, Kop, Punt, Punten, Stuk, Tabel


def als_stuk(document: Rapportage, inhoud: Inhoud, gecorrigeerd: list[Gecorrigeerd]) -> Stuk:
    """In the order of the page."""
    delen = [Alinea(zin) for zin in herkomst(document, inhoud)]
    for sectie in secties(inhoud, gecorrigeerd):
        delen.append(Kop(sectie.naam))
        for deel in sectie.delen:
            delen += _deel(deel, sectie.naam)
    if totalen := totalentafel(inhoud):
        delen += [Kop(totalen.wat), *_tafel(totalen, inhoud.titel)]
    return Stuk(titel(document, inhoud), delen)


def titel(document: Rapportage, inhoud: Inhoud) -> str:
    return inhoud.titel if document.bevroren_op else f"{inhoud.titel} (concept)"


def herkomst(document: Rapportage, inhoud: Inhoud) -> list[str]:
    """Of which day it is, where it comes from, and what one should know before quoting it."""
    zinnen = [
        _stand(document),
        inhoud.is_voorbeeld and "Voorbeeld: dit document is verzonnen.",
        inhoud.peildatum and f"Peildatum: {_dag(inhoud.peildatum)}.",
        inhoud.bron and f"Bron: {inhoud.bron}.",
        inhoud.is_samengevat
        and "Samengevat betekent: in onze eigen korte woorden. In het document staat het langer.",
    ]
    return [zin for zin in zinnen if zin]


def _stand(document):
    """A draft is of today; what others published was frozen when it came in here: no news."""
    if not document.bevroren_op:
        return f"Concept van {_dag(timezone.localdate())}: dit document is nog niet vastgesteld."
    if document.bevroren_door_id:
        return f"Vastgelegd op {_dag(timezone.localdate(document.bevroren_op))}."
    return ""


def _dag(dag):
    return date_format(dag, "j F Y")


def _deel(deel: Deel, waar: str):
    if deel.kop:
        yield Kop(_merk(deel.kop, deel.is_samengevat), 3)
    for tekst in deel.teksten:
        yield from _tekst(tekst, 4 if deel.kop else 3)
    if deel.punten:
        yield Punten([Punt(punt.tekst) for punt in deel.punten])
    if deel.tafel:
        yield from _tafel(deel.tafel, waar)


def _tekst(tekst: Tekst, niveau):
    if tekst.kop:
        yield Kop(_merk(tekst.kop, tekst.is_samengevat), niveau)
    yield from (Alinea(alinea) for alinea in tekst.tekst.split("\n\n") if alinea.strip())


def _merk(kop, is_samengevat):
    return f"{kop} (samengevat)" if is_samengevat else kop


def _tafel(tafel: Tafel, waar: str):
    rijen = [*tafel.rijen, *([tafel.totaal] if tafel.totaal else [])]
    yield Tabel(
        f"{tafel.wat}: {waar}",
        [kop.tekst for kop in tafel.koppen],
        [[vak.voluit for vak in rij] for rij in rijen],
        frozenset(nr for nr, kop in enumerate(tafel.koppen) if kop.is_getal),
        [kop.groep for kop in tafel.koppen] if tafel.in_twee_rijen else [],
    )
    yield from (Alinea(zin) for zin in tafel.onder)
