"""Proposing and confirming: what is decided, how much, and why."""

from django import forms

from buurtbudget.actions.beslissen import Oordeel
from buurtbudget.forms.bureau.basis import ZaakForm, keuze
from buurtbudget.forms.velden import bedrag
from buurtbudget.models import Aanvraag, Grond, Uitkomst, Voorstel
from kern.forms import helper
from kern.templatetags.onderdelen import euro
from kern.velden import DagField, KeuzeField, tekst

WAAROM = "Schrijf op waarom. Deze zin staat in de brief."


class VoorstelForm(ZaakForm):
    """`oordeel` is what `stel_voor` wants; fields of another outcome are left out of it."""

    uitkomst = KeuzeField(label="Wat is het voorstel?", choices=Uitkomst, leeg="Kies een voorstel.")
    bedrag = bedrag("Hoeveel euro?", boven_nul=True)
    voorwaarde = tekst(
        "Waar wacht het op?", "de voorwaarde", 300, help_text="De bewoner leest dit in de brief."
    )
    voorwaarde_van = tekst("Van wie komt het antwoord?", "dit antwoord", 120)
    voorwaarde_voor = DagField(label="Voor welke dag?", help_text="Bijvoorbeeld 17-03-2027.")
    grond = keuze("Waarom kan het niet?", Grond.objects.none(), "Kies waarom.", required=False)
    motivering = tekst(
        "Waarom, in jullie eigen woorden?",
        "de uitleg",
        1500,
        leeg=WAAROM,
        help_text="Dit staat in de brief aan de bewoner.",
        rijen=4,
    )
    helper = helper("versie")

    def __init__(self, *args, aanvraag: Aanvraag, voorstel: Voorstel | None = None, **kwargs):
        begin = {"versie": aanvraag.versie, "bedrag": aanvraag.gevraagd}
        if voorstel:
            begin |= {naam: getattr(voorstel, naam) for naam in Oordeel.__dataclass_fields__}
            begin["bedrag"] = voorstel.bedrag or aanvraag.gevraagd
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.fields["grond"].queryset = Grond.objects.filter(
            regeling=aanvraag.spelregels.regeling_id, actief=True
        )
        self.fields["bedrag"].help_text = f"Gevraagd: {euro(aanvraag.gevraagd)}."
        for naam in ("bedrag", "grond", "voorwaarde", "voorwaarde_voor"):  # asked when it applies
            veld = self.fields[naam]
            veld.label = veld.label.removesuffix(" (niet verplicht)")

    def clean(self):
        uitkomst = self.cleaned_data.get("uitkomst")
        if uitkomst == Uitkomst.AFGEWEZEN:
            self._vraag("grond", "Kies waarom het niet kan.")
        elif uitkomst:
            self._vraag("bedrag", "Vul in hoeveel euro.")
        if uitkomst == Uitkomst.VOORWAARDE:
            self._vraag("voorwaarde", "Schrijf op waar het op wacht.")
            self._vraag("voorwaarde_voor", "Vul in voor welke dag er een antwoord moet zijn.")
        return self.cleaned_data

    def _vraag(self, veld, zin):
        if not self.cleaned_data.get(veld) and veld not in self.errors:
            self.add_error(veld, zin)

    @property
    def oordeel(self) -> Oordeel:
        """What was chosen, without what belongs to another choice."""
        data = self.cleaned_data
        velden = {"uitkomst": data["uitkomst"], "motivering": data["motivering"]}
        if data["uitkomst"] == Uitkomst.AFGEWEZEN:
            return Oordeel(**velden, grond=data["grond"])
        velden["bedrag"] = data["bedrag"]
        if data["uitkomst"] == Uitkomst.VOORWAARDE:
            namen = ("voorwaarde", "voorwaarde_van", "voorwaarde_voor")
            velden |= {naam: data[naam] for naam in namen}
        return Oordeel(**velden)


class BevestigForm(ZaakForm):
    """`versie` and `voorstel` of the proposal as it was read; alone only with a reason."""

    voorstel = forms.IntegerField(widget=forms.HiddenInput)
    alleen_omdat = tekst(
        "Waarom kijkt er geen tweede persoon mee?",
        "de reden",
        200,
        help_text="Bijvoorbeeld: Ria heeft een belang. Deze zin blijft bij het besluit staan.",
    )

    def __init__(self, *args, alleen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if alleen:
            veld = self.fields["alleen_omdat"]
            veld.label = veld.label.removesuffix(" (niet verplicht)")
        else:
            del self.fields["alleen_omdat"]
        self.helper = helper("versie", "voorstel", *(["alleen_omdat"] if alleen else []))


class VoorwaardeForm(ZaakForm):
    """The answer that was awaited is there: the grant is final, or it ends."""

    voldaan = KeuzeField(
        label="Is aan de voorwaarde voldaan?",
        choices=[("ja", "Ja, de toezegging is definitief"), ("nee", "Nee, het gaat niet door")],
        leeg="Kies of aan de voorwaarde is voldaan.",
    )
    grond = keuze("Waarom kan het niet?", Grond.objects.none(), "Kies waarom.", required=False)
    motivering = tekst("Uitleg voor de bewoner", "de uitleg", 1500, leeg=WAAROM, rijen=4)
    helper = helper("versie", "voldaan", "grond", "motivering")

    def __init__(self, *args, aanvraag: Aanvraag, **kwargs):
        super().__init__(*args, initial={"versie": aanvraag.versie}, **kwargs)
        veld = self.fields["grond"]
        veld.queryset = Grond.objects.filter(regeling=aanvraag.spelregels.regeling_id, actief=True)
        veld.label = "Zo nee: waarom kan het niet?"

    def clean(self):
        data = self.cleaned_data
        if data.get("voldaan") == "nee" and not data.get("grond") and "grond" not in self.errors:
            self.add_error("grond", "Kies waarom het niet kan.")
        return data

    @property
    def velden(self) -> dict:
        data = self.cleaned_data
        voldaan = data["voldaan"] == "ja"
        return {
            "versie": data["versie"],
            "voldaan": voldaan,
            "motivering": data["motivering"],
            "grond": None if voldaan else data["grond"],
        }


class GaatNietDoorForm(ZaakForm):
    reden = tekst(
        "Waarom gaat het niet door?",
        "de reden",
        300,
        leeg="Schrijf op waarom, en van wie je het hoorde.",
        help_text="Bijvoorbeeld: mevrouw Jansen belde, het regent die dag te hard.",
    )
    helper = helper("versie", "reden")


class VervalForm(ZaakForm):
    reden = tekst(
        "Waarom vervalt de toezegging?",
        "de reden",
        300,
        leeg="Schrijf op waarom. Deze zin staat in de brief.",
        help_text="Deze zin staat in de brief aan de bewoner.",
    )
    helper = helper("versie", "reden")
