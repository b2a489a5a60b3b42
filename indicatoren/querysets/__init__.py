from indicatoren.querysets.meting import MetingQuerySet
from indicatoren.querysets.rapportage import RapportageQuerySet

__all__ = ["MetingQuerySet", "RapportageQuerySet"]
