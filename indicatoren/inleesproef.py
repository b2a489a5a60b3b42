"""What a file of figures would do, as it is kept with its import and shown before one confirms."""

from dataclasses import asdict, dataclass

VERSCHILLEN = 20  # shown one by one; the rest is counted


@dataclass(frozen=True)
class Veld:
    """One thing that differs, as a reader knows it: "7,3" becomes "7,4"."""

    naam: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Verschil:
    """A figure that would change; `regel` is its line in the file."""

    regel: int
    soort: str
    indicator: str
    gebied: str
    jaar: int
    velden: tuple[Veld, ...]


@dataclass(frozen=True)
class Proef:
    """The dry run. Counts are figures, not lines; only `geweigerd` counts what was refused, and
    `dubbel` figures that the file says twice in the same words.

    `vingerafdruk` differs when the same file would do something else by now. `laatste_correctie`
    is filled in when the file is read in: up to there corrections are its own (`terugdraaien`).
    """

    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    geweigerd: int = 0
    dubbel: int = 0
    verschillen: tuple[Verschil, ...] = ()
    vingerafdruk: str = ""
    laatste_correctie: int = 0

    @property
    def cijfers(self) -> int:
        """How many figures the file holds."""
        return self.nieuw + self.gewijzigd + self.gelijk

    @property
    def te_schrijven(self) -> int:
        return self.nieuw + self.gewijzigd

    @property
    def mag(self) -> bool:
        """All or nothing: one refusal holds the others."""
        return bool(self.te_schrijven) and not self.geweigerd

    def als_json(self) -> dict:
        return asdict(self)

    @classmethod
    def uit_json(cls, inhoud: dict) -> "Proef":
        verschillen = tuple(
            Verschil(**v | {"velden": tuple(Veld(**veld) for veld in v["velden"])})
            for v in inhoud["verschillen"]
        )
        return cls(**inhoud | {"verschillen": verschillen})
