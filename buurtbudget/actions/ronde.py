"""A verdeelronde begins: what came in on time is numbered, and the members take part."""

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buurtbudget.actions.indienen import pot_voor
from buurtbudget.actions.melden import beslisser
from buurtbudget.models import (
    Aanvraag,
    Deelnemer,
    Rondepost,
    Spelregels,
    Status,
    Verdeelronde,
)
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from partners.models import Lidmaatschap


@transaction.atomic
def begin_ronde(
    spelregels: Spelregels,
    *,
    klaar_voor: date,
    vergadering_op: date | None = None,
    proefbedrag: Decimal | None = None,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Verdeelronde:
    """Number what came in on time and freeze it; the members of the working group take part.

    What comes in later stays out. The round of this area and year begins once: a second tap gives
    it. Raises RegelGeschonden when it is too early, or when a question or proposal is still open.
    """
    dag = timezone.localtime(nu).date()
    Gebied.objects.select_for_update().get(pk=spelregels.gebied_id)
    if bestaand := ronde_van(spelregels):
        return bestaand
    _kan_beginnen(spelregels, dag)
    pot = pot_voor(spelregels, None)
    if pot is None:
        raise RegelGeschonden(f"Er is nog geen pot voor {spelregels.jaar}. Vraag het de gemeente.")
    ronde = Verdeelronde.objects.create(
        spelregels=spelregels,
        wijkbudget=pot,
        klaar_voor=klaar_voor,
        vergadering_op=vergadering_op,
        proefbedrag=proefbedrag,
        begonnen_door=door,
    )
    _nummer(ronde, _op_tijd(spelregels))
    _deelnemers(ronde, dag)
    return ronde


def ronde_van(spelregels: Spelregels) -> Verdeelronde | None:
    """The round of this area and year, whatever version of the rules it began under."""
    return Verdeelronde.objects.filter(
        spelregels__regeling=spelregels.regeling_id,
        spelregels__gebied=spelregels.gebied_id,
        spelregels__jaar=spelregels.jaar,
    ).first()


@transaction.atomic
def zet_data(
    ronde: Verdeelronde,
    *,
    versie: int,
    klaar_voor: date,
    vergadering_op: date | None,
    proefbedrag: Decimal | None,
) -> Verdeelronde:
    """The dates, and the amount (€) to reckon with until the pot is known."""
    rij = vergrendel_ronde(ronde, versie)
    if rij.is_bevestigd:
        raise RegelGeschonden("Deze ronde is al bevestigd.")
    rij.klaar_voor, rij.vergadering_op = klaar_voor, vergadering_op
    rij.proefbedrag = proefbedrag
    return bewaar_ronde(rij)


def vergrendel_ronde(ronde: Verdeelronde, versie: int | None = None) -> Verdeelronde:
    """The row as it is now, held; Verouderd when it is not the one that was read."""
    rij = (
        Verdeelronde.objects.select_for_update(of=["self"])
        .select_related("spelregels__gebied", "wijkbudget")
        .get(pk=ronde.pk)
    )
    if versie is not None and rij.versie != versie:
        raise Verouderd(rij)
    return rij


def bewaar_ronde(ronde: Verdeelronde) -> Verdeelronde:
    ronde.versie += 1
    ronde.save()
    return ronde


def _kan_beginnen(regels, dag):
    if not regels.is_ronde:
        raise RegelGeschonden("In deze wijk gaat het één voor één, zonder verdeelronde.")
    if dag <= regels.sluit_op:
        raise RegelGeschonden(
            f"Aanvragen kan nog tot en met {regels.sluit_op:%d-%m-%Y}. Daarna begint de ronde."
        )


def _op_tijd(regels):
    """What was received, locked by key; nothing may be open that would leave somebody out."""
    aanvragen = list(
        Aanvraag.objects.select_for_update(of=["self"])
        .van_wijk(regels.gebied_id, regels.jaar)
        .filter(spelregels__regeling=regels.regeling_id)
        .filter(status__in=[Status.ONTVANGEN, Status.VRAAG])
        .select_related("categorie", "spelregels", "voorstel")
        .order_by("pk")
    )
    _niets_open(aanvragen)
    if not aanvragen:
        raise RegelGeschonden("Er is geen aanvraag om over te verdelen.")
    for aanvraag in aanvragen:
        if aanvraag.wijkbudget_id is None:
            _geef_pot(aanvraag)
    return aanvragen


def _niets_open(aanvragen):
    vraag = [rij.nummer for rij in aanvragen if rij.status == Status.VRAAG]
    if vraag:
        raise RegelGeschonden(
            f"Er staat nog een vraag open bij {', '.join(vraag)}. Wacht op het antwoord, of ga "
            "in het dossier verder zonder antwoord."
        )
    voorstel = [rij.nummer for rij in aanvragen if hasattr(rij, "voorstel")]
    if voorstel:
        raise RegelGeschonden(
            f"Er ligt al een voorstel bij {', '.join(voorstel)}. Haal dat eerst weg."
        )


def _geef_pot(aanvraag):
    """It came in before the pot was there."""
    aanvraag.wijkbudget = pot_voor(aanvraag.spelregels, aanvraag.categorie)
    if aanvraag.wijkbudget is None:
        raise RegelGeschonden(f"Voor {aanvraag.nummer} ‘{aanvraag}’ is er nog geen pot.")
    aanvraag.save(update_fields=["wijkbudget"])


def groep(aanvraag: Aanvraag) -> tuple:
    """Its place among the others: activities first, then what stays, by kind."""
    categorie = aanvraag.categorie
    fysiek = bool(aanvraag.fysiek)
    return (fysiek, categorie.volgorde if categorie else 0, categorie.pk if categorie else 0)


def _nummer(ronde, aanvragen):
    op_rij = sorted(aanvragen, key=lambda rij: (*groep(rij), rij.ontvangen_op, rij.pk))
    Rondepost.objects.bulk_create(
        Rondepost(ronde=ronde, aanvraag=aanvraag, volgnummer=nr)
        for nr, aanvraag in enumerate(op_rij, 1)
    )


def _deelnemers(ronde, dag):
    """The working group of the foundation that decides, once each."""
    mandaat = beslisser(ronde.spelregels, dag)
    if mandaat is None:
        raise RegelGeschonden("Niemand mag nu beslissen in deze wijk: het mandaat is voorbij.")
    leden = (
        Lidmaatschap.objects.geldig_op(dag)
        .filter(partner=mandaat.partner_id, rol=Lidmaatschap.Rol.WERKGROEP)
        .order_by("naam", "pk")
    )
    Deelnemer.objects.bulk_create(
        Deelnemer(ronde=ronde, lid=lid, volgorde=nr) for nr, lid in enumerate(leden, 1)
    )
    if not ronde.deelnemers.exists():
        raise RegelGeschonden("Er is niemand in de werkgroep. Dan kan niemand verdelen.")


def kanalen(ronde: Verdeelronde) -> Counter:
    """How the letters of this round go out: {"mail": 50, "post": 10, "telefoon": 4}."""
    return Counter(
        ronde.besluiten.filter(aanvraag__aanvrager__isnull=False).values_list(
            "aanvraag__aanvrager__kanaal", flat=True
        )
    )
