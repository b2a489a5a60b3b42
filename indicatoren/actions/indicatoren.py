"""What is measured: added, changed, taken away while nothing hangs on it; and what it means."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Definitie, Indicator, Meting
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, is_gelijk, wijzig

EIGEN_PAGINAS = {"nieuw", "uitleg", "vergelijken"}  # addresses beside those of the indicators
BEZET = "Er is al een cijfer dat zo heet. Kies een andere naam, of wijzig dat cijfer."
BLIJFT = (
    "Dit cijfer blijft: er zijn of waren getallen van, of een plan of document noemt het. "
    "Je kunt het wel wijzigen."
)


@transaction.atomic
def maak_indicator(**velden) -> Indicator:
    """Add one. It is known by its name: the same form twice gives the first one back.

    Raises RegelGeschonden when another one has that name.
    """
    if bestaand := _met_naam(velden["naam"]).first():
        if not is_gelijk(bestaand, velden):
            raise RegelGeschonden(BEZET)
        return bestaand
    return bewaar_eenmalig(Indicator(slug=_vrije_slug(velden["naam"]), **velden))


@transaction.atomic
def wijzig_indicator(indicator: Indicator, *, versie: int, **velden) -> Indicator:
    """Change it; another threshold decides anew in all its years what visitors see.

    The address stays. Raises Verouderd on a stale `versie`, RegelGeschonden on a name in use.
    """
    nu = houd_indicator(indicator)
    if _met_naam(velden["naam"]).exclude(pk=nu.pk).exists():
        raise RegelGeschonden(BEZET)
    drempel = nu.drempel_n
    nu = wijzig(nu, versie, velden, bijgewerkt_op=timezone.now())
    if nu.drempel_n != drempel:
        werk_bij(nu.dekking.values_list("indicator_id", "jaar"))
    return nu


@transaction.atomic
def haal_indicator_weg(indicator: Indicator, *, versie: int) -> None:
    """It goes, with what it means. Raises RegelGeschonden when a figure or a text hangs on it."""
    nu = Indicator.objects.select_for_update().filter(pk=indicator.pk).first()
    if nu is None:
        return
    if nu.versie != versie:
        raise Verouderd(nu)
    try:
        nu.delete()
    except ProtectedError:
        raise RegelGeschonden(BLIJFT) from None


@transaction.atomic
def maak_definitie(indicator: Indicator, *, vanaf_jaar: int, tekst: str) -> Definitie:
    """What it means from a year on; the same text for that year again changes nothing."""
    nu = houd_indicator(indicator)
    if bestaand := nu.definities.filter(vanaf_jaar=vanaf_jaar).first():
        if bestaand.tekst != tekst:
            raise RegelGeschonden(f"Vanaf {vanaf_jaar} is er al een uitleg. Wijzig die.")
        return bestaand
    _tekst_veranderd(nu)
    return nu.definities.create(vanaf_jaar=vanaf_jaar, tekst=tekst)


@transaction.atomic
def wijzig_definitie(definitie: Definitie, *, versie: int, vanaf_jaar: int, tekst: str):
    """Raises Verouderd on a stale `versie`, RegelGeschonden when that year has one already."""
    indicator, nu = _houd_definitie(definitie)
    anderen = indicator.definities.exclude(pk=nu.pk)
    if anderen.filter(vanaf_jaar=vanaf_jaar).exists():
        raise RegelGeschonden(f"Vanaf {vanaf_jaar} is er al een andere uitleg.")
    _tekst_veranderd(indicator)
    return wijzig(nu, versie, {"vanaf_jaar": vanaf_jaar, "tekst": tekst})


@transaction.atomic
def haal_definitie_weg(definitie: Definitie, *, versie: int) -> None:
    """The break in the series goes with it."""
    indicator, nu = _houd_definitie(definitie)
    if nu.versie != versie:
        raise Verouderd(nu)
    _tekst_veranderd(indicator)
    nu.delete()


def houd_indicator(indicator: Indicator) -> Indicator:
    """Its row as it is now, held until the end: whoever writes something of it begins here, so
    that nothing below it needs a lock of its own.
    """
    try:
        return Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    except Indicator.DoesNotExist:
        raise RegelGeschonden("Dit cijfer is net weggehaald.") from None


def aantal_verborgen(indicator: Indicator) -> int:
    """How many of its figures visitors do not see."""
    return Meting.objects.filter(indicator=indicator).exclude(verborgen="").count()


def _houd_definitie(definitie):
    indicator = houd_indicator(definitie.indicator)
    nu = indicator.definities.filter(pk=definitie.pk).first()
    if nu is None:
        raise RegelGeschonden("Deze uitleg is net weggehaald.")
    return indicator, nu


def _tekst_veranderd(indicator):
    Indicator.objects.filter(pk=indicator.pk).update(bijgewerkt_op=timezone.now())


def _met_naam(naam):
    return Indicator.objects.filter(naam__iexact=naam)


def _vrije_slug(naam):
    """The address, made of the name once; a number behind it when it is taken."""
    kaal = slugify(naam)[:54].strip("-") or "cijfer"
    bezet = EIGEN_PAGINAS | set(
        Indicator.objects.filter(slug__startswith=kaal).values_list("slug", flat=True)
    )
    nummer = 1
    while (slug := kaal if nummer == 1 else f"{kaal}-{nummer}") in bezet:
        nummer += 1
    return slug
