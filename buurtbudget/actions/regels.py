"""The rules of a wijk for a year: write a draft, publish it, copy it."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from buurtbudget.models import Beheerder, Categorie, Mandaat, Regeling, Spelregels, Wijkbudget
from gebieden.models import Gebied
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden, Verouderd
from partners.models import Partner

NIET_KOPIEREN = {
    "id",
    "regeling",
    "gebied",
    "jaar",
    "nummer",
    "openbaar_op",
    "wat_veranderd",
    "versie",
    "gewijzigd_door",
}
CATEGORIEVELDEN = ["naam", "fysiek", "maximum", "per", "deelpot"]


@transaction.atomic
def bewaar_concept(
    gebied: Gebied, jaar: int, *, versie: int, door: Gebruiker, categorieen: list[dict], **velden
) -> Spelregels:
    """Write the draft of a year; `versie` 0 says that there was none yet.

    The same words twice is one save. Raises Verouderd with the draft as it is now when somebody
    saved in between, RegelGeschonden when this year has rules and no draft of new ones.
    """
    regeling = _vergrendelde_regeling()
    concept = _concepten(regeling, gebied, jaar).select_for_update().first()
    if concept is None:
        if versie:
            raise RegelGeschonden("Dit concept is er niet meer. Het is gepubliceerd of weggehaald.")
        if _versies(regeling, gebied, jaar).exists():
            raise RegelGeschonden(f"Voor {jaar} gelden al regels. Begin een nieuwe versie.")
        concept = Spelregels(regeling=regeling, gebied=gebied, jaar=jaar, versie=0)
    elif concept.versie != versie:
        if is_gelijk(concept, velden, categorieen):
            return concept
        raise Verouderd(concept)
    for naam, waarde in velden.items():
        setattr(concept, naam, waarde)
    concept.versie += 1
    concept.gewijzigd_door = door
    concept.save()
    _zet_categorieen(concept, categorieen)
    return concept


@transaction.atomic
def publiceer(
    spelregels: Spelregels,
    *,
    versie: int,
    wat_veranderd: str,
    door: Gebruiker,
    nu: datetime | None = None,
) -> Spelregels:
    """Make the draft the rules that hold, for good, and see to the pots it speaks of.

    A second tap changes nothing. Raises Verouderd when the draft is not what was read.
    """
    nu = nu or timezone.now()
    rij = Spelregels.objects.select_for_update().get(pk=spelregels.pk)
    if rij.openbaar_op:
        return rij
    if rij.versie != versie:
        raise Verouderd(rij)
    mandaat = _mandaat(rij, nu)
    rij.openbaar_op = nu
    rij.wat_veranderd = wat_veranderd
    rij.gewijzigd_door = door
    rij.save()
    for deelpot in {"", *rij.categorieen.values_list("deelpot", flat=True)}:
        Wijkbudget.objects.get_or_create(
            regeling=rij.regeling,
            gebied=rij.gebied,
            jaar=rij.jaar,
            deelpot=deelpot,
            defaults={"beheerder": mandaat.partner, "is_voorbeeld": rij.is_voorbeeld},
        )
    return rij


@transaction.atomic
def nieuwe_versie(openbaar: Spelregels, *, door: Gebruiker) -> Spelregels:
    """A draft that says what the published rules say; the draft there is when there is one."""
    return _kopieer(openbaar, openbaar.jaar, door)


@transaction.atomic
def kopieer_naar_jaar(bron: Spelregels, jaar: int, *, door: Gebruiker) -> Spelregels:
    """A draft for another year with every date that many years later.

    Raises RegelGeschonden when that year has rules already.
    """
    if _versies(bron.regeling, bron.gebied, jaar).filter(openbaar_op__isnull=False).exists():
        raise RegelGeschonden(f"Voor {jaar} gelden al regels.")
    return _kopieer(bron, jaar, door)


def neem_over(bron: Spelregels, jaar: int, *, door: Gebruiker) -> Spelregels:
    """A draft of new rules for this year, from what holds now or in another year."""
    if bron.jaar == jaar:
        return nieuwe_versie(bron, door=door)
    return kopieer_naar_jaar(bron, jaar, door=door)


@transaction.atomic
def haal_concept_weg(concept: Spelregels, *, versie: int) -> None:
    """Throw a draft away; published rules stay. Raises Verouderd when somebody wrote in it."""
    rij = Spelregels.objects.select_for_update().filter(pk=concept.pk).first()
    if rij is None:
        return
    if rij.openbaar_op or rij.versie != versie:
        raise Verouderd(rij)
    rij.delete()


@transaction.atomic
def bewaar_beheerder(partner: Partner, *, gelezen: str, **velden) -> Beheerder:
    """The data of the foundation itself; `gelezen` is the `stand` of what was on the page.

    Raises Verouderd when somebody saved something else in between.
    """
    Partner.objects.select_for_update().get(pk=partner.pk)
    beheerder = Beheerder.objects.filter(partner=partner).first() or Beheerder(partner=partner)
    if all(getattr(beheerder, naam) == waarde for naam, waarde in velden.items()):
        return beheerder
    if stand(beheerder) != gelezen:
        raise Verouderd(beheerder)
    for naam, waarde in velden.items():
        setattr(beheerder, naam, waarde)
    beheerder.save()
    return beheerder


def stand(beheerder: Beheerder) -> str:
    """What the row says, as one short text to compare."""
    delen = [beheerder.iban, beheerder.rekeninghouder, beheerder.adres, beheerder.antwoord_aan]
    return hashlib.sha256("\n".join([*delen, beheerder.ondertekenaar]).encode()).hexdigest()


def is_gelijk(regels: Spelregels, velden: dict, categorieen: list[dict]) -> bool:
    """Whether the rules say exactly this."""
    zelfde = all(getattr(regels, naam) == waarde for naam, waarde in velden.items())
    return zelfde and categorieen_van(regels) == categorieen


def categorieen_van(regels: Spelregels) -> list[dict]:
    return [
        {naam: getattr(categorie, naam) for naam in CATEGORIEVELDEN}
        for categorie in regels.categorieen.all()
    ]


def _vergrendelde_regeling():
    """The scheme of the foundations, held: two people who begin the same draft take turns."""
    return Regeling.objects.select_for_update().get(sleutel=Regeling.BUURTBUDGET)


def _versies(regeling, gebied, jaar):
    return Spelregels.objects.filter(regeling=regeling, gebied=gebied, jaar=jaar)


def _concepten(regeling, gebied, jaar):
    return _versies(regeling, gebied, jaar).filter(openbaar_op__isnull=True)


def _kopieer(bron, jaar, door):
    regeling = _vergrendelde_regeling()
    if concept := _concepten(regeling, bron.gebied, jaar).first():
        return concept
    namen = {veld.name for veld in Spelregels._meta.concrete_fields} - NIET_KOPIEREN
    velden = {naam: verschuif(getattr(bron, naam), jaar - bron.jaar) for naam in namen}
    if velden["sluit_op"]:  # what closed after its year closes on the last day of the new one
        velden["sluit_op"] = min(velden["sluit_op"], date(jaar, 12, 31))
    laatste = _versies(regeling, bron.gebied, jaar).aggregate(hoogste=Max("nummer"))["hoogste"]
    concept = Spelregels.objects.create(
        regeling=regeling,
        gebied=bron.gebied,
        jaar=jaar,
        nummer=(laatste or 0) + 1,
        gewijzigd_door=door,
        **velden,
    )
    _zet_categorieen(concept, categorieen_van(bron))
    return concept


def _zet_categorieen(concept, categorieen):
    concept.categorieen.all().delete()
    Categorie.objects.bulk_create(
        Categorie(spelregels=concept, volgorde=nr, **velden)
        for nr, velden in enumerate(categorieen)
    )


def verschuif(waarde, jaren: int):
    """A date, or a list of them, that many years later; 29 February becomes 28. Else as it is."""
    if isinstance(waarde, list):
        return [verschuif(deel, jaren) for deel in waarde]
    if not isinstance(waarde, date) or not jaren:
        return waarde
    try:
        return waarde.replace(year=waarde.year + jaren)
    except ValueError:
        return waarde.replace(year=waarde.year + jaren, day=28)


def _mandaat(regels, nu):
    dag = max(timezone.localdate(nu), date(regels.jaar, 1, 1))
    mandaten = Mandaat.objects.filter(regeling=regels.regeling, gebied=regels.gebied)
    mandaat = mandaten.geldig_op(min(dag, date(regels.jaar, 12, 31))).first()
    if mandaat is None:
        raise RegelGeschonden(
            f"Het is niet bekend wie in {regels.jaar} beslist in {regels.gebied}. "
            "De gemeente legt dat vast."
        )
    return mandaat
