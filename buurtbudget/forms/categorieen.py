"""The kinds of plans in the rules: one line each, with buttons for a line more or less."""

from django import forms

from buurtbudget.forms.velden import bedrag
from kern.forms import Formulier
from kern.velden import JaNeeField, tekst

TWEE_KEER = "Dit staat er al een keer. Kies een andere naam."


class CategorieForm(Formulier, forms.Form):
    """One kind of plan with a limit of its own; a line where nothing is written is no line."""

    naam = tekst("Wat voor plan?", "de naam", 80, help_text="Bijvoorbeeld: straatfeest.")
    maximum = bedrag("Hoeveel euro hooguit?", help_text="Leeg: geen eigen grens.", boven_nul=True)
    per = forms.ChoiceField(
        label="Waarvoor geldt dat?",
        choices=[
            ("aanvraag", "per aanvraag"),
            ("straat", "per straat per jaar"),
            ("adres", "per adres per jaar"),
        ],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "Kies waarvoor dat geldt."),
    )
    fysiek = JaNeeField(label="Blijft er iets staan?", leeg="Kies of er iets blijft staan.")
    deelpot = tekst(
        "Komt dit uit een eigen potje?",
        "de naam van het potje",
        60,
        help_text="Zo ja, hoe heet het? Bijvoorbeeld: wijkfeesten.",
    )

    def has_changed(self):
        """Only what a person typed counts; the choices have a first value of their own."""
        return any(self[naam].value() for naam in ("naam", "maximum", "deelpot"))

    @staticmethod
    def lees(categorie: dict) -> dict:
        return dict(categorie)

    def clean(self):
        velden = super().clean()
        if not velden.get("naam") and "naam" not in self.errors:
            self.add_error("naam", "Schrijf wat voor plan dit is, of maak de regel leeg.")
        return velden


class CategorieLijst:
    """The lines of kinds: as many as there are, plus what one asks for with a button."""

    HOOGSTE = 20

    def __init__(self, data=None, *, rijen=()):
        """`rijen`: dicts as `actions.regels.categorieen_van` gives them."""
        self.data = data
        aantal = self._aantal(data) if data is not None else len(rijen)
        self.forms = [
            CategorieForm(
                data,
                prefix=f"soort{nr}",
                initial={"per": "aanvraag", "fysiek": False}
                | (rijen[nr] if nr < len(rijen) else {}),
                empty_permitted=True,
            )
            for nr in range(aantal)
        ]

    @classmethod
    def met_knop(cls, data):
        """The lines after "Nog een regel" or "Regel weghalen": what was typed, not judged yet."""
        namen = list(CategorieForm.base_fields)
        rijen = [
            {naam: data.get(f"soort{nr}-{naam}", "") for naam in namen}
            for nr in range(cls._aantal(data))
        ]
        weg = data.get("weg", "")
        if weg.isascii() and weg.isdigit() and int(weg) < len(rijen):
            del rijen[int(weg)]
        elif "erbij" in data and len(rijen) < cls.HOOGSTE:
            rijen.append({})
        return cls(rijen=rijen)

    @classmethod
    def _aantal(cls, data):
        tekst = data.get("aantal", "")
        goed = tekst.isascii() and tekst.isdigit() and len(tekst) < 4
        return min(int(tekst), cls.HOOGSTE) if goed else 0

    def is_valid(self):
        fout = [form for form in self.forms if not form.is_valid()]  # judge all of them
        return not fout and self._namen_uniek()

    def _namen_uniek(self):
        gezien = set()
        for form in self.gevuld:
            naam = form.cleaned_data["naam"].lower()
            if naam in gezien:
                form.add_error("naam", TWEE_KEER)
                return False
            gezien.add(naam)
        return True

    def past_onder(self, maximum):
        """Whether no kind may ask more than any application may; else an error at that line."""
        te_hoog = [
            form
            for form in self.gevuld
            if maximum and (eigen := form.cleaned_data["maximum"]) and eigen > maximum
        ]
        for form in te_hoog:
            form.add_error("maximum", "Dit is meer dan iemand hooguit kan vragen. Maak het lager.")
        return not te_hoog

    @property
    def gevuld(self):
        return [form for form in self.forms if form.has_changed()]

    @property
    def categorieen(self) -> list[dict]:
        return [form.cleaned_data for form in self.gevuld]

    @property
    def errors(self):
        return [form.errors for form in self.forms if form.errors]
