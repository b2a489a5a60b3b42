"""What the pages of the treasurer share: where they may work, and on which case."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from buurtbudget.models import Aanvraag, Regeling
from buurtbudget.permissions import (
    BESTUUR,
    PENNINGMEESTER,
    mag_betalen,
    mag_uitbetalen,
    mag_verantwoorden,
    mandaten_van,
)
from gebieden.models import Gebied
from partners.models import Partner


@dataclass
class Plek:
    """A budget area, the foundation that decides there, and all areas that this person pays for.

    One foundation has one bank account, whatever the number of its wijken.
    """

    gebied: Gebied
    partner: Partner
    gebieden: list[Gebied]

    @property
    def is_een_van_meer(self):
        return len(self.gebieden) > 1


def plek(request, slug) -> Plek:
    """The area, for whoever may pay there."""
    gebied = get_object_or_404(Gebied.objects.budgetgebieden(), slug=slug)
    if not mag_betalen(request.user, gebied.pk):
        raise PermissionDenied
    mandaat = mandaten_van(request.user)[gebied.pk]
    return Plek(gebied, mandaat.partner, _gebieden(request.user, mandaat.partner_id))


def plek_van(request, partner_slug) -> Plek:
    """All areas of one foundation together, for whoever may pay for them."""
    partner = get_object_or_404(Partner, slug=partner_slug)
    gebieden = _gebieden(request.user, partner.pk)
    if not gebieden:
        raise PermissionDenied
    return Plek(gebieden[0], partner, gebieden)


def zaak(request, nummer) -> Aanvraag:
    """An application, for whoever may pay it and has no interest in it."""
    rijen = Aanvraag.objects.select_related(
        "spelregels__gebied", "rekening", "declaratie", "categorie", "wijkbudget"
    )
    aanvraag = get_object_or_404(rijen, nummer=nummer)
    if not mag_uitbetalen(request.user, aanvraag):
        raise PermissionDenied
    return aanvraag


def stichting(request, slug) -> Partner:
    """A foundation, for whoever makes its yearly account."""
    partner = get_object_or_404(Partner, slug=slug)
    if not mag_verantwoorden(request.user, partner.pk):
        raise PermissionDenied
    return partner


def regeling() -> Regeling:
    rij = Regeling.objects.filter(sleutel=Regeling.BUURTBUDGET).first()
    if rij is None:
        raise Http404
    return rij


def _gebieden(gebruiker, partner_id):
    mandaten = mandaten_van(gebruiker).values()
    eigen = [
        mandaat.gebied
        for mandaat in mandaten
        if mandaat.partner_id == partner_id and mandaat.rollen & {PENNINGMEESTER, BESTUUR}
    ]
    return sorted(eigen, key=lambda gebied: gebied.naam)
