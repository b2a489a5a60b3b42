"""A progress report as a text for the council, in the order of its letters: subject, occasion, core
message, then what happened, figures, money, what follows and what is enclosed.

What the portal cannot know (`INVULLEN`) is left for whoever sends it.
"""

from datetime import date

from django.conf import settings
from django.urls import reverse

from kern.stukken import Alinea, Kop, Punt, Punten, Stuk
from kern.woorden import als_zin
from wijkplannen import verslagzinnen as zeg
from wijkplannen.voortgangsverslag import Verslag

INVULLEN = "[vul in]"


def raadsbrief(verslag: Verslag, vandaag: date) -> Stuk:
    titel = f"Voortgang {verslag.leesplan.titel}, {zeg.periode(verslag)}"
    delen = [
        *_hoofd(verslag, titel),
        Kop("Aanleiding"),
        Alinea(zeg.aanleiding(verslag)),
        Kop("Kernboodschap"),
        Alinea(" ".join(zeg.kernzinnen(verslag))),
        *_gedaan(verslag),
        *_gestopt(verslag),
        *_later(verslag),
        *_cijfers(verslag),
        *_geld(verslag),
        *_vervolg(verslag),
        *_bijlagen(verslag, vandaag),
    ]
    return Stuk(titel, delen)


def _hoofd(verslag, titel):
    yield Punten(
        [
            Punt("de gemeenteraad", "Aan:"),
            Punt("het college van burgemeester en wethouders", "Van:"),
            Punt(INVULLEN, "Portefeuillehouder:"),
            Punt(INVULLEN, "Datum:"),
            Punt(titel, "Onderwerp:"),
        ]
    )
    if verslag.plan.is_voorbeeld:
        yield Alinea("Let op: dit is een voorbeeld. Het plan en wat hier staat zijn verzonnen.")


def _gedaan(verslag):
    yield Kop("Wat is er gedaan?")
    if not verslag.gedaan:
        yield Alinea("In deze periode is over geen activiteit gemeld dat zij loopt of klaar is.")
    for doel, regels in verslag.gedaan:
        yield Kop(f"Doel: {doel}", 3)
        yield _lijst(regels, zeg.wat_gebeurde)


def _gestopt(verslag):
    yield Kop("Wat is gestopt, en waarom?")
    if verslag.gestopt:
        yield _lijst(verslag.gestopt, zeg.wat_gebeurde)
    else:
        yield Alinea("In deze periode is geen activiteit gestopt.")


def _later(verslag):
    yield Kop("Wat loopt later?")
    yield Alinea(zeg.planningszin(verslag))
    if verslag.later:
        yield _lijst(verslag.later, zeg.later)


def _cijfers(verslag):
    yield Kop("Hoe staan de cijfers ervoor?")
    if tabel := zeg.cijfertabel(verslag):
        yield tabel
        yield Alinea(zeg.cijferzin(verslag))
    else:
        yield Alinea("Bij de doelen van dit plan staan geen cijfers.")


def _geld(verslag):
    yield Kop("Financiën")
    if tabel := zeg.geldtabel(verslag):
        yield tabel
    yield Alinea(" ".join(zeg.geldzinnen(verslag)))


def _vervolg(verslag):
    yield Kop("Vervolg")
    if verslag.straks:
        yield Alinea("In de drie maanden na deze periode staat in de planning:")
        yield _lijst(verslag.straks, zeg.straks)
    yield Alinea(f"Het plan loopt tot en met {verslag.plan.tot_jaar}.")


def _bijlagen(verslag, vandaag):
    plan, versie = verslag.plan, verslag.plan.huidige_versie.nummer
    query = f"?van={verslag.van:%d-%m-%Y}&tot={verslag.tot:%d-%m-%Y}"
    plek = "wijkplannen:"
    yield Kop("Bijlagen")
    yield Punten(
        [
            _bijlage(f"Het plan, versie {versie} (pdf)", f"{plek}versie_pdf", plan.slug, versie),
            _bijlage("Alle activiteiten van vandaag (Excel)", f"{plek}plan_xlsx", plan.slug),
            _bijlage("Dit verslag online", f"{plek}voortgang_plan", plan.slug, query=query),
            _bijlage("Initiatieven uit het buurtbudget", "buurtbudget:initiatieven"),
        ]
    )
    yield Alinea(f"Gemaakt op {zeg.dag(vandaag)} uit wat openbaar is van dit plan.")


def _bijlage(tekst, naam, *args, query=""):
    return Punt(tekst, link=settings.PORTAAL_ADRES + reverse(naam, args=args) + query)


def _lijst(regels, schrijf):
    return Punten([Punt(schrijf(regel), als_zin(regel.activiteit.titel)) for regel in regels])
