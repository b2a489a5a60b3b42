"""All answers of an application as one reads them back, page by page."""

from dataclasses import dataclass

from buurtbudget.forms.aanvragen.idee import WIE
from buurtbudget.models import Begrotingspost
from buurtbudget.toets import handtekeningen
from buurtbudget.views.aanvragen.route import KOPPEN, route
from buurtbudget.views.aanvragen.tonen import in_woorden
from kern.bedragen import in_woorden as bedrag_in_woorden
from kern.templatetags.onderdelen import euro

ONDERWERP = {
    "idee": "je idee",
    "waar": "waar en wanneer",
    "kosten": "de kosten",
    "buren": "je buren",
    "jij": "wie je bent",
}


@dataclass(frozen=True)
class Deel:
    """One step with its (question, answer) pairs."""

    stap: str
    regels: list

    @property
    def kop(self):
        return KOPPEN[self.stap]

    @property
    def onderwerp(self):
        return ONDERWERP[self.stap]


def antwoorden(aanvraag):
    delen = {"idee": _idee, "waar": _waar, "kosten": _kosten, "buren": _buren, "jij": _jij}
    return [
        Deel(stap, [(vraag, in_woorden(wat)) for vraag, wat in delen[stap](aanvraag)])
        for stap in route(aanvraag)
        if stap in delen
    ]


def _idee(a):
    yield "Naam", a.titel
    yield "Wat ga je doen?", a.openbare_tekst
    if a.tekst:
        yield "Alleen voor de werkgroep", a.tekst
    if a.categorie_id:
        yield "Wat voor plan", a.categorie.naam
    yield "Blijft er iets staan?", a.fysiek
    yield "Wie vraagt het aan?", dict(WIE)[a.soort_aanvrager]
    if a.eerste_keer is not None:
        yield "Voor het eerst?", a.eerste_keer


def _waar(a):
    yield "Straat of plek", f"{a.straat} {a.huisnummer}".strip()
    yield "Eerste dag", a.van
    if a.tot and a.tot != a.van:
        yield "Laatste dag", a.tot
    yield "Moet de straat dicht?", a.straat_afsluiten
    if a.deelnemers:
        yield "Hoeveel mensen", a.deelnemers


def _kosten(a):
    for post in a.posten.all():
        zelf = post.soort != Begrotingspost.Soort.KOSTEN
        yield post.tekst, f"{'− ' if zelf else ''}{euro(post.bedrag)}"
    yield "Je vraagt", f"{euro(a.gevraagd)} ({bedrag_in_woorden(a.gevraagd)})"


def _buren(a):
    yield "Handtekeningen", f"{handtekeningen(a)}; er zijn er {a.handtekeningen_nodig} nodig"


def _jij(a):
    if not (wie := getattr(a, "aanvrager", None)):
        yield "Naam", ""
        return
    yield "Naam", wie.naam
    if wie.organisatie:
        yield "Organisatie", wie.organisatie
    yield (
        "We bereiken je",
        {"mail": "met een e-mail", "post": "met een brief"}.get(wie.kanaal, "met de telefoon"),
    )
    if wie.email:
        yield "E-mailadres", wie.email
    if wie.telefoon:
        yield "Telefoon", wie.telefoon
    if wie.straat:
        yield "Adres", ", ".join(wie.adresregels[-2:])
    if wie.helper_naam:
        yield "Je helper", f"{wie.helper_naam} {wie.helper_telefoon}".strip()
