"""Receipts: a line for each cost of the plan, and more where one needs them."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from django import forms

from buurtbudget.forms.velden import GrensbedragField
from buurtbudget.models import Begrotingspost, Bijlage
from kern.bestanden import BijlageField
from kern.forms import Formulier, lees_bedrag
from kern.velden import TekstField, VersieField

HOOGUIT = 30


@dataclass(frozen=True)
class Bonregel:
    """One line of the page; `bijlage` is the receipt that was sent, `post` the planned cost."""

    nr: int
    post: Begrotingspost | None
    bijlage: Bijlage | None
    wat: forms.BoundField
    bedrag: forms.BoundField
    bestand: forms.BoundField
    sleutel: forms.BoundField


class BonnenForm(Formulier, forms.Form):
    """`bonnen` is what `bewaar_declaratie` wants; a line without an amount does not count.

    Each line carries the uuid its receipt has or will have (`sleutel_<nr>`), so that a receipt
    once sent survives a mistake elsewhere on the page, and a second tap keeps one.
    """

    versie = VersieField()
    aantal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, aanvraag, rijen=None, versie=None, **kwargs):
        declaratie = getattr(aanvraag, "declaratie", None)
        kept = declaratie.versie if declaratie else 0
        kwargs["initial"] = {"versie": kept if versie is None else versie}
        super().__init__(data, files, **kwargs)
        self.posten = {p.pk: p for p in aanvraag.posten.all() if p.soort == "kosten"}
        self.bijlagen = {str(b.uuid): b for b in aanvraag.bijlagen.all() if b.soort == "bon"}
        if data is not None:
            rijen = [{"post": data.get(f"post_{nr}")} for nr in range(_aantal(data))]
        self.rijen = (rijen or self._bewaard(declaratie) or [{}])[:HOOGUIT]
        self.initial["aantal"] = len(self.rijen)
        for nr, rij in enumerate(self.rijen):
            self._maak_regel(nr, rij)

    @classmethod
    def getypt(cls, data, aanvraag, *, erbij):
        """The same lines without complaints, and with `erbij` an empty one."""
        namen = ("post", "wat", "bedrag", "sleutel")
        rijen = [{n: data.get(f"{n}_{nr}", "") for n in namen} for nr in range(_aantal(data))]
        return cls(aanvraag=aanvraag, rijen=rijen + [{}] * erbij, versie=data.get("versie"))

    @property
    def regels(self):
        return [
            Bonregel(
                nr=nr + 1,
                post=self._post(nr),
                bijlage=self.bijlagen.get(str(self[f"sleutel_{nr}"].value())),
                wat=self[f"wat_{nr}"],
                bedrag=self[f"bedrag_{nr}"],
                bestand=self[f"bestand_{nr}"],
                sleutel=self[f"sleutel_{nr}"],
            )
            for nr in range(len(self.rijen))
        ]

    @property
    def nieuw(self):
        """(uuid, file) of receipts that came with this page and are fit to keep."""
        for nr in range(len(self.rijen)):
            if bestand := self.cleaned_data.get(f"bestand_{nr}"):
                yield self._uuid(nr), bestand

    @property
    def som(self):
        """Of the amounts that can be read, € ."""
        return sum((self._lees(regel.bedrag.value()) for regel in self.regels), Decimal(0))

    def bonnen(self, bijlagen):
        """Lines with an amount; `bijlagen` by uuid as they are now."""
        velden = self.cleaned_data
        return [
            {
                "tekst": self._tekst(nr),
                "bedrag": velden[f"bedrag_{nr}"],
                "post": self._post(nr),
                "bijlage": bijlagen.get(str(self._uuid(nr))),
            }
            for nr in range(len(self.rijen))
            if velden[f"bedrag_{nr}"]
        ]

    def clean(self):
        velden = super().clean()
        for nr in range(len(self.rijen)):
            bedrag, wat = f"bedrag_{nr}", f"wat_{nr}"
            heeft = velden.get(f"bestand_{nr}") or str(self._uuid(nr)) in self.bijlagen
            if heeft and velden.get(bedrag) is None and bedrag not in self.errors:
                self.add_error(bedrag, "Vul in hoeveel euro er op deze bon staat.")
            if velden.get(bedrag) and not self._tekst(nr) and wat not in self.errors:
                self.add_error(wat, "Schrijf op waar deze bon van is.")
        return velden

    def _bewaard(self, declaratie):
        """What was kept; else a line for each planned cost."""
        bonnen = list(declaratie.bonnen.select_related("bijlage")) if declaratie else []
        rijen = [
            {
                "post": bon.post_id,
                "wat": bon.tekst,
                "bedrag": bon.bedrag,
                "sleutel": bon.bijlage and bon.bijlage.uuid,
            }
            for bon in bonnen
        ]
        gehad = {bon.post_id for bon in bonnen}
        return rijen + [
            {"post": pk, "wat": post.tekst} for pk, post in self.posten.items() if pk not in gehad
        ]

    def _maak_regel(self, nr, rij):
        post = self.posten.get(_getal(rij.get("post")))
        naam = f"‘{post.tekst}’" if post else f"regel {nr + 1}"
        self.fields[f"post_{nr}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields[f"sleutel_{nr}"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields[f"wat_{nr}"] = TekstField(
            wat="deze regel",
            label=f"Waar is de bon van, {naam}?",
            max_length=120,
            widget=forms.HiddenInput() if post else forms.TextInput({"class": "b-heel"}),
        )
        self.fields[f"bedrag_{nr}"] = GrensbedragField(label=f"Hoeveel euro, {naam}")
        self.fields[f"bestand_{nr}"] = BijlageField(
            label=f"Foto of pdf van de bon, {naam}", required=False
        )
        self.initial |= {
            f"post_{nr}": post.pk if post else "",
            f"sleutel_{nr}": rij.get("sleutel") or uuid4(),
            f"wat_{nr}": rij.get("wat", ""),
            f"bedrag_{nr}": rij.get("bedrag"),
        }

    def _post(self, nr):
        return self.posten.get(_getal(self[f"post_{nr}"].value()))

    def _tekst(self, nr):
        post = self._post(nr)
        return post.tekst if post else self.cleaned_data.get(f"wat_{nr}", "")

    def _uuid(self, nr):
        try:
            return UUID(str(self[f"sleutel_{nr}"].value()))
        except ValueError:
            return uuid4()

    def _lees(self, waarde):
        if isinstance(waarde, Decimal) or not waarde:
            return waarde or Decimal(0)
        try:
            return lees_bedrag(str(waarde))
        except ValueError:
            return Decimal(0)


def _aantal(data):
    return min(max(_getal(data.get("aantal")) or 1, 1), HOOGUIT)


def _getal(tekst):
    try:
        return int(tekst)
    except (TypeError, ValueError):
        return None
