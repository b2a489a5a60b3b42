from wijkplannen.models.agenda import Activiteit, Deelname, Inzet, Stand, Voortgang
from wijkplannen.models.document import Document
from wijkplannen.models.plan import Blok, Doel, DoelIndicator, PlanVersie, Thema, Wijkplan

__all__ = [
    "Activiteit",
    "Blok",
    "Deelname",
    "Document",
    "Doel",
    "DoelIndicator",
    "Inzet",
    "PlanVersie",
    "Stand",
    "Thema",
    "Voortgang",
    "Wijkplan",
]
