"""Rows for tests: a wijk with rules and a pot, a team that decides, an application on its road."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.beslissen import Oordeel, bevestig, stel_voor
from buurtbudget.actions.betalen import betaal
from buurtbudget.actions.declareren import (
    bewaar_declaratie,
    dien_declaratie_in,
    keur_bonnen,
    zet_rekening,
)
from buurtbudget.actions.grootboek import boek
from buurtbudget.actions.indienen import dien_in
from buurtbudget.models import (
    Aanvraag,
    Aanvrager,
    Begrotingspost,
    Categorie,
    Grond,
    Mandaat,
    Regeling,
    Spelregels,
    Wijkbudget,
)
from gebieden.models import Indeling
from gebieden.tests.maken import maak_indeling, maak_wijk
from gebruikers.tests.maken import maak_gebruiker, periode
from partners.models import Lidmaatschap
from partners.tests.maken import maak_lid, maak_partner

nummer = count(1)


def maak_regeling():
    return Regeling.objects.get_or_create(sleutel="buurtbudget", defaults={"naam": "Buurtbudget"})[
        0
    ]


def maak_grond(**afwijking):
    nr = next(nummer)
    velden = {"sleutel": f"grond-{nr}", "naam": f"Grond {nr}", "brieftekst": "Dit past niet."}
    return Grond.objects.create(regeling=maak_regeling(), **velden | afwijking)


def maak_budgetgebied(**afwijking):
    indeling = maak_indeling(Indeling.Sleutel.BUDGET)
    return maak_wijk(indeling=indeling, soort="budgetgebied", **afwijking)


def maak_mandaat(gebied=None, partner=None, **afwijking):
    partner = partner or maak_partner(soort="budgetbeheerder")
    gebied = gebied or maak_budgetgebied()
    velden = {"regeling": maak_regeling(), "periode": periode(-2000, 2000)} | afwijking
    return Mandaat.objects.create(partner=partner, gebied=gebied, **velden)


def maak_spelregels(gebied=None, *, categorieen=(), openbaar=True, **afwijking):
    """Published rules of this year, open all year; a mandate is made when there is none."""
    gebied = gebied or maak_budgetgebied()
    if not Mandaat.objects.filter(gebied=gebied).exists():
        maak_mandaat(gebied)
    jaar = afwijking.pop("jaar", localdate().year)
    velden = {
        "open_vanaf": date(jaar - 1, 1, 1),
        "sluit_op": date(jaar + 1, 12, 31),
        "contact_naam": "Joke Voorbeeld",
        "contact_telefoon": "033 – 000 04 56",
    } | afwijking
    regels = Spelregels.objects.create(regeling=maak_regeling(), gebied=gebied, jaar=jaar, **velden)
    for nr, categorie in enumerate(categorieen):
        Categorie.objects.create(spelregels=regels, volgorde=nr, **categorie)
    if openbaar:
        Spelregels.objects.filter(pk=regels.pk).update(openbaar_op=timezone.now())
        regels.refresh_from_db()
    return regels


def maak_pot(regels=None, plafond=1000, **afwijking):
    """The pot of these rules with this much from the city; `plafond=None`: not known yet."""
    regels = regels or maak_spelregels()
    beheerder = Mandaat.objects.get(gebied=regels.gebied).partner
    pot = Wijkbudget.objects.create(
        regeling=regels.regeling,
        beheerder=beheerder,
        gebied=regels.gebied,
        jaar=regels.jaar,
        **afwijking,
    )
    if plafond is not None:
        boek(
            pot,
            "plafond",
            sleutel=f"plafond:{pot.pk}",
            datum=localdate(),
            door=None,
            toelichting="Raadsbesluit (voorbeeld)",
            d_plafond=Decimal(plafond),
        )
        pot.refresh_from_db()
    return pot


def maak_teamlid(gebied, *rollen, **afwijking):
    """Somebody of the foundation that decides here; by default of the working group."""
    partner = Mandaat.objects.get(gebied=gebied).partner
    gebruiker = maak_gebruiker(**afwijking)
    for rol in rollen or [Lidmaatschap.Rol.WERKGROEP]:
        maak_lid(partner, gebruiker, rol)
    return gebruiker


def maak_concept(pot=None, gevraagd=400, aanvrager=(), **afwijking):
    """A complete draft for the pot (or for a new one)."""
    pot = pot or maak_pot()
    regels = Spelregels.objects.actueel().get(gebied=pot.gebied, jaar=pot.jaar)
    nr = next(nummer)
    dag = localdate() + timedelta(60)
    velden = {
        "titel": f"Straatfeest {nr}",
        "openbare_tekst": "Een feest voor de hele straat.",
        "straat": "Voorbeeldstraat",
        "van": dag,
        "tot": dag,
        "fysiek": False,
    }
    aanvraag = Aanvraag.objects.create(
        spelregels=regels, gevraagd=Decimal(gevraagd), **velden | afwijking
    )
    Begrotingspost.objects.create(aanvraag=aanvraag, tekst="Springkussen", bedrag=gevraagd)
    velden = {"naam": "Anneke Voorbeeld", "email": f"aanvrager{nr}@voorbeeld.example"}
    Aanvrager.objects.create(aanvraag=aanvraag, **velden | dict(aanvrager))
    return aanvraag


def maak_ontvangen(pot=None, gevraagd=400, **afwijking):
    """Sent by the applicant, with a number."""
    aanvraag = maak_concept(pot, gevraagd, **afwijking)
    return dien_in(aanvraag, versie=aanvraag.versie)


def maak_toegekend(pot=None, gevraagd=400, bedrag=None, door=None, **afwijking):
    """Granted, in full or for `bedrag`."""
    return besluit(maak_ontvangen(pot, gevraagd, **afwijking), bedrag=bedrag or gevraagd, door=door)


def besluit(aanvraag, uitkomst="toegekend", bedrag=None, door=None, **velden):
    """Proposed by one and confirmed by another member of the team."""
    door = door or maak_teamlid(aanvraag.gebied)
    bedrag = None if bedrag is None else Decimal(bedrag)
    if uitkomst == "afgewezen":
        velden.setdefault("grond", maak_grond())
    oordeel = Oordeel(uitkomst, "Een goed plan.", bedrag, **velden)
    aanvraag.refresh_from_db()
    voorstel = stel_voor(aanvraag, oordeel, versie=aanvraag.versie, door=door)
    bevestig(voorstel, versie=voorstel.versie, door=maak_teamlid(aanvraag.gebied))
    aanvraag.refresh_from_db()
    return aanvraag


def maak_declaratie(aanvraag=None, bedragen=(400,), **afwijking):
    """A claim with an account and receipts of these amounts, sent."""
    aanvraag = aanvraag or maak_toegekend()
    zet_rekening(aanvraag, naam="A. Voorbeeld", iban="NL91ABNA0417164300")
    bonnen = [{"tekst": f"Bon {nr}", "bedrag": Decimal(b)} for nr, b in enumerate(bedragen)]
    declaratie = bewaar_declaratie(
        aanvraag, versie=0, bonnen=bonnen, verslag="Het was leuk.", **afwijking
    )
    return dien_declaratie_in(aanvraag, versie=declaratie.versie)


def maak_betaling(aanvraag=None, door=None, minder=None):
    """The receipts accepted (the first for `minder`): money that stands ready to be paid."""
    aanvraag = aanvraag or maak_declaratie()
    oordelen = {bon.pk: (bon.bedrag, "") for bon in aanvraag.declaratie.bonnen.all()}
    if minder is not None:
        oordelen[next(iter(oordelen))] = (Decimal(minder), "Dit hoort er niet bij.")
    return keur_bonnen(
        aanvraag,
        versie=aanvraag.declaratie.versie,
        oordelen=oordelen,
        door=door or maak_teamlid(aanvraag.gebied, Lidmaatschap.Rol.PENNINGMEESTER),
    )


def maak_betaald(betaling=None, door=None):
    betaling = betaling or maak_betaling()
    door = door or maak_teamlid(betaling.aanvraag.gebied, Lidmaatschap.Rol.PENNINGMEESTER)
    return betaal(betaling, versie=betaling.versie, op=localdate(), door=door)
