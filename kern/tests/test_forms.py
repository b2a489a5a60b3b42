from decimal import Decimal

import pytest
from crispy_forms.layout import Div
from crispy_forms.utils import render_crispy_form
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from kern.forms import BedragField, Formulier, helper, lees_bedrag


@pytest.mark.parametrize(
    ("tekst", "bedrag"),
    [
        ("1500", "1500"),
        ("1.500", "1500"),
        ("1.500,00", "1500"),
        ("1500,00", "1500"),
        ("1500.00", "1500"),
        ("1,500.00", "1500"),
        ("€ 1.500", "1500"),
        ("€1500,-", "1500"),
        ("EUR 1 500", "1500"),
        ("12,5", "12.5"),
        ("0", "0"),
        ("1.234.567,89", "1234567.89"),
    ],
)
def test_een_bedrag_zoals_mensen_het_schrijven(tekst, bedrag):
    assert lees_bedrag(tekst) == Decimal(bedrag)


@pytest.mark.parametrize(
    "tekst", ["abc", "12,345", "1.50.00", "--", "1,2,3", "١٢", "1e5", "12 euro per stuk"]
)
def test_wat_geen_bedrag_is_wordt_geweigerd(tekst):
    with pytest.raises(ValueError):  # noqa: PT011  the text itself is the message
        lees_bedrag(tekst)


@given(st.decimals(min_value=0, max_value=9_999_999, places=2))
def test_wat_het_veld_toont_leest_het_ook(bedrag):
    assert BedragField(required=False).clean(BedragField().prepare_value(bedrag)) == bedrag


@given(st.text(max_size=40))
def test_elke_tekst_wordt_een_bedrag_of_een_zin(tekst):
    class Formulier(forms.Form):
        kosten = BedragField(required=False)

    form = Formulier({"kosten": tekst})

    uitkomst = form.is_valid() and form.cleaned_data["kosten"]
    assert form.errors or uitkomst is None or uitkomst >= 0


class Tweevoud(Formulier, forms.Form):
    wat = forms.CharField(label="Wat is het?")
    waar = forms.CharField(label="Waar is het?")
    helper = helper("wat", Div("waar"))


def test_een_vraag_die_een_formulier_weglaat_staat_er_niet_en_niet_in_het_logboek(caplog):
    korter, heel = Tweevoud(), Tweevoud()
    del korter.fields["waar"]

    zonder, met = render_crispy_form(korter), render_crispy_form(heel)

    assert ("Wat is het?" in zonder, "Waar is het?" in zonder) == (True, False)
    assert ("Wat is het?" in met, "Waar is het?" in met) == (True, True)
    assert caplog.records == []
