from indicatoren.querysets.indicator import IndicatorQuerySet
from indicatoren.querysets.inlezen import ImportQuerySet
from indicatoren.querysets.meting import CorrectieQuerySet, MetingQuerySet
from indicatoren.querysets.rapportage import RapportageQuerySet, RapportregelQuerySet

__all__ = [
    "CorrectieQuerySet",
    "ImportQuerySet",
    "IndicatorQuerySet",
    "MetingQuerySet",
    "RapportageQuerySet",
    "RapportregelQuerySet",
]
