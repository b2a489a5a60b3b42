"""Fields of many forms: each says in one sentence what to do when it does not fit."""

import calendar
import re
from datetime import date
from decimal import Decimal

from django import forms
from django.core.validators import URLValidator

from kern.templatetags.onderdelen import precies

LANG = {"class": "b-heel"}
KLEIN = {"class": "b-getal"}
JA_NEE = [("ja", "Ja"), ("nee", "Nee")]
OPNIEUW = "Er ging iets mis met deze pagina. Kopieer je tekst, open de pagina opnieuw en bewaar."
NUL = "Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."
DATUM = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})", flags=re.ASCII)
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december"
MAANDNUMMERS = {
    naam: str(nr)
    for nr, maand in enumerate(MAANDEN.split(), start=1)
    for naam in (maand, maand[:3], f"{maand[:3]}.")
} | {"mrt": "3", "mrt.": "3"}


class VersieField(forms.IntegerField):
    """The version that was read, hidden: whoever lost it can only open the page again."""

    widget = forms.HiddenInput
    default_error_messages = {"required": OPNIEUW, "invalid": OPNIEUW}


class UuidField(forms.UUIDField):
    """Of what is new, made with its page and hidden: the second tap finds what the first wrote."""

    widget = forms.HiddenInput
    default_error_messages = {"required": OPNIEUW, "invalid": OPNIEUW}


class TekstField(forms.CharField):
    """Text as it was meant: one kind of line end, and no browser that cuts what is pasted.

    `wat` names the field in a sentence: "de titel".
    """

    def __init__(self, *, wat, leeg="", **kwargs):
        fouten = {
            "required": leeg,
            "max_length": f"Maak {wat} korter: hooguit %(limit_value)d tekens, nu %(show_value)d.",
            "null_characters_not_allowed": NUL,
        }
        super().__init__(required=bool(leeg), error_messages=fouten, **kwargs)

    def to_python(self, value):
        tekst = super().to_python(value)
        if isinstance(self.widget, forms.Textarea):
            return tekst.replace("\r\n", "\n")
        return " ".join(tekst.split())

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


def tekst(label, wat, lang, *, leeg="", help_text="", rijen=0):
    widget = forms.Textarea(LANG | {"rows": rijen}) if rijen else forms.TextInput(LANG)
    return TekstField(
        wat=wat, leeg=leeg, label=label, help_text=help_text, max_length=lang, widget=widget
    )


class LinkField(forms.URLField):
    """An address that begins with https://, or empty."""

    default_validators = [URLValidator(schemes=["https"])]
    fout = "Vul een adres in dat begint met https://, of laat dit leeg."

    def __init__(self, *, lang=200, help_text="Een adres dat begint met https://", **kwargs):
        fouten = {
            "invalid": self.fout,
            "max_length": f"Maak het adres korter: hooguit {lang} tekens.",
            "null_characters_not_allowed": self.fout,
        }
        super().__init__(
            required=False,
            assume_scheme="https",
            max_length=lang,
            help_text=help_text,
            widget=forms.URLInput(LANG),
            error_messages=fouten,
            **kwargs,
        )


class GeheelField(forms.IntegerField):
    """A whole number from `laagste` to `hoogste`; None in `cleaned_data` when it may be empty."""

    def __init__(self, *, hoogste, laagste=0, **kwargs):
        fout = f"Vul een getal in van {laagste} tot en met {hoogste}."
        namen = ["required", "invalid", "min_value", "max_value", "null_characters_not_allowed"]
        super().__init__(
            min_value=laagste,
            max_value=hoogste,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages=dict.fromkeys(namen, fout),
            **kwargs,
        )


class DecimaalField(forms.CharField):
    """A number as people write it, 7,5 or −40; `cleaned_data` holds a Decimal, or None when empty.

    At most `heel` digits before the comma and `decimalen` behind it; below zero with `onder_nul`.
    """

    fout = "Vul een getal in, bijvoorbeeld 7,5 of 40."

    def __init__(self, *, heel=9, decimalen=4, onder_nul=True, **kwargs):
        vorm = rf"-?\d{{1,{heel}}}([.,]\d{{1,{decimalen}}})?"
        self.vorm = re.compile(vorm if onder_nul else vorm.removeprefix("-?"), flags=re.ASCII)
        super().__init__(
            required=False,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"null_characters_not_allowed": self.fout},
            **kwargs,
        )

    def clean(self, value):
        tekst = super().clean(value).replace(" ", "").replace("\u2212", "-")
        if not tekst:
            return None
        if not self.vorm.fullmatch(tekst):
            raise forms.ValidationError(self.fout)
        return Decimal(tekst.replace(",", "."))

    def prepare_value(self, value):
        return precies(value) if isinstance(value, Decimal) else value


class KeuzeField(forms.ChoiceField):
    """One of a few, nothing chosen beforehand; `leeg` says what to do when nothing is."""

    widget = forms.RadioSelect

    def __init__(self, *, leeg="", **kwargs):
        fouten = {"required": leeg, "invalid_choice": leeg or "Kies een antwoord uit de lijst."}
        super().__init__(required=bool(leeg), error_messages=fouten, **kwargs)


class JaNeeField(KeuzeField):
    """`cleaned_data` holds True, False, or None when it may be left open."""

    def __init__(self, **kwargs):
        super().__init__(choices=JA_NEE, **kwargs)

    def clean(self, value):
        return {"ja": True, "nee": False}.get(super().clean(value))

    def prepare_value(self, value):
        return {True: "ja", False: "nee"}.get(value, value)


class DagField(forms.CharField):
    """One day as people write it, 17-3-2027 or 17 maart 2027; `cleaned_data` holds a date."""

    fout = "Schrijf de datum als 17-03-2027."

    def __init__(self, *, leeg="", **kwargs):
        fouten = {"required": leeg, "null_characters_not_allowed": self.fout}
        super().__init__(required=bool(leeg), error_messages=fouten, **kwargs)

    def clean(self, value):
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            return self.lees(in_cijfers(tekst))
        except ValueError as fout:
            raise forms.ValidationError(str(fout), code="datum") from None

    def lees(self, tekst):
        dag, maand, jaar = self.delen(tekst)
        if not 2000 <= jaar <= 2100:
            raise ValueError("Vul een jaar in tussen 2000 en 2100.")
        if not 1 <= maand <= 12:
            raise ValueError(f"Maand {maand} bestaat niet. {self.fout}")
        if not 1 <= dag <= calendar.monthrange(jaar, maand)[1]:
            raise ValueError(f"De dag {tekst} bestaat niet. {self.fout}")
        return date(jaar, maand, dag)

    def delen(self, tekst):
        gevonden = DATUM.fullmatch(tekst)
        if not (gevonden and gevonden[1]):
            raise ValueError(self.fout)
        return [int(deel) for deel in gevonden.groups()]

    def prepare_value(self, value):
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


def in_cijfers(tekst: str) -> str:
    """The name of a month as its number: 17 maart 2027 becomes 17 3 2027; the rest stays."""
    return " ".join(MAANDNUMMERS.get(woord.lower(), woord) for woord in tekst.split(" ") if woord)


class MaandField(DagField):
    """A date, a month or a year: 17-3-2027, 3-2027 or 2027.

    `cleaned_data` holds its first day, with `einde` its last.
    """

    fout = "Schrijf een datum als 17-03-2027, 03-2027 of 2027."

    def __init__(self, *, einde=False, **kwargs):
        self.einde = einde
        super().__init__(**kwargs)

    def delen(self, tekst):
        if not (gevonden := DATUM.fullmatch(tekst)):
            raise ValueError(self.fout)
        dag, maand, jaar = (int(deel) if deel else None for deel in gevonden.groups())
        maand = (12 if self.einde else 1) if maand is None else maand
        if dag is None:
            dag = calendar.monthrange(jaar, maand)[1] if self.einde and 1 <= maand <= 12 else 1
        return dag, maand, jaar

    def prepare_value(self, value):
        return schrijf_datum(value, einde=self.einde) if isinstance(value, date) else value


def schrijf_datum(dag: date, *, einde=False) -> str:
    """As short as it can be read back: 2027 for its first day, or with `einde` for its last."""
    laatste = calendar.monthrange(dag.year, dag.month)[1]
    if dag.day != (laatste if einde else 1):
        return f"{dag:%d-%m-%Y}"
    return f"{dag:%Y}" if dag.month == (12 if einde else 1) else f"{dag:%m-%Y}"
