"""Activities from a spreadsheet into a plan: all or nothing, and back while nobody went on."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.core import serializers
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, zelfde
from wijkplannen.actions.agenda import voeg_activiteit_toe, wijzig_activiteit
from wijkplannen.actions.sloten import houd_plan, houd_regels
from wijkplannen.importproef import Proef, Regel, proef
from wijkplannen.models import Activiteit, Activiteitenimport, Deelname, Doel, Inzet, Wijkplan
from wijkplannen.planregels import Rij

BEWAREN = timedelta(days=2)  # of what was read and never confirmed


@transaction.atomic
def lees_in(
    plan: Wijkplan, *, uuid: UUID, bestand: File, door: Gebruiker, nu: datetime | None = None
) -> Activiteitenimport:
    """Keep the rows of a sheet, to look at first; nothing of the plan changes.

    `uuid` makes a double click harmless. Raises RegelGeschonden with what is wrong with the file.
    """
    from wijkplannen.activiteitenblad import lees  # noqa: PLC0415  openpyxl: half a second

    nu = nu or timezone.now()
    houd_plan(plan.pk)
    merk = sha256(b"".join(bestand.chunks())).hexdigest()
    if bestaand := plan.imports.filter(uuid=uuid).first():
        return zelfde(bestaand, sha256=merk)
    gelezen = lees(bestand)
    plan.imports.filter(bevestigd_op__isnull=True, op__lt=nu - BEWAREN).delete()
    return bewaar_eenmalig(
        Activiteitenimport(
            plan=plan,
            uuid=uuid,
            naam=bestand.name[-120:],
            sha256=merk,
            regels={
                "rijen": [asdict(rij) for rij in gelezen.rijen],
                "overgeslagen": gelezen.overgeslagen,
            },
            door=door,
            op=nu,
        )
    )


def probeer(inlezing: Activiteitenimport) -> Proef:
    """What these rows would do to the plan as it is now."""
    return proef(inlezing.plan, [Rij(**rij) for rij in inlezing.regels["rijen"]])


@transaction.atomic
def bevestig(
    inlezing: Activiteitenimport, *, gezien: str, door: Gebruiker, nu: datetime | None = None
) -> Activiteitenimport:
    """Write all rows, or none; twice is once.

    `gezien` is the `vingerafdruk` of the dry run one looked at: raises Verouderd when the same file
    would do something else by now, RegelGeschonden when there is a row that cannot be written.
    """
    plan = _houd(inlezing.plan_id)
    inlezing = plan.imports.get(pk=inlezing.pk)
    if inlezing.bevestigd_op:
        return inlezing
    wordt = probeer(inlezing)
    if wordt.vingerafdruk != gezien:
        raise Verouderd(inlezing)
    if not wordt.mag:
        raise RegelGeschonden("Er is een rij die niet kan. Verbeter het bestand en lees het in.")
    hiervoor = _bewaar_wat_er_was(wordt)
    geschreven = [_schrijf(regel, door) for regel in wordt.te_schrijven]
    inlezing.regels |= {"uitkomst": dict(wordt.aantallen)}
    inlezing.hiervoor = {"rijen": hiervoor, "erna": _versies(geschreven)}
    inlezing.bevestigd_op = nu or timezone.now()
    inlezing.save()
    return inlezing


@transaction.atomic
def draai_terug(
    inlezing: Activiteitenimport, *, door: Gebruiker, nu: datetime | None = None
) -> Activiteitenimport:
    """Take back what a confirmed sheet did: new lines end, changed ones read as before.

    Twice is once. Raises RegelGeschonden with what changed since: nothing of that is overwritten.
    """
    plan = _houd(inlezing.plan_id)
    inlezing = plan.imports.get(pk=inlezing.pk)
    if inlezing.teruggedraaid_op:
        return inlezing
    if not inlezing.bevestigd_op:
        raise RegelGeschonden("Deze inlezing is nog niet bevestigd.")
    rijen = _zoals_achtergelaten(inlezing.hiervoor["erna"])
    nu = nu or timezone.now()
    oud = {rij.object.pk: rij for rij in _gelezen(inlezing, Activiteit)}
    for inzet in rijen:
        if inzet.activiteit_id not in oud:
            inzet.vervallen_op = nu
            _verhoog(inzet)
    _zet_terug(inlezing, oud, door)
    inlezing.teruggedraaid_op = nu
    inlezing.save(update_fields=["teruggedraaid_op"])
    return inlezing


def _houd(pk):
    """The plan, and everything in it that a sheet can change: nobody writes in between."""
    plan = houd_plan(pk)
    list(Doel.objects.filter(plan=plan).order_by("pk").select_for_update())
    inzetten = Inzet.objects.van_plan(plan)
    hier = Activiteit.objects.filter(pk__in=inzetten.values("activiteit"))
    list(hier.order_by("pk").select_for_update(of=("self",)))
    houd_regels(inzetten)
    return plan


def _schrijf(regel: Regel, door):
    velden = {n: regel.waarden[n] for n in ("titel", "omschrijving", "trekker", "kosten")}
    velden |= {"bron_van_geld": regel.waarden["bron_van_geld"], "periode": regel.periode}
    plek = {naam: regel.waarden[naam] for naam in ("gebied", "quick_win")}
    partners = regel.waarden["partners"]
    if not regel.planregel:
        return voeg_activiteit_toe(
            regel.bij, uuid=uuid4(), door=door, partners=partners, **plek, **velden
        )
    inzet = regel.planregel.inzet
    activiteit = Activiteit.objects.get(pk=inzet.activiteit_id)  # another row may have changed it
    wijzig_activiteit(
        activiteit,
        versie=activiteit.versie,
        door=door,
        partners=[*partners, *regel.planregel.zonder_deelname],
        hier=(inzet, plek),
        **velden,
    )
    return inzet


def _bewaar_wat_er_was(wordt: Proef):
    """The rows that will change, as they are: activity, who takes part, and its line here."""
    inzetten = [regel.planregel.inzet.pk for regel in wordt.te_schrijven if regel.planregel]
    inzetten = Inzet.objects.filter(pk__in=inzetten)
    activiteiten = Activiteit.objects.filter(inzetten__in=inzetten).distinct()
    deelnames = Deelname.objects.filter(activiteit__in=activiteiten)
    return json.loads(serializers.serialize("json", [*activiteiten, *deelnames, *inzetten]))


def _versies(inzetten):
    """{pk of a line: [its version, that of its activity]} after writing."""
    rijen = Inzet.objects.filter(pk__in=[inzet.pk for inzet in inzetten])
    return {
        str(pk): versies for pk, *versies in rijen.values_list("pk", "versie", "activiteit__versie")
    }


def _zoals_achtergelaten(erna):
    rijen = list(Inzet.objects.filter(pk__in=erna).select_related("activiteit"))
    anders = [
        f"‘{inzet.activiteit}’"
        for inzet in rijen
        if [inzet.versie, inzet.activiteit.versie] != erna[str(inzet.pk)]
    ]
    if anders:
        meer = f" en {len(anders) - 3} andere" if len(anders) > 3 else ""
        raise RegelGeschonden(
            f"Terugdraaien kan niet meer. Daarna gewijzigd of online gezet: "
            f"{', '.join(anders[:3])}{meer}."
        )
    return rijen


def _gelezen(inlezing, model):
    rijen = json.dumps(inlezing.hiervoor["rijen"])
    return [rij for rij in serializers.deserialize("json", rijen) if type(rij.object) is model]


def _zet_terug(inlezing, activiteiten, door):
    """As they were, with a version of their own: a form that was opened in between is stale."""
    nu = Activiteit.objects.in_bulk(activiteiten)
    for pk, rij in activiteiten.items():
        rij.object.versie = nu[pk].versie + 1
        rij.object.gewijzigd_door = door
        rij.object.save()
    deelnames = _gelezen(inlezing, Deelname)
    Deelname.objects.filter(activiteit__in=activiteiten).exclude(
        pk__in=[rij.object.pk for rij in deelnames]
    ).delete()
    for rij in deelnames:
        rij.save()
    for rij in _gelezen(inlezing, Inzet):
        inzet = Inzet.objects.get(pk=rij.object.pk)
        inzet.gebied_id, inzet.quick_win = rij.object.gebied_id, rij.object.quick_win
        _verhoog(inzet)


def _verhoog(inzet):
    inzet.versie += 1
    inzet.save()
