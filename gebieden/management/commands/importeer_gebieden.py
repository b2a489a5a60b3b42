from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from gebieden.actions import GELIJK, GEWIJZIGD, NIEUW, VERVALLEN, neem_over
from gebieden.inlezen import GegevensFout, lees

GEGEVENS = Path(__file__).resolve().parents[2] / "gegevens"


class Command(BaseCommand):
    help = "Leest de gebieden van een gemeente uit een map. Herhaalbaar; alles of niets."

    def add_arguments(self, parser):
        parser.add_argument(
            "map", nargs="?", default=GEGEVENS / "amersfoort", help="standaard: Amersfoort"
        )

    def handle(self, *args, **opties):
        """Every line at verbosity 2, what changed and a summary at 1, nothing at 0."""
        try:
            gegevens = lees(opties["map"])
            verslag = neem_over(gegevens)
        except GegevensFout as fout:
            raise CommandError(str(fout)) from None
        if not opties["verbosity"]:
            return
        for staat, wat in verslag:
            if opties["verbosity"] > 1 or staat != GELIJK:
                self.stdout.write(f"{staat:9} {wat}")
        telling = Counter(staat for staat, _ in verslag)
        soorten = Counter(indeling for indeling, _ in gegevens.gebieden)
        delen = [f"{soorten[k]} {v['naam']}" for k, v in gegevens.gemeente["indelingen"].items()]
        self.stdout.write(
            f"{gegevens.gemeente['naam']}: {len(gegevens.buurten)} buurten, {', '.join(delen)}.\n"
            + ", ".join(f"{telling[s]} {s}" for s in (NIEUW, GEWIJZIGD, GELIJK, VERVALLEN))
            + "."
        )
