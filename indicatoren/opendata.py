"""Figures for others to use: what visitors may see and nothing else, straight out of COPY.

A figure that is hidden has a row with its reason, so that nobody takes it for a gap.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import (
    Case,
    DecimalField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, JSONObject, NullIf
from django.http import Http404

from gebieden.models import Gemeente
from indicatoren.models import Definitie, Indicator, Meting, Peiling, Streefwaarde
from indicatoren.querysets.meting import zichtbaar
from kern.downloads import REKENT

SOORTEN = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
# The columns of our own file of figures, so that what goes out can be read in elsewhere, and
# two more: name → what it is.
KOLOMMEN = {
    "gebied": "Code van het gebied: die van het CBS, of onze eigen voor een wijk.",
    "gebiedsnaam": "Naam van het gebied, zoals het in dat jaar was.",
    "indicator": "Korte code van het cijfer, zoals in het adres van zijn pagina.",
    "jaar": "Jaar waar het cijfer over gaat.",
    "soort": "gemeten, of streef voor een streefwaarde.",
    "waarde": "Het cijfer. In csv met een komma, in JSON als getal. Leeg als het er niet is.",
    "reden": "Waarom er geen waarde is: niet_gemeten, nog_niet_bekend, onbekend, te_weinig, "
    "geheim, kan_niet, of samenhang: weggelaten omdat je er anders een cijfer van te weinig "
    "antwoorden mee kunt uitrekenen.",
    "n": "Aantal antwoorden.",
    "marge": "Marge naar boven en naar beneden.",
    "significant": "Wat de onderzoekers zeggen van het verschil met de vorige keer: ja of nee. "
    "Leeg als het niet getoetst is.",
    "voorlopig": "ja als het cijfer nog kan veranderen.",
    "noot": "Wat erbij hoort te staan.",
    "gebiedsoort": "gemeente, plangebied (wijk), wijk (CBS-wijk), budgetgebied of buurt.",
    "voorbeeld": "ja als het cijfer verzonnen is.",
}
BOM = "\ufeff".encode()


def beschreven() -> QuerySet:
    """Indicators with their source, meanings and surveys, and which areas were read in (names of
    areas are in the files): one query, however many there are.
    """
    gemeente = Gemeente.objects.filter(code=settings.GEMEENTE)
    uitleg = Definitie.objects.filter(indicator=OuterRef("pk")).order_by("vanaf_jaar")
    peilingen = Peiling.objects.filter(bron=OuterRef("bron")).order_by("jaar")
    return (
        Indicator.objects.select_related("bron")
        .annotate(
            gebieden=Subquery(gemeente.values("ingelezen")),
            uitleg=ArraySubquery(uitleg.values(json=_object("vanaf_jaar", "tekst"))),
            peilingen=ArraySubquery(
                peilingen.values(
                    json=_object(
                        "jaar", "naam", "periode", "leeftijd_van", "leeftijd_tot", "antwoorden"
                    )
                )
            ),
        )
        .order_by("slug")
    )


def _object(*velden):
    return JSONObject(**{veld: veld for veld in velden})


def beschrijving(indicator: Indicator) -> dict:
    """One of `beschreven()`, as the JSON file begins."""
    bron = indicator.bron
    return {
        "indicator": indicator.slug,
        "naam": indicator.naam,
        "korte_naam": indicator.korte_naam,
        "vraag": indicator.vraag,
        "eenheid": indicator.eenheid,
        "schaal": [indicator.schaal_van, indicator.schaal_tot],
        "decimalen": indicator.decimalen,
        "drempel_n": indicator.drempel_n,
        "vindplaats": indicator.vindplaats,
        "betekenis": indicator.uitleg,
        "bron": {"naam": bron.naam, "omschrijving": bron.omschrijving, "link": bron.link},
        "licentie": bron.licentie,
        "peilingen": indicator.peilingen,
        "bijgewerkt_op": indicator.bijgewerkt_op,
        "voorbeeld": indicator.is_voorbeeld,
    }


def vingerafdruk(indicatoren: list[Indicator], vorm: str) -> str:
    """Differs as soon as a file of these would: figures move `bijgewerkt_op`."""
    gebieden = {indicator.gebieden or "" for indicator in indicatoren}
    tekst = _json([vorm, settings.GEMEENTE, *gebieden, *map(beschrijving, indicatoren)])
    return sha256(tekst.encode()).hexdigest()[:32]


def stroom(indicatoren: list[Indicator], vorm: str) -> Iterator[bytes]:
    """The file, piece by piece; 404 for another form than `SOORTEN`."""
    if vorm not in SOORTEN:
        raise Http404(vorm)
    return {"csv": _csv, "json": _als_json}[vorm](indicatoren)


def _csv(indicatoren):
    """UTF-8 with BOM, semicolons, decimal commas: as Dutch spreadsheets open it by themselves."""
    yield BOM + (";".join(KOLOMMEN) + "\n").encode()
    for indicator in indicatoren:
        for rijen, cellen in _tabellen(indicator, _met_komma, _geen_formule):
            with _copy(rijen.values_list(*cellen), "(FORMAT csv, DELIMITER ';')") as copy:
                yield from map(bytes, copy)


def _als_json(indicatoren):
    """One object; each indicator with its figures, in numbers as PostgreSQL writes them."""
    yield b'{"indicatoren": ['
    for nr, indicator in enumerate(indicatoren):
        yield (b",\n" if nr else b"\n") + _json(beschrijving(indicator))[:-1].encode()
        yield b', "cijfers": ['
        yield from _objecten(indicator)
        yield b"\n]}"
    yield b"\n]}\n"


def _objecten(indicator):
    ervoor = "\n"
    for rijen, cellen in _tabellen(indicator, F, _of_niets):
        regel = JSONObject(**dict(zip(KOLOMMEN, cellen, strict=True)))
        with _copy(rijen.values_list(regel)) as copy:
            for (tekst,) in copy.rows():
                yield (ervoor + tekst).encode()
                ervoor = ",\n"


def _tabellen(indicator, getal, noot):
    """(rows, cells in the order of KOLOMMEN): figures, then targets. `getal` writes a number,
    `noot` a text of somebody.
    """
    hier = {"indicator": indicator, "gebied__gemeente__code": settings.GEMEENTE}
    gemeten = [
        _te_zien(getal("waarde")),
        Case(
            When(reden__isnull=False, then="reden"),
            When(verborgen="samenhang", then="verborgen"),
            When(~zichtbaar(), then=Value("te_weinig")),
            output_field=TextField(),
        ),
        _te_zien("n"),
        _te_zien(getal("marge")),
        _te_zien(NullIf("significant", Value("niet_getoetst"))),
        Case(When(voorlopig=True, then=Value("ja"))),
        _te_zien(noot("voetnoot")),
    ]
    streven = [getal("waarde"), *[Value(None, TextField())] * 5, noot("noot")]
    for model, soort, cellen, is_voorbeeld in (
        (Meting, "gemeten", gemeten, "is_voorbeeld"),
        (Streefwaarde, "streef", streven, "indicator__is_voorbeeld"),
    ):
        plek = [F("gebied__code"), F("gebied__naam"), F("indicator__slug"), F("jaar")]
        slot = [F("gebied__soort"), Case(When(**{is_voorbeeld: True}, then=Value("ja")))]
        rijen = model.objects.filter(**hier).order_by("gebied", "jaar")
        yield rijen, [*plek, Value(soort, TextField()), *cellen, *slot]


def _te_zien(wat):
    """Empty where visitors may not see the figure."""
    return Case(When(zichtbaar(), then=wat))


def _met_komma(veld):
    """7.4000 → "7,4" """
    tekst = Cast(Func(veld, function="trim_scale", output_field=DecimalField()), TextField())
    return Func(tekst, Value("."), Value(","), function="replace", output_field=TextField())


def _of_niets(veld):
    return NullIf(veld, Value(""))


def _geen_formule(veld):
    """`kern.downloads.geen_formule`, in the database."""
    tekst = Concat(Value("'"), veld, output_field=TextField())
    rekent = When(**{f"{veld}__regex": REKENT}, then=tekst)
    return Case(rekent, default=_of_niets(veld), output_field=TextField())


@contextmanager
def _copy(rijen, vorm=""):
    """Rows as they come, without keeping any; a reader who hangs up ends the query."""
    sql, waarden = rijen.query.sql_with_params()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT {vorm}", waarden) as c:
        yield c


def _json(inhoud):
    return json.dumps(inhoud, cls=DjangoJSONEncoder, ensure_ascii=False)
