"""From a first idea to an application with a number; changing it and taking it back."""

from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from buurtbudget.actions.grootboek import boek
from buurtbudget.actions.melden import beslisser, meld
from buurtbudget.actions.weg import schrijf_op, vergrendel, zet_stap
from buurtbudget.models import (
    KLAAR,
    Aanvraag,
    Aanvrager,
    Begrotingspost,
    Bijlage,
    Boeking,
    Categorie,
    Handtekening,
    Regeling,
    Saldo,
    Spelregels,
    Status,
    Wijkbudget,
)
from buurtbudget.toets import gebreken, gevraagd_door_posten
from gebruikers.models import Gebruiker
from kern.bestanden import geen_bestand_zonder_rij
from kern.exceptions import RegelGeschonden

TE_WIJZIGEN = [Status.CONCEPT, Status.ONTVANGEN, Status.VRAAG]


@transaction.atomic
def begin(
    spelregels: Spelregels,
    *,
    uuid: UUID,
    indiener: Gebruiker | None = None,
    ingevoerd_door: Gebruiker | None = None,
    **velden,
) -> Aanvraag:
    """A draft by the rules of a wijk; `uuid` makes a double click harmless.

    `ingevoerd_door` is the member of the working group who enters what came on paper.
    """
    bron = Aanvraag.Bron.PAPIER if ingevoerd_door else Aanvraag.Bron.WEB
    aanvraag, _ = Aanvraag.objects.get_or_create(
        uuid=uuid,
        defaults={
            "spelregels": spelregels,
            "indiener": indiener,
            "ingevoerd_door": ingevoerd_door,
            "bron": bron,
            "is_voorbeeld": spelregels.is_voorbeeld,
        }
        | velden,
    )
    return aanvraag


@transaction.atomic
def wijzig(
    aanvraag: Aanvraag, *, versie: int, door: Gebruiker | None, wat: str = "", **velden
) -> Aanvraag:
    """Change fields of a draft, or of an application nobody proposed a decision for yet.

    `wat` names what changed for the dossier. Raises Verouderd, or RegelGeschonden when it is late.
    """
    rij = _te_wijzigen(aanvraag, versie)
    if all(getattr(rij, naam) == waarde for naam, waarde in velden.items()):
        return rij
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    return _gewijzigd(rij, door, wat)


@transaction.atomic
def zet_posten(
    aanvraag: Aanvraag,
    *,
    versie: int,
    door: Gebruiker | None,
    posten: list[tuple[str, str, Decimal]],
) -> Aanvraag:
    """Replace the cost lines by `posten`: (soort, tekst, bedrag). What is asked follows from them.

    After receipt at least something must be asked (constraint): raises RegelGeschonden.
    """
    rij = _te_wijzigen(aanvraag, versie)
    rij.posten.all().delete()
    Begrotingspost.objects.bulk_create(
        Begrotingspost(aanvraag=rij, volgorde=nr, soort=soort, tekst=tekst, bedrag=bedrag)
        for nr, (soort, tekst, bedrag) in enumerate(posten)
    )
    rij.gevraagd = gevraagd_door_posten(rij)
    if rij.nummer and not rij.gevraagd:
        raise RegelGeschonden("Je vraagt nu niets meer. Trek je aanvraag dan in.")
    return _gewijzigd(rij, door, "kosten")


@transaction.atomic
def zet_aanvrager(aanvraag: Aanvraag, *, versie: int, door: Gebruiker | None, **velden) -> Aanvraag:
    """Who asks and how to reach them; a changed address or channel holds from now on.

    Not after the end: what was wiped must not come back.
    """
    rij = vergrendel(aanvraag, versie)
    if rij.status in [*KLAAR, Status.VERLOPEN]:
        raise RegelGeschonden("Deze aanvraag is klaar. Je gegevens veranderen kan niet meer.")
    Aanvrager.objects.update_or_create(aanvraag=rij, defaults=velden)
    return _gewijzigd(rij, door, "gegevens van de aanvrager")


@transaction.atomic
def teken(aanvraag: Aanvraag, *, naam: str, straat: str) -> Handtekening:
    """A neighbour supports the plan; the same name in the same street counts once."""
    rij = vergrendel(aanvraag)
    if rij.status not in TE_WIJZIGEN:
        raise RegelGeschonden("Je kunt dit plan niet meer steunen: er is al over besloten.")
    return Handtekening.objects.get_or_create(aanvraag=rij, naam=naam, straat=straat)[0]


def voeg_bijlage_toe(
    aanvraag: Aanvraag,
    *,
    uuid: UUID,
    soort: str,
    bestand: File,
    type: str,
    door: Gebruiker | None = None,
    **velden,
) -> Bijlage:
    """Keep a file with the application; `uuid` makes a double click harmless. No file without row.

    `bestand` was cleaned by `kern.bestanden`. Raises RegelGeschonden past `Bijlage.HOOGSTENS`.
    """
    bijlage = Bijlage(
        aanvraag=aanvraag,
        uuid=uuid,
        soort=soort,
        naam=bestand.name[-150:],
        type=type,
        grootte=bestand.size,
        sha256=sha256(b"".join(bestand.chunks())).hexdigest(),
        door=door,
        **velden,
    )
    with geen_bestand_zonder_rij(bijlage):
        vergrendel(aanvraag)
        if bestaand := Bijlage.objects.filter(aanvraag=aanvraag, uuid=uuid).first():
            return bestaand
        if aanvraag.bijlagen.count() >= Bijlage.HOOGSTENS:
            raise RegelGeschonden(f"Er passen hooguit {Bijlage.HOOGSTENS} bestanden bij.")
        bijlage.bestand.save(bestand.name, bestand, save=False)
        bijlage.save()
    return bijlage


@transaction.atomic
def haal_bijlage_weg(bijlage: Bijlage) -> None:
    """Row first, file after the commit."""
    bestand = bijlage.bestand
    Bijlage.objects.filter(pk=bijlage.pk).delete()
    transaction.on_commit(lambda: bestand.delete(save=False))


@transaction.atomic
def dien_in(
    aanvraag: Aanvraag,
    *,
    versie: int,
    door: Gebruiker | None = None,
    stempel: date | None = None,
    nu: datetime | None = None,
) -> Aanvraag:
    """Send it: it gets a number, and a confirmation leaves.

    On paper `door` enters it and `stempel` is the day it came in, which counts for the closing
    date. A draft that began under older rules is judged by those of today. Raises RegelGeschonden
    with the first thing that is missing, Verouderd on a stale `versie`.
    """
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag)
    if rij.nummer:
        return rij  # the second tap
    rij = vergrendel(aanvraag, versie)
    _neem_regels_van_nu(rij)
    dag = stempel or timezone.localtime(nu).date()
    if tegen := [gebrek for gebrek in gebreken(rij, dag) if gebrek.houdt_tegen]:
        raise RegelGeschonden(tegen[0].zin)
    rij.wijkbudget = pot_voor(rij.spelregels, rij.categorie)
    rij.nummer = _volgend_nummer(rij.spelregels)
    rij.ontvangen_op = _op_de_dag(stempel) if stempel else nu
    zet_stap(rij, Status.ONTVANGEN, door=door, namens_aanvrager=door is None, nu=nu)
    _meld_ontvangst(rij, nu)
    return rij


def _op_de_dag(dag):
    """A stamp has no hour: noon."""
    return timezone.make_aware(datetime.combine(dag, time(12)))


def _meld_ontvangst(aanvraag, nu):
    regels = aanvraag.spelregels
    mandaat = beslisser(regels)
    meld(
        aanvraag,
        "bb_ontvangen",
        gebeurtenis=f"{aanvraag.uuid}",
        nu=nu,
        gevraagd=aanvraag.gevraagd,
        beslisser=mandaat.partner.naam if mandaat else "",
        uitslag_voor=regels.uitslag_voor,
        antwoord_weken=regels.antwoord_weken,
    )


def pot_voor(spelregels: Spelregels, categorie: Categorie | None) -> Wijkbudget | None:
    """The pot that pays: of the category if it has one of its own, else of the wijk."""
    return Wijkbudget.objects.filter(
        regeling=spelregels.regeling_id,
        gebied=spelregels.gebied_id,
        jaar=spelregels.jaar,
        deelpot=categorie.deelpot if categorie else "",
    ).first()


@transaction.atomic
def trek_in(
    aanvraag: Aanvraag,
    *,
    versie: int,
    door: Gebruiker | None = None,
    namens_aanvrager: bool = False,
    reden: str = "",
    nu: datetime | None = None,
) -> Aanvraag:
    """Take it back before anything was decided, or call it off after. The money returns."""
    nu = nu or timezone.now()
    rij = vergrendel(aanvraag, versie)
    naar = Status.INGETROKKEN if Status.INGETROKKEN in rij.stappen else Status.GAAT_NIET_DOOR
    stap = zet_stap(
        rij,
        naar,
        door=door,
        namens_aanvrager=namens_aanvrager,
        reden=reden,
        nu=nu,
        gesloten_op=nu,
    )
    terug = geef_vrij(rij, door=door, sleutel=f"vrij:{stap.pk}", nu=nu)
    meld(rij, f"bb_{naar}", gebeurtenis=f"{stap.pk}", nu=nu, terug_te_betalen=terug or None)
    return rij


def geef_vrij(aanvraag: Aanvraag, *, door: Gebruiker | None, sleutel: str, nu: datetime) -> Decimal:
    """All that was promised and not paid goes back in the pot. Gives what must be paid back (€).

    Raises RegelGeschonden while a payment is on its way in a file for the bank.
    """
    betalingen = aanvraag.betalingen.open()
    if betalingen.filter(bestand__isnull=False).exists():
        raise RegelGeschonden("Er is een betaling onderweg. Wacht tot die is afgevinkt.")
    betalingen.update(vervallen_op=nu)
    terug = Decimal(0)
    for saldo in Saldo.objects.filter(aanvraag=aanvraag).select_related("wijkbudget"):
        te_vorderen = saldo.betaald - saldo.ontvangen
        terug += te_vorderen
        if not (saldo.gereserveerd or saldo.verplicht or te_vorderen != saldo.te_vorderen):
            continue
        boek(
            saldo.wijkbudget,
            Boeking.Soort.VRIJVAL,
            sleutel=f"{sleutel}:{saldo.pk}",
            datum=timezone.localtime(nu).date(),
            door=door,
            aanvraag=aanvraag,
            d_gereserveerd=-saldo.gereserveerd,
            d_verplicht=-saldo.verplicht,
            d_te_vorderen=te_vorderen - saldo.te_vorderen,
        )
    return terug


def is_te_wijzigen(aanvraag: Aanvraag) -> bool:
    """Until somebody proposes a decision, or the round has it."""
    bezig = hasattr(aanvraag, "voorstel") or hasattr(aanvraag, "rondepost")
    return aanvraag.status in TE_WIJZIGEN and not bezig


def _te_wijzigen(aanvraag, versie):
    rij = vergrendel(aanvraag, versie)
    if not is_te_wijzigen(rij):
        raise RegelGeschonden(
            f"Je kunt je aanvraag niet meer veranderen. Bel {rij.spelregels.contact_naam}: "
            f"{rij.spelregels.contact_telefoon}."
        )
    return rij


def _gewijzigd(rij, door, wat):
    rij.versie += 1
    rij.save()
    if rij.nummer:
        schrijf_op(
            rij,
            van=rij.status,
            naar=rij.status,
            door=door,
            reden=f"Gewijzigd: {wat}"[:300],
            namens=door is None,
        )
    return rij


def _neem_regels_van_nu(rij):
    """Rules may have a new version since the draft began; a category is found by its name."""
    oud = rij.spelregels
    nieuw = Spelregels.objects.actueel().filter(
        regeling=oud.regeling_id, gebied=oud.gebied_id, jaar=oud.jaar
    )
    if (regels := nieuw.first()) and regels.pk != oud.pk:
        rij.spelregels = regels
        if rij.categorie:
            rij.categorie = regels.categorieen.filter(naam=rij.categorie.naam).first()


def _volgend_nummer(spelregels):
    """2027-0042: per year, over all wijken; the row of the scheme is the lock."""
    Regeling.objects.select_for_update().get(pk=spelregels.regeling_id)
    begin = f"{spelregels.jaar}-"
    hoogste = Aanvraag.objects.filter(nummer__startswith=begin).aggregate(n=Max("nummer"))["n"]
    return f"{begin}{int(hoogste.partition('-')[2]) + 1 if hoogste else 1:04d}"
