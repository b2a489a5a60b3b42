"""The rules of a wijk as questions, in the order in which one tells them to a neighbour."""

from django import forms

from buurtbudget.forms.velden import DagenField, bedrag, getal
from buurtbudget.models import Spelregels
from kern.forms import Formulier
from kern.velden import DagField, JaNeeField, KeuzeField, VersieField, tekst


class SpelregelsForm(Formulier, forms.Form):
    """All columns of `Spelregels` that people decide about; kinds of plans have their own lines."""

    versie = VersieField()

    inname = KeuzeField(
        label="Wanneer kunnen mensen aanvragen?",
        leeg="Kies wanneer mensen kunnen aanvragen.",
        choices=[
            ("heel_jaar", "Het hele jaar door"),
            ("vergaderdata", "Het hele jaar door; wat voor een vergadering binnen is, komt daarin"),
            ("sluitingsdatum", "Tot één sluitingsdatum; wat later komt, doet niet mee"),
        ],
    )
    open_vanaf = DagField(
        label="Vanaf welke dag kunnen mensen aanvragen?",
        leeg="Vul de eerste dag in, bijvoorbeeld 01-01-2027.",
    )
    sluit_op = DagField(
        label="Wat is de laatste dag om aan te vragen?",
        help_text="Die dag telt nog mee.",
        leeg="Vul de laatste dag in, bijvoorbeeld 31-12-2027.",
    )
    vergaderdata = DagenField(
        label="Op welke dagen vergaderen jullie?",
        help_text="Elke dag op een eigen regel: 17-03-2027.",
        widget=forms.Textarea({"rows": 4, "class": "b-dagen"}),
    )
    werkwijze = KeuzeField(
        label="Hoe kiezen jullie?",
        leeg="Kies hoe jullie kiezen.",
        choices=[
            ("een_voor_een", "Eén voor één: elke aanvraag krijgt een eigen besluit"),
            ("verdeelronde", "In een verdeelronde: elk lid verdeelt alles, het gemiddelde telt"),
        ],
    )
    verdelen_voor = DagField(
        label="Vóór welke dag verdelen de leden het geld?", help_text="Alleen bij een verdeelronde."
    )
    uitslag_voor = DagField(
        label="Vóór welke dag krijgt iedereen antwoord?", help_text="Alleen bij een verdeelronde."
    )
    antwoord_weken = getal("Binnen hoeveel weken krijgt iemand antwoord?", 52, laagste=1)
    weken_vooruit = getal(
        "Hoeveel weken voor de dag zelf moet iemand aanvragen?",
        52,
        help_text="0 als dat niet uitmaakt.",
    )
    zelfde_jaar = JaNeeField(
        label="Moet het plan in hetzelfde jaar klaar zijn?",
        help_text="Dan zijn ook de bonnen in dat jaar binnen.",
        leeg="Kies of het plan in hetzelfde jaar klaar moet zijn.",
    )

    dit_kan = tekst(
        "Wat kan?",
        "de lijst van wat kan",
        2000,
        help_text="Elk voorbeeld op een eigen regel. Eten, vrijwilligers en iets dat blijft staan "
        "komen er vanzelf bij.",
        rijen=6,
    )
    dit_kan_niet = tekst(
        "Wat kan niet?",
        "de lijst van wat niet kan",
        2000,
        help_text="Elk voorbeeld op een eigen regel.",
        rijen=4,
    )
    eten_drinken = KeuzeField(
        label="Betalen jullie eten en drinken?",
        leeg="Kies of jullie eten en drinken betalen.",
        choices=[
            ("nee", "Nee"),
            ("ernaast", "Ja, als er ook iets anders te doen is"),
            ("ja", "Ja"),
        ],
    )
    vergoeding_vrijwilligers = JaNeeField(
        label="Mag er geld naar vrijwilligers?",
        leeg="Kies of er geld naar vrijwilligers mag.",
    )
    organisaties = JaNeeField(
        label="Mag een vereniging, stichting of school ook aanvragen?",
        leeg="Kies of een organisatie mag aanvragen.",
    )
    fysiek = KeuzeField(
        label="Betalen jullie iets dat blijft staan, zoals een bank?",
        leeg="Kies of jullie iets betalen dat blijft staan.",
        choices=[
            ("nee", "Nee"),
            ("na_toestemming", "Ja, als de gemeente het goed vindt"),
            ("ja", "Ja"),
        ],
    )
    toestemming_vraagt = KeuzeField(
        label="Wie vraagt de gemeente of het mag?",
        leeg="Kies wie het de gemeente vraagt.",
        choices=[("werkgroep", "Wij, de werkgroep"), ("aanvrager", "De aanvrager zelf")],
    )
    handtekeningen = getal(
        "Hoeveel handtekeningen van buren vragen jullie?", 100, help_text="0 als dat niet hoeft."
    )
    handtekeningen_alleen_fysiek = KeuzeField(
        label="Bij welke plannen vragen jullie handtekeningen?",
        leeg="Kies bij welke plannen.",
        choices=[("ja", "Alleen als er iets blijft staan"), ("nee", "Bij elk plan")],
    )

    maximum = bedrag(
        "Hoeveel euro kan iemand hooguit vragen?",
        help_text="Laat leeg als er geen grens is.",
        boven_nul=True,
    )
    eigen_deel = getal(
        "Hoeveel procent van de kosten betaalt iemand zelf, of met anderen?",
        100,
        help_text="0 als dat niet hoeft.",
    )
    stap = bedrag(
        "Op welk bedrag ronden jullie af bij het verdelen?",
        help_text="Bijvoorbeeld 5 euro.",
        leeg="Vul het bedrag in waarop jullie afronden, bijvoorbeeld 5.",
        boven_nul=True,
    )

    vier_ogen_vanaf = bedrag(
        "Vanaf welk bedrag kijkt een tweede persoon mee bij een besluit?",
        help_text="0 is altijd. Laat leeg als één persoon genoeg is.",
    )
    tweede_betaler_vanaf = bedrag(
        "Vanaf welk bedrag kijkt een tweede persoon mee bij een betaling?",
        help_text="0 is altijd. Laat leeg als één persoon genoeg is.",
    )
    terugval = KeuzeField(
        label="En als er geen tweede persoon is?",
        help_text="Bijvoorbeeld omdat het om een buur of familie gaat.",
        leeg="Kies wat er dan gebeurt.",
        choices=Spelregels.Terugval,
    )
    rest = KeuzeField(
        label="Wat gebeurt er met geld dat aan het eind van het jaar over is?",
        leeg="Kies wat er met het geld gebeurt.",
        choices=Spelregels.Rest,
    )

    voorschot_deel = getal(
        "Hoeveel procent kan iemand vooraf krijgen?",
        100,
        help_text="0 als iedereen eerst zelf betaalt.",
    )
    voorschot_vanaf = bedrag(
        "Vanaf welk bedrag kan dat?",
        help_text="0 is altijd.",
        leeg="Vul een bedrag in. Vul 0 in als het altijd kan.",
    )
    leverancier = JaNeeField(
        label="Kunnen jullie een rekening rechtstreeks aan een winkel betalen?",
        leeg="Kies of jullie rechtstreeks aan een winkel betalen.",
    )
    declareren_weken = getal("Binnen hoeveel weken na de dag stuurt iemand de bonnen?", 52)
    vervalt_weken = getal("Hoeveel weken daarna kan het geld terug naar het budget?", 52)
    betalen_dagen = getal("Binnen hoeveel dagen betalen jullie als de bonnen kloppen?", 90)
    foto_nodig = JaNeeField(
        label="Vragen jullie een foto?",
        help_text="Een foto komt alleen online als de maker dat goed vindt.",
        leeg="Kies of jullie een foto vragen.",
    )

    contact_naam = tekst("Wie kunnen mensen bellen?", "de naam", 80, leeg="Vul een naam in.")
    contact_taak = tekst(
        "Wat doet die persoon bij jullie?",
        "de taak",
        120,
        help_text="Bijvoorbeeld: secretaris, vrijwilliger.",
    )
    contact_telefoon = tekst(
        "Op welk telefoonnummer?", "het nummer", 20, leeg="Vul een telefoonnummer in."
    )
    contact_bereikbaar = tekst(
        "Wanneer neemt die persoon op?",
        "de tijden",
        120,
        help_text="Bijvoorbeeld: dinsdag en donderdag, 19.00 tot 20.30 uur.",
    )
    papier_adres = tekst(
        "Waar kan iemand een papieren formulier in de bus doen?",
        "het adres",
        200,
        help_text="Straat, nummer en plaats.",
    )
    bron = tekst(
        "Waar staan deze regels nog meer?",
        "de plek",
        300,
        help_text="Bijvoorbeeld jullie website. Dit staat onder de regels.",
    )

    GROEPEN = (
        (
            "wanneer",
            "Wanneer",
            "inname open_vanaf sluit_op vergaderdata werkwijze verdelen_voor uitslag_voor "
            "antwoord_weken weken_vooruit zelfde_jaar",
        ),
        (
            "kan",
            "Wat kan er?",
            "dit_kan dit_kan_niet eten_drinken vergoeding_vrijwilligers organisaties fysiek "
            "toestemming_vraagt handtekeningen handtekeningen_alleen_fysiek",
        ),
        ("hoeveel", "Hoeveel?", "maximum eigen_deel stap"),
        ("beslissen", "Wie helpt beslissen?", "vier_ogen_vanaf tweede_betaler_vanaf terugval rest"),
        (
            "geld",
            "Het geld terugkrijgen",
            "voorschot_deel voorschot_vanaf leverancier declareren_weken vervalt_weken "
            "betalen_dagen foto_nodig",
        ),
        (
            "bellen",
            "Wie kun je bellen?",
            "contact_naam contact_taak contact_telefoon contact_bereikbaar papier_adres bron",
        ),
    )

    def __init__(self, *args, jaar, **kwargs):
        super().__init__(*args, **kwargs)
        self.jaar = jaar

    @staticmethod
    def lees(regels: Spelregels) -> dict:
        """What the form asks, as the row has it now."""
        namen = [n for _, _, velden in SpelregelsForm.GROEPEN for n in velden.split()]
        waarden = {naam: getattr(regels, naam) for naam in namen}
        alleen = "ja" if regels.handtekeningen_alleen_fysiek else "nee"
        return waarden | {"versie": regels.versie, "handtekeningen_alleen_fysiek": alleen}

    @property
    def groepen(self):
        """(anchor, heading, bound fields) for the page."""
        return [(a, kop, [self[n] for n in velden.split()]) for a, kop, velden in self.GROEPEN]

    def clean_handtekeningen_alleen_fysiek(self):
        return self.cleaned_data["handtekeningen_alleen_fysiek"] == "ja"

    def clean(self):
        velden = super().clean()
        self._datums(velden)
        if velden.get("werkwijze") == "verdeelronde":
            self._ronde(velden)
        if velden.get("inname") == "vergaderdata" and not velden.get("vergaderdata"):
            self._fout("vergaderdata", "Vul de dagen in waarop jullie vergaderen.")
        if (top := velden.get("maximum")) and (stap := velden.get("stap")) and stap > top:
            self._fout("stap", "Rond af op een bedrag dat kleiner is dan het hoogste bedrag.")
        return velden

    def _datums(self, velden):
        open_vanaf, sluit_op = velden.get("open_vanaf"), velden.get("sluit_op")
        if open_vanaf and sluit_op and sluit_op < open_vanaf:
            self._fout("sluit_op", "Kies een laatste dag die na de eerste dag komt.")
        elif sluit_op and sluit_op.year not in (self.jaar - 1, self.jaar):
            self._fout("sluit_op", f"Deze regels zijn voor {self.jaar}. Kies een dag in dat jaar.")

    def _ronde(self, velden):
        if velden.get("inname") not in (None, "sluitingsdatum"):
            self._fout("inname", "Bij een verdeelronde hoort één sluitingsdatum. Kies die.")
        vorige, wat = velden.get("sluit_op"), "de laatste dag om aan te vragen"
        for naam, vraag in (
            ("verdelen_voor", "de dag waarop de leden klaar zijn"),
            ("uitslag_voor", "de dag waarop iedereen antwoord heeft"),
        ):
            if naam in self.errors:
                return
            if not (hier := velden.get(naam)):
                self._fout(naam, f"Vul bij een verdeelronde {vraag} in.")
            elif vorige and hier <= vorige:
                self._fout(naam, f"Kies een dag na {wat}.")
            vorige, wat = hier or vorige, vraag

    def _fout(self, naam, zin):
        if naam not in self.errors:
            self.add_error(naam, zin)
