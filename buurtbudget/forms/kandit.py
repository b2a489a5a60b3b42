"""The questions of the pre-check. They stand in the address: nothing is kept of who asks."""

from django import forms
from django.utils.text import slugify

from buurtbudget.forms.velden import GetalField, GrensbedragField
from buurtbudget.kandit import Antwoorden
from buurtbudget.models import Spelregels
from kern.forms import Formulier, helper
from kern.velden import DagField, JaNeeField, KeuzeField

ANDERS = "anders"


class KanDitForm(Formulier, forms.Form):
    """Asks only what the rules of this wijk make a difference by."""

    categorie = KeuzeField(label="Wat voor plan is het?", leeg="Kies wat voor plan het is.")
    wanneer = DagField(
        label="Op welke dag is het?",
        help_text="Weet je het nog niet precies? Kies een dag in de buurt.",
        leeg="Vul een dag in, bijvoorbeeld 17-03-2027.",
    )
    bedrag = GrensbedragField(
        label="Hoeveel euro wil je vragen?",
        leeg="Vul in hoeveel euro je wilt vragen, bijvoorbeeld 250.",
        boven_nul=True,
    )
    eigen = GrensbedragField(
        label="Hoeveel euro betalen jullie zelf, of anderen?", help_text="Niets? Laat dit leeg."
    )
    vast = JaNeeField(
        label="Blijft er iets staan?",
        help_text="Bijvoorbeeld een bank, een fietsrek of een bloembak.",
        leeg="Kies of er iets blijft staan.",
    )
    handtekeningen = GetalField(
        label="Hoeveel handtekeningen van buren heb je al?",
        help_text="Nog geen? Laat dit leeg.",
        hoogste=1000,
        bij_leeg=0,
    )
    buiten = JaNeeField(
        label="Is het buiten, op straat of in een park?", leeg="Kies of het buiten is."
    )
    straat_dicht = JaNeeField(
        label="Gaat er een straat dicht?", leeg="Kies of er een straat dicht gaat."
    )
    eten = KeuzeField(
        label="Vraag je geld voor eten en drinken?",
        leeg="Kies of je geld vraagt voor eten en drinken.",
        choices=[
            ("geen", "Nee"),
            ("ernaast", "Ja, en ook voor iets anders"),
            ("alleen", "Ja, alleen daarvoor"),
        ],
    )
    vergoeding = JaNeeField(
        label="Vraag je geld om vrijwilligers te betalen?",
        leeg="Kies of je geld vraagt voor vrijwilligers.",
    )
    organisatie = JaNeeField(
        label="Vraag je aan voor een vereniging, stichting of school?",
        leeg="Kies voor wie je aanvraagt.",
    )

    def __init__(self, *args, regels: Spelregels, **kwargs):
        super().__init__(*args, **kwargs)
        self.soorten = {slugify(c.naam): c for c in regels.categorieen.all()}
        keuzes = [(sleutel, c.naam) for sleutel, c in self.soorten.items()]
        self.fields["categorie"].choices = [*keuzes, (ANDERS, "Iets anders")]
        if not keuzes:
            del self.fields["categorie"]
        if regels.organisaties:
            del self.fields["organisatie"]
        if not regels.handtekeningen:
            del self.fields["handtekeningen"]
        self.helper = helper(*self.fields)

    def clean(self):
        velden = super().clean()
        soort = self.soorten.get(velden.get("categorie"))
        if soort and soort.fysiek and velden.get("vast") is False:
            self.add_error(
                "vast", f"Bij ‘{soort}’ blijft er iets staan. Kies ja, of een ander plan."
            )
        return velden

    @property
    def antwoorden(self) -> Antwoorden:
        velden = {n: w for n, w in self.cleaned_data.items() if w is not None}
        soort = self.soorten.get(velden.pop("categorie", ""))
        return Antwoorden(categorie=soort, **velden)
