"""What others may take along, and the catalogue that tells so by machine (DCAT-AP-NL).

Names of licences, themes and file types are those of the European vocabularies; the gemeente is
known by its number at identifier.overheid.nl.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from gebieden.plaats import plaats
from indicatoren.models import Bron, Indicator
from indicatoren.opendata import SOORTEN, beschreven

EU = "http://publications.europa.eu/resource/authority/"
LICENTIES = {
    Bron.Licentie.CC0: "http://creativecommons.org/publicdomain/zero/1.0/deed.nl",
    Bron.Licentie.CC_BY: "http://creativecommons.org/licenses/by/4.0/deed.nl",
    Bron.Licentie.ONBEKEND: "http://standaarden.overheid.nl/owms/terms/licentieonbekend",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class Dataset:
    """`bestanden` is {form: address}; `pagina` where a person reads about it; `licentie` is None
    when it differs within the file.
    """

    naam: str
    omschrijving: str
    pagina: str
    bestanden: dict[str, str]
    licentie: Bron.Licentie | None
    bijgewerkt_op: datetime | None = None
    is_voorbeeld: bool = False


def datasets() -> list[Dataset]:
    """All figures together, the register of initiatives, then each indicator; one query."""
    indicatoren = list(beschreven())
    licenties = {Bron.Licentie(indicator.bron.licentie) for indicator in indicatoren}
    alle = Dataset(
        "Cijfers over de wijken",
        "Alle cijfers en streefwaarden in een bestand.",
        reverse("indicatoren:lijst"),
        {vorm: reverse("indicatoren:opendata", args=[vorm]) for vorm in SOORTEN},
        licenties.pop() if len(licenties) == 1 else None,
        max((indicator.bijgewerkt_op for indicator in indicatoren), default=None),
    )
    return [alle, *_initiatieven(), *map(_van_indicator, indicatoren)]


def _initiatieven():
    if plaats().heeft_buurtbudget:
        yield Dataset(
            "Initiatieven met buurtbudget",
            "Wat is aangevraagd, wat is toegekend en wat ervan kwam. Zonder namen van mensen.",
            reverse("buurtbudget:initiatieven"),
            {vorm: reverse(f"buurtbudget:initiatieven_{vorm}") for vorm in SOORTEN},
            Bron.Licentie.CC0,
        )


def _van_indicator(indicator: Indicator) -> Dataset:
    return Dataset(
        indicator.korte_naam,
        f"{indicator.naam}. Bron: {indicator.bron}.",
        indicator.get_absolute_url(),
        {v: reverse("indicatoren:opendata_een", args=[indicator.slug, v]) for v in SOORTEN},
        Bron.Licentie(indicator.bron.licentie),
        indicator.bijgewerkt_op,
        indicator.is_voorbeeld,
    )


def catalogus(absoluut) -> dict:
    """JSON-LD; `absoluut` turns a path into an address."""
    hier = plaats()
    gemeente = f"https://identifier.overheid.nl/tooi/id/gemeente/{settings.GEMEENTE.lower()}"
    uitgever = {
        "dct:publisher": {
            "@id": gemeente,
            "@type": "foaf:Agent",
            "foaf:name": f"Gemeente {hier.naam}",
        },
        "dct:language": {"@id": EU + "language/NLD"},
    }
    per_set = uitgever | {
        "dct:spatial": {"@id": gemeente},
        "dct:accessRights": {"@id": EU + "access-right/PUBLIC"},
        "dcat:theme": {"@id": EU + "data-theme/SOCI"},
        "dcat:contactPoint": _contact(hier),
    }
    return {
        "@context": CONTEXT,
        "@id": absoluut(reverse("portaal:catalogus")),
        "@type": "dcat:Catalog",
        "dct:title": f"Open data van {hier.portaal}",
        "dct:description": f"Cijfers en initiatieven van de wijken van {hier.naam}.",
        "foaf:homepage": {"@id": absoluut(reverse("portaal:opendata"))},
        **uitgever,
        "dcat:dataset": [_dataset(een, absoluut) | per_set for een in datasets()],
    }


def _contact(hier):
    contact = {"@type": "vcard:Organization", "vcard:fn": f"Gemeente {hier.naam}"}
    if hier.mail:
        contact["vcard:hasEmail"] = {"@id": f"mailto:{hier.mail}"}
    if hier.telefoon:
        contact["vcard:hasTelephone"] = {"@id": f"tel:{hier.telefoon.replace(' ', '')}"}
    return contact


def _dataset(een, absoluut):
    adres = absoluut(een.pagina)
    licentie = {"@id": LICENTIES[een.licentie or Bron.Licentie.ONBEKEND]}
    return {
        "@id": adres,
        "@type": "dcat:Dataset",
        "dct:identifier": adres,
        "dct:title": een.naam + (" (voorbeeld)" if een.is_voorbeeld else ""),
        "dct:description": een.omschrijving,
        "dcat:landingPage": {"@id": adres},
        "dct:license": licentie,
        **_moment(een.bijgewerkt_op),
        "dcat:distribution": [
            {
                "@id": absoluut(bestand),
                "@type": "dcat:Distribution",
                "dct:title": f"{een.naam} ({vorm})",
                "dcat:accessURL": {"@id": absoluut(bestand)},
                "dcat:downloadURL": {"@id": absoluut(bestand)},
                "dcat:mediaType": {
                    "@id": "https://www.iana.org/assignments/media-types/"
                    + SOORTEN[vorm].partition(";")[0]
                },
                "dct:format": {"@id": EU + "file-type/" + vorm.upper()},
                "dct:license": licentie,
            }
            for vorm, bestand in een.bestanden.items()
        ],
    }


def _moment(op):
    if op is None:
        return {}
    return {"dct:modified": {"@value": op.isoformat(timespec="seconds"), "@type": "xsd:dateTime"}}
