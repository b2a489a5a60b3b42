"""The paper form and the claim form as one page, from the parts of the road online."""

from uuid import uuid4

from django import forms
from django.utils.timezone import localdate

from buurtbudget.forms.aanvragen.buren import BurenForm
from buurtbudget.forms.aanvragen.declareren import RekeningForm, VerslagForm
from buurtbudget.forms.aanvragen.idee import IdeeForm
from buurtbudget.forms.aanvragen.jij import JijForm
from buurtbudget.forms.aanvragen.kosten import KostenForm
from buurtbudget.forms.aanvragen.waar import WaarForm
from buurtbudget.forms.velden import GrensbedragField
from buurtbudget.models import Aanvraag, Begrotingspost
from kern.bestanden import BijlageField, FotoField
from kern.forms import Formulier
from kern.velden import DagField, TekstField, UuidField, VersieField, tekst

REGELS = 8  # as many lines as the paper has
VRIJE_BONNEN = 4
WAAR_HET_LIGT = "Het origineel: in welke map zit het?"


class KopForm(Formulier, forms.Form):
    """When the paper came in: that day counts for the closing date."""

    uuid = UuidField()
    versie = VersieField()
    stempel = DagField(
        label="Op welke dag kwam het papier binnen?",
        help_text="De dag van het stempel. Die dag telt.",
        leeg="Vul de dag in waarop het papier binnenkwam.",
    )

    def clean_stempel(self):
        dag = self.cleaned_data["stempel"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag van het stempel in.")
        return dag


class ArchiefForm(Formulier, forms.Form):
    scan = BijlageField(
        label="Scan of foto van het papier",
        required=False,
        help_text="Pdf of foto, hooguit 10 MB. Ging er iets mis? Kies het bestand dan opnieuw.",
    )
    origineel_in = tekst(WAAR_HET_LIGT, "de naam van de map", 80)


class Delen:
    """Forms that are sent as one page; all are judged, so that all mistakes show at once."""

    delen: dict[str, forms.Form]

    def __getitem__(self, naam):
        return self.delen[naam]

    @property
    def is_bound(self):
        return all(form.is_bound for form in self.delen.values())

    def is_valid(self):
        goed = [form.is_valid() for form in self.delen.values()]
        return all(goed)

    @property
    def errors(self):
        """By field of the page; true when there is any."""
        return {
            form.add_prefix(naam): fouten
            for form in self.delen.values()
            if form.is_bound
            for naam, fouten in form.errors.items()
        }

    @property
    def fouten(self):
        """(id of the field, or "" for the page; sentence) in the order of the page."""
        for form in self.delen.values():
            yield from (("", zin) for zin in form.non_field_errors())
            for veld in form:
                yield from ((veld.id_for_label or veld.auto_id, zin) for zin in veld.errors)


class Papier(Delen):
    """The paper application, in its own order.

    Anything but who asks may stay empty here: what must be there say the rules of the wijk, when it
    is sent (`voeg_toe`). Paper asks nothing twice.
    """

    def __init__(self, data=None, files=None, *, regels, concept: Aanvraag | None = None):
        rij = concept or Aanvraag(spelregels=regels, versie=0, uuid=uuid4(), soort_aanvrager="")
        kop = {"uuid": rij.uuid, "versie": rij.versie if concept else 0, "stempel": localdate()}
        self.delen = {"kop": KopForm(data, initial=kop)}
        if data is None:  # whoever has a stack of paper begins to type at once
            self["kop"].fields["stempel"].widget.attrs["autofocus"] = True
        for naam, klasse in (("idee", IdeeForm), ("waar", WaarForm)):
            begin = {veld: getattr(rij, veld) for veld in klasse.uit_rij} if concept else {}
            self.delen[naam] = klasse(data, regels=regels, initial=begin)
        self.delen["kosten"] = KostenForm(data, regels=regels, rijen=_rijen(concept))
        begin = {"handtekeningen_op_papier": rij.handtekeningen_op_papier or None}
        self.delen["buren"] = BurenForm(data, regels=regels, initial=begin)
        wie = concept and getattr(concept, "aanvrager", None)
        begin = {naam: getattr(wie, naam) for naam in JijForm.uit_rij} if wie else {}
        self.delen["jij"] = JijForm(data, regels=regels, initial=begin, prefix="wie")
        begin = {"origineel_in": rij.origineel_in}
        self.delen["archief"] = ArchiefForm(data, files, initial=begin)
        for naam in ("idee", "waar", "kosten", "buren", "jij"):
            self.delen[naam].weg("versie")
        for naam in ("idee", "waar", "kosten", "buren"):
            self.delen[naam].laat_open()

    @property
    def waarden(self) -> dict:
        """What `actions.invoeren.voer_in` wants, without `door`."""
        kop = self["kop"].cleaned_data
        velden = self["idee"].velden | self["waar"].velden | self["buren"].velden
        archief = self["archief"].cleaned_data
        if velden.get("van") and not velden.get("tot"):
            velden["tot"] = velden["van"]
        return {
            **{naam: kop[naam] for naam in ("uuid", "versie", "stempel")},
            "velden": velden | {"origineel_in": archief["origineel_in"]},
            "posten": self["kosten"].posten,
            "aanvrager": self["jij"].velden,
            "scan": archief["scan"],
        }

    def voeg_toe(self, gebreken):
        """What the rules miss, at the field where one can mend it."""
        elders = {"kosten": "wat_kosten_0", "jij": "naam"}
        for gebrek in gebreken:
            form = self.delen.get(gebrek.stap, self["kop"])
            veld = gebrek.veld or elders.get(gebrek.stap, "stempel")
            form.add_error(veld if veld in form.fields else None, gebrek.zin)


def _rijen(concept):
    """The lines of a draft, or as many empty ones as the paper has."""
    rijen = {soort: [] for soort in Begrotingspost.Soort}
    for post in concept.posten.all() if concept else ():
        rijen[post.soort].append((post.tekst, post.bedrag))
    leeg = REGELS - len(rijen[Begrotingspost.Soort.KOSTEN])
    rijen[Begrotingspost.Soort.KOSTEN] += [("", None)] * leeg
    rijen[Begrotingspost.Soort.ANDER] += [("", None)]
    return rijen


class BonregelsForm(Formulier, forms.Form):
    """A line for each planned cost, then free ones; a line without an amount does not count."""

    versie = VersieField()

    def __init__(self, data=None, *, aanvraag, **kwargs):
        super().__init__(data, initial={"versie": aanvraag.versie}, **kwargs)
        posten = [post for post in aanvraag.posten.all() if post.soort == "kosten"]
        self.posten = [*posten, *[None] * VRIJE_BONNEN]
        for nr, post in enumerate(self.posten):
            self.fields[f"wat_{nr}"] = TekstField(
                wat="deze regel",
                label=f"Waar is bon {nr + 1} van?",
                max_length=120,
                widget=forms.TextInput({"autocomplete": "off"}),
                initial=post.tekst if post else "",
            )
            self.fields[f"bedrag_{nr}"] = GrensbedragField(
                label=f"Hoeveel euro staat er op bon {nr + 1}?", boven_nul=True
            )

    @property
    def regels(self):
        return [(self[f"wat_{nr}"], self[f"bedrag_{nr}"]) for nr in range(len(self.posten))]

    def clean(self):
        velden = super().clean()
        for nr in range(len(self.posten)):
            wat = f"wat_{nr}"
            if velden.get(f"bedrag_{nr}") and not velden.get(wat) and wat not in self.errors:
                self.add_error(wat, "Schrijf erbij waar deze bon van is.")
        if not self.errors and not self.bonnen:
            self.add_error("bedrag_0", "Vul minstens één bon in.")
        return velden

    @property
    def bonnen(self):
        return [
            {
                "tekst": self.cleaned_data[f"wat_{nr}"],
                "bedrag": self.cleaned_data[f"bedrag_{nr}"],
                "post": post,
            }
            for nr, post in enumerate(self.posten)
            if self.cleaned_data.get(f"bedrag_{nr}")
        ]


class EnvelopForm(Formulier, forms.Form):
    scan = BijlageField(label="Scan of foto van de bonnen", required=False)
    foto = FotoField(label="Foto van het resultaat", required=False)


class Envelop(Delen):
    """The claim on paper: receipts, report, account, and what was in the envelope."""

    def __init__(self, data=None, files=None, *, aanvraag):
        self.delen = {
            "bonnen": BonregelsForm(data, aanvraag=aanvraag),
            "verslag": VerslagForm(data),
            "rekening": RekeningForm(data, regels=aanvraag.spelregels, prefix="rekening"),
            "archief": EnvelopForm(data, files),
        }
        for veld in ("versie", "openbaar_verslag"):
            self["verslag"].fields.pop(veld)

    @property
    def waarden(self) -> dict:
        """What `actions.invoeren.voer_declaratie_in` wants, without `door`."""
        verslag, rekening = self["verslag"].cleaned_data, self["rekening"].cleaned_data
        return {
            "versie": self["bonnen"].cleaned_data["versie"],
            "bonnen": self["bonnen"].bonnen,
            "naam": rekening["naam"],
            "iban": rekening["iban"],
            "is_leverancier": rekening.get("is_leverancier", False),
            "verslag": verslag["verslag"],
            "deelnemers": verslag["deelnemers"],
            **{naam: self["archief"].cleaned_data[naam] for naam in ("scan", "foto")},
        }
