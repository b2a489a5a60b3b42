"""The papers of a wijk, made from its rules: to apply, to sign, to hand in receipts.

Two sheets each, to fill in by hand; the layout is in `brieven/`. The order of the questions is that
of the screen on which the working group enters them.
"""

from functools import lru_cache

from django.utils.timezone import localdate

from berichten.brieven import maak_pdf
from buurtbudget.regeltekst import dag, maximum_van, weken
from buurtbudget.wijkpagina import Budget
from kern.templatetags.onderdelen import euro
from kern.woorden import opsomming

SOORTEN = 8  # more kinds of plans do not fit: then one writes it down
GRENZEN = 3  # limits of kinds of plans that the sheet has room for


def formulier(budget: Budget) -> bytes:
    return _druk("formulier.typ", "Aanvraagformulier", budget)


def handtekeningenlijst(budget: Budget) -> bytes:
    return _druk("handtekeningen.typ", "Handtekeningen van buren", budget)


def declaratieformulier(budget: Budget) -> bytes:
    return _druk("declaratieformulier.typ", "Formulier voor je bonnen", budget)


def _druk(sjabloon, naam, budget):
    return _bewaard(sjabloon, _Gegevens(gegevens(naam, budget)))


class _Gegevens(dict):
    """The data of a paper, as a key: the same data gives the same bytes."""

    def __hash__(self):
        return hash(repr(sorted(self.items())))


@lru_cache(maxsize=64)
def _bewaard(sjabloon, gegevens):
    return maak_pdf(sjabloon, dict(gegevens))


def gegevens(naam: str, budget: Budget) -> dict:
    """What the layouts print, all of it words."""
    r, beslisser = budget.regels, str(budget.beslisser or "de werkgroep")
    soorten = [categorie.naam for categorie in r.categorieen.all()]
    return {
        "titel": f"{naam} buurtbudget {budget.gebied} {r.jaar}",
        "naam": naam,
        "datum": localdate(r.openbaar_op).isoformat(),
        "gebied": str(budget.gebied),
        "jaar": r.jaar,
        "beslisser": beslisser,
        "afzender": {"naam": beslisser},
        "versie": f"Regels van {r.jaar}, versie {r.nummer}",
        "voorbeeld": r.is_voorbeeld,
        "contact": _regel(r.contact_naam, _nummer(r), r.contact_bereikbaar.lower()),
        "bellen": f"{r.contact_naam}, {_nummer(r)}",
        "bus": _kort(r.papier_adres, 120),
        "uiterlijk": dag(r.sluit_op),
        "antwoord": _antwoord(r),
        "soorten": [_kort(soort, 40) for soort in soorten[:SOORTEN]],
        "vraag_soort": len(soorten) > SOORTEN,
        "fysiek": r.fysiek != r.Fysiek.NEE,
        "organisaties": r.organisaties,
        "weken_vooruit": weken(r.weken_vooruit) if r.weken_vooruit else "",
        "grenzen": _grenzen(r),
        "niet": _niet(r),
        "eigen_deel": r.eigen_deel,
        "handtekeningen": r.handtekeningen,
        "handtekeningen_alleen_fysiek": r.handtekeningen_alleen_fysiek,
        "declareren": weken(r.declareren_weken),
        "betalen": r.betalen_dagen,
        "leverancier": r.leverancier,
        "foto_nodig": r.foto_nodig,
    }


def _antwoord(r):
    if r.uitslag_voor:
        return f"Je krijgt antwoord vóór {dag(r.uitslag_voor)}."
    return f"Je krijgt binnen {weken(r.antwoord_weken)} antwoord."


def _grenzen(r):
    zinnen = [f"Je kunt hooguit {euro(r.maximum)} vragen."] if r.maximum else []
    categorieen = [c for c in r.categorieen.all() if c.maximum][:GRENZEN]
    return " ".join([*zinnen, *(_kort(maximum_van(c), 90) for c in categorieen)])


def _niet(r):
    delen = []
    if r.eten_drinken == r.EtenDrinken.NEE:
        delen.append("eten en drinken")
    if not r.vergoeding_vrijwilligers:
        delen.append("een vergoeding voor vrijwilligers")
    return f"We betalen geen {opsomming(delen)}.".replace("en een", "en geen") if delen else ""


def _nummer(r):
    """A phone number in one piece."""
    return r.contact_telefoon.replace(" ", "\u00a0")


def _regel(*delen):
    return _kort(", ".join(deel for deel in delen if deel), 120)


def _kort(tekst, lang):
    return tekst if len(tekst) <= lang else tekst[: lang - 1].rstrip() + "…"
