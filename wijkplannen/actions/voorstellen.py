"""What somebody would change in a part that is not theirs, and what its owner does with it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from berichten.actions import zet_klaar
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import zelfde
from wijkplannen.actions.agenda import wijzig_activiteit
from wijkplannen.actions.frame import wijzig_blok, wijzig_doel
from wijkplannen.actions.sloten import houd_plan
from wijkplannen.models import Activiteit, Blok, Doel, Wijkplan, Wijzigingsvoorstel
from wijkplannen.onderdelen import Onderdeel, als_veld, drager, is_weg, teksten, titel
from wijkplannen.permissions import namens_wie

Status = Wijzigingsvoorstel.Status
AL_KLAAR = "Dit voorstel is al {}. Je kunt er niets meer mee doen."


@transaction.atomic
def stel_voor(
    plan: Wijkplan,
    onderdeel: Onderdeel,
    *,
    uuid: UUID,
    versie: int,
    velden: Mapping[str, str],
    toelichting: str = "",
    door: Gebruiker,
    nu=None,
) -> Wijzigingsvoorstel:
    """Propose other words for a part that was read as `versie`; only what differs is kept.

    The same `uuid` a second time gives the first one back. Raises Verouderd when somebody changed
    the part in between, RegelGeschonden when nothing differs.
    """
    wat = {"plan": plan, "door": door, "toelichting": toelichting, **als_veld(onderdeel)}
    if bestaand := Wijzigingsvoorstel.objects.filter(uuid=uuid).first():
        return zelfde(bestaand, **wat, velden=_anders(velden, teksten(onderdeel) | bestaand.was))
    houd_plan(plan.pk)
    rij = drager(onderdeel)
    rij = type(rij).objects.select_for_update(of=("self",)).get(pk=rij.pk)
    if rij.versie != versie:
        raise Verouderd(rij)
    nu_staat_er = {naam: getattr(rij, naam) for naam in velden}
    anders = _anders(velden, nu_staat_er)
    if not anders:
        raise RegelGeschonden("Je hebt nog niets veranderd. Verander eerst een tekst.")
    return Wijzigingsvoorstel.objects.create(
        uuid=uuid,
        velden=anders,
        was={naam: nu_staat_er[naam] for naam in anders},
        namens=namens_wie(door, plan),
        op=nu or timezone.now(),
        **wat,
    )


@transaction.atomic
def neem_over(
    voorstel: Wijzigingsvoorstel,
    *,
    versie: int,
    velden: Mapping[str, str],
    door: Gebruiker,
    nu=None,
) -> Wijzigingsvoorstel:
    """Write the words that were chosen into the part, and tell who proposed it.

    `velden` is the proposal, or what was made of it and of a text that changed since; `versie` is
    the part as the owner read it. Raises Verouderd when the part moved on.
    """
    voorstel = _open(voorstel)
    onderdeel = voorstel.onderdeel
    if is_weg(onderdeel):
        raise RegelGeschonden("Dit staat niet meer in het plan. Wijs het voorstel af.")
    if dict(velden) == {naam: teksten(onderdeel)[naam] for naam in velden}:
        raise RegelGeschonden("Zo verandert er niets. Kies een andere tekst, of wijs het af.")
    _wijzig(drager(onderdeel), versie, door, velden)
    return _handel_af(voorstel, Status.OVERGENOMEN, "", door, nu)


@transaction.atomic
def wijs_af(
    voorstel: Wijzigingsvoorstel, *, antwoord: str, door: Gebruiker, nu=None
) -> Wijzigingsvoorstel:
    """Decline, with the reason that the proposer reads."""
    if not antwoord:
        raise RegelGeschonden("Schrijf op waarom niet.")
    return _handel_af(_open(voorstel), Status.AFGEWEZEN, antwoord, door, nu)


@transaction.atomic
def trek_in(voorstel: Wijzigingsvoorstel, *, door: Gebruiker, nu=None) -> Wijzigingsvoorstel:
    """The proposer takes it back; nobody gets a message."""
    return _handel_af(_open(voorstel), Status.INGETROKKEN, "", door, nu)


def _anders(velden, was):
    return {naam: tekst for naam, tekst in velden.items() if tekst != was[naam]}


def _open(voorstel):
    """The row, held, when it still waits for an answer."""
    samen = Wijzigingsvoorstel.objects.met_onderdeel().select_related("plan")
    voorstel = samen.select_for_update(of=("self",)).get(pk=voorstel.pk)
    if voorstel.status != Status.OPEN:
        raise RegelGeschonden(AL_KLAAR.format(voorstel.get_status_display()))
    return voorstel


def _wijzig(rij, versie, door, velden):
    """The ordinary change: what was not proposed stays as it is."""
    if isinstance(rij, Blok):
        return wijzig_blok(rij, versie=versie, door=door, **velden)
    if isinstance(rij, Activiteit):
        partners = list(rij.partners.all())
        return wijzig_activiteit(rij, versie=versie, door=door, partners=partners, **velden)
    return wijzig_doel(rij, versie=versie, door=door, **_cijfers(rij), **velden)


def _cijfers(doel: Doel):
    cijfers = doel.cijfers.select_related("indicator")
    return {
        "indicatoren": [cijfer.indicator for cijfer in cijfers],
        "streven": {c.indicator_id: (c.streefwaarde, c.streefjaar) for c in cijfers},
    }


def _handel_af(voorstel, status, antwoord, door, nu):
    voorstel.status, voorstel.antwoord = status, antwoord
    voorstel.afgehandeld_op, voorstel.afgehandeld_door = nu or timezone.now(), door
    voorstel.save()
    if status != Status.INGETROKKEN and voorstel.door.is_active:
        _bericht(voorstel)
    return voorstel


def _bericht(voorstel):
    plan = voorstel.plan
    zet_klaar(
        soort="wp_voorstel",
        gebeurtenis=str(voorstel.uuid),
        aan=voorstel.door.email,
        feiten={
            "titel": plan.titel,
            "onderdeel": titel(voorstel.onderdeel),
            "overgenomen": voorstel.status == Status.OVERGENOMEN,
            "antwoord": voorstel.antwoord,
            "link": reverse("wijkplannen:voorstel", args=[plan.slug, voorstel.uuid]),
        },
    )
