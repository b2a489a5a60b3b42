"""A file of figures by hand or by a machine: the same road as the pages, all of it or nothing."""

import json
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from gebieden.models import Gemeente
from indicatoren.actions.aanleveren import eerder_ingelezen, gooi_weg, kies, lever_aan
from indicatoren.actions.inlezen import lees_in
from indicatoren.actions.nakijken import kijk_na
from indicatoren.inleesproef import Proef
from indicatoren.leeskeuze import eerdere_keuze, zoals_eerder
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.lezen.herkennen import herken, vragen_bij
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Import
from kern.exceptions import RegelGeschonden, Verouderd

ANDERS = "Intussen veranderde er een cijfer. Draai deze opdracht opnieuw."
KIES = "Geef --leeswijze, of kies op {} hoe dit bestand te lezen is:\n{}"


class Command(BaseCommand):
    help = (
        "Leest een bestand met cijfers in (csv of xlsx): alles of niets. Hoe het te lezen is zegt "
        "--leeswijze, of de keuze die bij dezelfde koppen hoort, of het bestand zelf."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--droog", action="store_true", help="Kijk alleen na.")
        parser.add_argument("--leeswijze", type=Path, help="Een json-bestand: zie Leeswijze.")
        parser.add_argument("--voorbeeld", action="store_true", help="De cijfers zijn verzonnen.")

    def handle(self, *, bestand, droog, leeswijze, voorbeeld, verbosity, **_):
        self.meld = self.stdout.write if verbosity else lambda regel: None
        gemeente = Gemeente.objects.filter(code=settings.GEMEENTE).first()
        if gemeente is None:
            raise CommandError(
                f"De gemeente {settings.GEMEENTE} is er nog niet: draai eerst importeer_gebieden."
            )
        try:
            with bestand.open("rb") as inhoud:
                wijze = uit_bestand(leeswijze) if leeswijze else zelf(gemeente, inhoud, bestand)
                imp = lever_aan(
                    gemeente,
                    uuid=uuid4(),
                    bestand=File(inhoud),
                    naam=bestand.name,
                    door=None,
                    is_voorbeeld=voorbeeld,
                )
        except (OSError, RegelGeschonden) as fout:
            raise CommandError(str(fout)) from None
        try:
            self._verder(imp, wijze, droog)
        finally:
            if not Import.objects.filter(pk=imp.pk, ingelezen_op__isnull=False).exists():
                gooi_weg(imp)

    def _verder(self, imp, wijze, droog):
        if eerder := eerder_ingelezen(imp):
            self.meld(f"Dit bestand is al ingelezen, als ‘{eerder}’.")
        imp = kijk_na(kies(imp, leeswijze=wijze, versie=imp.versie, door=None))
        if imp.stand == Import.Stand.MISLUKT:
            raise CommandError(imp.melding)
        proef = Proef.uit_json(imp.proef)
        self._toon(imp, proef)
        if proef.geweigerd:
            raise CommandError(f"Niets ingelezen: {proef.geweigerd} keer geweigerd.")
        if droog or not proef.te_schrijven:
            return
        try:
            lees_in(imp, vingerafdruk=proef.vingerafdruk, versie=imp.versie, door=None)
        except Verouderd:
            raise CommandError(ANDERS) from None
        except RegelGeschonden as regel:
            raise CommandError(str(regel)) from None
        self.meld("Ingelezen.")

    def _toon(self, imp, proef):
        for naam in ("nieuw", "gewijzigd", "gelijk", "geweigerd", "dubbel", "buiten", "leeg"):
            self.meld(f"{naam}: {getattr(proef, naam)}")
        for verschil in proef.verschillen:
            velden = "; ".join(f"{v.naam} {v.was} → {v.wordt}" for v in verschil.velden)
            plek = f"{verschil.indicator}, {verschil.gebied}, {verschil.jaar}"
            self.meld(f"regel {verschil.regel}: {plek}: {velden}")
        for regel, kolom, tekst, waarom, *_ in imp.fouten:
            cel = f", {kolom} ‘{tekst}’" if kolom else ""
            self.meld(f"regel {regel}{cel}: {waarom}")


def uit_bestand(pad: Path) -> Leeswijze:
    try:
        return Leeswijze.uit_json(json.loads(pad.read_text()))
    except (KeyError, TypeError, ValueError) as fout:
        raise CommandError(f"{pad} is geen leeswijze: {fout!r}") from None


def zelf(gemeente: Gemeente, inhoud, bestand: Path) -> Leeswijze:
    """What the file says, with what was chosen before; CommandError when that is not enough."""
    herkenning = herken(inhoud, bestand.name, bekend=haal_bekend(gemeente))
    keuze = eerdere_keuze(gemeente, herkenning)
    wijze = zoals_eerder(herkenning.leeswijze, keuze)
    vragen = list(vragen_bij(wijze, herkenning.tekens, is_onzeker=herkenning.is_onzeker))
    if vragen:
        raise CommandError(KIES.format(reverse("indicatoren:imports"), "\n".join(vragen)))
    return wijze
