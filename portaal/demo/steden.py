"""A second and a third city: what one page of a source says, as a plan of its own kind.

Facts are those of the source in our own short words, as of its day; only the people are invented.
"""

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied
from partners.actions import neem_over
from portaal.demo import mensen
from portaal.demo.schrijver import GEGEVENS, Schrijver
from wijkplannen.models import Wijkplan

MAPPEN = {"GM1771": "geldrop-mierlo", "GM0014": "groningen"}  # code → folder in each app
BASIS = Path(settings.BASE_DIR)


def laad():
    naam = MAPPEN[settings.GEMEENTE]
    call_command("importeer_gebieden", BASIS / "gebieden" / "gegevens" / naam, verbosity=0)
    neem_over(BASIS / "partners" / "gegevens" / f"{naam}.csv")
    cijfers = BASIS / "indicatoren" / "gegevens" / naam
    if cijfers.exists():
        call_command("laad_cijfers", cijfers, verbosity=0)
    call_command("laad_themas", GEGEVENS / naam / "themas.json", verbosity=0)
    inhoud = json.loads((GEGEVENS / naam / "plan.json").read_text())
    gebied = Gebied.objects.van_de_gemeente().get(slug=inhoud["gebied"])
    door = mensen.laad_elders(gebied)
    plan = _plan(gebied, inhoud)
    if plan.huidige_versie is None:
        _schrijf(plan, inhoud, door)


def _plan(gebied, inhoud):
    velden = {naam: inhoud[naam] for naam in ("soort", "titel", "opsteller", "bron")}
    van, tot = date(inhoud["van"], 1, 1), date(inhoud["tot"] + 1, 1, 1)
    return Wijkplan.objects.get_or_create(
        slug=f"{gebied.slug}-{inhoud['van']}",
        defaults={"gebied": gebied, "periode": DateRange(van, tot)} | velden,
    )[0]


def _schrijf(plan, inhoud, door):
    schrijver = Schrijver(plan, door, is_voorbeeld=False)
    peildatum = date.fromisoformat(inhoud["peildatum"])
    for nr, blok in enumerate(inhoud["blokken"]):
        schrijver.blok(f"{blok['rubriek']}-{nr}", **blok)
    for doel in inhoud["doelen"]:
        for activiteit in doel["activiteiten"]:
            stand = activiteit.pop("stand")
            melding = {"op": inhoud["peildatum"], "stand": stand, "zin": ""}
            activiteit["voortgang"] = [melding] if stand != "gepland" else []
        schrijver.doel(**doel)
    schrijver.publiceer(peildatum, "Dit is wat de bron zegt.")
