"""The steps of an application, which of them one may open, and where to go after each."""

from dataclasses import dataclass

from django.shortcuts import redirect
from django.urls import reverse

from buurtbudget.actions.indienen import is_te_wijzigen
from buurtbudget.models import KLAAR, Status

KOPPEN = {
    "idee": "Wat is je idee?",
    "waar": "Waar en wanneer is het?",
    "kosten": "Wat gaat het kosten?",
    "buren": "Wat vinden je buren ervan?",
    "jij": "Wie ben je?",
    "controle": "Klopt alles?",
}
ALTIJD = "jij"  # how to reach somebody may change until the end


@dataclass(frozen=True)
class Plek:
    """Where one stands on the road: what the page shows above its form."""

    stap: str
    route: list

    @property
    def kop(self):
        return KOPPEN[self.stap]

    @property
    def nr(self):
        return self.route.index(self.stap) + 1

    @property
    def aantal(self):
        return len(self.route)

    @property
    def strepen(self):
        """Done, here, to come: the bar above the title."""
        return ["af"] * (self.nr - 1) + ["nu"] + [""] * (self.aantal - self.nr)

    @property
    def vorige(self):
        return self.route[self.nr - 2] if self.nr > 1 else ""

    @property
    def volgende(self):
        return self.route[self.nr] if self.nr < self.aantal else ""


def route(aanvraag):
    """Neighbours are asked only where the rules ask them."""
    return [stap for stap in KOPPEN if stap != "buren" or aanvraag.handtekeningen_nodig]


def is_open(aanvraag, stap):
    """May this step be changed now? While a question waits only what it is about."""
    if stap not in route(aanvraag):
        return False
    if stap == ALTIJD:
        return aanvraag.status not in [*KLAAR, Status.VERLOPEN]
    if stap == "controle":
        return aanvraag.is_concept
    if not is_te_wijzigen(aanvraag):
        return False
    return aanvraag.status != Status.VRAAG or stap in gevraagde_stappen(aanvraag)


def gevraagde_stappen(aanvraag):
    """The steps that open questions are about: `veld` begins with the name of one."""
    open_ = aanvraag.vragen.filter(beantwoord_op__isnull=True)
    return {stap_van(vraag) for vraag in open_} - {""}


def stap_van(vraag):
    stap = vraag.veld.replace(":", " ").replace("-", " ").split(" ")[0]
    return stap if stap in KOPPEN else ""


def adres(aanvraag, stap):
    return reverse("buurtbudget:stap", args=[aanvraag.uuid, stap])


def na(request, aanvraag, stap):
    """After saving: back to where one came from, or the next step."""
    if "later" in request.POST:
        return redirect("buurtbudget:later", aanvraag.uuid)
    if aanvraag.nummer:
        naar = "vragen" if aanvraag.status == Status.VRAAG else "mijn_aanvraag"
        return redirect(f"buurtbudget:{naar}", aanvraag.uuid)
    if request.GET.get("naar") == "controle":
        return redirect(adres(aanvraag, "controle"))
    return redirect(adres(aanvraag, Plek(stap, route(aanvraag)).volgende))
