from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicatoren.klassen import klas_van, klassen

WIJKEN = ["6.9", "7.0", "7.0", "7.2", "7.3", "7.4", "7.6", "7.8", "8.1"]
cijfers = st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=40)


def getallen(*teksten):
    return [Decimal(tekst) for tekst in teksten]


def regels(waarden, decimalen=1, teken=""):
    return [(k.nr, k.tekst, k.aantal) for k in klassen(waarden, decimalen, teken)]


@settings(max_examples=40)
@given(cijfers, st.integers(0, 2))
def test_elk_gebied_zit_in_een_klasse_en_geen_klasse_is_leeg(waarden, decimalen):
    gevonden = klassen(waarden, decimalen)

    assert 1 <= len(gevonden) <= 5
    assert all(klasse.aantal for klasse in gevonden)
    assert sum(klasse.aantal for klasse in gevonden) == len(waarden)
    tinten = [klas_van(waarde, gevonden, decimalen) for waarde in sorted(waarden)]
    assert tinten == sorted(tinten)  # darker is more, and everyone has a shade
    assert {klasse.nr for klasse in gevonden} == set(tinten)


@pytest.mark.parametrize(
    ("waarden", "verwacht"),
    [
        ([], []),
        (["7"], [(3, "7,0", 1)]),
        (["7", "8"], [(3, "7,0 tot en met 8,0", 2)]),
        (["7", "7", "7"], [(3, "7,0", 3)]),
        (["6", "7", "8"], [(1, "lager dan 8,0", 2), (5, "8,0 of hoger", 1)]),
    ],
)
def test_weinig_verschillende_cijfers_geven_weinig_klassen(waarden, verwacht):
    assert regels(getallen(*waarden)) == verwacht


def test_negen_wijken_in_vier_klassen_met_ronde_grenzen():
    assert regels(getallen(*WIJKEN)) == [
        (1, "lager dan 7,2", 3),
        (2, "7,2 tot 7,3", 1),
        (4, "7,3 tot 7,8", 3),
        (5, "7,8 of hoger", 2),
    ]


def test_grenzen_zijn_zo_rond_als_ze_kunnen():
    inwoners = [Decimal(n) for n in (40, 165, 460, 890, 1310, 1945, 2480, 3120, 4410, 6005)]

    assert [klasse.vanaf for klasse in klassen(inwoners)] == [None, 200, 1000, 2000, 4000]


def test_wat_gelijk_afgedrukt_wordt_krijgt_dezelfde_tint():
    gevonden = klassen(getallen("7.04", "7.01", "7.4", "7.36"), 1)

    assert [(k.tekst, k.aantal) for k in gevonden] == [("7,0 tot en met 7,4", 4)]
