from wijkplannen.models.agenda import Activiteit, Deelname, Inzet, Stand, Voortgang
from wijkplannen.models.plan import Blok, Doel, DoelIndicator, PlanVersie, Thema, Wijkplan

__all__ = [
    "Activiteit",
    "Blok",
    "Deelname",
    "Doel",
    "DoelIndicator",
    "Inzet",
    "PlanVersie",
    "Stand",
    "Thema",
    "Voortgang",
    "Wijkplan",
]
