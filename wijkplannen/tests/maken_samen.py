"""People around a plan: who was invited, what they say and propose."""

from itertools import count
from uuid import uuid4

from django.utils.timezone import localdate

from gebruikers.tests.maken import maak_gebruiker
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.frame import wijzig_doel
from wijkplannen.actions.kijklinks import maak_kijklink as maak
from wijkplannen.actions.samen import nodig_uit, plaats_opmerking
from wijkplannen.actions.voorstellen import stel_voor
from wijkplannen.models import Doel
from wijkplannen.onderdelen import drager
from wijkplannen.sleutels import geheim
from wijkplannen.tests.maken import maak_gebiedsmanager

nummer = count(1)


def maak_genodigde(plan, partner=None):
    """A person of a partner that was invited to this plan."""
    partner = partner or maak_partner()
    lid = maak_lid(partner).gebruiker
    nodig_uit(plan, partner, door=maak_gebiedsmanager(plan))
    return lid


def maak_opmerking(plan, onderdeel, **afwijking):
    velden = {"uuid": uuid4(), "tekst": f"Opmerking {next(nummer)}.", "door": maak_gebruiker()}
    return plaats_opmerking(plan, onderdeel, **velden | afwijking)


def maak_voorstel(plan, onderdeel, door=None, **velden):
    """Somebody who read the part as it is now proposes other words."""
    return stel_voor(
        plan,
        onderdeel,
        uuid=uuid4(),
        versie=drager(onderdeel).versie,
        velden=velden or {"titel": f"Voorstel {next(nummer)}"},
        door=door or maak_gebruiker(),
    )


def hernoem(doel, titel):
    """Somebody else changes the goal meanwhile."""
    doel = Doel.objects.get(pk=doel.pk)
    velden = {"titel": titel, "gewenst": doel.gewenst, "thema": doel.thema}
    return wijzig_doel(doel, versie=doel.versie, door=maak_gebruiker(), **velden)


def maak_kijklink(plan, **afwijking):
    velden = {"uuid": uuid4(), "voor": "De bewonersavond.", "tot": localdate()}
    return maak(plan, **velden | {"door": maak_gebruiker()} | afwijking)


def maak_samenwerking(plan, doel, inzet, lid, manager):
    """One of each, and the values that fill the addresses."""
    trekker = inzet.activiteit.trekker
    nodig_uit(plan, trekker, door=manager)
    opmerking = maak_opmerking(plan, doel, door=manager)
    voorstel = maak_voorstel(plan, doel, door=lid)
    link = maak_kijklink(plan)
    hier = {"slug": plan.slug}
    return {
        "opmerking": hier | {"uuid": opmerking.uuid},
        "voorstel": hier | {"uuid": voorstel.uuid},
        "planpartner": hier | {"partner": trekker.slug},
        "toezegging": hier | {"partner": trekker.slug, "uuid": inzet.activiteit.uuid},
        "meekijker": hier | {"uuid": link.uuid},
        "kijklink": {"geheim": geheim(link)},
    }
