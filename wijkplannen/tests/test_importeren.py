"""Activities out as a sheet and back in: the same file, all or nothing, and back while one can."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from openpyxl import Workbook, load_workbook

from gebieden.models import Ligging
from gebieden.tests.maken import maak_buurt
from gebruikers.tests.maken import maak_gebruiker
from kern.bestanden import HOOGUIT
from kern.exceptions import RegelGeschonden, Verouderd
from partners.tests.maken import maak_partner
from wijkplannen.actions.agenda import plaats, wijzig_activiteit, zet_online
from wijkplannen.actions.frame import beeindig
from wijkplannen.actions.importeren import bevestig, draai_terug, probeer
from wijkplannen.activiteitenblad import schrijf
from wijkplannen.models import Activiteit, Activiteitenimport, Deelname, Inzet, Wijkplan
from wijkplannen.tests.maken import maak_doel, maak_inzet, maak_plan, meld
from wijkplannen.tests.maken_plannen import maak_blad, maak_inlezing
from wijkplannen.tests.scherm import log_in, tekst, url

pytestmark = pytest.mark.django_db
ALLES = ("Doel", "Activiteit", "Trekker", "Begint", "Klaar", "Kosten", "Partners", "Omschrijving")


@pytest.fixture
def plan():
    """Two goals; a rich line at the first, a bare one at the second."""
    plan = maak_plan()
    buurt = maak_buurt(naam="De Koppel")
    Ligging.objects.create(gebied=plan.gebied, buurt=buurt, indeling=plan.gebied.indeling)
    club, school = maak_partner(naam="Sportclub, voorbeeld"), maak_partner(naam="School")
    maak_inzet(
        maak_doel(plan, titel="Bewegen"),
        titel="=Sport op het plein",
        omschrijving="Eerste regel.\n\nTweede regel.",
        trekker=club,
        partners=[school, maak_partner(naam="Wijkteam")],
        periode=DateRange(date(2027, 3, 1), date(2027, 7, 1)),
        kosten=Decimal("1234.50"),
        bron_van_geld="Gemeente",
        gebied=buurt,
        quick_win=True,
    )
    maak_inzet(maak_doel(plan, titel="Ontmoeten"), titel="Koffie", trekker=school)
    return plan


def proef_van(plan, *rijen, **afwijking):
    return probeer(maak_inlezing(plan, *rijen, **afwijking))


def uitkomsten(proef):
    return [regel.uitkomst for regel in proef.regels]


def lees_in(plan, *rijen, **afwijking):
    """Read and confirmed."""
    inlezing = maak_inlezing(plan, *rijen, **afwijking)
    return bevestig(inlezing, gezien=probeer(inlezing).vingerafdruk, door=maak_gebruiker())


def uit(plan, **cellen):
    """The sheet that goes out, with some cells changed: C2="School"."""
    boek = load_workbook(BytesIO(schrijf(plan)))
    for plek, waarde in cellen.items():
        boek.active[plek] = waarde
    inhoud = BytesIO()
    boek.save(inhoud)
    return ContentFile(inhoud.getvalue(), name="activiteiten.xlsx")


def test_wat_uitgaat_en_ongewijzigd_terugkomt_verandert_niets(plan):
    proef = proef_van(plan, bestand=uit(plan))

    assert (uitkomsten(proef), proef.mag) == (["gelijk", "gelijk"], False)


def test_wat_uitgaat_is_te_lezen_en_op_te_tellen(plan):
    blad = load_workbook(BytesIO(schrijf(plan))).active

    assert [cel.value for cel in blad[2]][:12] == [
        "Bewegen",
        "=Sport op het plein",
        "Eerste regel.\n\nTweede regel.",
        "Sportclub, voorbeeld",
        "School; Wijkteam",
        "03-2027",
        "06-2027",
        "De Koppel",
        "ja",
        1234.5,
        "Gemeente",
        "gepland",
    ]
    assert blad["B2"].data_type == "s"


def test_een_gewijzigde_cel_is_een_verschil_in_woorden(plan):
    bestand = uit(plan, B3="Koffie en thee", D3="wijkteam", J3=75)

    proef = proef_van(plan, bestand=bestand)

    assert uitkomsten(proef) == ["gelijk", "gewijzigd"]
    assert [(v.naam, v.oud, v.nieuw) for v in proef.regels[1].velden] == [
        ("Activiteit", "Koffie", "Koffie en thee"),
        ("Trekker", "School", "Wijkteam"),
        ("Kosten", "", "75"),
    ]


def test_bevestigen_schrijft_nieuw_en_gewijzigd(plan):
    bestand = uit(plan, B3="Koffie en thee", A4="2", B4="Eettafel", D4="School", F4="2028")

    lees_in(plan, bestand=bestand)

    nieuw = Inzet.objects.get(activiteit__titel="Eettafel")
    assert Activiteit.objects.filter(titel="Koffie en thee").count() == 1
    assert (nieuw.doel.titel, nieuw.online_op) == ("Ontmoeten", None)
    assert nieuw.activiteit.periode == DateRange(date(2028, 1, 1), None)


def test_kolommen_in_elke_volgorde_en_wat_er_niet_is_blijft(plan):
    koppen = ("Wie trekt dit?", "ACTIVITEIT", "Grapje", "doel")

    inlezing = maak_inlezing(plan, ("Wijkteam", "Koffie", "x", 2), koppen=koppen)

    [regel] = probeer(inlezing).regels
    assert inlezing.regels["overgeslagen"] == ["Grapje"]
    assert [v.naam for v in regel.velden] == ["Trekker"]


@pytest.mark.parametrize(
    ("waarde", "van"),
    [
        ("17-3-2027", date(2027, 3, 17)),
        ("17 maart 2027", date(2027, 3, 17)),
        ("maart 2027", date(2027, 3, 1)),
        (2027, date(2027, 1, 1)),
        (date(2027, 3, 17), date(2027, 3, 17)),
    ],
    ids=["cijfers", "woorden", "maand", "getal", "datumcel"],
)
def test_datums_zoals_mensen_ze_schrijven(plan, waarde, van):
    [regel] = proef_van(plan, (1, "Nieuw", "School", waarde), koppen=ALLES[:4]).regels

    assert (regel.fouten, regel.waarden["van"]) == ([], van)


@pytest.mark.parametrize(
    ("waarde", "kosten"),
    [("€ 1.500", "1500"), ("12,50", "12.50"), (12.5, "12.50"), (1500, "1500"), (12.345, None)],
    ids=["euro", "komma", "centen", "heel", "te-precies"],
)
def test_bedragen_zoals_mensen_ze_schrijven(plan, waarde, kosten):
    rij = (1, "Nieuw", "School", None, None, waarde)
    [regel] = proef_van(plan, rij, koppen=ALLES[:6]).regels

    assert regel.waarden["kosten"] == (kosten and Decimal(kosten))
    assert bool(regel.fouten) == (kosten is None)


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        ((None, "Nieuw", "School"), "Doel: schrijf bij welk doel deze activiteit hoort."),
        (("9", "Nieuw", "School"), "Doel: er is geen doel 9. Het plan heeft 2 doelen."),
        (
            ("Beweging", "Nieuw", "School"),
            "in dit plan staat geen doel ‘Beweging’. Bedoel je ‘Bewegen’?",
        ),
        ((1, None, "School"), "Activiteit: Schrijf hoe de activiteit heet."),
        ((1, "x" * 121, "School"), "hooguit 120 tekens, nu 121"),
        ((1, "Nieuw", None), "Trekker: schrijf welke organisatie dit trekt."),
        ((1, "Nieuw", "Schol"), "we kennen geen organisatie ‘Schol’. Bedoel je ‘School’?"),
        ((1, "Nieuw", "School", "31-02-2027"), "Begint: De dag 31-02-2027 bestaat niet."),
        (
            (1, "Nieuw", "School", "2028", "2027"),
            "Klaar: de activiteit is klaar voordat zij begint.",
        ),
        ((1, "Nieuw", "School", "", "", "veel"), "Kosten: Vul een bedrag in euro in"),
        ((1, "Nieuw", "School", "", "", -5), "Kosten: Vul een bedrag in van 0 euro of meer."),
        ((1, "Nieuw", "School", "", "", "", "Wijkteam; niemand"), "geen organisatie ‘niemand’."),
        ((1, "Nieuw", "School", "", "", "", "", "=1+1"), "Omschrijving: hier staat een formule."),
    ],
    ids=[
        "doel-leeg",
        "doel-nummer",
        "doel-naam",
        "titel-leeg",
        "titel-lang",
        "trekker-leeg",
        "trekker-naam",
        "dag",
        "andersom",
        "bedrag",
        "onder-nul",
        "partner",
        "formule",
    ],
)
def test_een_rij_die_niet_kan_zegt_waarom_en_houdt_alles_tegen(plan, rij, zin):
    inlezing = maak_inlezing(plan, rij, (1, "Wel goed", "School"), koppen=ALLES)
    proef = probeer(inlezing)

    assert (uitkomsten(proef), proef.mag) == (["geweigerd", "nieuw"], False)
    assert proef.regels[0].nummer == 2
    assert zin in " ".join(proef.regels[0].fouten)
    with pytest.raises(RegelGeschonden):
        bevestig(inlezing, gezien=proef.vingerafdruk, door=maak_gebruiker())
    assert Activiteit.objects.count() == 2


def test_een_organisatie_met_een_komma_in_de_naam_is_een_organisatie(plan):
    rij = (2, "Nieuw", "School", "", "", "", "Sportclub, voorbeeld; Wijkteam, School")
    [regel] = proef_van(plan, rij, koppen=ALLES).regels

    assert [p.naam for p in regel.waarden["partners"]] == ["Sportclub, voorbeeld", "Wijkteam"]


def test_een_naam_die_twee_keer_bestaat_kiest_niemand(plan):
    maak_partner(naam="school")

    [regel] = proef_van(plan, (1, "Nieuw", "School")).regels

    assert "de naam van meer dan een" in regel.fouten[0]


def test_een_rij_die_er_twee_keer_staat_wordt_geweigerd(plan):
    proef = proef_van(plan, (2, "koffie", "School"), (2, "Koffie", "School"), (1, "A", "School"))

    assert uitkomsten(proef) == ["gewijzigd", "geweigerd", "nieuw"]
    assert "staat ook in rij 2" in proef.regels[1].fouten[0]


def test_een_kenmerk_van_een_ander_plan_wordt_geweigerd(plan):
    vreemd = str(maak_inzet().uuid)
    koppen = ("Doel", "Activiteit", "Trekker", "Kenmerk")

    [regel] = proef_van(plan, (1, "Nieuw", "School", vreemd), koppen=koppen).regels

    assert "Kenmerk: dit hoort niet bij een activiteit in dit plan." in regel.fouten[0]


def test_verplaatsen_en_hoe_het_gaat_horen_niet_in_dit_bestand(plan):
    verplaatst = proef_van(plan, bestand=uit(plan, A3="Bewegen")).regels[1]
    gemeld = proef_van(plan, bestand=uit(plan, L3="uitgevoerd")).regels[1]

    assert "Verplaatsen naar een ander doel" in verplaatst.fouten[0]
    assert gemeld.fouten == ["Stand: die is ‘gepland’. Meld in de werkversie hoe het gaat."]


def test_een_activiteit_bij_twee_doelen_heeft_een_naam(plan):
    koffie = Activiteit.objects.get(titel="Koffie")
    plaats(koffie, doel=plan.doelen.first())
    anders = uit(plan, B3="Thee", B4="Taart")

    assert uitkomsten(proef_van(plan, bestand=anders)) == ["gelijk", "gewijzigd", "geweigerd"]
    lees_in(plan, bestand=uit(plan, B3="Thee", B4="Thee"))
    assert Activiteit.objects.get(pk=koffie.pk).titel == "Thee"


def test_wie_afsloeg_staat_niet_in_het_blad_en_wordt_niet_vergeten(plan):
    Deelname.objects.filter(partner__naam="Wijkteam").update(
        toezegging="afgewezen", reden="Geen tijd.", gezegd_op="2027-01-01T00:00Z"
    )
    lees_in(plan, bestand=uit(plan, B2="Sport"))

    assert load_workbook(BytesIO(schrijf(plan))).active["E2"].value == "School"
    assert Deelname.objects.get(partner__naam="Wijkteam").reden == "Geen tijd."


# Confirm, and back


def test_twee_keer_bevestigen_is_een_keer(plan):
    inlezing = maak_inlezing(plan)
    gezien = probeer(inlezing).vingerafdruk

    for _ in range(2):
        bevestig(inlezing, gezien=gezien, door=maak_gebruiker())

    assert Activiteit.objects.count() == 3


def _andere_naam(plan):
    activiteit = Activiteit.objects.get(titel="Koffie")
    wijzig_activiteit(
        activiteit, versie=1, door=maak_gebruiker(), titel="Soep", trekker=activiteit.trekker
    )


def _doel_weg(plan):
    doel = plan.doelen.last()
    beeindig(doel, versie=doel.versie, door=maak_gebruiker())


def _zelfde_erbij(plan):
    maak_inzet(plan.doelen.first(), titel="Nieuw")


@pytest.mark.parametrize("wat", [_andere_naam, _doel_weg, _zelfde_erbij])
def test_een_plan_dat_daarna_veranderde_wordt_eerst_opnieuw_bekeken(plan, wat):
    bestand = uit(plan, I3="ja", A4="1", B4="Nieuw", D4="School")
    inlezing = maak_inlezing(plan, bestand=bestand)
    gezien = probeer(inlezing).vingerafdruk
    wat(plan)
    voor = list(Inzet.objects.order_by("pk").values())

    with pytest.raises(Verouderd):
        bevestig(inlezing, gezien=gezien, door=maak_gebruiker())

    assert list(Inzet.objects.order_by("pk").values()) == voor


def wat_er_staat():
    """What people read of all lines, whoever wrote it and when."""
    anders = {"versie", "gewijzigd_door_id", "gewijzigd_op"}
    rijen = [
        *Activiteit.objects.order_by("pk").values(),
        *Inzet.objects.lopend().order_by("pk").values(),
        *Deelname.objects.order_by("pk").values(),
    ]
    return [{k: v for k, v in rij.items() if k not in anders} for rij in rijen]


def test_terugdraaien_zet_alles_terug_zoals_het_was(plan):
    Activiteit.objects.update(toezegging="bevestigd", gezegd_op="2027-01-01T00:00Z")
    Deelname.objects.update(toezegging="bevestigd", gezegd_op="2027-01-01T00:00Z")
    voor = wat_er_staat()
    versies = dict(Activiteit.objects.values_list("pk", "versie"))
    anders = {"B2": "Anders", "D2": "School", "E2": "", "F2": "", "H2": "", "I2": "", "J2": ""}
    inlezing = lees_in(plan, bestand=uit(plan, **anders, A4="1", B4="Nieuw", D4="School"))
    assert wat_er_staat() != voor

    for _ in range(2):
        draai_terug(inlezing, door=maak_gebruiker())

    nieuw = Activiteit.objects.get(titel="Nieuw")
    assert [r for r in wat_er_staat() if r.get("titel") != "Nieuw"] == voor
    assert Inzet.objects.get(activiteit=nieuw).vervallen_op is not None
    sport = Activiteit.objects.get(titel="=Sport op het plein")
    assert sport.versie == versies[sport.pk] + 2


def _gemeld(plan):
    meld(Inzet.objects.get(activiteit__titel="Nieuw"))


def _gewijzigd(plan):
    activiteit = Activiteit.objects.get(titel="Thee")
    wijzig_activiteit(
        activiteit,
        versie=activiteit.versie,
        door=maak_gebruiker(),
        titel="Soep",
        trekker=activiteit.trekker,
    )


def _online(plan):
    zet_online(Inzet.objects.get(activiteit__titel="Nieuw"), door=maak_gebruiker())


@pytest.mark.parametrize("wat", [_gemeld, _gewijzigd, _online])
def test_na_een_wijziging_is_er_niets_meer_terug_te_draaien(plan, wat):
    bestand = uit(plan, B3="Thee", A4="1", B4="Nieuw", D4="School")
    inlezing = lees_in(plan, bestand=bestand)
    wat(plan)
    voor = wat_er_staat()

    with pytest.raises(RegelGeschonden, match="Terugdraaien kan niet meer. Daarna gewijzigd"):
        draai_terug(inlezing, door=maak_gebruiker())

    assert wat_er_staat() == voor


def test_wat_niet_bevestigd_is_valt_niet_terug_te_draaien(plan):
    with pytest.raises(RegelGeschonden):
        draai_terug(maak_inlezing(plan), door=maak_gebruiker())


# Odd files


def zip_met(**delen):
    inhoud = BytesIO()
    with ZipFile(inhoud, "w", ZIP_DEFLATED) as bestand:
        for naam, deel in delen.items():
            bestand.writestr(naam, deel)
    return inhoud.getvalue()


def samengevoegd():
    boek, inhoud = Workbook(), BytesIO()
    for rij in [("Doel", "Activiteit"), (1, "A"), (1, "B")]:
        boek.active.append(rij)
    boek.active.merge_cells("A2:A3")
    boek.save(inhoud)
    return inhoud.getvalue()


def bom():
    inhoud = BytesIO(maak_blad((1, "A", "School")).read())
    with ZipFile(inhoud, "a", ZIP_DEFLATED) as bestand:
        bestand.writestr("xl/media/foto.png", b"\0" * (21 * 1024 * 1024))
    return inhoud.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"geen excel", "Dit is geen Excel-bestand (xlsx)."),
        (b"", "Dit bestand is leeg."),
        (b"PK\x03\x04" + b"\0" * HOOGUIT, "Kies een bestand van hooguit 10 MB."),
        (
            zip_met(**{"[Content_Types].xml": "x", "xl/stuk.xml": "x"}),
            "We kunnen dit bestand niet lezen.",
        ),
        (bom(), "Dit bestand is uitgepakt te groot."),
        (samengevoegd(), "In dit bestand zijn cellen samengevoegd."),
        (maak_blad(koppen=("Naam", "Bedrag")).read(), "We zien geen rij met koppen."),
        (
            maak_blad(koppen=("Doel", "Activiteit", "Naam")).read(),
            "‘Activiteit’ staat er twee keer.",
        ),
        (maak_blad().read(), "Onder de koppen staat niets."),
        (maak_blad(*[(1, f"A{n}", "B") for n in range(5000)]).read(), "meer dan 500 rijen"),
    ],
    ids=[
        "tekst",
        "leeg",
        "te-groot",
        "stuk",
        "bom",
        "samengevoegd",
        "geen-koppen",
        "dubbele-kop",
        "niets",
        "5000-rijen",
    ],
)
def test_een_vreemd_bestand_geeft_een_zin(client, plan, inhoud, zin):
    log_in(client, plan)
    bestand = SimpleUploadedFile("activiteiten.xlsx", inhoud)

    antwoord = client.post(url("importeren", plan), {"uuid": uuid4(), "bestand": bestand})

    assert (antwoord.status_code, Activiteitenimport.objects.count()) == (422, 0)
    assert zin in tekst(antwoord)


def test_wat_nooit_bevestigd_werd_blijft_niet_liggen(plan):
    oud = maak_inlezing(plan, nu=datetime.fromisoformat("2027-01-01T12:00Z"))

    maak_inlezing(plan, nu=datetime.fromisoformat("2027-01-04T12:00Z"))

    assert not Activiteitenimport.objects.filter(pk=oud.pk).exists()


# On screen


def test_ophalen_inlezen_bevestigen_en_terugdraaien(client, plan):
    log_in(client, plan)
    blad = client.get(url("activiteiten_xlsx", plan))
    assert blad["Content-Disposition"] == f'attachment; filename="activiteiten-{plan.slug}.xlsx"'
    bestand = uit(plan, B3="Thee", A4="1", B4="Nieuw", D4="School")
    velden = {"uuid": uuid4(), "bestand": bestand}

    pagina = client.post(url("importeren", plan), velden, follow=True)
    adres = pagina.redirect_chain[-1][0]
    lees = tekst(pagina)
    assert "1 nieuw 1 gewijzigd 1 hetzelfde 0 kan niet" in lees
    assert Activiteit.objects.count() == 2

    klaar = client.post(adres, {"gezien": pagina.context["proef"].vingerafdruk}, follow=True)
    assert "De activiteiten staan in het plan." in tekst(klaar)
    assert Activiteit.objects.filter(titel__in=["Thee", "Nieuw"]).count() == 2

    terug = client.post(adres + "terugdraaien/", follow=True)
    assert "Teruggedraaid. De activiteiten zijn weer zoals daarvoor." in tekst(terug)
    assert Activiteit.objects.filter(titel="Koffie").count() == 1


def test_dubbel_klikken_leest_een_keer_en_een_ander_bestand_is_een_zin(client, plan):
    log_in(client, plan)
    uuid = uuid4()

    def stuur(bestand):
        return client.post(url("importeren", plan), {"uuid": uuid, "bestand": bestand}).status_code

    blad = maak_blad((1, "A", "School"))
    eerste = stuur(blad)
    blad.seek(0)
    assert (eerste, stuur(blad)) == (302, 302)
    assert stuur(maak_blad((1, "B", "School"))) == 422
    assert Activiteitenimport.objects.count() == 1


def test_een_verouderde_proef_op_het_scherm_is_een_zin_en_een_nieuwe_proef(client, plan):
    log_in(client, plan)
    inlezing = maak_inlezing(plan, bestand=uit(plan, I3="ja"))
    gezien = probeer(inlezing).vingerafdruk
    _andere_naam(plan)

    antwoord = client.post(url("import_proef", plan, inlezing.uuid), {"gezien": gezien})

    assert antwoord.status_code == 409
    assert "Het plan is net veranderd. Er is niets ingelezen." in tekst(antwoord)
    assert "Soep" in tekst(antwoord)


@pytest.mark.parametrize("gezien", ["", "x" * 65, "\x00"], ids=["leeg", "lang", "nul"])
def test_een_vreemde_bevestiging_leest_niets_in(client, plan, gezien):
    log_in(client, plan)
    inlezing = maak_inlezing(plan)

    antwoord = client.post(url("import_proef", plan, inlezing.uuid), {"gezien": gezien})

    assert (antwoord.status_code, Activiteit.objects.count()) == (422, 2)


def test_fouten_als_csv_rekenen_niets_uit(client, plan):
    log_in(client, plan)
    inlezing = maak_inlezing(plan, (9, "+Gevaarlijk", "School"), (1, "Goed", "School"))

    csv = client.get(url("import_fouten", plan, inlezing.uuid)).content.decode("utf-8-sig")

    assert csv.splitlines() == [
        "Rij;Activiteit;Wat er mis is",
        "2;'+Gevaarlijk;Doel: er is geen doel 9. Het plan heeft 2 doelen.",
    ]


def test_alleen_de_gebiedsmanager_leest_in_en_draait_terug(client, plan):
    inlezing = lees_in(plan, (1, "Nieuw", "School"))
    log_in(client, maak_plan())

    antwoorden = [
        client.get(url("activiteiten_xlsx", plan)),
        client.post(url("importeren", plan)),
        client.post(url("import_terugdraaien", plan, inlezing.uuid)),
    ]

    assert [a.status_code for a in antwoorden] == [403, 403, 403]
    inlezing.refresh_from_db()
    assert inlezing.teruggedraaid_op is None


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_proef_kost_evenveel_queries(client, aantal, django_assert_num_queries):
    doel = maak_doel()
    for _ in range(aantal):
        maak_inzet(doel, partners=[maak_partner()])
    inlezing = maak_inlezing(Wijkplan.objects.get(), bestand=uit(doel.plan, B2="Anders"))

    with django_assert_num_queries(8):
        assert len(probeer(Activiteitenimport.objects.get(pk=inlezing.pk)).regels) == aantal
