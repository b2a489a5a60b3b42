from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portaal.demo import (
    buurtbudget,
    cijfers,
    gebieden,
    gebiedscijfers,
    leven,
    mensen,
    plannen,
    rapportages,
    steden,
)

AMERSFOORT = "GM0307"
MODULES = {
    AMERSFOORT: (
        gebieden,
        mensen,
        cijfers,
        gebiedscijfers,
        plannen,
        buurtbudget,
        leven,
        rapportages,
    )
} | dict.fromkeys(steden.MAPPEN, (steden,))


class Command(BaseCommand):
    help = "Zet de voorbeeldgegevens klaar. Nog een keer draaien verandert niets."

    def add_arguments(self, parser):
        parser.add_argument(
            "--gemeente", choices=list(MODULES), help="standaard: die van dit portaal (GEMEENTE)"
        )

    @transaction.atomic
    def handle(self, *, gemeente, verbosity, **options):
        if not settings.DEMO:
            raise CommandError("Voorbeeldgegevens horen alleen in een proefversie: zet DEMO=1.")
        gemeente = gemeente or settings.GEMEENTE
        if gemeente != settings.GEMEENTE:
            raise CommandError(f"Dit portaal is van {settings.GEMEENTE}: zet GEMEENTE={gemeente}.")
        if gemeente not in MODULES:
            raise CommandError(f"Van {gemeente} zijn er geen voorbeeldgegevens.")
        for module in MODULES[gemeente]:
            module.laad()
        if verbosity:
            self.stdout.write("De voorbeeldgegevens staan klaar.")
