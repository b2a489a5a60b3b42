"""An indicator, and what it means from a year on."""

from crispy_forms.layout import Div
from django import forms

from indicatoren.forms.veldenform import VeldenForm
from indicatoren.models import Bron, Indicator
from kern.forms import helper
from kern.velden import (
    NUL,
    DecimaalField,
    GeheelField,
    JaNeeField,
    KeuzeField,
    LinkField,
    tekst,
)

DREMPEL = (
    "Bij minder antwoorden zien bezoekers een streepje. Ook een buurt of wijk ernaast kan een "
    "streepje krijgen: anders reken je het weggelaten cijfer zo uit. Leeg: er gaat niets weg."
)


class IndicatorForm(VeldenForm):
    """`cleaned_data` is what its actions want."""

    naam = tekst(
        "Hoe noemen de documenten dit cijfer?",
        "de naam",
        120,
        leeg="Vul de naam in.",
        help_text="Bestanden herkennen het cijfer aan deze naam.",
    )
    korte_naam = tekst(
        "Hoe zegt een bewoner het?", "de korte naam", 60, leeg="Vul een korte naam in."
    )
    onderwerp = tekst(
        "Bij welk onderwerp staat het?", "het onderwerp", 60, help_text="Zoals: Leefbaarheid"
    )
    vraag = tekst(
        "Wat is de vraag van het onderzoek?",
        "de vraag",
        2000,
        help_text="Letterlijk, zoals mensen hem kregen. Bij een registratie: wat er geteld wordt.",
        rijen=4,
    )
    eenheid = tekst(
        "Wat is de eenheid?",
        "de eenheid",
        60,
        leeg="Vul de eenheid in.",
        help_text="Zoals: procent",
    )
    teken = tekst("Welk teken staat erachter?", "het teken", 3, help_text="Zoals: %")
    decimalen = GeheelField(label="Hoeveel cijfers achter de komma?", hoogste=4, initial=1)
    schaal_van = DecimaalField(label="Wat is de laagste waarde die kan?", heel=8)
    schaal_tot = DecimaalField(label="Wat is de hoogste waarde die kan?", heel=8)
    richting = KeuzeField(
        label="Wat is beter?",
        choices=Indicator.Richting,
        leeg="Kies wat beter is, of kies geen oordeel.",
        initial=Indicator.Richting.GEEN,
    )
    bron = forms.ModelChoiceField(
        Bron.objects.order_by("naam"),
        label="Welke bron heeft dit cijfer?",
        empty_label="Kies een bron",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice", "invalid_pk_value"], "Kies een bron uit de lijst."
        ),
    )
    vindplaats = LinkField(
        label="Op welke pagina van de bron staat het?",
        lang=500,
        help_text="Een adres dat begint met https://. Bezoekers kunnen er verder kijken.",
    )
    drempel_n = GeheelField(
        label="Hoeveel antwoorden zijn er minstens nodig?",
        hoogste=1_000_000,
        required=False,
        help_text=DREMPEL,
    )
    is_kern = JaNeeField(
        label="Is dit een kerncijfer?",
        help_text="Een kerncijfer staat boven aan de cijfers en op de pagina van elke wijk.",
        leeg="Kies ja of nee.",
        initial=True,
    )
    volgorde = GeheelField(
        label="Waar staat het in de rij?",
        hoogste=9999,
        initial=0,
        help_text="Een laag getal staat vooraan.",
    )
    helper = helper(
        "versie",
        "naam",
        "korte_naam",
        "onderwerp",
        "vraag",
        Div("eenheid", "teken", "decimalen", css_class="wp-naastelkaar"),
        Div("schaal_van", "schaal_tot", css_class="wp-naastelkaar"),
        "richting",
        "bron",
        "vindplaats",
        "drempel_n",
        "is_kern",
        "volgorde",
    )

    def clean(self):
        waarden = super().clean()
        if {"schaal_van", "schaal_tot"} <= waarden.keys():
            van, tot = waarden["schaal_van"], waarden["schaal_tot"]
            if (van is None) != (tot is None):
                leeg = "schaal_van" if van is None else "schaal_tot"
                self.add_error(leeg, "Vul de laagste en de hoogste waarde in, of laat beide leeg.")
            elif van is not None and van >= tot:
                self.add_error("schaal_tot", "Vul een waarde in die hoger is dan de laagste.")
        return waarden


class DefinitieForm(VeldenForm):
    vanaf_jaar = GeheelField(label="Vanaf welk jaar geldt dit?", laagste=1900, hoogste=2100)
    tekst = tekst(
        "Wat betekent het cijfer vanaf dat jaar?",
        "de uitleg",
        1000,
        leeg="Schrijf op wat het cijfer betekent.",
        rijen=4,
    )
    helper = helper("versie", "vanaf_jaar", "tekst")


class ZoekForm(forms.Form):
    """The list by a part of the name, and by subject; what is odd finds nothing."""

    q = forms.CharField(
        required=False,
        max_length=80,
        label="Welk cijfer zoek je?",
        help_text="Een deel van de naam.",
        error_messages={
            "null_characters_not_allowed": NUL,
            "max_length": "Zoek met hooguit 80 tekens.",
        },
    )
    onderwerp = forms.ChoiceField(
        required=False,
        label="Bij welk onderwerp?",
        error_messages={"invalid_choice": "Kies een onderwerp uit de lijst."},
    )
    helper = helper("q", "onderwerp")

    def __init__(self, *args, onderwerpen, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        keuzes = [(naam, naam) for naam in onderwerpen if naam]
        self.fields["onderwerp"].choices = [("", "Alle onderwerpen"), *keuzes]
