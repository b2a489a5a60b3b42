"""Asking partners how their activities go, and taking the answer of whoever has the link."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from berichten.actions import zet_klaar
from berichten.models import Bericht
from berichten.teksten import schrijf
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from partners.models import Contactpersoon, Lidmaatschap, Partner
from wijkplannen import sleutels
from wijkplannen.actions.regels import Melding, meld_regels
from wijkplannen.models import Inzet, Seintje

RUST = timedelta(days=7)  # a partner is asked at most once in it
GELDIG = timedelta(days=30)
MAIL, TELEFOON = Bericht.Kanaal.MAIL, Bericht.Kanaal.TELEFOON


@dataclass
class Verstuurd:
    """What came of asking many partners."""

    mail: list[Partner] = field(default_factory=list)
    bellen: list[Partner] = field(default_factory=list)
    al_gevraagd: list[Partner] = field(default_factory=list)


@transaction.atomic
def stuur_seintje(partner: Partner, *, door: Gebruiker | None, nu: datetime | None = None):
    """Ask a partner whether its lines still hold: by mail with a link, or on the call list.

    Asked: who keeps its lines, else its people with mail, else a contact with an address. Gives
    the `Seintje`; within seven days that is the one that was sent already. Raises RegelGeschonden
    when it has no line to ask about.
    """
    nu = nu or timezone.now()
    partner = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if laatste := partner.seintjes.filter(op__gt=nu - RUST).first():
        return laatste
    regels = list(Inzet.objects.te_bevestigen([partner]))
    if not regels:
        raise RegelGeschonden(f"{partner} heeft nu geen activiteit om naar te vragen.")
    vandaag = timezone.localdate(nu)
    kanaal, aan = _bereik(partner, regels, vandaag)
    seintje = partner.seintjes.create(kanaal=kanaal, tot=vandaag + GELDIG, door=door, op=nu)
    feiten = _feiten(seintje, regels, nu)
    for adres, naam in aan.items():
        zet_klaar(
            soort="wp_seintje",
            gebeurtenis=str(seintje.uuid),
            aan=adres,
            kanaal=kanaal,
            betreft=str(seintje.uuid),
            feiten=feiten | {"naam": naam},
        )
    return seintje


def stuur_seintjes(partners, *, door: Gebruiker | None, nu: datetime | None = None) -> Verstuurd:
    """Ask each of these partners, in a transaction of its own: one that fails stops no other."""
    nu = nu or timezone.now()
    uit = Verstuurd()
    for partner in sorted(partners, key=lambda partner: partner.naam):
        seintje = stuur_seintje(partner, door=door, nu=nu)
        if seintje.op != nu:
            uit.al_gevraagd.append(partner)
        elif seintje.kanaal == MAIL:
            uit.mail.append(partner)
        else:
            uit.bellen.append(partner)
    return uit


def voorbeeld(partner: Partner, *, door: Gebruiker, nu: datetime | None = None) -> tuple[str, str]:
    """Subject and text of the mail this partner would get now; nothing is written."""
    nu = nu or timezone.now()
    seintje = Seintje(partner=partner, tot=timezone.localdate(nu) + GELDIG, door=door)
    feiten = _feiten(seintje, list(Inzet.objects.te_bevestigen([partner])), nu)
    feiten["link"] = "/wijkplannen/seintje/…/"
    return schrijf(Bericht(soort="wp_seintje", kanaal=MAIL, feiten=feiten))


@transaction.atomic
def beantwoord(
    seintje: Seintje, meldingen: list[Melding], *, nu: datetime | None = None
) -> list[Inzet]:
    """Report by the link of a `Seintje`; gives the lines that somebody else reported on meanwhile.

    Those are not written. Raises RegelGeschonden after its last day, and for a line of another
    partner.
    """
    nu = nu or timezone.now()
    seintje = Seintje.objects.select_for_update().get(pk=seintje.pk)
    if not werkt(seintje, timezone.localdate(nu)):
        raise RegelGeschonden("Deze link werkt niet meer.")
    if any(m.inzet.activiteit.trekker_id != seintje.partner_id for m in meldingen):
        raise RegelGeschonden("Deze activiteit hoort niet bij deze organisatie.")
    achter = meld_regels(meldingen, seintje=seintje, nu=nu)
    if len(achter) < len(meldingen):
        seintje.beantwoord_op = nu
        seintje.save(update_fields=["beantwoord_op"])
    return achter


def werkt(seintje: Seintje, vandaag: date) -> bool:
    """Its last day is not over."""
    return vandaag <= seintje.tot


def _bereik(partner, regels, vandaag):
    """Through which channel, and {address or number: name}."""
    leden = Lidmaatschap.objects.filter(partner=partner).geldig_op(vandaag)
    leden = leden.filter(kanaal=MAIL, gebruiker__is_active=True).select_related("gebruiker")
    houders = {regel.activiteit.contact_id for regel in regels}
    per_mail = {lid.gebruiker.email: lid.naam for lid in leden if lid.pk in houders}
    per_mail = per_mail or {lid.gebruiker.email: lid.naam for lid in leden}
    contacten = _contacten(partner, regels)
    per_mail = per_mail or {c.email: c.naam for c in contacten if c.email}
    if per_mail:
        return MAIL, per_mail
    return TELEFOON, next(({c.telefoon: c.naam} for c in contacten if c.telefoon), {"": ""})


def _contacten(partner, regels):
    """Of the wijken of these lines first."""
    wijken = {regel.doel.plan.gebied_id for regel in regels}
    contacten = Contactpersoon.objects.filter(partner=partner).order_by("pk")
    return sorted(contacten, key=lambda contact: contact.gebied_id not in wijken)


def _feiten(seintje, regels, nu):
    wijken = {}
    for regel in regels:
        wijken.setdefault(regel.doel.plan.gebied.naam, []).append(_in_woorden(regel))
    return {
        "partner": seintje.partner.naam,
        "van": seintje.door and seintje.door.naam,
        "aantal": len(regels),
        "stil": sum(regel.gehoord_op < nu - Inzet.STIL_NA for regel in regels),
        "wijken": [{"naam": naam, "regels": teksten} for naam, teksten in wijken.items()],
        "tot": seintje.tot,
        "link": sleutels.link(seintje),
    }


def _in_woorden(regel):
    gehoord = "nog niets gehoord"
    if regel.bevestigd_op:
        maand = date_format(timezone.localtime(regel.bevestigd_op), "F Y")
        gehoord = f"laatst gehoord in {maand}"
    return f"{regel.activiteit}: {regel.get_stand_display()}, {gehoord}"
