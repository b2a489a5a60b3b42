"""Load figures and report tables from files: all of it or nothing, and safe to repeat."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils import timezone

from gebieden.models import Gebied
from indicatoren.actions.bevriezen import leg_vast, maak_openbaar
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import (
    Bron,
    Definitie,
    Indicator,
    Meting,
    Programma,
    Rapportage,
    Rapportregel,
    Streefwaarde,
)
from kern.eigentabel import lees_benoemd
from kern.tabellen import GeenTabel

KOPPEN = ("indicator", "soort", "jaar", "waarde", "significant", "noot")
GEGEVENS = Path(__file__).resolve().parents[2] / "gegevens"
LEGE_REGEL = {
    veld: Rapportregel._meta.get_field(veld).get_default()
    for veld in ("nr", "kop", "tekst", "is_samengevat", "voortgang", "bedrag", "noot", "indicator")
}


class Command(BaseCommand):
    help = "Laad indicatoren, cijfers, streefwaarden en rapportages uit een map."

    def add_arguments(self, parser):
        parser.add_argument("map", nargs="?", type=Path, default=GEGEVENS / "amersfoort")

    def handle(self, *, map, verbosity, **_):
        self.meld = self.stdout.write if verbosity else lambda regel: None
        self.veranderd = []
        self.stad = Gebied.objects.van_de_gemeente().gemeentes().first()
        if self.stad is None:
            raise CommandError(
                f"De gemeente {settings.GEMEENTE} is er nog niet: draai eerst importeer_gebieden."
            )
        try:
            with transaction.atomic():
                self._indicatoren(map / "indicatoren.json")
                self._cijfers(map / "cijfers.csv")
                self._rapportages(map / "rapportages.json")
        except FileNotFoundError as fout:
            raise CommandError(f"{fout.filename} is er niet.") from None
        except GeenTabel as fout:
            raise CommandError(str(fout)) from None
        except (KeyError, ValueError, ObjectDoesNotExist) as fout:
            raise CommandError(f"De bestanden in {map} kloppen niet: {fout!r}") from None

    def _indicatoren(self, bestand):
        inhoud = json.loads(bestand.read_text())
        for velden in inhoud["bronnen"]:
            self._zet(bestand.name, Bron, {"sleutel": velden.pop("sleutel")}, velden)
        for volgorde, velden in enumerate(inhoud["indicatoren"], 1):
            definities = velden.pop("definities")
            velden |= {"volgorde": volgorde, "bron": Bron.objects.get(sleutel=velden["bron"])}
            indicator = self._zet(bestand.name, Indicator, {"slug": velden.pop("slug")}, velden)
            for definitie in definities:
                sleutel = {"indicator": indicator, "vanaf_jaar": definitie["vanaf_jaar"]}
                self._zet(bestand.name, Definitie, sleutel, {"tekst": definitie["tekst"]})

    def _cijfers(self, bestand):
        for nr, rij in lees_benoemd(bestand, *KOPPEN):
            self._cijfer(f"{bestand.name} regel {nr}", rij)
        werk_bij((r.indicator_id, r.jaar) for r in self.veranderd if isinstance(r, Meting))

    def _cijfer(self, waar, rij):
        try:
            sleutel = {
                "indicator": Indicator.objects.get(slug=rij["indicator"]),
                "gebied": self.stad,
                "jaar": int(rij["jaar"]),
            }
            waarde = Decimal(rij["waarde"].replace(",", ".")) if rij["waarde"] else None
        except Indicator.DoesNotExist:
            raise CommandError(f"{waar}: de indicator {rij['indicator']!r} is er niet.") from None
        except (ValueError, InvalidOperation):
            raise CommandError(
                f"{waar}: jaar {rij['jaar']!r} of waarde {rij['waarde']!r} is geen getal."
            ) from None
        if rij["soort"] == "streef":
            self._zet(waar, Streefwaarde, sleutel, {"waarde": waarde, "noot": rij["noot"]})
        elif rij["soort"] == "gemeten":
            oordeel = rij["significant"] or Meting.Significant.NIET_GETOETST
            velden = {"waarde": waarde, "significant": oordeel, "voetnoot": rij["noot"]}
            self._zet(waar, Meting, sleutel, velden)
        else:
            raise CommandError(f"{waar}: de soort is 'gemeten' of 'streef'.")

    def _rapportages(self, bestand):
        for velden in json.loads(bestand.read_text()):
            regels = velden.pop("regels")
            pad = velden.pop("programma")
            sleutel = {veld: velden.pop(veld) for veld in ("soort", "jaar")}
            sleutel["gemeente"] = self.stad.gemeente
            try:
                rapportage = self._zet(bestand.name, Rapportage, sleutel, velden)
                self._regels(bestand.name, self._programma(bestand.name, rapportage, pad), regels)
            except IntegrityError as fout:
                raise self._geweigerd(bestand.name, sleutel, fout) from None
            self._geef_uit(rapportage)

    def _geweigerd(self, waar, sleutel, fout):
        """What the database says when a file would change a document that is frozen."""
        if "rapportage_bevroren" not in str(fout):
            return fout
        return CommandError(
            f"{waar}: de {sleutel['soort']} {sleutel['jaar']} is vastgesteld en zegt iets anders "
            "dan dit bestand. Een vastgesteld document verandert niet meer."
        )

    def _geef_uit(self, rapportage):
        """What the city published is what it was: agreed to, frozen and public."""
        if rapportage.bevroren_op:
            return
        nu = timezone.now()
        Rapportregel.objects.filter(programma__rapportage=rapportage).update(
            stand=Rapportregel.Stand.AKKOORD, aangeleverd_op=nu, akkoord_op=nu
        )
        maak_openbaar(leg_vast(rapportage))

    def _programma(self, waar, rapportage, pad):
        """The branch at the end of a path of names."""
        ouder = None
        for naam in pad:
            sleutel = {"rapportage": rapportage, "ouder": ouder, "naam": naam}
            ouder = self._zet(waar, Programma, sleutel, {})
        return ouder

    def _regels(self, waar, programma, regels):
        """The file is the whole document: a row that is no longer in it goes."""
        blijft = []
        for volgorde, velden in enumerate(regels, 1):
            if slug := velden.get("indicator"):
                velden["indicator"] = Indicator.objects.get(slug=slug)
            sleutel = {
                "programma": programma,
                "soort": velden.pop("soort"),
                "volgorde": volgorde,
            }
            blijft.append(self._zet(waar, Rapportregel, sleutel, LEGE_REGEL | velden).pk)
        for regel in programma.regels.exclude(pk__in=blijft):
            self.meld(f"verwijderd: {regel}")
            regel.delete()

    def _zet(self, waar, model, sleutel, velden):
        """Make or change one row, and say on a line which of the two, or neither, it was."""
        rij = model.objects.filter(**sleutel).first() or model(**sleutel)
        oud = rij.pk and {veld: getattr(rij, veld) for veld in velden}
        for veld, waarde in velden.items():
            setattr(rij, veld, waarde)
        try:
            rij.full_clean()
        except ValidationError as fout:
            raise CommandError(f"{waar}: {' '.join(fout.messages)}") from None
        gelijk = oud == {veld: getattr(rij, veld) for veld in velden}
        if not gelijk:
            rij.save()
            self.veranderd.append(rij)
        woord = "gelijk" if gelijk else "gewijzigd" if oud else "nieuw"
        self.meld(f"{woord}: {model._meta.verbose_name} {rij}")
        return rij
