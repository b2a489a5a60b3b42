"""Rules that cannot work with the team there is: on the screen and in `controleer`."""

import pytest
from django.utils.timezone import localdate

from buurtbudget.controles import regels_en_team
from buurtbudget.models import Mandaat, Spelregels
from buurtbudget.tests.maken import maak_budgetgebied, maak_mandaat, maak_spelregels, maak_teamlid
from buurtbudget.waarschuwingen import team_van, waarschuwingen
from partners.models import Lidmaatschap

RONDE = {"inname": "sluitingsdatum", "werkwijze": "verdeelronde"}


def team(**aantallen):
    """`werkgroep=2, bestuur=1`: so many different people."""
    return [
        Lidmaatschap(naam=f"{rol} {nr}", rol=rol)
        for rol, aantal in aantallen.items()
        for nr in range(aantal)
    ]


GENOEG = {"werkgroep": 3, "penningmeester": 1, "bestuur": 1}


@pytest.mark.parametrize(
    ("regels", "leden", "zin"),
    [
        ({}, GENOEG, None),
        ({}, {"bestuur": 1}, "Er is niemand in de werkgroep."),
        ({}, {"werkgroep": 2, "penningmeester": 1}, "niemand de regels veranderen"),
        (RONDE, GENOEG | {"werkgroep": 1}, "minstens twee leden"),
        (RONDE, GENOEG | {"werkgroep": 2}, None),
        ({"vier_ogen_vanaf": 500}, {"werkgroep": 1, "bestuur": 1}, None),
        (
            {"vier_ogen_vanaf": 500, "terugval": "wachten"},
            {"werkgroep": 1, "bestuur": 1},
            "blijven liggen",
        ),
        ({"vier_ogen_vanaf": 500, "terugval": "alleen"}, {"werkgroep": 1, "bestuur": 1}, None),
        (
            {"vier_ogen_vanaf": 0, "terugval": "wachten"},
            GENOEG | {"werkgroep": 2},
            "Meldt één lid een belang",
        ),
        ({"vier_ogen_vanaf": 0, "terugval": "wachten"}, GENOEG, None),
        ({"tweede_betaler_vanaf": 0}, GENOEG, None),
        (
            {"tweede_betaler_vanaf": 0},
            GENOEG | {"penningmeester": 0},
            "Altijd moet een tweede persoon naar de betaling kijken",
        ),
        ({"declareren_weken": 0, "vervalt_weken": 0}, GENOEG, "op de dag zelf"),
        ({"handtekeningen": 60}, GENOEG, "60 handtekeningen"),
    ],
)
def test_regels_en_team(regels, leden, zin):
    gevonden = waarschuwingen(Spelregels(**regels), team(**leden))

    assert len(gevonden) == (1 if zin else 0)
    assert all(zin in melding for melding in gevonden)


def test_zonder_penningmeester_en_bestuur_kan_niemand_betalen():
    assert "Dan kan niemand betalen." in waarschuwingen(Spelregels(), team(werkgroep=2))[0]


def test_een_persoon_met_twee_rollen_is_geen_twee_personen():
    regels = Spelregels(tweede_betaler_vanaf=0)
    leden = [
        Lidmaatschap(naam="Ria", rol=rol) for rol in ("werkgroep", "penningmeester", "bestuur")
    ]

    assert len(waarschuwingen(regels, leden)) == 1


@pytest.mark.django_db
def test_controleer_noemt_een_regel_die_niet_kan_werken():
    regels = maak_spelregels(vier_ogen_vanaf=0, terugval="wachten")
    for rol in ("werkgroep", "penningmeester", "bestuur"):
        maak_teamlid(regels.gebied, rol)

    [zin] = regels_en_team(localdate())

    assert zin.startswith(
        f"Buurtbudget {regels.gebied}, {regels.jaar}: Altijd kijkt een tweede persoon mee"
    )


@pytest.mark.django_db
def test_controleer_kijkt_niet_naar_een_concept_of_een_voorbij_jaar():
    maak_spelregels(openbaar=False)
    maak_spelregels(jaar=2020)

    assert list(regels_en_team(localdate())) == []


@pytest.mark.django_db
def test_regels_zonder_beslisser_zijn_een_fout():
    regels = maak_spelregels()
    Mandaat.objects.all().delete()

    assert "niemand heeft hier een mandaat" in next(regels_en_team(localdate()))
    assert regels.gebied.naam


@pytest.mark.django_db
def test_wie_niet_meer_lid_is_telt_niet_mee():
    gebied = maak_budgetgebied()
    mandaat = maak_mandaat(gebied)
    maak_teamlid(gebied, "werkgroep")

    assert len(team_van(mandaat, localdate())) == 1
    assert team_van(mandaat, localdate().replace(year=2000)) == []
    assert team_van(None, localdate()) == []
