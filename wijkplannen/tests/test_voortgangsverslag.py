"""What a report says of a period, by hand: done, stopped, late, money."""

from datetime import date
from decimal import Decimal

import pytest

from partners.tests.maken import maak_partner
from wijkplannen import verslagzinnen as zeg
from wijkplannen.actions.agenda import plaats
from wijkplannen.actions.agenda import zet_online as keur_goed
from wijkplannen.tests.maken import maak_doel, maak_gebiedsmanager, maak_inzet
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


def titels(regels):
    return [regel.activiteit.titel for regel in regels]


def uitkomst(inzet):
    """Which of the lists of the report hold the line."""
    verslag = verslag_van(inzet.doel.plan)
    return [
        naam
        for naam in ("klaar", "gestopt", "bezig", "later")
        if inzet.activiteit in [regel.activiteit for regel in getattr(verslag, naam)]
    ]


@pytest.mark.parametrize(
    ("op", "verwacht"),
    [
        (moment(6, 30, 23, 59), []),
        (moment(7, 1, 0, 0), ["klaar"]),
        (moment(9, 30, 23, 59), ["klaar"]),
        (moment(10, 1, 0, 0), []),
    ],
    ids=["dag-ervoor", "eerste-minuut", "laatste-minuut", "dag-erna"],
)
def test_de_periode_loopt_van_de_eerste_tot_en_met_de_laatste_dag_op_de_klok_hier(op, verwacht):
    inzet = maak_online_inzet()
    meld_op(inzet, op, "uitgevoerd", "Klaar.")
    assert uitkomst(inzet) == verwacht


def test_wat_eerder_klaar_was_en_nog_eens_zo_gemeld_wordt_telt_niet_weer():
    inzet = maak_online_inzet()
    meld_op(inzet, moment(6, 20), "uitgevoerd", "Klaar.")
    meld_op(inzet, moment(8, 1), "uitgevoerd", "Nog steeds klaar.")
    assert uitkomst(inzet) == []


def test_wat_klaar_was_weer_begon_en_weer_klaar_is_telt_wel():
    inzet = maak_online_inzet()
    meld_op(inzet, moment(6, 20), "uitgevoerd", "Klaar.")
    meld_op(inzet, moment(7, 5), "in_uitvoering", "Er komt een tweede groep.")
    meld_op(inzet, moment(9, 5), "uitgevoerd", "Ook de tweede groep is klaar.")
    assert uitkomst(inzet) == ["klaar"]
    (regel,) = verslag_van(inzet.doel.plan).klaar
    assert (regel.sinds, regel.zin) == (date(2024, 9, 5), "Ook de tweede groep is klaar.")


def test_bezig_is_wat_loopt_en_waarover_iets_gemeld_is():
    inzet = maak_online_inzet()
    meld_op(inzet, moment(7, 5), "in_uitvoering", "De eerste les was vol.")
    meld_op(inzet, moment(8, 5), "in_uitvoering", "")
    (regel,) = verslag_van(inzet.doel.plan).bezig
    assert (regel.sinds, regel.zin) == (date(2024, 7, 5), "De eerste les was vol.")


def test_alleen_gepland_gemeld_is_geen_nieuws():
    inzet = maak_online_inzet()
    meld_op(inzet, moment(7, 5), "gepland", "")
    assert uitkomst(inzet) == []


def test_een_stop_van_een_partner_telt_pas_als_de_gebiedsmanager_haar_online_zet():
    inzet = maak_online_inzet()
    trekker = inzet.activiteit.trekker
    meld_op(inzet, moment(7, 5), "gestopt", "De begeleider is ziek.", namens=trekker)
    assert uitkomst(inzet) == []
    inzet.refresh_from_db()
    keur_goed(inzet, door=maak_gebiedsmanager(inzet.doel.plan), nu=moment(8, 20))
    (regel,) = verslag_van(inzet.doel.plan).gestopt
    assert (regel.sinds, regel.zin) == (date(2024, 8, 20), "De begeleider is ziek.")


def test_een_regel_die_niet_online_is_staat_er_niet_in():
    online = maak_online_inzet(titel="Wel online")
    nieuw = maak_inzet(online.doel, titel="Nog niet online")
    meld_op(nieuw, moment(8, 1), "in_uitvoering", "Geheim.", namens=nieuw.activiteit.trekker)
    assert titels(verslag_van(online.doel.plan).regels) == ["Wel online"]


@pytest.mark.parametrize(
    ("op", "erbij"),
    [(moment(9, 30, 23, 59), ["Nieuw"]), (moment(10, 1, 0, 0), [])],
    ids=["laatste-dag", "dag-erna"],
)
def test_een_regel_telt_mee_vanaf_de_dag_dat_zij_online_kwam(op, erbij):
    inzet = maak_online_inzet(titel="Van het begin")
    maak_inzet(inzet.doel, titel="Nieuw")
    zet_online(inzet.doel.plan, op, "Erbij.")
    assert titels(verslag_van(inzet.doel.plan).regels) == ["Van het begin", *erbij]


@pytest.mark.parametrize(
    ("periode", "stand", "waarom"),
    [
        (
            van_tot(date(2024, 1, 1), date(2024, 8, 31)),
            "in_uitvoering",
            "Zou klaar zijn in augustus 2024.",
        ),
        (van_tot(date(2024, 8, 1), date(2025, 8, 31)), "gepland", "Zou beginnen in augustus 2024."),
        (van_tot(date(2024, 8, 1), date(2025, 8, 31)), "in_uitvoering", ""),
        (van_tot(date(2024, 1, 1), date(2024, 9, 30)), "in_uitvoering", ""),
        (
            van_tot(date(2024, 1, 1), date(2024, 9, 29)),
            "in_uitvoering",
            "Zou klaar zijn in september 2024.",
        ),
        (van_tot(date(2024, 9, 30), date(2025, 8, 31)), "gepland", ""),
        (van_tot(date(2024, 1, 1), date(2024, 8, 31)), "uitgevoerd", ""),
        (van_tot(date(2024, 1, 1), date(2024, 8, 31)), "gestopt", ""),
        (None, "in_uitvoering", ""),
    ],
    ids=[
        "niet-klaar",
        "niet-begonnen",
        "op-tijd",
        "laatste-dag",
        "dag-ervoor",
        "begint-vandaag",
        "klaar",
        "gestopt",
        "geen-planning",
    ],
)
def test_wat_later_loopt_volgt_uit_de_planning_op_de_laatste_dag(periode, stand, waarom):
    inzet = maak_online_inzet(periode=periode)
    meld_op(inzet, moment(7, 5), stand, "Zo is het.")
    (regel,) = verslag_van(inzet.doel.plan).regels
    assert regel.later == waarom


def test_wat_na_de_periode_gebeurde_verandert_haar_niet():
    inzet = maak_online_inzet(periode=van_tot(date(2024, 1, 1), date(2024, 8, 31)))
    meld_op(inzet, moment(7, 5))
    meld_op(inzet, moment(10, 5), "uitgevoerd", "Toch klaar.")
    assert uitkomst(inzet) == ["bezig", "later"]
    assert verslag_van(inzet.doel.plan).telling == "1 is in uitvoering"


@pytest.mark.parametrize(
    ("periode", "straks"),
    [
        (van_tot(date(2024, 10, 1), date(2026, 1, 1)), "begint"),
        (van_tot(date(2024, 12, 31), date(2026, 1, 1)), "begint"),
        (van_tot(date(2025, 1, 1), date(2026, 1, 1)), ""),
    ],
    ids=["morgen", "laatste-dag", "te-ver"],
)
def test_wat_in_het_kwartaal_erna_begint(periode, straks):
    inzet = maak_online_inzet(periode=periode)
    (regel,) = verslag_van(inzet.doel.plan).regels
    assert regel.straks == straks


def test_kosten_per_betaler_eenmaal_per_activiteit_zonder_wat_stopte():
    plan = maak_plan_2024()
    doel, tweede, partner = maak_doel(plan), maak_doel(plan), maak_partner()

    def maak(kosten, bron, doel=doel):
        kosten = None if kosten is None else Decimal(kosten)
        return maak_inzet(doel, trekker=partner, kosten=kosten, bron_van_geld=bron)

    twee_keer = maak("100.50", "Gemeente")
    plaats(twee_keer.activiteit, doel=tweede)
    maak("50", "Gemeente"), maak("700", "Fonds"), maak("20", ""), maak(None, "Gemeente")
    gestopt = maak("9000", "Gemeente")
    zet_online(plan)
    meld_op(gestopt, moment(8, 1), "gestopt", "Geen geld.")

    verslag = verslag_van(plan)

    assert [(post.bron, post.aantal, post.bedrag) for post in verslag.kosten] == [
        ("Fonds", 1, Decimal(700)),
        ("Gemeente", 2, Decimal("150.50")),
        ("", 1, Decimal(20)),
    ]
    assert (verslag.zonder_bedrag, verslag.kosten_elders) == (1, 0)
    assert zeg.geldtabel(verslag).rijen[-1] == ["Samen", "4", "€\u00a0870,50"]


def test_een_bedrag_voor_meer_wijken_samen_wordt_zo_genoemd():
    inzet = maak_online_inzet(kosten=Decimal(100))
    ander = maak_doel(maak_plan_2024())
    plaats(inzet.activiteit, doel=ander)
    assert verslag_van(inzet.doel.plan).kosten_elders == 0  # not online there
    zet_online(ander.plan)
    verslag = verslag_van(inzet.doel.plan)
    assert "Van 1 activiteit is het bedrag voor meer wijken samen." in zeg.geldzinnen(verslag)
