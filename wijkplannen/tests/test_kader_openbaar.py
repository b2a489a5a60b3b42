"""Whatever is written in the frame: what visitors see stays the same, to the byte, until a version.

The steps are random and the clock stands still, so that only a step can change the page.
"""

import random
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from kern.exceptions import RegelGeschonden
from kern.rijen import lijststand
from wijkplannen.actions import frame
from wijkplannen.actions.agenda import voeg_activiteit_toe
from wijkplannen.actions.concepten import bewaar_concept
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.actions.volgorde import lijst_van, verplaats, verplaats_naar_doel
from wijkplannen.models import Blok, Inzet
from wijkplannen.tests.maken import (
    maak_blok,
    maak_gebiedsmanager,
    maak_online_plan,
    maak_thema,
)

pytestmark = pytest.mark.django_db
NU = datetime(2027, 2, 12, 9, 12, tzinfo=UTC)


class Schrijver:
    """Somebody who does anything with the frame, in an order that `worp` says."""

    def __init__(self, plan, worp):
        self.plan, self.worp = plan, worp
        self.door = maak_gebiedsmanager(plan)
        self.thema = maak_thema()

    def doe_iets(self):
        stappen = [self.tekst_erbij, self.doel_erbij, self.wijzig, self.beeindig, self.zet_terug]
        stappen += [self.verplaats, self.nieuwe_regel, self.concept, self.nieuwe_regel_elders]
        self.worp.choice(stappen)()

    def tekst_erbij(self):
        velden = {"kop": self.woord(), "tekst": self.woord(), "rubriek": "prioriteiten"}
        velden["zichtbaarheid"] = self.worp.choice(list(Blok.Zichtbaarheid))
        frame.voeg_blok_toe(self.plan, uuid=uuid4(), door=self.door, **velden)

    def doel_erbij(self):
        velden = {"titel": self.woord(), "gewenst": self.woord(), "thema": self.thema}
        frame.voeg_doel_toe(self.plan, uuid=uuid4(), door=self.door, **velden)

    def wijzig(self):
        if isinstance(rij := self.kies(), Blok):
            soort = self.worp.choice(list(Blok.Zichtbaarheid))
            velden = {"kop": self.woord(), "tekst": self.woord(), "zichtbaarheid": soort}
            frame.wijzig_blok(rij, versie=rij.versie, door=self.door, **velden)
        else:
            velden = {"titel": self.woord(), "gewenst": self.woord(), "thema": self.thema}
            frame.wijzig_doel(rij, versie=rij.versie, door=self.door, **velden)

    def beeindig(self):
        rij = self.kies()
        frame.beeindig(rij, versie=rij.versie, door=self.door)

    def zet_terug(self):
        rij = self.kies()
        frame.zet_terug(rij, versie=rij.versie, door=self.door)

    def verplaats(self):
        rij = self.kies()
        if not rij.vervallen_op:
            verplaats(rij, lijst=lijststand(lijst_van(rij)), plaats=self.worp.randint(1, 9))

    def nieuwe_regel(self):
        """New in the agenda: visitors see it when the gebiedsmanager says so."""
        trekker = Inzet.objects.first().activiteit.trekker
        doel = self.worp.choice(list(self.plan.doelen.all()))
        voeg_activiteit_toe(doel, uuid=uuid4(), door=self.door, titel=self.woord(), trekker=trekker)

    def nieuwe_regel_elders(self):
        inzet = self.worp.choice(list(Inzet.objects.filter(online_op=None)) or [None])
        doel = self.worp.choice(list(self.plan.doelen.select_related("plan")))
        if inzet and not (doel.vervallen_op or inzet.doel.vervallen_op or doel == inzet.doel):
            verplaats_naar_doel(inzet, doel=doel, lijst=lijststand(lijst_van(inzet)))

    def concept(self):
        velden = {"titel": [self.woord()]}
        bewaar_concept(self.plan, sleutel="doel:nieuw", velden=velden, door=self.door)

    def kies(self):
        rijen = [*self.plan.doelen.select_related("plan"), *self.plan.blokken.all()]
        return self.worp.choice(rijen)

    def woord(self):
        return f"Woord {self.worp.random()}"


@pytest.mark.parametrize("zaad", range(5))
def test_de_openbare_pagina_blijft_gelijk_tot_de_volgende_versie(client, monkeypatch, zaad):
    monkeypatch.setattr(timezone, "now", lambda: NU)
    plan = maak_online_plan(doelen=3, activiteiten=2)
    maak_blok(plan)
    schrijver = Schrijver(plan, random.Random(zaad))
    adres = reverse("wijkplannen:detail", args=[plan.slug])
    eerst = client.get(adres).content

    for _ in range(40):
        schrijver.doe_iets()
        assert client.get(adres).content == eerst

    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Alles.", door=schrijver.door)
    assert client.get(adres).content != eerst


def test_de_volgorde_van_regels_verandert_de_pagina_wel(client):
    """The other way round: what must change the page does, so that the test above can fail."""
    plan = maak_online_plan(doelen=2, activiteiten=2)
    adres = reverse("wijkplannen:detail", args=[plan.slug])
    eerst = client.get(adres).content
    regels = list(lijst_van(Inzet.objects.first()))

    verplaats(regels[0], lijst=lijststand(regels), stap=1)

    assert client.get(adres).content != eerst
    with pytest.raises(RegelGeschonden):
        verplaats(regels[0], lijst=lijststand(regels), stap=1)
