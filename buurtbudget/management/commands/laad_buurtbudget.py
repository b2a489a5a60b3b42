import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from buurtbudget.models import Grond, Jaarvraag, NogRegelen, Regeling

MAP = Path(__file__).resolve().parents[2] / "gegevens"


class Command(BaseCommand):
    help = (
        "Zet klaar wat elk buurtbudget nodig heeft: de regeling, redenen om nee te zeggen, "
        "wat er nog te regelen is, en de vragen bij een jaar. Nog een keer draaien mag."
    )

    @transaction.atomic
    def handle(self, *, verbosity, **_):
        """What is not in the files any more stays: letters and accounts may stand on it."""
        self.verbosity = verbosity
        regeling = self.zet(Regeling, ["sleutel"], lees("regeling"))
        for nr, velden in enumerate(lees("gronden"), 1):
            self.zet(
                Grond, ["regeling", "sleutel"], velden | {"regeling": regeling, "volgorde": nr}
            )
        for nr, velden in enumerate(lees("nog_regelen"), 1):
            self.zet(NogRegelen, ["bij", "tekst"], velden | {"volgorde": nr})
        for nr, velden in enumerate(lees("jaarvragen"), 1):
            velden |= {"regeling": regeling, "volgorde": nr}
            self.zet(Jaarvraag, ["regeling", "tekst", "vanaf_jaar"], velden)

    def zet(self, model, sleutel, velden):
        """The row with this key says what the file says; written only when it did not."""
        waar = {naam: velden[naam] for naam in sleutel}
        rij = model.objects.filter(**waar).first() or model()
        if any(
            getattr(rij, f"{n}_id" if n == "regeling" else n) != _kaal(w) for n, w in velden.items()
        ):
            for naam, waarde in velden.items():
                setattr(rij, naam, waarde)
            rij.save()
            if self.verbosity:
                self.stdout.write(f"Bewaard: {rij}")
        return rij


def lees(naam):
    return json.loads((MAP / f"{naam}.json").read_text())


def _kaal(waarde):
    return getattr(waarde, "pk", waarde)
