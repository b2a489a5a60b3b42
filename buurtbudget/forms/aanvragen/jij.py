"""Who asks, and how to reach them: by mail, letter or telephone, whatever they choose."""

import re

from django import forms

from berichten.models import Bericht
from buurtbudget.forms.aanvragen.stap import StapForm
from kern.contactvelden import EmailadresField, TelefoonField
from kern.velden import KeuzeField, tekst

Kanaal = Bericht.Kanaal
POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})", re.ASCII)
KANALEN = [
    (Kanaal.MAIL, "Met een e-mail"),
    (Kanaal.POST, "Met een brief"),
    (Kanaal.TELEFOON, "Bel mij"),
]
NODIG = {
    Kanaal.MAIL: {"email": "Vul je e-mailadres in, of kies een brief of bellen."},
    Kanaal.POST: {
        "straat": "Vul in in welke straat je woont: daar gaat de brief heen.",
        "huisnummer": "Vul je huisnummer in.",
        "postcode": "Vul je postcode in, bijvoorbeeld 3817 AA.",
        "plaats": "Vul je woonplaats in.",
    },
    Kanaal.TELEFOON: {"telefoon": "Vul in op welk nummer we je kunnen bellen."},
}


class JijForm(StapForm):
    """Only what belongs to the chosen channel is required; the rest may be filled in as well."""

    naam = tekst("Hoe heet je?", "je naam", 80, leeg="Vul je naam in.")
    organisatie = tekst(
        "Voor welke vereniging, school of groep vraag je aan?", "de naam van de organisatie", 120
    )
    kanaal = KeuzeField(
        label="Hoe mogen we je bereiken?",
        help_text="Zo krijg je bericht over je aanvraag. Je hebt geen e-mail nodig.",
        choices=KANALEN,
        leeg="Kies hoe we je mogen bereiken.",
    )
    email = EmailadresField(label="Wat is je e-mailadres?")
    telefoon = TelefoonField(label="Wat is je telefoonnummer?")
    straat = tekst("In welke straat woon je?", "de straat", 80)
    huisnummer = tekst("Wat is je huisnummer?", "het huisnummer", 10)
    postcode = tekst("Wat is je postcode?", "de postcode", 7)
    plaats = tekst("In welke plaats woon je?", "de plaats", 60)
    helper_naam = tekst(
        "Helpt iemand je met deze aanvraag? Hoe heet die?",
        "de naam van wie je helpt",
        80,
        help_text="Bijvoorbeeld een buur of familielid. We bellen die persoon als jij dat wilt.",
    )
    helper_telefoon = TelefoonField(
        label="Wat is het telefoonnummer van je helper?", wat="het nummer", autocomplete="off"
    )
    uit_rij = (
        "naam",
        "organisatie",
        "kanaal",
        "email",
        "telefoon",
        "straat",
        "huisnummer",
        "postcode",
        "plaats",
        "helper_naam",
        "helper_telefoon",
    )
    ZELF_INVULLEN = {
        "naam": {"autocomplete": "name"},
        "organisatie": {"autocomplete": "organization"},
        "straat": {"autocomplete": "address-line1"},
        "huisnummer": {"autocomplete": "off", "class": "b-kort"},
        "postcode": {"autocomplete": "postal-code", "class": "b-kort"},
        "plaats": {"autocomplete": "address-level2"},
        "helper_naam": {"autocomplete": "off"},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam, attrs in self.ZELF_INVULLEN.items():
            self.fields[naam].widget.attrs |= attrs
        for naam in {naam for velden in NODIG.values() for naam in velden}:
            self.fields[naam].label = self.fields[naam].label.removesuffix(" (niet verplicht)")

    def clean_postcode(self):
        postcode = self.cleaned_data["postcode"]
        if not postcode:
            return ""
        if not (delen := POSTCODE.fullmatch(postcode)):
            raise forms.ValidationError("Vul je postcode in, bijvoorbeeld 3817 AA.")
        return f"{delen[1]} {delen[2].upper()}"

    def clean(self):
        velden = super().clean()
        for naam, zin in NODIG.get(velden.get("kanaal"), {}).items():
            if not velden.get(naam) and naam not in self.errors:
                self.add_error(naam, zin)
        return velden
