"""What a file of figures would do, as it is kept with its import and shown before one confirms."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from hashlib import sha256

from gebieden.models import Gebied
from indicatoren.inleesvergelijking import Weging, nieuwe, verschillen, weeg
from indicatoren.models import Import, Indicator, Meting
from kern.templatetags.onderdelen import getal

HOOGUIT = 20  # differences that are shown one by one; the rest is counted
LEEG = "niets"
NAMEN = {
    "waarde": "cijfer",
    "reden": "reden",
    "n": "aantal antwoorden",
    "marge": "marge",
    "significant": "oordeel",
    "voorlopig": "voorlopig",
    "voetnoot": "voetnoot",
    "noot": "toelichting",
    "is_voorbeeld": "voorbeeld",
}


@dataclass(frozen=True)
class Veld:
    """One thing that differs, as a reader knows it: "7,3" becomes "7,4"."""

    naam: str
    was: str
    wordt: str


@dataclass(frozen=True)
class Verschil:
    """A figure that would change, or come; `regel` is its line in the file."""

    regel: int
    soort: str
    indicator: str
    gebied: str
    jaar: int
    velden: tuple[Veld, ...]


@dataclass(frozen=True)
class Proef:
    """The dry run, in figures; `geweigerd` counts rows and cells that were refused, `dubbel` what
    the file says once more in the same words. `regels` is the last line of the file, `buiten` and
    `leeg` are what `lezen.cijfers.Lezing` passed over.

    `vingerafdruk` differs when the same file would do something else by now. `laatste_correctie`
    and `indicatoren` are filled in when the file is read in: up to there corrections are its own
    (`terugdraaien`), and of these it brought figures.
    """

    nieuw: int = 0
    gewijzigd: int = 0
    gelijk: int = 0
    geweigerd: int = 0
    dubbel: int = 0
    regels: int = 0
    buiten: int = 0
    leeg: int = 0
    verschillen: tuple[Verschil, ...] = ()
    nieuwe: tuple[Verschil, ...] = ()
    vingerafdruk: str = ""
    laatste_correctie: int = 0
    indicatoren: tuple[int, ...] = ()

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
        rijen = {
            naam: tuple(
                Verschil(**v | {"velden": tuple(Veld(**veld) for veld in v["velden"])})
                for v in inhoud[naam]
            )
            for naam in ("verschillen", "nieuwe")
        }
        return cls(**inhoud | rijen | {"indicatoren": tuple(inhoud.get("indicatoren", ()))})


def proef(imp: Import, **gelezen: int) -> Proef:
    """Weigh what lies ready of this import against the figures as they are now.

    `gelezen` is what is known of the reading itself: geweigerd, dubbel, regels, buiten, leeg.
    """
    weging = weeg(imp)
    return Proef(
        nieuw=weging.nieuw,
        gewijzigd=weging.gewijzigd,
        gelijk=weging.gelijk,
        verschillen=_in_woorden(verschillen(imp, HOOGUIT)) if weging.gewijzigd else (),
        nieuwe=_in_woorden(nieuwe(imp, HOOGUIT)) if weging.nieuw else (),
        vingerafdruk=vingerafdruk_van(imp, weging),
        **gelezen,
    )


def vingerafdruk_van(imp: Import, weging: Weging) -> str:
    """Of this file, read like this, beside the figures as they were weighed."""
    return sha256(repr((imp.sha256, imp.leeswijze, weging)).encode()).hexdigest()


def _in_woorden(rijen):
    indicatoren = Indicator.objects.in_bulk({rij.indicator_id for rij in rijen})
    gebieden = Gebied.objects.in_bulk({rij.gebied_id for rij in rijen})
    return tuple(
        Verschil(
            regel=rij.regel,
            soort=rij.soort,
            indicator=indicatoren[rij.indicator_id].naam,
            gebied=gebieden[rij.gebied_id].naam,
            jaar=rij.jaar,
            velden=tuple(
                Veld(NAMEN[kolom], _tekst(was), _tekst(wordt))
                for kolom, (was, wordt) in rij.velden.items()
                if was is not None or wordt not in Meting.ZEGT_NIETS
            ),
        )
        for rij in rijen
        if rij.indicator_id in indicatoren and rij.gebied_id in gebieden  # gone: not a word of it
    )


def _tekst(waarde):
    """7.4000 → "7,4"; a code in words; nothing as a word."""
    match waarde:
        case None | "":
            return LEEG
        case bool():
            return "ja" if waarde else "nee"
        case Decimal():
            return getal(waarde, max(0, -waarde.normalize().as_tuple().exponent))
        case int():
            return getal(waarde)
        case _:
            return Meting.WOORDEN.get(waarde, waarde)
