"""Where figures come from: a source, and each time that it asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from indicatoren.models import Bron, Indicator, Peiling
from kern.exceptions import RegelGeschonden
from kern.rijen import bewaar_eenmalig, is_gelijk, wijzig

BEZET = "Er is al een bron die zo heet. Kies een andere naam, of wijzig die bron."


@transaction.atomic
def maak_bron(**velden) -> Bron:
    """Add one, known by its name: the same form twice gives the first one back."""
    sleutel = slugify(velden["naam"])[:60].strip("-") or "bron"
    if bestaand := Bron.objects.filter(sleutel=sleutel).first():
        if not is_gelijk(bestaand, velden):
            raise RegelGeschonden(BEZET)
        return bestaand
    return bewaar_eenmalig(Bron(sleutel=sleutel, **velden))


@transaction.atomic
def wijzig_bron(bron: Bron, *, versie: int, **velden) -> Bron:
    """Raises Verouderd on a stale `versie`."""
    nu = Bron.objects.select_for_update().get(pk=bron.pk)
    _tekst_veranderd(nu)
    return wijzig(nu, versie, velden)


@transaction.atomic
def maak_peiling(bron: Bron, *, jaar: int, **velden) -> Peiling:
    """One time that it asked, known by its year; twice the same is once."""
    nu = Bron.objects.select_for_update().get(pk=bron.pk)
    if bestaand := nu.peilingen.filter(jaar=jaar).first():
        if not is_gelijk(bestaand, velden):
            raise RegelGeschonden(f"Van {jaar} is er al een peiling. Wijzig die.")
        return bestaand
    _tekst_veranderd(nu)
    return nu.peilingen.create(jaar=jaar, **velden)


@transaction.atomic
def wijzig_peiling(peiling: Peiling, *, versie: int, **velden) -> Peiling:
    """Raises Verouderd on a stale `versie`, RegelGeschonden when that year has another one."""
    bron = Bron.objects.select_for_update().get(pk=peiling.bron_id)
    nu = bron.peilingen.get(pk=peiling.pk)
    if bron.peilingen.exclude(pk=nu.pk).filter(jaar=velden["jaar"]).exists():
        raise RegelGeschonden(f"Van {velden['jaar']} is er al een andere peiling.")
    _tekst_veranderd(bron)
    return wijzig(nu, versie, velden)


def _tekst_veranderd(bron):
    """The page of each of its indicators names it."""
    Indicator.objects.filter(bron=bron).update(bijgewerkt_op=timezone.now())
