"""A pdf beside a plan."""

from uuid import uuid4

from django import forms

from kern.bestanden import PdfField
from kern.forms import Formulier, helper
from kern.velden import LANG, OPNIEUW, DagField, JaNeeField, TekstField, UuidField
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
    van = DagField(
        label="Welke datum staat er op het document?", help_text="Bijvoorbeeld 09-06-2026"
    )
    samenvatting = TekstField(
        wat="de samenvatting",
        label="Wat staat erin, in het kort?",
        help_text="Twee of drie zinnen. Zo hoeft niet iedereen de pdf te openen.",
        max_length=1000,
        widget=forms.Textarea(LANG | {"rows": 3}),
    )
    is_toegankelijk = JaNeeField(
        label="Kan iedereen de pdf lezen, ook met een schermlezer?",
        help_text="Een scan of een foto van papier niet. Weet je het niet zeker? Kies nee.",
        leeg="Kies of iedereen de pdf kan lezen.",
    )
    helper = helper("uuid", "titel", "van", "samenvatting", "bestand", "is_toegankelijk")

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)
        self.plan = plan

    def clean_uuid(self):
        """A uuid that is in use at another plan is no double click."""
        uuid = self.cleaned_data["uuid"]
        if Document.objects.filter(uuid=uuid).exclude(plan=self.plan).exists():
            raise forms.ValidationError(OPNIEUW)
        return uuid
