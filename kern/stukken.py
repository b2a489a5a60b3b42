"""A text as a list of parts, so that a page and a Word file say the same thing once.

`kern.word` writes a `Stuk` as docx, `onderdelen/stuk.html` as HTML without classes.
"""

from dataclasses import dataclass, field
from itertools import groupby


@dataclass(frozen=True)
class Kop:
    tekst: str
    niveau: int = 2  # 1 is the title of the whole


@dataclass(frozen=True)
class Alinea:
    tekst: str


@dataclass(frozen=True)
class Punt:
    """One point of a list: `kop` in bold and as it is, then the text; `link` is a full address."""

    tekst: str
    kop: str = ""
    link: str = ""


@dataclass(frozen=True)
class Punten:
    punten: list[Punt]


@dataclass(frozen=True)
class Tabel:
    """`rijen` are texts, as many as there are `koppen`; `getallen` are columns that align right.

    `groepen` are headings above the headings: for each column the name it shares with those beside
    it, or "" when its own heading takes both rows.
    """

    wat: str  # the caption: what the table shows
    koppen: list[str]
    rijen: list[list[str]]
    getallen: frozenset[int] = frozenset()
    groepen: list[str] = field(default_factory=list)

    @property
    def bovenrij(self) -> list[tuple[str, int, bool]]:
        """The upper of two rows of headings: [(text, columns, is a group)]."""
        paren = groupby(zip(self.groepen, self.koppen, strict=False), lambda paar: paar[0] or paar)
        groepen = [list(groep) for _, groep in paren]
        return [(groep or kop, len(rest) + 1, bool(groep)) for (groep, kop), *rest in groepen]

    @property
    def onderrij(self) -> list[str]:
        """The headings that stand below a group."""
        paren = zip(self.groepen, self.koppen, strict=False)
        return [kop for groep, kop in paren if groep]

    @property
    def cellen(self):
        """Per row [(heading, text, is a number)]: on a phone a cell says what it is."""
        return [
            [
                (*paar, nr in self.getallen)
                for nr, paar in enumerate(zip(self.koppen, rij, strict=True))
            ]
            for rij in self.rijen
        ]


@dataclass(frozen=True)
class Stuk:
    titel: str
    delen: list = field(default_factory=list)

    @property
    def soorten(self):
        """[(kind, part)] for a template: kop, alinea, punten, tabel."""
        return [(type(deel).__name__.lower(), deel) for deel in self.delen]
