"""What the texts of a file mean, worked out once per distinct text, by a chosen way of reading."""

from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import NamedTuple

from indicatoren.lezen import cellen
from indicatoren.lezen.bekend import Bekend, BekendeIndicator, sleutel
from indicatoren.lezen.cellen import Fout, Getallen, Vertaald
from indicatoren.lezen.gebieden import Gebiedzoeker
from indicatoren.lezen.koppen import is_voorlopig
from indicatoren.lezen.leeswijze import Leeswijze, Rol
from kern.tabellen import GeenTabel

AFWEZIG = -1  # of a column that the file lacks: the empty cell that is put behind every row
NUL, LEEG = "nul", "leeg"
OVERSLAAN, NIETS = (None, None), (None, "")  # of `waarden`: passed over; an empty cell


class Cijferkolom(NamedTuple):
    """Where figures stand, and what holds for all of them; None is said by the row."""

    plek: int
    kop: str
    indicator: BekendeIndicator | None
    jaar: int | None
    voorlopig: bool


class Vertaling:
    """The columns of a file, and a dict of texts for each kind of them.

    `plek` says where a role stands. GeenTabel when `leeswijze` lacks what every row needs.
    """

    def __init__(self, leeswijze: Leeswijze, bekend: Bekend):
        self.leeswijze, self.bekend = leeswijze, bekend
        self.zoeker = Gebiedzoeker(bekend, leeswijze)
        self.tekens = {sleutel(teken): wat for teken, wat in leeswijze.tekens.items()}
        self.plekken = self._plekken()
        self.plek = SimpleNamespace(**self.plekken)  # an enum as key is slow
        self.cijfers = [
            self._cijferkolom(plek, kolom)
            for plek, kolom in enumerate(leeswijze.kolommen)
            if kolom.rol in (Rol.WAARDE, Rol.CIJFER)
        ]
        self.vraagt_indicator = any(kolom.indicator is None for kolom in self.cijfers)
        self.vraagt_jaar = any(kolom.jaar is None for kolom in self.cijfers)
        self._eis_volledig()
        self._woordenboeken(Getallen(leeswijze.decimaal))

    def _plekken(self):
        plekken = dict.fromkeys(map(str, Rol), AFWEZIG)
        for plek, kolom in enumerate(self.leeswijze.kolommen):
            if kolom.rol in (Rol.CIJFER, Rol.NIET):
                continue
            if plekken[kolom.rol] != AFWEZIG:
                ander = self.leeswijze.kolommen[plekken[kolom.rol]].kop
                raise GeenTabel(
                    f"Twee kolommen zijn gekozen als ‘{kolom.rol}’: ‘{ander}’ en ‘{kolom.kop}’. "
                    "Kies er een."
                )
            plekken[kolom.rol] = plek
        return plekken

    def heeft(self, rol: Rol) -> bool:
        return self.plekken[rol] != AFWEZIG

    def kop(self, rol: Rol) -> str:
        return self.leeswijze.kolommen[self.plekken[rol]].kop if self.heeft(rol) else ""

    def _cijferkolom(self, plek, kolom):
        vast = kolom.indicator if kolom.rol == Rol.CIJFER else ""
        try:
            indicator = self._indicator(vast) if vast else None
        except Fout as fout:
            raise GeenTabel(f"Kolom ‘{kolom.kop}’: {fout.waarom}") from None
        jaar = kolom.jaar if kolom.rol == Rol.CIJFER else None
        return Cijferkolom(plek, kolom.kop, indicator, jaar, is_voorlopig(kolom.kop, jaar))

    def _eis_volledig(self):
        """What every row needs must be chosen before the first is read."""
        if not self.cijfers:
            raise GeenTabel("Kies in welke kolom de cijfers staan.")
        if not (self.heeft(Rol.GEBIED) or self.heeft(Rol.NAAM)):
            raise GeenTabel("Kies in welke kolom de code of de naam van het gebied staat.")
        if self.vraagt_indicator and not (self.heeft(Rol.INDICATOR) or self.leeswijze.indicator):
            raise GeenTabel("Kies over welke indicator de cijfers gaan.")
        if self.vraagt_jaar and not (self.heeft(Rol.JAAR) or self.leeswijze.jaar):
            raise GeenTabel("Kies over welk jaar de cijfers gaan.")

    def _woordenboeken(self, getallen):
        """Each knows the heading of its column, for who must put a text right."""

        def van(rol, vertaal):
            return Vertaald(vertaal, self.kop(rol))

        op_code, op_naam = self.zoeker.op_code, self.zoeker.op_naam
        self.codes = Vertaald(lambda jaar: van(Rol.GEBIED, partial(op_code, jaar)))
        self.namen = Vertaald(lambda jaar: van(Rol.NAAM, partial(op_naam, jaar)))
        self.jaren = van(Rol.JAAR, self._jaar)
        self.indicatoren = van(Rol.INDICATOR, self._indicator)
        self.soorten = van(Rol.SOORT, cellen.soort)
        self.waarden = Vertaald(partial(self._waarde, getallen))
        self.redenen = van(Rol.REDEN, cellen.reden)
        self.aantallen = van(Rol.N, partial(cellen.aantal, getallen))
        self.marges = van(Rol.MARGE, partial(cellen.marge, getallen))
        self.oordelen = van(Rol.SIGNIFICANT, cellen.oordeel)
        self.voorlopig = van(Rol.VOORLOPIG, cellen.ja_nee)
        self.noten = van(Rol.NOOT, cellen.noot)

    def _jaar(self, tekst):
        if not tekst.strip(cellen.RAND) and self.leeswijze.jaar:
            return self.leeswijze.jaar, False
        return cellen.jaar(tekst)

    def _indicator(self, tekst):
        gekend = self.bekend.indicatoren.get(sleutel(tekst) or sleutel(self.leeswijze.indicator))
        if not gekend:
            raise Fout("Deze indicator kennen we niet. Maak hem eerst aan, of kies een andere.")
        if len(gekend) > 1:
            raise Fout("Zo heten meer indicatoren. Gebruik de korte code uit het adres.")
        if gekend[0].is_berekend:
            raise Fout("Dit cijfer rekent het portaal zelf uit. Laat het weg uit het bestand.")
        return gekend[0]

    def _waarde(self, getallen, tekst):
        """(value, reason), `OVERSLAAN`, or `NIETS`."""
        wat = self.tekens.get(tekst)
        if wat is None and (getal := getallen.snel(tekst)) is not None:
            return getal, None
        wat = wat or self.tekens.get(sleutel(tekst))
        if wat is None:
            return (getallen.lees(tekst), None) if tekst.strip(cellen.RAND) else NIETS
        if wat == LEEG:
            return OVERSLAAN
        return (Decimal(0), None) if wat == NUL else (None, wat)
