"""Branches and rows of a document. Each kind of row asks its own questions."""

from django import forms

from indicatoren.models import Indicator, Programma, Rapportregel
from kern.forms import BedragField, RijForm, helper
from kern.velden import KeuzeField
from kern.velden import tekst as tekstveld

Soort = Rapportregel.Soort
LIJST = "Kies een cijfer uit de lijst."


class DuizendenField(BedragField):
    """Thousands of euro with a sign, as budget books print them: -106, 1.234,5."""

    fout = "Vul een bedrag in keer 1.000 euro in, bijvoorbeeld 250, -106 of 1.234,5."
    mag_negatief = True

    def to_python(self, value):
        return super().to_python(value).replace("\u2212", "-").replace("\u2013", "-", 1)


class TakForm(RijForm):
    """A programme, or what hangs below one."""

    naam = tekstveld("Hoe heet dit onderdeel?", "de naam", 120, leeg="Vul een naam in.")
    nr = tekstveld("Welk nummer heeft het?", "het nummer", 10)
    ouder = forms.ModelChoiceField(
        Programma.objects.none(),
        required=False,
        label="Waar hoort het onder?",
        empty_label="Nergens onder: het is een programma",
        error_messages={"invalid_choice": "Kies een onderdeel uit de lijst."},
    )
    helper = helper("naam", "nr", "ouder")

    def __init__(self, *args, takken, rij=None, **kwargs):
        super().__init__(*args, rij=rij, **kwargs)
        self.fields["ouder"].queryset = takken.exclude(pk=rij.pk) if rij else takken

    @staticmethod
    def lees(rij):
        return {"naam": rij.naam, "nr": rij.nr, "ouder": rij.ouder}


class VerhuisForm(RijForm):
    tak = forms.ModelChoiceField(
        Programma.objects.none(),
        label="Bij welk onderdeel hoort deze regel?",
        empty_label=None,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies een onderdeel."),
    )
    helper = helper("tak")

    def __init__(self, *args, takken, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tak"].queryset = takken

    @staticmethod
    def lees(rij):
        return {"tak": rij.programma}


class IndicatorField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            Indicator.objects.select_related(None),
            empty_label="Kies een cijfer",
            error_messages={"required": LIJST, "invalid_choice": LIJST},
            **kwargs,
        )


class RegelForm(RijForm):
    """One row of a kind, for who makes the document and for who was asked (`moet_vol`)."""

    VELDEN = {
        Soort.TEKST: ["kop", "tekst"],
        Soort.GEBEURTENIS: ["kop", "tekst"],
        Soort.BUURTBUDGET: ["kop", "tekst"],
        Soort.INDICATOR: ["indicator", "noot"],
        Soort.DOELSTELLING: ["tekst"],
        Soort.RESULTAAT: ["tekst", "voortgang"],
        Soort.MAATREGEL: ["nr", "tekst", "voortgang", "bedrag", "noot"],
    }
    VRAGEN = {
        Soort.DOELSTELLING: "Wat is de doelstelling?",
        Soort.RESULTAAT: "Wat is het zichtbare resultaat?",
        Soort.MAATREGEL: "Wat is de maatregel?",
    }
    indicator = IndicatorField(label="Welk cijfer is het?")
    nr = tekstveld("Welk nummer heeft de maatregel?", "het nummer", 10)
    kop = tekstveld("Wat is de kop?", "de kop", 120)
    tekst = tekstveld(
        "Wat is de tekst?",
        "de tekst",
        6000,
        rijen=8,
        help_text="Een lege regel begint een nieuwe alinea.",
    )
    voortgang = KeuzeField(label="Hoe staat het ervoor?", choices=Rapportregel.Voortgang)
    bedrag = DuizendenField(
        required=False,
        label="Om welk bedrag gaat het, keer 1.000 euro?",
        help_text="Met een min ervoor als het minder wordt, bijvoorbeeld -106.",
    )
    noot = tekstveld("Wat is de toelichting?", "de toelichting", 1000, rijen=3)
    helper = helper("indicator", "nr", "kop", "tekst", "voortgang", "bedrag", "noot")

    def __init__(self, *args, soort, moet_vol=False, rij=None, **kwargs):
        super().__init__(*args, rij=rij, **kwargs)
        self.soort = soort
        for naam in set(self.fields) - {*self.VELDEN[soort], "uuid", "versie"}:
            del self.fields[naam]
        if veld := self.fields.get("tekst"):
            veld.label = self.VRAGEN.get(soort) or veld.label
            if moet_vol or soort in self.VRAGEN:
                veld.required = True
                veld.label = veld.label.removesuffix(" (niet verplicht)")
                veld.error_messages["required"] = "Schrijf de tekst."

    @staticmethod
    def lees(rij):
        velden = RegelForm.VELDEN[rij.soort]
        return {naam: getattr(rij, naam) for naam in velden}

    def clean(self):
        waarden = super().clean()
        if "kop" in self.fields and not self.errors and not (waarden["kop"] or waarden["tekst"]):
            self.add_error("kop", "Vul een kop of een tekst in.")
        return waarden
