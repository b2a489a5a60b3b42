"""The pages of a round: who may see what, what is kept, and how many queries they take."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from berichten.models import Bericht
from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.models import Rondepost, Verdeelronde, Verdeling
from buurtbudget.tests.maken import maak_ontvangen, maak_pot, maak_spelregels, maak_teamlid
from buurtbudget.tests.maken_ronde import (
    geef_gronden,
    maak_ronde,
    maak_ronderegels,
    maak_vergadering,
    posten,
    vul,
)
from gebruikers.tests.maken import maak_gebruiker
from partners.models import Lidmaatschap
from partners.tests.maken import maak_lid

pytestmark = pytest.mark.django_db


def pad(ronde, naam="ronde", *args):
    regels = ronde.spelregels
    return reverse(f"buurtbudget:{naam}", args=[regels.gebied.slug, regels.jaar, *args])


def meld_aan(client, gebruiker):
    client.force_login(gebruiker)
    return client


def kolompad(deelnemer, naam="ronde_kolom"):
    return pad(deelnemer.ronde, naam, deelnemer.pk)


def test_een_eigen_kolom_vullen_tellen_en_klaar_melden(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    meld_aan(client, ronde.leden[0])

    antwoord = client.post(kolompad(deelnemer), {"versie": 1, "b1": "60", "b2": "€ 12,50"})
    assert antwoord.headers["Location"] == kolompad(deelnemer)
    tekst = client.get(kolompad(deelnemer)).text
    assert "€\u00a027,50" in tekst
    assert "2 van 2" in tekst
    assert "Geteld om" in tekst

    antwoord = client.post(
        kolompad(deelnemer), {"versie": 2, "b1": "60", "b2": "12,50", "klaar": "1"}, follow=True
    )
    deelnemer.refresh_from_db()
    assert deelnemer.klaar_op is not None
    assert "Je bent klaar. Je kolom telt mee." in antwoord.text


def test_een_fout_in_een_rij_bewaart_niets_en_houdt_de_waarde(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    meld_aan(client, ronde.leden[0])

    antwoord = client.post(kolompad(deelnemer), {"versie": 1, "b1": "420", "b2": "10"})

    assert (antwoord.status_code, Verdeling.objects.count()) == (422, 0)
    assert "Meer dan gevraagd. Vul €\u00a0100 of minder in." in antwoord.text
    assert 'value="420"' in antwoord.text
    assert "<title>Fout:" in antwoord.text


@pytest.mark.parametrize("vreemd", ["\x00", "9" * 5000, "=1+1", "-5", "NaN", "1e9", "٣"])
def test_vreemde_invoer_geeft_een_zin(client, vreemd):
    ronde = maak_ronde()
    meld_aan(client, ronde.leden[0])

    antwoord = client.post(kolompad(ronde.deelnemers.first()), {"versie": 1, "b1": vreemd})

    assert (antwoord.status_code, Verdeling.objects.count()) == (422, 0)


def test_boven_de_pot_is_bewaard_en_niet_klaar(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    meld_aan(client, ronde.leden[0])

    velden = {"versie": 1, "b1": "100", "b2": "20", "klaar": "1"}
    antwoord = client.post(kolompad(deelnemer), velden, follow=True)

    deelnemer.refresh_from_db()
    assert (deelnemer.klaar_op, Verdeling.objects.count()) == (None, 2)
    assert "nog niet klaar. Je verdeelt €\u00a020 te veel" in antwoord.text
    assert "Te veel verdeeld" in antwoord.text


def test_een_eigen_zaak_heeft_een_reden_en_geen_veld(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    meld_belang(posten(ronde)[0].aanvraag, lid=deelnemer.lid, door=ronde.leden[0])
    meld_aan(client, ronde.leden[0])

    tekst = client.get(kolompad(deelnemer)).text
    client.post(kolompad(deelnemer), {"versie": 1, "b1": "50", "b2": "10"})

    assert "Er is een belang gemeld." in tekst
    assert 'name="b1"' not in tekst
    assert [rij.bedrag for rij in Verdeling.objects.all()] == [10]


def test_een_ander_venster_verliest_niets(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    vul(deelnemer, {1: 30}, klaar=False)
    meld_aan(client, ronde.leden[0])

    antwoord = client.post(kolompad(deelnemer), {"versie": 1, "b1": "50"})

    assert antwoord.status_code == 409
    assert "daar staat nu €\u00a030, jij typte €\u00a050." in antwoord.text
    assert 'value="50"' in antwoord.text
    assert Verdeling.objects.get().bedrag == 30


def test_een_kolom_is_van_het_lid_tot_de_vergadering(client):
    ronde = maak_ronde(leden=3)
    een, twee, drie = ronde.deelnemers.all()
    vul(een, {1: 30})
    vul(twee, {1: 30}, door=ronde.leden[2])

    def mag(nr, deelnemer):
        return meld_aan(client, ronde.leden[nr]).get(kolompad(deelnemer)).status_code

    assert [mag(1, een), mag(2, een)] == [403, 403]  # filled in by the member
    assert [mag(0, twee), mag(1, twee), mag(2, twee)] == [403, 200, 200]  # entered by the third
    assert mag(0, drie) == 200  # still empty: to enter from paper
    Verdeelronde.objects.update(status="vergadering")
    assert [mag(1, een), mag(0, twee)] == [200, 200]


def test_een_lid_zonder_account_laat_invoeren(client):
    regels = maak_ronderegels()
    pot = maak_pot(regels, 100)
    partner = regels.regeling.mandaten.get(gebied=pot.gebied).partner
    lid = maak_lid(partner, rol="werkgroep", naam="Bep Papier", kanaal="telefoon")
    lid.gebruiker = None
    lid.save()
    ronde = maak_ronde(pot=pot, leden=1)
    deelnemer = ronde.deelnemers.get(lid=lid)
    meld_aan(client, ronde.leden[0])

    tekst = client.get(kolompad(deelnemer)).text
    client.post(kolompad(deelnemer), {"versie": 1, "b1": "60", "klaar": "1"})

    deelnemer.refresh_from_db()
    assert "data-enter-volgende" in tekst
    assert (deelnemer.klaar_op is not None, deelnemer.ingevoerd_door) == (True, ronde.leden[0])


def test_wie_wat_mag(client):
    ronde = maak_ronde()
    mensen = {
        "werkgroep": ronde.leden[0],
        "bestuur": maak_teamlid(ronde.spelregels.gebied, "bestuur"),
        "penningmeester": maak_teamlid(ronde.spelregels.gebied, "penningmeester"),
        "buiten": maak_gebruiker(),
    }
    paden = [pad(ronde), pad(ronde, "ronde_data"), pad(ronde, "ronde_vergaderen")]

    def antwoorden(wie):
        return [meld_aan(client, mensen[wie]).get(p).status_code for p in paden]

    assert {wie: antwoorden(wie) for wie in mensen} == {
        "werkgroep": [200, 200, 200],
        "bestuur": [200, 403, 403],
        "penningmeester": [200, 403, 403],
        "buiten": [403, 403, 403],
    }
    Verdeelronde.objects.update(status="vergadering")
    Rondepost.objects.update(berekend=0)
    paden = [
        pad(ronde, naam)
        for naam in ("ronde_vergadering", "ronde_afwijzen", "ronde_bevestigen", "ronde_proef")
    ]
    assert {wie: antwoorden(wie) for wie in mensen} == {
        "werkgroep": [200, 200, 200, 200],
        "bestuur": [200, 403, 200, 200],
        "penningmeester": [200, 403, 403, 200],
        "buiten": [403, 403, 403, 403],
    }
    meld_aan(client, mensen["bestuur"])
    assert client.post(paden[0], {"versie": 1}).status_code == 403
    assert client.post(pad(ronde, "ronde_hertellen"), {"versie": 1}).status_code == 403


def test_een_ronde_beginnen_en_de_datums_veranderen(client):
    pot = maak_pot(maak_ronderegels(sluit_op=localdate()), None)
    maak_ontvangen(pot)
    lid = maak_teamlid(pot.gebied)
    args = [pot.gebied.slug, pot.jaar]
    beginnen = reverse("buurtbudget:ronde_beginnen", args=args)
    meld_aan(client, lid)
    assert "De ronde beginnen" in client.get(reverse("buurtbudget:ronde", args=args)).text

    velden = {"klaar_voor": "03-03-2027", "vergadering_op": "04-03-2027", "proefbedrag": "20.000"}
    antwoord = client.post(beginnen, velden)
    assert (antwoord.status_code, "Aanvragen kan nog" in antwoord.text) == (422, True)


def test_datums_in_de_verkeerde_volgorde(client):
    ronde = maak_ronde()
    meld_aan(client, ronde.leden[0])
    velden = {"versie": 1, "klaar_voor": "04-03-2027", "vergadering_op": "03-03-2027"}

    antwoord = client.post(pad(ronde, "ronde_data"), velden)
    assert (antwoord.status_code, "Kies een dag op of na" in antwoord.text) == (422, True)

    goed = client.post(pad(ronde, "ronde_data"), velden | {"vergadering_op": "05-03-2027"})
    oud = client.post(pad(ronde, "ronde_data"), velden | {"vergadering_op": "06-03-2027"})
    assert (goed.status_code, oud.status_code) == (302, 409)


def test_zonder_ronde_in_de_regels_is_er_geen_ronde(client):
    pot = maak_pot(maak_spelregels())
    meld_aan(client, maak_teamlid(pot.gebied))
    args = [pot.gebied.slug, pot.jaar]

    assert "één voor één" in client.get(reverse("buurtbudget:ronde", args=args)).text
    assert (
        client.get(reverse("buurtbudget:ronde_bundel", args=args)).status_code,
        client.get(reverse("buurtbudget:ronde", args=[pot.gebied.slug, 1999])).status_code,
    ) == (404, 404)


def test_wie_niet_klaar_is_wordt_aangevinkt(client):
    ronde = maak_ronde()
    een, twee = ronde.deelnemers.all()
    vul(een, {1: 60, 2: 40})
    ronde.refresh_from_db()
    meld_aan(client, ronde.leden[0])

    zonder = client.post(pad(ronde, "ronde_vergaderen"), {"versie": ronde.versie})
    met = client.post(pad(ronde, "ronde_vergaderen"), {"versie": ronde.versie, "zonder": [twee.pk]})

    assert (zonder.status_code, met.headers["Location"]) == (422, pad(ronde, "ronde_vergadering"))
    assert "Nog niet klaar: Lid 2." in zonder.text


def test_van_de_vergadering_naar_de_uitslag(client):
    ronde = maak_vergadering(kolommen=[{1: 60}, {1: 60}], gevraagd=[100, 100])
    grond = geef_gronden(ronde, ronde.leden[0]).posten.last().grond
    ronde.refresh_from_db()
    meld_aan(client, ronde.leden[0])

    velden = {"versie": ronde.versie, "b1": "55", "b2": "0", "r1": "De tent is te leen."}
    zonder = client.post(pad(ronde, "ronde_vergadering"), velden | {"r1": ""})
    assert (zonder.status_code, "Dit komt in de brief." in zonder.text) == (422, True)
    verder = client.post(pad(ronde, "ronde_vergadering"), velden | {"verder": "1"})
    assert verder.headers["Location"] == pad(ronde, "ronde_afwijzen")

    ronde.refresh_from_db()
    velden = {"versie": ronde.versie, "g2": grond.pk, "t2": "Volgend jaar weer."}
    assert client.post(pad(ronde, "ronde_afwijzen"), velden | {"g2": ""}).status_code == 422
    verder = client.post(pad(ronde, "ronde_afwijzen"), velden)
    assert verder.headers["Location"] == pad(ronde, "ronde_bevestigen")

    ronde.refresh_from_db()
    assert "Bevestig 2 besluiten" in client.get(pad(ronde, "ronde_bevestigen")).text
    for _ in range(2):  # twice the same button
        antwoord = client.post(
            pad(ronde, "ronde_bevestigen"), {"versie": ronde.versie}, follow=True
        )
        assert antwoord.redirect_chain[-1][0] == pad(ronde, "ronde_uitslag")
    assert Bericht.objects.filter(soort__in=["bb_toegekend", "bb_afgewezen"]).count() == 2
    assert "2 per mail" in antwoord.text
    kolom = client.get(kolompad(ronde.deelnemers.last())).text  # stays to be read, by the team
    assert "€\u00a060" in kolom
    assert "Nog te verdelen" not in kolom


def test_wie_een_belang_heeft_leest_dat_een_ander_bevestigt(client):
    ronde = maak_vergadering()
    meld_belang(posten(ronde)[0].aanvraag, lid=ronde.deelnemers.first().lid, door=ronde.leden[0])

    teksten = [
        meld_aan(client, lid).get(pad(ronde, "ronde_bevestigen")).text for lid in ronde.leden
    ]

    assert ["heb jij een belang" in tekst for tekst in teksten] == [True, False]


def test_de_vergadering_houdt_wat_je_typte_als_een_ander_net_bewaarde(client):
    ronde = maak_vergadering()
    meld_aan(client, ronde.leden[0])
    velden = {"versie": ronde.versie, "b1": "50", "b2": "40", "r1": "Minder."}
    client.post(pad(ronde, "ronde_vergadering"), velden)

    antwoord = client.post(pad(ronde, "ronde_vergadering"), velden | {"b1": "45"})

    assert antwoord.status_code == 409
    assert "daar staat nu €\u00a050, jij typte €\u00a045." in antwoord.text


def test_rekenen_met_een_ander_bedrag_verandert_niets(client):
    ronde = maak_vergadering()
    meld_aan(client, ronde.leden[0])

    tekst = client.get(pad(ronde, "ronde_proef"), {"bedrag": "50"}).text

    assert "Over voor de vergadering: €\u00a00." in tekst
    assert [post.berekend for post in posten(ronde)] == [60, 40]
    for vreemd in ["\x00", "", "veel", "9" * 400]:
        assert client.get(pad(ronde, "ronde_proef"), {"bedrag": vreemd}).status_code == 422


def test_een_aanvraag_lezen_op_nummer(client):
    ronde = maak_ronde()
    deelnemer = ronde.deelnemers.first()
    meld_belang(posten(ronde)[1].aanvraag, lid=deelnemer.lid, door=ronde.leden[0])
    meld_aan(client, ronde.leden[0])

    eerste, tweede, weg = (
        client.get(pad(ronde, "ronde_lezen"), {"nr": nr}) for nr in ("1", "2", "x\x00")
    )

    assert "Springkussen" in eerste.text
    assert "Anneke" not in eerste.text
    assert "belang" in tweede.text
    assert "Springkussen" not in tweede.text
    assert weg.status_code == 404


def test_wie_niet_verdeelt_leest_ook_niet_over_een_eigen_belang(client):
    ronde = maak_ronde()
    penningmeester = maak_teamlid(ronde.wijkbudget.gebied, "penningmeester")
    lid = Lidmaatschap.objects.get(gebruiker=penningmeester)
    meld_belang(posten(ronde)[0].aanvraag, lid=lid, door=penningmeester)
    meld_aan(client, penningmeester)

    dicht, open_ = (client.get(pad(ronde, "ronde_lezen"), {"nr": nr}) for nr in ("1", "2"))

    assert "Springkussen" not in dicht.text
    assert "Springkussen" in open_.text


def lees_pdf(antwoord, tmp_path):
    (tmp_path / "x.pdf").write_bytes(antwoord.content)
    return PdfReader(tmp_path / "x.pdf")


def test_de_bundel_heeft_een_bladzijde_per_aanvraag_en_geen_adres(client, tmp_path):
    ronde = maak_ronde()
    lid = ronde.deelnemers.first().lid
    meld_belang(posten(ronde)[1].aanvraag, lid=lid, door=ronde.leden[0])

    heel = lees_pdf(meld_aan(client, ronde.leden[1]).get(pad(ronde, "ronde_bundel")), tmp_path)
    deel = lees_pdf(meld_aan(client, ronde.leden[0]).get(pad(ronde, "ronde_bundel")), tmp_path)

    assert (len(heel.pages), len(deel.pages)) == (3, 2)
    assert heel.trailer["/Root"]["/MarkInfo"]["/Marked"].value
    tekst = "".join(bladzijde.extract_text() for bladzijde in heel.pages)
    assert posten(ronde)[1].aanvraag.titel in tekst
    assert "Anneke" not in tekst
    assert "ontbreekt nummer 2" in deel.pages[0].extract_text()


def test_een_lange_aanvraag_blijft_op_een_bladzijde(client, tmp_path):
    ronde = maak_ronde(gevraagd=[100])
    aanvraag = posten(ronde)[0].aanvraag
    aanvraag.tekst = "Wij willen graag een feest voor de hele straat. " * 62
    aanvraag.save()

    pdf = lees_pdf(meld_aan(client, ronde.leden[0]).get(pad(ronde, "ronde_bundel")), tmp_path)

    assert len(pdf.pages) == 2


def test_64_regels_staan_op_drie_liggende_vellen(client, tmp_path):
    ronde = maak_ronde(gevraagd=[100] * 64, leden=1)
    meld_aan(client, ronde.leden[0])

    pdf = lees_pdf(client.get(pad(ronde, "ronde_verdeelstaat")), tmp_path)
    elk = client.get(pad(ronde, "ronde_verdeelstaat"), {"lid": "alle"})
    niemand = client.get(pad(ronde, "ronde_verdeelstaat"), {"lid": "x"})

    assert (len(pdf.pages), niemand.status_code) == (3, 404)
    assert pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height
    assert "Lid 1" in lees_pdf(elk, tmp_path).pages[0].extract_text()


def vragen_van(client, django_assert_num_queries, adres, aantal):
    with django_assert_num_queries(aantal):
        assert client.get(adres).status_code == 200


@pytest.mark.parametrize("regels", [1, 3])
def test_een_kolom_kost_negen_vragen(client, django_assert_num_queries, regels):
    ronde = maak_ronde(gevraagd=[100] * regels)
    meld_aan(client, ronde.leden[0])

    vragen_van(client, django_assert_num_queries, kolompad(ronde.deelnemers.first()), 9)


def test_het_overzicht_noemt_leden_in_hun_volgorde(client):
    ronde = maak_ronde(leden=3)
    for deelnemer in reversed(ronde.deelnemers.all()):
        vul(deelnemer, {1: 10}, klaar=deelnemer.volgorde != 2)

    antwoord = meld_aan(client, ronde.leden[0]).get(pad(ronde))

    leden = antwoord.context["stand"].deelnemers
    assert [(d.lid.naam, d.ingevuld, bool(d.klaar_op)) for d in leden] == [
        ("Lid 1", 1, True),
        ("Lid 2", 1, False),
        ("Lid 3", 1, True),
    ]


@pytest.mark.parametrize("leden", [1, 3])
def test_het_overzicht_kost_evenveel_vragen_met_meer_leden(
    client, django_assert_num_queries, leden
):
    ronde = maak_ronde(gevraagd=[100] * leden, leden=leden)
    meld_aan(client, ronde.leden[0])

    vragen_van(client, django_assert_num_queries, pad(ronde), 9)


@pytest.mark.parametrize("regels", [1, 3])
def test_de_vergadering_kost_negen_vragen(client, django_assert_num_queries, regels):
    kolom = dict.fromkeys(range(1, regels + 1), 10)
    ronde = maak_vergadering(gevraagd=[100] * regels, kolommen=[kolom] * regels)
    meld_aan(client, ronde.leden[0])

    vragen_van(client, django_assert_num_queries, pad(ronde, "ronde_vergadering"), 9)
