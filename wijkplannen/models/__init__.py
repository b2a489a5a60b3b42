from wijkplannen.models.agenda import Activiteit, Deelname, Inzet, Stand, Toegezegd, Voortgang
from wijkplannen.models.document import Document, WeggehaaldDocument
from wijkplannen.models.inbreng import Afspraak, Bijeenkomst, Inbreng, Inzender
from wijkplannen.models.leren import Activiteitenimport, Leerpunt
from wijkplannen.models.plan import Blok, Doel, DoelIndicator, Thema, Wijkplan, Zichtbaarheid
from wijkplannen.models.rubriek import Rubriek, rubrieken_van
from wijkplannen.models.samen import Concept, Kijklink, Opmerking, Planpartner, Wijzigingsvoorstel
from wijkplannen.models.versie import GeplandePublicatie, PlanVersie
from wijkplannen.models.volgen import Bezoek, Seintje

__all__ = [
    "Activiteit",
    "Activiteitenimport",
    "Afspraak",
    "Bezoek",
    "Bijeenkomst",
    "Blok",
    "Concept",
    "Deelname",
    "Document",
    "Doel",
    "DoelIndicator",
    "GeplandePublicatie",
    "Inbreng",
    "Inzender",
    "Inzet",
    "Kijklink",
    "Leerpunt",
    "Opmerking",
    "PlanVersie",
    "Planpartner",
    "Rubriek",
    "Seintje",
    "Stand",
    "Thema",
    "Toegezegd",
    "Voortgang",
    "WeggehaaldDocument",
    "Wijkplan",
    "Wijzigingsvoorstel",
    "Zichtbaarheid",
    "rubrieken_van",
]
