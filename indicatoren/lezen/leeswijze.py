"""How a file is read: chosen by a person, kept as JSON, offered again for the same headings."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Rol(StrEnum):
    """What stands in a column."""

    GEBIED = "gebied"  # code of an area
    NAAM = "naam"  # name of an area
    JAAR = "jaar"
    INDICATOR = "indicator"  # slug or name
    SOORT = "soort"  # gemeten or streef
    WAARDE = "waarde"
    REDEN = "reden"
    N = "n"
    MARGE = "marge"
    SIGNIFICANT = "significant"
    VOORLOPIG = "voorlopig"
    NOOT = "noot"
    CIJFER = "cijfer"  # wide: each cell is a figure of the column's own indicator and year
    NIET = "niet"  # not read


@dataclass(frozen=True)
class Kolom:
    """A column of the file, in its order. `indicator` (slug) and `jaar` only with Rol.CIJFER."""

    kop: str
    rol: Rol = Rol.NIET
    indicator: str = ""
    jaar: int | None = None


@dataclass(frozen=True)
class Leeswijze:
    """`codering`, `scheiding` for csv, `blad` for xlsx; the rest for both.

    `kopregel` is the last row of headings, of `kopregels` (two: subjects over years).

    `jaar` and `indicator` hold for rows that do not say themselves. `gebiedsoort` is the kind of
    area (`Gebied.Soort`) that names and codes are looked for in; "" any. `decimaal` is "," or ".";
    the other one separates thousands. `tekens` says what a sign in the place of a figure means: a
    `Meting.Reden`, "nul", or "leeg" (no figure: the cell is passed over).
    """

    kolommen: tuple[Kolom, ...]
    codering: str = "utf-8-sig"
    scheiding: str = ";"
    blad: str = ""
    kopregel: int = 1
    kopregels: int = 1
    decimaal: str = ","
    jaar: int | None = None
    indicator: str = ""
    gebiedsoort: str = ""
    tekens: dict[str, str] = field(default_factory=dict)
    namen_bevestigd: bool = False
    grenzen_bevestigd: bool = False

    def als_json(self) -> dict:
        return asdict(self)

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Leeswijze":
        kolommen = tuple(Kolom(**k | {"rol": Rol(k["rol"])}) for k in inhoud["kolommen"])
        return cls(**inhoud | {"kolommen": kolommen})
