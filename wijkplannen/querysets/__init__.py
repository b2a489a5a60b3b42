from wijkplannen.querysets.agenda import DOET_MEE, InzetQuerySet, VoortgangQuerySet
from wijkplannen.querysets.inbreng import (
    AfspraakQuerySet,
    BijeenkomstQuerySet,
    InbrengQuerySet,
)
from wijkplannen.querysets.plan import DoelQuerySet, WijkplanQuerySet
from wijkplannen.querysets.samen import (
    LeerpuntQuerySet,
    OpmerkingQuerySet,
    WijzigingsvoorstelQuerySet,
)

__all__ = [
    "DOET_MEE",
    "AfspraakQuerySet",
    "BijeenkomstQuerySet",
    "DoelQuerySet",
    "InbrengQuerySet",
    "InzetQuerySet",
    "LeerpuntQuerySet",
    "OpmerkingQuerySet",
    "VoortgangQuerySet",
    "WijkplanQuerySet",
    "WijzigingsvoorstelQuerySet",
]
