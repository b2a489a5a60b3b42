"""The screens on which the board writes the rules."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.models import Beheerder, Spelregels
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_mandaat,
    maak_regeling,
    maak_spelregels,
    maak_teamlid,
)

pytestmark = pytest.mark.django_db
JAAR = 2027
GOED = {
    "versie": "0",
    "aantal": "0",
    "inname": "heel_jaar",
    "open_vanaf": "1-1-2027",
    "sluit_op": "31-12-2027",
    "vergaderdata": "",
    "werkwijze": "een_voor_een",
    "verdelen_voor": "",
    "uitslag_voor": "",
    "antwoord_weken": "6",
    "weken_vooruit": "8",
    "zelfde_jaar": "nee",
    "dit_kan": "Samen opruimen",
    "dit_kan_niet": "Vuurwerk",
    "eten_drinken": "ernaast",
    "vergoeding_vrijwilligers": "nee",
    "organisaties": "ja",
    "fysiek": "na_toestemming",
    "toestemming_vraagt": "werkgroep",
    "handtekeningen": "5",
    "handtekeningen_alleen_fysiek": "ja",
    "maximum": "1.500",
    "eigen_deel": "0",
    "stap": "5",
    "vier_ogen_vanaf": "",
    "tweede_betaler_vanaf": "",
    "terugval": "bestuur",
    "rest": "meenemen",
    "voorschot_deel": "50",
    "voorschot_vanaf": "400",
    "leverancier": "ja",
    "declareren_weken": "4",
    "vervalt_weken": "2",
    "betalen_dagen": "14",
    "foto_nodig": "ja",
    "contact_naam": "Joke Voorbeeld",
    "contact_taak": "Secretaris",
    "contact_telefoon": "033 – 000 04 56",
    "contact_bereikbaar": "Dinsdag, 19.00 tot 20.30 uur",
    "papier_adres": "Buurthuis, Plein 1",
    "bron": "",
}
SOORT = {
    "aantal": "1",
    "soort0-naam": "Straatfeest",
    "soort0-maximum": "400",
    "soort0-per": "straat",
    "soort0-fysiek": "nee",
    "soort0-deelpot": "wijkfeesten",
}


@pytest.fixture
def gebied():
    maak_regeling()
    mandaat = maak_mandaat(maak_budgetgebied())
    return mandaat.gebied


@pytest.fixture
def bestuur(gebied, client):
    gebruiker = maak_teamlid(gebied, "bestuur")
    client.force_login(gebruiker)
    return gebruiker


def adres(naam, gebied, *meer):
    return reverse(f"buurtbudget:{naam}", args=[gebied.slug, *meer])


def stuur(client, gebied, **anders):
    return client.post(adres("regels_bewerken", gebied, JAAR), GOED | anders)


def publiceer(client, gebied, zin="De eerste regels."):
    pagina = adres("regels_publiceren", gebied, JAAR)
    versie = Spelregels.objects.get(openbaar_op__isnull=True).versie
    return client.post(pagina, {"versie": versie, "wat_veranderd": zin})


def test_een_vrijwilliger_schrijft_regels_op_en_zet_ze_online(client, gebied, bestuur):
    assert stuur(client, gebied, **SOORT).status_code == 302
    nakijken = client.get(adres("regels_publiceren", gebied, JAAR)).content.decode()
    antwoord = publiceer(client, gebied)

    assert "Samen opruimen" in nakijken
    assert antwoord.status_code == 302
    regels = Spelregels.objects.actueel().get()
    assert (regels.maximum, regels.voorschot_deel, regels.zelfde_jaar) == (1500, 50, False)
    assert regels.handtekeningen_alleen_fysiek is True
    assert [(c.naam, c.maximum, c.per) for c in regels.categorieen.all()] == [
        ("Straatfeest", 400, "straat")
    ]


def test_bewaren_leest_terug_wat_er_bewaard_is(client, gebied, bestuur):
    stuur(client, gebied, **SOORT)

    tekst = client.get(adres("regels_bewerken", gebied, JAAR)).content.decode()

    for waarde in ("1500", "31-12-2027", "Straatfeest", "033 – 000 04 56"):
        assert f'value="{waarde}"' in tekst
    assert stuur(client, gebied, versie="1", **SOORT).status_code == 302
    assert Spelregels.objects.get().versie == 2


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"sluit_op": "1-12-2026", "open_vanaf": "2-12-2026"}, "na de eerste dag"),
        ({"sluit_op": "1-12-2029"}, "Deze regels zijn voor 2027"),
        ({"werkwijze": "verdeelronde"}, "hoort één sluitingsdatum"),
        (
            {"werkwijze": "verdeelronde", "inname": "sluitingsdatum"},
            "Vul bij een verdeelronde de dag waarop de leden klaar zijn in.",
        ),
        (
            {
                "werkwijze": "verdeelronde",
                "inname": "sluitingsdatum",
                "sluit_op": "15-2-2027",
                "verdelen_voor": "15-2-2027",
            },
            "Kies een dag na de laatste dag om aan te vragen.",
        ),
        (
            {
                "werkwijze": "verdeelronde",
                "inname": "sluitingsdatum",
                "sluit_op": "15-2-2027",
                "verdelen_voor": "3-3-2027",
                "uitslag_voor": "2-3-2027",
            },
            "Kies een dag na de dag waarop de leden klaar zijn.",
        ),
        ({"inname": "vergaderdata"}, "Vul de dagen in waarop jullie vergaderen."),
        ({"vergaderdata": "1-2-2027, 30-2-2027"}, "De dag 30-2-2027 bestaat niet."),
        ({"stap": "2000"}, "kleiner is dan het hoogste bedrag"),
        ({"stap": "0"}, "meer dan 0 euro"),
        ({"voorschot_deel": "101"}, "getal in van 0 tot en met 100"),
        ({"handtekeningen": "veel"}, "getal in van 0 tot en met 100"),
        ({"maximum": "100001"}, "hooguit €\u00a0100.000"),
        ({"contact_naam": ""}, "Vul een naam in."),
        ({"contact_naam": "x" * 81}, "hooguit 80 tekens"),
        ({"dit_kan": "\0"}, "teken in dat we niet kunnen bewaren"),
        ({"fysiek": "ooit"}, "Kies of jullie iets betalen dat blijft staan."),
        (SOORT | {"soort0-maximum": "1501"}, "Dit is meer dan iemand hooguit kan vragen"),
        (SOORT | {"soort0-naam": ""}, "Schrijf wat voor plan dit is"),
        (SOORT | {"soort0-per": "maand"}, "Kies waarvoor dat geldt."),
    ],
)
def test_wat_niet_klopt_staat_bij_de_vraag_en_wordt_niet_bewaard(
    client, gebied, bestuur, anders, zin
):
    antwoord = stuur(client, gebied, **anders)

    assert antwoord.status_code == 422
    assert antwoord.content.decode().count(zin) >= 2  # in the summary and at the field
    assert not Spelregels.objects.exists()


def test_zonder_de_versie_die_gelezen_is_wordt_niets_bewaard(client, gebied, bestuur):
    antwoord = stuur(client, gebied, versie="x")

    assert (antwoord.status_code, "Kopieer je tekst" in antwoord.content.decode()) == (422, True)


def test_dezelfde_soort_twee_keer_kan_niet(client, gebied, bestuur):
    tweede = {sleutel.replace("soort0", "soort1"): w for sleutel, w in SOORT.items()}

    antwoord = stuur(client, gebied, **SOORT | tweede | {"aantal": "2"})

    assert (antwoord.status_code, "Dit staat er al" in antwoord.content.decode()) == (422, True)


def test_een_lege_regel_is_geen_soort(client, gebied, bestuur):
    leeg = {"soort1-naam": "", "soort1-maximum": "", "soort1-per": "straat", "soort1-fysiek": "nee"}

    stuur(client, gebied, **SOORT | leeg | {"aantal": "2"})

    assert [c.naam for c in Spelregels.objects.get().categorieen.all()] == ["Straatfeest"]


def test_nog_een_regel_en_weghalen_houden_vast_wat_er_getypt_is(client, gebied, bestuur):
    half = GOED | SOORT | {"contact_naam": "", "maximum": "duizend"}
    pagina = adres("regels_bewerken", gebied, JAAR)

    erbij = client.post(pagina, half | {"erbij": ""}).content.decode()
    weg = client.post(pagina, half | {"weg": "0"}).content.decode()
    raar = client.post(pagina, half | {"weg": "²", "aantal": "9" * 9})

    assert ('name="aantal" value="2"' in erbij, 'value="duizend"' in erbij) == (True, True)
    assert ('name="aantal" value="0"' in weg, "Straatfeest" in weg) == (True, False)
    assert raar.status_code == 200
    assert "fouten-kop" not in erbij
    assert not Spelregels.objects.exists()


def test_enter_in_een_veld_bewaart_en_haalt_geen_regel_weg(client, gebied, bestuur):
    tekst = client.post(adres("regels_bewerken", gebied, JAAR), GOED | SOORT | {"erbij": ""})

    formulier = tekst.content.decode().split("<form")[-1]
    eerste = formulier.index("<button")
    assert formulier[eerste:].startswith('<button class="wp-vh" tabindex="-1" aria-hidden="true">')


def test_een_ander_bewaarde_intussen_dan_zie_je_beide_en_je_tekst_blijft(client, gebied, bestuur):
    stuur(client, gebied)
    stuur(client, gebied, versie="1", contact_naam="Piet")

    antwoord = stuur(client, gebied, versie="1", contact_naam="Kees", maximum="900")

    tekst = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "<b>Nu bewaard:</b> Piet" in tekst
    assert "<b>Jij schreef:</b> Kees" in tekst
    assert 'value="Kees"' in tekst
    assert Spelregels.objects.get().contact_naam == "Piet"
    assert stuur(client, gebied, versie="2", contact_naam="Kees").status_code == 302


def test_publiceren_van_een_concept_dat_net_veranderde_vraagt_opnieuw(client, gebied, bestuur):
    stuur(client, gebied)
    pagina = adres("regels_publiceren", gebied, JAAR)

    antwoord = client.post(pagina, {"versie": "7", "wat_veranderd": "Mijn zin."})

    assert (antwoord.status_code, "Mijn zin." in antwoord.content.decode()) == (409, True)
    assert not Spelregels.objects.openbaar().exists()


def test_publiceren_zonder_zin_geeft_422(client, gebied, bestuur):
    stuur(client, gebied)

    assert publiceer(client, gebied, zin=" ").status_code == 422


def test_een_nieuwe_versie_laat_zien_wat_er_verandert(client, gebied, bestuur):
    stuur(client, gebied)
    publiceer(client, gebied)
    client.post(adres("regels_nieuw", gebied, JAAR))
    stuur(client, gebied, versie="1", maximum="800")

    tekst = client.get(adres("regels_publiceren", gebied, JAAR)).content.decode()

    assert "<del>Hooguit €\u00a01.500 per aanvraag.</del>" in tekst
    assert "<ins>Hooguit €\u00a0800 per aanvraag.</ins>" in tekst


def test_regels_overnemen_naar_een_volgend_jaar(client, gebied, bestuur):
    stuur(client, gebied)
    publiceer(client, gebied)

    antwoord = client.post(adres("regels_nieuw", gebied, 2028))

    assert antwoord.url == adres("regels_bewerken", gebied, 2028)
    kopie = Spelregels.objects.get(jaar=2028)
    assert (str(kopie.sluit_op), kopie.openbaar_op) == ("2028-12-31", None)


def test_een_concept_ziet_alleen_het_bestuur(client, gebied, bestuur):
    stuur(client, gebied)
    lijst = adres("regels", gebied)
    assert "concept" in client.get(lijst).content.decode()

    client.force_login(maak_teamlid(gebied, "werkgroep"))

    tekst = client.get(lijst).content.decode()
    assert ("concept" in tekst, f"jaar-{JAAR}" in tekst) == (False, False)
    assert client.get(adres("regels_bewerken", gebied, JAAR)).status_code == 403


def test_een_concept_weggooien(client, gebied, bestuur):
    stuur(client, gebied)

    te_oud = client.post(adres("regels_weg", gebied, JAAR), {"versie": "9"})
    assert (te_oud.status_code, Spelregels.objects.count()) == (302, 1)
    client.post(adres("regels_weg", gebied, JAAR), {"versie": "1"})
    assert not Spelregels.objects.exists()


def test_het_bestuur_van_een_andere_stichting_mag_niets(client, gebied):
    ander = maak_spelregels()
    client.force_login(maak_teamlid(ander.gebied, "bestuur"))

    assert stuur(client, gebied).status_code == 403
    assert client.post(adres("regels_nieuw", gebied, JAAR)).status_code == 403


def test_de_lijst_waarschuwt_als_regels_en_team_niet_passen(client, gebied, bestuur):
    stuur(client, gebied, vier_ogen_vanaf="0", terugval="wachten")

    tekst = client.get(adres("regels_publiceren", gebied, JAAR)).content.decode()

    assert "Er is niemand in de werkgroep." in tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_lijst_van_versies_kost_evenveel(
    client, gebied, bestuur, django_assert_num_queries, aantal
):
    for nr in range(aantal):
        maak_spelregels(gebied, nummer=nr + 1, jaar=localdate().year)

    with django_assert_num_queries(6):  # session, person, area, rights, mandates, rules
        client.get(adres("regels", gebied))


# --- the foundation itself ------------------------------------------------------------------------


def gegevens(client, partner, **anders):
    pagina = reverse("buurtbudget:stichting", args=[partner.slug])
    velden = {"adres": "Plein 1", "iban": "NL91 ABNA 0417 1643 00", "rekeninghouder": "Stichting"}
    return client.post(pagina, velden | anders)


def lees_stand(client, partner):
    tekst = client.get(reverse("buurtbudget:stichting", args=[partner.slug])).content.decode()
    return tekst.split('name="gelezen" value="')[1].split('"')[0]


def test_het_bestuur_houdt_de_gegevens_van_de_stichting_bij(client, gebied, bestuur):
    partner = gebied.mandaten.get().partner

    antwoord = gegevens(client, partner, gelezen=lees_stand(client, partner))

    assert antwoord.status_code == 302
    assert Beheerder.objects.get().iban == "NL91ABNA0417164300"


def test_een_tikfout_in_het_iban_wordt_niet_bewaard(client, gebied, bestuur):
    partner = gebied.mandaten.get().partner

    antwoord = gegevens(client, partner, gelezen="", iban="NL92 ABNA 0417 1643 00")

    assert (antwoord.status_code, Beheerder.objects.count()) == (422, 0)


def test_gegevens_die_een_ander_net_bewaarde_blijven_staan(client, gebied, bestuur):
    partner = gebied.mandaten.get().partner
    eerst = lees_stand(client, partner)
    gegevens(client, partner, gelezen=eerst)

    antwoord = gegevens(client, partner, gelezen=eerst, adres="Laan 2")

    assert antwoord.status_code == 409
    assert 'value="Laan 2"' in antwoord.content.decode()
    assert Beheerder.objects.get().adres == "Plein 1"


def test_de_penningmeester_verandert_de_rekening_van_de_stichting_niet(client, gebied):
    client.force_login(maak_teamlid(gebied, "penningmeester"))

    assert gegevens(client, gebied.mandaten.get().partner, gelezen="").status_code == 403
