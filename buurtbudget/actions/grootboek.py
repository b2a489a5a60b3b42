"""Writing in the ledger. The database keeps the balances and refuses what does not fit."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from buurtbudget.models import Aanvraag, Boeking, Jaarverantwoording, Saldo, Wijkbudget
from buurtbudget.querysets.geld import SPIEGELS
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.templatetags.onderdelen import euro


@transaction.atomic
def boek(
    wijkbudget: Wijkbudget,
    soort: str,
    *,
    sleutel: str,
    datum: date,
    door: Gebruiker | None,
    aanvraag: Aanvraag | None = None,
    toelichting: str = "",
    rubriek: str = "",
    herstelt: Boeking | None = None,
    op: datetime | None = None,
    **bedragen: Decimal,
) -> Boeking:
    """Write one entry of `bedragen` in euro (`d_verplicht=…`, `bedrag=…`).

    `datum` is the day it counts for, `op` the moment somebody wrote it: now, unless said otherwise.

    `sleutel` names the fact; the same fact twice raises IntegrityError, for whoever calls must have
    locked what it is about. Raises RegelGeschonden, with what is left, when the pot would go over,
    and when the year of `datum` has been accounted for.
    """
    if aanvraag is not None:
        Saldo.objects.get_or_create(aanvraag=aanvraag, wijkbudget=wijkbudget)
    try:
        with transaction.atomic():
            boeking = Boeking.objects.create(
                wijkbudget=wijkbudget,
                soort=soort,
                sleutel=sleutel,
                datum=datum,
                door=door,
                aanvraag=aanvraag,
                toelichting=toelichting,
                rubriek=rubriek,
                herstelt=herstelt,
                op=op or timezone.now(),
                **bedragen,
            )
            # after the insert: by now the pot is ours, and whoever closes a year wants all pots
            _jaar_is_open(boeking)
            return boeking
    except IntegrityError as fout:
        raise _in_woorden(fout, wijkbudget) from fout


@transaction.atomic
def draai_terug(boeking: Boeking, *, datum: date, door: Gebruiker, toelichting: str) -> Boeking:
    """Undo an entry by its mirror. Once: a second time raises RegelGeschonden."""
    if Boeking.objects.filter(herstelt=boeking).exists():
        raise RegelGeschonden("Deze boeking is al teruggedraaid.")
    return boek(
        boeking.wijkbudget,
        Boeking.Soort.STORNO,
        sleutel=f"storno:{boeking.pk}",
        datum=datum,
        door=door,
        aanvraag=boeking.aanvraag,
        toelichting=toelichting,
        rubriek=boeking.rubriek,
        herstelt=boeking,
        **{veld: -getattr(boeking, veld) for veld in SPIEGELS},
    )


def _jaar_is_open(boeking):
    """What moves money in a year whose account the city has would make that account untrue."""
    soort = (boeking.herstelt or boeking).soort
    if not boeking.bedrag and soort != Boeking.Soort.OVERHEVELING:
        return
    gesloten = Jaarverantwoording.objects.filter(
        regeling=boeking.wijkbudget.regeling_id,
        beheerder=boeking.wijkbudget.beheerder_id,
        jaar__gte=boeking.datum.year,
        status__in=Jaarverantwoording.GESLOTEN,
    )
    if gesloten.exists():
        raise RegelGeschonden(
            f"Over {boeking.datum.year} is al verantwoording afgelegd. Boek dit in een later jaar."
        )


def _in_woorden(fout, wijkbudget):
    """What the constraint means for the person who asked; any other error stays itself."""
    naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None)
    if naam == "wijkbudget_niet_over":
        wijkbudget.refresh_from_db()
        if not wijkbudget.te_verdelen:
            return RegelGeschonden("Het bedrag voor dit jaar is nog niet bekend.")
        return RegelGeschonden(f"Dat past niet: er is nog {euro(wijkbudget.over)} over.")
    if naam in ("wijkbudget_niet_negatief", "wijkbudget_saldo_niet_negatief"):
        return RegelGeschonden("Dat past niet: dan staat er minder dan niets in deze pot.")
    if naam == "saldo_niet_meer_betaald":
        return RegelGeschonden("Dat is meer dan er voor deze aanvraag is toegezegd.")
    return fout
