from indicatoren.models.indicator import Bron, Definitie, Indicator, Peiling, Woordakkoord
from indicatoren.models.inlezen import Gebiedsnaam, Import, Invoer, Kolomkeuze
from indicatoren.models.meting import Correctie, Dekking, Meting, Streefwaarde
from indicatoren.models.rapportage import Programma, Rapportage, Rapportregel

__all__ = [
    "Bron",
    "Correctie",
    "Definitie",
    "Dekking",
    "Gebiedsnaam",
    "Import",
    "Indicator",
    "Invoer",
    "Kolomkeuze",
    "Meting",
    "Peiling",
    "Programma",
    "Rapportage",
    "Rapportregel",
    "Streefwaarde",
    "Woordakkoord",
]
