"""Asking the applicant, and writing down the answer that came by mail, phone or paper."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate

from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.models import Aanvraag, Status
from kern.forms import helper
from kern.velden import DagField, tekst

OVER = {
    "idee": "Over het idee",
    "waar": "Over waar en wanneer",
    "kosten": "Over de kosten",
    "buren": "Over de buren",
    "jij": "Over wie aanvraagt",
}
OVER_BONNEN = {
    "bonnen": "Over de bonnen",
    "verslag": "Over het verslag of de foto’s",
    "rekening": "Over het rekeningnummer",
}
DAGEN = 14


class VragenForm(ZaakForm):
    """`vragen`: what was asked, by the part it is about."""

    def __init__(self, *args, aanvraag: Aanvraag, **kwargs):
        dag = localdate() + timedelta(DAGEN)
        begin = {"versie": aanvraag.versie, "uiterlijk": dag}
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.onderdelen = OVER_BONNEN if aanvraag.status == Status.DECLARATIE else OVER
        for naam, label in self.onderdelen.items():
            self.fields[naam] = tekst(label, "de vraag", 500, rijen=2)
        self.fields["uiterlijk"] = DagField(
            label="Voor welke dag wil je antwoord?", leeg="Vul in voor welke dag."
        )
        self.helper = helper("versie", *self.onderdelen, "uiterlijk")

    def clean_uiterlijk(self):
        dag = self.cleaned_data["uiterlijk"]
        if dag <= localdate():
            raise forms.ValidationError("Kies een dag die nog moet komen.")
        return dag

    def clean(self):
        if not self.errors and not self.vragen:
            self.add_error(next(iter(self.onderdelen)), "Schrijf bij minstens één deel een vraag.")
        return self.cleaned_data

    @property
    def vragen(self) -> dict[str, str]:
        data = self.cleaned_data
        return {naam: data[naam] for naam in self.onderdelen if data.get(naam)}


class AntwoordForm(ZaakForm):
    """A field for each open question; `antwoorden` by primary key."""

    def __init__(self, *args, aanvraag: Aanvraag, vragen, **kwargs):
        begin = {"versie": aanvraag.versie}
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.vragen = {f"antwoord_{vraag.pk}": vraag for vraag in vragen}
        for naam, vraag in self.vragen.items():
            self.fields[naam] = tekst(
                vraag.tekst, "het antwoord", 2000, leeg="Typ of plak hier het antwoord.", rijen=4
            )
        self.helper = helper("versie", *self.vragen)

    @property
    def antwoorden(self) -> dict[int, str]:
        return {vraag.pk: self.cleaned_data[naam] for naam, vraag in self.vragen.items()}
