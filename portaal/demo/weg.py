"""The road of an example application, from a list of steps, through the verbs of the work.

A day in a list is a number of days from today, or "MM-DD" in the year of the rules.
"""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw

from buurtbudget.actions.adviezen import vraag_advies
from buurtbudget.actions.beslissen import Oordeel, neem_besluit, verwerk_voorwaarde
from buurtbudget.actions.betalen import betaal, zet_voorschot_klaar
from buurtbudget.actions.declareren import (
    bewaar_declaratie,
    dien_declaratie_in,
    keur_bonnen,
    zet_rekening,
)
from buurtbudget.actions.indienen import (
    begin,
    dien_in,
    trek_in,
    voeg_bijlage_toe,
    zet_aanvrager,
    zet_posten,
)
from buurtbudget.actions.termijnen import herinner, laat_vervallen, rond_af
from buurtbudget.actions.vragen import stel_vragen
from buurtbudget.actions.weg import vergrendel
from buurtbudget.models import Aanvraag, Begrotingspost, Grond
from portaal.demo.mensen import adres

GEGEVENS = Path(settings.BASE_DIR) / "buurtbudget" / "gegevens" / "voorbeelden"
AVOND = time(20, 15)
KLEUREN = {  # sky, ground, and what stands on it
    "toernooi": ("#cfe6f5", "#5f9e58", "#c8102e"),
    "ochtend": ("#f6ead2", "#c79a6b", "#2f6f9f"),
    "water": ("#d7e9ef", "#3f7f9a", "#8a5a2b"),
    "avond": ("#1f2a44", "#2d3b2f", "#f2b632"),
}


def lees(naam):
    return json.loads((GEGEVENS / f"{naam}.json").read_text())


def moment(dag):
    return timezone.make_aware(datetime.combine(dag, AVOND))


def voorbeeld_iban(nummer):
    """NL.. VBLD ..: check digits that are right, of a bank that does not exist."""
    rekening = f"VBLD{nummer:010d}"
    cijfers = "".join(str(int(teken, 36)) for teken in rekening + "NL00")
    return f"NL{98 - int(cijfers) % 97:02d}{rekening}"


class Weg:
    """Plays applications under one row of rules: `voorsteller`, `beslisser`, `betaler` decide."""

    def __init__(self, regels, vandaag, *, voorsteller, beslisser, betaler, bewoner=None):
        self.regels, self.vandaag, self.bewoner = regels, vandaag, bewoner
        self.voorsteller, self.beslisser, self.betaler = voorsteller, beslisser, betaler
        self.categorieen = {rij.naam: rij for rij in regels.categorieen.all()}
        self.gronden = {rij.sleutel: rij for rij in Grond.objects.filter(regeling=regels.regeling)}

    def dag(self, wanneer):
        """A day of a list; where money is for one year it never leaves that year."""
        if isinstance(wanneer, str):
            return date.fromisoformat(f"{self.regels.jaar}-{wanneer}")
        dag = self.vandaag + timedelta(days=wanneer)
        if not self.regels.zelfde_jaar:
            return dag
        return min(max(dag, date(self.regels.jaar, 1, 1)), date(self.regels.jaar, 12, 31))

    def speel(self, gegevens):
        """All of them day by day, as it would have gone: numbers follow the day of receipt."""
        stappen = []
        for nr, een in enumerate(gegevens):
            stappen.append((self.dag(een["ontvangen"]), nr, 0, self.ontvang, (een,)))
            for volg, (naam, wanneer, velden) in enumerate(een["stappen"], start=1):
                dag = self.dag(wanneer)
                stappen.append((dag, nr, volg, getattr(self, naam), (een["sleutel"], dag, velden)))
        for *_, doe, argumenten in sorted(stappen, key=lambda stap: stap[:3]):
            doe(*argumenten)

    # --- the applicant ----------------------------------------------------------------------------

    def ontvang(self, een):
        dag = self.dag(een["ontvangen"])
        van, papier = self.dag(een["van"]), een.get("papier", "")
        aanvraag = begin(
            self.regels,
            uuid=self._uuid(een["sleutel"]),
            indiener=self.bewoner if een.get("bewoner") else None,
            ingevoerd_door=self.betaler if papier else None,
            categorie=self.categorieen[een["categorie"]],
            soort_aanvrager=een.get("soort", "bewoner"),
            titel=een["titel"],
            openbare_tekst=een["tekst"],
            straat=een["straat"],
            van=van,
            tot=van,
            fysiek=een.get("fysiek", False),
            straat_afsluiten=een.get("afsluiten", False),
            handtekeningen_op_papier=een.get("handtekeningen", 0),
            origineel_in=papier,
        )
        posten = [(soort, tekst, Decimal(bedrag)) for soort, tekst, bedrag in een["posten"]]
        door = self.betaler if papier else None
        aanvraag = zet_posten(aanvraag, versie=aanvraag.versie, door=door, posten=posten)
        persoon = een["persoon"]
        persoon = persoon | (
            {"email": adres(persoon["naam"])} if persoon["kanaal"] == "mail" else {}
        )
        aanvraag = zet_aanvrager(aanvraag, versie=aanvraag.versie, door=door, **persoon)
        dien_in(
            aanvraag,
            versie=aanvraag.versie,
            door=door,
            stempel=dag if papier else None,
            nu=moment(dag),
        )

    def trek_in(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        trek_in(aanvraag, versie=aanvraag.versie, namens_aanvrager=True, nu=moment(dag), **velden)

    def rekening(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        iban = voorbeeld_iban(aanvraag.pk)
        zet_rekening(aanvraag, naam=aanvraag.aanvrager.naam, iban=iban, **velden)

    def foto(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        voeg_bijlage_toe(
            aanvraag,
            uuid=self._uuid(f"{sleutel}/foto"),
            soort="foto",
            bestand=ContentFile(teken(velden["beeld"]), name="foto.jpg"),
            type="image/jpeg",
            beschrijving=velden["alt"],
            mag_openbaar=True,
        )

    def declaratie(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        kosten = list(aanvraag.posten.filter(soort=Begrotingspost.Soort.KOSTEN))
        bonnen = [
            {"tekst": tekst, "bedrag": Decimal(bedrag), "post": kosten[min(nr, len(kosten) - 1)]}
            for nr, (tekst, bedrag) in enumerate(velden["bonnen"])
        ]
        declaratie = bewaar_declaratie(
            aanvraag,
            versie=0,
            bonnen=bonnen,
            verslag=velden["verslag"],
            openbaar_verslag=velden["openbaar"],
            deelnemers=velden["deelnemers"],
        )
        dien_declaratie_in(aanvraag, versie=declaratie.versie, nu=moment(dag))

    # --- the foundation ---------------------------------------------------------------------------

    def vraag(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        stel_vragen(
            aanvraag,
            versie=aanvraag.versie,
            vragen=velden["vragen"],
            uiterlijk=self.dag(velden["uiterlijk"]),
            door=self.voorsteller,
            nu=moment(dag),
        )

    def toegekend(self, sleutel, dag, velden):
        self._besluit(sleutel, dag, "toegekend", velden["motivering"], Decimal(velden["bedrag"]))

    def afgewezen(self, sleutel, dag, velden):
        grond = self.gronden[velden["grond"]]
        self._besluit(sleutel, dag, "afgewezen", velden["motivering"], grond=grond)

    def voorwaarde(self, sleutel, dag, velden):
        self._besluit(
            sleutel,
            dag,
            "voorwaarde",
            velden["motivering"],
            Decimal(velden["bedrag"]),
            voorwaarde=velden["voorwaarde"],
            voorwaarde_van=velden["van"],
            voorwaarde_voor=self.dag(velden["voor"]),
        )

    def voldaan(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        verwerk_voorwaarde(
            aanvraag,
            versie=aanvraag.versie,
            voldaan=True,
            door=self.beslisser,
            nu=moment(dag),
            **velden,
        )

    def advies(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        vraag_advies(
            aanvraag,
            versie=aanvraag.versie,
            vraag=velden["vraag"],
            uiterlijk=self.dag(velden["uiterlijk"]),
            door=self.voorsteller,
            nu=moment(dag),
        )

    def voorschot(self, sleutel, dag, velden):
        betaling = zet_voorschot_klaar(
            self._aanvraag(sleutel),
            bedrag=Decimal(velden["bedrag"]),
            door=self.betaler,
            nu=moment(dag),
        )
        betaal(betaling, versie=betaling.versie, op=dag, door=self.betaler, nu=moment(dag))

    def keur(self, sleutel, dag, velden):
        declaratie = self._aanvraag(sleutel).declaratie
        bonnen = list(declaratie.bonnen.all())
        oordelen = {bon.pk: (bon.bedrag, "") for bon in bonnen}
        if velden:
            nr, bedrag, reden = velden["minder"]
            oordelen[bonnen[nr].pk] = (Decimal(bedrag), reden)
        keur_bonnen(
            declaratie.aanvraag,
            versie=declaratie.versie,
            oordelen=oordelen,
            door=self.betaler,
            nu=moment(dag),
        )

    def betaal(self, sleutel, dag, velden):
        betaling = self._aanvraag(sleutel).betalingen.open().get()
        betaal(betaling, versie=betaling.versie, op=dag, door=self.betaler, nu=moment(dag))

    def rond_af(self, sleutel, dag, velden):
        rond_af(self._aanvraag(sleutel), nu=moment(dag))

    def herinnerd(self, sleutel, dag, velden):
        herinner(self._aanvraag(sleutel), nu=moment(dag))

    def vervallen(self, sleutel, dag, velden):
        aanvraag = self._aanvraag(sleutel)
        laat_vervallen(
            aanvraag, versie=aanvraag.versie, door=self.beslisser, nu=moment(dag), **velden
        )

    def _besluit(self, sleutel, dag, uitkomst, motivering, bedrag=None, **velden):
        neem_besluit(
            vergrendel(self._aanvraag(sleutel)),
            Oordeel(uitkomst, motivering, bedrag, **velden),
            door=self.beslisser,
            voorgesteld_door=self.voorsteller,
            nu=moment(dag),
        )

    def _aanvraag(self, sleutel):
        return Aanvraag.objects.get(uuid=self._uuid(sleutel))

    def _uuid(self, sleutel):
        plek = f"{self.regels.gebied.slug}/{self.regels.jaar}"
        return uuid5(NAMESPACE_URL, f"voorbeeld/buurtbudget/{plek}/{sleutel}")


def teken(beeld):
    """A drawing where a photo would be: nobody is on it, and nobody will think it is real."""
    lucht, grond, ding = KLEUREN[beeld]
    prent = Image.new("RGB", (1200, 800), lucht)
    pen = ImageDraw.Draw(prent)
    pen.ellipse((930, 90, 1060, 220), fill="#f7d774")
    pen.rectangle((0, 520, 1200, 800), fill=grond)
    for nr in range(9):
        x, y = 60 + nr * 130, 300 + (nr % 3) * 40
        pen.line((x, y, x + 130, 300 + ((nr + 1) % 3) * 40), fill=ding, width=6)
        pen.polygon([(x + 30, y + 6), (x + 90, y + 6), (x + 60, y + 90)], fill=ding)
    uit = BytesIO()
    prent.save(uit, "JPEG", quality=80)
    return uit.getvalue()
