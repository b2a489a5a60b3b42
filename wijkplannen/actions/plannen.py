"""A new plan: from nothing, from a template, or from the plan before it."""

import json
from itertools import count
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.rijen import bewaar_eenmalig, zelfde
from wijkplannen.actions.documenten import voeg_document_toe
from wijkplannen.models import (
    Blok,
    Doel,
    DoelIndicator,
    Inzet,
    Thema,
    Toegezegd,
    Wijkplan,
    Zichtbaarheid,
)

SJABLONEN = Path(__file__).resolve().parents[1] / "gegevens" / "sjablonen"
LEEG, SJABLOON, VORIGE = "leeg", "sjabloon", "vorige"
DOCUMENT = Wijkplan.Soort.DOCUMENT


def vorig_plan(gebied: Gebied, soort: str, voor: int | None = None) -> Wijkplan | None:
    """The last plan of this wijk and kind; with `voor` the last that began before that year."""
    plannen = Wijkplan.objects.filter(gebied=gebied, soort=soort).order_by("-periode", "-pk")
    if voor:
        plannen = plannen.filter(periode__startswith__year__lt=voor)
    return plannen.first()


@transaction.atomic
def begin_plan(
    *,
    uuid: UUID,
    gebied: Gebied,
    soort: str,
    periode: DateRange,
    titel: str,
    begin: str,
    door: Gebruiker,
    is_voorbeeld: bool = False,
) -> Wijkplan:
    """A working copy for this wijk and these years; `uuid` makes a double click harmless.

    `begin` is what it starts from: nothing, the template of its kind, or the plan before it, of
    which texts, goals and the activities that still run come along. Nothing of it is public.
    Raises RegelGeschonden when such a plan is there already.
    """
    velden = {"gebied": gebied, "soort": soort, "periode": periode, "titel": titel}
    gebied = Gebied.objects.select_for_update().get(pk=gebied.pk)
    if bestaand := _al_gemaakt(uuid, velden):
        return bestaand
    _weiger_zelfde(velden)
    vorige = vorig_plan(gebied, soort, voor=periode.lower.year)
    if begin == VORIGE and vorige is None:
        raise RegelGeschonden(
            "Van deze wijk is er geen eerder plan van deze soort. Kies een ander begin."
        )
    plan = Wijkplan(
        uuid=uuid, slug=_vrije_slug(velden), vorige=vorige, is_voorbeeld=is_voorbeeld, **velden
    )
    bewaar_eenmalig(plan)
    if begin == SJABLOON:
        _vul(plan, json.loads((SJABLONEN / f"{soort}.json").read_text()), door)
    elif begin == VORIGE:
        _neem_over(plan, vorige, door)
    return plan


@transaction.atomic
def voeg_ouder_plan_toe(
    *,
    uuid: UUID,
    gebied: Gebied,
    periode: DateRange,
    titel: str,
    door: Gebruiker,
    bestand: File | None = None,
    is_toegankelijk: bool = False,
    **velden,
) -> Wijkplan:
    """A plan that exists only as a document, with its source: public at once.

    `velden` are `bron`, `bron_link`, `opsteller` and `aankondiging` (what it says, in short).
    """
    velden |= {"gebied": gebied, "soort": DOCUMENT, "periode": periode, "titel": titel}
    Gebied.objects.select_for_update().get(pk=gebied.pk)
    if bestaand := _al_gemaakt(uuid, velden):
        return bestaand
    plan = bewaar_eenmalig(Wijkplan(uuid=uuid, slug=_vrije_slug(velden), **velden))
    if bestand:
        voeg_document_toe(
            plan,
            uuid=uuid,
            bestand=bestand,
            titel=titel,
            is_toegankelijk=is_toegankelijk,
            door=door,
        )
    return plan


def _al_gemaakt(uuid, velden):
    plan = Wijkplan.objects.filter(uuid=uuid).first()
    return plan and zelfde(plan, **velden)


def _weiger_zelfde(velden):
    waar = {naam: velden[naam] for naam in ("gebied", "soort")}
    if er_is := Wijkplan.objects.filter(periode__overlap=velden["periode"], **waar).first():
        raise RegelGeschonden(
            f"Er is al zo’n plan voor deze wijk in deze jaren: {er_is.titel} ({er_is.jaren})."
        )


def _vrije_slug(velden):
    kort = f"{velden['gebied'].slug}-{velden['periode'].lower.year}"
    lang = f"{kort}-{velden['soort']}"
    bezet = set(Wijkplan.objects.filter(slug__startswith=kort).values_list("slug", flat=True))
    namen = (kort, lang, *(f"{lang}-{nr}" for nr in range(2, len(bezet) + 3)))
    return next(naam for naam in namen if naam not in bezet)


def _vul(plan, sjabloon, door):
    """Texts of a template are for who writes: visitors read them when somebody says so."""
    Blok.objects.bulk_create(
        Blok(
            plan=plan,
            volgorde=nr,
            zichtbaarheid=Zichtbaarheid.PARTNERS,
            gewijzigd_door=door,
            **tekst,
        )
        for nr, tekst in enumerate(sjabloon["teksten"], start=1)
    )
    themas = Thema.objects.in_bulk(field_name="sleutel")
    Doel.objects.bulk_create(
        Doel(
            plan=plan,
            volgorde=nr,
            gewijzigd_door=door,
            **doel | {"thema": themas[doel["thema"]]},
        )
        for nr, doel in enumerate(sjabloon["doelen"], start=1)
        if doel["thema"] in themas
    )


def _neem_over(plan, vorige, door):
    Blok.objects.bulk_create(
        Blok(
            plan=plan,
            volgorde=nr,
            rubriek=blok.rubriek,
            kop=blok.kop,
            tekst=blok.tekst,
            zichtbaarheid=blok.zichtbaarheid,
            gewijzigd_door=door,
        )
        for nr, blok in enumerate(vorige.blokken.filter(vervallen_op__isnull=True), start=1)
    )
    oud = list(vorige.doelen.lopend().prefetch_related("cijfers"))
    nieuw = Doel.objects.bulk_create(
        Doel(
            plan=plan,
            volgorde=nr,
            thema_id=doel.thema_id,
            titel=doel.titel,
            gewenst=doel.gewenst,
            gewijzigd_door=door,
        )
        for nr, doel in enumerate(oud, start=1)
    )
    DoelIndicator.objects.bulk_create(
        DoelIndicator(
            doel=naar,
            indicator_id=cijfer.indicator_id,
            streefwaarde=cijfer.streefwaarde,
            streefjaar=cijfer.streefjaar,
        )
        for van, naar in zip(oud, nieuw, strict=True)
        for cijfer in van.cijfers.all()
    )
    _plaats_opnieuw(vorige, {van.pk: naar for van, naar in zip(oud, nieuw, strict=True)})


def _plaats_opnieuw(vorige, doelen):
    """What still runs, with when it was last heard of; its reports stay where they were made."""
    plaatsen = count(1)
    lopend = Inzet.objects.van_plan(vorige).lopend().exclude(stand__in=Inzet.AF)
    lopend = lopend.exclude(activiteit__toezegging=Toegezegd.Toezegging.AFGEWEZEN)
    Inzet.objects.bulk_create(
        Inzet(
            doel=doelen[inzet.doel_id],
            volgorde=next(plaatsen),
            activiteit_id=inzet.activiteit_id,
            gebied_id=inzet.gebied_id,
            quick_win=inzet.quick_win,
            stand=inzet.stand,
            zin=inzet.zin,
            openbare_stand=inzet.stand,
            openbare_zin=inzet.zin,
            bevestigd_op=inzet.bevestigd_op,
            bijgewerkt_op=inzet.bijgewerkt_op,
        )
        for inzet in lopend
    )
