"""All indicators as the researcher keeps them: what there is, and what is missing."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery

from indicatoren.models import Definitie, Dekking, Indicator, Peiling, Woordakkoord

PER_PAGINA = 50
WOORDSTAND = {  # (researcher agreed, policy agreed)
    (False, False): "uit",
    (True, False): "wacht op akkoord van beleid",
    (False, True): "wacht op akkoord van een onderzoeker",
    (True, True): "aan",
}


@dataclass(frozen=True)
class Werkregel:
    indicator: Indicator
    laatste_jaar: int | None
    mist: tuple[str, ...]


@dataclass(frozen=True)
class Woordregel:
    indicator: Indicator
    stand: str


@dataclass(frozen=True)
class Werklijst:
    """`volgende` is the key of the last row when there are more."""

    regels: list[Werkregel] | list[Woordregel]
    volgende: int | None


def onderwerpen() -> list[str]:
    rijen = Indicator.objects.order_by("onderwerp").values_list("onderwerp", flat=True)
    return list(rijen.distinct())


def blad(rijen, na: int | None) -> tuple[list[Indicator], int | None]:
    """One page of these by subject and name, after the one with key `na`; and where the next is."""
    rijen = rijen.order_by("onderwerp", "naam", "pk")
    if na is not None:
        rijen = rijen.filter(_na(Indicator.objects.filter(pk=na)))
    rijen = list(rijen[: PER_PAGINA + 1])
    return rijen[:PER_PAGINA], rijen[PER_PAGINA - 1].pk if len(rijen) > PER_PAGINA else None


def gezocht(q: str = "", onderwerp: str = ""):
    """Indicators with these letters in a name, of this subject when one is given."""
    rijen = Indicator.objects.select_related("bron")
    if onderwerp:
        rijen = rijen.filter(onderwerp=onderwerp)
    return rijen.filter(Q(naam__icontains=q) | Q(korte_naam__icontains=q)) if q else rijen


def werklijst(rijen, na: int | None = None) -> Werklijst:
    """One query, however many there are."""
    cijfers = Dekking.objects.filter(
        indicator=OuterRef("pk"), gemeente__code=settings.GEMEENTE
    ).order_by("-jaar")
    peilingen = Peiling.objects.filter(bron=OuterRef("bron")).order_by("-jaar")
    rijen = rijen.annotate(
        heeft_definitie=Exists(Definitie.objects.filter(indicator=OuterRef("pk"))),
        laatste_jaar=Subquery(cijfers.values("jaar")[:1]),
        peiljaar=Subquery(peilingen.values("jaar")[:1]),
    )
    gevonden, volgende = blad(rijen, na)
    return Werklijst([Werkregel(i, i.laatste_jaar, tuple(_mist(i))) for i in gevonden], volgende)


def woordenlijst(rijen, na: int | None = None) -> Werklijst:
    """Of which indicators words about the target are on, or wait for a name: one query."""
    staand = Woordakkoord.objects.filter(indicator=OuterRef("pk"), ingetrokken_op__isnull=True)
    rijen = rijen.annotate(
        onderzoeker=Exists(staand.filter(onderzoeker__isnull=False)),
        beleid=Exists(staand.filter(beleid__isnull=False)),
    )
    gevonden, volgende = blad(rijen, na)
    regels = [Woordregel(i, WOORDSTAND[i.onderzoeker, i.beleid]) for i in gevonden]
    return Werklijst(regels, volgende)


def _mist(indicator):
    if not indicator.vraag and not indicator.berekening:
        yield "geen vraag"
    if not indicator.heeft_definitie:
        yield "geen uitleg"
    if not indicator.onderwerp:
        yield "geen onderwerp"
    if indicator.berekening:
        return
    if indicator.laatste_jaar is None:
        yield "geen cijfers"
    elif indicator.peiljaar and indicator.laatste_jaar < indicator.peiljaar:
        yield f"geen cijfer uit {indicator.peiljaar}"
    if indicator.peiljaar and indicator.drempel_n is None:
        yield "geen drempel"


def _na(vorige):
    onderwerp, naam, pk = (vorige.values(veld)[:1] for veld in ("onderwerp", "naam", "pk"))
    zelfde_onderwerp = Q(onderwerp=onderwerp)
    return (
        Q(onderwerp__gt=onderwerp)
        | (zelfde_onderwerp & Q(naam__gt=naam))
        | (zelfde_onderwerp & Q(naam=naam) & Q(pk__gt=pk))
    )
