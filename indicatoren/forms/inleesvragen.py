"""What stands in a file of figures: questions per column, and what the file does not say itself."""

from dataclasses import dataclass, replace

from django import forms

from gebieden.models import Gebied
from indicatoren.lezen.herkennen import Herkenning
from indicatoren.lezen.leeswijze import Kolom, Leeswijze, Rol
from indicatoren.models import Meting
from kern.forms import VersieForm
from kern.velden import NUL, KeuzeField

ROLLEN = [
    (
        "Waar en wanneer",
        [
            (Rol.NAAM, "De naam van het gebied"),
            (Rol.GEBIED, "De code van het gebied"),
            (Rol.JAAR, "Het jaar"),
        ],
    ),
    (
        "Het cijfer",
        [
            (Rol.CIJFER, "Cijfers: kies hieronder welk"),
            (Rol.WAARDE, "Cijfers: de regel zegt welk"),
            (Rol.INDICATOR, "Welk cijfer het is"),
            (Rol.REDEN, "Waarom er geen cijfer is"),
        ],
    ),
    (
        "Wat erbij hoort",
        [
            (Rol.N, "Hoeveel mensen antwoord gaven (n)"),
            (Rol.MARGE, "De marge, naar boven en beneden"),
            (Rol.SIGNIFICANT, "Of het aantoonbaar veranderde"),
            (Rol.VOORLOPIG, "Of het voorlopig is"),
            (Rol.SOORT, "Gemeten, of een streefwaarde"),
            (Rol.NOOT, "Een noot"),
        ],
    ),
    (Rol.NIET, "Niet inlezen"),
]
SOORTEN = [
    ("", "Dat weet ik niet, zoek in alles"),
    (Gebied.Soort.BUURT, "Buurten"),
    (Gebied.Soort.PLANGEBIED, "Wijken"),
    (Gebied.Soort.WIJK, "CBS-wijken"),
    (Gebied.Soort.BUDGETGEBIED, "Buurtbudgetgebieden"),
    (Gebied.Soort.GEMEENTE, "De hele gemeente"),
]
BETEKENISSEN = [
    ("leeg", "Geen cijfer: sla deze cel over"),
    ("nul", "Het cijfer 0"),
    *((reden, f"Geen cijfer: {reden.label}") for reden in Meting.Reden),
]
EENMALIG = set(Rol) - {Rol.CIJFER, Rol.NIET}
DEKKING = [  # field, the column that says it too, what to do when nobody says it
    ("indicator", Rol.INDICATOR, "Vul in welk cijfer dit is."),
    ("jaar", Rol.JAAR, "Vul in over welk jaar dit gaat."),
]
JAARFOUT = "Schrijf het jaar in vier cijfers, zoals 2025."


class JaarField(forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6})
    default_error_messages = dict.fromkeys(["invalid", "min_value", "max_value"], JAARFOUT)

    def __init__(self, **kwargs):
        super().__init__(min_value=1900, max_value=2100, required=False, **kwargs)


class IndicatorField(forms.CharField):
    """The name of an indicator, out of a list that the page holds once; gives its slug.

    `bekend` is {name, short name or slug, in lower case: slug}.
    """

    def __init__(self, *, bekend, **kwargs):
        self.bekend = bekend
        widget = forms.TextInput(attrs={"list": "indicatoren", "autocomplete": "off"})
        fouten = {"null_characters_not_allowed": NUL}
        super().__init__(required=False, widget=widget, error_messages=fouten, **kwargs)

    def clean(self, value):
        tekst = " ".join(super().clean(value).split())
        if not tekst or tekst.lower() in self.bekend:
            return self.bekend.get(tekst.lower(), "")
        raise forms.ValidationError(
            f"We kennen geen cijfer ‘{tekst[:60]}’. Kies een naam uit de lijst, of maak het eerst."
        )


@dataclass(frozen=True)
class Kolomvragen:
    """A column as the page shows it: its heading, what stands in it, and three questions."""

    nummer: int
    kop: str
    voorbeelden: tuple[str, ...]
    rol: forms.BoundField
    indicator: forms.BoundField
    jaar: forms.BoundField


class KolommenForm(VersieForm):
    """`begin` is what is filled in beforehand, for the columns of `herkenning`.

    `cleaned_data["leeswijze"]` is what was chosen. `namen` is {slug: name} of all indicators.
    """

    def __init__(self, *args, herkenning: Herkenning, begin: Leeswijze, namen, **kwargs):
        super().__init__(*args, **kwargs)
        self.herkenning, self.begin = herkenning, begin
        self.namen = namen
        self.gezien = [teken for teken in herkenning.tekens if teken.aantal]
        bekend = {naam.lower(): slug for slug, naam in namen.items()} | {s: s for s in namen}
        for nr, kolom in enumerate(begin.kolommen):
            self._vraag_kolom(nr, kolom, bekend)
        self._vraag_bestand(bekend)
        self._vraag_tekens()

    def _vraag_kolom(self, nr, kolom, bekend):
        """Labels name the column: the list of mistakes and a reader of screens say only them."""
        over = f"kolom {nr + 1}, ‘{kolom.kop}’"
        self.fields[f"rol_{nr}"] = forms.ChoiceField(
            label=f"Wat staat er in {over}?",
            choices=ROLLEN,
            initial=kolom.rol,
            error_messages=dict.fromkeys(
                ["required", "invalid_choice"], f"Kies uit de lijst wat er in kolom {nr + 1} staat."
            ),
        )
        self.fields[f"indicator_{nr}"] = IndicatorField(
            label=f"Welk cijfer staat er in {over}?",
            bekend=bekend,
            initial=self.namen.get(kolom.indicator, ""),
        )
        self.fields[f"jaar_{nr}"] = JaarField(
            label=f"Over welk jaar gaat {over}?", initial=kolom.jaar
        )

    def _vraag_bestand(self, bekend):
        """What holds for all rows, unless the file says it itself."""
        self.fields["indicator"] = IndicatorField(
            label="Welk cijfer staat er in dit bestand?",
            help_text="Alleen als het bij de kolommen hierboven nog niet staat.",
            bekend=bekend,
            initial=self.namen.get(self.begin.indicator, ""),
        )
        self.fields["jaar"] = JaarField(
            label="Over welk jaar gaan deze cijfers?",
            help_text="Alleen als het jaar nergens in het bestand staat.",
            initial=self.begin.jaar,
        )
        self.fields["gebiedsoort"] = forms.ChoiceField(
            label="Over wat voor gebieden gaat dit bestand?",
            help_text="Een naam als Schothorst is van een buurt, een wijk en een CBS-wijk.",
            choices=SOORTEN,
            required=False,
            initial=self.begin.gebiedsoort,
            error_messages={"invalid_choice": "Kies een soort gebied uit de lijst."},
        )
        if self.herkenning.is_onzeker:
            self.fields["decimaal"] = KeuzeField(
                label="Hoe lezen we de getallen?",
                leeg="Kies hoe we de getallen lezen.",
                choices=_lezingen(self.herkenning.getalkeuzes),
            )

    def _vraag_tekens(self):
        for nr, teken in enumerate(self.gezien):
            wat = f"‘{teken.tekst}’" if teken.tekst else "een lege cel"
            self.fields[f"teken_{nr}"] = forms.ChoiceField(
                label=f"Wat betekent {wat} op de plek van een cijfer?",
                help_text="Dit staat er één keer."
                if teken.aantal == 1
                else f"{teken.aantal} keer.",
                choices=[("", "Kies wat het betekent"), *BETEKENISSEN],
                initial=self.begin.tekens.get(teken.tekst, teken.voorstel),
                error_messages=dict.fromkeys(
                    ["required", "invalid_choice"], f"Kies wat {wat} betekent."
                ),
            )

    @property
    def kolommen(self) -> list[Kolomvragen]:
        return [
            Kolomvragen(
                nr + 1,
                kolom.voorstel.kop,
                kolom.voorbeelden,
                *(self[f"{naam}_{nr}"] for naam in ("rol", "indicator", "jaar")),
            )
            for nr, kolom in enumerate(self.herkenning.kolommen)
        ]

    @property
    def tekens(self) -> list[forms.BoundField]:
        return [self[f"teken_{nr}"] for nr in range(len(self.gezien))]

    def naam_voor(self, nummer: str) -> str:
        """What a new indicator may be called: what was typed for the column with this number, or
        the end of its heading; without a number, what was typed for the whole file.
        """
        if f"rol_{nummer}" not in self.fields:
            naam = self.data.get("indicator", "")
        elif not (naam := self.data.get(f"indicator_{nummer}")):
            naam = self.begin.kolommen[int(nummer)].kop.rpartition("/")[2]
        return naam.partition("(")[0].strip()[:120]

    def clean(self):
        gegeven = super().clean()
        if self.errors:
            return gegeven
        kolommen = tuple(self._kolom(nr, kop) for nr, kop in enumerate(self.begin.kolommen))
        self._toets_rollen(kolommen)
        self._toets_cijfers(kolommen)
        if self.errors:
            return gegeven
        gegeven["leeswijze"] = replace(
            self.begin,
            kolommen=kolommen,
            jaar=gegeven["jaar"],
            indicator=gegeven["indicator"],
            gebiedsoort=gegeven["gebiedsoort"],
            decimaal=gegeven.get("decimaal", self.begin.decimaal),
            tekens=self._gekozen_tekens(),
        )
        return gegeven

    def _kolom(self, nr, oud):
        rol = Rol(self.cleaned_data[f"rol_{nr}"])
        if rol != Rol.CIJFER:
            return Kolom(oud.kop, rol)
        indicator, jaar = (self.cleaned_data[f"{naam}_{nr}"] for naam in ("indicator", "jaar"))
        return Kolom(oud.kop, rol, indicator, jaar)

    def _toets_rollen(self, kolommen):
        gezien = {}
        for nr, kolom in enumerate(kolommen):
            eerder = gezien.setdefault(kolom.rol, nr)
            if kolom.rol in EENMALIG and eerder != nr:
                self.add_error(f"rol_{nr}", f"Dit koos je ook al bij kolom {eerder + 1}.")
        if not gezien.keys() & {Rol.NAAM, Rol.GEBIED}:
            self.add_error(None, "Kies in welke kolom het gebied staat: de naam of de code.")
        if not gezien.keys() & {Rol.CIJFER, Rol.WAARDE}:
            self.add_error(None, "Kies in welke kolom de cijfers staan.")

    def _toets_cijfers(self, kolommen):
        """Each figure must know of what it is, and of which year: asked once when none does."""
        rollen = {kolom.rol for kolom in kolommen}
        cijfers = {nr: k for nr, k in enumerate(kolommen) if k.rol in (Rol.CIJFER, Rol.WAARDE)}
        for naam, rol, zin in DEKKING:
            if rol in rollen or self.cleaned_data[naam]:
                continue
            open_ = [nr for nr, kolom in cijfers.items() if not getattr(kolom, naam)]
            if len(open_) == len(cijfers) and open_:
                self.add_error(naam, zin)
            else:
                for nr in open_:
                    self.add_error(f"{naam}_{nr}", f"Kolom {nr + 1}: {zin}")

    def _gekozen_tekens(self):
        """What was asked, and what we know of signs that are not in this file."""
        return self.begin.tekens | {
            teken.tekst: self.cleaned_data[f"teken_{nr}"] for nr, teken in enumerate(self.gezien)
        }


def _lezingen(keuzes):
    """Both ways to read a number, each with what becomes of the first few."""
    komma = ", ".join(f"{keuze.tekst} is {keuze.met_komma}" for keuze in keuzes[:3])
    punt = ", ".join(f"{keuze.tekst} is {keuze.met_punt}" for keuze in keuzes[:3])
    return [
        (",", f"De punt scheidt duizendtallen: {komma}"),
        (".", f"De punt is een komma: {punt}"),
    ]
