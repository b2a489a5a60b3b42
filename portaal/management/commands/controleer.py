"""Is what the portal works with complete and in agreement? For a person and for a monitor."""

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from berichten import controles as berichten
from buurtbudget import controles as buurtbudget
from gebieden import controles as gebieden
from gebruikers import controles as gebruikers
from indicatoren import controles as indicatoren
from kern import controles as kern
from wijkplannen import controles as wijkplannen


class Command(BaseCommand):
    help = "Zegt in één regel per bevinding wat er niet klopt; eindigt dan met 1."

    def handle(self, **_):
        nu, dag = now(), localdate()
        for zin in [*gebruikers.meldingen(dag), *indicatoren.meldingen(nu)]:
            self.stdout.write(f"Let op: {zin}")
        fouten = [
            *kern.fouten(),
            *gebieden.fouten(dag),
            *gebruikers.fouten(dag),
            *indicatoren.fouten(nu),
            *wijkplannen.fouten(),
            *buurtbudget.fouten(dag),
            *berichten.fouten(nu),
        ]
        for zin in fouten:
            self.stdout.write(f"Fout: {zin}")
        if fouten:
            raise SystemExit(1)
        self.stdout.write("Alles klopt.")
