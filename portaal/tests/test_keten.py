from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbudget.models import Aanvraag
from buurtbudget.tests.maken import maak_pot, maak_toegekend
from buurtbudget.tests.maken_register import maak_uitgevoerd
from indicatoren.tests.maken import maak_indicator, maak_meting
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.frame import beeindig, wijzig_doel
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Afspraak, Bijeenkomst, Inbreng
from wijkplannen.tests.maken import maak_doel, maak_gebiedsmanager, maak_inzet, maak_plan

pytestmark = pytest.mark.django_db


def zet_online(plan):
    plan.refresh_from_db()
    publiceer(plan, versie=plan.versie, wat_veranderd="Nu.", door=maak_gebiedsmanager(plan))


def maak_keten(aantal=1):
    """A goal with so many of everything that hangs on it, online."""
    plan = maak_plan()
    indicatoren = [maak_indicator(slug=f"rust-{nr}") for nr in range(aantal)]
    doel = maak_doel(plan, titel="Minder mensen zijn eenzaam", indicatoren=indicatoren)
    pot = maak_pot(plafond=9000)
    manager = maak_gebiedsmanager(plan)
    for nr in range(aantal):
        inzet = maak_inzet(doel, titel=f"Koffie {nr}", kosten=Decimal(250))
        Aanvraag.objects.filter(pk=maak_uitgevoerd(pot, titel=f"Feest {nr}").pk).update(doel=doel)
        for jaar, waarde in ((2015, "6.3"), (2017, "6.5")):
            maak_meting(indicatoren[nr], jaar=jaar, waarde=waarde)
        nu = timezone.now()
        Inbreng.objects.create(
            gebied=plan.gebied,
            doel=doel,
            openbare_tekst=f"Een plek om te praten {nr}",
            status="gekoppeld",
            ontvangen_op=nu,
            afgehandeld_op=nu,
            afgehandeld_door=manager,
        )
        bijeenkomst = Bijeenkomst.objects.create(
            gebied=plan.gebied,
            titel="Wijkavond",
            plaats="Buurthuis",
            begin=nu,
            einde=nu + timedelta(days=1),
        )
        Afspraak.objects.create(
            bijeenkomst=bijeenkomst, wat=f"Elke week {nr}", wie="Gemeente", inzet=inzet
        )
    zet_online(plan)
    return plan, doel


def adres(plan, doel):
    return reverse("portaal:keten", args=[plan.slug, doel.uuid])


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_keten_kost_acht_vragen(client, django_assert_num_queries, aantal):
    plan, doel = maak_keten(aantal)
    with django_assert_num_queries(8):
        antwoord = client.get(adres(plan, doel))
    assert antwoord.status_code == 200


def test_de_keten_zegt_wat_wie_hoeveel_en_of_het_cijfer_bewoog(client):
    plan, doel = maak_keten(2)
    antwoord = client.get(adres(plan, doel))
    keten = antwoord.context["keten"]
    assert keten.kosten == Decimal(500)
    assert keten.toegekend == sum(regel.aanvraag.toegekend for regel in keten.initiatieven)
    assert len(keten.initiatieven) == 2
    assert [c.reeks.verloop for c in keten.doel.cijfers] == ["6,3 in 2015, 6,5 in 2017: hoger"] * 2
    html = antwoord.content.decode()
    for tekst in ("2 activiteiten", "2 plannen", "Een plek om te praten 0", "Elke week 1"):
        assert tekst in html


def test_bedragen_die_het_plan_niet_noemt_tellen_niet_stil_mee(client):
    plan = maak_plan()
    doel = maak_doel(plan)
    maak_inzet(doel, kosten=Decimal(100))
    maak_inzet(doel)
    zet_online(plan)
    keten = client.get(adres(plan, doel)).context["keten"]
    assert (keten.kosten, keten.zonder_kosten, keten.toegekend) == (Decimal(100), 1, None)


def test_kosten_voor_meer_wijken_worden_genoemd(client):
    plan, ander = maak_plan(), maak_plan()
    doel = maak_doel(plan)
    samen = maak_inzet(doel, kosten=Decimal(900))
    maak_inzet(doel, kosten=Decimal(100))
    plaats(samen.activiteit, doel=maak_doel(ander))
    zet_online(plan)
    assert client.get(adres(plan, doel)).context["keten"].gedeeld is None
    zet_online(ander)
    keten = client.get(adres(plan, doel)).context["keten"]
    assert (keten.kosten, keten.gedeeld) == (Decimal(1000), Decimal(900))


def test_wat_niet_doorging_telt_niet_als_geld_voor_het_doel(client):
    plan, doel = maak_keten()
    weg = maak_toegekend(maak_pot())
    Aanvraag.objects.filter(pk=weg.pk).update(doel=doel)
    Aanvraag.objects.filter(pk=weg.pk).update(status="gaat_niet_door")
    assert len(client.get(adres(plan, doel)).context["keten"].initiatieven) == 1


def test_alleen_doelen_van_de_versie_die_online_staat(client):
    plan, doel = maak_keten()
    nieuw = maak_doel(plan)
    assert client.get(adres(plan, nieuw)).status_code == 404
    assert client.get(adres(plan, doel).replace(str(doel.uuid), str(uuid4()))).status_code == 404
    assert client.get(adres(maak_plan(), doel)).status_code == 404


def test_de_tekst_is_die_van_de_versie_ook_als_het_doel_in_de_werkversie_eindigt(client):
    plan, doel = maak_keten()
    doel = wijzig_doel(doel, versie=doel.versie, door=maak_gebiedsmanager(plan), titel="Anders")
    beeindig(doel, versie=doel.versie, door=maak_gebiedsmanager(plan))
    html = client.get(adres(plan, doel)).content.decode()
    assert "Minder mensen zijn eenzaam" in html
    assert "Anders" not in html


def test_wensen_en_afspraken_die_niet_openbaar_zijn_blijven_weg(client):
    plan, doel = maak_keten()
    Inbreng.objects.update(openbare_tekst="")
    Bijeenkomst.objects.update(is_openbaar=False)
    keten = client.get(adres(plan, doel)).context["keten"]
    assert (keten.wensen, keten.afspraken) == ([], [])


def test_een_wens_noemt_de_activiteit_pas_als_die_online_is(client):
    plan, doel = maak_keten()
    later = maak_inzet(doel, titel="Lampen langs het pad")
    Inbreng.objects.update(doel=None, inzet=later)
    assert [wens.activiteit for wens in client.get(adres(plan, doel)).context["keten"].wensen] == [
        None
    ]
    zet_online(plan)
    assert [wens.activiteit for wens in client.get(adres(plan, doel)).context["keten"].wensen] == [
        "Lampen langs het pad"
    ]


def test_van_initiatief_en_cijfer_kom_je_terug_bij_het_doel(client):
    plan, doel = maak_keten()
    initiatief = Aanvraag.objects.get(doel=doel)
    for pagina in (
        reverse("buurtbudget:initiatief", args=[initiatief.nummer]),
        doel.cijfers.get().indicator.get_absolute_url(),
    ):
        assert adres(plan, doel) in client.get(pagina).content.decode()


def test_zonder_iets_erbij_is_het_ook_een_pagina(client):
    plan = maak_plan()
    doel = maak_doel(plan)
    zet_online(plan)
    html = client.get(adres(plan, doel)).content.decode()
    assert "Bij dit doel hoort geen cijfer" in html
    assert "nog geen plan van bewoners gekoppeld" in html
