import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from wijkplannen.models import Thema

BESTAND = Path(__file__).resolve().parents[2] / "gegevens" / "themas.json"


class Command(BaseCommand):
    help = "Zet de thema's van wijkplannen klaar. Nog een keer draaien verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("bestand", nargs="?", type=Path, default=BESTAND)

    @transaction.atomic
    def handle(self, *, bestand, verbosity, **_):
        """A theme that is not in the file stays: plans may stand on it."""
        bekend = Thema.objects.in_bulk(field_name="sleutel")
        for volgorde, velden in enumerate(json.loads(bestand.read_text()), 1):
            thema = bekend.get(velden["sleutel"], Thema())
            velden |= {"volgorde": volgorde}
            if any(getattr(thema, naam) != waarde for naam, waarde in velden.items()):
                for naam, waarde in velden.items():
                    setattr(thema, naam, waarde)
                thema.save()
                if verbosity:
                    self.stdout.write(f"Bewaard: {thema}")
