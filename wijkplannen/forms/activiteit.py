"""What a partner does: a new activity, or one that other plans have already."""

from datetime import timedelta

from crispy_forms.layout import Div, Field
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from gebieden.models import Gebied
from kern.forms import BedragField, Formulier, helper
from kern.velden import LANG, MaandField, TekstField
from partners.models import Lidmaatschap, Partner
from wijkplannen.forms.rij import Bewerkformulier
from wijkplannen.models import Activiteit
from wijkplannen.permissions import partners_in_plan

PARTNER = {
    "required": "Kies wie dit trekt.",
    "invalid_choice": "Kies een organisatie uit de lijst.",
    "invalid_pk_value": "Kies alleen organisaties uit de lijst.",
    "invalid_list": "Kies alleen organisaties uit de lijst.",
}


def _naam(partner):
    return f"{partner.naam} (voorbeeld)" if partner.is_voorbeeld else partner.naam


class TrekkerField(forms.ModelChoiceField):
    label_from_instance = staticmethod(_naam)


class PartnersField(forms.ModelMultipleChoiceField):
    label_from_instance = staticmethod(_naam)


class PartnersInGroepen:
    """Mixin of a form with a `plan` that asks for `partners`."""

    @property
    def keuzes(self):
        """The partners in two groups: of this wijk, this plan or chosen already; and all others."""
        van_hier = Q(gebieden=self.plan.gebied_id) | Q(pk__in=partners_in_plan(self.plan))
        hier = set(Partner.objects.filter(van_hier).values_list("pk", flat=True))
        gekozen = {str(waarde) for waarde in self["partners"].value() or []}
        dichtbij, verder = [], []
        for keuze in self["partners"]:
            waarde = keuze.data["value"].value
            groep = dichtbij if waarde in hier or str(waarde) in gekozen else verder
            groep.append(keuze)
        return dichtbij, verder


class BuurtField(forms.ModelChoiceField):
    def label_from_instance(self, buurt):
        return buurt.naam


class ContactField(forms.ModelChoiceField):
    def label_from_instance(self, lid):
        return lid.naam


class BestaandeField(forms.ModelChoiceField):
    def label_from_instance(self, activiteit):
        return f"{activiteit.titel} ({activiteit.trekker.naam})"


class ActiviteitForm(PartnersInGroepen, Bewerkformulier):
    """A new activity at a goal (`doel`), or the activity of a line (`inzet`).

    With `eigen` (pks of partners) somebody of those organisations writes what is their own: who
    takes part and what is a quick win is then not asked; that is for the gebiedsmanager.
    """

    soort = "activiteit"
    VAN_MANAGER = ("partners", "quick_win")
    titel = TekstField(
        wat="de naam",
        leeg="Schrijf hoe de activiteit heet.",
        label="Hoe heet de activiteit?",
        max_length=120,
        widget=forms.TextInput(LANG),
    )
    omschrijving = TekstField(
        wat="de omschrijving",
        label="Wat gaan jullie doen?",
        help_text="Een paar zinnen, zoals je het een bewoner vertelt.",
        max_length=1000,
        widget=forms.Textarea(LANG | {"rows": 4}),
    )
    trekker = TrekkerField(
        Partner.objects.filter(samengevoegd_in__isnull=True),
        label="Wie trekt dit?",
        help_text="Deze organisatie houdt bij hoe het gaat.",
        empty_label="Kies een organisatie",
        error_messages=PARTNER,
    )
    partners = PartnersField(
        Partner.objects.filter(samengevoegd_in__isnull=True),
        required=False,
        label="Wie doen er nog meer mee?",
        widget=forms.CheckboxSelectMultiple,
        error_messages=PARTNER,
    )
    van = MaandField(
        label="Wanneer begint het?", help_text="Een datum, maand of jaar: 17-03-2027, 03-2027, 2027"
    )
    tot = MaandField(einde=True, label="Wanneer is het klaar?", help_text="Leeg als het doorgaat.")
    kosten = BedragField(
        required=False,
        label="Hoeveel euro kost het?",
        help_text="Bijvoorbeeld 1500 of 12,50",
        error_messages={"null_characters_not_allowed": BedragField.fout},
    )
    bron_van_geld = TekstField(
        wat="de tekst over wie betaalt", label="Wie betaalt dat?", max_length=120
    )
    gebied = BuurtField(
        Gebied.objects.none(),
        required=False,
        label="In welke buurt is het?",
        empty_label="In de hele wijk",
        error_messages={"invalid_choice": "Kies een buurt uit de lijst."},
    )
    contact = ContactField(
        Lidmaatschap.objects.none(),
        required=False,
        label="Wie houdt dit bij?",
        help_text="Iemand van de trekker. Alleen wie aan het plan werkt ziet dit.",
        empty_label="Iedereen van de organisatie",
        error_messages={"invalid_choice": "Kies iemand uit de lijst."},
    )
    quick_win = forms.BooleanField(required=False, label="Dit is snel geregeld")
    helper = helper(
        "titel",
        "omschrijving",
        "trekker",
        Field("partners", template="wijkplannen/bewerken/_partners.html"),
        "contact",
        Div("van", "tot", css_class="wp-2"),
        "gebied",
        "quick_win",
        Div("kosten", "bron_van_geld", css_class="wp-2"),
    )

    def __init__(self, data=None, *, doel=None, inzet=None, eigen=None, **kwargs):
        self.doel, self.inzet, self.eigen = doel, inzet, eigen
        super().__init__(data, rij=kwargs.pop("rij", inzet and inzet.activiteit), **kwargs)
        hier = Gebied.objects.filter(ligt_in__gebied=self.plan.gebied_id).distinct()
        self.fields["gebied"].queryset = hier
        self._vraag_wat_mag()

    def opnieuw(self, data=None, **anders):
        hier = {"doel": self.doel, "inzet": self.inzet, "eigen": self.eigen}
        return super().opnieuw(data, **hier | anders)

    @property
    def anker(self):
        return str(self.inzet.uuid) if self.inzet else f"nieuw-{self.doel.uuid}"

    @property
    def sleutel(self):
        return f"activiteit:{self.inzet.uuid if self.inzet else f'nieuw:{self.doel.uuid}'}"

    @property
    def terugfocus(self):
        return super().terugfocus if self.rij else f"erbij-{self.doel.uuid}"

    def _vraag_wat_mag(self):
        """Take out what this person is not asked, and what has only one answer."""
        if self.eigen is not None:
            trekkers = self.fields["trekker"].queryset.filter(pk__in=self.eigen)
            self.fields["trekker"].queryset = trekkers
            weg = {*self.VAN_MANAGER, *(["trekker"] if self.inzet or len(self.eigen) == 1 else [])}
            for naam in weg:
                del self.fields[naam]
        if trekker := self._vaste_trekker:
            vandaag = Lidmaatschap.objects.geldig_op(timezone.localdate())
            self.fields["contact"].queryset = vandaag.filter(partner=trekker).order_by("naam")
        else:
            del self.fields["contact"]

    @property
    def _vaste_trekker(self):
        """The pk of who leads it, when that is known before anything is chosen."""
        if self.rij:
            return self.rij.trekker_id
        return next(iter(self.eigen)) if self.eigen and len(self.eigen) == 1 else None

    def lees(self, activiteit):
        periode, regel = activiteit.periode, self.regel_van(activiteit)
        return {
            "titel": activiteit.titel,
            "omschrijving": activiteit.omschrijving,
            "trekker": activiteit.trekker,
            "partners": list(activiteit.partners.all()),
            "van": periode and periode.lower,
            "tot": periode and periode.upper and periode.upper - timedelta(1),
            "kosten": activiteit.kosten,
            "bron_van_geld": activiteit.bron_van_geld,
            "contact": activiteit.contact,
            "gebied": regel.gebied,
            "quick_win": regel.quick_win,
        }

    def regel_van(self, activiteit):
        """Its line in this plan."""
        return self.inzet or activiteit.inzetten.select_related("gebied").get(doel=self.doel)

    def anker_van(self, activiteit):
        return str(self.regel_van(activiteit).uuid)

    def plek(self):
        return Activiteit, Q(inzetten__doel=self.doel)

    def clean(self):
        waarden = super().clean()
        if "partners" in waarden:  # the trekker takes part already
            trekker = waarden.get("trekker")
            waarden["partners"] = [p for p in waarden["partners"] if p != trekker]
        if waarden.get("van") and waarden.get("tot") and waarden["tot"] < waarden["van"]:
            self.add_error("tot", "De activiteit is klaar voordat zij begint. Kijk de data na.")
        if waarden.get("contact") and waarden.get("trekker", waarden["contact"].partner) != (
            waarden["contact"].partner
        ):
            waarden["contact"] = None  # somebody else leads it now: they say who keeps it up
        return waarden

    @property
    def velden(self):
        """What the action writes: one period instead of its two ends, and what is not asked here
        as it is; of a line what is so in this plan only is apart.
        """
        waarden = self._ongevraagd() | self.cleaned_data
        van, tot = waarden.pop("van"), waarden.pop("tot")
        periode = DateRange(van, tot and tot + timedelta(1)) if van or tot else None
        waarden["periode"] = periode
        if self.inzet:
            waarden["hier"] = (self.inzet, {n: waarden.pop(n) for n in ("gebied", "quick_win")})
        return waarden

    def _ongevraagd(self):
        if not self.rij:
            trekker = self._vaste_trekker
            return {"trekker": Partner.objects.get(pk=trekker)} if trekker else {}
        if self.eigen is None:
            return {}
        return {"partners": list(self.rij.partners.all()), "quick_win": self.inzet.quick_win}


class PlaatsForm(Formulier, forms.Form):
    """An activity that stands elsewhere already, to be placed at this goal too."""

    activiteit = BestaandeField(
        Activiteit.objects.none(),
        label="Welke activiteit die al bestaat?",
        help_text="Zij blijft van dezelfde organisatie. Wat er verandert, zie je overal.",
        empty_label="Kies een activiteit",
        error_messages={
            "required": "Kies welke activiteit je bij dit doel wilt zetten.",
            "invalid_choice": "Kies een activiteit uit de lijst.",
        },
    )
    helper = helper("activiteit")

    def __init__(self, *args, doel, **kwargs):
        super().__init__(*args, prefix="bestaand", **kwargs)
        activiteiten = Activiteit.objects.select_related("trekker")
        if not self.is_bound:  # a double click sends what stands here already
            hier = doel.inzetten.filter(vervallen_op__isnull=True)
            activiteiten = activiteiten.exclude(inzetten__in=hier)
        self.fields["activiteit"].queryset = activiteiten
