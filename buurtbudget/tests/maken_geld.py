"""Rows about money: a treasurer with a page to open, an account to pay from, a played booking."""

from decimal import Decimal
from itertools import count
from uuid import uuid4

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.betaalbestanden import maak_bestand
from buurtbudget.actions.jaar import bewaar_jaar, dien_jaar_in
from buurtbudget.actions.kas import boek_eigen
from buurtbudget.models import Beheerder, Bijlage, Jaarvraag, Mandaat
from buurtbudget.tests.maken import (
    maak_betaling,
    maak_declaratie,
    maak_mandaat,
    maak_pot,
    maak_regeling,
    maak_spelregels,
    maak_teamlid,
    maak_toegekend,
)
from partners.models import Lidmaatschap

PENNINGMEESTER, BESTUUR = Lidmaatschap.Rol.PENNINGMEESTER, Lidmaatschap.Rol.BESTUUR
IBAN = "NL91ABNA0417164300"
nummer = count(1)


def maak_penningmeester(gebied, *rollen, **afwijking):
    """(person, client): somebody who pays in this wijk, signed in."""
    gebruiker = maak_teamlid(gebied, *(rollen or [PENNINGMEESTER]), **afwijking)
    return gebruiker, aangemeld(gebruiker)


def aangemeld(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def maak_beheerder(gebied, **afwijking):
    velden = {"iban": "NL20INGB0001234567", "rekeninghouder": "Stichting Voorbeeld"} | afwijking
    return Beheerder.objects.create(partner=beheerder_van(gebied), **velden)


def beheerder_van(gebied):
    return Mandaat.objects.get(gebied=gebied).partner


def maak_eigen(pot, soort, bedrag, datum=None, **afwijking):
    velden = {"toelichting": "Voorbeeld", "door": None, "sleutel": f"test-{next(nummer)}"}
    return boek_eigen(
        pot, soort, bedrag=Decimal(bedrag), datum=datum or localdate(), **velden | afwijking
    )


def maak_bestandje(betalingen, door, soort="sepa", uuid=None):
    """The file for the bank of these payments."""
    partner = beheerder_van(betalingen[0].aanvraag.gebied)
    uuids = [rij.uuid for rij in betalingen]
    return maak_bestand(partner, soort=soort, uuid=uuid or uuid4(), betalingen=uuids, door=door)


def maak_jaarvraag(tekst="Hoe ging het dit jaar?", **afwijking):
    velden = {"vanaf_jaar": 2020} | afwijking
    return Jaarvraag.objects.create(regeling=maak_regeling(), tekst=tekst, **velden)


def url(naam, *args):
    return reverse(f"buurtbudget:{naam}", args=args)


def lees(antwoord):
    return antwoord.content.decode()


def maak_geldzaken(stichting):
    """Of each page of money one thing to open: {name: values of its path}, for this foundation."""
    gebied = (stichting.mandaten.first() or maak_mandaat(partner=stichting)).gebied
    pot = gebied.wijkbudgetten.first() or maak_pot(maak_spelregels(gebied))
    nagekeken, klaar, in_bestand = (
        maak_declaratie(maak_toegekend(pot, 100, handtekeningen_op_papier=1), [90])
        for _ in range(3)
    )
    klaar, in_bestand = maak_betaling(klaar), maak_betaling(in_bestand)
    maak_beheerder(gebied)
    bestand = maak_bestandje([in_bestand], door=klaar.klaargezet_door)
    vorig = localdate().year - 1
    verantwoording = {"versie": 0, "verschil_uitleg": "", "antwoorden": {}}
    jaar = bewaar_jaar(stichting, pot.regeling, vorig, banksaldo=Decimal(0), **verantwoording)
    dien_jaar_in(jaar, versie=jaar.versie, door=klaar.klaargezet_door)
    hier = {"slug": gebied.slug}
    return {
        "kas": hier,
        "kas_soort": hier | {"soort": "gift"},
        "kasjaar": hier | {"jaar": vorig},
        "boeking": hier | {"pk": maak_eigen(pot, "gift", 5).pk},
        "bonnen": {"nummer": nagekeken.nummer},
        "bon": {"nummer": nagekeken.nummer, "uuid": maak_bon(nagekeken).uuid},
        "betaling": {"uuid": klaar.uuid},
        "bestand": {"uuid": bestand.uuid},
        "rekening": {"partner": stichting.slug},
        "jaar": {"partner": stichting.slug, "jaar": vorig},
        "stadjaar": {"jaar": vorig},
    }


def maak_bon(aanvraag):
    """A photo at the first receipt."""
    bijlage = Bijlage.objects.create(
        aanvraag=aanvraag,
        soort=Bijlage.Soort.BON,
        naam="bon.jpg",
        type="image/jpeg",
        grootte=3,
        sha256="0" * 64,
        bestand=ContentFile(b"bon", name="bon"),
    )
    bon = aanvraag.declaratie.bonnen.first()
    bon.bijlage = bijlage
    bon.save()
    return bijlage
