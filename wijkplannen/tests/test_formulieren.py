"""What people type in the forms of the working copy, and what they hear when it does not fit."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import QueryDict

from partners.tests.maken import maak_partner
from wijkplannen.forms.activiteit import ActiviteitForm
from wijkplannen.forms.bewerken import BlokForm, DoelForm
from wijkplannen.forms.publiceren import PubliceerForm, VaststellingForm
from wijkplannen.models import Activiteit
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_inzet, maak_plan, maak_thema

pytestmark = pytest.mark.django_db

OPNIEUW = "Er ging iets mis met deze pagina. Kopieer je tekst, open de pagina opnieuw en bewaar."
TEKEN = "Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."


def post(**velden):
    data = QueryDict(mutable=True)
    for naam, waarde in velden.items():
        data.setlist(naam, waarde if isinstance(waarde, list) else [waarde])
    return data


def doel_form(**anders):
    goed = {"uuid": str(uuid4()), "titel": "Ouderen doen mee", "gewenst": ""}
    return DoelForm(post(**goed | {"thema": str(maak_thema().pk)} | anders), plan=maak_plan())


def activiteit_form(**anders):
    doel = maak_doel()
    goed = {"uuid": str(uuid4()), "titel": "Eettafel", "trekker": str(maak_partner().pk)}
    return ActiviteitForm(post(**goed | anders), plan=doel.plan, doel=doel)


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("titel", "", "Schrijf het doel in één zin."),
        ("titel", "   ", "Schrijf het doel in één zin."),
        ("titel", "x" * 143, "Maak het doel korter: hooguit 120 tekens, nu 143."),
        ("titel", "Oud\x00eren", TEKEN),
        (
            "gewenst",
            "x" * 1001,
            "Maak de tekst over wat jullie willen bereiken korter: hooguit 1000 tekens, nu 1001.",
        ),
        ("gewenst", "\x00", TEKEN),
        ("thema", "", "Kies bij welk thema dit doel hoort."),
        ("thema", "999999", "Kies een thema uit de lijst."),
        ("thema", "9" * 40, "Kies een thema uit de lijst."),
        ("indicatoren", "999999", "Kies alleen cijfers uit de lijst."),
        ("indicatoren", "abc", "Kies alleen cijfers uit de lijst."),
        ("indicatoren", "9" * 40, "Kies alleen cijfers uit de lijst."),
        ("uuid", "", OPNIEUW),
        ("uuid", "geen-uuid", OPNIEUW),
        ("uuid", "\x00", OPNIEUW),
    ],
)
def test_een_doel_dat_niet_klopt_krijgt_een_zin(veld, waarde, fout):
    form = doel_form(**{veld: waarde})

    assert form.errors == {veld: [fout]}


@pytest.mark.parametrize("versie", ["", "abc", "1.5", "\x00", "9" * 5000])
def test_een_versienummer_dat_geen_getal_is_geeft_een_zin(versie):
    doel = maak_doel()

    data = post(versie=versie, titel="Nieuw", thema=str(doel.thema_id))
    form = DoelForm(data, plan=doel.plan, rij=doel)

    assert form.errors == {"versie": [OPNIEUW]}


@pytest.mark.parametrize("elders", [maak_doel, maak_blok])
def test_een_uuid_dat_al_ergens_anders_bij_hoort_wordt_geweigerd(elders):
    ander = elders()
    soort = DoelForm if elders is maak_doel else BlokForm
    form = soort(post(uuid=str(ander.uuid)), plan=maak_plan())

    form.is_valid()

    assert form.errors["uuid"] == [OPNIEUW]


def test_het_uuid_van_een_activiteit_bij_een_ander_doel_wordt_geweigerd():
    ander = maak_inzet().activiteit

    assert activiteit_form(uuid=str(ander.uuid)).errors == {"uuid": [OPNIEUW]}


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("kop", "", "Vul een kop in."),
        ("kop", "x" * 121, "Maak de kop korter: hooguit 120 tekens, nu 121."),
        ("tekst", "", "Schrijf de tekst onder de kop."),
        ("tekst", "x" * 6001, "Maak de tekst korter: hooguit 6000 tekens, nu 6001."),
        ("rubriek", "", "Kies onder welk kopje dit hoort."),
        ("rubriek", "ateliers", "Kies een kopje uit de lijst."),  # of another kind of plan
        ("zichtbaarheid", "", "Kies wie dit mag lezen."),
        ("zichtbaarheid", "iedereen", "Kies wie dit mag lezen."),
    ],
)
def test_een_blok_dat_niet_klopt_krijgt_een_zin(veld, waarde, fout):
    goed = {"uuid": str(uuid4()), "rubriek": "wijk", "kop": "De wijk", "tekst": "Groen."}
    goed["zichtbaarheid"] = "openbaar"

    form = BlokForm(post(**goed | {veld: waarde}), plan=maak_plan())

    assert form.errors == {veld: [fout]}


def test_bij_een_nieuw_blok_is_nog_niet_gekozen_wie_het_leest():
    assert "checked" not in str(BlokForm(plan=maak_plan())["zichtbaarheid"])


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("titel", "", "Schrijf hoe de activiteit heet."),
        ("titel", "x" * 130, "Maak de naam korter: hooguit 120 tekens, nu 130."),
        ("omschrijving", "a\x00b", TEKEN),
        ("trekker", "", "Kies wie dit trekt."),
        ("trekker", "0", "Kies een organisatie uit de lijst."),
        ("partners", ["x"], "Kies alleen organisaties uit de lijst."),
        ("partners", ["999999"], "Kies een organisatie uit de lijst."),
        ("kosten", "abc", "Vul een bedrag in euro in, bijvoorbeeld 1500 of 12,50."),
        ("kosten", "-5", "Vul een bedrag in van 0 euro of meer."),
        ("kosten", "1\x00", "Vul een bedrag in euro in, bijvoorbeeld 1500 of 12,50."),
        ("kosten", "1" * 11, "Vul een bedrag in euro in, bijvoorbeeld 1500 of 12,50."),
        ("van", "gauw", "Schrijf een datum als 17-03-2027, 03-2027 of 2027."),
        ("van", "20\x0027", "Schrijf een datum als 17-03-2027, 03-2027 of 2027."),
        (
            "van",
            "31-02-2026",
            "De dag 31-02-2026 bestaat niet. Schrijf een datum als 17-03-2027, 03-2027 of 2027.",
        ),
        (
            "tot",
            "13-2026",
            "Maand 13 bestaat niet. Schrijf een datum als 17-03-2027, 03-2027 of 2027.",
        ),
        (
            "tot",
            "00-2026",
            "Maand 0 bestaat niet. Schrijf een datum als 17-03-2027, 03-2027 of 2027.",
        ),
        ("tot", "9999", "Vul een jaar in tussen 2000 en 2100."),
    ],
)
def test_een_activiteit_die_niet_klopt_krijgt_een_zin(veld, waarde, fout):
    assert activiteit_form(**{veld: waarde}).errors == {veld: [fout]}


def test_een_activiteit_is_niet_klaar_voordat_zij_begint():
    form = activiteit_form(van="2027", tot="2026")

    assert form.errors == {"tot": ["De activiteit is klaar voordat zij begint. Kijk de data na."]}


@pytest.mark.parametrize("bedrag", ["1.500,00", "1500", "€ 1.500", "1500,00", " 1.500 "])
def test_een_bedrag_mag_op_elke_nederlandse_manier(bedrag):
    form = activiteit_form(kosten=bedrag)

    assert (form.is_valid(), form.velden["kosten"]) == (True, Decimal(1500))


@pytest.mark.parametrize(
    ("van", "tot", "periode"),
    [
        ("", "", None),
        ("2027", "2027", DateRange(date(2027, 1, 1), date(2028, 1, 1))),
        ("03-2027", "3-2027", DateRange(date(2027, 3, 1), date(2027, 4, 1))),
        ("17-3-2027", "17/03/2027", DateRange(date(2027, 3, 17), date(2027, 3, 18))),
        ("2027", "", DateRange(date(2027, 1, 1), None)),
        ("", "2-2028", DateRange(None, date(2028, 3, 1))),
    ],
)
def test_een_periode_gaat_tot_en_met_de_laatste_dag(van, tot, periode):
    form = activiteit_form(van=van, tot=tot)

    assert (form.is_valid(), form.velden["periode"]) == (True, periode)


@pytest.mark.parametrize(
    "periode",
    [
        None,
        DateRange(date(2027, 1, 1), date(2028, 1, 1)),
        DateRange(date(2027, 3, 17), date(2027, 5, 2)),
        DateRange(date(2027, 3, 1), None),
        DateRange(None, date(2027, 3, 1)),
    ],
)
def test_openen_en_bewaren_verandert_niets(periode):
    inzet = maak_inzet(
        periode=periode, kosten=Decimal("12.50"), omschrijving="Een\n\ntwee", partners=[]
    )
    activiteit = Activiteit.objects.get(pk=inzet.activiteit_id)
    leeg = ActiviteitForm(plan=inzet.doel.plan, inzet=inzet)
    data = post(**{veld.name: veld.value() or "" for veld in leeg if veld.name != "partners"})
    data["omschrijving"] = "Een\r\n\r\ntwee"  # what a browser makes of it

    form = ActiviteitForm(data, plan=inzet.doel.plan, inzet=inzet)

    assert (form.is_valid(), form.is_gelijk(activiteit)) == (True, True)
    assert form.velden["periode"] == activiteit.periode


def test_partners_van_de_wijk_en_het_plan_staan_vooraan():
    inzet = maak_inzet()
    plan = inzet.doel.plan
    trekker = inzet.activiteit.trekker
    hier, gekozen, elders = maak_partner([plan.gebied]), maak_partner(), maak_partner()
    inzet.activiteit.partners.add(gekozen)

    dichtbij, verder = ActiviteitForm(plan=plan, inzet=inzet).keuzes

    assert {keuze.choice_label for keuze in dichtbij} == {hier.naam, gekozen.naam, trekker.naam}
    assert {keuze.choice_label for keuze in verder} == {elders.naam}


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("wat_veranderd", "", "Schrijf in een of twee zinnen wat er veranderd is."),
        ("wat_veranderd", "x" * 601, "Maak de tekst korter: hooguit 600 tekens, nu 601."),
        ("wat_veranderd", "\x00", TEKEN),
        ("versie", "", OPNIEUW),
    ],
)
def test_publiceren_vraagt_een_zin(veld, waarde, fout):
    form = PubliceerForm(post(**{"versie": "1", "wat_veranderd": "Nieuw.", veld: waarde}))

    assert form.errors == {veld: [fout]}


@pytest.mark.parametrize(
    ("veld", "waarde", "fout"),
    [
        ("door_wie", "", "Kies wie deze versie heeft vastgesteld."),
        ("door_wie", "ik", "Kies het college of de raad."),
        ("datum", "", "Vul de datum van het besluit in."),
        ("datum", "2026", "Schrijf de datum als 17-03-2027."),
        ("datum", "01-01-2099", "Deze dag moet nog komen. Vul de datum van het besluit in."),
        ("nummer", "x" * 41, "Maak het nummer korter: hooguit 40 tekens, nu 41."),
        (
            "link",
            "javascript:alert(1)",
            "Vul een adres in dat begint met https://, of laat dit leeg.",
        ),
    ],
)
def test_een_vaststelling_die_niet_klopt_krijgt_een_zin(veld, waarde, fout):
    goed = {"door_wie": "de raad", "datum": "09-06-2026", "nummer": "12", "link": ""}

    form = VaststellingForm(post(**goed | {veld: waarde}))

    assert form.errors == {veld: [fout]}
