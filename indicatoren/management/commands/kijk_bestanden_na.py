"""Each minute: files of figures that wait and that nobody looks through, or nobody any more."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicatoren.actions.nakijken import kijk_na, te_doen


class Command(BaseCommand):
    help = "Kijkt aangeleverde bestanden met cijfers na; leest er geen in."

    def handle(self, *, verbosity, **_):
        for wachtend in list(te_doen(timezone.now())):
            imp = kijk_na(wachtend)
            if verbosity:
                self.stdout.write(f"{imp.get_stand_display()}: {imp}")
