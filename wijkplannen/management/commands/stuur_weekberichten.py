from django.core.management import BaseCommand

from wijkplannen.actions.weekbericht import stuur_weekberichten


class Command(BaseCommand):
    help = "Stuurt elke gebiedsmanager wat er deze week wacht; nog een keer stuurt niets dubbel."

    def handle(self, *args, **opties):
        aantal = stuur_weekberichten()
        if opties["verbosity"]:
            self.stdout.write(f"{aantal} gebiedsmanagers hebben dit weekbericht.")
