"""A second and a third city, from one page of a source each."""

import contextlib
import re
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pypdf import PdfReader

from berichten.teksten import schrijf, van
from berichten.tests.maken import maak_bericht
from gebieden import plaats
from gebieden.models import Gebied
from indicatoren.models import Rapportage
from wijkplannen.models import Activiteit, Wijkplan

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["GM1771", "GM0014"])
def stad(request, settings):
    settings.GEMEENTE = request.param
    plaats._gelezen.clear()
    call_command("laad_demo", gemeente=request.param, verbosity=0)
    yield request.param
    plaats._gelezen.clear()


def openbaar():
    """The addresses of everything a visitor can reach in this city."""
    yield from map(reverse, ["portaal:home", "portaal:wijken", "portaal:over", "portaal:privacy"])
    yield from map(reverse, ["portaal:toegankelijkheid", "portaal:mijn_wijk", "partners:lijst"])
    yield from map(reverse, ["wijkplannen:lijst", "indicatoren:lijst", "account_login"])
    yield from map(reverse, ["portaal:security_txt", "portaal:demo", "wijkplannen:themas"])
    yield from map(reverse, ["wijkplannen:uitvoeringsagenda", "wijkplannen:bijeenkomsten"])
    yield reverse("wijkplannen:agenda_ics")
    for wijk in Gebied.objects.wijken():
        yield wijk.get_absolute_url()
        yield reverse("wijkplannen:wens", args=[wijk.slug])
        yield reverse("wijkplannen:wens_melden", args=[wijk.slug])
    for plan in Wijkplan.objects.all():
        yield plan.get_absolute_url()
        for naam in ("versies", "voortgang_plan", "voortgang_html"):
            yield reverse(f"wijkplannen:{naam}", args=[plan.slug])
        for doel in plan.doelen.all():
            yield reverse("portaal:keten", args=[plan.slug, doel.uuid])
    for rapportage in Rapportage.objects.all():
        yield rapportage.get_absolute_url()


def test_geen_pagina_van_een_andere_stad_zegt_amersfoort(stad, client):
    for adres in openbaar():
        antwoord = client.get(adres)
        assert (adres, antwoord.status_code) == (adres, 200)
        tekst = antwoord.content.decode()
        assert re.findall(r"[Aa]mersfoort|14\s033|tel:14033", tekst) == [], adres


def test_geen_mail_van_een_andere_stad_zegt_amersfoort(stad):
    for soort in ("inlogcode", "account", "plan_gepubliceerd"):
        bericht = maak_bericht(soort)
        assert "mersfoort" not in "".join([*schrijf(bericht), van(bericht)])


def test_geen_pdf_van_een_andere_stad_zegt_amersfoort(stad, client):
    adressen = [reverse("wijkplannen:plan_pdf", args=[p.slug]) for p in Wijkplan.objects.all()]
    adressen += [reverse("portaal:wijkfoto", args=[Gebied.objects.wijken()[0].slug])]
    for adres in adressen:
        antwoord = client.get(adres)
        inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
        tekst = "".join(blad.extract_text() for blad in PdfReader(BytesIO(inhoud)).pages)
        assert len(tekst) > 100
        assert "mersfoort" not in tekst, adres


def test_nog_een_keer_laden_verandert_niets(stad):
    eerst = [list(model.objects.values()) for model in (Wijkplan, Activiteit, Gebied)]
    call_command("laad_demo", verbosity=0)
    assert [list(model.objects.values()) for model in (Wijkplan, Activiteit, Gebied)] == eerst


def test_het_plan_noemt_zijn_bron_en_is_samengevat(stad, client):
    plan = Wijkplan.objects.get()
    tekst = client.get(plan.get_absolute_url()).content.decode()
    assert "samengevat" in tekst
    assert plan.bron in tekst
    assert (plan.is_voorbeeld, Activiteit.objects.filter(is_voorbeeld=True).exists()) == (
        False,
    ) * 2


def test_controleer_mist_niets_dan_wat_de_bron_niet_noemt(stad, capsys):
    with contextlib.suppress(SystemExit):
        call_command("controleer")
    fouten = [regel for regel in capsys.readouterr().out.splitlines() if "Fout" in regel]
    assert [zin[:29] for zin in fouten] == ["Fout: Er zijn geen indicatoren"[:29]] * (
        stad == "GM1771"
    )


def test_groningen_toont_22_een_streepje_en_de_voetnoot(client, settings):
    settings.GEMEENTE = "GM0014"
    plaats._gelezen.clear()
    call_command("laad_demo", verbosity=0)
    antwoord = client.get("/rapportage/begroting/2018/")
    rij = antwoord.context["inhoud"].takken[-1].cijfers[0]
    assert [cijfer.tekst for cijfer in rij.realisatie + rij.streef] == ["–", "22", "–", "–"]
    tekst = antwoord.content.decode()
    assert "* Bij 2017: Een deel van de initiatieven" in tekst
    assert tekst.count('<span aria-hidden="true">*</span>') == 1
    plaats._gelezen.clear()


def test_een_gemeente_die_niet_van_dit_portaal_is_wordt_geweigerd():
    with pytest.raises(CommandError, match="zet GEMEENTE=GM0014"):
        call_command("laad_demo", gemeente="GM0014")
