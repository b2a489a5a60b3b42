"""The papers: two sheets whatever the rules, tagged, in Dutch, and with the words of the rules."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from buurtbudget.papier import declaratieformulier, formulier, handtekeningenlijst
from buurtbudget.tests.maken import maak_budgetgebied, maak_mandaat, maak_spelregels
from buurtbudget.wijkpagina import lees_budget
from partners.tests.maken import maak_partner

pytestmark = pytest.mark.django_db
PAPIEREN = [formulier, handtekeningenlijst, declaratieformulier]
LANG = "Een heel lange zin die iemand kan typen als er veel te zeggen is over de bus. " * 3
VOL = {
    "contact_naam": "Johanna Wilhelmina van der Voorbeeld-Achternaam tot Ergens",
    "contact_bereikbaar": LANG[:120],
    "papier_adres": LANG[:200],
    "handtekeningen": 100,
    "handtekeningen_alleen_fysiek": False,
    "eigen_deel": 25,
    "maximum": 1000,
    "weken_vooruit": 8,
    "leverancier": True,
    "foto_nodig": True,
    "is_voorbeeld": True,
    "categorieen": [{"naam": f"{nr} {LANG}"[:80], "maximum": 99999} for nr in range(12)],
}
VARIANTEN = {
    "leeg": {"fysiek": "nee", "organisaties": False},
    "nieuwland": {
        "categorieen": [
            {"naam": "Straatfeest", "maximum": 400, "per": "straat"},
            {"naam": "Wijkfeest", "deelpot": "wijkfeesten"},
        ],
        "zelfde_jaar": True,
        "foto_nodig": True,
    },
    "schothorst": {
        "inname": "vergaderdata",
        "vergaderdata": [date(2027, 2, 1), date(2027, 4, 1)],
        "voorschot_deel": 75,
    },
    "hoogland": {
        "inname": "sluitingsdatum",
        "werkwijze": "verdeelronde",
        "verdelen_voor": date(2027, 3, 3),
        "uitslag_voor": date(2027, 3, 20),
        "handtekeningen": 6,
        "maximum": 1000,
        "papier_adres": "Dorpshuis, Kerklaan 1, Hoogland",
    },
    "kruiskamp": {"weken_vooruit": 8, "eten_drinken": "ernaast", "leverancier": True},
    "vol": VOL,
}


def lees(maak, **regels):
    gebied = maak_budgetgebied(naam="Voorbeeldwijk-Oost en Nieuw-Voorbeeldwijk")
    maak_mandaat(gebied, maak_partner(soort="budgetbeheerder", naam="Stichting Voorbeeldwijk"))
    maak_spelregels(gebied, **regels)
    return PdfReader(BytesIO(maak(lees_budget(gebied, localdate()))))


def tekst(pdf):
    return " ".join("\n".join(blad.extract_text() for blad in pdf.pages).split())


@pytest.mark.parametrize("maak", PAPIEREN, ids=lambda maak: maak.__name__)
@pytest.mark.parametrize("regels", VARIANTEN.values(), ids=VARIANTEN)
def test_elk_papier_is_twee_bladen_en_voor_iedereen_te_lezen(maak, regels):
    pdf = lees(maak, **regels)

    assert len(pdf.pages) == 2
    assert (pdf.root_object["/Lang"], pdf.root_object["/MarkInfo"]["/Marked"]) == ("nl-NL", True)
    assert "Voorbeeldwijk-Oost" in pdf.metadata.title
    assert "bladzijde 2 van 2" in tekst(pdf)


def test_het_formulier_vraagt_in_de_volgorde_van_het_scherm():
    gelezen = tekst(lees(formulier))

    koppen = ["1. Je idee", "2. Waar en wanneer", "3. Wat kost het?", "4. Je buren", "5. Over jou"]
    assert [kop for kop in koppen if kop in gelezen] == koppen
    assert sorted(koppen, key=gelezen.index) == koppen


def test_het_formulier_zegt_wie_wanneer_en_waar_in_de_bus():
    gelezen = tekst(lees(formulier, **VARIANTEN["hoogland"], sluit_op=date(2028, 2, 15)))

    assert "Stichting Voorbeeldwijk beslist" in gelezen
    assert "uiterlijk op 15 februari 2028" in gelezen
    assert "vóór 20 maart 2027" in gelezen
    assert "in de bus bij Dorpshuis, Kerklaan 1, Hoogland" in gelezen
    assert "Joke Voorbeeld, 033 – 000 04 56" in gelezen


def test_een_blok_voor_handtekeningen_is_er_alleen_als_de_regels_dat_vragen():
    met, zonder = tekst(lees(formulier, handtekeningen=3)), tekst(lees(formulier))

    assert "Vraag 3 handtekeningen van buren, als er iets blijft staan" in met
    assert "Handtekeningen zijn hier niet nodig" in zonder


def test_niemand_hoeft_een_mailadres_te_hebben():
    assert "E-mail als je die hebt" in tekst(lees(formulier))


def test_het_papier_is_voor_iedereen_te_halen_en_zonder_regels_is_er_geen(client):
    regels = maak_spelregels()
    leeg = maak_budgetgebied()

    for naam in ("formulier", "handtekeningenlijst", "declaratieformulier"):
        antwoord = client.get(reverse(f"buurtbudget:{naam}", args=[regels.gebied.slug]))
        assert (antwoord.status_code, antwoord["Content-Type"]) == (200, "application/pdf")
        assert client.get(reverse(f"buurtbudget:{naam}", args=[leeg.slug])).status_code == 404
