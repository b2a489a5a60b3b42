"""A document of the budget cycle: what it is, who writes what, and what must change."""

from uuid import UUID

from django import forms

from gebruikers.models import Gebruiker
from indicatoren.models import Rapportage
from kern.forms import RijForm, VersieForm, helper
from kern.velden import DagField, GeheelField, KeuzeField, UuidField, tekst

HOOGUIT = 12  # years in one window: more columns nobody reads


def _jaar(label, **meer):
    return GeheelField(label=label, laagste=1990, hoogste=2100, **{"required": False} | meer)


class DocumentForm(RijForm):
    soort = KeuzeField(
        leeg="Kies wat voor document het is.",
        label="Wat voor document is het?",
        choices=Rapportage.Soort,
    )
    jaar = _jaar("Van welk jaar is het?", required=True)
    nummer = GeheelField(
        label="Het hoeveelste van dit jaar is het?",
        help_text="Meestal 1. Bij tussenrapportages soms 2.",
        laagste=1,
        hoogste=12,
    )
    titel = tekst(
        "Hoe heet het?",
        "de naam",
        120,
        help_text="Laat dit leeg als het gewoon ‘Begroting 2027’ heet.",
    )
    van = forms.ModelChoiceField(
        Rapportage.objects.none(),
        required=False,
        label="Uit welk document neem je de indeling en de teksten over?",
        help_text="De teksten worden opnieuw gevraagd, met de oude als begin.",
        empty_label="Geen: begin leeg",
        error_messages={"invalid_choice": "Kies een document uit de lijst."},
    )
    realisatie_van = _jaar("Vanaf welk jaar laat het zien wat er gemeten is?")
    realisatie_tot = _jaar("Tot en met welk jaar laat het zien wat er gemeten is?")
    streef_van = _jaar("Vanaf welk jaar laat het streefcijfers zien?")
    streef_tot = _jaar("Tot en met welk jaar laat het streefcijfers zien?")
    peildatum = DagField(
        label="Wat is de peildatum?",
        help_text="Tot en met welke dag de tekst geldt. Schrijf de datum als 17-03-2027.",
    )
    helper = helper(
        "soort",
        "jaar",
        "nummer",
        "titel",
        "van",
        "realisatie_van",
        "realisatie_tot",
        "streef_van",
        "streef_tot",
        "peildatum",
    )

    def __init__(self, *args, documenten=None, rij=None, **kwargs):
        super().__init__(*args, rij=rij, **kwargs)
        if rij:
            del self.fields["van"]
        else:
            self.fields["van"].queryset = documenten
            self.fields[
                "realisatie_van"
            ].help_text = "Neem je een document over? Laat de vier jaren dan leeg: ze schuiven mee."

    @staticmethod
    def lees(rij):
        namen = [*DocumentForm.base_fields]
        return {n: getattr(rij, n) for n in namen if n not in ("van", "uuid", "versie")}

    def clean(self):
        waarden = super().clean()
        self._eis_venster("realisatie", waarden)
        self._eis_venster("streef", waarden)
        return waarden

    def _eis_venster(self, soort, waarden):
        """Both years or neither, from early to late, and not too many."""
        namen = f"{soort}_van", f"{soort}_tot"
        if any(naam in self.errors for naam in namen):
            return
        van, tot = (waarden.get(naam) for naam in namen)
        if (van is None) != (tot is None):
            leeg = namen[0] if van is None else namen[1]
            self.add_error(leeg, "Vul allebei de jaren in, of geen van beide.")
        elif van is not None and not van <= tot < van + HOOGUIT:
            self.add_error(namen[1], f"Kies een jaar van {van} tot en met {van + HOOGUIT - 1}.")


class PersoonField(forms.ModelChoiceField):
    """Somebody with a role at the city."""

    def __init__(self, **kwargs):
        fouten = dict.fromkeys(["required", "invalid_choice"], "Kies wie de tekst schrijft.")
        super().__init__(
            Gebruiker.objects.none(), empty_label="Kies iemand", error_messages=fouten, **kwargs
        )


class RegelsField(forms.MultipleChoiceField):
    """Rows as they were read: a box sends uuid and version; `cleaned_data` holds {uuid: version}.

    A row that changed since is for the action to refuse: a second tap must still find its row.
    """

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        uuid, _, versie = value.partition(".")
        bekend = {keuze.partition(".")[0] for keuze, _ in self.choices}
        return uuid in bekend and versie.isascii() and versie.isdigit() and len(versie) < 9

    def clean(self, value):
        paren = (tekst.split(".") for tekst in super().clean(value))
        return {UUID(uuid): int(versie) for uuid, versie in paren}


class VraagForm(VersieForm):
    """Who writes which rows, and by when. `uuid` makes that the message leaves once."""

    uuid = UuidField()
    regels = RegelsField(
        label="Welke regels vraag je?",
        error_messages=dict.fromkeys(
            ["required", "invalid_choice", "invalid_list"], "Kies een of meer regels uit de lijst."
        ),
    )
    aan = PersoonField(label="Wie schrijft ze?")
    uiterlijk = DagField(
        label="Wanneer moet het uiterlijk binnen zijn?",
        help_text="Schrijf de datum als 17-03-2027.",
    )
    opmerking = tekst(
        "Wat moet erin staan?",
        "de uitleg",
        400,
        rijen=3,
        help_text="Alleen voor wie schrijft. Niemand anders ziet dit in het document.",
    )
    helper = helper("regels", "aan", "uiterlijk", "opmerking")

    def __init__(self, *args, takken, mensen, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["versie"]
        self.fields["aan"].queryset = mensen
        self.fields["regels"].choices = [
            (
                keuze_van(rij.regel),
                f"{tak.programma}: {rij.regel} ({_stand(rij.regel)})",
            )
            for tak in takken
            for rij in tak.regels
        ]


def _stand(regel):
    """How far a row is; a row starts as asked, also when nobody was."""
    if regel.stand == regel.Stand.GEVRAAGD and not regel.gevraagd_aan_id:
        return "nog aan niemand gevraagd"
    return regel.get_stand_display()


class TerugForm(RijForm):
    opmerking = tekst(
        "Wat moet er anders?",
        "de uitleg",
        400,
        leeg="Schrijf wat er anders moet.",
        rijen=3,
        help_text="Wie de tekst schreef, leest dit.",
    )
    helper = helper("opmerking")

    @staticmethod
    def lees(rij):
        return {}


def keuze_van(regel):
    return f"{regel.uuid}.{regel.versie}"
