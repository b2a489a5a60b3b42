"""What a published version holds, and what differs between two of them.

`inhoud` is plain JSON, so that a version reads the same whatever happens to the tables later. It
holds public parts only.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from kern.templatetags.onderdelen import euro
from wijkplannen.models import Blok, Inzet, Rubriek, Stand, Wijkplan
from wijkplannen.perioden import wanneer_van
from wijkplannen.woordverschil import Gemarkeerd, markeer

VELDEN = {  # what is compared, in the words of the page
    "plan": {"titel": "Titel", "jaren": "Jaren"},
    "tekst": {"rubriek": "Onder", "kop": "Kop", "tekst": "Tekst"},
    "doel": {
        "titel": "Doel",
        "gewenst": "Wat willen we bereiken?",
        "thema": "Thema",
        "cijfers": "Cijfer bij dit doel",
    },
    "activiteit": {
        "titel": "Activiteit",
        "doel": "Bij welk doel?",
        "omschrijving": "Wat is het?",
        "trekker": "Wie trekt dit?",
        "partners": "Wie doen mee?",
        "wanneer": "Wanneer?",
        "buurt": "Waar?",
        "kosten": "Kosten",
        "bron_van_geld": "Wie betaalt?",
        "quick_win": "Snel geregeld",
        "stand": "Stand",
        "zin": "Toelichting",
    },
}
VOLGORDE = {
    "tekst": "Volgorde van de teksten",
    "doel": "Volgorde van de doelen",
    "activiteit": "Volgorde van de activiteiten bij een doel",
}


def maak_inhoud(plan: Wijkplan) -> dict:
    """Frame and agenda of this moment, as a visitor may see them. Four queries at any size."""
    doelen = plan.doelen.lopend().select_related("thema").prefetch_related("cijfers__indicator")
    inzetten = Inzet.objects.van_plan(plan).lopend().online().voor_agenda()
    return stel_samen(plan, plan.blokken.all(), doelen, inzetten)


def stel_samen(plan: Wijkplan, blokken, doelen, inzetten=()) -> dict:
    """The same from rows that are loaded already; without `inzetten` it is the frame alone."""
    activiteiten = {}
    for inzet in inzetten:
        activiteiten.setdefault(inzet.doel_id, []).append(_activiteit(inzet))
    return {
        "soort": plan.soort,
        "titel": plan.titel,
        "jaren": plan.jaren,
        "blokken": [
            {
                "uuid": str(blok.uuid),
                "rubriek": blok.rubriek,
                "kop": blok.kop,
                "tekst": blok.tekst,
            }
            for blok in blokken
            if blok.zichtbaarheid == Blok.Zichtbaarheid.OPENBAAR and not blok.vervallen_op
        ],
        "doelen": [
            {
                "uuid": str(doel.uuid),
                "titel": doel.titel,
                "gewenst": doel.gewenst,
                "thema": doel.thema.naam,
                "thema_sleutel": doel.thema.sleutel,
                "indicatoren": [_cijfer(cijfer) for cijfer in doel.cijfers.all()],
                "activiteiten": activiteiten.get(doel.pk, []),
            }
            for doel in doelen
            if not doel.vervallen_op
        ],
    }


def _cijfer(cijfer):
    return {
        "slug": cijfer.indicator.slug,
        "naam": cijfer.indicator.korte_naam,
        "streefwaarde": None if cijfer.streefwaarde is None else str(cijfer.streefwaarde),
        "streefjaar": cijfer.streefjaar,
    }


def _activiteit(inzet):
    activiteit = inzet.activiteit
    return {
        "uuid": str(inzet.uuid),
        "titel": activiteit.titel,
        "omschrijving": activiteit.omschrijving,
        "trekker": activiteit.trekker.naam,
        "partners": inzet.doen_mee,
        "wanneer": wanneer_van(activiteit.periode),
        "buurt": inzet.gebied.naam if inzet.gebied else "",
        "kosten": None if activiteit.kosten is None else str(activiteit.kosten),
        "bron_van_geld": activiteit.bron_van_geld,
        "quick_win": inzet.quick_win,
        "stand": inzet.openbare_stand,
        "zin": inzet.openbare_zin,
        "bijgewerkt_op": inzet.bijgewerkt_op.isoformat(),
        "is_voorbeeld": activiteit.is_voorbeeld,
    }


def agendastand(inzetten) -> str:
    """Which lines wait, at which version: it differs when a line came, went or changed."""
    return " ".join(sorted(f"{inzet.pk}.{inzet.versie}" for inzet in inzetten))


@dataclass(frozen=True)
class Veld:
    naam: str
    oud: str
    nieuw: str

    @property
    def gemarkeerd(self) -> Gemarkeerd:
        return markeer(self.oud, self.nieuw)


@dataclass(frozen=True)
class Verschil:
    """One thing that came, changed or ended between two contents."""

    soort: str  # erbij | gewijzigd | weg
    wat: str  # plan | tekst | doel | activiteit
    titel: str
    velden: list[Veld] = field(default_factory=list)
    zinnen: list[str] = field(default_factory=list)
    uuid: str = ""  # of the thing; the plan itself has none


def verschillen(oud: dict, nieuw: dict, *, met_agenda: bool = True) -> list[Verschil]:
    """What was added, changed, moved and ended from `oud` to `nieuw`, in the order of the new plan.

    Without the agenda: only the frame, which is what a working copy can differ in unseen.
    """
    uit = [*_gewijzigd("plan", oud["titel"], oud, nieuw)]
    uit += _vergelijk("tekst", oud["blokken"], nieuw["blokken"], "rubriek")
    uit += _vergelijk("doel", oud["doelen"], nieuw["doelen"])
    if met_agenda:
        namen = {doel["uuid"]: doel["titel"] for doel in [*oud["doelen"], *nieuw["doelen"]]}
        uit += _vergelijk("activiteit", _agenda(oud, namen), _agenda(nieuw, namen), "doel")
    return uit


def per_soort(lijst: list[Verschil], koppen: dict[str, str]) -> list[tuple[str, list[Verschil]]]:
    """The differences under the heading of what happened, in the order of `koppen`."""
    groepen = [(kop, [v for v in lijst if v.soort == soort]) for soort, kop in koppen.items()]
    return [(kop, groep) for kop, groep in groepen if groep]


def _agenda(inhoud, namen):
    """Each activity with its goal, by the name that goal has last: a new name is no other goal."""
    return [
        activiteit | {"doel": namen[doel["uuid"]]}
        for doel in inhoud["doelen"]
        for activiteit in doel["activiteiten"]
    ]


def _vergelijk(wat, oud, nieuw, binnen=None):
    was = {ding["uuid"]: ding for ding in oud}
    for ding in nieuw:
        if ding["uuid"] in was:
            yield from _gewijzigd(wat, _titel(ding), was[ding["uuid"]], ding)
        else:
            yield Verschil("erbij", wat, _titel(ding), uuid=ding["uuid"])
    if zinnen := _verplaatst(oud, nieuw, binnen):
        yield Verschil("gewijzigd", wat, VOLGORDE[wat], zinnen=zinnen)
    blijft = {ding["uuid"] for ding in nieuw}
    for ding in oud:
        if ding["uuid"] not in blijft:
            yield Verschil("weg", wat, _titel(ding), uuid=ding["uuid"])


def _verplaatst(oud, nieuw, binnen):
    """A sentence for each thing that changed places among those under the same `binnen`."""
    eerst, nu = _in_groepen(oud, binnen), _in_groepen(nieuw, binnen)
    return [zin for groep in nu for zin in _andere_plaats(eerst.get(groep, {}), nu[groep])]


def _in_groepen(dingen, binnen):
    """{group: {uuid: title}}, in order; one group without `binnen`."""
    groepen = defaultdict(dict)
    for ding in dingen:
        groepen[binnen and ding[binnen]][ding["uuid"]] = _titel(ding)
    return groepen


def _andere_plaats(oud, nieuw):
    eerst, nu = [uuid for uuid in oud if uuid in nieuw], [uuid for uuid in nieuw if uuid in oud]
    stukken = SequenceMatcher(None, eerst, nu, autojunk=False).get_matching_blocks()
    blijft = {uuid for stuk in stukken for uuid in nu[stuk.b : stuk.b + stuk.size]}
    van, naar = list(oud), list(nieuw)
    for uuid in nu:
        if uuid not in blijft:
            plaatsen = f"van plaats {van.index(uuid) + 1} naar plaats {naar.index(uuid) + 1}"
            yield f"‘{nieuw[uuid]}’ gaat {plaatsen}."


def _gewijzigd(wat, titel, oud, nieuw):
    velden = [
        Veld(naam, waarde_oud, waarde_nieuw)
        for sleutel, naam in VELDEN[wat].items()
        if (waarde_oud := _tekst(oud, sleutel)) != (waarde_nieuw := _tekst(nieuw, sleutel))
    ]
    if velden:
        yield Verschil("gewijzigd", wat, titel, velden, uuid=nieuw.get("uuid", ""))


def _titel(ding):
    return ding.get("titel") or ding["kop"]


def _tekst(ding, sleutel):
    if sleutel == "stand":
        return Stand(ding["stand"]).label
    if sleutel == "partners":
        return ", ".join(sorted(ding["partners"]))
    if sleutel == "cijfers":
        return ", ".join(map(_met_streefwaarde, ding["indicatoren"]))
    if sleutel == "rubriek":
        return Rubriek(ding["rubriek"]).label
    if sleutel == "kosten":
        return euro(Decimal(ding["kosten"])) if ding["kosten"] else ""
    if sleutel == "quick_win":
        return "ja" if ding["quick_win"] else ""
    return ding[sleutel]


def _met_streefwaarde(cijfer):
    if cijfer["streefwaarde"] is None:
        return cijfer["naam"]
    waarde = f"{Decimal(cijfer['streefwaarde']).normalize():f}".replace(".", ",")
    return f"{cijfer['naam']}: {waarde} in {cijfer['streefjaar']}"
