"""The plans of the demo: what the city announced, older plans that a source names, and the invented
content of three of the four plans for 2026. One course stands in all nine wijken."""

import json
from datetime import date

from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied
from gebruikers.models import Aanstelling, Gebruiker, Rol
from portaal.demo.mensen import VANAF, adres
from portaal.demo.schrijver import GEGEVENS, Schrijver, uuid_van
from wijkplannen.actions.agenda import zet_online
from wijkplannen.actions.publicatie import leg_vaststelling_vast
from wijkplannen.models import Activiteit, Thema, Wijkplan

ZUID = "amersfoort-zuid"
ONLINE = (ZUID, "schothorst-zielhorst-hoefkwartier", "nieuwland")
EERSTE, TWEEDE = date(2026, 6, 2), date(2026, 10, 6)  # days of publication
VASTGESTELD = date(2026, 6, 9)


def laad():
    call_command("laad_themas", verbosity=0)
    for velden in _lees("amersfoort/plannen.json"):
        _zet_plan(**velden)
    for naam in ONLINE:
        inhoud = _lees(f"voorbeelden/{naam}.json")
        plan = _zet_plan(naam, 2026, 2029, titel=inhoud["titel"], is_voorbeeld=True)
        if plan.huidige_versie is None:
            _schrijf(plan, inhoud)
    _zet_in_negen_wijken(_lees("voorbeelden/negen-wijken.json"))


def _lees(bestand):
    return json.loads((GEGEVENS / bestand).read_text())


def _zet_plan(gebied, van, tot, **velden):
    slug = f"{gebied}-{van}"
    return Wijkplan.objects.filter(slug=slug).first() or Wijkplan.objects.create(
        gebied=Gebied.objects.wijken().get(slug=gebied),
        slug=slug,
        periode=DateRange(date(van, 1, 1), date(tot + 1, 1, 1)),
        **velden,
    )


def _schrijf(plan, inhoud):
    """The plan in the order in which it would have come about."""
    schrijver = Schrijver(plan, _gebiedsmanager(inhoud["gebiedsmanager"], plan.gebied))
    for blok in inhoud["blokken"]:
        schrijver.blok(**blok)
    for doel in inhoud["doelen"]:
        schrijver.doel(**doel)
    schrijver.publiceer(EERSTE, "Dit is het eerste wijkplan sociaal van deze wijk.")
    leg_vaststelling_vast(
        plan.huidige_versie,
        door_wie="het college",
        datum=VASTGESTELD,
        nummer="",
        link="",
        door=schrijver.door,
    )
    if plan.gebied.slug == ZUID:
        _tweede_versie(schrijver)
    schrijver.meld_tot(date.max)
    if plan.gebied.slug == ZUID:
        _wat_open_staat(schrijver)


def _zet_in_negen_wijken(inhoud):
    """The course of Zuid in every other wijk too: entered once. What is not online is a draft.

    A plan that the city announced has a goal with the words of the city itself: one of its aims.
    """
    activiteit = Activiteit.objects.get(uuid=uuid_van(inhoud["activiteit"]))
    thema = Thema.objects.get(sleutel=inhoud["thema"])
    for rij in inhoud["wijken"]:
        plan = _plan_van(rij["wijk"])
        if activiteit.inzetten.filter(doel__plan=plan).exists():
            continue
        schrijver = Schrijver(plan, _gebiedsmanager(rij["gebiedsmanager"], plan.gebied))
        doel = plan.doelen.filter(thema=thema).first() or schrijver.doel(
            "gezond", thema.sleutel, thema.naam, "", [], []
        )
        schrijver.plaats(inhoud["activiteit"], activiteit, doel, rij.get("buurt", ""))
        if melding := rij.get("melding"):
            schrijver.meld(inhoud["activiteit"], **melding)
        if plan.huidige_versie:
            zet_online(schrijver.inzetten[inhoud["activiteit"]], door=schrijver.door)


def _plan_van(wijk):
    """The plan of 2026 when there is one; else a draft that nobody announced."""
    plan = Wijkplan.objects.filter(slug=f"{wijk}-2026").first()
    titel = f"Wijkplan sociaal {Gebied.objects.wijken().get(slug=wijk)}"
    return plan or _zet_plan(wijk, 2027, 2030, titel=titel, is_voorbeeld=True)


def _tweede_versie(schrijver):
    """A real difference: parts that came, that changed and that ended."""
    schrijver.blok(
        "wijkavond",
        "Wat hoorden we op de wijkavond?",
        "Bewoners willen vooral plekken waar je zonder afspraak binnen kunt lopen. Ook geld is een "
        "drempel: niet iedereen kan een cursus of een club betalen.",
    )
    schrijver.wijzig_blok("beter", "veel ouderen alleen", "meer ouderen alleen dan we dachten")
    schrijver.beeindig_blok("goed")
    schrijver.wijzig_doel(
        "bewegen",
        titel="Meer kinderen en ouderen bewegen elke dag",
        gewenst="In 2029 beweegt een veel groter deel van de kinderen en ouderen elke dag buiten.",
    )
    schrijver.doel(**_lees("voorbeelden/tweede-doel.json"))
    schrijver.publiceer(
        TWEEDE,
        "Na de wijkavond kwam er een doel bij: meedoen met weinig geld. "
        "Het doel over bewegen gaat nu over kinderen en ouderen.",
    )


def _wat_open_staat(schrijver):
    """For the desk of the gebiedsmanager: a new activity, a stop, and a change of the frame."""
    schrijver.activiteit("alleen", **_lees("voorbeelden/nieuwe-activiteit.json"))
    schrijver.meld(
        "wandelgroep",
        op="2026-11-04",
        stand="gestopt",
        zin="De begeleider is verhuisd. Wie wil, kan de beweegroute lopen.",
        namens=True,
    )
    schrijver.wijzig_doel(
        "buren", gewenst="In 2029 kent elke nieuwe bewoner binnen een half jaar zijn buren."
    )


def _gebiedsmanager(naam, gebied):
    door = Gebruiker.objects.filter(email=adres(naam)).first() or Gebruiker.objects.create_user(
        adres(naam), naam=naam, is_voorbeeld=True
    )
    Aanstelling.objects.get_or_create(
        gebruiker=door, rol=Rol.GEBIEDSMANAGER, gebied=gebied, defaults={"periode": VANAF}
    )
    return door
