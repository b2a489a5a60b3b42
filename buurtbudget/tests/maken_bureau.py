"""Rows for tests of the desk: a wijk with a team of two, and somebody without e-mail."""

from decimal import Decimal
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.adviezen import vraag_advies
from buurtbudget.actions.beslissen import Oordeel, stel_voor
from buurtbudget.actions.vergaderen import begin_vergadering, noteer_aanwezig
from buurtbudget.models import Bijlage, Vergadering
from buurtbudget.sleutels import geheim
from buurtbudget.tests.maken import (
    maak_concept,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)
from gebruikers.tests.maken import periode
from partners.models import Lidmaatschap

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


def maak_zaak(pot, werkgroep):
    """For the doors: a case by letter with a question to the city and a drawing, a meeting that is
    open and one that is over, and paper that is not complete. Gives what fills the paths.
    """
    slug = pot.gebied.slug
    zaak = maak_ontvangen(pot, aanvrager=PER_POST, handtekeningen_op_papier=1)
    bericht = Bericht.objects.get(betreft=str(zaak.uuid))
    velden = {"type": "application/pdf", "grootte": 4, "sha256": "x", "naam": "tekening.pdf"}
    tekening = Bijlage(aanvraag=zaak, soort="tekening", **velden)
    tekening.bestand.save("x", ContentFile(b"%PDF"))
    advies = vraag_advies(
        zaak, versie=zaak.versie, vraag="Mag dit?", uiterlijk=localdate(), door=werkgroep
    )
    papier = maak_concept(pot, bron="papier", ingevoerd_door=werkgroep)
    over = Vergadering.objects.create(
        gebied=pot.gebied,
        op=localdate(),
        begonnen_door=werkgroep,
        bevestigd_op=timezone.now(),
        bevestigd_door=werkgroep,
    )
    begin_vergadering(pot.gebied, op=localdate(), door=werkgroep)
    return {
        "zaak": {"nummer": zaak.nummer},
        "geval": {"slug": slug, "nummer": zaak.nummer},
        "zaakbijlage": {"nummer": zaak.nummer, "uuid": tekening.uuid},
        "zaakbrief": {"nummer": zaak.nummer, "uuid": bericht.uuid},
        "post": {"slug": slug, "uuid": bericht.uuid},
        "papier": {"slug": slug, "uuid": papier.uuid},
        "notulen": {"slug": slug, "uuid": over.uuid},
        "advies": {"uuid": advies.uuid},
        "advieslink": {"geheim": geheim(advies)},
        "adviestekening": {"uuid": advies.uuid, "bijlage": tekening.uuid},
        "tekening": {"geheim": geheim(advies), "uuid": tekening.uuid},
    }
