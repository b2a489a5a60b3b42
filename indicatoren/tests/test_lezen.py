"""Files with figures: what we see in them, what is read, and what is refused with which words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone

from gebieden.models import Gemeente
from gebieden.tests.maken import maak_buurt
from indicatoren.lezen.bekend import BekendeIndicator, BekendGebied, haal_bekend
from indicatoren.lezen.cijfers import Gelezen, Geweigerd, Kwestie, lees
from indicatoren.lezen.herkennen import herken
from indicatoren.lezen.leeswijze import Kolom, Leeswijze, Rol
from indicatoren.lezen.namen import namen
from indicatoren.lezen.sjabloon import Rij, rijen, schrijf
from indicatoren.lezen.tekens import Getalkeuze
from indicatoren.models import Gebiedsnaam, Indicator
from indicatoren.tests.maken import maak_indicator, maak_meting, maak_stad, maak_streefwaarde
from indicatoren.tests.maken_lezen import (
    BUURTEN,
    GEGEVENS,
    STAD,
    maak_bekend,
    maak_csv,
    maak_xlsx,
)
from kern.tabellen import GeenTabel

KWB = GEGEVENS / "cbs_kwb2022_85318NED_amersfoort_deel.csv"
NABIJHEID = GEGEVENS / "cbs_statline_85231NED_nabijheid_2021_fragment.csv"
LANG = Leeswijze(
    kolommen=tuple(
        Kolom(rol, rol)
        for rol in (Rol.GEBIED, Rol.NAAM, Rol.INDICATOR, Rol.JAAR, Rol.SOORT, Rol.WAARDE)
        + (Rol.REDEN, Rol.N, Rol.MARGE, Rol.SIGNIFICANT, Rol.VOORLOPIG, Rol.NOOT)
    )
)
GOED = {"gebied": "BU03070101", "indicator": "rust", "jaar": "2025", "waarde": "7,3"}


def lees_rijen(*regels, wijze=LANG, bekend=None):
    koppen = [kolom.kop for kolom in wijze.kolommen]
    cellen = [[regel.get(kop, "") for kop in koppen] for regel in regels]
    return list(lees(maak_csv([koppen, *cellen]), wijze, bekend or maak_bekend()))


def test_de_kerncijfers_van_cbs_met_aantallen_als_1_255():
    with KWB.open("rb") as bestand:
        gezien = herken(bestand, KWB.name, bekend=maak_bekend())

        assert [kolom.rol for kolom in gezien.leeswijze.kolommen[:5]] == [
            Rol.NAAM,
            Rol.NIET,
            Rol.NIET,
            Rol.GEBIED,
            Rol.CIJFER,
        ]
        assert (gezien.leeswijze.jaar, gezien.is_onzeker, gezien.rijen) == (2022, True, 17)
        assert gezien.getalkeuzes[0] == Getalkeuze("1.255", met_komma="1255", met_punt="1,255")
        gelezen = list(lees(bestand, gezien.leeswijze, maak_bekend()))

    assert [(r.regel, r.gebied_id, r.waarde) for r in gelezen if isinstance(r, Gelezen)] == [
        (2, 1, 460),
        (3, 2, 165),
        (4, 3, 1255),
        (5, 4, 435),
    ]
    assert len(gelezen) == 17
    assert gelezen[4] == Geweigerd(
        6,
        "Regioaanduiding/Codering (code)",
        "BU03070202",
        "Deze code kennen we niet. Kijk na of hij klopt.",
    )


def test_een_fragment_van_statline_met_namen_en_een_decimale_punt():
    amsterdam = maak_bekend(
        gebieden=[
            BekendGebied(1, "WK036300", "Burgwallen-Oude Zijde", "wijk"),
            BekendGebied(2, "WK036301", "Burgwallen-Nieuwe Zijde", "wijk"),
        ],
        indicatoren=[BekendeIndicator(5, "bibliotheek", "Afstand tot bibliotheek")],
    )
    with NABIJHEID.open("rb") as bestand:
        gezien = herken(bestand, NABIJHEID.name, bekend=amsterdam)

        assert (gezien.vragen, gezien.leeswijze.jaar) == ((), 2021)
        assert (gezien.leeswijze.codering, gezien.leeswijze.decimaal) == ("utf-8-sig", ".")
        assert [naam.tekst for naam in namen(bestand, gezien.leeswijze, amsterdam)][:2] == [
            "Nederland",
            "Burgwallen-Oude Zijde",
        ]
        lezing = lees(bestand, replace(gezien.leeswijze, namen_bevestigd=True), amsterdam)
        gelezen = list(lezing)

    assert [r[:7] for r in gelezen if isinstance(r, Gelezen)] == [
        (3, 2, "meting", 5, 1, 2021, Decimal("1.1")),
        (4, 2, "meting", 5, 2, 2021, Decimal("1.5")),
    ]
    assert (lezing.buiten, lezing.regel) == (1, 12)
    assert {r.kwestie for r in gelezen if isinstance(r, Geweigerd)} == {Kwestie.NAAM}


def test_een_hele_regel_van_ons_bestand():
    regel = GOED | {"n": "1.200", "marge": "0,2", "significant": "Nee", "voorlopig": "ja"}

    assert lees_rijen(regel | {"noot": " let  op "}) == [
        (
            2,
            6,
            "meting",
            1,
            1,
            2025,
            Decimal("7.3"),
            None,
            1200,
            Decimal("0.2"),
            "nee",
            True,
            "let op",
        )
    ]
    assert lees_rijen(GOED | {"soort": "streef", "waarde": "", "noot": "volgt"}) == [
        (2, 6, "streefwaarde", 1, 1, 2025, None, None, None, None, "niet_getoetst", False, "volgt")
    ]


@pytest.mark.parametrize(
    ("anders", "kolom", "begin"),
    [
        ({"gebied": ""}, "naam", "Hier ontbreekt het gebied."),
        ({"gebied": "BU03079999"}, "gebied", "Deze code kennen we niet."),
        ({"gebied": "", "naam": "Nergens"}, "naam", "Dit gebied kennen we niet."),
        ({"indicator": "stilte"}, "indicator", "Deze indicator kennen we niet."),
        ({"indicator": "initiatieven"}, "indicator", "Dit cijfer rekent het portaal zelf uit."),
        ({"jaar": "25"}, "jaar", "Dit is geen jaar."),
        ({"jaar": "1899"}, "jaar", "Dit jaar kan niet kloppen"),
        ({"soort": "gewenst"}, "soort", "Dit woord kennen we hier niet."),
        ({"waarde": "veel"}, "waarde", "Dit is geen getal."),
        ({"waarde": "7\0" + "3"}, "waarde", "Dit is geen getal."),
        ({"waarde": "7.3"}, "waarde", "Dit getal heeft een punt,"),
        ({"waarde": "1.25.5"}, "waarde", "Dit is geen getal."),
        ({"waarde": "10,1"}, "waarde", "Dit valt buiten de schaal van Rust in de buurt"),
        ({"waarde": "7,12345"}, "waarde", "Dit getal heeft meer dan 4 cijfers achter de komma."),
        ({"waarde": "12345678901"}, "waarde", "Dit getal is te groot."),
        ({"waarde": ""}, "waarde", "Deze cel is leeg."),
        ({"reden": "geheim"}, "waarde", "Hier staat een waarde en ook een reden"),
        ({"waarde": "", "reden": "zomaar"}, "reden", "Dit woord kennen we hier niet."),
        ({"n": "-1"}, "n", "Het aantal antwoorden is een heel getal"),
        ({"n": "1,5"}, "n", "Het aantal antwoorden is een heel getal"),
        ({"marge": "-0,1"}, "marge", "Een marge is een getal vanaf 0"),
        ({"significant": "misschien"}, "significant", "Dit woord kennen we hier niet."),
        ({"voorlopig": "bijna"}, "voorlopig", "Dit woord kennen we hier niet."),
        ({"noot": "x" * 301}, "noot", "Deze noot is langer dan 300 tekens."),
        ({"soort": "streef", "n": "5"}, "", "Een streefwaarde heeft alleen een waarde"),
        ({"soort": "streef", "waarde": ""}, "waarde", "Vul een waarde in, of schrijf in de noot"),
    ],
    ids=str,
)
def test_wat_niet_klopt_wordt_geweigerd_met_een_zin(anders, kolom, begin):
    (geweigerd,) = lees_rijen(GOED | anders)

    assert (geweigerd.regel, geweigerd.kolom) == (2, kolom)
    assert geweigerd.waarom.startswith(begin)


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1 255", 1255),
        ("1\xa0255,5", Decimal("1255.5")),
        ("€ 1.255,50", Decimal("1255.5")),
        ("32 %", 32),
        ("−4", -4),
        ("+0,10", Decimal("0.1")),
        ("1.255.000", 1_255_000),
        ("\0 12 \0", 12),
    ],
    ids=ascii,
)
def test_getallen_zoals_mensen_ze_schrijven(tekst, waarde):
    (gelezen,) = lees_rijen(GOED | {"indicator": "inwoners", "waarde": tekst})

    assert gelezen.waarde == waarde


def test_tekens_krijgen_de_betekenis_die_gekozen_is():
    wijze = replace(LANG, tekens={"-": "nul", "X": "geheim", "": "leeg"})
    tekst = [GOED | {"indicator": "inwoners", "waarde": teken} for teken in ("-", "x", "")]

    assert [(r.waarde, r.reden) for r in lees_rijen(*tekst, wijze=wijze)] == [
        (0, None),
        (None, "geheim"),
    ]


def test_een_gebied_hoort_bij_het_jaar():
    """On 1 July; of another year only when somebody confirmed it, except the gemeente itself."""
    oud = BekendGebied(7, "BU03070300", "Oud", "buurt", date(2010, 1, 1), date(2020, 7, 1))
    nieuw = BekendGebied(8, "BU03070300", "Nieuw", "buurt", date(2020, 7, 1))
    bekend = maak_bekend(gebieden=[oud, nieuw, STAD])
    regels = [GOED | {"gebied": oud.code, "jaar": jaar} for jaar in ("2005", "2019", "2020")]
    stad = GOED | {"gebied": "GM0307", "jaar": "2011"}

    geweigerd, *gelezen = lees_rijen(*regels, stad, bekend=bekend)
    assert geweigerd.kwestie == Kwestie.GRENZEN
    assert [r.gebied_id for r in gelezen] == [7, 8, 9]
    bevestigd = replace(LANG, grenzen_bevestigd=True)
    assert lees_rijen(regels[0], wijze=bevestigd, bekend=bekend)[0].gebied_id == 7


def test_namen_eerst_bevestigd_en_met_meer_gebieden_gekozen():
    wijk = BekendGebied(20, "nieuwland", "Nieuwland", "plangebied")
    cbs = BekendGebied(21, "WK030731", "Nieuwland", "wijk")
    kent = {"gebieden": [wijk, cbs, *BUURTEN]}
    smal, nieuw = ({"gebied": "", "naam": naam} for naam in ("SMALLEPAD  e.o.", "Nieuwland"))
    zeker = replace(LANG, namen_bevestigd=True)

    def uitkomst(anders, wijze=LANG, **bekend):
        (rij,) = lees_rijen(GOED | anders, wijze=wijze, bekend=maak_bekend(**kent, **bekend))
        return rij.gebied_id if isinstance(rij, Gelezen) else rij.waarom

    assert uitkomst(smal) == "Bevestig eerst welk gebied met deze naam bedoeld is."
    assert uitkomst(smal, zeker) == 4
    assert uitkomst(nieuw, zeker) == (
        "Dit kan zijn: Nieuwland (wijk) en Nieuwland (CBS-wijk). Kies welke soort gebied in dit "
        "bestand staat."
    )
    assert uitkomst(nieuw, replace(zeker, gebiedsoort="wijk")) == 21
    assert uitkomst(nieuw, namen=[("Nieuwland", wijk)]) == 20


def test_gebieden_van_elders_worden_overgeslagen_en_geteld():
    codes = ["GM0363", "WK036300", "NL01", "PV26", "3070101"]
    lezing = lees(
        maak_csv([["code", "waarde"], *([code, "5"] for code in codes)]),
        Leeswijze(
            (Kolom("code", Rol.GEBIED), Kolom("waarde", Rol.WAARDE)), jaar=2025, indicator="rust"
        ),
        maak_bekend(),
    )

    assert ([r.gebied_id for r in lezing], lezing.buiten) == ([1], 4)


def test_regels_onder_de_tabel_tellen_niet_maar_een_afgebroken_regel_wel():
    koppen, rij = ["code", "waarde"], ["BU03070101", "5"]
    voet = [[], ["* te weinig antwoorden"], ["Bron: onderzoek"], ["Vragen? Bel ons"]]
    wijze = Leeswijze(
        (Kolom("code", Rol.GEBIED), Kolom("waarde", Rol.WAARDE)), jaar=2025, indicator="rust"
    )

    def regels(*inhoud):
        gelezen = lees(maak_csv([koppen, *inhoud]), wijze, maak_bekend())
        return [(type(r).__name__, r.regel) for r in gelezen]

    assert regels(rij, *voet) == [("Gelezen", 2)]
    assert regels(voet[2], rij) == [("Geweigerd", 2), ("Gelezen", 3)]
    assert regels(rij, ["BU0307"]) == [("Gelezen", 2), ("Geweigerd", 3)]
    assert regels(rij, [*rij, "erbij"]) == [("Gelezen", 2), ("Geweigerd", 3)]


def test_een_formule_in_een_blad_wordt_geweigerd():
    bestand = maak_xlsx([["code", "rust|2025*"], ["BU03070101", "=1+1"], ["BU03070102", 7.3]])
    gezien = herken(bestand, "blad.xlsx", bekend=maak_bekend())
    geweigerd, gelezen = lees(bestand, gezien.leeswijze, maak_bekend())

    assert gezien.opmerkingen == (
        "In dit blad staan formules. Die lezen we niet: zet er de getallen zelf neer.",
    )
    assert geweigerd.waarom == "Hier staat een formule. Zet het getal zelf in het bestand."
    assert (gelezen.waarde, gelezen.voorlopig) == (Decimal("7.3"), True)


@pytest.mark.parametrize(
    ("kolommen", "zin"),
    [
        ([Rol.GEBIED], "Kies in welke kolom de cijfers staan."),
        ([Rol.WAARDE], "Kies in welke kolom de code of de naam van het gebied staat."),
        ([Rol.GEBIED, Rol.WAARDE], "Kies over welke indicator de cijfers gaan."),
        ([Rol.GEBIED, Rol.WAARDE, Rol.INDICATOR], "Kies over welk jaar de cijfers gaan."),
        (
            [Rol.GEBIED, Rol.WAARDE, Rol.INDICATOR, Rol.JAAR],
            "De koppen van dit bestand zijn anders dan gekozen. Kies opnieuw wat er in de "
            "kolommen staat.",
        ),
    ],
    ids=["cijfers", "gebied", "indicator", "jaar", "koppen"],
)
def test_een_leeswijze_waaraan_iets_ontbreekt_is_een_zin(kolommen, zin):
    wijze = Leeswijze(tuple(Kolom(rol, rol) for rol in kolommen))

    with pytest.raises(GeenTabel) as fout:
        list(lees(maak_csv([["a", "b", "c", "d"], ["1", "2", "3", "4"]]), wijze, maak_bekend()))

    assert str(fout.value) == zin


@pytest.mark.django_db
@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_alle_cijfers_van_de_stad_gaan_eruit_en_komen_hetzelfde_terug(
    vorm, django_assert_num_queries
):
    """Also a note as long as it can be, with which a spreadsheet would reckon."""
    stad, rust, noot = maak_stad(), maak_indicator(), "=" * 300
    maak_meting(rust, 2025, "7.3", significant="ja", voetnoot=noot)
    maak_meting(rust, 2026, None, reden="te_weinig")
    maak_streefwaarde(rust, 2027, "7.5")
    Gebiedsnaam.objects.create(
        gemeente=stad.gemeente, naam="de stad", gebied=stad, op=timezone.now()
    )
    bestand = BytesIO()
    schrijf(rijen(Indicator.objects.all()), vorm, bestand)
    assert vorm == "xlsx" or f";'{noot}\r\n".encode() in bestand.getvalue()
    with django_assert_num_queries(3):
        bekend = haal_bekend(stad.gemeente)
    gelezen = list(lees(bestand, herken(bestand, "x").leeswijze, bekend))

    assert [r[2:8] for r in gelezen] == [
        ("meting", rust.pk, stad.pk, 2025, Decimal("7.3"), None),
        ("meting", rust.pk, stad.pk, 2026, None, "te_weinig"),
        ("streefwaarde", rust.pk, stad.pk, 2027, Decimal("7.5"), None),
    ]
    assert [gebied.pk for gebied in bekend.bevestigd["de stad"]] == [stad.pk]
    assert gelezen[0].voetnoot == noot
    assert Rij._fields == tuple(kolom.kop for kolom in herken(bestand, "x").leeswijze.kolommen)


@pytest.mark.django_db
def test_cijfers_van_een_andere_gemeente_gaan_niet_mee_naar_buiten():
    rust, elders = maak_indicator(), Gemeente.objects.create(code="GM1", naam="Elders")
    maak_meting(rust, 2025, 7)
    maak_meting(rust, 2025, 1, gebied=maak_buurt(gemeente=elders))

    assert [rij.gebied for rij in rijen(Indicator.objects.all())] == ["GM0307"]
