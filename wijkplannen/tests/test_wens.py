"""The pages of a resident: who may react when, and what is kept."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils.timezone import localdate

from berichten.models import Bericht
from wijkplannen.loket import lees_loket
from wijkplannen.models import Inbreng, Inzender
from wijkplannen.sleutels import geheim, link
from wijkplannen.tests.maken import maak_doel, maak_online_plan, maak_plan
from wijkplannen.tests.maken_inbreng import MAIL, maak_bijeenkomst, maak_inbreng, maak_manager

pytestmark = pytest.mark.django_db
TEKST = "Graag een bankje bij de vijver."


def dagen(van, tot):
    return DateRange(localdate() + timedelta(van), localdate() + timedelta(tot))


@pytest.fixture
def plan():
    """Open for reactions: since yesterday, until and including tomorrow."""
    return maak_online_plan(inbreng=dagen(-1, 2))


def adres(plan_of_gebied, naam="wens_schrijven"):
    gebied = getattr(plan_of_gebied, "gebied", plan_of_gebied)
    return reverse(f"wijkplannen:{naam}", args=[gebied.slug])


def stuur(client, plan, vraag="", **velden):
    data = {"uuid": str(uuid4()), "tekst": TEKST, "kanaal": "niet"} | velden
    return client.post(adres(plan) + vraag, data)


def test_eerst_de_vraag_of_er_iets_kapot_is_en_daarvan_blijft_niets(client, plan):
    begin = client.get(adres(plan, "wens")).content.decode()
    melden = client.get(adres(plan, "wens_melden"))

    assert adres(plan, "wens_melden") in begin
    assert "melding openbare ruimte" in melden.content.decode()
    assert (Inbreng.objects.count(), melden.cookies) == (0, {})


@pytest.mark.parametrize(
    ("kanaal", "velden", "status"),
    [
        ("niet", {}, "nieuw"),
        ("mail", {"email": "ik@voorbeeld.example"}, "onbevestigd"),
        ("telefoon", {"telefoon": "033 000 01 23"}, "nieuw"),
        ("post", {"adres": "Voorbeeldstraat 1\r\n3800 AA Amersfoort"}, "nieuw"),
    ],
)
def test_reageren_zonder_account_en_zonder_cookie(client, plan, kanaal, velden, status):
    antwoord = stuur(client, plan, kanaal=kanaal, **velden)

    inbreng = Inbreng.objects.get()
    assert antwoord.url == f"{adres(plan, 'wens_bedankt')}?antwoord={kanaal}"
    assert antwoord.cookies == {}
    assert (inbreng.status, inbreng.plan, inbreng.tekst) == (status, plan, TEKST)
    assert Inzender.objects.count() == (kanaal != "niet")


def test_alleen_wat_bij_het_gekozen_kanaal_hoort_wordt_bewaard(client, plan):
    stuur(
        client,
        plan,
        kanaal="telefoon",
        telefoon="033 000 01 23",
        email="geen adres",
        adres="Voorbeeldstraat 1",
    )

    wie = Inzender.objects.get()
    assert (wie.telefoon, wie.email, wie.adres) == ("033 000 01 23", "", "")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"tekst": ""}, "Schrijf op wat je wenst of vindt."),
        ({"tekst": "Ja"}, "Schrijf iets meer"),
        ({"tekst": "a\x00b" * 9}, "Hier staat een teken"),
        ({"tekst": "x" * 2001}, "Maak je tekst korter"),
        ({"tekst": "http://a.example en https://b.example"}, "hooguit één link"),
        ({"kanaal": ""}, "Kies of je wilt horen"),
        ({"kanaal": "mail"}, "Vul je e-mailadres in"),
        ({"kanaal": "post"}, "Vul in naar welk adres"),
        ({"kanaal": "telefoon", "telefoon": "bel maar"}, "Vul een telefoonnummer in"),
        ({"over": "onzin"}, "Kies een antwoord uit de lijst."),
        ({"uuid": "onzin"}, "Er ging iets mis"),
        ({"leeg_laten": "Koop nu"}, "veld dat leeg moet zijn"),
    ],
)
def test_wat_niet_past_krijgt_een_zin_en_blijft_staan(client, plan, velden, zin):
    antwoord = stuur(client, plan, **velden)

    assert (antwoord.status_code, Inbreng.objects.count()) == (422, 0)
    assert zin in antwoord.content.decode()
    if "tekst" not in velden:
        assert TEKST in antwoord.content.decode()


def test_een_doel_van_het_plan_kan_erbij(client, plan):
    doel = plan.doelen.get()
    maak_doel(plan, titel="Nog niet online")

    pagina = client.get(f"{adres(plan)}?over={doel.uuid}")
    stuur(client, plan, over=str(doel.uuid))

    assert pagina.context["form"]["over"].value() == str(doel.uuid)
    assert "Nog niet online" not in pagina.content.decode()
    assert Inbreng.objects.get().over == doel


def test_dubbel_klikken_stuurt_een_keer(client, plan):
    uuid = str(uuid4())

    eerste, tweede = (stuur(client, plan, uuid=uuid) for _ in range(2))
    anders = stuur(client, plan, uuid=uuid, tekst="Toch liever een boom.")

    assert (eerste.status_code, tweede.status_code, anders.status_code) == (302, 302, 422)
    assert Inbreng.objects.count() == 1


def test_een_vloed_van_een_adres_stopt(client, plan):
    for _ in range(40):
        stuur(client, plan)

    laatste = stuur(client, plan)

    assert (laatste.status_code, Inbreng.objects.count()) == (422, 40)
    assert "Wacht een uur" in laatste.content.decode()


def test_een_postvak_van_een_ander_loopt_niet_vol(client, plan):
    velden = {"kanaal": "mail", "email": "ander@voorbeeld.example"}

    codes = [stuur(client, plan, **velden).status_code for _ in range(6)]

    assert codes == [302] * 5 + [422]
    assert Bericht.objects.count() == 5


# --- open and closed --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periode", "is_open", "opent_over"),
    [
        ((-3, 0), False, None),
        ((-3, 1), True, None),
        ((0, 3), True, None),
        ((1, 3), False, 1),
        (None, False, None),
    ],
    ids=["voorbij", "laatste dag", "eerste dag", "morgen", "geen periode"],
)
def test_een_plan_is_open_in_zijn_periode(client, periode, is_open, opent_over):
    plan = maak_online_plan(inbreng=periode and dagen(*periode))
    opent_op = opent_over and localdate() + timedelta(opent_over)

    loket = lees_loket(plan.gebied)
    antwoord = stuur(client, plan)

    assert (loket.is_open, loket.opent_op) == (is_open, opent_op)
    assert antwoord.status_code == (302 if is_open else 409)
    assert Inbreng.objects.exists() is is_open


def test_wie_te_laat_verstuurt_krijgt_zijn_tekst_terug(client):
    plan = maak_online_plan()

    html = stuur(client, plan).content.decode()

    assert "Je tekst is niet verstuurd" in html
    assert TEKST in html


@pytest.mark.parametrize(
    ("dagen", "velden", "is_open"),
    [
        (1, {}, False),
        (0, {}, True),
        (-7, {}, True),
        (-8, {}, False),
        (0, {"inbreng_open": False}, False),
        (0, {"afgelast_op": "2026-01-01T12:00Z"}, False),
    ],
)
def test_bij_een_bijeenkomst_kan_het_op_de_dag_en_zeven_dagen_erna(dagen, velden, is_open):
    bijeenkomst = maak_bijeenkomst(dagen=dagen, **{"inbreng_open": True} | velden)
    bijeenkomst.einde = bijeenkomst.begin + timedelta(seconds=1)
    bijeenkomst.save()

    loket = lees_loket(bijeenkomst.gebied, bij=str(bijeenkomst.uuid))

    assert loket.is_open is is_open
    assert lees_loket(bijeenkomst.gebied, bij="onzin").is_open is False


def test_een_reactie_bij_een_bijeenkomst_hoort_daarbij(client):
    bijeenkomst = maak_bijeenkomst(dagen=0, inbreng_open=True)

    stuur(client, bijeenkomst, vraag=f"?bij={bijeenkomst.uuid}")

    assert Inbreng.objects.get().bij == bijeenkomst


def test_een_plan_van_een_andere_wijk_opent_niets():
    maak_online_plan(inbreng=dagen(-1, 2))

    assert lees_loket(maak_plan().gebied).is_open is False


def test_een_wijk_die_er_niet_is_is_een_404(client):
    assert client.get("/wijken/nergens/wens/").status_code == 404


# --- confirming -------------------------------------------------------------------------------


def test_lezen_verandert_niets_en_de_knop_bevestigt(client):
    inbreng = maak_inbreng(bron="web", **MAIL)
    pad = reverse("wijkplannen:inbreng_bevestigen", args=[geheim(inbreng)])
    for methode in (client.get, client.head, client.get):
        methode(pad)
    inbreng.refresh_from_db()
    assert inbreng.status == "onbevestigd"

    antwoorden = [client.post(pad), client.post(pad)]

    inbreng.refresh_from_db()
    assert [antwoord.url for antwoord in antwoorden] == [pad, pad]
    assert (inbreng.status, inbreng.versie) == ("nieuw", 2)
    assert "is bevestigd" in client.get(pad).content.decode()


def test_de_link_staat_in_de_mail(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        inbreng = maak_inbreng(bron="web", **MAIL)

    assert link(inbreng) in mailoutbox[0].body


def test_een_link_die_niet_klopt_opent_niets(client):
    inbreng = maak_inbreng(bron="web", **MAIL)
    goed = geheim(inbreng)

    for fout in (goed[:-1], f"{goed}x", "onzin", goed.replace(".", "a.")):
        pad = reverse("wijkplannen:inbreng_bevestigen", args=[fout])
        assert client.post(pad).status_code == 404

    inbreng.refresh_from_db()
    assert inbreng.status == "onbevestigd"


# --- the page of the wijk ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("einde", "zin"),
    [(date(2037, 3, 2), "Reageren kan tot en met 1 maart 2037."), (None, "Reageren kan nu.")],
)
def test_de_wijkpagina_zegt_tot_wanneer_je_kunt_reageren(client, plan, einde, zin):
    plan.inbreng = DateRange(date(2020, 1, 1), einde)
    plan.save()

    html = client.get(plan.gebied.get_absolute_url()).content.decode()

    assert (zin in html, adres(plan, "wens") in html) == (True, True)
    assert client.get(adres(plan, "wens")).context["loket"].is_open


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_paginas_kosten_evenveel_queries_hoeveel_er_ook_is(
    client, django_assert_num_queries, aantal
):
    plan = maak_online_plan(doelen=aantal, inbreng=dagen(-1, 2))
    for _ in range(aantal - 1):
        maak_plan(gebied=plan.gebied, aankondiging="Volgt")

    with django_assert_num_queries(2):  # area, plans
        client.get(adres(plan))
    with django_assert_num_queries(20):  # of which the rate limit takes 14
        antwoord = stuur(client, plan)

    assert antwoord.status_code == 302


def test_niets_van_een_ander_is_te_lezen(client, plan):
    maak_inbreng(plan.gebied, tekst="Mijn buurman Jan drinkt", plan=plan)
    client.force_login(maak_manager(plan.gebied))

    for pad in (plan.gebied.get_absolute_url(), plan.get_absolute_url(), adres(plan, "wens")):
        assert "buurman Jan" not in client.get(pad).content.decode()
