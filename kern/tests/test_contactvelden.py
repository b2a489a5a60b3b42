import pytest
from django import forms

from kern.contactvelden import EmailadresField, TelefoonField


@pytest.mark.parametrize(
    ("getypt", "gelezen"),
    [("", ""), (" ik @voorbeeld.example ", "ik@voorbeeld.example")],
)
def test_een_mailadres_verliest_zijn_spaties(getypt, gelezen):
    assert EmailadresField().clean(getypt) == gelezen


@pytest.mark.parametrize("nummer", ["", "033 – 000 01 23", "(033) 000.01.23", "+31330000123"])
def test_een_telefoonnummer_blijft_zoals_het_geschreven_is(nummer):
    assert TelefoonField().clean(nummer) == nummer


@pytest.mark.parametrize(
    ("veld", "getypt", "zin"),
    [
        (EmailadresField, "ik@", "Schrijf je e-mailadres als naam@voorbeeld.nl."),
        (
            TelefoonField,
            "bel maar",
            "Vul een telefoonnummer in, bijvoorbeeld 033 – 000 01 23.",
        ),
    ],
)
def test_wat_geen_adres_of_nummer_is_krijgt_een_zin(veld, getypt, zin):
    with pytest.raises(forms.ValidationError) as fout:
        veld().clean(getypt)

    assert fout.value.messages == [zin]
