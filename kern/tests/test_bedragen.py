from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from kern.bedragen import in_woorden

HELE_EUROS = range(0, 1_000_000, 7)


@pytest.mark.parametrize(
    ("bedrag", "woorden"),
    [
        ("290.50", "tweehonderdnegentig euro en vijftig cent"),
        ("1000", "duizend euro"),
        ("1000.00", "duizend euro"),
        ("21", "eenentwintig euro"),
        ("1", "één euro"),
        ("1.01", "één euro en één cent"),
        ("0.05", "vijf cent"),
        ("0", "nul euro"),
        ("22", "tweeëntwintig euro"),
        ("33", "drieëndertig euro"),
        ("48", "achtenveertig euro"),
        ("80", "tachtig euro"),
        ("101", "honderdeen euro"),
        ("116", "honderdzestien euro"),
        ("1001", "duizend een euro"),
        ("1500", "duizend vijfhonderd euro"),
        ("22309", "tweeëntwintigduizend driehonderdnegen euro"),
        ("65165.65", "vijfenzestigduizend honderdvijfenzestig euro en vijfenzestig cent"),
        (
            "999999.99",
            "negenhonderdnegenennegentigduizend negenhonderdnegenennegentig euro "
            "en negenennegentig cent",
        ),
    ],
)
def test_een_bedrag_in_woorden(bedrag, woorden):
    assert in_woorden(Decimal(bedrag)) == woorden


@pytest.mark.parametrize("bedrag", ["-0.01", "1000000", "0.005", "12.345"])
def test_wat_geen_bedrag_van_ons_is_komt_niet_in_een_brief(bedrag):
    with pytest.raises(ValueError, match="is geen bedrag van 0 tot een miljoen"):
        in_woorden(Decimal(bedrag))


def test_een_ander_bedrag_heeft_woorden_van_zichzelf():
    assert len({in_woorden(Decimal(euros)) for euros in HELE_EUROS}) == len(HELE_EUROS)


def test_een_bedrag_en_een_dag_in_een_brief():
    sjabloon = Template('{{ bedrag|in_woorden }} op {{ dag|date:"l j F Y" }}')
    gegevens = Context({"bedrag": Decimal(50), "dag": date(2027, 2, 15)})

    assert sjabloon.render(gegevens) == "vijftig euro op maandag 15 februari 2027"
