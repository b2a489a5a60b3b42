"""What it costs, line by line, and what others pay; as many lines as one needs."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from buurtbudget.forms.aanvragen.stap import StapForm
from buurtbudget.forms.velden import HOOGSTE, GrensbedragField
from buurtbudget.models import Begrotingspost
from kern.forms import lees_bedrag
from kern.templatetags.onderdelen import euro
from kern.velden import TekstField

KOSTEN, EIGEN, ANDER = Begrotingspost.Soort
HOOGUIT = 30
BEGIN_MET = {KOSTEN: 3, ANDER: 1}
ZELF = "Betaal ik zelf, of wij samen"
KIJK_NA = "Kijk de bedragen nog eens na."


@dataclass(frozen=True)
class Som:
    """Amounts in euro of the lines that can be counted; `mist` says that some can not."""

    kosten: Decimal
    zelf: Decimal
    mist: bool

    @property
    def gevraagd(self):
        return max(self.kosten - self.zelf, Decimal(0))

    @property
    def te_veel(self):
        """More than an application may cost: neither kept nor said in words."""
        return self.kosten > HOOGSTE


@dataclass(frozen=True)
class Regel:
    """One line of the page: its two fields, and the value of its button to take it away."""

    nr: int
    wat: forms.BoundField
    bedrag: forms.BoundField
    weg: str

    @property
    def velden(self):
        return [self.wat, self.bedrag]

    @property
    def fouten(self):
        return [*self.wat.errors, *self.bedrag.errors]


class KostenForm(StapForm):
    """`posten` is what `zet_posten` wants. Empty lines do not count, half ones are a mistake.

    `getypt` fills a form that is shown again with a line more or less, without complaints.
    """

    aantal_kosten = forms.CharField(widget=forms.HiddenInput, required=False)
    aantal_ander = forms.CharField(widget=forms.HiddenInput, required=False)
    eigen = GrensbedragField(
        label="Hoeveel euro betaal je zelf, of betalen jullie samen?",
        help_text="Bijvoorbeeld een bijdrage per gezin. Niets? Laat dit dan leeg.",
    )

    def __init__(self, data=None, *, rijen=None, mag_leeg=False, **kwargs):
        """`rijen`: {soort: [(tekst, bedrag), …]} to begin with."""
        self.rijen = rijen or {}
        self.mag_leeg = mag_leeg
        super().__init__(data, **kwargs)
        self.aantal = {soort: self._aantal(soort) for soort in (KOSTEN, ANDER)}
        for soort, aantal in self.aantal.items():
            self.initial[f"aantal_{soort}"] = aantal
            for nr in range(aantal):
                self._maak_regel(soort, nr)
        for bedrag in self.rijen.get(EIGEN, [])[:1]:
            self.initial["eigen"] = bedrag[1]

    @classmethod
    def uit(cls, aanvraag, **kwargs):
        """The lines as they are kept."""
        rijen = {}
        for post in aanvraag.posten.all():
            rijen.setdefault(Begrotingspost.Soort(post.soort), []).append((post.tekst, post.bedrag))
        initial = {"versie": aanvraag.versie}
        return cls(rijen=rijen, initial=initial, regels=aanvraag.spelregels, **kwargs)

    @classmethod
    def getypt(cls, data, *, regels, erbij=None, weg=""):
        """The same lines, one more of kind `erbij`, or without the line `weg` ("kosten-2")."""
        rijen = {EIGEN: [("", data.get("eigen", ""))]}
        for soort in (KOSTEN, ANDER):
            regels_ = [
                (data.get(f"wat_{soort}_{nr}", ""), data.get(f"bedrag_{soort}_{nr}", ""))
                for nr in range(_getal(data.get(f"aantal_{soort}")))
                if weg != f"{soort}-{nr}"
            ]
            rijen[soort] = regels_ + [("", "")] * (erbij == soort) or [("", "")]
        form = cls(rijen=rijen, initial={"versie": data.get("versie")}, regels=regels)
        if erbij:
            nr = form.aantal[erbij] - 1
            form.fields[f"wat_{erbij}_{nr}"].widget.attrs["autofocus"] = True
        return form

    def clean(self):
        velden = super().clean()
        self.posten = [*self._posten(velden, KOSTEN)]
        if not self.posten and not self.mag_leeg and not self.errors:
            self.add_error("wat_kosten_0", "Schrijf op wat je nodig hebt.")
        if eigen := velden.get("eigen"):
            self.posten.append((EIGEN, ZELF, eigen))
        self.posten += self._posten(velden, ANDER)
        if not self.errors and self.som.te_veel:
            self.add_error("bedrag_kosten_0", f"Samen is dit meer dan {euro(HOOGSTE)}. {KIJK_NA}")
        return velden

    def laat_open(self):
        super().laat_open()
        self.mag_leeg = True

    @property
    def kosten(self):
        return self._regels(KOSTEN)

    @property
    def anderen(self):
        return self._regels(ANDER)

    @property
    def som(self):
        """Of what is typed now, or was kept."""
        kosten = [self._lees(regel.bedrag) for regel in self.kosten]
        zelf = [self._lees(regel.bedrag) for regel in self.anderen] + [self._lees(self["eigen"])]
        return Som(
            kosten=sum(filter(None, kosten), Decimal(0)),
            zelf=sum(filter(None, zelf), Decimal(0)),
            mist=any(
                bool(regel.wat.value()) and self._lees(regel.bedrag) is None
                for regel in [*self.kosten, *self.anderen]
            ),
        )

    def _aantal(self, soort):
        if self.is_bound:
            return _getal(self.data.get(f"aantal_{soort}"))
        rijen = self.rijen.get(soort)
        return min(len(rijen), HOOGUIT) if rijen else BEGIN_MET[soort]

    def _maak_regel(self, soort, nr):
        wat, bedrag = f"wat_{soort}_{nr}", f"bedrag_{soort}_{nr}"
        label = "Wat" if soort == KOSTEN else "Wie betaalt mee"
        self.fields[wat] = TekstField(
            wat="deze regel",
            label=f"{label}, regel {nr + 1}",
            max_length=120,
            widget=forms.TextInput({"autocomplete": "off"}),
        )
        self.fields[bedrag] = GrensbedragField(
            label=f"Hoeveel euro, regel {nr + 1}", boven_nul=True
        )
        if nr < len(self.rijen.get(soort, [])):
            self.initial[wat], self.initial[bedrag] = self.rijen[soort][nr]

    def _regels(self, soort):
        return [
            Regel(nr + 1, self[f"wat_{soort}_{nr}"], self[f"bedrag_{soort}_{nr}"], f"{soort}-{nr}")
            for nr in range(self.aantal[soort])
        ]

    def _posten(self, velden, soort):
        for nr in range(self.aantal[soort]):
            wat, bedrag = f"wat_{soort}_{nr}", f"bedrag_{soort}_{nr}"
            if velden.get(wat) and velden.get(bedrag) is None:
                self._noem(soort, velden[wat], bedrag)
                continue
            if wat in self.errors or bedrag in self.errors:
                continue
            if velden[bedrag] and not velden[wat]:
                self.add_error(wat, "Schrijf erbij wat dit is, of haal de regel weg.")
            elif velden[wat]:
                yield soort, velden[wat], velden[bedrag]

    def _noem(self, soort, wat, bedrag):
        """Say of which line the amount is missing; what was wrong with it otherwise stays."""
        codes = {fout.code for fout in self.errors.as_data().get(bedrag, [])}
        if codes - {"bedrag"}:
            return
        self.errors.pop(bedrag, None)
        vraag = "kost" if soort == KOSTEN else "meebetaalt"
        self.add_error(bedrag, f"Vul in hoeveel euro ‘{wat}’ {vraag}, bijvoorbeeld 12,50.")

    def _lees(self, veld):
        waarde = veld.value()
        if isinstance(waarde, Decimal) or not waarde:
            return waarde or None
        try:
            return lees_bedrag(str(waarde))
        except ValueError:
            return None


def _getal(tekst):
    """How many lines a page had; at least one, never more than fit."""
    try:
        return min(max(int(tekst), 1), HOOGUIT)
    except (TypeError, ValueError):
        return 1
