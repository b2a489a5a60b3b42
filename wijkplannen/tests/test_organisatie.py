from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.contact import draag_over
from wijkplannen.actions.frame import beeindig
from wijkplannen.models import Deelname, Inzet, Voortgang
from wijkplannen.tests.maken import maak_inzet, maak_online_plan, meld
from wijkplannen.tests.maken_volgen import ingevuld, maak_seintje, maak_stil, pad

pytestmark = pytest.mark.django_db
ORGANISATIE = reverse("wijkplannen:organisatie")
OVERDRAGEN = reverse("wijkplannen:overdragen")


@pytest.fixture
def lid(client):
    """Somebody of a partner is at the screen."""
    lid = maak_lid()
    client.force_login(lid.gebruiker)
    return lid


def vul_in(client, adres=ORGANISATIE, klopt="", **anders):
    return client.post(adres, ingevuld(client.get(adres), **anders) | {"klopt": klopt})


# --- the lines --------------------------------------------------------------------------------


def test_alle_regels_van_de_organisatie_over_alle_wijken_en_van_geen_ander(client, lid):
    een, twee = (maak_stil(lid.partner)[0] for _ in range(2))
    maak_stil()

    wijken = client.get(ORGANISATIE).context["wijken"]

    assert {regel.inzet for wijk in wijken for regel in wijk.regels} == {een, twee}
    assert [wijk.te_bevestigen for wijk in wijken] == [1, 1]


def test_alles_klopt_nog_geldt_voor_alle_wijken_of_voor_een(client, lid):
    een, twee = (maak_stil(lid.partner)[0] for _ in range(2))

    vul_in(client, klopt=een.doel.plan.gebied.slug)
    assert list(Voortgang.objects.values_list("inzet", "door", "namens")) == [
        (een.pk, lid.gebruiker.pk, lid.partner.pk)
    ]
    vul_in(client, klopt="alles")
    assert (een.voortgang.count(), twee.voortgang.count()) == (2, 1)


def test_enkele_regels_veranderen_in_een_formulier(client, lid):
    een, twee, drie = maak_stil(lid.partner, aantal=3)

    antwoord = vul_in(
        client,
        **{
            een.activiteit.titel: {"stand": "uitgevoerd", "zin": "Klaar."},
            twee.activiteit.titel: {"zin": "Begint in maart."},
        },
    )

    assert antwoord.status_code == 302
    assert set(Voortgang.objects.values_list("inzet", "stand", "zin")) == {
        (een.pk, "uitgevoerd", "Klaar."),
        (twee.pk, "gepland", "Begint in maart."),
    }


def test_wat_uit_beeld_is_gefilterd_wordt_niet_bevestigd(client, lid):
    een, twee = (maak_stil(lid.partner)[0] for _ in range(2))

    vul_in(client, f"{ORGANISATIE}?wijk={een.doel.plan.gebied.slug}&stand=gepland", "alles")

    assert (een.voortgang.count(), twee.voortgang.count()) == (1, 0)


@pytest.mark.parametrize("vraag", ["?stand=bestaat-niet", "?wijk=%00", "?wijk=nergens"])
def test_een_vreemd_filter_is_geen_fout(client, lid, vraag):
    maak_stil(lid.partner)
    assert client.get(ORGANISATIE + vraag).status_code == 200


def test_wat_klaar_of_afgewezen_is_staat_er_zonder_vraag(client, lid):
    een, twee, drie = maak_stil(lid.partner, aantal=3)
    meld(een, "uitgevoerd")
    twee.activiteit.__class__.objects.filter(pk=twee.activiteit.pk).update(
        toezegging="afgewezen", reden="Geen mensen.", gezegd_op=twee.bijgewerkt_op
    )

    context = client.get(ORGANISATIE).context

    assert list(context["form"].forms) == [drie.pk]
    assert len(context["inzetten"]) == 3


def test_een_regel_bij_een_doel_dat_ophield_staat_er_niet(client, lid):
    inzet = maak_stil(lid.partner)[0]
    beeindig(inzet.doel, versie=inzet.doel.versie, door=maak_gebruiker())
    assert client.get(ORGANISATIE).context["inzetten"] == []


def test_een_zin_met_een_vreemd_teken_of_te_lang_geeft_een_fout(client, lid):
    inzet = maak_stil(lid.partner)[0]

    for zin in ("x" * 301, "nul\x00"):
        antwoord = vul_in(client, **{inzet.activiteit.titel: {"zin": zin}})
        assert antwoord.status_code == 422

    assert Voortgang.objects.count() == 0


def test_een_stap_die_er_niet_is_geeft_een_zin(client, lid):
    inzet = maak_stil(lid.partner)[0]
    meld(inzet)

    antwoord = vul_in(client, **{inzet.activiteit.titel: {"stand": "gepland"}})

    assert antwoord.status_code == 422
    assert "Kies daarna niet ‘gepland’." in antwoord.content.decode()


def test_wie_tegelijk_meldt_krijgt_beide_teksten_terug(client, lid):
    inzet = maak_stil(lid.partner)[0]
    velden = ingevuld(client.get(ORGANISATIE), **{inzet.activiteit.titel: {"zin": "Mijn zin."}})
    meld(inzet, "doorlopend", "De zin van een ander.")

    antwoord = client.post(ORGANISATIE, velden | {"klopt": ""})

    html = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "De zin van een ander." in html
    assert "Mijn zin.</textarea>" in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_bladzijde_kost_zes_query_s(client, lid, aantal, django_assert_num_queries):
    for _ in range(aantal):
        maak_stil(lid.partner, aantal=aantal)
        deelname(lid.partner)

    with django_assert_num_queries(6):
        # session, person, rights, organisations, lines, what they were put down for
        client.get(ORGANISATIE)


def test_wie_nergens_bij_hoort_komt_er_niet_in(client):
    client.force_login(maak_gebruiker())
    assert client.get(ORGANISATIE).status_code == 403


# --- yes or no --------------------------------------------------------------------------------


def deelname(partner):
    inzet = maak_stil()[0]
    return Deelname.objects.create(activiteit=inzet.activiteit, partner=partner)


def antwoord_op(bladzijde, **velden):
    """What a browser sends of the first question on the page."""
    form = bladzijde.context["vragen"][0].form
    eigen = {"versie": form["versie"].value()} | velden
    return {form.add_prefix(naam): w for naam, w in eigen.items()} | {"toezegging": form.prefix}


@pytest.mark.parametrize("via", ["organisatie", "seintje"])
def test_een_open_toezegging_krijgt_een_antwoord(client, lid, via):
    adres = ORGANISATIE
    if via == "seintje":
        adres = pad(maak_seintje(maak_stil(lid.partner)[0]))
        Inzet.objects.get().activiteit.__class__.objects.update(
            toezegging="bevestigd", gezegd_op="2026-01-01T10:00Z"
        )
        client.logout()
    rij = deelname(lid.partner)

    zonder_reden = client.post(adres, antwoord_op(client.get(adres), antwoord="afgewezen"))
    assert zonder_reden.status_code == 422
    assert "Schrijf in één zin waarom niet." in zonder_reden.content.decode()

    velden = antwoord_op(client.get(adres), antwoord="afgewezen", reden="Geen mensen.")
    for _ in range(2):  # the second tap finds no question any more
        assert client.post(adres, velden).status_code == 302

    rij.refresh_from_db()
    wie = lid.gebruiker if via == "organisatie" else None
    assert (rij.toezegging, rij.reden, rij.gezegd_door) == ("afgewezen", "Geen mensen.", wie)
    assert (rij.gezegd_via is not None) == (via == "seintje")


def test_een_activiteit_die_net_veranderde_vraagt_opnieuw(client, lid):
    rij = deelname(lid.partner)
    velden = antwoord_op(client.get(ORGANISATIE), antwoord="afgewezen", reden="Geen mensen.")
    rij.activiteit.__class__.objects.filter(pk=rij.activiteit.pk).update(versie=2)

    antwoord = client.post(ORGANISATIE, velden)

    assert antwoord.status_code == 409
    assert "Geen mensen.</textarea>" in antwoord.content.decode()
    nieuw = antwoord_op(antwoord, antwoord="afgewezen", reden="Geen mensen.")
    assert client.post(ORGANISATIE, nieuw).status_code == 302


# --- to a colleague ---------------------------------------------------------------------------


def test_een_activiteit_gaat_naar_een_collega_en_terug_naar_iedereen(client, lid):
    activiteit = maak_stil(lid.partner)[0].activiteit
    collega = maak_lid(lid.partner)

    for wie, was in ((collega.pk, ""), ("", collega.pk)):
        velden = {f"wie{activiteit.pk}": wie, f"was{activiteit.pk}": was}
        assert client.post(OVERDRAGEN, velden).status_code == 302
        activiteit.refresh_from_db()
        assert activiteit.contact_id == (wie or None)


def test_een_vreemde_collega_is_er_niet(client, lid):
    activiteit = maak_stil(lid.partner)[0].activiteit
    velden = {f"wie{activiteit.pk}": maak_lid().pk}

    assert client.post(OVERDRAGEN, velden).status_code == 422

    with pytest.raises(RegelGeschonden):
        draag_over(activiteit, contact=maak_lid(), gelezen=None)


def test_wat_net_is_overgedragen_blijft_zo(client, lid):
    activiteit = maak_stil(lid.partner)[0].activiteit
    een, twee = maak_lid(lid.partner), maak_lid(lid.partner)
    draag_over(activiteit, contact=een, gelezen=None)

    velden = {f"wie{activiteit.pk}": twee.pk, f"was{activiteit.pk}": ""}
    antwoord = client.post(OVERDRAGEN, velden, follow=True)

    assert f"ging net al naar {een.naam}" in antwoord.content.decode()
    with pytest.raises(Verouderd):
        draag_over(activiteit, contact=twee, gelezen=None)


@pytest.mark.parametrize("aantal", [1, 3])
def test_overdragen_kost_zes_query_s(client, lid, aantal, django_assert_num_queries):
    maak_stil(lid.partner, aantal=aantal)
    for _ in range(aantal):
        maak_lid(lid.partner)

    with django_assert_num_queries(6):  # session, person, rights, organisations, people, activities
        client.get(OVERDRAGEN)


def test_een_activiteit_in_drie_wijken_staat_er_een_keer(client, lid):
    inzet = maak_inzet(maak_online_plan().doelen.get(), trekker=lid.partner)
    for _ in range(2):
        Inzet.objects.create(
            activiteit=inzet.activiteit,
            doel=maak_online_plan().doelen.get(),
            bijgewerkt_op=inzet.bijgewerkt_op,
        )
    assert len(client.get(OVERDRAGEN).context["form"].activiteiten) == 1
    assert len(client.get(ORGANISATIE).context["inzetten"]) == 3


def test_een_lid_van_twee_organisaties_ziet_beide(client, lid):
    ander = maak_partner()
    maak_lid(ander, lid.gebruiker)
    regels = {maak_stil(lid.partner)[0], maak_stil(ander)[0]}
    assert set(client.get(ORGANISATIE).context["inzetten"]) == regels


# --- the account ------------------------------------------------------------------------------

VERSLAG = reverse("wijkplannen:organisatie_verslag")
PERIODE = "?van=2026-01-01&tot=2026-06-30"


@pytest.fixture
def verslag(lid):
    """Two lines of one activity with costs, one report in the period and one after it."""
    een = maak_stil(lid.partner)[0]
    een.activiteit.kosten, een.activiteit.bron_van_geld = Decimal(1500), "Gemeente"
    een.activiteit.save()
    maak_plaats(een)
    maak_stil(lid.partner)
    meld(een, "in_uitvoering", "De eerste les was vol.", nu=datetime(2026, 6, 30, 20, tzinfo=UTC))
    een.refresh_from_db()
    meld(een, "uitgevoerd", "Klaar.", nu=datetime(2026, 7, 1, 10, tzinfo=UTC))
    return een


def maak_plaats(inzet):
    return plaats(inzet.activiteit, doel=maak_online_plan().doelen.get())


def test_het_verslag_telt_tot_en_met_de_laatste_dag(client, lid, verslag):
    gelezen = client.get(VERSLAG + PERIODE).context["verslag"]

    assert [(r.stand, [m.zin for m in r.nieuws]) for r in gelezen.regels if r.inzet == verslag] == [
        ("in_uitvoering", ["De eerste les was vol."])
    ]
    assert (len(gelezen.per_wijk), gelezen.zonder_kosten) == (3, 1)
    assert gelezen.kosten_samen == 1500  # in two wijken, and counted once


def test_het_verslag_is_er_in_word_pdf_en_excel(client, lid, verslag):
    naam = verslag.activiteit.titel
    bestanden = {
        soort: client.get(reverse(f"wijkplannen:organisatie_{soort}") + PERIODE).content
        for soort in ("docx", "pdf", "xlsx")
    }

    woorden = [alinea.text for alinea in Document(BytesIO(bestanden["docx"])).paragraphs]
    assert f"{naam}: 30 juni 2026: in uitvoering. De eerste les was vol." in woorden
    lezer = PdfReader(BytesIO(bestanden["pdf"]))
    assert lezer.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "De eerste les was vol." in " ".join(lezer.pages[0].extract_text().split())
    bladen = load_workbook(BytesIO(bestanden["xlsx"]))
    assert bladen["Gemeld"]["C2"].value == naam
    assert 1500 in [cel.value for cel in bladen["Activiteiten"]["H"]]


@pytest.mark.parametrize("soort", ["verslag", "docx", "pdf", "xlsx"])
@pytest.mark.parametrize("vraag", ["?van=gisteren&tot=", "?van=2026-06-30&tot=2026-01-01"])
def test_een_periode_die_niet_kan_geeft_een_fout(client, lid, soort, vraag):
    antwoord = client.get(reverse(f"wijkplannen:organisatie_{soort}") + vraag)
    assert antwoord.status_code == 422


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_verslag_kost_zes_query_s(client, lid, aantal, django_assert_num_queries):
    for _ in range(aantal):
        meld(maak_stil(lid.partner)[0])

    with django_assert_num_queries(6):  # session, person, rights, organisations, lines, reports
        client.get(VERSLAG)


def test_zonder_regels_is_er_een_leeg_verslag(client, lid):
    assert "nog geen activiteit van ons" in client.get(VERSLAG).content.decode()
    assert client.get(reverse("wijkplannen:organisatie_pdf")).status_code == 200
