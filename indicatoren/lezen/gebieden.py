"""Which area a code or a name in a file means, in the year of its figure."""

import re

from gebieden.models import Gebied
from indicatoren.lezen.bekend import Bekend, BekendGebied, sleutel
from indicatoren.lezen.cellen import Fout, Kwestie
from indicatoren.lezen.leeswijze import Leeswijze
from kern.woorden import opsomming

# Codes of CBS: those of parts begin with the number of their gemeente; the others are larger.
VAN_GEMEENTE = re.compile(r"(?:GM|WK|BU)(\d{4})\w*")
GROTER = re.compile(r"(?:NL|LD|PV|CR|CP|RP|GG|VR|JR|AM|ES)\d\w*")
LAND = "nederland"
ZONDER_LETTERS = {4: "GM", 6: "WK", 8: "BU"}  # digits of a code that lost its letters
MEERVOUD = {
    Gebied.Soort.GEMEENTE: "hele gemeente",
    Gebied.Soort.WIJK: "CBS-wijk",
    Gebied.Soort.PLANGEBIED: "wijk",
    Gebied.Soort.BUDGETGEBIED: "buurtbudgetgebied",
    Gebied.Soort.BUURT: "buurt",
}


class Gebiedzoeker:
    """Finds areas by what a file calls them. None means: of another gemeente, or larger."""

    def __init__(self, bekend: Bekend, leeswijze: Leeswijze):
        self.bekend, self.leeswijze = bekend, leeswijze

    def op_code(self, jaar: int, tekst: str) -> int | None:
        """The key of the area with this code in that year."""
        code = sleutel(tekst)
        keuzes = self._van_soort(self.bekend.codes.get(code) or self._zonder_letters(code))
        if keuzes:
            return self._in_jaar(keuzes, jaar).pk
        if self._is_elders(code.upper()):
            return None
        raise Fout("Deze code kennen we niet. Kijk na of hij klopt.")

    def op_naam(self, jaar: int, tekst: str) -> int | None:
        """The key of the area with this name in that year, once somebody confirmed names."""
        naam = sleutel(tekst)
        if not naam:
            raise Fout("Hier ontbreekt het gebied. Vul een code of naam in.")
        if keuzes := self._van_soort(self.bekend.bevestigd.get(naam, ())):
            return self._in_jaar(keuzes, jaar).pk
        keuzes = self.keuzes(naam)
        if keuzes:
            gebied = self._in_jaar(keuzes, jaar)
            if self.leeswijze.namen_bevestigd:
                return gebied.pk
            raise Fout("Bevestig eerst welk gebied met deze naam bedoeld is.", Kwestie.NAAM)
        if naam == LAND:
            return None
        raise Fout("Dit gebied kennen we niet. Kies er een bij de namen.", Kwestie.NAAM)

    def keuzes(self, naam: str) -> tuple[BekendGebied, ...]:
        """What a name (through `sleutel`) may mean, of the kind of area that was chosen."""
        return self._van_soort(self.bekend.namen.get(naam, ()))

    def is_bekend(self, tekst: str) -> bool:
        """Whether this text is a code or a name of ours in any year."""
        kaal = sleutel(tekst)
        return any(kaal in d for d in (self.bekend.codes, self.bekend.namen, self.bekend.bevestigd))

    def _van_soort(self, gebieden):
        soort = self.leeswijze.gebiedsoort
        return tuple(g for g in gebieden if not soort or g.soort == soort)

    def _zonder_letters(self, code):
        """A spreadsheet may have made a number of it: 3070101 was BU03070101."""
        if not (code.isascii() and code.isdigit()):
            return ()
        cijfers = code.zfill(len(code) + len(code) % 2)
        letters = ZONDER_LETTERS.get(len(cijfers), "")
        return self.bekend.codes.get(sleutel(letters + cijfers), ())

    def _is_elders(self, code):
        if deel := VAN_GEMEENTE.fullmatch(code):
            return deel[1] != self.bekend.gemeente[2:]
        return bool(GROTER.fullmatch(code))

    def _in_jaar(self, keuzes, jaar):
        """The one that was there on 1 July; figures belong to the area as it was."""
        toen = [gebied for gebied in keuzes if gebied.geldt_in(jaar)]
        if len(toen) == 1:
            return toen[0]
        if toen or len({gebied.soort for gebied in keuzes}) > 1:
            raise Fout(_welke(toen or keuzes), Kwestie.NAAM)
        # the gemeente as a whole is about whoever lives in it, whatever was redrawn at its edge
        if keuzes[0].soort == Gebied.Soort.GEMEENTE or self.leeswijze.grenzen_bevestigd:
            return min(keuzes, key=lambda gebied: gebied.afstand(jaar))
        raise Fout(
            f"Dit gebied kennen we niet met de grenzen van {jaar}. Bevestig dat de grenzen toen "
            "dezelfde waren, of laat de regel weg.",
            Kwestie.GRENZEN,
        )


def _welke(gebieden):
    namen = [f"{g.naam} ({MEERVOUD[Gebied.Soort(g.soort)]})" for g in gebieden]
    return f"Dit kan zijn: {opsomming(namen)}. Kies welke soort gebied in dit bestand staat."
