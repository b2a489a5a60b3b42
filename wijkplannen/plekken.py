"""What came of a wish or reaction, in words and with a link that everybody may open."""

from dataclasses import dataclass

from django.urls import reverse

from wijkplannen.models import Doel, Inbreng, Inzet


@dataclass(frozen=True)
class Plek:
    """Where a wish ended up; `link` is a path, and leads to what visitors see today."""

    soort: str
    titel: str
    link: str

    @property
    def zin(self) -> str:
        """het doel ‘Kinderen bewegen elke dag’"""
        return f"{self.soort} ‘{self.titel}’" if self.titel else self.soort


def plek_van(inbreng: Inbreng) -> Plek | None:
    """None while it has no place. No queries after `met_plek`."""
    if inbreng.inzet:
        titel = inbreng.inzet.activiteit.titel
        return Plek("de activiteit", titel, _van_doel(inbreng.inzet.doel, inbreng.gebied))
    if inbreng.doel:
        return Plek("het doel", inbreng.doel.titel, _van_doel(inbreng.doel, inbreng.gebied))
    if inbreng.bijeenkomst:
        bijeenkomst = inbreng.bijeenkomst
        link = bijeenkomst if bijeenkomst.is_openbaar else inbreng.gebied
        return Plek("de bijeenkomst", bijeenkomst.titel, link.get_absolute_url())
    if inbreng.initiatief:
        return Plek(f"initiatief {inbreng.initiatief}", "", link_van_initiatief(inbreng.initiatief))
    return None


def openbare_plek(inbreng: Inbreng) -> Plek | None:
    """As `plek_van`, but visitors read no name of what they do not see yet."""
    if inbreng.inzet:
        te_zien = is_regel_online(inbreng.inzet)
    elif inbreng.doel:
        te_zien = is_online(inbreng.doel)
    else:
        te_zien = not inbreng.bijeenkomst or inbreng.bijeenkomst.is_openbaar
    return plek_van(inbreng) if te_zien else None


def link_van_initiatief(nummer: str) -> str:
    """Its page in the public register."""
    return reverse("buurtbudget:initiatief", args=[nummer])


def is_online(doel: Doel) -> bool:
    """Whether visitors see this goal: it is in the version online."""
    versie = doel.plan.huidige_versie
    return bool(versie) and any(deel["uuid"] == str(doel.uuid) for deel in versie.inhoud["doelen"])


def is_regel_online(inzet: Inzet) -> bool:
    """Whether visitors see this line: it is online, at a goal that is."""
    return bool(inzet.online_op and not inzet.vervallen_op) and is_online(inzet.doel)


def _van_doel(doel, gebied):
    """The page of the goal; what is not online yet leads to the wijk."""
    if is_online(doel):
        return reverse("portaal:keten", args=[doel.plan.slug, doel.uuid])
    return gebied.get_absolute_url()
