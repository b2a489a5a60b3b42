"""Rows about money: a treasurer with a page to open, an account to pay from, a played booking."""

from decimal import Decimal
from itertools import count

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.kas import boek_eigen
from buurtbudget.models import Beheerder, Jaarvraag, Mandaat
from buurtbudget.tests.maken import maak_regeling, maak_teamlid
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


def maak_jaarvraag(tekst="Hoe ging het dit jaar?", **afwijking):
    velden = {"vanaf_jaar": 2020} | afwijking
    return Jaarvraag.objects.create(regeling=maak_regeling(), tekst=tekst, **velden)


def url(naam, *args):
    return reverse(f"buurtbudget:{naam}", args=args)


def lees(antwoord):
    return antwoord.content.decode()
