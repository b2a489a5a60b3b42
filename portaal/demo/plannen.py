"""The plans of the demo: what the city announced, older plans that a source names, and the invented
content of two of the four plans for 2026."""

import json
from datetime import date, datetime, time
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from gebieden.models import Gebied
from gebruikers.models import Aanstelling, Gebruiker, Rol
from indicatoren.models import Indicator
from partners.models import Partner
from portaal.demo.mensen import VANAF, adres
from wijkplannen.actions.agenda import meld_voortgang, plaats, voeg_activiteit_toe
from wijkplannen.actions.frame import (
    beeindig,
    voeg_blok_toe,
    voeg_doel_toe,
    wijzig_blok,
    wijzig_doel,
)
from wijkplannen.actions.publicatie import leg_vaststelling_vast, publiceer
from wijkplannen.models import Activiteit, Thema, Wijkplan

GEGEVENS = Path(settings.BASE_DIR) / "wijkplannen" / "gegevens"
ZUID, SCHOTHORST = "amersfoort-zuid", "schothorst-zielhorst-hoefkwartier"
EERSTE, TWEEDE = date(2026, 6, 2), date(2026, 10, 6)  # days of publication
VASTGESTELD = date(2026, 6, 9)


def laad():
    call_command("laad_themas", verbosity=0)
    for velden in _lees("amersfoort/plannen.json"):
        _zet_plan(**velden)
    for naam in (ZUID, SCHOTHORST):
        inhoud = _lees(f"voorbeelden/{naam}.json")
        plan = _zet_plan(naam, 2026, 2029, titel=inhoud["titel"], is_voorbeeld=True)
        if plan.huidige_versie is None:
            _schrijf(plan, inhoud)


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
    schrijver = _Schrijver(plan, _gebiedsmanager(inhoud["gebiedsmanager"], plan.gebied))
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


class _Schrijver:
    """Writes an example plan through the verbs of the work, on days in the past.

    Each row has a uuid made of its name, so that its address is the same in every demo.
    """

    def __init__(self, plan, door):
        self.plan, self.door = plan, door
        self.partners = {partner.slug: partner for partner in Partner.objects.all()}
        self.indicatoren = {indicator.slug: indicator for indicator in Indicator.objects.all()}
        self.themas = {thema.sleutel: thema for thema in Thema.objects.all()}
        self.blokken, self.doelen, self.inzetten, self.meldingen = {}, {}, {}, []

    def blok(self, sleutel, kop, tekst, zichtbaarheid="openbaar"):
        self.blokken[sleutel] = voeg_blok_toe(
            self.plan,
            uuid=self._uuid("blok", sleutel),
            door=self.door,
            kop=kop,
            tekst=tekst,
            zichtbaarheid=zichtbaarheid,
        )

    def wijzig_blok(self, sleutel, was, wordt):
        blok = self.blokken[sleutel]
        tekst = blok.tekst.replace(was, wordt)
        self.blokken[sleutel] = wijzig_blok(blok, versie=blok.versie, door=self.door, tekst=tekst)

    def beeindig_blok(self, sleutel):
        blok = self.blokken.pop(sleutel)
        beeindig(blok, versie=blok.versie, door=self.door)

    def doel(self, sleutel, thema, titel, gewenst, indicatoren, activiteiten):
        self.doelen[sleutel] = voeg_doel_toe(
            self.plan,
            uuid=self._uuid("doel", sleutel),
            door=self.door,
            thema=self.themas[thema],
            titel=titel,
            gewenst=gewenst,
            indicatoren=[self.indicatoren[slug] for slug in indicatoren],
        )
        for activiteit in activiteiten:
            self.activiteit(sleutel, **activiteit)

    def wijzig_doel(self, sleutel, **velden):
        doel = self.doelen[sleutel]
        self.doelen[sleutel] = wijzig_doel(
            doel,
            versie=doel.versie,
            door=self.door,
            indicatoren=doel.indicatoren.all(),
            **velden,
        )

    def activiteit(self, doel, sleutel, voortgang, trekker, partners, **velden):
        """An activity that stands in another plan already is entered once, and placed here too."""
        uuid = uuid5(NAMESPACE_URL, f"voorbeeld/activiteit/{sleutel}")
        if bestaand := Activiteit.objects.filter(uuid=uuid).first():
            inzet = plaats(bestaand, doel=self.doelen[doel])
        else:
            inzet = voeg_activiteit_toe(
                self.doelen[doel],
                uuid=uuid,
                door=self.door,
                trekker=self.partners[trekker],
                partners=[self.partners[slug] for slug in partners],
                is_voorbeeld=True,
                **velden,
            )
        inzet.uuid = self._uuid("inzet", sleutel)
        inzet.save(update_fields=["uuid"])
        self.inzetten[sleutel] = inzet
        self.meldingen += [{"sleutel": sleutel} | melding for melding in voortgang]

    def meld_tot(self, dag):
        """Report what was reported up to and including this day."""
        nu = [melding for melding in self.meldingen if melding["op"] <= dag.isoformat()]
        self.meldingen = [melding for melding in self.meldingen if melding not in nu]
        for melding in nu:
            self.meld(**melding)

    def meld(self, sleutel, op, stand, zin, namens=False):
        """`namens`: by the people of the trekker themselves, who must have an account."""
        inzet = self.inzetten[sleutel]
        inzet.refresh_from_db()
        trekker = inzet.activiteit.trekker
        meld_voortgang(
            inzet,
            uuid=self._uuid("voortgang", f"{sleutel}/{op}"),
            versie=inzet.versie,
            stand=stand,
            zin=zin,
            door=trekker.lidmaatschappen.get().gebruiker if namens else self.door,
            namens=trekker if namens else None,
            nu=_moment(date.fromisoformat(op)),
        )

    def publiceer(self, dag, wat_veranderd):
        """Publish as of that day; what was written until now is not newer than the version."""
        self.meld_tot(dag)
        self.plan.refresh_from_db()
        publiceer(
            self.plan,
            versie=self.plan.versie,
            wat_veranderd=wat_veranderd,
            door=self.door,
            nu=_moment(dag),
        )
        for onderdelen in (self.plan.blokken, self.plan.doelen):
            onderdelen.update(gewijzigd_op=_moment(dag))

    def _uuid(self, soort, sleutel):
        return uuid5(NAMESPACE_URL, f"voorbeeld/{self.plan.slug}/{soort}/{sleutel}")


def _gebiedsmanager(naam, gebied):
    door = Gebruiker.objects.filter(email=adres(naam)).first() or Gebruiker.objects.create_user(
        adres(naam), naam=naam, is_voorbeeld=True
    )
    Aanstelling.objects.get_or_create(
        gebruiker=door, rol=Rol.GEBIEDSMANAGER, gebied=gebied, defaults={"periode": VANAF}
    )
    return door


def _moment(dag):
    return timezone.make_aware(datetime.combine(dag, time(10)))
