"""All lines of a partner in one form: what changed is filled in, the rest is confirmed by a tap."""

from django import forms
from django.utils.timezone import localdate

from kern.forms import Formulier, helper
from partners.models import Lidmaatschap
from wijkplannen.actions.regels import Melding
from wijkplannen.forms.voortgang import VoortgangForm, stappen
from wijkplannen.models import Activiteit, Inzet, Stand

ALLES = "alles"


class RegelForm(VoortgangForm):
    """One line among many: it opens as the line stands, and takes along how that read."""

    uuid = None
    stand = forms.ChoiceField(
        label="Hoe gaat het nu?",
        choices=Stand,
        error_messages={
            "required": "Kies hoe het nu gaat.",
            "invalid_choice": "Kies hoe het nu gaat.",
        },
    )
    gelezen_stand = forms.CharField(required=False, widget=forms.HiddenInput)
    gelezen_zin = forms.CharField(required=False, widget=forms.HiddenInput)
    helper = helper("stand", "zin")

    def __init__(self, data=None, *, inzet: Inzet, getypt=None):
        """`getypt`: another reported meanwhile, and this was filled in here; empty is nothing."""
        gelezen = {"gelezen_stand": inzet.stand, "gelezen_zin": inzet.zin}
        begin = {"zin": inzet.zin} | (getypt or {}) | gelezen
        super().__init__(data, inzet=inzet, initial=begin, prefix=f"r{inzet.uuid.hex[:12]}")
        self.fields["zin"].help_text = "Eén zin, voor iedereen te lezen. Stopt het? Schrijf waarom."
        self.fields["stand"].widget.choices = stappen(inzet)
        self.net_gemeld = getypt is not None

    @property
    def gestuurd(self):
        """The line was on the page that was sent."""
        return self.is_bound and self.add_prefix("versie") in self.data

    @property
    def gewijzigd(self):
        """Somebody filled in something else than what they read."""
        return self._waarde("stand") != self._waarde("gelezen_stand") or self._waarde(
            "zin"
        ) != self._waarde("gelezen_zin")

    @property
    def staat_open(self):
        """There is something to see behind the click."""
        return self.net_gemeld or bool(self.is_bound and self.errors)

    @property
    def melding(self) -> Melding:
        waarden = self.cleaned_data
        return Melding(self.inzet, waarden["versie"], waarden["stand"], waarden["zin"])

    def _waarde(self, naam):
        return " ".join(self.data.get(self.add_prefix(naam), "").split())


class Regelformulieren:
    """The lines on a page as one form.

    `klopt` in what was sent says which lines still hold as they read: "alles", the slug of one
    wijk, or nothing. What was changed is reported in any case.
    """

    def __init__(self, data, inzetten, getypt=None):
        self.is_bound = data is not None
        self.regel_fouten = []
        self.klopt = data.get("klopt", "") if self.is_bound else ""
        self.forms = {
            inzet.pk: RegelForm(data, inzet=inzet, getypt=(getypt or {}).get(inzet.pk))
            for inzet in inzetten
        }

    def __iter__(self):
        """Every question, for the list of mistakes."""
        for form in self.te_melden:
            yield from form

    @property
    def te_melden(self):
        return [
            form
            for form in self.forms.values()
            if form.gestuurd and (form.gewijzigd or self._klopt(form.inzet))
        ]

    @property
    def errors(self):
        """Mistakes by question, as a form has them."""
        fouten = {"": self.regel_fouten} if self.regel_fouten else {}
        return fouten | {
            form.add_prefix(naam): fouten
            for form in self.te_melden
            for naam, fouten in form.errors.items()
        }

    @property
    def non_field_errors(self):
        return self.regel_fouten

    def is_valid(self):
        return self.is_bound and not self.errors

    def weiger(self, zin: str):
        """A rule of the work said no to what was sent."""
        self.regel_fouten.append(zin)

    @property
    def meldingen(self) -> list[Melding]:
        return [form.melding for form in self.te_melden]

    def getypt(self, achter: list[Inzet]) -> dict:
        """What was filled in at lines that moved on, by their key; empty where nothing was."""
        formulieren = [self.forms[inzet.pk] for inzet in achter]
        return {
            form.inzet.pk: (
                {"stand": form.melding.stand, "zin": form.melding.zin} if form.gewijzigd else {}
            )
            for form in formulieren
        }

    def _klopt(self, inzet):
        return self.klopt in (ALLES, inzet.doel.plan.gebied.slug)


class ZeefForm(Formulier, forms.Form):
    """Which lines one wants to see; what does not exist filters nothing out but itself."""

    wijk = forms.CharField(label="In welke wijk?", required=False, widget=forms.Select)
    stand = forms.ChoiceField(
        label="Hoe gaat het?", required=False, choices=[("", "Alles"), *Stand.choices]
    )
    helper = helper("wijk", "stand")

    def __init__(self, data=None):
        super().__init__(data)
        for veld in self.fields.values():
            veld.label = veld.label.removesuffix(" (niet verplicht)")
        self.waarden = self.cleaned_data if self.is_bound and self.is_valid() else {}

    def kies_uit(self, inzetten: list[Inzet]):
        """Offer the wijken of these lines."""
        wijken = {inzet.doel.plan.gebied.slug: inzet.doel.plan.gebied.naam for inzet in inzetten}
        self.fields["wijk"].widget.choices = [("", "Alle wijken"), *wijken.items()]

    def laat_zien(self, inzet: Inzet) -> bool:
        wijk, stand = self.waarden.get("wijk"), self.waarden.get("stand")
        return (not wijk or wijk == inzet.doel.plan.gebied.slug) and stand in (
            "",
            None,
            inzet.stand,
        )


class OverdraagForm(Formulier, forms.Form):
    """Per activity who keeps it at its trekker. Whom it was with goes along, hidden."""

    def __init__(self, data=None, *, partners):
        super().__init__(data)
        collegas = self._collegas(partners)
        self.activiteiten = self._activiteiten(partners)
        for activiteit in self.activiteiten:
            wie = collegas.get(activiteit.trekker_id, {})
            self.fields[self._naam(activiteit)] = forms.ChoiceField(
                label=f"Wie houdt ‘{activiteit}’ bij?",
                required=False,
                choices=[("", "Iedereen"), *((pk, lid.naam) for pk, lid in wie.items())],
                initial=activiteit.contact_id or "",
                error_messages={"invalid_choice": "Kies iemand uit de lijst."},
            )
            self.fields[f"was{activiteit.pk}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=activiteit.contact_id
            )
        self.collegas = {pk: lid for wie in collegas.values() for pk, lid in wie.items()}
        self.helper = helper(*self.fields)

    @property
    def keuzes(self):
        """[(activity, whom it goes to or None, key of whom it was with)], where one chose anew."""
        for activiteit in self.activiteiten:
            gekozen = self.cleaned_data[self._naam(activiteit)]
            nieuw = int(gekozen) if gekozen else None
            was = self.cleaned_data[f"was{activiteit.pk}"]
            if nieuw != was:
                yield activiteit, self.collegas.get(nieuw), was

    @staticmethod
    def _naam(activiteit):
        return f"wie{activiteit.pk}"

    @staticmethod
    def _collegas(partners):
        leden = Lidmaatschap.objects.filter(partner__in=partners).geldig_op(localdate())
        uit = {}
        for lid in leden.order_by("naam", "pk"):
            uit.setdefault(lid.partner_id, {})[lid.pk] = lid
        return uit

    @staticmethod
    def _activiteiten(partners):
        lopend = Inzet.objects.te_bevestigen(partners).order_by()
        return list(Activiteit.objects.filter(pk__in=lopend.values("activiteit")))
