"""The desk: what waits for whom, the list, and what a page costs."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from buurtbudget.actions.beslissen import beoordeel, meld_belang
from buurtbudget.actions.vragen import beantwoord, stel_vragen
from buurtbudget.models import Vraag
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_declaratie,
    maak_mandaat,
    maak_ontvangen,
    maak_teamlid,
    maak_toegekend,
)
from buurtbudget.tests.maken_bureau import klant, lid_van, maak_bureau, maak_voorstel
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from partners.models import Lidmaatschap

pytestmark = pytest.mark.django_db


def adres(bureau, vraag=""):
    return reverse("buurtbudget:bureau", args=[bureau.gebied.slug]) + vraag


def wacht(client, bureau):
    """{heading: [titles]} of "Wacht op jou"."""
    groepen = client.get(adres(bureau)).context["groepen"]
    return {groep.titel: [str(taak.aanvraag) for taak in groep.taken] for groep in groepen}


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_bureau_kost_evenveel_queries_bij_meer_aanvragen(aantal, django_assert_num_queries):
    bureau = maak_bureau(plafond=5000)
    for _ in range(aantal):
        maak_ontvangen(bureau.pot)
        maak_declaratie(maak_toegekend(bureau.pot))

    with django_assert_num_queries(8):  # session, user, rights, mandates; rules, open, pots, list
        antwoord = bureau.client.get(adres(bureau))

    assert len(antwoord.context["aanvragen"]) == 2 * aantal


def test_een_nieuwe_aanvraag_wacht_op_een_oordeel_en_dan_op_een_voorstel():
    bureau = maak_bureau()
    aanvraag = maak_ontvangen(bureau.pot, titel="Bloembakken")
    assert wacht(bureau.client, bureau) == {"Nieuw": ["Bloembakken"]}

    beoordeel(aanvraag, lid=lid_van(bureau.joke), oordeel="ja", door=bureau.joke)

    assert wacht(bureau.client, bureau) == {"Klaar om over te beslissen": ["Bloembakken"]}
    assert wacht(bureau.ander, bureau) == {"Nieuw": ["Bloembakken"]}


def test_een_vraag_die_te_lang_open_staat_komt_terug_en_een_antwoord_ook():
    bureau = maak_bureau()
    aanvraag = maak_ontvangen(bureau.pot, titel="Bloembakken")
    dag = timezone.localdate() + timedelta(7)
    stel_vragen(
        aanvraag, versie=aanvraag.versie, vragen={"idee": "Hoe?"}, uiterlijk=dag, door=bureau.joke
    )
    assert wacht(bureau.client, bureau) == {}

    Vraag.objects.update(uiterlijk=timezone.localdate() - timedelta(1))
    assert wacht(bureau.client, bureau) == {"Nog geen antwoord op een vraag": ["Bloembakken"]}

    aanvraag.refresh_from_db()
    beantwoord(aanvraag, versie=aanvraag.versie, antwoorden={Vraag.objects.get().pk: "Zo."})
    assert wacht(bureau.client, bureau) == {"Antwoord binnen": ["Bloembakken"]}


def test_een_eigen_voorstel_wacht_op_een_tweede_en_bij_de_ander_op_bevestigen():
    bureau = maak_bureau(vier_ogen_vanaf=200)
    maak_voorstel(maak_ontvangen(bureau.pot, titel="Bloembakken"), bureau.joke)

    assert wacht(bureau.client, bureau) == {"Wacht op een tweede persoon": ["Bloembakken"]}
    assert wacht(bureau.ander, bureau) == {"Voorstel: kijk mee en bevestig": ["Bloembakken"]}


def test_bij_wachten_zegt_het_bureau_waarom():
    bureau = maak_bureau(vier_ogen_vanaf=200, terugval="wachten")
    aanvraag = maak_ontvangen(bureau.pot)
    maak_voorstel(aanvraag, bureau.joke)
    meld_belang(aanvraag, lid=lid_van(bureau.bert), door=bureau.bert)

    (groep,) = bureau.client.get(adres(bureau)).context["groepen"]

    assert groep.taken[0].zin == (
        "Toekennen, €\u00a0300. Jij stelde dit voor. Vanaf €\u00a0200 kijkt iemand anders mee. "
        "Bert Voorbeeld doet niet mee. Zolang dat niet kan, wacht deze aanvraag."
    )


def test_de_penningmeester_ziet_bonnen_en_de_werkgroep_niet():
    bureau = maak_bureau()
    maak_declaratie(maak_toegekend(bureau.pot, titel="Bloembakken"))
    geld = klant(maak_teamlid(bureau.gebied, Lidmaatschap.Rol.PENNINGMEESTER))

    assert wacht(geld, bureau) == {"Bonnen om na te kijken": ["Bloembakken"]}
    assert wacht(bureau.client, bureau) == {}


def test_een_zaak_met_belang_is_weg_van_het_bureau_en_uit_de_lijst():
    bureau = maak_bureau()
    aanvraag = maak_ontvangen(bureau.pot)
    meld_belang(aanvraag, lid=lid_van(bureau.joke), door=bureau.joke)

    antwoord = bureau.client.get(adres(bureau))

    assert (antwoord.context["groepen"], antwoord.context["aanvragen"]) == ([], [])


def test_in_een_wijk_met_een_ronde_liggen_nieuwe_aanvragen_samen_klaar():
    bureau = maak_bureau(werkwijze="verdeelronde", inname="sluitingsdatum")
    maak_ontvangen(bureau.pot)
    maak_ontvangen(bureau.pot)

    antwoord = bureau.client.get(adres(bureau))

    assert (antwoord.context["groepen"], antwoord.context["in_ronde"]) == ([], 2)


def test_de_lijst_zeeft_op_stand_en_bladert_op_nummer(monkeypatch):
    monkeypatch.setattr("buurtbudget.views.bureau.bureau.PER_KEER", 2)
    bureau = maak_bureau(plafond=9000)
    eerste = maak_toegekend(bureau.pot, gevraagd=10)
    nieuw = [maak_ontvangen(bureau.pot) for _ in range(2)]

    een = bureau.client.get(adres(bureau))
    twee = bureau.client.get(adres(bureau, f"?voor={een.context['verder']}"))
    zeef = bureau.client.get(adres(bureau, "?stand=lopend"))

    assert een.context["aanvragen"] == nieuw[::-1]
    assert twee.context["aanvragen"] == zeef.context["aanvragen"] == [eerste]


@pytest.mark.parametrize("vraag", ["?stand=onzin", "?voor=%00", "?voor=' OR 1=1"])
def test_een_vreemde_vraag_geeft_de_hele_lijst(vraag):
    bureau = maak_bureau()
    maak_ontvangen(bureau.pot)

    assert len(bureau.client.get(adres(bureau, vraag)).context["aanvragen"]) == 1


def test_wie_bij_een_wijk_werkt_gaat_er_meteen_heen_en_anders_kies_je():
    bureau = maak_bureau()
    naar = reverse("buurtbudget:bureaus")
    assert bureau.client.get(naar)["Location"] == adres(bureau)

    maak_mandaat(maak_budgetgebied(naam="Zuid"), partner=lid_van(bureau.joke).partner)

    assert len(bureau.client.get(naar).context["mandaten"]) == 2


def test_een_ander_team_en_de_stad_komen_er_niet_in():
    bureau, elders = maak_bureau(), maak_bureau()
    stad = klant(maak_aanstelling(rol=Rol.BELEID).gebruiker)
    aanvraag = maak_ontvangen(bureau.pot)
    dossier = reverse("buurtbudget:dossier", args=[aanvraag.nummer])

    assert [
        c.get(a).status_code for c in (elders.client, stad) for a in (adres(bureau), dossier)
    ] == [403] * 4
    assert (
        bureau.client.get(reverse("buurtbudget:bureau", args=["bestaat-niet"])).status_code == 404
    )
