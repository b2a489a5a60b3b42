"""A plan to take along: as pdf, and its activities as a spreadsheet."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from berichten.brieven import maak_pdf
from wijkplannen.leesplan import Leesplan, lees_vaststelling
from wijkplannen.models import PlanVersie, Stand

KOLOMMEN = [
    "Thema",
    "Doel",
    "Activiteit",
    "Wat is het?",
    "Wie trekt dit?",
    "Wie doen mee?",
    "Wanneer?",
    "Waar?",
    "Kosten",
    "Wie betaalt?",
    "Snel geregeld",
    "Stand",
    "Toelichting",
    "Bijgewerkt op",
    "Voorbeeld",
]


def plan_pdf(lees: Leesplan, versie: PlanVersie, agenda_van: date) -> bytes:
    """A version with the activities as they were on this day. No queries."""
    gebied = lees.plan.gebied.naam
    return maak_pdf(
        "plan.typ",
        {
            "titel": lees.titel,
            "datum": agenda_van,
            "onder": f"{lees.plan.get_soort_display()} voor {gebied}, {lees.jaren}",
            "is_voorbeeld": lees.plan.is_voorbeeld,
            "regels": [*_versieregels(versie), f"Agenda van {_dag(agenda_van)}"],
            "voet": f"{lees.titel}, versie {versie.nummer}",
            "adres": settings.PORTAAL_ADRES
            + reverse("wijkplannen:versie", args=[lees.plan.slug, versie.nummer]),
            "vooraf": _rubrieken(lees.rubrieken_vooraf),
            "telling": lees.telling,
            "doelen": [_doel(doel) for doel in lees.doelen],
            "achteraf": _rubrieken(lees.rubrieken_achteraf),
        },
    )


def _versieregels(versie):
    yield f"Versie {versie.nummer}, online sinds {_dag(timezone.localdate(versie.op))}"
    if vaststelling := lees_vaststelling(versie):
        nummer = f", besluit {vaststelling.nummer}" if vaststelling.nummer else ""
        yield f"Vastgesteld door {vaststelling.door} op {_dag(vaststelling.datum)}{nummer}"
    else:
        yield "Nog niet vastgesteld"


def _dag(dag):
    return date_format(dag, "j F Y")


def _alineas(tekst):
    return [alinea.split("\n") for alinea in tekst.split("\n\n") if alinea.strip()]


def _rubrieken(groepen):
    return [
        {
            "kop": rubriek.label,
            "teksten": [
                {"kop": blok["kop"], "alineas": _alineas(blok["tekst"])} for blok in blokken
            ],
        }
        for rubriek, blokken in groepen
    ]


def _doel(doel):
    return {
        "titel": doel.titel,
        "thema": doel.thema,
        "gewenst": _alineas(doel.gewenst),
        "telling": doel.telling,
        "cijfers": [_cijfer(cijfer) for cijfer in doel.cijfers],
        "activiteiten": [_activiteit(regel) for regel in doel.activiteiten],
    }


def _cijfer(cijfer):
    laatste = cijfer.reeks and cijfer.reeks.laatste
    delen = [f"{laatste.tekst} in {laatste.jaar} ({cijfer.reeks.waar})"] if laatste else []
    if cijfer.streven:
        delen.append(f"streefwaarde van dit plan {cijfer.streven}")
    return f"{cijfer.naam}: {', '.join(delen)}" if delen else cijfer.naam


def _activiteit(regel):
    return {
        "titel": regel.titel,
        "omschrijving": regel.omschrijving,
        "wie": [regel.trekker, *regel.partners],
        "wanneer": regel.wanneer,
        "extra": [deel for deel in (regel.buurt, regel.geld) if deel],
        "stand": Stand(regel.stand).label,
        "zin": regel.zin,
    }


def agenda_xlsx(lees: Leesplan, dag: date) -> bytes:
    """Every activity that visitors see, a row each; text stays text."""
    from kern.werkbladen import Blad, als_bytes, maak_boek  # noqa: PLC0415  half a second

    boek = maak_boek()
    blad = Blad(boek, "Activiteiten")
    blad.kop(*KOLOMMEN)
    for doel in lees.doelen:
        for regel in doel.activiteiten:
            blad.schrijf(*_rij(doel, regel))
    blad.zet_breedtes()
    blad.blad.freeze_panes = "D2"
    blad.blad.auto_filter.ref = blad.blad.dimensions
    _over(Blad(boek, "Over dit bestand"), lees, dag)
    boek.properties.title, boek.properties.language = lees.titel, "nl-NL"
    return als_bytes(boek)


def _rij(doel, regel):
    return [
        doel.thema,
        doel.titel,
        regel.titel,
        regel.omschrijving,
        regel.trekker,
        ", ".join(regel.partners),
        regel.wanneer,
        regel.buurt,
        regel.kosten,
        regel.bron_van_geld,
        "ja" if regel.quick_win else "",
        Stand(regel.stand).label,
        regel.zin,
        timezone.localdate(regel.bijgewerkt_op),
        "ja" if regel.is_voorbeeld else "",
    ]


def _over(blad, lees, dag):
    versie = lees.plan.huidige_versie
    blad.schrijf("Plan", lees.titel)
    blad.schrijf("Wijk", lees.plan.gebied.naam)
    blad.schrijf("Jaren", lees.jaren)
    blad.schrijf("Versie", versie.nummer)
    blad.schrijf("Stand van", dag)
    blad.schrijf("Bron", settings.PORTAAL_ADRES + lees.plan.get_absolute_url())
    if lees.plan.is_voorbeeld:
        blad.schrijf("Let op", "Dit plan is een voorbeeld: het is verzonnen.")
    blad.zet_breedtes()
