from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.timezone import now

from berichten.models import Bericht
from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.exceptions import RegelGeschonden, Verouderd
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.agenda import wijzig_activiteit
from wijkplannen.actions.frame import beeindig, wijzig_blok
from wijkplannen.actions.voorstellen import neem_over, stel_voor, trek_in, wijs_af
from wijkplannen.gesprek import gesprekken, voorstellen_voor
from wijkplannen.models import Doel, Wijzigingsvoorstel
from wijkplannen.permissions import mag_onderdeel_wijzigen
from wijkplannen.tests.maken import (
    maak_blok,
    maak_doel,
    maak_gebiedsmanager,
    maak_inzet,
    maak_plan,
)
from wijkplannen.tests.maken_samen import hernoem, maak_genodigde, maak_voorstel
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return maak_plan()


@pytest.fixture
def doel(plan):
    return maak_doel(plan, titel="Elke dag bewegen", gewenst="Op school.")


def herlaad(rij):
    return type(rij).objects.get(pk=rij.pk)


# --- proposing ------------------------------------------------------------------------------------


def test_alleen_wat_anders_is_wordt_bewaard(plan, doel):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen", gewenst="Op school.")

    assert (voorstel.velden, voorstel.was) == (
        {"titel": "Elke dag spelen"},
        {"titel": "Elke dag bewegen"},
    )


def test_niets_veranderd_is_geen_voorstel(plan, doel):
    with pytest.raises(RegelGeschonden, match="nog niets veranderd"):
        maak_voorstel(plan, doel, titel="Elke dag bewegen")


def test_wie_een_oude_tekst_las_stelt_niets_voor(plan, doel):
    hernoem(doel, "Vaker bewegen")

    with pytest.raises(Verouderd):
        maak_voorstel(plan, doel, titel="Elke dag spelen")


def test_dezelfde_uuid_is_een_voorstel_en_met_andere_woorden_een_zin(plan, doel):
    wat = {"uuid": uuid4(), "versie": doel.versie, "door": maak_gebruiker()}
    eerst, weer = (stel_voor(plan, doel, velden={"titel": "Anders"}, **wat) for _ in range(2))

    with pytest.raises(RegelGeschonden):
        stel_voor(plan, doel, velden={"titel": "Weer anders"}, **wat)

    assert (eerst, Wijzigingsvoorstel.objects.count()) == (weer, 1)


def test_een_partner_stelt_voor_op_het_scherm(client, plan, doel):
    lid = maak_genodigde(plan)
    client.force_login(lid)
    adres = url("voorstel_nieuw", plan, doel.uuid)
    begin = client.get(adres).context["form"]

    antwoord = client.post(
        adres,
        {
            "uuid": begin["uuid"].value(),
            "versie": doel.versie,
            "titel": begin["titel"].value(),
            "gewenst": "Op school en thuis.",
            "toelichting": "Ouders willen ook.",
        },
    )

    voorstel = Wijzigingsvoorstel.objects.get()
    assert antwoord["Location"] == f"{url('bewerken', plan)}#{doel.uuid}"
    assert (voorstel.velden, voorstel.door, voorstel.toelichting) == (
        {"gewenst": "Op school en thuis."},
        lid,
        "Ouders willen ook.",
    )


def test_wie_intussen_ingehaald_is_houdt_zijn_tekst(client, plan, doel):
    client.force_login(maak_genodigde(plan))
    hernoem(doel, "Vaker bewegen")

    antwoord = client.post(
        url("voorstel_nieuw", plan, doel.uuid),
        {"uuid": uuid4(), "versie": doel.versie, "titel": "Elke dag spelen", "gewenst": "x"},
    )

    form = antwoord.context["form"]
    assert (antwoord.status_code, form["titel"].value()) == (409, "Elke dag spelen")
    assert form["versie"].value() == herlaad(doel).versie
    assert "Vaker bewegen" in tekst(antwoord)


@pytest.mark.parametrize("fout", [{"titel": ""}, {"titel": "x" * 121}, {"gewenst": "\x00"}])
def test_wat_niet_past_is_een_instructie(client, plan, doel, fout):
    client.force_login(maak_genodigde(plan))
    goed = {"uuid": uuid4(), "versie": doel.versie, "titel": "Anders", "gewenst": "Anders"}

    antwoord = client.post(url("voorstel_nieuw", plan, doel.uuid), goed | fout)

    assert (antwoord.status_code, Wijzigingsvoorstel.objects.count()) == (422, 0)


def test_wie_zelf_mag_schrijven_gaat_naar_het_formulier(client, plan, doel):
    log_in(client, plan)

    antwoord = client.get(url("voorstel_nieuw", plan, doel.uuid))

    assert antwoord["Location"] == url("doel", plan, doel.uuid)


def test_een_trekker_stelt_bij_zijn_eigen_regel_niets_voor(plan):
    inzet = maak_inzet(maak_doel(plan))
    lid, genodigde = maak_lid(inzet.activiteit.trekker).gebruiker, maak_genodigde(plan)

    mag = [mag_onderdeel_wijzigen(wie, plan, inzet) for wie in (lid, genodigde)]
    mag_doel = [mag_onderdeel_wijzigen(wie, plan, inzet.doel) for wie in (lid, genodigde)]

    assert (mag, mag_doel) == ([True, False], [False, False])


def test_wie_beslist_vindt_het_in_zijn_lijst(plan, doel):
    inzet = maak_inzet(doel)
    bij_doel, bij_regel = maak_voorstel(plan, doel), maak_voorstel(plan, inzet)
    mensen = {
        "manager": maak_gebiedsmanager(plan),
        "trekker": maak_lid(inzet.activiteit.trekker).gebruiker,
        "genodigde": maak_genodigde(plan),
    }

    lijsten = {
        rol: list(Wijzigingsvoorstel.objects.te_beslissen_voor(wie)) for rol, wie in mensen.items()
    }

    assert lijsten == {"manager": [bij_doel, bij_regel], "trekker": [bij_regel], "genodigde": []}
    for rol, wie in mensen.items():
        mag = [v for v in (bij_doel, bij_regel) if mag_onderdeel_wijzigen(wie, plan, v.onderdeel)]
        assert mag == lijsten[rol]


# --- deciding -------------------------------------------------------------------------------------


def test_overnemen_schrijft_de_tekst_en_meldt_het_een_keer(plan, doel):
    lid, manager = maak_genodigde(plan), maak_gebiedsmanager(plan)
    Bericht.objects.all().delete()
    voorstel = maak_voorstel(plan, doel, door=lid, titel="Elke dag spelen")

    na = neem_over(voorstel, versie=doel.versie, velden=voorstel.velden, door=manager)

    assert (herlaad(doel).titel, herlaad(doel).gewijzigd_door) == ("Elke dag spelen", manager)
    assert (na.status, na.afgehandeld_door) == ("overgenomen", manager)
    assert list(Bericht.objects.values_list("soort", "aan")) == [("wp_voorstel", lid.email)]


def test_overnemen_laat_de_cijfers_van_een_doel_staan(plan):
    cijfer = maak_indicator()
    streven = {cijfer.pk: (Decimal("7.500"), 2028)}
    doel = maak_doel(plan, indicatoren=[cijfer], streven=streven)
    voorstel = maak_voorstel(plan, doel, titel="Anders")

    neem_over(voorstel, versie=doel.versie, velden=voorstel.velden, door=maak_gebruiker())

    na = herlaad(doel).cijfers.get()
    assert (na.indicator, na.streefwaarde, na.streefjaar) == (cijfer, Decimal("7.500"), 2028)


def test_overnemen_laat_de_partners_van_een_activiteit_staan(plan):
    partner = maak_partner()
    inzet = maak_inzet(maak_doel(plan), partners=[partner])
    voorstel = maak_voorstel(plan, inzet, omschrijving="Elke woensdag.")

    neem_over(voorstel, versie=1, velden=voorstel.velden, door=maak_gebruiker())

    activiteit = herlaad(inzet.activiteit)
    assert (activiteit.omschrijving, list(activiteit.partners.all())) == (
        "Elke woensdag.",
        [partner],
    )


def test_overnemen_van_een_tekst(plan):
    blok = maak_blok(plan)
    voorstel = maak_voorstel(plan, blok, tekst="Zo is het nu.")

    neem_over(voorstel, versie=blok.versie, velden=voorstel.velden, door=maak_gebruiker())

    assert herlaad(blok).tekst == "Zo is het nu."


def test_wie_een_oude_tekst_las_neemt_niets_over(plan, doel):
    voorstel = maak_voorstel(plan, doel)
    hernoem(doel, "Vaker bewegen")

    with pytest.raises(Verouderd):
        neem_over(voorstel, versie=doel.versie, velden=voorstel.velden, door=maak_gebruiker())

    assert (herlaad(voorstel).status, herlaad(doel).titel) == ("open", "Vaker bewegen")


def test_zonder_verandering_is_er_niets_over_te_nemen(plan, doel):
    voorstel = maak_voorstel(plan, doel, titel="Anders")

    with pytest.raises(RegelGeschonden, match="verandert er niets"):
        neem_over(voorstel, versie=doel.versie, velden={"titel": doel.titel}, door=maak_gebruiker())


def test_wat_niet_meer_in_het_plan_staat_is_alleen_af_te_wijzen(plan, doel):
    voorstel = maak_voorstel(plan, doel)
    doel = beeindig(doel, versie=doel.versie, door=maak_gebruiker())

    with pytest.raises(RegelGeschonden, match="niet meer in het plan"):
        neem_over(voorstel, versie=doel.versie, velden=voorstel.velden, door=maak_gebruiker())

    assert wijs_af(voorstel, antwoord="Is weg.", door=maak_gebruiker()).status == "afgewezen"


def test_afwijzen_vraagt_een_reden_en_meldt_die(plan, doel):
    voorstel = maak_voorstel(plan, doel)

    with pytest.raises(RegelGeschonden):
        wijs_af(voorstel, antwoord="", door=maak_gebruiker())
    wijs_af(voorstel, antwoord="Dit past niet bij het doel.", door=maak_gebruiker())

    feiten = Bericht.objects.get(aan=voorstel.door.email).feiten
    assert (feiten["overgenomen"], feiten["antwoord"]) == (False, "Dit past niet bij het doel.")


def test_wie_weg_is_krijgt_geen_bericht(plan, doel):
    weg = maak_gebruiker(is_active=False)

    wijs_af(maak_voorstel(plan, doel, door=weg), antwoord="Nee.", door=maak_gebruiker())

    assert not Bericht.objects.filter(soort="wp_voorstel").exists()


@pytest.mark.parametrize("daarna", ["over", "af", "in"])
def test_een_antwoord_is_er_een_keer(plan, doel, daarna):
    voorstel, wie = maak_voorstel(plan, doel), maak_gebruiker()
    trek_in(voorstel, door=voorstel.door)
    acties = {
        "over": lambda: neem_over(voorstel, versie=1, velden=voorstel.velden, door=wie),
        "af": lambda: wijs_af(voorstel, antwoord="Nee.", door=wie),
        "in": lambda: trek_in(voorstel, door=wie),
    }

    with pytest.raises(RegelGeschonden, match="al ingetrokken"):
        acties[daarna]()

    assert not Bericht.objects.filter(soort="wp_voorstel").exists()


def test_alleen_wie_voorstelde_trekt_in(client, plan, doel):
    voorstel = maak_voorstel(plan, doel, door=maak_genodigde(plan))
    client.force_login(maak_genodigde(plan))
    ander = client.post(url("voorstel_intrekken", plan, voorstel.uuid)).status_code
    client.force_login(voorstel.door)

    zelf = client.post(url("voorstel_intrekken", plan, voorstel.uuid)).status_code

    assert (ander, zelf, herlaad(voorstel).status) == (403, 302, "ingetrokken")


def test_de_gebiedsmanager_neemt_over_op_het_scherm(client, plan, doel):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen")
    log_in(client, plan)

    pagina = client.get(url("voorstel", plan, voorstel.uuid))
    antwoord = client.post(url("voorstel", plan, voorstel.uuid), {"versie": doel.versie})

    assert "<del>" in pagina.content.decode()
    assert antwoord["Location"] == f"{url('bewerken', plan)}#{doel.uuid}"
    assert herlaad(doel).titel == "Elke dag spelen"


def test_een_ander_neemt_niets_over(client, plan, doel):
    voorstel = maak_voorstel(plan, doel)
    client.force_login(maak_genodigde(plan))

    antwoord = client.post(url("voorstel", plan, voorstel.uuid), {"versie": doel.versie})

    assert (antwoord.status_code, herlaad(voorstel).status) == (403, "open")


@pytest.mark.parametrize("pagina", ["voorstel", "voorstel_afwijzen"])
def test_een_voorstel_is_er_in_zijn_eigen_plan_voor_wie_de_tekst_mag_lezen(client, plan, pagina):
    voorstel = maak_voorstel(plan, maak_blok(plan, zichtbaarheid="gemeente"), kop="Anders")
    elders = maak_plan()

    client.force_login(maak_genodigde(plan))
    assert client.get(url(pagina, plan, voorstel.uuid)).status_code == 404
    log_in(client, elders)
    assert client.get(url(pagina, elders, voorstel.uuid)).status_code == 404
    log_in(client, plan)
    assert client.get(url(pagina, plan, voorstel.uuid)).status_code == 200


@pytest.mark.parametrize(
    ("keuze", "wordt"),
    [("nieuw", "Elke dag spelen"), ("samen", "Vaker spelen en bewegen")],
)
def test_van_drie_teksten_kiest_de_eigenaar(client, plan, doel, keuze, wordt):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen")
    nu = hernoem(doel, "Vaker bewegen")
    log_in(client, plan)
    adres = url("voorstel", plan, voorstel.uuid)

    pagina = tekst(client.get(adres))
    zonder = client.post(adres, {"versie": nu.versie})
    client.post(
        adres,
        {"versie": nu.versie, "keuze-titel": keuze, "samen-titel": "Vaker spelen en bewegen"},
    )

    assert all(t in pagina for t in ("Elke dag bewegen", "Zoals het nu is", "Het voorstel"))
    assert (zonder.status_code, herlaad(doel).titel) == (422, wordt)


def test_kiezen_voor_wat_er_staat_is_geen_overnemen(client, plan, doel):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen")
    nu = hernoem(doel, "Vaker bewegen")
    log_in(client, plan)

    antwoord = client.post(
        url("voorstel", plan, voorstel.uuid), {"versie": nu.versie, "keuze-titel": "nu"}
    )

    assert (antwoord.status_code, herlaad(voorstel).status) == (422, "open")


@pytest.mark.parametrize("samen", ["", "x" * 121])
def test_een_eigen_tekst_moet_passen(client, plan, doel, samen):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen")
    nu = hernoem(doel, "Vaker bewegen")
    log_in(client, plan)

    antwoord = client.post(
        url("voorstel", plan, voorstel.uuid),
        {"versie": nu.versie, "keuze-titel": "samen", "samen-titel": samen},
    )

    assert (antwoord.status_code, herlaad(doel).titel) == (422, "Vaker bewegen")


def test_wie_tijdens_het_kiezen_ingehaald_wordt_kiest_opnieuw(client, plan, doel):
    voorstel = maak_voorstel(plan, doel, titel="Elke dag spelen")
    gelezen = hernoem(doel, "Vaker bewegen").versie
    hernoem(doel, "Altijd bewegen")
    log_in(client, plan)

    antwoord = client.post(
        url("voorstel", plan, voorstel.uuid),
        {"versie": gelezen, "keuze-titel": "samen", "samen-titel": "Mijn eigen zin"},
    )

    form = antwoord.context["form"]
    assert (antwoord.status_code, form["samen-titel"].value()) == (409, "Mijn eigen zin")
    assert "Altijd bewegen" in tekst(antwoord)
    assert Doel.objects.get().titel == "Altijd bewegen"


def test_wie_voorstelde_ziet_het_antwoord_bij_het_onderdeel(plan, doel):
    lid, ander = maak_genodigde(plan), maak_genodigde(plan)
    voorstel = maak_voorstel(plan, doel, door=lid)
    wijs_af(voorstel, antwoord="Niet nu.", door=maak_gebiedsmanager(plan))

    gezien = [gesprekken(plan, wie) for wie in (lid, ander)]

    assert [g[doel.uuid].voorstellen[0].voorstel.antwoord for g in gezien if g] == ["Niet nu."]


def test_een_antwoord_staat_dertig_dagen_bij_het_onderdeel(plan, doel):
    lid = maak_genodigde(plan)
    antwoord = {"antwoord": "Nee.", "door": maak_gebruiker(), "nu": now() - timedelta(days=29)}
    wijs_af(maak_voorstel(plan, doel, door=lid), **antwoord)

    assert len(gesprekken(plan, lid)) == 1
    assert gesprekken(plan, lid, nu=now() + timedelta(days=2)) == {}


def test_op_het_bureau_staat_wat_wacht_en_wat_beantwoord_is(client, plan, doel):
    lid = maak_genodigde(plan)
    inzet = maak_inzet(doel, titel="Zwemles", trekker=lid.lidmaatschappen.get().partner)
    maak_voorstel(plan, inzet, omschrijving="Elke woensdag.")
    beantwoord = maak_voorstel(plan, doel, door=lid)
    wijs_af(beantwoord, antwoord="Niet in dit plan.", door=maak_gebiedsmanager(plan))
    maak_voorstel(plan, doel)
    client.force_login(lid)

    pagina = tekst(client.get("/werk/"))

    assert "Wacht op jou: Zwemles" in pagina
    assert "Jouw voorstel is niet overgenomen: Elke dag bewegen" in pagina
    assert "Niet in dit plan." in pagina
    assert len(voorstellen_voor(lid, nu=now())) == 2


def test_ook_een_tekst_en_een_activiteit_veranderen_tijdens_een_voorstel(client, plan, doel):
    """The page shows each kind of part; a changed line of a text starts an own line in "samen"."""
    blok, inzet = maak_blok(plan, tekst="Oud."), maak_inzet(doel, titel="Sport")
    voorstellen = [
        maak_voorstel(plan, blok, tekst="Voorstel."),
        maak_voorstel(plan, inzet, titel="Sport en spel"),
    ]
    wijzig_blok(blok, versie=1, door=maak_gebruiker(), tekst="Nieuw.")
    wijzig_activiteit(inzet.activiteit, versie=1, door=maak_gebruiker(), titel="Gym")
    log_in(client, plan)

    formulieren = [
        client.get(url("voorstel", plan, voorstel.uuid)).context["form"] for voorstel in voorstellen
    ]

    assert formulieren[0]["samen-tekst"].value() == "Voorstel.\n\nNieuw."
    assert formulieren[1]["samen-titel"].value() == "Sport en spel / Gym"
