"""Rules of a wijk that nobody entered before: one form, and page, paper and pre-check follow."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from buurtbudget.models import Aanvraag, Spelregels, Wijkbudget
from buurtbudget.tests.maken import maak_budgetgebied, maak_mandaat, maak_regeling, maak_teamlid
from buurtbudget.tests.test_regelscherm import GOED, SOORT
from partners.tests.maken import maak_partner

pytestmark = pytest.mark.django_db
JAAR = localdate().year
REGELS = (
    GOED
    | SOORT
    | {
        "open_vanaf": f"1-1-{JAAR}",
        "sluit_op": f"31-12-{JAAR}",
        "weken_vooruit": "0",
        "contact_naam": "Ans Voorbeeld",
        "dit_kan": "Een moestuin\nEen buurtlunch",
        "soort0-deelpot": "feesten",
    }
)


@pytest.fixture
def wijk(client):
    """Liendert-Rustenburg, whose board wrote its rules and published them."""
    maak_regeling()
    gebied = maak_budgetgebied(naam="Liendert-Rustenburg", slug="liendert-rustenburg")
    partner = maak_partner(soort="budgetbeheerder", naam="Buurtbudget Liendert-Rustenburg")
    maak_mandaat(gebied, partner)
    client.force_login(maak_teamlid(gebied, "bestuur"))
    schrijf = reverse("buurtbudget:regels_bewerken", args=[gebied.slug, JAAR])
    assert client.post(schrijf, REGELS).status_code == 302
    publiceer = reverse("buurtbudget:regels_publiceren", args=[gebied.slug, JAAR])
    assert client.post(publiceer, {"versie": 1, "wat_veranderd": "Nieuw."}).status_code == 302
    client.logout()
    return gebied


def lees(client, naam, *args, **vraag):
    antwoord = client.get(reverse(f"buurtbudget:{naam}", args=args), vraag)
    assert antwoord.status_code == 200
    return antwoord


def test_een_formulier_en_alles_volgt(client, wijk):
    pagina = lees(client, "wijk", wijk.slug).content.decode()
    for zin in (
        "Niet de gemeente maar Buurtbudget Liendert-Rustenburg beslist.",
        f"31 december {JAAR}</b>",
        "Een moestuin",
        "Straatfeest: hooguit €\u00a0400 per straat per jaar.",
        "Vanaf €\u00a0400 kun je 50 procent vooraf krijgen.",
        "Nog niet bekend",
        "Ans Voorbeeld",
    ):
        assert zin in pagina

    pdf = PdfReader(BytesIO(lees(client, "formulier", wijk.slug).content))
    papier = " ".join(" ".join(blad.extract_text() for blad in pdf.pages).split())
    for zin in (
        "Aanvraagformulier buurtbudget Liendert-Rustenburg",
        f"uiterlijk op 31 december {JAAR}",
        "Straatfeest",
        "in de bus bij Buurthuis, Plein 1",
        "Ans Voorbeeld, 033 – 000 04 56",
        "Vraag 5 handtekeningen",
    ):
        assert zin in papier

    kan_dit = lees(client, "kan_dit", wijk=wijk.slug).content.decode()
    assert "Straatfeest" in kan_dit
    antwoord = lees(
        client,
        "kan_dit",
        wijk=wijk.slug,
        categorie="straatfeest",
        wanneer=f"31-12-{JAAR}",
        bedrag="450",
        vast="nee",
        buiten="ja",
        straat_dicht="ja",
        eten="ernaast",
        vergoeding="nee",
        toon="1",
    ).content.decode()
    assert "Vraag hooguit €\u00a0400" in antwoord

    assert "Liendert-Rustenburg" in lees(client, "overzicht").content.decode()
    assert set(Wijkbudget.objects.values_list("jaar", "deelpot")) == {(JAAR, ""), (JAAR, "feesten")}
    assert Spelregels.objects.actueel().count() == 1


def test_ook_het_formulier_online_en_het_bureau_volgen(client, wijk):
    start = lees(client, "aanvragen", wijk=wijk.slug)
    begin = {"wijk": wijk.slug, "jaar": JAAR, "sleutel": start.context["sleutel"]}
    eerste = client.post(reverse("buurtbudget:aanvragen"), begin, follow=True)
    assert "Straatfeest" in eerste.content.decode()
    concept = Aanvraag.objects.get()
    kosten = client.get(reverse("buurtbudget:stap", args=[concept.uuid, "kosten"])).content.decode()
    assert "Ans Voorbeeld" in kosten

    client.force_login(maak_teamlid(wijk))
    assert "Buurtbudget Liendert-Rustenburg" in lees(client, "bureau", wijk.slug).content.decode()
    assert "Straatfeest" in lees(client, "invoeren", wijk.slug).content.decode()
