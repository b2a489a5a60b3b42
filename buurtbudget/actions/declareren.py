"""The claim: receipts, a report and an account number; then what of it is accepted."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from buurtbudget.actions.grootboek import boek
from buurtbudget.actions.melden import meld
from buurtbudget.actions.weg import tel_op, vergrendel, zet_stap
from buurtbudget.models import (
    Aanvraag,
    Betaling,
    Bijlage,
    Boeking,
    Bon,
    Declaratie,
    Rekening,
    Saldo,
    Status,
)
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd

TE_DECLAREREN = [Status.TOEGEKEND, Status.HERINNERD]
TE_VERANDEREN = [*TE_DECLAREREN, Status.DECLARATIE_VRAAG]
NA_TOEKENNING = [*TE_VERANDEREN, Status.DECLARATIE]


@transaction.atomic
def zet_rekening(
    aanvraag: Aanvraag, *, naam: str, iban: str, is_leverancier: bool = False
) -> Rekening:
    """Where the money goes (`iban` compact). After a grant, not while a payment waits for it."""
    rij = vergrendel(aanvraag)
    if rij.status not in NA_TOEKENNING:
        raise RegelGeschonden("Een rekeningnummer vragen we pas als er geld is toegekend.")
    if is_leverancier and not rij.spelregels.leverancier:
        raise RegelGeschonden("In deze wijk betalen we niet aan een leverancier.")
    if rij.betalingen.open().exists():
        raise RegelGeschonden(
            f"Er staat al een betaling klaar. Bel {rij.spelregels.contact_naam}: "
            f"{rij.spelregels.contact_telefoon}."
        )
    velden = {"naam": naam, "iban": iban, "is_leverancier": is_leverancier}
    rekening, nieuw = Rekening.objects.update_or_create(aanvraag=rij, defaults=velden)
    if not nieuw:
        tel_op(rekening)
    return rekening


@transaction.atomic
def bewaar_declaratie(
    aanvraag: Aanvraag,
    *,
    versie: int,
    bonnen: list[dict],
    door: Gebruiker | None = None,
    **velden,
) -> Declaratie:
    """Keep the claim as it is now. `bonnen`: dicts with tekst, bedrag, post, bijlage.

    `versie` is that of the claim, 0 when there was none. `door` enters it for somebody.
    """
    rij = vergrendel(aanvraag)
    if rij.status not in TE_VERANDEREN:
        raise RegelGeschonden(f"Deze aanvraag is ‘{rij.get_status_display()}’: dit kan niet meer.")
    declaratie = Declaratie.objects.filter(aanvraag=rij).first()
    if declaratie and declaratie.versie != versie:
        raise Verouderd(declaratie)
    if declaratie is None:
        bron = Aanvraag.Bron.PAPIER if door else Aanvraag.Bron.WEB
        declaratie = Declaratie(aanvraag=rij, bron=bron, ingevoerd_door=door, versie=0)
    for naam, waarde in velden.items():
        setattr(declaratie, naam, waarde)
    declaratie.versie += 1
    declaratie.save()
    declaratie.bonnen.all().delete()
    Bon.objects.bulk_create(
        Bon(declaratie=declaratie, volgorde=nr, **bon) for nr, bon in enumerate(bonnen)
    )
    return declaratie


@transaction.atomic
def dien_declaratie_in(
    aanvraag: Aanvraag,
    *,
    versie: int,
    door: Gebruiker | None = None,
    nu: datetime | None = None,
) -> Aanvraag:
    """Send the claim (`versie` of the claim). Raises RegelGeschonden with what is missing."""
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag)
    declaratie = Declaratie.objects.filter(aanvraag=rij).first()
    if rij.status == Status.DECLARATIE and declaratie and declaratie.ingediend_op:
        return rij  # the second tap
    if declaratie is None or not declaratie.bonnen.exists():
        raise RegelGeschonden("Zet er minstens één bon bij.")
    if declaratie.versie != versie:
        raise Verouderd(declaratie)
    if rij.vragen.filter(beantwoord_op__isnull=True).exists():
        raise RegelGeschonden("Er staat nog een vraag open. Geef eerst antwoord.")
    if not hasattr(rij, "rekening"):
        raise RegelGeschonden("Vul in op welke rekening het geld moet komen.")
    if rij.spelregels.foto_nodig and not rij.bijlagen.filter(soort=Bijlage.Soort.FOTO).exists():
        raise RegelGeschonden("Deze wijk vraagt ook een foto van het resultaat.")
    _laat_voorschot_los(rij, nu)
    declaratie.ingediend_op = nu
    declaratie.versie += 1
    declaratie.save()
    stap = zet_stap(rij, Status.DECLARATIE, door=door, namens_aanvrager=door is None, nu=nu)
    meld(
        rij,
        "bb_declaratie",
        gebeurtenis=f"{stap.pk}",
        nu=nu,
        bedrag=gedeclareerd(declaratie),
        betalen_dagen=rij.spelregels.betalen_dagen,
    )
    return rij


def gedeclareerd(declaratie: Declaratie) -> Decimal:
    return declaratie.bonnen.aggregate(som=Sum("bedrag", default=Decimal(0)))["som"]


@transaction.atomic
def keur_bonnen(
    aanvraag: Aanvraag,
    *,
    versie: int,
    oordelen: dict[int, tuple[Decimal, str]],
    door: Gebruiker,
    nu: datetime | None = None,
) -> Betaling | None:
    """Accept receipts: per primary key the amount and, when it is less, why.

    Never more than was granted; an advance is taken off. What is to pay stands ready as a Betaling
    and is given back; None when nothing is: then the case is settled here, and what was paid too
    much is to come back. `versie` is that of the claim.
    """
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag)
    declaratie = Declaratie.objects.select_for_update().get(aanvraag=rij)
    if declaratie.versie != versie:
        raise Verouderd(declaratie)
    if rij.status != Status.DECLARATIE:
        raise RegelGeschonden(f"Deze aanvraag is ‘{rij.get_status_display()}’: dit kan niet nu.")
    if open_betaling := rij.betalingen.open().first():
        raise RegelGeschonden(
            f"Er staat al een betaling klaar: {open_betaling.get_soort_display().lower()}."
        )
    _schrijf_oordelen(declaratie, oordelen)
    saldo = _saldo(rij)
    declaratie.goedgekeurd = min(_som_goedgekeurd(declaratie), saldo.verplicht)
    declaratie.goedgekeurd_op, declaratie.goedgekeurd_door = nu, door
    declaratie.versie += 1
    declaratie.save()
    te_betalen = declaratie.goedgekeurd - (saldo.betaald - saldo.ontvangen)
    if te_betalen <= 0:
        _reken_af_zonder_betaling(rij, saldo, declaratie, door, nu)
        return None
    dag = timezone.localtime(nu).date()
    return Betaling.objects.create(
        aanvraag=rij,
        soort=Betaling.Soort.SLOT,
        bedrag=te_betalen,
        betalen_voor=dag + timedelta(days=rij.spelregels.betalen_dagen),
        klaargezet_door=door,
        klaargezet_op=nu,
    )


def minder_dan_gevraagd(declaratie: Declaratie) -> list[dict]:
    """The receipts that were not accepted in full, for the letter."""
    return [
        {"tekst": bon.tekst, "bedrag": bon.bedrag, "goed": bon.goedgekeurd, "reden": bon.reden}
        for bon in declaratie.bonnen.all()
        if bon.goedgekeurd is not None and bon.goedgekeurd < bon.bedrag
    ]


def _laat_voorschot_los(rij, nu):
    """With the receipts in, an advance that nobody paid is of no use; in a bank file it stays."""
    rij.betalingen.open().filter(bestand__isnull=True).update(vervallen_op=nu)


def _schrijf_oordelen(declaratie, oordelen):
    for bon in declaratie.bonnen.all():
        if bon.pk not in oordelen:
            raise RegelGeschonden(f"Zeg ook van ‘{bon.tekst}’ of het goed is.")
        bon.goedgekeurd, bon.reden = oordelen[bon.pk]
        if bon.goedgekeurd > bon.bedrag:
            raise RegelGeschonden(f"Op de bon van ‘{bon.tekst}’ staat minder.")
        if bon.goedgekeurd < bon.bedrag and not bon.reden:
            raise RegelGeschonden(f"Schrijf op waarom ‘{bon.tekst}’ niet helemaal vergoed wordt.")
        bon.save()


def _som_goedgekeurd(declaratie):
    return declaratie.bonnen.aggregate(som=Sum("goedgekeurd", default=Decimal(0)))["som"]


def _saldo(rij):
    return Saldo.objects.get(aanvraag=rij, wijkbudget=rij.wijkbudget_id)


def _reken_af_zonder_betaling(rij, saldo, declaratie, door, nu):
    """The advance was enough or too much; the rest of the promise goes back in the pot."""
    te_veel = saldo.betaald - saldo.ontvangen - declaratie.goedgekeurd
    vrij = saldo.verplicht - declaratie.goedgekeurd
    if vrij or te_veel:
        boek(
            rij.wijkbudget,
            Boeking.Soort.VRIJVAL if not te_veel else Boeking.Soort.TERUGVORDERING,
            sleutel=f"afrekening:{declaratie.pk}:{declaratie.versie}",
            datum=timezone.localtime(nu).date(),
            door=door,
            aanvraag=rij,
            d_verplicht=-vrij,
            d_te_vorderen=te_veel,
        )
    stap = zet_stap(rij, Status.UITBETAALD, door=door, nu=nu)
    meld(
        rij,
        "bb_uitbetaald",
        gebeurtenis=f"{stap.pk}",
        nu=nu,
        bedrag=Decimal(0),
        goedgekeurd=declaratie.goedgekeurd,
        minder=minder_dan_gevraagd(declaratie),
        terug_te_betalen=te_veel or None,
    )
