from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from buurtbudget.actions.cijfers import werk_cijfers_bij


class Command(BaseCommand):
    help = "Rekent de cijfers uit het register van de buurtbudgetten opnieuw uit."

    def handle(self, *, verbosity, **_):
        aantal = werk_cijfers_bij(localdate())
        if verbosity:
            self.stdout.write(f"Cijfers veranderd: {aantal}")
