from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kern.exceptions import RegelGeschonden
from partners import actions


class Command(BaseCommand):
    help = "Leest partners uit een csv-bestand. Nog een keer draaien mag altijd."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)

    def handle(self, *, bestand, verbosity, **options):
        try:
            verslag = actions.neem_over(bestand)
        except RegelGeschonden as regel:
            raise CommandError(f"Niets overgenomen. {regel}") from None
        if verbosity:
            for staat, naam in verslag:
                self.stdout.write(f"{staat}: {naam}")
