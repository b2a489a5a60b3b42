"""Rows for tests of the desk: a wijk with a team of two, and somebody without e-mail."""

from decimal import Decimal
from types import SimpleNamespace

from django.test import Client
from django.utils.timezone import localdate

from buurtbudget.actions.beslissen import Oordeel, stel_voor
from buurtbudget.actions.vergaderen import begin_vergadering, noteer_aanwezig
from buurtbudget.tests.maken import maak_pot, maak_spelregels, maak_teamlid
from partners.models import Lidmaatschap
from partners.tests.maken import periode

PER_POST = {
    "kanaal": "post",
    "email": "",
    "straat": "Voorbeeldstraat",
    "huisnummer": "12",
    "postcode": "3817 AA",
    "plaats": "Amersfoort",
}
PER_TELEFOON = {"kanaal": "telefoon", "email": "", "telefoon": "033 – 000 07 77"}


def maak_bureau(plafond=1000, **regels):
    """A pot, its wijk, two members of the working group, and a client for each."""
    pot = maak_pot(maak_spelregels(**regels), plafond=plafond)
    joke = maak_teamlid(pot.gebied, naam="Joke Voorbeeld")
    bert = maak_teamlid(pot.gebied, naam="Bert Voorbeeld")
    return SimpleNamespace(
        pot=pot, gebied=pot.gebied, joke=joke, bert=bert, client=klant(joke), ander=klant(bert)
    )


def klant(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def lid_van(gebruiker):
    return Lidmaatschap.objects.get(gebruiker=gebruiker)


def maak_lid_zonder_account(gebied, naam="Ria Voorbeeld"):
    van = Lidmaatschap.objects.filter(partner__mandaten__gebied=gebied).first()
    return Lidmaatschap.objects.create(
        partner=van.partner, naam=naam, kanaal="telefoon", rol="werkgroep", periode=periode()
    )


def maak_voorstel(aanvraag, door, bedrag=300, **velden):
    aanvraag.refresh_from_db()
    oordeel = Oordeel("toegekend", "Een goed plan.", Decimal(bedrag))
    return stel_voor(aanvraag, oordeel, versie=aanvraag.versie, door=door, **velden)


def maak_vergadering(bureau, aanwezig=("Joke Voorbeeld", "Bert Voorbeeld")):
    rij = begin_vergadering(bureau.gebied, op=localdate(), door=bureau.joke)
    return noteer_aanwezig(rij, versie=rij.versie, op=rij.op, aanwezig=aanwezig)
