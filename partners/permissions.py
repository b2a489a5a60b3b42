from dataclasses import dataclass, field
from datetime import date

from django.db.models import CharField, Count, F, Q, Value
from django.utils.timezone import localdate

from gebieden.models import Ligging
from gebruikers.models import Aanstelling
from partners.models import Lidmaatschap


@dataclass(frozen=True)
class Rechten:
    """What a person is at the city and at partners, on one day."""

    rollen: frozenset[str] = frozenset()
    gebieden: frozenset[int] = frozenset()
    partners: dict[int, frozenset[str]] = field(default_factory=dict)

    @property
    def is_gemeente(self) -> bool:
        return bool(self.rollen)

    @property
    def is_leeg(self) -> bool:
        return not (self.rollen or self.partners)

    def beheert(self, gebied_id: int) -> bool:
        """Is gebiedsmanager of this area, or of areas that hold all of it."""
        return gebied_id in self.gebieden

    def hoort_bij(self, partner_id: int) -> bool:
        return partner_id in self.partners


def rechten(gebruiker, vandaag: date | None = None) -> Rechten:
    """All rights of a person in one query, kept on the object: a request asks once.

    A visitor and a closed account have none, and cost no query.
    """
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return Rechten()
    dag = vandaag or localdate()
    bewaard = getattr(gebruiker, "_rechten", {})
    if dag not in bewaard:
        gebruiker._rechten = bewaard | {dag: _laad(gebruiker, dag)}
    return gebruiker._rechten[dag]


def _laad(gebruiker, dag) -> Rechten:
    rollen, gebieden, partners = set(), set(), {}
    for wat, rol, pk in _rijen(gebruiker, dag):
        if wat == "partner":
            partners.setdefault(pk, set()).add(rol)
        else:
            gebieden.add(pk)
        if wat == "aanstelling":
            rollen.add(rol)
    return Rechten(
        rollen=frozenset(rollen),
        gebieden=frozenset(gebieden - {None}),
        partners={pk: frozenset(namen) for pk, namen in partners.items()},
    )


def _rijen(gebruiker, dag):
    """(kind, role, pk of an area or partner) in one UNION."""
    aanstellingen = Aanstelling.objects.filter(gebruiker=gebruiker).geldig_op(dag)
    liggingen = Ligging.objects.geldig_op(dag)
    buurten = liggingen.filter(gebied__in=aanstellingen.values("gebied")).values("buurt")
    erin = (
        liggingen.values("gebied")
        .annotate(buiten=Count("pk", filter=~Q(buurt__in=buurten)))
        .filter(buiten=0)
    )
    lid = Lidmaatschap.objects.filter(gebruiker=gebruiker).geldig_op(dag)
    return _als("aanstelling", aanstellingen, F("rol"), F("gebied")).union(
        _als("gebied", erin, Value("", CharField()), F("gebied")),
        _als("gebied", buurten, Value("", CharField()), F("buurt")),
        _als("partner", lid, F("rol"), F("partner")),
    )


def _als(wat, rijen, rol, pk):
    return rijen.values_list(Value(wat, CharField()), rol, pk)
