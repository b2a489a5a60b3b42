from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portaal.demo import buurtbudget, cijfers, gebieden, mensen, plannen


class Command(BaseCommand):
    help = "Zet de voorbeeldgegevens klaar. Nog een keer draaien verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("--gemeente", choices=["GM0307"], default="GM0307")

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        if not settings.DEMO:
            raise CommandError("Voorbeeldgegevens horen alleen in een proefversie: zet DEMO=1.")
        for module in (gebieden, mensen, cijfers, plannen, buurtbudget):
            module.laad()
        if verbosity:
            self.stdout.write("De voorbeeldgegevens staan klaar.")
