"""Writing in the ledger. The database keeps the balances and refuses what does not fit."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from buurtbudget.models import Aanvraag, Boeking, Saldo, Wijkbudget
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden
from kern.templatetags.onderdelen import euro

SPIEGELS = [
    "d_plafond",
    "d_extra",
    "d_gereserveerd",
    "d_verplicht",
    "d_betaald",
    "d_te_vorderen",
    "d_ontvangen",
    "bedrag",
]


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
    herstelt: Boeking | None = None,
    **bedragen: Decimal,
) -> Boeking:
    """Write one entry of `bedragen` in euro (`d_verplicht=…`, `bedrag=…`).

    `sleutel` names the fact; the same fact twice raises IntegrityError, for whoever calls must have
    locked what it is about. Raises RegelGeschonden, with what is left, when the pot would go over.
    """
    if aanvraag is not None:
        Saldo.objects.get_or_create(aanvraag=aanvraag, wijkbudget=wijkbudget)
    try:
        with transaction.atomic():
            return Boeking.objects.create(
                wijkbudget=wijkbudget,
                soort=soort,
                sleutel=sleutel,
                datum=datum,
                door=door,
                aanvraag=aanvraag,
                toelichting=toelichting,
                herstelt=herstelt,
                **bedragen,
            )
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
        herstelt=boeking,
        **{veld: -getattr(boeking, veld) for veld in SPIEGELS},
    )


def _in_woorden(fout, wijkbudget):
    """What the constraint means for the person who asked; any other error stays itself."""
    naam = getattr(getattr(fout.__cause__, "diag", None), "constraint_name", None)
    if naam == "wijkbudget_niet_over":
        wijkbudget.refresh_from_db()
        if not wijkbudget.te_verdelen:
            return RegelGeschonden("Het bedrag voor dit jaar is nog niet bekend.")
        return RegelGeschonden(f"Dat past niet: er is nog {euro(wijkbudget.over)} over.")
    if naam == "saldo_niet_meer_betaald":
        return RegelGeschonden("Dat is meer dan er voor deze aanvraag is toegezegd.")
    return fout
