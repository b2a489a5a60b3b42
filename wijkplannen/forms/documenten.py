"""A pdf beside a plan."""

from uuid import uuid4

from django import forms

from kern.bestanden import PdfField
from kern.forms import Formulier, helper
from kern.velden import LANG, OPNIEUW, TekstField, UuidField
from wijkplannen.models import Document


class DocumentForm(Formulier, forms.Form):
    """`cleaned_data` is what `voeg_document_toe` wants."""

    uuid = UuidField()
    titel = TekstField(
        wat="de titel",
        leeg="Schrijf hoe dit document heet.",
        label="Hoe heet het document?",
        help_text="Zo staat het op de openbare pagina.",
        max_length=120,
        widget=forms.TextInput(LANG),
    )
    bestand = PdfField(
        label="Welk bestand?",
        help_text="Een pdf van hooguit 10 MB. Kijk na of er geen namen van bewoners in staan.",
    )
    helper = helper("uuid", "titel", "bestand")

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)
        self.plan = plan

    def clean_uuid(self):
        """A uuid that is in use at another plan is no double click."""
        uuid = self.cleaned_data["uuid"]
        if Document.objects.filter(uuid=uuid).exclude(plan=self.plan).exists():
            raise forms.ValidationError(OPNIEUW)
        return uuid
