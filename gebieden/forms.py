import re

from django import forms

from gebieden.models import Postcode
from kern.forms import Formulier, helper

POSTCODE = re.compile(r"[1-9][0-9]{3}([A-Z]{2})?", re.ASCII)
MET_HUISNUMMER = re.compile(r"[1-9][0-9]{3}[A-Z]{2}[0-9]+[A-Z]*", re.ASCII)


class PostcodeForm(Formulier, forms.Form):
    """Which wijk is yours? Asks the postcode only; a house number when the postcode is divided."""

    postcode = forms.CharField(
        label="Wat is je postcode?",
        help_text="Bijvoorbeeld 3817 AA. Alleen de vier cijfers mag ook.",
        error_messages={"required": "Vul je postcode in, bijvoorbeeld 3817 AA."},
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "size": 10}),
    )
    huisnummer = forms.IntegerField(
        label="Wat is je huisnummer?",
        help_text="Alleen het getal, zonder letter.",
        required=False,
        min_value=1,
        max_value=99_999,
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"], "Vul een huisnummer in, bijvoorbeeld 12."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )

    helper = helper("postcode")

    def clean_postcode(self):
        postcode = re.sub(r"\s", "", self.cleaned_data["postcode"]).upper()
        if MET_HUISNUMMER.fullmatch(postcode):
            raise forms.ValidationError(
                "Vul alleen je postcode in, zonder huisnummer. Bijvoorbeeld 3817 AA."
            )
        if not POSTCODE.fullmatch(postcode):
            raise forms.ValidationError(
                "Vul een postcode in van vier cijfers en twee letters, bijvoorbeeld 3817 AA."
            )
        return postcode

    @property
    def postcode_netjes(self):
        """As it is written on an envelope: 3817 AA."""
        postcode = self.cleaned_data["postcode"]
        return f"{postcode[:4]} {postcode[4:]}".strip()

    def kandidaten(self):
        """Wijk → its share of the postcode, the biggest first; empty when it is not ours."""
        aandelen = {}
        pc, huisnummer = self.cleaned_data["postcode"], self.cleaned_data["huisnummer"]
        for rij in Postcode.objects.kandidaten(pc, huisnummer):
            aandelen[rij.gebied] = aandelen.get(rij.gebied, 0) + rij.aandeel
        return aandelen

    def vraagt_huisnummer(self):
        """Whether a house number would help: our table splits this very postcode by number."""
        gesplitst = Postcode.objects.filter(pc=self.cleaned_data["postcode"], van_nr__isnull=False)
        return self.cleaned_data["huisnummer"] is None and gesplitst.exists()
