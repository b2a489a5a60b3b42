"""The desk of a wijk: what waits for whom, which days come, what money is left."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from buurtbudget.actions.beslissen import tweede_nodig
from buurtbudget.actions.termijnen import mag_vervallen
from buurtbudget.models import Aanvraag, Spelregels, Status
from buurtbudget.permissions import BESTUUR, PENNINGMEESTER, WERKGROEP
from kern.templatetags.onderdelen import euro

PER_GROEP = 5
DAGEN = 6
ANTWOORDEN = {"mag": "dit mag", "mits": "dit mag, mits", "niet": "dit mag niet"}


@dataclass(frozen=True)
class Taak:
    """One line: the case, why it waits, and the button that does something about it."""

    aanvraag: Aanvraag
    zin: str
    knop: str = ""
    naar: str = ""


@dataclass
class Groep:
    titel: str
    stand: str  # the filter of the list that shows all of them
    taken: list[Taak] = field(default_factory=list)

    @property
    def eerste(self):
        return self.taken[:PER_GROEP]

    @property
    def meer(self):
        return max(len(self.taken) - PER_GROEP, 0)


@dataclass(frozen=True)
class Dag:
    dag: date
    zin: str
    naar: str = ""


def groepen(rijen, gebruiker, rollen, regels: Spelregels | None, nu: datetime) -> list[Groep]:
    """What waits for a member with these roles; `rijen` as `querysets.bureau.te_doen` gives them.

    In a wijk with a round the new ones wait for that, together.
    """
    vandaag = timezone.localtime(nu).date()
    alle = {
        "bevestigen": Groep("Voorstel: kijk mee en bevestig", "behandeling"),
        "tweede": Groep("Wacht op een tweede persoon", "behandeling"),
        "antwoord": Groep("Antwoord binnen", "behandeling"),
        "nieuw": Groep("Nieuw", "behandeling"),
        "beslissen": Groep("Klaar om over te beslissen", "behandeling"),
        "voorwaarde": Groep("Onder voorwaarde: er kan besloten worden", "behandeling"),
        "te_laat": Groep("Nog geen antwoord op een vraag", "behandeling"),
        "bonnen": Groep("Bonnen om na te kijken", "lopend"),
        "vervallen": Groep("Geen bonnen gekregen, twee keer herinnerd", "lopend"),
    }
    is_ronde = bool(regels and regels.is_ronde)
    for rij in rijen:
        for naam, taak in _taken(rij, gebruiker, rollen, is_ronde, vandaag, nu):
            alle[naam].taken.append(taak)
    return [groep for groep in alle.values() if groep.taken]


def dagen(rijen, regels: Spelregels | None, vandaag: date) -> list[Dag]:
    """The days to keep in mind, the first ones first."""
    gevonden = [*_van_regels(regels)] if regels else []
    for rij in rijen:
        naar = reverse("buurtbudget:dossier", args=[rij.nummer])
        if rij.status in (Status.VRAAG, Status.DECLARATIE_VRAAG) and rij.antwoord_voor:
            gevonden.append(Dag(rij.antwoord_voor, f"Antwoord van ‘{rij}’", naar))
        if rij.status == Status.VOORWAARDE and rij.voorwaarde_voor:
            gevonden.append(Dag(rij.voorwaarde_voor, f"Voorwaarde bij ‘{rij}’", naar))
    return sorted((d for d in gevonden if d.dag >= vandaag), key=lambda d: d.dag)[:DAGEN]


def _van_regels(regels):
    yield from (Dag(dag, "Vergadering van de werkgroep") for dag in regels.vergaderdata)
    if regels.inname != Spelregels.Inname.HEEL_JAAR:
        yield Dag(regels.sluit_op, "Laatste dag om aan te vragen")
    if regels.verdelen_voor:
        yield Dag(regels.verdelen_voor, "Verdeling ingevuld")
    if regels.uitslag_voor:
        yield Dag(regels.uitslag_voor, "Uitslag aan de aanvragers")


def _taken(rij, gebruiker, rollen, is_ronde, vandaag, nu) -> Iterator[tuple[str, Taak]]:
    beslist = rollen & {WERKGROEP, BESTUUR}
    if rij.status == Status.ONTVANGEN:
        if voorstel := getattr(rij, "voorstel", None):
            if beslist and not voorstel.vergadering_id:
                yield _bij_voorstel(rij, voorstel, gebruiker)
        elif WERKGROEP in rollen and not is_ronde:
            yield _ontvangen(rij)
    elif rij.status == Status.VOORWAARDE and WERKGROEP in rollen:
        yield from _voorwaarde(rij, vandaag)
    elif rij.status in (Status.VRAAG, Status.DECLARATIE_VRAAG):
        if rij.antwoord_voor and rij.antwoord_voor < vandaag:
            zin = f"Antwoord gevraagd voor {_dag(rij.antwoord_voor)}. Bel even."
            yield "te_laat", _taak(rij, zin, "Antwoord invoeren", "antwoord_invoeren")
    elif rij.status == Status.DECLARATIE and rollen & {PENNINGMEESTER, BESTUUR}:
        yield "bonnen", _bonnen(rij)
    elif rij.status == Status.HERINNERD and beslist and mag_vervallen(rij, nu):
        zin = f"De bonnen moesten binnen zijn voor {_dag(rij.declareren_voor)}."
        yield "vervallen", _taak(rij, zin, "Beslis", "vervallen")


def _bonnen(rij):
    if rij.te_betalen:
        betalen = reverse("buurtbudget:betalen", args=[rij.gebied.slug])
        return Taak(rij, "Staat klaar om te betalen.", "Betalen", betalen)
    return _taak(rij, "De bonnen zijn binnen.", "Nakijken", "bonnen")


def _bij_voorstel(rij, voorstel, gebruiker):
    wat = voorstel.get_uitkomst_display()
    if voorstel.bedrag:
        wat += f", {euro(voorstel.bedrag)}"
    if voorstel.door_id != gebruiker.pk or not tweede_nodig(rij.spelregels, voorstel.bedrag):
        zin = f"{wat}. Voorstel van {voorstel.door}."
        return "bevestigen", _taak(rij, zin, "Bekijk", "bevestigen")
    return "tweede", _taak(rij, f"{wat}. {waarom_wachten(rij)}", "Bekijk", "bevestigen")


def waarom_wachten(rij) -> str:
    """Why somebody cannot confirm an own proposal, and what can be done about it."""
    regels = rij.spelregels
    zin = f"Jij stelde dit voor. Vanaf {euro(regels.vier_ogen_vanaf)} kijkt iemand anders mee."
    if namen := getattr(rij, "met_belang", None):
        zin += f" {' en '.join(namen)} {'doen' if len(namen) > 1 else 'doet'} niet mee."
    return zin + {
        Spelregels.Terugval.ALLEEN: " Kan dat niet? Dan mag het alleen, met de reden erbij.",
        Spelregels.Terugval.BESTUUR: " Dat mag ook iemand van het bestuur zijn.",
        Spelregels.Terugval.WACHTEN: " Zolang dat niet kan, wacht deze aanvraag.",
    }.get(regels.terugval, "")


def _ontvangen(rij):
    if rij.antwoord_op and not rij.eigen_oordeel:
        zin = f"Antwoord op {_dag(timezone.localtime(rij.antwoord_op).date())}."
        return "antwoord", _taak(rij, zin, "Lees", "dossier")
    dag = timezone.localtime(rij.ontvangen_op).date()
    zin = f"{rij.straat}, {euro(rij.gevraagd)} gevraagd. Binnen sinds {_dag(dag)}."
    if rij.eigen_oordeel:
        return "beslissen", _taak(rij, zin, "Voorstel doen", "voorstel")
    return "nieuw", _taak(rij, zin, "Lees", "dossier")


def _voorwaarde(rij, vandaag):
    if rij.advies_antwoord:
        zin = f"De gemeente antwoordde: {ANTWOORDEN[rij.advies_antwoord]}."
        yield "voorwaarde", _taak(rij, zin, "Beslis", "voorwaarde")
    elif rij.voorwaarde_voor and rij.voorwaarde_voor < vandaag:
        zin = f"Nog geen antwoord. De laatste dag was {_dag(rij.voorwaarde_voor)}."
        yield "voorwaarde", _taak(rij, zin, "Beslis", "voorwaarde")


def _taak(rij, zin, knop, naam):
    return Taak(rij, zin, knop, reverse(f"buurtbudget:{naam}", args=[rij.nummer]))


def _dag(dag):
    return date_format(dag, "j F")
