from indicatoren.querysets.inlezen import ImportQuerySet
from indicatoren.querysets.meting import MetingQuerySet
from indicatoren.querysets.rapportage import RapportageQuerySet

__all__ = ["ImportQuerySet", "MetingQuerySet", "RapportageQuerySet"]
