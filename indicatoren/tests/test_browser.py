"""What only a browser can tell: whether the tables fit a phone and stay tables."""

from decimal import Decimal

import pytest

from indicatoren.models import Indicator
from indicatoren.tests.maken import maak_amersfoort
from indicatoren.tests.maken_gebieden import maak_cijfers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("js", [True], ids=["met-js"]),
]


def test_cijfers_per_wijk_zijn_toegankelijk_en_passen(live_server, page, keur):
    maak_amersfoort()
    cohesie = Indicator.objects.get(slug="sociale-cohesie")
    maak_cijfers(cohesie, 2017, {"Noord": 6, "Zuid": 7, "West": None}, n=90, marge=Decimal("0.2"))

    for pad in (
        "/indicatoren/sociale-cohesie/?gebied=noord",
        "/indicatoren/vergelijken/?indicator=sociale-cohesie",
        "/indicatoren/uitleg/",
    ):
        page.goto(live_server.url + pad)
        assert keur(page) == []


def test_een_tabel_blijft_op_een_telefoon_een_tabel(live_server, page):
    maak_amersfoort()
    page.set_viewport_size({"width": 320, "height": 800})

    page.goto(live_server.url + "/rapportage/jaarverslag/2017/")

    tabel = page.get_by_role("table", name="Indicatoren")
    assert tabel.get_by_role("columnheader").count() == 10
    cohesie = tabel.get_by_role("row", name="Schaalscore sociale cohesie")
    assert [cel.inner_text() for cel in cohesie.get_by_role("cell").all()][1:5] == [
        "6,4",
        "–\nniet gemeten: het onderzoek is in oneven jaren",
        "6,3",
        "6,4",
    ]
    assert cohesie.get_by_role("cell", name="6,3", exact=True).count() == 1
