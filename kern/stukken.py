"""A text as a list of parts, so that a page and a Word file say the same thing once.

`kern.word` writes a `Stuk` as docx, `onderdelen/stuk.html` as HTML without classes.
"""

from dataclasses import dataclass, field


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

    `groepen` is a row above the headings: (text, how many columns). Under "" there is one heading,
    which takes both rows.
    """

    wat: str  # the caption: what the table shows
    koppen: list[str]
    rijen: list[list[str]]
    getallen: frozenset[int] = frozenset()
    groepen: list[tuple[str, int]] = field(default_factory=list)

    @property
    def bovenrij(self) -> list[tuple[str, int]]:
        """[(text, columns)] of the upper row of headings; 0: one column, and both rows."""
        boven, nr = [], 0
        for groep, breedte in self.groepen:
            boven.append((groep, breedte) if groep else (self.koppen[nr], 0))
            nr += breedte
        return boven

    @property
    def onderrij(self) -> list[str]:
        """The headings that stand below a group."""
        onder, nr = [], 0
        for groep, breedte in self.groepen:
            onder += self.koppen[nr : nr + breedte] if groep else []
            nr += breedte
        return onder

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
