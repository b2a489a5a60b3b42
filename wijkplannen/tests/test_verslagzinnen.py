"""A report in words: good sentences at none, one and more."""

from datetime import date

import pytest

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator, maak_meting
from wijkplannen import verslagzinnen as zeg
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.tests.maken import maak_doel, maak_inzet
from wijkplannen.tests.maken_verslag import (
    maak_online_inzet,
    maak_plan_2024,
    meld_op,
    moment,
    van_tot,
    verslag_van,
    zet_online,
)

pytestmark = pytest.mark.django_db


def test_een_cijfer_noemt_de_laatste_twee_metingen_tot_en_met_het_jaar():
    plan, indicator = maak_plan_2024(), maak_indicator(korte_naam="Rust")
    for jaar, waarde in [(2021, 6), (2022, 7), (2024, 8), (2025, 9)]:
        maak_meting(indicator, jaar, waarde)
    maak_doel(plan, titel="Rust", indicatoren=[indicator])
    zet_online(plan)
    (rij,) = zeg.cijfertabel(verslag_van(plan)).rijen
    assert rij[2:4] == ["7,0 in 2022", "8,0 in 2024"]


def test_het_verslag_noemt_de_versie_die_is_vastgesteld_en_die_online_staat():
    inzet = maak_online_inzet()
    plan = inzet.doel.plan
    assert "Versie 1 staat online sinds 1 juni 2024 en is nog niet vastgesteld." in zeg.aanleiding(
        verslag_van(plan)
    )
    plan.refresh_from_db()
    leg_vaststelling_vast(
        plan.huidige_versie,
        door_wie="het college",
        datum=date(2024, 6, 9),
        nummer="12",
        link="",
        door=maak_gebruiker(),
    )
    vast = "Versie 1 is vastgesteld door het college op 9 juni 2024 (besluit 12)."
    assert f"{vast} Het verslag" in zeg.aanleiding(verslag_van(plan))
    maak_doel(plan)
    zet_online(plan, moment(9, 1), "Nog een doel.")
    tweede = "Versie 2 staat online sinds 1 september 2024 en is nog niet vastgesteld."
    assert f"{vast} {tweede}" in zeg.aanleiding(verslag_van(plan))


@pytest.mark.parametrize(
    ("klaar", "gestopt", "bezig", "zinnen"),
    [
        (
            0,
            0,
            0,
            [
                "kwam er geen activiteit klaar en stopte er ook geen.",
                "Er is in deze periode niets gemeld.",
            ],
        ),
        (
            1,
            0,
            1,
            [
                "kwam er 1 activiteit klaar en stopte er geen.",
                "Over 1 andere activiteit kwam nieuws.",
            ],
        ),
        (0, 1, 0, ["kwam er geen activiteit klaar en stopte er 1."]),
        (
            2,
            2,
            2,
            [
                "kwamen er 2 activiteiten klaar en stopten er 2.",
                "Over 2 andere activiteiten kwam nieuws.",
            ],
        ),
        (
            0,
            0,
            1,
            [
                "kwam er geen activiteit klaar en stopte er ook geen.",
                "Over 1 activiteit kwam nieuws.",
            ],
        ),
    ],
)
def test_de_kern_leest_goed_bij_geen_een_en_meer(klaar, gestopt, bezig, zinnen):
    plan = maak_plan_2024()
    doel = maak_doel(plan)
    standen = ["uitgevoerd"] * klaar + ["gestopt"] * gestopt + ["in_uitvoering"] * bezig
    inzetten = [maak_inzet(doel) for _ in standen] or [maak_inzet(doel)]
    zet_online(plan)
    for inzet, stand in zip(inzetten, standen, strict=False):
        meld_op(inzet, moment(8, 1), stand, "Zo is het.")
    kern = zeg.kernzinnen(verslag_van(plan))
    assert kern[1:-1] == [f"In deze periode {zinnen[0]}", *zinnen[1:]]


def test_zonder_activiteiten_zegt_de_kern_niets_over_klaar():
    plan = maak_plan_2024()
    maak_doel(plan)
    zet_online(plan)
    assert zeg.kernzinnen(verslag_van(plan)) == ["Het plan heeft 1 doel en geen activiteiten."]


@pytest.mark.parametrize(
    ("perioden", "zin"),
    [
        (
            [None, None],
            "Bij de activiteiten staat geen planning. Daarom is niet te zeggen wat later loopt.",
        ),
        (
            ["laat", None],
            "Bij 1 van de 2 activiteiten staat een planning. "
            "Op 30 september 2024 loopt er 1 later.",
        ),
        (
            ["laat", "laat"],
            "Elke activiteit heeft een planning. Op 30 september 2024 lopen er 2 later.",
        ),
        (
            ["tijdig", "tijdig"],
            "Elke activiteit heeft een planning. Op 30 september 2024 loopt daarvan niets later.",
        ),
    ],
    ids=["geen", "een-laat", "twee-laat", "op-tijd"],
)
def test_de_zin_over_planning_zegt_ook_wat_we_niet_weten(perioden, zin):
    soorten = {
        "laat": van_tot(date(2024, 1, 1), date(2024, 8, 31)),
        "tijdig": van_tot(date(2024, 12, 1), date(2025, 8, 31)),
        None: None,
    }
    plan = maak_plan_2024()
    doel = maak_doel(plan)
    for soort in perioden:
        maak_inzet(doel, periode=soorten[soort])
    zet_online(plan)
    assert zeg.planningszin(verslag_van(plan)) == zin
