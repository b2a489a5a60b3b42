"""Under which headings the texts of a plan stand: each kind of plan has its own."""

from django.db import models


class Rubriek(models.TextChoices):
    WIJK = "wijk", "Hoe is het in de wijk?"
    INFORMATIE = "informatie", "Informatie, kennis en ervaring"
    AANDACHT = "aandacht", "Waar gaat extra aandacht naartoe?"
    STERK = "sterk", "Sterke punten"
    KNELPUNTEN = "knelpunten", "Knelpunten"
    PRIORITEITEN = "prioriteiten", "Wat gaat voor?"
    ONTMOETEN = "ontmoeten", "Plekken om elkaar te ontmoeten"
    ATELIERS = "ateliers", "Innovatieateliers"
    FACTOREN = "factoren", "Wat hielp en wat niet"


PER_SOORT = {  # in the order of the page
    "sociaal": [Rubriek.WIJK, Rubriek.PRIORITEITEN, Rubriek.ONTMOETEN],
    "aanpak": [Rubriek.INFORMATIE, Rubriek.PRIORITEITEN],
    "ontwikkeling": [
        Rubriek.WIJK,
        Rubriek.STERK,
        Rubriek.KNELPUNTEN,
        Rubriek.PRIORITEITEN,
        Rubriek.ONTMOETEN,
        Rubriek.FACTOREN,
    ],
    "programma": [Rubriek.AANDACHT, Rubriek.WIJK, Rubriek.PRIORITEITEN, Rubriek.ATELIERS],
    "document": [],
}


def rubrieken_van(soort: str) -> list[Rubriek]:
    """The headings of a kind of plan, in order; the first is where a new text lands."""
    return PER_SOORT[soort]
