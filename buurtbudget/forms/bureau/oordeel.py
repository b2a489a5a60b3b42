"""One's own opinion, and an interest: for oneself, or for a member without an account."""

from django import forms

from buurtbudget.forms.bureau.basis import ZaakForm
from buurtbudget.forms.velden import bedrag
from buurtbudget.models import Aanvraag, Beoordeling
from kern.forms import helper
from kern.templatetags.onderdelen import euro
from kern.velden import KeuzeField, tekst
from partners.models import Lidmaatschap


class LidField(forms.ModelChoiceField):
    def label_from_instance(self, lid):
        return lid.naam


def voor_wie(label, leden, leeg):
    veld = LidField(
        label=label,
        queryset=leden,
        empty_label=None,
        error_messages={"required": leeg, "invalid_choice": leeg},
    )
    return veld


class OordeelForm(ZaakForm):
    lid = voor_wie(
        "Wiens oordeel is dit?", Lidmaatschap.objects.none(), "Kies wiens oordeel dit is."
    )
    oordeel = KeuzeField(
        label="Wat vind je van dit plan?",
        choices=Beoordeling.Oordeel,
        leeg="Kies wat je van dit plan vindt.",
    )
    bedrag = bedrag("Hoeveel euro zou je geven?")
    toelichting = tekst(
        "Waarom?", "de uitleg", 400, rijen=3, help_text="Alleen de werkgroep leest dit."
    )
    helper = helper("versie", "lid", "oordeel", "bedrag", "toelichting")

    def __init__(self, *args, aanvraag: Aanvraag, leden, mijn=None, **kwargs):
        begin = {"versie": aanvraag.versie}
        if mijn:
            namen = ("lid", "oordeel", "bedrag", "toelichting")
            begin |= {naam: getattr(mijn, naam) for naam in namen}
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.fields["lid"].queryset = leden
        self.fields["bedrag"].help_text = f"Gevraagd: {euro(aanvraag.gevraagd)}."


class BelangForm(ZaakForm):
    lid = voor_wie(
        "Wie heeft een belang?", Lidmaatschap.objects.none(), "Kies wie een belang heeft."
    )
    reden = tekst(
        "Wat is het belang?",
        "de reden",
        160,
        help_text="Bijvoorbeeld: het is mijn straat, of mijn buurvrouw vraagt aan.",
    )
    helper = helper("versie", "lid", "reden")

    def __init__(self, *args, aanvraag: Aanvraag, leden, **kwargs):
        begin = {"versie": aanvraag.versie}
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.fields["lid"].queryset = leden
