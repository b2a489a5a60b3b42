"""What a document of the budget cycle says, prepared once: live from its rows or as it was frozen.

`bouwen.bouw` makes it from rows and figures of now, `Inhoud.uit_json` reads what was frozen. Page
and files take either. No queries here.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder

SCHEMA = 1
STREEP = "–"


@dataclass(frozen=True)
class Kolom:
    """`rol` says what stands in it: see `opzet`."""

    rol: str
    kop: str


@dataclass(frozen=True)
class Opzet:
    """The columns of the tables in a kind of document, in their order, and its word for targets."""

    cijfers: list[Kolom]
    resultaten: list[Kolom]
    maatregelen: list[Kolom]
    streefwoord: str

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Opzet":
        tabellen = ("cijfers", "resultaten", "maatregelen")
        return cls(**inhoud | {naam: _lees(Kolom, inhoud[naam]) for naam in tabellen})


@dataclass(frozen=True)
class Cijfer:
    """A figure of a year as visitors may read it: never a value that is hidden from them."""

    jaar: int
    waarde: Decimal | None = None
    tekst: str = STREEP
    reden: str = ""
    noten: list[str] = field(default_factory=list)

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Cijfer":
        return cls(**inhoud | {"waarde": _getal(inhoud["waarde"])})


@dataclass(frozen=True)
class Cijferrij:
    """An indicator in the window of the document; `indicator` is its slug."""

    indicator: str
    naam: str
    bron: str
    noot: str
    teken: str
    decimalen: int
    is_voorbeeld: bool
    realisatie: list[Cijfer]
    streef: list[Cijfer]

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Cijferrij":
        return cls(**inhoud | {k: _lees(Cijfer, inhoud[k]) for k in ("realisatie", "streef")})


@dataclass(frozen=True)
class Tekst:
    tekst: str
    kop: str = ""
    is_samengevat: bool = False


@dataclass(frozen=True)
class Resultaat:
    tekst: str
    voortgang: str
    is_samengevat: bool = False


@dataclass(frozen=True)
class Maatregel:
    """`bedrag` is signed and × € 1.000; None when the document names none."""

    nr: str
    tekst: str
    voortgang: str
    bedrag: Decimal | None
    noot: str
    is_samengevat: bool = False

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Maatregel":
        return cls(**inhoud | {"bedrag": _getal(inhoud["bedrag"])})


@dataclass(frozen=True)
class Totaal:
    """What measures come to together, and how many name no amount."""

    bedrag: Decimal
    met_bedrag: int
    zonder_bedrag: int

    @classmethod
    def van(cls, maatregelen: Iterable[Maatregel]) -> "Totaal":
        bedragen = [maatregel.bedrag for maatregel in maatregelen]
        gevuld = [bedrag for bedrag in bedragen if bedrag is not None]
        return cls(sum(gevuld, Decimal(0)), len(gevuld), len(bedragen) - len(gevuld))

    def __bool__(self):
        return bool(self.met_bedrag)


@dataclass(frozen=True)
class Tak:
    """A branch: `pad` are the names with numbers from the top down to itself."""

    pad: list[str]
    teksten: list[Tekst] = field(default_factory=list)
    gebeurtenissen: list[Tekst] = field(default_factory=list)
    buurtbudget: list[Tekst] = field(default_factory=list)
    cijfers: list[Cijferrij] = field(default_factory=list)
    doelstellingen: list[Tekst] = field(default_factory=list)
    resultaten: list[Resultaat] = field(default_factory=list)
    maatregelen: list[Maatregel] = field(default_factory=list)

    @property
    def naam(self) -> str:
        return " – ".join(self.pad)

    @property
    def niveau(self) -> int:
        return len(self.pad)

    @property
    def regels(self) -> list:
        """All that is said here, whatever its kind."""
        return [regel for soort in SOORTEN for regel in getattr(self, soort)]

    def valt_onder(self, ander: "Tak") -> bool:
        """Whether it is this branch, or lies below it."""
        return self.pad[: ander.niveau] == ander.pad

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Tak":
        return cls(inhoud["pad"], **{k: _lees(soort, inhoud[k]) for k, soort in SOORTEN.items()})


SOORTEN = {
    "teksten": Tekst,
    "gebeurtenissen": Tekst,
    "buurtbudget": Tekst,
    "cijfers": Cijferrij,
    "doelstellingen": Tekst,
    "resultaten": Resultaat,
    "maatregelen": Maatregel,
}


@dataclass(frozen=True)
class Inhoud:
    """A whole document; `takken` is the tree, top down in its order, branches without rows too."""

    titel: str
    opzet: Opzet
    peildatum: date | None
    bron: str
    is_voorbeeld: bool
    takken: list[Tak]
    schema: int = SCHEMA

    @property
    def gevuld(self) -> list[Tak]:
        """The branches that say something."""
        return [tak for tak in self.takken if tak.regels]

    @property
    def is_samengevat(self) -> bool:
        return any(getattr(r, "is_samengevat", False) for tak in self.takken for r in tak.regels)

    @property
    def totaal(self) -> Totaal:
        return Totaal.van(maatregel for tak in self.takken for maatregel in tak.maatregelen)

    def totaal_van(self, tak: Tak) -> Totaal:
        """Of a branch with all that lies below it."""
        onder = [ander for ander in self.takken if ander.valt_onder(tak)]
        return Totaal.van(maatregel for ander in onder for maatregel in ander.maatregelen)

    def als_json(self) -> dict:
        """For `Rapportage.inhoud`: an amount becomes text, a day ISO."""
        return json.loads(json.dumps(asdict(self), cls=DjangoJSONEncoder))

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Inhoud":
        """What `als_json` wrote. ValueError for a schema that this version does not know."""
        if inhoud["schema"] != SCHEMA:
            raise ValueError(f"a document of schema {inhoud['schema']}, we read {SCHEMA}")
        peildatum = inhoud["peildatum"]
        return cls(
            **inhoud
            | {
                "opzet": Opzet.uit_json(inhoud["opzet"]),
                "peildatum": date.fromisoformat(peildatum) if peildatum else None,
                "takken": _lees(Tak, inhoud["takken"]),
            }
        )


def _lees(soort, rijen):
    lees = getattr(soort, "uit_json", lambda rij: soort(**rij))
    return [lees(rij) for rij in rijen]


def _getal(tekst):
    return None if tekst is None else Decimal(tekst)
