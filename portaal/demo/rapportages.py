"""A document of the budget cycle halfway: some texts agreed to, some delivered, some still asked.

The document is invented, through the verbs; the figures in it are those of the city.
"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import timezone

from gebieden.models import Gemeente
from gebruikers.models import Gebruiker
from indicatoren.actions.documenten import maak_document
from indicatoren.actions.programmas import voeg_tak_toe
from indicatoren.actions.rapportregels import lever_aan, voeg_regel_toe
from indicatoren.actions.teksten import geef_akkoord, stuur_terug, vraag
from indicatoren.models import Indicator, Rapportage
from portaal.demo.mensen import adres

JAAR = 2027
CIJFERS = ["rapportcijfer-woonomgeving", "sociale-cohesie", "betrokkenheid-buurt"]


def laad():
    if Rapportage.objects.filter(soort="begroting", jaar=JAAR).exists():
        return
    stuk = _Stuk()
    stuk.klaar()
    stuk.onderweg(timezone.localdate())


class _Stuk:
    """Ruben Vos makes it; he asks Samira Bos and Noor de Graaf."""

    def __init__(self):
        self.ruben, self.samira, self.noor = (
            Gebruiker.objects.get(email=adres(naam))
            for naam in ("Ruben Vos", "Samira Bos", "Noor de Graaf")
        )
        self.document = maak_document(
            Gemeente.objects.get(code=settings.GEMEENTE),
            uuid=_uuid("document"),
            door=self.ruben,
            soort="begroting",
            jaar=JAAR,
            realisatie_van=2011,
            realisatie_tot=2017,
            streef_van=2017,
            streef_tot=2019,
            peildatum=date(JAAR - 1, 9, 1),
            is_voorbeeld=True,
        )
        wonen = self._tak("Wijken en wonen", "4")
        self.wijken = self._tak("Wijken", "4.1", wonen)

    def klaar(self):
        """What Ruben wrote himself, and agreed to."""
        regels = [
            self._regel("tekst", kop="Ambitie", tekst="Iedereen woont prettig in de eigen wijk."),
            *(self._cijfer(slug) for slug in CIJFERS),
            self._regel("maatregel", nr="1", tekst="Eén wijkplan voor elke wijk.", bedrag=120),
        ]
        self._akkoord(regels)

    def onderweg(self, vandaag):
        """Asked, delivered and sent back."""
        zuid = self._regel("tekst", kop="Onze inzet", tekst="")
        samen = self._regel("tekst", kop="Samenwerking", tekst="")
        uitleg = self._regel("doelstelling", tekst="Meer mensen doen mee in hun buurt.")
        self._regel("maatregel", nr="2", tekst="Minder losse projecten.", bedrag=-106)
        self._regel("buurtbudget", kop="Buurtbudget", tekst="")
        dag = vandaag + timedelta(14)
        self._vraag([zuid, samen], self.samira, dag, "Noem wat er in jouw wijken verandert.")
        self._vraag([uitleg], self.noor, dag, "Klopt dit met de cijfers?")
        samen = self._lever(samen, self.samira, "Bewoners en organisaties werken aan één plan.")
        uitleg = self._lever(uitleg, self.noor, "Meer mensen doen iets voor hun buurt.")
        stuur_terug(
            uitleg, versie=uitleg.versie, opmerking="Noem ook het streefcijfer.", door=self.ruben
        )

    def _tak(self, naam, nr, ouder=None):
        return voeg_tak_toe(
            self.document, uuid=_uuid(naam), door=self.ruben, ouder=ouder, naam=naam, nr=nr
        )

    def _regel(self, soort, **velden):
        if "bedrag" in velden:
            velden["bedrag"] = Decimal(velden["bedrag"])
        naam = _uuid(f"{soort} {velden.get('kop') or velden.get('tekst')}")
        return voeg_regel_toe(self.wijken, uuid=naam, soort=soort, door=self.ruben, **velden)

    def _cijfer(self, slug):
        return voeg_regel_toe(
            self.wijken,
            uuid=_uuid(slug),
            soort="indicator",
            door=self.ruben,
            indicator=Indicator.objects.get(slug=slug),
        )

    def _akkoord(self, regels):
        versies = {regel.uuid: regel.versie for regel in regels}
        geef_akkoord(self.document, versies, door=self.ruben)

    def _vraag(self, regels, aan, dag, opmerking):
        vraag(
            self.document,
            {regel.uuid: regel.versie for regel in regels},
            uuid=_uuid(f"vraag {opmerking}"),
            aan=aan,
            door=self.ruben,
            uiterlijk=dag,
            opmerking=opmerking,
        )

    def _lever(self, regel, door, tekst):
        regel.refresh_from_db()
        return lever_aan(regel, versie=regel.versie, door=door, tekst=tekst)


def _uuid(naam):
    return uuid5(NAMESPACE_URL, f"amersfoort-wijken:begroting-{JAAR}:{naam}")
