"""The page of a partner."""

import pytest

from gebieden.tests.maken import maak_wijk
from partners.models import Contactpersoon
from partners.tests.maken import maak_partner
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_plan, meld, publiceer_weer

pytestmark = pytest.mark.django_db


def doet_mee(partner, wijk=None, **velden):
    """The partner takes part in an activity that is online."""
    plan = maak_plan(gebied=wijk)
    inzet = maak_inzet(maak_doel(plan), partners=[partner], **velden)
    publiceer_weer(plan)
    inzet.refresh_from_db()
    return inzet


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_partner_toont_alleen_openbare_contacten(client, aantal, django_assert_num_queries):
    partner = maak_partner([maak_wijk() for _ in range(aantal)], website="https://www.sro.nl/")
    for nr in range(aantal):
        Contactpersoon.objects.create(
            partner=partner, naam=f"Openbaar {nr}", telefoon="033 – 000 01 23", is_openbaar=True
        )
        doet_mee(partner)
    Contactpersoon.objects.create(partner=partner, naam="Geheim", email="geheim@sro.example")

    with django_assert_num_queries(5):  # partner, areas, contacts, goals, lines
        tekst = client.get(partner.get_absolute_url()).content.decode()

    assert (tekst.count("Openbaar "), tekst.count("tel:+31330000123"), "eheim" in tekst) == (
        aantal,
        aantal,
        False,
    )
    assert ">sro.nl</a>" in tekst


def test_een_partner_toont_per_wijk_wat_hij_doet_en_hoe_het_gaat(client):
    partner = maak_partner(naam="SRO")
    meld(doet_mee(partner, maak_wijk(naam="Hoogland"), titel="Wandelgroep"), "doorlopend")
    doet_mee(maak_partner(), titel="Van een ander")
    maak_inzet(trekker=partner, titel="Nog niet online")
    trekt = maak_inzet(
        maak_doel(plan := maak_plan(gebied=maak_wijk(naam="Eemdal"))), trekker=partner
    )
    publiceer_weer(plan)

    antwoord = client.get(partner.get_absolute_url())

    gevonden = {
        wijk: [(rij.regel.titel, rij.regel.stand) for rij in regels]
        for wijk, regels in antwoord.context["groepen"]
    }
    assert gevonden == {
        "Eemdal": [(trekt.activiteit.titel, "gepland")],
        "Hoogland": [("Wandelgroep", "doorlopend")],
    }


def test_een_partner_die_er_niet_is_of_opging_in_een_ander(client):
    nieuw = maak_partner()
    oud = maak_partner(samengevoegd_in=nieuw)

    assert client.get(maak_partner(is_openbaar=False).get_absolute_url()).status_code == 404
    antwoord = client.get(oud.get_absolute_url())
    assert (antwoord.status_code, antwoord.url) == (301, nieuw.get_absolute_url())
