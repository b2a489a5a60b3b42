"""One table, written as people write tables, gives the same figures; what is damaged, none."""

from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from indicatoren.lezen.cijfers import Gelezen, Geweigerd, lees
from indicatoren.lezen.herkennen import herken
from indicatoren.lezen.sjabloon import Rij, schrijf
from indicatoren.tests.maken_lezen import (
    BUURTEN,
    maak_bekend,
    maak_csv,
    maak_xlsx,
)
from kern.tabellen import GeenTabel

BEKEND = maak_bekend()
SLUGS = {1: "rust", 2: "inwoners"}
GEBIEDEN = {gebied.pk: gebied for gebied in BUURTEN}
TEKENS = {
    "onbekend": ".",
    "niet_gemeten": "-",
    "te_weinig": "*",
    "geheim": "x",
    "nog_niet_bekend": "NULL",
}
ANDERS = {",": ".", ".": ","}

rust = st.decimals(1, 10, places=1) | st.decimals(1, 10, places=3)
inwoners = st.integers(0, 3_000_000).map(Decimal) | st.decimals(-5, 5000, places=4)
reden = st.sampled_from(sorted(TEKENS))
sleutels = st.tuples(
    st.sampled_from([1, 2]), st.sampled_from([1, 2, 3, 4]), st.integers(2025, 2027)
)
tabellen = st.dictionaries(sleutels, st.none(), min_size=1).flatmap(
    lambda tabel: st.fixed_dictionaries(
        {plek: (rust if plek[0] == 1 else inwoners) | reden for plek in tabel}
    )
)


@dataclass(frozen=True)
class Dialect:
    vorm: str
    soort: str
    codering: str
    scheiding: str
    decimaal: str
    duizend: bool
    quotes: bool
    rand: str
    op_naam: bool
    titel: bool
    bron: bool

    def cel(self, waarde):
        """A figure as this file writes it."""
        if waarde is None:
            return ""
        if isinstance(waarde, str):
            return self.rand + TEKENS[waarde] + self.rand
        if self.soort == "xlsx":
            return float(waarde)
        tekst = f"{waarde:{',' if self.duizend else ''}f}"
        wissel = str.maketrans({".": self.decimaal, ",": ANDERS[self.decimaal]})
        return self.rand + tekst.translate(wissel) + self.rand

    def gebied(self, pk):
        return GEBIEDEN[pk].naam if self.op_naam else GEBIEDEN[pk].code

    def rijen(self, tabel):
        kop = "buurt" if self.op_naam else "code"
        rijen = list(getattr(self, self.vorm)(tabel, kop))
        titel = [["Cijfers van het onderzoek"], []] if self.titel else []
        return titel + rijen + ([[], ["Bron: het onderzoek"]] if self.bron else [])

    def lang(self, tabel, kop):
        yield [kop, "indicator", "jaar", "waarde"]
        for (indicator, gebied, jaar), waarde in tabel.items():
            yield [self.gebied(gebied), SLUGS[indicator], jaar, self.cel(waarde)]

    def jaren(self, tabel, kop):
        """Years over the columns, an indicator on each row."""
        jaren = sorted({jaar for _, _, jaar in tabel})
        yield [kop, "indicator", *jaren]
        for indicator, gebied in sorted({plek[:2] for plek in tabel}):
            cellen = [self.cel(tabel.get((indicator, gebied, jaar))) for jaar in jaren]
            yield [self.gebied(gebied), SLUGS[indicator], *cellen]

    def onderwerp_jaar(self, tabel, kop):
        kolommen = sorted({(indicator, jaar) for indicator, _, jaar in tabel})
        yield [kop, *(f"{SLUGS[indicator]}|{jaar}" for indicator, jaar in kolommen)]
        yield from self._breed(tabel, kolommen)

    def twee_koppen(self, tabel, kop):
        kolommen = sorted({(indicator, jaar) for indicator, _, jaar in tabel})
        namen = [SLUGS[indicator] for indicator, _ in kolommen]
        yield ["", *(n if namen.index(n) == nr else "" for nr, n in enumerate(namen))]
        yield [kop, *(jaar for _, jaar in kolommen)]
        yield from self._breed(tabel, kolommen)

    def _breed(self, tabel, kolommen):
        for gebied in sorted({plek[1] for plek in tabel}):
            cellen = [self.cel(tabel.get((ind, gebied, jaar))) for ind, jaar in kolommen]
            yield [self.gebied(gebied), *cellen]

    def bestand(self, tabel):
        rijen = self.rijen(tabel)
        if self.soort == "xlsx":
            return maak_xlsx(rijen)
        return maak_csv(rijen, codering=self.codering, scheiding=self.scheiding, quotes=self.quotes)


dialecten = st.builds(
    Dialect,
    vorm=st.sampled_from(["lang", "jaren", "onderwerp_jaar", "twee_koppen"]),
    soort=st.sampled_from(["csv", "csv", "csv", "xlsx"]),
    codering=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]),
    scheiding=st.sampled_from(";,\t|"),
    decimaal=st.sampled_from(",."),
    duizend=st.booleans(),
    quotes=st.booleans(),
    rand=st.sampled_from(["", "   ", "\xa0"]),
    op_naam=st.booleans(),
    titel=st.booleans(),
    bron=st.booleans(),
)


def cijfers(bestand, wijze):
    gelezen = list(lees(bestand, wijze, BEKEND))
    assert [rij for rij in gelezen if isinstance(rij, Geweigerd)] == []
    return {(r.indicator_id, r.gebied_id, r.jaar): r.reden or r.waarde for r in gelezen}


@settings(max_examples=40, deadline=None)
@given(tabellen, dialecten)
def test_elk_dialect_van_een_tabel_geeft_dezelfde_cijfers(tabel, dialect):
    bestand = dialect.bestand(tabel)
    gezien = herken(bestand, "cijfers", bekend=BEKEND)
    wijze = replace(gezien.leeswijze, namen_bevestigd=True)
    if gezien.is_onzeker:
        wijze = replace(wijze, decimaal=dialect.decimaal)

    assert cijfers(bestand, wijze) == tabel
    assert [vraag for vraag in gezien.vragen if "komma" not in vraag] == []


def als_rij(indicator, gebied, jaar, wat, soort, n, marge, oordeel, noot):
    """A row of our own file; a target with a reason in it is a note without value."""
    is_meting, waarde = soort == "gemeten", None if isinstance(wat, str) else wat
    extra = (n, marge, oordeel) if is_meting else (None, None, "")
    rest = {"n": extra[0], "marge": extra[1], "significant": extra[2]}
    rest["reden"] = wat if is_meting and waarde is None else ""
    rest["noot"] = noot if is_meting or waarde is not None else noot or "geen"
    plek = GEBIEDEN[gebied]
    return Rij(plek.code, plek.naam, SLUGS[indicator], jaar, soort, waarde, **rest)


def als_uitvoer(gelezen):
    """A figure that was read, as a row of our own file."""
    plek = GEBIEDEN[gelezen.gebied_id]
    oordeel = gelezen.significant.replace("niet_getoetst", "")
    return Rij(
        plek.code,
        plek.naam,
        SLUGS[gelezen.indicator_id],
        gelezen.jaar,
        "gemeten" if gelezen.soort == "meting" else "streef",
        gelezen.waarde,
        gelezen.reden or "",
        gelezen.n,
        gelezen.marge,
        oordeel,
        "ja" if gelezen.voorlopig else "",
        gelezen.voetnoot,
    )


noten = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).map(
    lambda tekst: " ".join(tekst.replace("\ufffd", "").split())
)
uitvoer = st.builds(
    als_rij,
    st.just(2),
    st.sampled_from([1, 2, 3, 4]),
    st.integers(2025, 2030),
    inwoners | reden,
    st.sampled_from(["gemeten", "streef"]),
    st.none() | st.integers(0, 5000),
    st.none() | st.decimals(0, 3, places=2),
    st.sampled_from(["", "ja", "nee"]),
    noten,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(uitvoer, min_size=1, max_size=6), st.sampled_from(["csv", "xlsx"]))
def test_wat_eruit_gaat_komt_zonder_keuze_hetzelfde_terug(rijen, vorm):
    bestand = BytesIO()
    schrijf(rijen, vorm, bestand)
    gezien = herken(bestand, f"cijfers.{vorm}", bekend=BEKEND)

    assert gezien.vragen == ()
    assert [als_uitvoer(r) for r in lees(bestand, gezien.leeswijze, BEKEND)] == rijen


def beschadig(inhoud, schade):
    """Flip, cut, remove, repeat or swap, at places that hypothesis chooses."""
    for soort, waar, wat in schade:
        plek = waar % (len(inhoud) or 1)
        regels = inhoud.splitlines(keepends=True) or [b""]
        nr, ander = waar % len(regels), wat % len(regels)
        if soort == "byte":
            inhoud = inhoud[:plek] + bytes([wat]) + inhoud[plek + 1 :]
        elif soort == "afgebroken":
            inhoud = inhoud[:plek]
        elif soort == "regel weg":
            inhoud = b"".join(regels[:nr] + regels[nr + 1 :])
        elif soort == "regel dubbel":
            inhoud = b"".join(regels[:nr] + [regels[nr]] + regels[nr:])
        else:
            regels[nr], regels[ander] = regels[ander], regels[nr]
            inhoud = b"".join(regels)
    return inhoud


schades = st.lists(
    st.tuples(
        st.sampled_from(["byte", "afgebroken", "regel weg", "regel dubbel", "wissel"]),
        st.integers(0, 10**6),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(tabellen, dialecten, schades)
def test_schade_geeft_een_zin_en_nooit_een_half_gelezen_regel(tabel, dialect, schade):
    heel = dialect.bestand(tabel)
    wijze = replace(herken(heel, "cijfers", bekend=BEKEND).leeswijze, namen_bevestigd=True)
    stuk = BytesIO(beschadig(heel.getvalue(), schade))

    for keuze in (lambda: wijze, lambda: herken(stuk, "cijfers", bekend=BEKEND).leeswijze):
        try:
            rijen = list(lees(stuk, keuze(), BEKEND))
        except GeenTabel as fout:
            assert str(fout).endswith(".")  # noqa: PT017  one of two good endings
            continue
        gelezen = {rij.regel for rij in rijen if isinstance(rij, Gelezen)}
        geweigerd = [rij for rij in rijen if isinstance(rij, Geweigerd)]
        assert gelezen.isdisjoint(rij.regel for rij in geweigerd)
        assert all(rij.waarom.endswith(".") for rij in geweigerd)
        assert all((r.waarde is None) != (r.reden is None) for r in rijen if r not in geweigerd)
