"""Somebody without e-mail, from the form to the money: by letter, and by telephone."""

import re

import pytest
from django.urls import reverse

from berichten.models import Bericht
from buurtbudget.models import Aanvraag, Betaling, Declaratie, Vergadering
from buurtbudget.tests.maken_bureau import maak_bureau
from buurtbudget.tests.maken_geld import maak_penningmeester
from buurtbudget.tests.test_invoeren import adres, dag, envelop, papier
from kern.templatetags.onderdelen import euro

pytestmark = pytest.mark.django_db
WIE = {
    "post": {},
    "telefoon": {
        "wie-kanaal": "telefoon",
        "wie-telefoon": "033 – 000 07 77",
        "wie-straat": "",
        "wie-huisnummer": "",
        "wie-postcode": "",
        "wie-plaats": "",
    },
}


def doe(client, naam, *args, **velden):
    """Open a page, send it, see where one ends up: never with a demand for an e-mail address."""
    pad = reverse(f"buurtbudget:{naam}", args=args)
    assert not vraagt_om_mail(client.get(pad).content.decode())
    antwoord = client.post(pad, velden, follow=True)
    assert antwoord.status_code == 200
    assert not vraagt_om_mail(antwoord.content.decode())


def vraagt_om_mail(html):
    velden = re.findall(r"<input[^>]*>", html)
    return [v for v in velden if "mail" in v and ("aria-required" in v or " required" in v)]


@pytest.mark.parametrize("kanaal", WIE)
def test_van_formulier_tot_betaling_zonder_e_mail(kanaal):
    bureau = maak_bureau()
    _, penningmeester = maak_penningmeester(bureau.gebied)
    slug = bureau.gebied.slug

    bureau.client.post(adres(bureau), papier(**WIE[kanaal]))
    rij = Aanvraag.objects.get()
    doe(
        bureau.client,
        "vergadering",
        slug,
        versie=0,
        op=dag(0),
        aanwezig=["Joke Voorbeeld", "Bert Voorbeeld"],
    )
    velden = {"uitkomst": "toegekend", "bedrag": "250", "motivering": "Een goed plan."}
    doe(bureau.client, "geval", slug, rij.nummer, versie=rij.versie, **velden)
    versie = Vergadering.objects.get().versie
    bureau.client.post(
        reverse("buurtbudget:vergadering_bevestigen", args=[slug]), {"versie": versie}
    )
    rij.refresh_from_db()
    assert rij.status == "toegekend"

    doe(bureau.client, "bonnen_invoeren", rij.nummer, **envelop(rij))
    declaratie = Declaratie.objects.get()
    bonnen = {f"goed_{bon.pk}": bon.bedrag for bon in declaratie.bonnen.all()}
    bonnen |= {f"reden_{bon.pk}": "" for bon in declaratie.bonnen.all()}
    doe(penningmeester, "bonnen", rij.nummer, versie=declaratie.versie, **bonnen)
    betaling = Betaling.objects.get()
    lijst = penningmeester.get(reverse("buurtbudget:betalen", args=[slug])).content.decode()
    assert "NL91 ABNA 0417 1643 00" in lijst
    penningmeester.post(
        reverse("buurtbudget:betaald", args=[betaling.uuid]),
        {"versie": betaling.versie, "op": dag(0)},
    )

    rij.refresh_from_db()
    assert (rij.status, euro(betaling.bedrag)) == ("uitbetaald", "€\u00a0200,50")
    berichten = Bericht.objects.filter(betreft=str(rij.uuid)).order_by("pk")
    assert [bericht.soort for bericht in berichten] == [
        "bb_ontvangen",
        "bb_toegekend",
        "bb_declaratie",
        "bb_uitbetaald",
    ]
    assert {bericht.kanaal for bericht in berichten} == {kanaal}
