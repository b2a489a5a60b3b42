"""Own entries in the book: what came in, what it cost, what moves between pots, a correction."""

from uuid import uuid4

from django import forms
from django.utils.timezone import localdate

from buurtbudget.forms.geld import GebeurdField, GeldField
from buurtbudget.models import Boeking
from kern.forms import Formulier, helper
from kern.velden import UuidField, tekst

Soort = Boeking.Soort
VRAAG = {  # of each kind: what the page is called, and how much
    Soort.BEGINSALDO: ("Beginsaldo", "Hoeveel stond er op de bank?"),
    Soort.SUBSIDIE: ("Geld van de gemeente", "Hoeveel kwam er binnen?"),
    Soort.GIFT: ("Gift", "Hoeveel kwam er binnen?"),
    Soort.RENTE: ("Rente", "Hoeveel kwam er binnen?"),
    Soort.KOSTEN: ("Eigen kosten", "Hoeveel kostte het?"),
    Soort.TERUGBETAALD: ("Terugbetaald aan de gemeente", "Hoeveel betaalden jullie terug?"),
}
KIES_POT = "Kies een pot uit de lijst."


class PotField(forms.ChoiceField):
    """One of the pots of the foundation; `keuzes` is {key: (name, …)}, what it gives is the key."""

    def __init__(self, **kwargs):
        fouten = {"required": KIES_POT, "invalid_choice": KIES_POT}
        super().__init__(error_messages=fouten, **kwargs)

    def zet(self, potten):
        self.choices = [("", "Kies een pot"), *((pot.sleutel, pot.naam) for pot in potten)]


class EigenForm(Formulier, forms.Form):
    """An entry of one kind. The same `uuid` twice is one entry."""

    uuid = UuidField(initial=uuid4)
    bedrag = GeldField()
    rubriek = forms.ChoiceField(
        label="Waarvoor zijn de kosten?",
        choices=[("", "Kies een soort kosten"), *Boeking.Rubriek.choices],
        error_messages={
            "required": "Kies waarvoor de kosten zijn.",
            "invalid_choice": "Kies waarvoor de kosten zijn.",
        },
    )
    datum = GebeurdField(label="Op welke dag?", initial=localdate)
    pot = PotField(label="Bij welke pot hoort het?")
    te_verdelen = GeldField(
        label="Hoeveel daarvan is nog te verdelen?",
        help_text="Het deel dat nog aan niemand is toegezegd.",
        ook_nul=True,
    )
    toelichting = tekst(
        "Wat was het?",
        "de tekst",
        200,
        leeg="Schrijf kort op wat het was.",
        help_text="Zo staat het in het kasboek. Zet hier geen namen van aanvragers.",
    )
    helper = helper("bedrag", "rubriek", "datum", "pot", "te_verdelen", "toelichting")

    def __init__(self, *args, soort, potten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bedrag"].label = VRAAG[soort][1]
        self.fields["pot"].zet(potten)
        weg = {Soort.KOSTEN: "te_verdelen", Soort.BEGINSALDO: "rubriek"}.get(soort)
        for naam in [weg] if weg else ["te_verdelen", "rubriek"]:
            del self.fields[naam]
        self.helper = helper(*[naam for naam in self.fields if naam != "uuid"])

    def clean(self):
        bedrag, deel = (self.cleaned_data.get(naam) for naam in ("bedrag", "te_verdelen"))
        if bedrag is not None and deel is not None and deel > bedrag:
            self.add_error("te_verdelen", "Dit is meer dan er op de bank stond.")


class OverhevelForm(Formulier, forms.Form):
    uuid = UuidField(initial=uuid4)
    bedrag = GeldField(label="Hoeveel gaat er naar een andere pot?")
    van = PotField(label="Uit welke pot?")
    naar = PotField(label="Naar welke pot?")
    datum = GebeurdField(
        label="Op welke dag besloten jullie dit?", wat="van het besluit", initial=localdate
    )
    waarom = tekst("Waarom?", "de reden", 200, leeg="Schrijf kort op waarom.")
    helper = helper("bedrag", "van", "naar", "datum", "waarom")

    def __init__(self, *args, potten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["van"].zet(potten)
        self.fields["naar"].zet(potten)

    def clean(self):
        if self.cleaned_data.get("van") == self.cleaned_data.get("naar", ""):
            self.add_error("naar", "Kies een andere pot dan die waar het geld uit komt.")


class HerstelForm(Formulier, forms.Form):
    reden = tekst(
        "Wat was er fout?",
        "de reden",
        200,
        leeg="Schrijf op wat er fout was.",
        help_text="De oude regel blijft staan. Er komt een regel bij die hem opheft.",
    )
    helper = helper("reden")
