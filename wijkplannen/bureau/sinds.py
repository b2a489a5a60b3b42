"""Since your last visit: what others did in the plans of one's areas, in a few points."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from wijkplannen.bureau.signalen import Signaal
from wijkplannen.models import Stand

HOOGUIT = 6  # changes one by one; the rest is counted
GEZEGD = {"bevestigd": "ja", "afgewezen": "nee"}


@dataclass(frozen=True)
class Punt:
    """A line of a block: what it is, something about it, and where one reads on."""

    kop: str
    uitleg: str = ""
    link: str = ""


def wat_is_nieuw(signalen: dict[str, list[Signaal]]) -> list[Punt]:
    """At most a dozen points, however much happened."""
    meldingen = signalen.get("melding", [])
    anders = [melding for melding in meldingen if melding.stand != melding.was]
    zelfde = [melding for melding in meldingen if melding.stand == melding.was]
    groepen = [
        _samen(zelfde, "regel is weer bevestigd", "regels zijn weer bevestigd"),
        *(_anders(melding) for melding in anders[-HOOGUIT:]),
        _samen(anders[:-HOOGUIT], "andere regel kreeg een nieuwe stand", "regels veranderden ook"),
        _samen(signalen.get("nieuw", []), "nieuwe activiteit", "nieuwe activiteiten"),
        _toegezegd(signalen.get("toezegging", [])),
        _gezegd(signalen.get("opmerking", []), "opmerking", "opmerkingen"),
        _gezegd(
            signalen.get("voorstel", []), "voorstel voor een tekst", "voorstellen voor teksten"
        ),
        _reacties(signalen.get("reactie", [])),
        *(_versie(versie) for versie in signalen.get("versie", [])),
    ]
    return [punt for punt in groepen if punt]


def naar_regel(signaal: Signaal) -> str:
    """Where one reads of a line how it goes, and reports."""
    return reverse("wijkplannen:voortgang", args=[signaal.slug, signaal.sleutel]) + "?terug=werk"


def naar_plan(signalen: list[Signaal], naam: str = "bewerken") -> str:
    """A page of the plan they are about; nothing when they are about more than one."""
    plannen = {signaal.slug for signaal in signalen}
    return reverse(f"wijkplannen:{naam}", args=[*plannen]) if len(plannen) == 1 else ""


def _samen(signalen, een, meer, pagina="bewerken"):
    if not signalen:
        return None
    aantal = len(signalen)
    kop = f"{aantal} {een if aantal == 1 else meer}"
    return Punt(kop, _geteld(signaal.wie for signaal in signalen), naar_plan(signalen, pagina))


def _gezegd(signalen, een, meer):
    return _samen(signalen, een, meer, "gesprekken")


def _anders(melding):
    zin = f"{melding.wie}: {melding.tekst}" if melding.tekst else melding.wie
    return Punt(f"{melding.titel} is {Stand(melding.stand).label}", zin, naar_regel(melding))


def _toegezegd(signalen):
    """An activity that stands in two goals is promised once."""
    gezegd = list({(s.sleutel, s.wie): s for s in signalen}.values())
    if not gezegd:
        return None
    aantal = len(gezegd)
    kop = "1 antwoord op een toezegging" if aantal == 1 else f"{aantal} antwoorden op toezeggingen"
    namen = _geteld(f"{s.wie} zei {GEZEGD.get(s.stand, s.stand)}" for s in gezegd)
    return Punt(kop, namen, naar_plan(gezegd))


def _reacties(signalen):
    if not signalen:
        return None
    aantal = len(signalen)
    kop = f"{aantal} {'wens of reactie' if aantal == 1 else 'wensen en reacties'} van bewoners"
    return Punt(
        kop, _geteld(signaal.gebied for signaal in signalen), reverse("wijkplannen:inbreng")
    )


def _versie(signaal):
    return Punt(
        f"{signaal.titel}: versie {signaal.sleutel} staat online",
        f"{signaal.wie}: {signaal.tekst}",
        reverse("wijkplannen:versie", args=[signaal.slug, signaal.sleutel]),
    )


def _geteld(namen):
    """GGDrU 4, SRO 2; without a number where there is one of each."""
    aantal = Counter(namen).most_common()
    return ", ".join(naam if n == 1 else f"{naam} {n}" for naam, n in aantal)
