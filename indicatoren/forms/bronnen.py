"""A source of figures, and one time that it asked."""

from crispy_forms.layout import Div

from indicatoren.forms.veldenform import VeldenForm
from indicatoren.models import Bron
from kern.forms import helper
from kern.velden import GeheelField, KeuzeField, LinkField, tekst


class BronForm(VeldenForm):
    naam = tekst("Hoe heet de bron?", "de naam", 120, leeg="Vul de naam in.")
    omschrijving = tekst(
        "Wat is het voor bron?",
        "de uitleg",
        400,
        help_text="Wie meet, wat, en bij wie. Dit staat bij de cijfers.",
        rijen=4,
    )
    ritme = KeuzeField(
        label="Wanneer meet deze bron?",
        choices=Bron.Ritme,
        leeg="Kies wanneer de bron meet.",
        help_text="Een jaar waarin niet gemeten wordt, is dan geen gat in de grafiek.",
    )
    link = LinkField(label="Waar staat de bron online?")
    licentie = KeuzeField(
        label="Wat mogen anderen met de cijfers doen?",
        choices=Bron.Licentie,
        leeg="Kies wat anderen met de cijfers mogen doen.",
        help_text="Dit staat bij de open data.",
    )
    helper = helper("versie", "naam", "omschrijving", "ritme", "link", "licentie")


class PeilingForm(VeldenForm):
    jaar = GeheelField(label="In welk jaar?", laagste=1900, hoogste=2100)
    naam = tekst("Hoe heette het onderzoek in dat jaar?", "de naam", 120, leeg="Vul de naam in.")
    periode = tekst("In welke periode van het jaar?", "de periode", 60, help_text="Zoals: najaar")
    leeftijd_van = GeheelField(label="Vanaf welke leeftijd?", hoogste=130, required=False)
    leeftijd_tot = GeheelField(label="Tot en met welke leeftijd?", hoogste=130, required=False)
    antwoorden = GeheelField(
        label="Hoeveel mensen gaven antwoord?",
        hoogste=20_000_000,
        required=False,
        help_text="In de hele gemeente.",
    )
    link = LinkField(label="Waar staat het onderzoek online?")
    helper = helper(
        "versie",
        "jaar",
        "naam",
        "periode",
        Div("leeftijd_van", "leeftijd_tot", css_class="wp-naastelkaar"),
        "antwoorden",
        "link",
    )

    def clean(self):
        waarden = super().clean()
        van, tot = waarden.get("leeftijd_van"), waarden.get("leeftijd_tot")
        if van is not None and tot is not None and van > tot:
            self.add_error("leeftijd_tot", "Vul een leeftijd in die niet onder de eerste ligt.")
        return waarden
