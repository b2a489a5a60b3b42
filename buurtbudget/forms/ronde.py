"""Forms of the verdeelronde. Those with a line per application take their fields from its state."""

from decimal import Decimal

from django import forms

from buurtbudget.forms.velden import GrensbedragField
from buurtbudget.models import Grond, Rondepost
from buurtbudget.rondestand import Rondestand
from kern.bestanden import XlsxField
from kern.forms import BedragField, Formulier, helper
from kern.templatetags.onderdelen import euro
from kern.velden import LANG, DagField, TekstField, VersieField

RIJ = {"inputmode": "decimal", "autocomplete": "off", "enterkeyhint": "next"}
GELD_OP = "geld-op"  # of the grounds that come with the portal: what a round refuses for


class RijbedragField(BedragField):
    """An amount in a row: at most `hoogstens` (€), and a sentence when it is more."""

    fout = "Vul een bedrag in, bijvoorbeeld 150 of 12,50."

    def __init__(self, *, hoogstens, **kwargs):
        fouten = {"null_characters_not_allowed": self.fout}
        widget = forms.TextInput(attrs=RIJ)
        super().__init__(required=False, error_messages=fouten, widget=widget, **kwargs)
        self.hoogstens = hoogstens

    def clean(self, value):
        bedrag = super().clean(value)
        if bedrag is not None and bedrag > self.hoogstens:
            raise forms.ValidationError(
                f"Meer dan gevraagd. Vul {euro(self.hoogstens)} of minder in."
            )
        return bedrag


class VersieForm(Formulier, forms.Form):
    versie = VersieField()


class KolomForm(Formulier, forms.Form):
    """A column: a field `b<number>` for each application this member may divide."""

    versie = VersieField()

    def __init__(self, *args, stand: Rondestand, deelnemer, **kwargs):
        self.stand, self.deelnemer = stand, deelnemer
        kolom = stand.kolommen.get(deelnemer.pk, {})
        velden = {f"b{p.volgnummer}": kolom.get(p.aanvraag_id) for p in stand.posten}
        kwargs["initial"] = {"versie": deelnemer.versie} | velden | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.mag = [p for p in stand.posten if (deelnemer.pk, p.aanvraag_id) not in stand.buiten]
        for post in self.mag:
            veld = RijbedragField(hoogstens=stand.hoogstens(post.aanvraag))
            veld.label = f"Nummer {post.volgnummer}: {post.aanvraag}"
            self.fields[f"b{post.volgnummer}"] = veld

    @property
    def bedragen(self) -> dict[int, Decimal]:
        """{aanvraag: €} of what was filled in and can be read, also when another row cannot."""
        if self.is_bound:
            self.is_valid()
            waarden = self.cleaned_data
        else:
            waarden = self.initial
        gevonden = {p.aanvraag_id: waarden.get(f"b{p.volgnummer}") for p in self.mag}
        return {sleutel: b for sleutel, b in gevonden.items() if isinstance(b, Decimal)}

    @property
    def rijen(self):
        """(post, field or None, why there is no field) in the order of the numbers."""
        for post in self.stand.posten:
            reden = self.stand.buiten.get((self.deelnemer.pk, post.aanvraag_id), "")
            yield post, None if reden else self[f"b{post.volgnummer}"], reden


class VergaderForm(Formulier, forms.Form):
    """The corrections of the meeting: `b<number>` and `r<number>`, the reason."""

    versie = VersieField()

    def __init__(self, *args, stand: Rondestand, **kwargs):
        self.stand = stand
        kwargs["initial"] = {"versie": stand.ronde.versie} | (kwargs.get("initial") or {})
        for post in stand.posten:
            anders = post.gecorrigeerd is not None
            kwargs["initial"].setdefault(f"b{post.volgnummer}", post.bedrag)
            kwargs["initial"].setdefault(f"r{post.volgnummer}", post.reden if anders else "")
        super().__init__(*args, **kwargs)
        for post in stand.posten:
            self._voeg_toe(post)

    def _voeg_toe(self, post):
        nr = post.volgnummer
        bedrag = RijbedragField(hoogstens=self.stand.hoogstens(post.aanvraag))
        bedrag.label = f"Nummer {nr}: {post.aanvraag}"
        reden = TekstField(wat="de reden", max_length=300, widget=forms.TextInput(LANG))
        reden.label = f"Waarom wordt nummer {nr} anders?"
        self.fields |= {f"b{nr}": bedrag, f"r{nr}": reden}

    def clean(self):
        for post in self.stand.posten:
            nr = post.volgnummer
            bedrag = self.cleaned_data.get(f"b{nr}")
            anders = bedrag is not None and bedrag != post.berekend
            if anders and not self.cleaned_data.get(f"r{nr}", "?"):
                self.add_error(f"r{nr}", "Schrijf op waarom. Dit komt in de brief.")

    @property
    def correcties(self) -> dict[int, tuple[Decimal | None, str]]:
        """{post: (€ or None, reason)}"""
        schoon = self.cleaned_data
        return {
            post.pk: (schoon.get(f"b{post.volgnummer}"), schoon.get(f"r{post.volgnummer}", ""))
            for post in self.stand.posten
        }

    @property
    def bedragen(self) -> dict[int, Decimal]:
        """{aanvraag: €} as it stands in the form, for the sum; an empty row is the count."""
        if not self.is_bound:
            return {post.aanvraag_id: post.bedrag for post in self.stand.posten}
        self.is_valid()
        uit = {}
        for post in self.stand.posten:
            bedrag = self.cleaned_data.get(f"b{post.volgnummer}")
            uit[post.aanvraag_id] = post.berekend if bedrag is None else bedrag
        return uit

    @property
    def rijen(self):
        for post in self.stand.posten:
            bedrag, reden = self[f"b{post.volgnummer}"], self[f"r{post.volgnummer}"]
            open_ = bool(post.gecorrigeerd is not None or reden.errors or bedrag.errors)
            yield post, bedrag, reden, open_ or bool(self.is_bound and reden.value())


class AfwijsForm(Formulier, forms.Form):
    """Why there is nothing: `g<number>`, a ground, and `t<number>`, own words for the letter."""

    versie = VersieField()

    def __init__(self, *args, ronde, posten: list[Rondepost], **kwargs):
        self.posten = posten
        gronden = Grond.objects.filter(regeling=ronde.spelregels.regeling_id, actief=True)
        self.gronden = {grond.pk: grond for grond in gronden}
        gewoon = next((pk for pk, g in self.gronden.items() if g.sleutel == GELD_OP), None)
        eerste = {"versie": ronde.versie}
        for post in posten:
            eerste[f"g{post.volgnummer}"] = post.grond_id or gewoon
            eerste[f"t{post.volgnummer}"] = post.reden
        super().__init__(*args, initial=eerste, **kwargs)
        for post in posten:
            self._voeg_toe(post)

    def _voeg_toe(self, post):
        nr = post.volgnummer
        keuzes = [("", "Kies een reden")] + [(pk, str(g)) for pk, g in self.gronden.items()]
        kies = f"Kies waarom er niets is voor nummer {nr}."
        grond = forms.TypedChoiceField(
            choices=keuzes,
            coerce=int,
            label=f"Waarom krijgt nummer {nr} niets?",
            error_messages={"required": kies, "invalid_choice": kies},
        )
        tekst = TekstField(
            wat="de uitleg",
            max_length=300,
            label="Wat wil je er in de brief bij zeggen?",
            widget=forms.Textarea(LANG | {"rows": 2}),
        )
        self.fields |= {f"g{nr}": grond, f"t{nr}": tekst}
        tekst.label += " (niet verplicht)"

    @property
    def keuze(self) -> dict[int, tuple[Grond, str]]:
        schoon = self.cleaned_data
        return {
            post.pk: (self.gronden[schoon[f"g{post.volgnummer}"]], schoon[f"t{post.volgnummer}"])
            for post in self.posten
        }

    @property
    def rijen(self):
        for post in self.posten:
            yield post, self[f"g{post.volgnummer}"], self[f"t{post.volgnummer}"]


class DataForm(Formulier, forms.Form):
    """When everybody is ready and when the group meets; what to reckon with until that is known."""

    versie = VersieField(required=False)
    klaar_voor = DagField(
        label="Wanneer moet iedereen klaar zijn?",
        leeg="Vul een datum in, bijvoorbeeld 03-03-2027.",
        help_text="Tot en met deze dag verdelen de leden.",
    )
    vergadering_op = DagField(label="Wanneer is de vergadering?")
    proefbedrag = GrensbedragField(
        label="Met welk bedrag rekenen jullie zolang de pot niet bekend is?",
        help_text="Bijvoorbeeld het bedrag van vorig jaar.",
    )

    def __init__(self, *args, bekend, **kwargs):
        super().__init__(*args, **kwargs)
        if bekend:
            del self.fields["proefbedrag"]
        self.helper = helper("klaar_voor", "vergadering_op", *([] if bekend else ["proefbedrag"]))

    def clean(self):
        schoon = self.cleaned_data
        klaar, op = schoon.get("klaar_voor"), schoon.get("vergadering_op")
        if klaar and op and op < klaar:
            self.add_error("vergadering_op", "Kies een dag op of na de dag dat iedereen klaar is.")
        schoon.setdefault("proefbedrag", None)
        return schoon


class ProefForm(Formulier, forms.Form):
    bedrag = GrensbedragField(
        label="Met welk bedrag wil je rekenen?", leeg="Vul een bedrag in, bijvoorbeeld 20.000."
    )
    helper = helper("bedrag")


class NaarVergaderingForm(Formulier, forms.Form):
    """Who is not ready is ticked by hand, one by one."""

    versie = VersieField()

    def __init__(self, *args, ronde, deelnemers, **kwargs):
        super().__init__(*args, initial={"versie": ronde.versie}, **kwargs)
        self.niet_klaar = [deelnemer for deelnemer in deelnemers if not deelnemer.klaar_op]
        self.fields["zonder"] = forms.TypedMultipleChoiceField(
            choices=[(d.pk, d.lid.naam) for d in self.niet_klaar],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label="Wie telt niet mee?",
            error_messages={"invalid_choice": "Kies iemand uit de lijst."},
        )
        self.fields[
            "zonder"
        ].help_text = "Deze leden zijn nog niet klaar. Vink aan wie niet meetelt. Of wacht op hen."
        self.helper = helper(*(["zonder"] if self.niet_klaar else []))

    def clean_zonder(self):
        zonder = self.cleaned_data["zonder"]
        blijft = [d.lid.naam for d in self.niet_klaar if d.pk not in zonder]
        if blijft:
            raise forms.ValidationError(
                f"Nog niet klaar: {', '.join(blijft)}. Wacht, of vink aan dat het zonder kan."
            )
        return zonder


class BevestigForm(Formulier, forms.Form):
    versie = VersieField()
    voorwaarde_voor = DagField(
        label="Tot wanneer wachten jullie op de gemeente?",
        leeg="Vul een datum in, bijvoorbeeld 30-06-2027.",
        help_text="Zo lang houden jullie het geld vast voor plannen die toestemming nodig hebben.",
    )
    alleen_omdat = TekstField(
        wat="de reden",
        max_length=200,
        label="Waarom kijkt er geen tweede persoon mee?",
        help_text="Alleen invullen als daarom gevraagd wordt.",
        widget=forms.TextInput(LANG),
    )

    def __init__(self, *args, toestemming, alleen, **kwargs):
        super().__init__(*args, **kwargs)
        velden = {"voorwaarde_voor": toestemming, "alleen_omdat": alleen}
        for naam, nodig in velden.items():
            if not nodig:
                del self.fields[naam]
        self.helper = helper(*[naam for naam, nodig in velden.items() if nodig])


class ExcelForm(Formulier, forms.Form):
    bestand = XlsxField(label="Welk bestand wil je terugzetten?")
    helper = helper("bestand")
