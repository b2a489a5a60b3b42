"""A meeting, and what was promised there."""

import re
from datetime import datetime, time

from crispy_forms.layout import Div
from django import forms
from django.utils import timezone

from kern.forms import RijForm, helper
from kern.velden import LANG, DagField, JaNeeField, TekstField, tekst
from partners.models import Partner
from wijkplannen.models import Inzet

KLOK = re.compile(r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?:\s*u(?:ur)?)?", re.ASCII)


class TijdField(TekstField):
    """A time as people write it, 19.30 or 19:30; `cleaned_data` holds a time."""

    fout = "Schrijf de tijd als 19.30."

    def __init__(self, *, leeg, **kwargs):
        widget = forms.TextInput({"class": "b-kort", "autocomplete": "off"})
        super().__init__(wat="de tijd", leeg=leeg, max_length=12, widget=widget, **kwargs)

    def clean(self, value):
        if not (gevonden := KLOK.fullmatch(super().clean(value))):
            raise forms.ValidationError(self.fout, code="tijd")
        return time(int(gevonden[1]), int(gevonden[2] or 0))

    def prepare_value(self, value):
        return f"{value:%H.%M}" if isinstance(value, time) else value


class BijeenkomstForm(RijForm):
    gebied = forms.ModelChoiceField(
        None,
        label="In welke wijk?",
        empty_label=None,
        error_messages={
            "required": "Kies een wijk.",
            "invalid_choice": "Kies een wijk uit de lijst.",
        },
    )
    titel = tekst("Hoe heet de bijeenkomst?", "de naam", 120, leeg="Geef de bijeenkomst een naam.")
    dag = DagField(label="Op welke dag?", leeg="Vul de dag in.", help_text="Bijvoorbeeld 17-3-2027")
    van = TijdField(label="Hoe laat begint het?", leeg="Vul in hoe laat het begint.")
    tot = TijdField(label="Hoe laat is het klaar?", leeg="Vul in hoe laat het klaar is.")
    plaats = tekst(
        "Waar is het?",
        "de plaats",
        160,
        leeg="Vul in waar het is.",
        help_text="Gebouw, straat en huisnummer.",
    )
    omschrijving = tekst("Wat gaan jullie doen?", "de uitleg", 1500, rijen=5)
    is_openbaar = JaNeeField(
        label="Mag iedereen dit zien?",
        help_text="Ja: het staat op de website en in de agenda.",
        leeg="Kies ja of nee.",
    )
    inbreng_open = JaNeeField(
        label="Kunnen bewoners hier een wens of reactie geven?",
        help_text="Online, op de dag zelf en zeven dagen daarna.",
        leeg="Kies ja of nee.",
    )

    def __init__(self, *args, gebieden, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = gebieden
        if self.rij:
            del self.fields["gebied"]

    @property
    def helper(self):
        return helper(
            *([] if self.rij else ["uuid", "gebied"]),
            *(["versie"] if self.rij else []),
            "titel",
            Div("dag", "van", "tot", css_class="wp-naastelkaar"),
            "plaats",
            "omschrijving",
            "is_openbaar",
            "inbreng_open",
        )

    @staticmethod
    def lees(rij):
        begin, einde = timezone.localtime(rij.begin), timezone.localtime(rij.einde)
        return {
            "titel": rij.titel,
            "dag": begin.date(),
            "van": begin.time(),
            "tot": einde.time(),
            "plaats": rij.plaats,
            "omschrijving": rij.omschrijving,
            "is_openbaar": rij.is_openbaar,
            "inbreng_open": rij.inbreng_open,
        }

    def clean(self):
        waarden = super().clean()
        if {"van", "tot"} <= waarden.keys() and waarden["tot"] <= waarden["van"]:
            self.add_error("tot", "De bijeenkomst is klaar voordat zij begint. Kijk de tijden na.")
        return waarden

    @property
    def velden(self) -> dict:
        """What the actions want."""
        velden = dict(self.cleaned_data)
        dag, van, tot = (velden.pop(naam) for naam in ("dag", "van", "tot"))
        velden["begin"] = timezone.make_aware(datetime.combine(dag, van))
        velden["einde"] = timezone.make_aware(datetime.combine(dag, tot))
        return velden


class VerslagForm(RijForm):
    verslag = tekst(
        "Wat is er besproken?",
        "het verslag",
        6000,
        help_text="Iedereen kan dit lezen. Schrijf geen namen van bewoners op.",
        rijen=14,
    )
    helper = helper("versie", "verslag")

    @staticmethod
    def lees(rij):
        return {"verslag": rij.verslag}


class AfspraakForm(RijForm):
    wat = tekst("Wat is er beloofd?", "de afspraak", 300, leeg="Schrijf op wat er beloofd is.")
    wie = tekst(
        "Wie doet het?",
        "wie het doet",
        120,
        leeg="Schrijf op wie het doet.",
        help_text="Een organisatie of taak, geen bewoner. Bijvoorbeeld: de wijkagent.",
    )
    partner = forms.ModelChoiceField(
        Partner.objects.order_by("naam"),
        required=False,
        label="Welke partner is dat?",
        empty_label="Geen van deze",
        error_messages={"invalid_choice": "Kies een partner uit de lijst."},
    )
    voor = DagField(label="Voor welke dag?", help_text="Bijvoorbeeld 1 mei 2027")

    @property
    def helper(self):
        return helper("versie" if self.rij else "uuid", "wat", "wie", "partner", "voor")

    @staticmethod
    def lees(rij):
        return {"wat": rij.wat, "wie": rij.wie, "partner": rij.partner, "voor": rij.voor}


class InzetKeuze(forms.ModelChoiceField):
    def label_from_instance(self, inzet):
        return f"{inzet.activiteit} ({inzet.doel})"


class AfhandelForm(RijForm):
    """What came of a promise: an activity, or an answer."""

    inzet = InzetKeuze(
        None,
        required=False,
        label="Is het een activiteit geworden?",
        empty_label="Nee",
        error_messages={"invalid_choice": "Kies een activiteit uit de lijst."},
    )
    antwoord = TekstField(
        wat="het antwoord",
        label="Wat is ervan gekomen?",
        help_text="Iedereen kan dit lezen.",
        max_length=600,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    helper = helper("versie", "inzet", "antwoord")

    def __init__(self, *args, rij, **kwargs):
        super().__init__(*args, rij=rij, **kwargs)
        self.fields["inzet"].queryset = (
            Inzet.objects.lopend()
            .filter(doel__plan__gebied=rij.bijeenkomst.gebied_id)
            .select_related("activiteit", "doel")
            .order_by("activiteit__titel")
        )

    @staticmethod
    def lees(rij):
        return {"inzet": rij.inzet, "antwoord": rij.antwoord}

    def clean(self):
        waarden = super().clean()
        if not self.errors and not (waarden["inzet"] or waarden["antwoord"]):
            self.add_error("antwoord", "Schrijf wat ervan gekomen is, of kies een activiteit.")
        return waarden
