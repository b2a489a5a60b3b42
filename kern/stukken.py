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
    """`rijen` are texts, as many as there are `koppen`; `getallen` are columns that align right."""

    wat: str  # the caption: what the table shows
    koppen: list[str]
    rijen: list[list[str]]
    getallen: frozenset[int] = frozenset()

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
