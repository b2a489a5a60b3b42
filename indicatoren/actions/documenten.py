"""A document of the budget cycle while it is written: made, copied, changed, thrown away."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from gebieden.models import Gemeente
from gebruikers.models import Gebruiker
from indicatoren.models import Programma, Rapportage, Rapportregel
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import bewaar_eenmalig, wijzig, zelfde

BEVROREN = "Dit document is bevroren. Er verandert niets meer aan."
WEG = "Dit document is net weggegooid. Kopieer je tekst als je hem wilt houden."
VENSTERS = ["realisatie_van", "realisatie_tot", "streef_van", "streef_tot"]
MEE = ["soort", "volgorde", "nr", "kop", "tekst", "voortgang", "bedrag", "noot", "indicator_id"]


@transaction.atomic
def maak_document(
    gemeente: Gemeente, *, uuid: UUID, door: Gebruiker, van: Rapportage | None = None, **velden
) -> Rapportage:
    """A new document, empty or with the tree and rows of `van`; the second tap gives the first.

    Years of `van` that were left open move along with the year of the document. Its texts are asked
    for anew, with what they said as a start. Raises RegelGeschonden when the document is there
    already, or the `uuid` is of something else.
    """
    if van:
        velden = _schuif(van, velden["jaar"]) | {n: w for n, w in velden.items() if w is not None}
    if bestaand := Rapportage.objects.filter(uuid=uuid).first():
        return zelfde(bestaand, gemeente=gemeente, **velden)
    document = Rapportage(gemeente=gemeente, uuid=uuid, **velden)
    toets(document)
    bewaar_eenmalig(document)
    if van:
        _neem_over(van, document)
    return document


@transaction.atomic
def wijzig_document(
    rapportage: Rapportage, *, versie: int, door: Gebruiker, **velden
) -> Rapportage:
    """Change kind, year, name or window; raises Verouderd when it changed since `versie`."""
    return wijzig(houd_document(rapportage.pk), versie, velden, toets=toets)


@transaction.atomic
def gooi_document_weg(rapportage: Rapportage, *, versie: int, door: Gebruiker) -> None:
    """A draft goes, with all that is in it; raises Verouderd when it changed since `versie`."""
    document = houd_document(rapportage.pk)
    if document.versie != versie:
        raise Verouderd(document)
    document.delete()


def houd_document(pk: int) -> Rapportage:
    """Whoever writes a part holds the document first: parts, and freezing, come one by one.

    Raises RegelGeschonden when it is frozen, or gone.
    """
    rijen = Rapportage.objects.select_for_update(of=("self",)).filter(pk=pk)
    document = rijen.first()
    if document is None:
        raise RegelGeschonden(WEG)
    if document.bevroren_op:
        raise RegelGeschonden(BEVROREN)
    return document


def verhoog(document: Rapportage) -> None:
    """Something in it changed: who is about to freeze what they read is too late."""
    document.versie += 1
    document.save(update_fields=["versie"])


def toets(rij) -> None:
    """Raises RegelGeschonden with the sentences of the constraints that this row breaks."""
    try:
        rij.validate_constraints()
    except ValidationError as fout:
        raise RegelGeschonden(" ".join(fout.messages)) from None


def _schuif(van, jaar):
    """The windows of a document, and its day, as many years further as the new one is."""
    erbij = jaar - van.jaar
    jaren = {naam: getattr(van, naam) for naam in VENSTERS}
    vensters = {naam: oud and oud + erbij for naam, oud in jaren.items()}
    return vensters | {"peildatum": _jaren_later(van.peildatum, erbij)}


def _jaren_later(dag, erbij):
    if dag is None:
        return None
    try:
        return dag.replace(year=dag.year + erbij)
    except ValueError:  # 29 February
        return dag.replace(year=dag.year + erbij, day=28)


def _neem_over(van, naar):
    """The tree level by level, and then every row: as many queries as the tree is deep."""
    takken, laag = {}, list(van.programmas.filter(ouder=None))
    while laag:
        nieuw = [
            Programma(
                rapportage=naar,
                ouder=takken.get(tak.ouder_id),
                **{naam: getattr(tak, naam) for naam in ("nr", "naam", "volgorde")},
            )
            for tak in laag
        ]
        takken |= {
            tak.pk: kopie
            for tak, kopie in zip(laag, Programma.objects.bulk_create(nieuw), strict=True)
        }
        laag = list(van.programmas.filter(ouder__in=laag))
    Rapportregel.objects.bulk_create(
        Rapportregel(
            programma=takken[regel.programma_id],
            **{naam: getattr(regel, naam) for naam in MEE},
        )
        for regel in Rapportregel.objects.filter(programma__rapportage=van)
    )
