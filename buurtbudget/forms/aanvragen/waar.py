"""Where it is, when, and with how many."""

from buurtbudget.forms.aanvragen.stap import StapForm
from buurtbudget.forms.velden import GetalField
from kern.velden import DagField, JaNeeField, tekst


class WaarForm(StapForm):
    straat = tekst(
        "In welke straat of op welke plek is het?",
        "de straat of plek",
        80,
        leeg="Vul in waar het is: een straat of plek.",
        help_text="Zonder huisnummer: de straat komt in het openbare overzicht.",
    )
    huisnummer = tekst(
        "Wat is het huisnummer?",
        "het huisnummer",
        10,
        help_text="Alleen als het om één huis gaat. Dit is nooit openbaar.",
    )
    van = DagField(
        label="Op welke dag is het, of begint het?",
        help_text="Bijvoorbeeld 27-3-2027. Weet je het nog niet zeker? Schat het.",
        leeg="Vul de dag in, bijvoorbeeld 27-3-2027.",
    )
    tot = DagField(
        label="Wat is de laatste dag?",
        help_text="Alleen als het meer dan één dag duurt.",
    )
    straat_afsluiten = JaNeeField(
        label="Moet de straat dicht?", leeg="Kies of de straat dicht moet."
    )
    deelnemers = GetalField(
        label="Hoeveel mensen doen er mee, denk je?",
        laagste=1,
        hoogste=100_000,
    )
    uit_rij = ("straat", "huisnummer", "van", "tot", "straat_afsluiten", "deelnemers")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("van", "tot", "huisnummer", "deelnemers"):
            self.fields[naam].widget.attrs |= {"class": "b-kort"}
        self.fields["van"].widget.attrs["autocomplete"] = "off"

    def clean(self):
        velden = super().clean()
        van, tot = velden.get("van"), velden.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "Kies een laatste dag die niet voor de eerste dag ligt.")
        return velden
