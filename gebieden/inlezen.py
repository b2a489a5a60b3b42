"""Reads a folder with the areas of one gemeente, or says in one sentence on which line it cannot.

What comes out is complete and consistent: every buurt lies in exactly one area of each division.
Of a gemeente of which only names are known (`alleen_namen` in gemeente.json) there are just areas.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from pathlib import Path

from gebieden.models import Indeling, Zekerheid
from kern.eigentabel import lees_benoemd
from kern.exceptions import RegelGeschonden
from kern.tabellen import GeenTabel

BESTANDEN = {  # name: columns it must have
    "gebieden.csv": ("indeling", "code", "naam", "slug", "label"),
    "buurten.csv": ("code", "naam", "wijk"),
    "delen.csv": ("indeling", "gebied", "deel", "zekerheid", "reden"),
    "postcodes.csv": ("pc", "van_nr", "tot_nr", "gebied", "aandeel"),
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
POSTCODE = re.compile(r"[1-9][0-9]{3}([A-Z]{2})?")


class GegevensFout(RegelGeschonden):
    """The folder cannot be used; the text says where and why."""


@dataclass
class Rij:
    """One line of a csv file, which knows its place."""

    plek: str
    velden: dict

    def __getitem__(self, kolom):
        return self.velden[kolom]

    def fout(self, tekst):
        return GegevensFout(f"{self.plek}: {tekst}")


@dataclass
class Gegevens:
    gemeente: dict
    gebieden: dict  # (division, slug) -> Rij
    buurten: dict  # code -> Rij
    ligging: dict  # (division, code of the buurt) -> (slug, how sure)
    postcodes: dict  # (pc, van_nr, slug) -> {tot_nr, aandeel}
    inwoners: dict  # (code of the buurt, year) -> number
    omtrekken: dict  # code of the buurt -> GeoJSON geometry
    vingerafdruk: str


def lees(map_):
    map_ = Path(map_)
    gemeente = lees_gemeente(map_)
    gebieden = lees_gebieden(map_, gemeente)
    if gemeente.get("alleen_namen"):
        return Gegevens(gemeente, gebieden, {}, {}, {}, {}, {}, vingerafdruk(map_))
    buurten = lees_buurten(map_, gebieden)
    return Gegevens(
        gemeente=gemeente,
        gebieden=gebieden,
        buurten=buurten,
        ligging=verdeel(map_, gemeente, gebieden, buurten),
        postcodes=lees_postcodes(map_, gebieden),
        inwoners=lees_inwoners(buurten),
        omtrekken=lees_omtrekken(map_, buurten),
        vingerafdruk=vingerafdruk(map_),
    )


def vingerafdruk(map_):
    """Of the data and of the code that reads and draws it: the same means nothing to draw."""
    hier = Path(__file__).parent
    code = [hier / "inlezen.py", hier / "tekenen.py", hier / "actions.py"]
    som = sha256()
    for naam in ["gemeente.json", *BESTANDEN, "buurten.geojson"]:
        if (map_ / naam).exists():
            som.update((map_ / naam).read_bytes())
    for pad in code:
        som.update(pad.read_bytes())
    return som.hexdigest()


def tekst(map_, naam):
    try:
        return (map_ / naam).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise GegevensFout(f"{map_ / naam} ontbreekt.") from None
    except UnicodeDecodeError:
        raise GegevensFout(f"{naam} is geen UTF-8.") from None


def lees_json(map_, naam):
    try:
        return json.loads(tekst(map_, naam))
    except ValueError as fout:
        raise GegevensFout(
            f"{naam}, regel {getattr(fout, 'lineno', 1)}: dit is geen JSON."
        ) from None


def lees_csv(map_, naam):
    try:
        for nr, velden in lees_benoemd(map_ / naam, *BESTANDEN[naam]):
            yield Rij(f"{naam}, regel {nr}", velden)
    except GeenTabel as fout:
        raise GegevensFout(str(fout)) from None


def lees_gemeente(map_):
    gemeente = lees_json(map_, "gemeente.json")
    for sleutel in ("code", "naam", "indelingen"):
        if not isinstance(gemeente, dict) or not gemeente.get(sleutel):
            raise GegevensFout(f"gemeente.json: “{sleutel}” ontbreekt.")
    for sleutel, indeling in gemeente["indelingen"].items():
        if sleutel not in Indeling.Sleutel:
            raise GegevensFout(f"gemeente.json: indeling “{sleutel}” bestaat niet.")
        for veld in ("naam", "bron", "zekerheid"):
            if not indeling.get(veld):
                raise GegevensFout(f"gemeente.json: “{veld}” van indeling “{sleutel}” ontbreekt.")
    if Indeling.Sleutel.CBS_WIJK not in gemeente["indelingen"] and not gemeente.get("alleen_namen"):
        raise GegevensFout("gemeente.json: indeling “cbs_wijk” ontbreekt.")
    return gemeente


def lees_gebieden(map_, gemeente):
    gebieden, codes = {}, {}
    for rij in lees_csv(map_, "gebieden.csv"):
        indeling, slug, code = rij["indeling"], rij["slug"], rij["code"]
        if indeling not in gemeente["indelingen"]:
            raise rij.fout(f"indeling “{indeling}” staat niet in gemeente.json.")
        if not SLUG.fullmatch(slug):
            raise rij.fout(f"“{slug}” is geen slug: gebruik kleine letters, cijfers en streepjes.")
        if not code or not rij["naam"]:
            raise rij.fout("code en naam horen ingevuld te zijn.")
        if (eerder := gebieden.get((indeling, slug))) or (eerder := codes.get((indeling, code))):
            raise rij.fout(f"{code} ({slug}) staat er al, op {eerder.plek}.")
        gebieden[indeling, slug] = codes[indeling, code] = rij
    return gebieden


def lees_buurten(map_, gebieden):
    wijken = {rij["code"] for (indeling, _), rij in gebieden.items() if indeling == "cbs_wijk"}
    buurten = {}
    for rij in lees_csv(map_, "buurten.csv"):
        code = rij["code"]
        if not code or not rij["naam"]:
            raise rij.fout("code en naam horen ingevuld te zijn.")
        if code in buurten:
            raise rij.fout(f"buurt {code} staat er al, op {buurten[code].plek}.")
        if rij["wijk"] not in wijken:
            raise rij.fout(f"wijk “{rij['wijk']}” staat niet in gebieden.csv.")
        buurten[code] = rij
    return buurten


def lees_delen(map_, gebieden, bekend):
    """(division, code of a wijk or buurt) -> its line; `bekend` are the codes there are."""
    delen = {}
    for rij in lees_csv(map_, "delen.csv"):
        sleutel, deel = (rij["indeling"], rij["gebied"]), rij["deel"]
        if sleutel not in gebieden:
            raise rij.fout(f"gebied “{sleutel[1]}” van “{sleutel[0]}” staat niet in gebieden.csv.")
        if deel not in bekend:
            raise rij.fout(f"“{deel}” is geen bekende wijk of buurt.")
        if eerder := delen.get((sleutel[0], deel)):
            raise rij.fout(f"{deel} is al ingedeeld, op {eerder.plek}.")
        if rij["zekerheid"] not in Zekerheid:
            raise rij.fout("zekerheid hoort hoog, middel of laag te zijn.")
        delen[sleutel[0], deel] = rij
    return delen


def verdeel(map_, gemeente, gebieden, buurten):
    """Each buurt its area per division: by its own line in delen.csv, else by that of its wijk."""
    cbs = {rij["code"]: slug for (soort, slug), rij in gebieden.items() if soort == "cbs_wijk"}
    delen = lees_delen(map_, gebieden, cbs.keys() | buurten.keys())
    ligging = {}
    for indeling in gemeente["indelingen"]:
        for code, buurt in buurten.items():
            if indeling == "cbs_wijk":
                ligging[indeling, code] = cbs[buurt["wijk"]], Zekerheid.HOOG
            elif rij := delen.get((indeling, code)) or delen.get((indeling, buurt["wijk"])):
                ligging[indeling, code] = rij["gebied"], rij["zekerheid"]
            else:
                raise buurt.fout(f"buurt {code} ligt in geen enkel gebied van “{indeling}”.")
    gevuld = {(indeling, slug) for (indeling, _), (slug, _) in ligging.items()}
    for sleutel, rij in gebieden.items():
        if sleutel not in gevuld:
            raise rij.fout(f"in “{sleutel[1]}” ligt geen enkele buurt.")
    return ligging


def lees_postcodes(map_, gebieden):
    postcodes = {}
    for rij in lees_csv(map_, "postcodes.csv"):
        if not POSTCODE.fullmatch(rij["pc"]):
            raise rij.fout(f"“{rij['pc']}” is geen postcode van vier of zes tekens.")
        if ("plan", rij["gebied"]) not in gebieden:
            raise rij.fout(f"gebied “{rij['gebied']}” van “plan” staat niet in gebieden.csv.")
        try:
            aandeel = Decimal(rij["aandeel"]).quantize(Decimal("0.001"))
            van, tot = (int(rij[k]) if rij[k] else None for k in ("van_nr", "tot_nr"))
        except (InvalidOperation, ValueError):
            raise rij.fout("aandeel en huisnummers horen getallen te zijn.") from None
        if not 0 < aandeel <= 1:
            raise rij.fout("een aandeel is meer dan 0 en hoogstens 1.")
        sleutel = (rij["pc"], van, rij["gebied"])
        if sleutel in postcodes:
            raise rij.fout(f"{rij['pc']} met dit gebied staat er al.")
        postcodes[sleutel] = {"tot_nr": tot, "aandeel": aandeel}
    return postcodes


def lees_inwoners(buurten):
    """From columns called inwoners_JJJJ; an empty cell means: not known."""
    inwoners = {}
    for code, rij in buurten.items():
        for kolom, waarde in rij.velden.items():
            if not waarde or not (jaar := re.fullmatch(r"inwoners_(\d{4})", kolom)):
                continue
            if not waarde.isdecimal():
                raise rij.fout(f"{kolom} “{waarde}” is geen aantal.")
            inwoners[code, int(jaar[1])] = int(waarde)
    return inwoners


def lees_omtrekken(map_, buurten):
    try:
        vormen = lees_json(map_, "buurten.geojson")["features"]
        omtrekken = {v["properties"]["code"]: v["geometry"] for v in vormen}
    except (KeyError, TypeError):
        raise GegevensFout("buurten.geojson: “features” met code en geometry ontbreekt.") from None
    for code, rij in buurten.items():
        if code not in omtrekken:
            raise rij.fout(f"buurt {code} heeft geen omtrek in buurten.geojson.")
    if vreemd := sorted(omtrekken.keys() - buurten.keys()):
        raise GegevensFout(f"buurten.geojson: buurt {vreemd[0]} staat niet in buurten.csv.")
    return omtrekken
