"""Files with an application: a drawing, a quote, a photo of the place."""

from uuid import uuid4

from django import forms

from buurtbudget.models import Bijlage
from kern.bestanden import BijlageField
from kern.forms import Formulier, helper
from kern.velden import KeuzeField, UuidField

Soort = Bijlage.Soort
BIJ_AANVRAAG = [Soort.TEKENING, Soort.OFFERTE, Soort.HANDTEKENINGEN, Soort.ANDERS]
HOOGSTENS = 10


class BijlageForm(Formulier, forms.Form):
    uuid = UuidField()
    soort = KeuzeField(
        label="Wat is het?",
        choices=[(soort.value, soort.label) for soort in BIJ_AANVRAAG],
        leeg="Kies wat het is.",
    )
    bestand = BijlageField(
        label="Welk bestand?",
        help_text="Een foto, een pdf, of een bestand van Word of Excel. Hooguit 10 MB.",
    )
    helper = helper("uuid", "soort", "bestand")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"uuid": uuid4()}, **kwargs)
