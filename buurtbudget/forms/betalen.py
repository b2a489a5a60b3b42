"""Receipts, advances, payments, the file for the bank, and money that comes back."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate

from buurtbudget.forms.geld import GebeurdField, GeldField
from buurtbudget.models import Betaalbestand, Bon
from kern.forms import Formulier, helper
from kern.iban import IbanField
from kern.templatetags.onderdelen import euro
from kern.velden import DagField, KeuzeField, UuidField, VersieField, tekst

DOOR_DE_BANK = "waarop de bank betaalde"


class BonnenForm(Formulier, forms.Form):
    """Per receipt what of it is accepted and why it is less; `versie` is that of the claim.

    `oordelen` holds what `keur_bonnen` asks.
    """

    versie = VersieField()

    def __init__(self, *args, bonnen: list[Bon], **kwargs):
        super().__init__(*args, **kwargs)
        self.bonnen = bonnen
        for bon in bonnen:
            self.fields[f"goed_{bon.pk}"] = GeldField(
                label=f"Hoeveel van ‘{bon.tekst}’ betalen we?",
                ook_nul=True,
                initial=bon.bedrag if bon.goedgekeurd is None else bon.goedgekeurd,
                label_suffix="",
            )
            self.fields[f"goed_{bon.pk}"].widget.attrs["aria-required"] = "true"
            reden = tekst("Is het minder? Waarom?", "de reden", 200)
            reden.initial = bon.reden
            self.fields[f"reden_{bon.pk}"] = reden

    def clean(self):
        for bon in self.bonnen:
            goed = self.cleaned_data.get(f"goed_{bon.pk}")
            if goed is None:
                continue
            if goed > bon.bedrag:
                self.add_error(f"goed_{bon.pk}", f"Op deze bon staat {euro(bon.bedrag)}.")
            elif goed < bon.bedrag and not self.cleaned_data.get(f"reden_{bon.pk}"):
                waarom = f"Schrijf op waarom je van ‘{bon.tekst}’ minder betaalt."
                self.add_error(f"reden_{bon.pk}", waarom)

    @property
    def oordelen(self):
        return {
            bon.pk: (self.cleaned_data[f"goed_{bon.pk}"], self.cleaned_data[f"reden_{bon.pk}"])
            for bon in self.bonnen
        }

    def paren(self):
        """(receipt, field of the amount, field of the reason), in order."""
        return [(bon, self[f"goed_{bon.pk}"], self[f"reden_{bon.pk}"]) for bon in self.bonnen]


class BonvraagForm(Formulier, forms.Form):
    """A question about the receipts; `versie` is that of the application."""

    versie = VersieField()
    vraag = tekst(
        "Wat wil je vragen over de bonnen?",
        "de vraag",
        500,
        leeg="Schrijf op wat je wilt vragen.",
        help_text="De aanvrager leest dit precies zo. Noem de bon waar het om gaat.",
        rijen=4,
    )
    uiterlijk = DagField(
        label="Wanneer wil je uiterlijk antwoord?",
        leeg="Vul een dag in, bijvoorbeeld 17-03-2027.",
        initial=lambda: localdate() + timedelta(weeks=2),
    )
    helper = helper("vraag", "uiterlijk")

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag < localdate():
            raise forms.ValidationError("Deze dag is geweest. Kies een dag die nog komt.")
        return dag


class VoorschotForm(Formulier, forms.Form):
    bedrag = GeldField(label="Hoeveel voorschot betalen jullie?")
    helper = helper("bedrag")

    def __init__(self, *args, hooguit, **kwargs):
        super().__init__(*args, **kwargs)
        self.hooguit = hooguit
        self.fields["bedrag"].help_text = f"Hooguit {euro(hooguit)} volgens de spelregels."
        self.fields["bedrag"].initial = hooguit

    def clean_bedrag(self):
        bedrag = self.cleaned_data["bedrag"]
        if bedrag > self.hooguit:
            raise forms.ValidationError(f"Het voorschot is hooguit {euro(self.hooguit)}.")
        return bedrag


class RekeningForm(Formulier, forms.Form):
    """`gelezen` is the version of the account that was shown, 0 when there was none."""

    gelezen = VersieField()
    naam = tekst(
        "Op wiens naam staat de rekening?",
        "de naam",
        70,
        leeg="Vul de naam in, zoals op de bankpas.",
        help_text="Zoals op de bankpas.",
    )
    iban = IbanField(label="Wat is het rekeningnummer (IBAN)?")
    helper = helper("naam", "iban")


class BetaaldForm(Formulier, forms.Form):
    """The tick of one payment."""

    versie = VersieField()
    op = GebeurdField(label="Betaald op", wat=DOOR_DE_BANK, initial=localdate)


class AkkoordForm(Formulier, forms.Form):
    alleen_omdat = tekst(
        "Waarom kijkt er geen tweede persoon mee?",
        "de reden",
        200,
        help_text="Alleen nodig als je de bonnen zelf hebt goedgekeurd.",
    )


class WegForm(Formulier, forms.Form):
    """Take a payment off the list; the reason is asked when it stands in a file for the bank."""

    reden = tekst("Waarom gaat deze betaling van de lijst?", "de reden", 200)
    helper = helper("reden")

    def __init__(self, *args, in_bestand, **kwargs):
        super().__init__(*args, **kwargs)
        if in_bestand:
            self.fields["reden"] = tekst(
                "Waarom heeft de bank deze betaling niet gedaan?",
                "de reden",
                200,
                leeg="Schrijf op waarom de bank deze betaling niet heeft gedaan.",
                help_text="Kijk eerst bij de bank. Is er wel betaald? Vink de betaling dan af.",
            )


class BestandForm(Formulier, forms.Form):
    """Which payments go in one file. `uuid` makes the second click give the same file."""

    uuid = UuidField(initial=uuid4)
    soort = KeuzeField(
        label="Wat voor bestand wil je?",
        choices=[
            (Betaalbestand.Soort.SEPA, "Voor de bank (SEPA)"),
            (Betaalbestand.Soort.CSV, "Voor een rekenblad (CSV)"),
        ],
        leeg="Kies wat voor bestand je wilt.",
        initial=Betaalbestand.Soort.SEPA,
    )
    betalingen = forms.MultipleChoiceField(
        label="Welke betalingen komen erin?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één betaling.",
            "invalid_choice": "Een van deze betalingen kan niet meer. Open de lijst opnieuw.",
        },
    )
    helper = helper("soort", "betalingen")

    def __init__(self, *args, regels, **kwargs):
        super().__init__(*args, **kwargs)
        keuzes = [
            (str(regel.betaling.uuid), f"{regel.omschrijving}: {euro(regel.betaling.bedrag)}")
            for regel in regels
        ]
        self.fields["betalingen"].choices = keuzes
        self.fields["betalingen"].initial = [uuid for uuid, _ in keuzes]


class BestandBetaaldForm(Formulier, forms.Form):
    op = GebeurdField(label="Op welke dag betaalde de bank?", wat=DOOR_DE_BANK, initial=localdate)
    helper = helper("op")


class TerugForm(Formulier, forms.Form):
    """Money that came back."""

    uuid = UuidField(initial=uuid4)
    bedrag = GeldField(label="Hoeveel is er teruggekomen?")
    datum = GebeurdField(
        label="Op welke dag kwam het binnen?",
        wat="waarop het geld binnenkwam",
        initial=localdate,
    )
    helper = helper("bedrag", "datum")


class KwijtForm(Formulier, forms.Form):
    """What will not come back."""

    uuid = UuidField(initial=uuid4)
    bedrag = GeldField(label="Hoeveel komt er niet terug?")
    reden = tekst(
        "Waarom vragen jullie dit niet terug?", "de reden", 200, leeg="Schrijf op waarom niet."
    )
    helper = helper("bedrag", "reden")
