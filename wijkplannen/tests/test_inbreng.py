from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from berichten.models import Bericht
from berichten.teksten import schrijf
from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.actions import inbreng as acties
from wijkplannen.actions.inbreng import beantwoord, bevestig, dien_in, koppel, weer
from wijkplannen.models import Inbreng, Inzender
from wijkplannen.permissions import mag_inbreng_zien
from wijkplannen.plekken import plek_van
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_online_plan
from wijkplannen.tests.maken_inbreng import (
    MAIL,
    POST,
    TELEFOON,
    maak_bijeenkomst,
    maak_inbreng,
    maak_manager,
)

pytestmark = pytest.mark.django_db


def soorten(inbreng):
    rijen = Bericht.objects.over(inbreng.uuid).order_by("pk")
    return [(bericht.soort.removeprefix("wp_inbreng_"), bericht.kanaal) for bericht in rijen]


def laatste(inbreng):
    return Bericht.objects.over(inbreng.uuid).latest("pk")


def handel_af(inbreng, actie=beantwoord, **velden):
    velden = velden or {"antwoord": "Er komen twee bankjes."}
    door = velden.pop("door", None) or maak_manager(inbreng.gebied)
    return actie(inbreng, versie=inbreng.versie, door=door, **velden)


@pytest.mark.parametrize(
    ("hoe", "status", "berichten"),
    [
        (MAIL, "onbevestigd", [("bevestig", "mail")]),
        (POST, "nieuw", []),
        (TELEFOON, "nieuw", []),
        ({}, "nieuw", []),
    ],
    ids=["mail", "post", "telefoon", "niets"],
)
def test_alleen_wie_mail_wil_bevestigt_eerst(hoe, status, berichten):
    inbreng = maak_inbreng(bron="web", **hoe)

    assert (inbreng.status, soorten(inbreng)) == (status, berichten)
    assert Inzender.objects.filter(inbreng=inbreng).exists() is bool(hoe)


def test_de_mail_om_te_bevestigen_zegt_niets_van_wat_er_getypt_is():
    inbreng = maak_inbreng(
        bron="web",
        kanaal="mail",
        tekst="Koop nu pillen",
        wie={"email": "ander@voorbeeld.example", "naam": "Win een prijs"},
    )

    onderwerp, inhoud = schrijf(laatste(inbreng))

    assert "pillen" not in onderwerp + inhoud
    assert "prijs" not in onderwerp + inhoud


def test_bevestigen_kan_vaker_en_telt_een_keer():
    inbreng = maak_inbreng(bron="web", **MAIL)

    bevestig(inbreng)
    bevestigd = bevestig(inbreng)

    assert (bevestigd.status, bevestigd.versie) == ("nieuw", 2)
    assert soorten(inbreng) == [("bevestig", "mail"), ("ontvangen", "mail")]


def test_een_dubbele_klik_is_een_reactie_en_andere_woorden_zijn_dat_niet():
    inbreng = maak_inbreng(bron="web", **MAIL)
    zelfde = {"uuid": inbreng.uuid, "tekst": inbreng.tekst}

    assert dien_in(inbreng.gebied, **zelfde, **MAIL) == inbreng
    with pytest.raises(RegelGeschonden, match="al verstuurd"):
        dien_in(inbreng.gebied, **zelfde | {"tekst": "Iets anders."})

    assert (Inbreng.objects.count(), Inzender.objects.count()) == (1, 1)
    assert soorten(inbreng) == [("bevestig", "mail")]


@pytest.mark.parametrize("hoe", [MAIL, POST, TELEFOON], ids=["mail", "post", "telefoon"])
def test_de_inzender_hoort_langs_het_gekozen_kanaal_wat_ervan_kwam(hoe):
    plan = maak_online_plan()
    doel = plan.doelen.get()
    inbreng = maak_inbreng(plan.gebied, **hoe)

    handel_af(inbreng, koppel, doel=doel, antwoord="Dank je wel.")

    bericht = laatste(inbreng)
    inhoud = schrijf(bericht)[1]
    assert (bericht.soort, bericht.kanaal) == ("wp_inbreng_antwoord", hoe["kanaal"])
    assert f"Uw reactie hoort nu bij het doel ‘{doel.titel}’." in inhoud
    assert "Dank je wel." in inhoud
    assert (str(doel.uuid) in inhoud) == (hoe["kanaal"] == "mail")


def test_een_brief_gaat_naar_het_adres_van_de_inzender():
    inbreng = maak_inbreng(**POST)

    handel_af(inbreng)

    bericht = laatste(inbreng)
    assert bericht.aan == "Voorbeeldstraat 1, Amersfoort"
    assert bericht.feiten["adres"] == ["B. Bewoner", "Voorbeeldstraat 1", "Amersfoort"]


def test_wie_niets_vroeg_krijgt_niets_en_is_nergens_opgeschreven():
    inbreng = maak_inbreng()

    handel_af(inbreng)

    assert (Inzender.objects.count(), Bericht.objects.count()) == (0, 0)


def test_wat_niet_behandeld_wordt_is_meteen_van_niemand_meer_en_niemand_hoort_iets():
    inbreng = maak_inbreng(**POST)

    geweerd = handel_af(inbreng, weer, reden="Reclame")

    assert (geweerd.status, geweerd.antwoord) == ("geweerd", "Reclame")
    assert (Inzender.objects.count(), soorten(inbreng)) == (0, [])


def test_de_tweede_die_behandelt_leest_wie_het_al_deed():
    inbreng = maak_inbreng(**MAIL)
    eerste = maak_manager(inbreng.gebied)
    handel_af(inbreng, door=eerste, antwoord="Ja.")

    with pytest.raises(RegelGeschonden, match=f"{eerste} heeft deze reactie al behandeld"):
        handel_af(inbreng, antwoord="Nee.")
    handel_af(inbreng, door=eerste, antwoord="Ja.")

    assert soorten(inbreng) == [("ontvangen", "mail"), ("antwoord", "mail")]


def test_wie_een_oude_versie_las_behandelt_niets():
    inbreng = maak_inbreng(bron="web", **MAIL)
    bevestig(inbreng)

    with pytest.raises(Verouderd):
        handel_af(inbreng)


def test_onbevestigd_wordt_niet_behandeld():
    with pytest.raises(RegelGeschonden, match="nog niet bevestigd"):
        handel_af(maak_inbreng(bron="web", **MAIL))


@pytest.mark.parametrize("soort", ["doel", "inzet", "bijeenkomst"])
def test_een_plek_ligt_in_dezelfde_wijk(soort):
    maak = {"doel": maak_doel, "inzet": maak_inzet, "bijeenkomst": maak_bijeenkomst}[soort]

    with pytest.raises(RegelGeschonden, match="dezelfde wijk"):
        handel_af(maak_inbreng(), koppel, **{soort: maak()})


def test_een_plek_een_antwoord_en_een_reden_zijn_nodig():
    for actie, velden in [(koppel, {}), (beantwoord, {"antwoord": ""}), (weer, {"reden": ""})]:
        inbreng = maak_inbreng()
        with pytest.raises(RegelGeschonden):
            actie(inbreng, versie=1, door=maak_manager(inbreng.gebied), **velden)


@pytest.mark.parametrize("status", ["gekoppeld", "beantwoord", "geweerd"])
def test_ook_de_database_weigert_een_halve_uitkomst(status):
    inbreng = maak_inbreng()

    with pytest.raises(IntegrityError), transaction.atomic():
        Inbreng.objects.filter(pk=inbreng.pk).update(status=status)


def test_niets_is_openbaar_tot_er_een_zin_bij_staat():
    plan = maak_online_plan()
    doel = plan.doelen.get()
    met, zonder = (maak_inbreng(plan.gebied, **POST) for _ in range(2))
    handel_af(met, koppel, doel=doel)
    handel_af(zonder, koppel, inzet=doel.inzetten.get())
    met.refresh_from_db()

    rijen = Inbreng.objects.bij_doel(doel)
    assert (rijen.openbaar().count(), rijen.count()) == (0, 2)
    acties.zet_openbare_zin(met, versie=met.versie, tekst="Een bewoner wil een bankje.")

    assert [wens.openbare_tekst for wens in rijen.openbaar()] == ["Een bewoner wil een bankje."]


def test_een_openbare_zin_bewaart_wie_de_laatste_versie_las():
    inbreng = handel_af(maak_inbreng())
    acties.zet_openbare_zin(inbreng, versie=inbreng.versie, tekst="Een bankje.")

    with pytest.raises(Verouderd):
        acties.zet_openbare_zin(inbreng, versie=inbreng.versie, tekst="Twee bankjes.")
    with pytest.raises(RegelGeschonden, match="eerst een plek"):
        acties.zet_openbare_zin(maak_inbreng(), versie=1, tekst="Een bankje.")


def test_samen_afhandelen_laat_staan_wat_intussen_veranderde():
    gebied = maak_inbreng().gebied
    rijen = [maak_inbreng(gebied) for _ in range(3)]
    versies = {rij.uuid: rij.versie for rij in rijen}
    handel_af(rijen[1])

    gelukt, over = acties.handel_samen_af(
        rijen, versies, weer, door=maak_manager(gebied), reden="Reclame"
    )

    assert ([rij.pk for rij in gelukt], over) == ([rijen[0].pk, rijen[2].pk], [rijen[1]])


def test_een_plek_die_nog_niet_online_is_leidt_naar_de_wijk():
    plan = maak_online_plan()
    inbreng = maak_inbreng(plan.gebied)
    later = maak_doel(plan)

    gekoppeld = handel_af(inbreng, koppel, doel=later)

    assert plek_van(gekoppeld).link == plan.gebied.get_absolute_url()


def test_lijst_en_recht_laten_hetzelfde_zien():
    hier, daar = maak_inbreng(), maak_inbreng()
    manager = maak_manager(hier.gebied)

    assert list(Inbreng.objects.van(manager)) == [hier]
    assert [mag_inbreng_zien(manager, rij.gebied_id) for rij in (hier, daar)] == [True, False]


# --- terms ----------------------------------------------------------------------------------------


def verwerk():
    call_command("verwerk_termijnen", verbosity=0)


def lokaal(tekst):
    return timezone.make_aware(datetime.fromisoformat(tekst))


@pytest.mark.parametrize(("dagen", "weg"), [(13, False), (15, True)])
def test_onbevestigd_verdwijnt_na_veertien_dagen_met_de_mail(dagen, weg):
    gisteren = timezone.now() - timedelta(days=dagen)
    inbreng = maak_inbreng(bron="web", nu=gisteren, **MAIL)

    verwerk()

    assert Inbreng.objects.exists() is not weg
    bericht = Bericht.objects.get(betreft=str(inbreng.uuid))
    assert (bericht.aan == "", bericht.feiten == {}) == (weg, weg)


@pytest.mark.parametrize(
    ("behandeld", "wie", "tekst"),
    [
        ("2026-03-01T12:00", True, True),
        ("2026-02-28T11:00", False, True),
        ("2024-08-29T11:00", False, True),
        ("2024-08-28T11:00", False, False),
    ],
)
def test_eerst_gaat_wie_het_was_en_later_de_eigen_woorden(behandeld, wie, tekst):
    nu = lokaal("2026-08-28T12:00")
    inbreng = handel_af(maak_inbreng(**POST))
    Inbreng.objects.filter(pk=inbreng.pk).update(afgehandeld_op=lokaal(behandeld))

    te_wissen = Inbreng.objects.inzender_te_wissen(nu, 6)
    assert te_wissen.exists() is not wie
    assert Inbreng.objects.tekst_te_wissen(nu, 2).exists() is not tekst


def test_wat_blijft_zegt_niets_over_een_mens():
    inbreng = handel_af(maak_inbreng(**POST))
    Inbreng.objects.filter(pk=inbreng.pk).update(afgehandeld_op=lokaal("2020-01-01T12:00"))

    verwerk()
    verwerk()

    inbreng.refresh_from_db()
    bericht = laatste(inbreng)
    assert (inbreng.tekst, inbreng.antwoord) == ("", "Er komen twee bankjes.")
    assert (Inzender.objects.count(), bericht.aan, bericht.feiten) == (0, "", {})


def test_wie_nog_wacht_raakt_niets_kwijt():
    inbreng = maak_inbreng(nu=lokaal("2020-01-01T12:00"), uuid=uuid4(), **POST)

    verwerk()

    inbreng.refresh_from_db()
    assert (bool(inbreng.tekst), Inzender.objects.count()) == (True, 1)
