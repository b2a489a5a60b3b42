from indicatoren.querysets.indicator import IndicatorQuerySet
from indicatoren.querysets.inlezen import ImportQuerySet
from indicatoren.querysets.meting import MetingQuerySet
from indicatoren.querysets.rapportage import RapportageQuerySet, RapportregelQuerySet

__all__ = [
    "ImportQuerySet",
    "IndicatorQuerySet",
    "MetingQuerySet",
    "RapportageQuerySet",
    "RapportregelQuerySet",
]
