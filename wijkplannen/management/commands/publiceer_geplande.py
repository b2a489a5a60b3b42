from django.core.management.base import BaseCommand

from wijkplannen.actions.inplannen import publiceer_geplande


class Command(BaseCommand):
    help = "Zet online wat voor nu of eerder was ingepland, of zegt waarom dat niet kan."

    def handle(self, *, verbosity, **_):
        aantal = publiceer_geplande()
        if verbosity:
            self.stdout.write(f"Online gezet: {aantal}")
