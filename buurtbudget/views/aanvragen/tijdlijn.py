"""Where an application stands, as sentences: what happened, and what comes now."""

from dataclasses import dataclass
from datetime import datetime

from buurtbudget.models import Status

GEBEURD = {
    ("concept", "ontvangen"): "Je aanvraag is binnen.",
    ("vraag", "ontvangen"): "De vraag is beantwoord. De werkgroep gaat verder.",
    ("ontvangen", "vraag"): "De werkgroep stelde je een vraag.",
    ("ontvangen", "voorwaarde"): "Je krijgt geld, als aan een voorwaarde is voldaan.",
    ("voorwaarde", "toegekend"): "Aan de voorwaarde is voldaan. Je krijgt het geld.",
    ("ontvangen", "toegekend"): "Je aanvraag is toegekend.",
    ("toegekend", "herinnerd"): "We vroegen je om je bonnen.",
    ("declaratie", "declaratie_vraag"): "De penningmeester stelde je een vraag over de bonnen.",
    ("declaratie_vraag", "declaratie"): "De vraag over je bonnen is beantwoord.",
    ("uitbetaald", "declaratie"): "De betaling is teruggedraaid. Er komt een nieuwe.",
}
NAAR = {
    Status.AFGEWEZEN: "Je aanvraag is afgewezen.",
    Status.INGETROKKEN: "De aanvraag is ingetrokken.",
    Status.GAAT_NIET_DOOR: "Het plan gaat niet door.",
    Status.DECLARATIE: "Je bonnen zijn binnen.",
    Status.UITBETAALD: "Het geld is betaald.",
    Status.AFGEROND: "Alles is klaar.",
    Status.VERVALLEN: "De toezegging is vervallen.",
    Status.VERLOPEN: "Het concept is verlopen.",
}


@dataclass(frozen=True)
class Moment:
    op: datetime
    zin: str
    reden: str = ""


def momenten(aanvraag):
    """The events of an application for whoever asked, oldest first."""
    return [
        Moment(gebeurtenis.op, _zin(gebeurtenis), _reden(gebeurtenis))
        for gebeurtenis in aanvraag.gebeurtenissen.all()
        if gebeurtenis.van != gebeurtenis.naar or gebeurtenis.namens_aanvrager
    ]


def _zin(g):
    if g.van == g.naar:
        return "Je veranderde je aanvraag."
    return GEBEURD.get((g.van, g.naar)) or NAAR.get(Status(g.naar), g.get_naar_display() + ".")


def _reden(g):
    """Words of the applicant, or what changed; what members wrote to each other is not for here."""
    return g.reden if g.namens_aanvrager else ""
