"""What becomes of a wish or reaction: of one, or of many at once."""

import re
from functools import partial

from crispy_forms.layout import Div
from django import forms

from kern.forms import Formulier, VersieForm, helper
from kern.velden import DagField, KeuzeField, tekst
from wijkplannen.actions.inbreng import beantwoord, koppel, weer
from wijkplannen.models import Bijeenkomst, Doel, Inzet

NUMMER = re.compile(r"\d{4}-\d{4}", re.ASCII)
REDENEN = [
    "Reclame of spam",
    "Scheldt of dreigt",
    "Gaat over een persoon",
    "Gaat niet over de wijk",
    "Staat er al een keer in",
]
DOELEN = {"required": "Kies een doel.", "invalid_choice": "Kies een doel uit de lijst."}


def antwoordveld(*, leeg=""):
    return tekst(
        "Wat is je antwoord?",
        "het antwoord",
        600,
        leeg=leeg,
        help_text="Dit leest of hoort de bewoner. Schrijf u.",
        rijen=4,
    )


class RedenForm(Formulier, forms.Form):
    """Why it is not treated; nobody but colleagues reads it."""

    reden = KeuzeField(
        label="Waarom behandel je dit niet?",
        help_text="Niemand krijgt bericht, en wie het stuurde wissen we meteen. Is het een echte "
        "vraag? Geef dan een antwoord.",
        choices=[(reden, reden) for reden in REDENEN],
        leeg="Kies waarom je dit niet behandelt.",
    )
    helper = helper("reden")
    actie = staticmethod(weer)


class AntwoordForm(Formulier, forms.Form):
    """The same answer for all that were chosen."""

    antwoord = antwoordveld(leeg="Schrijf een antwoord.")
    helper = helper("antwoord")
    actie = staticmethod(beantwoord)


class EenDoelForm(Formulier, forms.Form):
    """One goal for all that were chosen."""

    doel = forms.ModelChoiceField(
        None, label="Bij welk doel horen ze?", empty_label="Kies een doel", error_messages=DOELEN
    )
    antwoord = antwoordveld()
    helper = helper("doel", "antwoord")
    actie = staticmethod(koppel)

    def __init__(self, *args, gebied, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["doel"].queryset = doelen_in(gebied)


class BehandelForm(VersieForm):
    """What becomes of one. `actie` and `velden` are the verb and what it wants."""

    uitkomst = KeuzeField(
        label="Wat gebeurt ermee?",
        choices=[
            ("plek", "Het krijgt een plek in het plan of in de wijk"),
            ("antwoord", "Het krijgt een antwoord"),
            ("weer", "Het wordt niet behandeld"),
        ],
        leeg="Kies wat ermee gebeurt.",
    )
    plek = KeuzeField(label="Waar hoort het bij?", widget=forms.Select)
    initiatief = tekst(
        "Of is het een initiatief geworden? Welk nummer?",
        "het nummer",
        9,
        help_text="Uit het register van het buurtbudget, bijvoorbeeld 2027-0042.",
    )
    antwoord = antwoordveld()
    openbare_tekst = tekst(
        "Wat mag iedereen erover lezen?",
        "de zin",
        300,
        help_text="Eén zin in jouw woorden, zonder namen. Leeg: er komt niets op de website.",
        rijen=2,
    )
    reden = RedenForm.base_fields["reden"]
    helper = helper(
        "versie",
        "uitkomst",
        Div("plek", "initiatief", css_class="bij-plek wp-form"),
        Div("antwoord", "openbare_tekst", css_class="bij-antwoord wp-form"),
        Div("reden", css_class="bij-weer"),
    )

    def __init__(self, *args, inbreng, **kwargs):
        super().__init__(*args, initial={"versie": inbreng.versie}, **kwargs)
        self.plekken = dict(plekken_in(inbreng))
        self.fields["plek"].choices = [("", "Kies een plek"), *_groepen(self.plekken)]
        self.fields["reden"].required = False
        for naam in ("plek", "initiatief", "reden"):
            veld = self.fields[naam]
            veld.label = veld.label.removesuffix(" (niet verplicht)")

    def clean_initiatief(self):
        nummer = self.cleaned_data["initiatief"]
        if nummer and not NUMMER.fullmatch(nummer):
            raise forms.ValidationError("Schrijf het nummer als 2027-0042.")
        return nummer

    def clean(self):
        waarden = super().clean()
        uitkomst = waarden.get("uitkomst")
        for ander, velden in {"plek": ("plek", "initiatief"), "weer": ("reden",)}.items():
            if ander != uitkomst:  # out of sight
                for naam in velden:
                    self.errors.pop(naam, None)
        if self.errors:
            return waarden
        if uitkomst == "plek" and bool(waarden["plek"]) == bool(waarden["initiatief"]):
            self.add_error("plek", "Kies een plek, of vul een nummer in: een van de twee.")
        if uitkomst == "antwoord" and not waarden["antwoord"]:
            self.add_error("antwoord", "Schrijf een antwoord.")
        if uitkomst == "weer" and not waarden["reden"]:
            self.add_error("reden", RedenForm.base_fields["reden"].error_messages["required"])
        return waarden

    @property
    def actie(self):
        """The verb with all but the row and `door`."""
        waarden = self.cleaned_data
        versie = waarden["versie"]
        if waarden["uitkomst"] == "weer":
            return partial(weer, versie=versie, reden=waarden["reden"])
        tekst = {naam: waarden[naam] for naam in ("antwoord", "openbare_tekst")}
        if waarden["uitkomst"] == "antwoord":
            return partial(beantwoord, versie=versie, **tekst)
        if waarden["initiatief"]:
            return partial(koppel, versie=versie, initiatief=waarden["initiatief"], **tekst)
        soort = waarden["plek"].partition(":")[0]
        return partial(koppel, versie=versie, **{soort: self.plekken[waarden["plek"]]}, **tekst)


class ZinForm(VersieForm):
    tekst = BehandelForm.base_fields["openbare_tekst"]
    helper = helper("versie", "tekst")


class PeriodeForm(VersieForm):
    """When residents may react to a plan; both empty is not at all."""

    van = DagField(label="Vanaf welke dag kunnen bewoners reageren?")
    tot = DagField(label="Wat is de laatste dag?", help_text="Laat beide leeg om te sluiten.")
    helper = helper("versie", Div("van", "tot", css_class="wp-naastelkaar"))

    def __init__(self, *args, plan, **kwargs):
        begin = {"versie": plan.versie, "tot": plan.open_tot}
        begin["van"] = plan.inbreng.lower if plan.inbreng else None
        super().__init__(*args, initial=begin, **kwargs)

    def clean(self):
        waarden = super().clean()
        van, tot = waarden.get("van"), waarden.get("tot")
        if not self.errors and (van is None) != (tot is None):
            self.add_error("tot" if van else "van", "Vul beide dagen in, of geen van beide.")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt voor de eerste. Kijk ze nog een keer na.")
        return waarden


def doelen_in(gebied):
    """Goals of the plans of a wijk that are being worked on."""
    return (
        Doel.objects.lopend()
        .filter(plan__gebied=gebied)
        .exclude(plan__soort="document")
        .order_by("plan", "volgorde", "pk")
    )


def plekken_in(inbreng):
    """(soort:uuid, row) of all places in the wijk; three queries."""
    gebied = inbreng.gebied_id
    inzetten = Inzet.objects.lopend().filter(doel__plan__gebied=gebied)
    rijen = {
        "doel": doelen_in(gebied),
        "inzet": inzetten.select_related("activiteit", "doel__plan").order_by("activiteit__titel"),
        "bijeenkomst": Bijeenkomst.objects.filter(gebied=gebied, afgelast_op__isnull=True).order_by(
            "-begin"
        )[:20],
    }
    for soort, gevonden in rijen.items():
        for rij in gevonden:
            yield f"{soort}:{rij.uuid}", rij


def _groepen(plekken):
    """The choices under their headings."""
    for soort, kop in [
        ("doel", "Doelen"),
        ("inzet", "Activiteiten"),
        ("bijeenkomst", "Bijeenkomsten"),
    ]:
        keuzes = [
            (sleutel, _naam(rij))
            for sleutel, rij in plekken.items()
            if sleutel.startswith(f"{soort}:")
        ]
        if keuzes:
            yield kop, keuzes


def _naam(rij):
    return str(rij.activiteit if isinstance(rij, Inzet) else rij)
