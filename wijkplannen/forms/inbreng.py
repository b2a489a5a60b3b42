"""What a resident wishes or thinks, and how to answer: on the page, or typed over by the city."""

import re
from uuid import uuid4

from crispy_forms.layout import Div
from django import forms
from django.utils.timezone import localdate

from berichten.models import Bericht
from kern.contactvelden import EmailadresField, TelefoonField
from kern.forms import Formulier, helper
from kern.velden import DagField, KeuzeField, UuidField, tekst
from wijkplannen.models import Bijeenkomst, Inbreng

NIET = "niet"
KORTST = 5
HOOGUIT_LINKS = 1
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
NODIG = {
    "mail": ("email", "Vul je e-mailadres in, of kies een brief of bellen."),
    "post": ("adres", "Vul in naar welk adres de brief gaat."),
    "telefoon": ("telefoon", "Vul in op welk nummer we je kunnen bellen."),
}


class BereikForm(Formulier, forms.Form):
    """How the answer comes: only what belongs to the chosen way is judged and kept."""

    uuid = UuidField()
    kanaal = KeuzeField(
        label="Wil je horen wat ermee gebeurt?",
        help_text="We vragen dit alleen om je te antwoorden. Een half jaar na het antwoord wissen "
        "we wie je bent. Op de website komt het nooit.",
        choices=[
            (Bericht.Kanaal.MAIL, "Ja, met een e-mail"),
            (Bericht.Kanaal.POST, "Ja, met een brief"),
            (Bericht.Kanaal.TELEFOON, "Ja, bel mij"),
            (NIET, "Nee, dat hoeft niet"),
        ],
        leeg="Kies of je wilt horen wat ermee gebeurt.",
    )
    naam = tekst("Hoe heet je?", "je naam", 80)
    email = EmailadresField(label="Wat is je e-mailadres?")
    adres = tekst(
        "Naar welk adres sturen we de brief?",
        "het adres",
        200,
        help_text="Straat en huisnummer, en op de volgende regel postcode en plaats.",
        rijen=2,
    )
    telefoon = TelefoonField(label="Op welk nummer bellen we je?")

    def __init__(self, *args, initial=None, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()} | (initial or {}), **kwargs)
        for veld, _ in NODIG.values():
            self.fields[veld].label = self.fields[veld].label.removesuffix(" (niet verplicht)")
        self.fields["naam"].widget.attrs["autocomplete"] = "name"
        self.fields["adres"].widget.attrs["autocomplete"] = "street-address"

    @property
    def wie(self) -> dict:
        """What `dien_in` wants to know of who sent it; nobody when nothing was asked."""
        kanaal = self.cleaned_data["kanaal"]
        if kanaal == NIET:
            return {"kanaal": ""}
        veld, _ = NODIG[kanaal]
        wie = {"naam": self.cleaned_data["naam"], veld: self.cleaned_data[veld]}
        return {"kanaal": kanaal, "wie": wie}

    def clean_tekst(self):
        geschreven = self.cleaned_data["tekst"]
        if len(geschreven) < KORTST:
            raise forms.ValidationError("Schrijf iets meer, zodat we begrijpen wat je bedoelt.")
        if len(LINK.findall(geschreven)) > HOOGUIT_LINKS:
            raise forms.ValidationError("Zet hooguit één link in je tekst.")
        return geschreven

    def clean(self):
        waarden = super().clean()
        kanaal = waarden.get("kanaal")
        for ander, (veld, zin) in NODIG.items():
            if ander != kanaal:  # a mistake in what is out of sight would be a riddle
                self.errors.pop(veld, None)
            elif not waarden.get(veld) and veld not in self.errors:
                self.add_error(veld, zin)
        return waarden


BEREIK = (
    "kanaal",
    Div("email", css_class="bij-mail"),
    Div("adres", css_class="bij-post"),
    Div("telefoon", css_class="bij-telefoon"),
    Div("naam", css_class="bij-naam"),
)


class WensForm(BereikForm):
    """The page of a resident. `leeg_laten` is for machines: whoever fills it in is one, or gets
    a second chance.
    """

    over = KeuzeField(
        label="Gaat het over een doel uit het plan?",
        widget=forms.Select,
        help_text="Weet je het niet? Laat het dan zo.",
    )
    tekst = tekst(
        "Wat wens je, of wat vind je?",
        "je tekst",
        2000,
        leeg="Schrijf op wat je wenst of vindt.",
        help_text="Schrijf geen namen van andere mensen op. Alleen de gebiedsmanager van je wijk "
        "leest jouw woorden.",
        rijen=7,
    )
    leeg_laten = forms.CharField(
        required=False,
        max_length=200,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, doelen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["over"].choices = [("", "Nee, of dat weet ik niet"), *doelen]
        if not doelen:
            del self.fields["over"]

    @property
    def helper(self):
        return helper("uuid", *(["over"] if "over" in self.fields else []), "tekst", *BEREIK)

    def clean(self):
        waarden = super().clean()
        if waarden.get("leeg_laten"):
            self.data = self.data.copy()
            self.data["leeg_laten"] = ""
            raise forms.ValidationError(
                "Er stond iets in een veld dat leeg moet zijn. Verstuur je tekst nog een keer."
            )
        return waarden


class InvoerForm(BereikForm):
    """Typed over by the city: many in a row, so what stays the same comes along to the next."""

    gebied = forms.ModelChoiceField(
        None,
        label="Welke wijk?",
        empty_label=None,
        error_messages={
            "required": "Kies een wijk.",
            "invalid_choice": "Kies een wijk uit de lijst.",
        },
    )
    bron = KeuzeField(
        label="Hoe kwam het binnen?",
        choices=[keus for keus in Inbreng.Bron.choices if keus[0] != Inbreng.Bron.WEB],
        leeg="Kies hoe het binnenkwam.",
    )
    bij = forms.ModelChoiceField(
        None,
        required=False,
        label="Bij welke bijeenkomst?",
        empty_label="Geen",
        error_messages={"invalid_choice": "Kies een bijeenkomst uit de lijst."},
    )
    dag = DagField(label="Op welke dag?", leeg="Vul de dag in waarop het binnenkwam.")
    tekst = tekst(
        "Wat wenst of vindt de bewoner?",
        "de tekst",
        2000,
        leeg="Schrijf op wat de bewoner wenst of vindt.",
        rijen=5,
    )
    helper = helper(
        "uuid",
        Div("gebied", "bij", "dag", css_class="wp-naastelkaar"),
        "bron",
        "tekst",
        *BEREIK,
    )

    def __init__(self, *args, gebieden, initial=None, **kwargs):
        begin = {"dag": localdate()} | (initial or {})
        super().__init__(*args, initial=begin, **kwargs)
        self.fields["gebied"].queryset = gebieden
        self.fields["bij"].queryset = Bijeenkomst.objects.filter(gebied__in=gebieden).order_by(
            "-begin"
        )
        self.fields["kanaal"].label = "Wil de bewoner horen wat ermee gebeurt?"
        self.fields["kanaal"].help_text = "Vraag het als je het niet weet."
        self.fields["naam"].label = "Hoe heet de bewoner? (niet verplicht)"
        self.fields["email"].label = "Wat is het e-mailadres?"
        self.fields["telefoon"].label = "Op welk nummer bellen we?"

    def clean_dag(self):
        if self.cleaned_data["dag"] > localdate():
            raise forms.ValidationError("Deze dag moet nog komen.")
        return self.cleaned_data["dag"]

    def clean(self):
        waarden = super().clean()
        bij, gebied = waarden.get("bij"), waarden.get("gebied")
        if bij and gebied and bij.gebied_id != gebied.pk:
            self.add_error("bij", "Deze bijeenkomst was in een andere wijk.")
        return waarden
