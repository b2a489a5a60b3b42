from itertools import count

from gebruikers.tests.maken import maak_gebruiker, periode
from partners.models import Lidmaatschap, Partner

nummer = count(1)


def maak_partner(gebieden=(), **afwijking):
    nr = next(nummer)
    velden = {"naam": f"Partner {nr}", "slug": f"partner-{nr}", "soort": "welzijn"} | afwijking
    partner = Partner.objects.create(**velden)
    partner.gebieden.set(gebieden)
    return partner


def maak_lid(partner=None, gebruiker=None, rol=Lidmaatschap.Rol.MEDEWERKER, **afwijking):
    gebruiker = gebruiker or maak_gebruiker()
    velden = {"naam": gebruiker.naam, "periode": periode()} | afwijking
    return Lidmaatschap.objects.create(
        partner=partner or maak_partner(), gebruiker=gebruiker, rol=rol, **velden
    )
