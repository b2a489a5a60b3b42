"""After the plan: how it was, photos with consent each, and where the money goes."""

from uuid import uuid4

from django import forms

from buurtbudget.forms.velden import GetalField
from kern.bestanden import FotoField
from kern.forms import Formulier, helper
from kern.iban import IbanField
from kern.velden import JaNeeField, KeuzeField, UuidField, VersieField, tekst


class VerslagForm(Formulier, forms.Form):
    versie = VersieField()
    verslag = tekst(
        "Hoe was het?",
        "je verslag",
        3000,
        leeg="Schrijf in een paar zinnen hoe het was.",
        help_text="Een paar zinnen is genoeg. Alleen de werkgroep leest dit.",
        rijen=5,
    )
    openbaar_verslag = tekst(
        "Wat mogen andere bewoners lezen?",
        "de tekst voor andere bewoners",
        600,
        help_text="Komt in het openbare overzicht. Schrijf er geen namen van mensen in.",
        rijen=3,
    )
    deelnemers = GetalField(
        label="Hoeveel mensen deden er mee?",
        help_text="Een schatting is goed.",
        laagste=1,
        hoogste=100_000,
    )
    helper = helper("versie", "verslag", "openbaar_verslag", "deelnemers")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deelnemers"].widget.attrs |= {"class": "b-kort"}


class ResultaatfotoForm(Formulier, forms.Form):
    """A photo of the result. Consent is asked for each."""

    uuid = UuidField()
    bestand = FotoField(
        label="Welke foto?",
        help_text="Maak een foto of kies er een. We halen eruit waar en wanneer hij gemaakt is.",
    )
    beschrijving = tekst(
        "Wat staat er op de foto?",
        "de beschrijving",
        160,
        help_text="Eén zin, voor wie de foto niet kan zien.",
    )
    mag_openbaar = JaNeeField(
        label="Mag deze foto op de website?",
        help_text="Kies alleen ja als de mensen op de foto dat goed vinden.",
        leeg="Kies of deze foto op de website mag.",
    )
    helper = helper("uuid", "bestand", "beschrijving", "mag_openbaar")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)

    def clean(self):
        velden = super().clean()
        zonder = velden.get("mag_openbaar") and not velden.get("beschrijving")
        if zonder and "beschrijving" not in self.errors:
            zin = "Schrijf in één zin wat er op de foto staat: dan mag hij op de website."
            self.add_error("beschrijving", zin)
        return velden


class RekeningForm(Formulier, forms.Form):
    """Any account in SEPA. `cleaned_data` is what `zet_rekening` wants."""

    iban = IbanField(
        label="Wat is het rekeningnummer (IBAN)?",
        help_text="Bijvoorbeeld NL91 ABNA 0417 1643 00. Een rekening uit een ander land mag ook.",
    )
    naam = tekst(
        "Op wiens naam staat de rekening?",
        "de naam",
        70,
        leeg="Vul in op wiens naam de rekening staat.",
        help_text="Zoals het op de bankpas staat.",
    )
    is_leverancier = KeuzeField(
        label="Van wie is deze rekening?",
        choices=[("nee", "Van mij of van ons"), ("ja", "Van de winkel of verhuurder")],
        leeg="Kies van wie deze rekening is.",
    )

    def __init__(self, *args, regels, **kwargs):
        super().__init__(*args, **kwargs)
        if not regels.leverancier:
            self.fields.pop("is_leverancier")
        self.helper = helper(*self.fields)

    def clean_is_leverancier(self):
        return self.cleaned_data["is_leverancier"] == "ja"
