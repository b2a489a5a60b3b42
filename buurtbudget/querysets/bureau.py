"""What the desk of a wijk asks about many applications at once."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, Exists, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from berichten.models import Bericht
from buurtbudget.models import (
    IN_BEHANDELING,
    LOPEND,
    Aanvraag,
    Advies,
    Beoordeling,
    Besluit,
    Betaling,
    Spelregels,
    Status,
    Uitkomst,
    Vergadering,
)

OPEN = [*IN_BEHANDELING, *LOPEND]
HOOGUIT = 500  # open cases of one wijk that the desk looks at


def te_doen(gebruiker, gebied):
    """The open cases of a wijk, of any year, with what the desk must know to sort them."""
    adviezen = Advies.objects.filter(aanvraag=OuterRef("pk")).order_by("-gevraagd_op")
    besluiten = Besluit.objects.filter(aanvraag=OuterRef("pk"), uitkomst=Uitkomst.VOORWAARDE)
    oordelen = Beoordeling.objects.filter(aanvraag=OuterRef("pk"), lid__gebruiker=gebruiker)
    betalingen = Betaling.objects.open().filter(aanvraag=OuterRef("pk"))
    open_vraag = Q(vragen__beantwoord_op__isnull=True)
    return (
        Aanvraag.objects.voor_team(gebruiker, [gebied.pk])
        .filter(status__in=OPEN)
        .select_related("spelregels__gebied", "voorstel__door")
        .annotate(
            antwoord_voor=Min("vragen__uiterlijk", filter=open_vraag),
            antwoord_op=Max("vragen__beantwoord_op"),
            advies_antwoord=Subquery(adviezen.values("antwoord")[:1]),
            voorwaarde_voor=Subquery(besluiten.values("voorwaarde_voor")[:1]),
            eigen_oordeel=Exists(oordelen),
            te_betalen=Exists(betalingen),
            met_belang=ArrayAgg(
                "belangen__lid__naam",
                filter=Q(belangen__isnull=False),
                distinct=True,
                default=Value([]),
            ),
        )
        .order_by("ontvangen_op", "pk")[:HOOGUIT]
    )


def tellingen(gebruiker, gebieden):
    """{area: what waits there}, for the desk of a person with more wijken than one."""
    rijen = Aanvraag.objects.voor_team(gebruiker, gebieden).filter(status__in=OPEN).order_by()
    tel = {
        "ontvangen": Count("pk", filter=Q(status=Status.ONTVANGEN)),
        "vragen": Count("pk", filter=Q(status__in=[Status.VRAAG, Status.DECLARATIE_VRAAG])),
        "voorwaarden": Count("pk", filter=Q(status=Status.VOORWAARDE)),
        "bonnen": Count("pk", filter=Q(status=Status.DECLARATIE)),
    }
    return {
        rij.pop("spelregels__gebied"): rij
        for rij in rijen.values("spelregels__gebied").annotate(**tel)
    }


def regels_per_jaar(gebied):
    """The rules of this wijk that hold, the last year first, with what else waits: the day of an
    open meeting, and whether there is paper that is not complete.
    """
    aanvragen = Aanvraag.objects.filter(spelregels__gebied=OuterRef("gebied"))
    vergadering = Vergadering.objects.filter(gebied=OuterRef("gebied"), bevestigd_op__isnull=True)
    concepten = aanvragen.filter(status="concept", bron=Aanvraag.Bron.PAPIER)
    return (
        Spelregels.objects.actueel()
        .filter(gebied=gebied)
        .annotate(
            vergadering_op=Subquery(vergadering.values("op")[:1]),
            heeft_concept=Exists(concepten),
        )
        .order_by("-jaar")
    )


def lijst(gebruiker, gebied, jaar):
    """Every application of a year, the last first."""
    rijen = Aanvraag.objects.voor_team(gebruiker, [gebied.pk]).filter(spelregels__jaar=jaar)
    return rijen.select_related("categorie").order_by("-nummer")


def berichten(gebruiker, gebied):
    """Messages about applications of this wijk that this member may see."""
    zaken = Aanvraag.objects.filter(spelregels__gebied=gebied).zonder_belang(gebruiker)
    return Bericht.objects.filter(betreft__in=_als_tekst(zaken))


def _als_tekst(zaken):
    """The uuids as `betreft` holds them."""
    return zaken.annotate(als_tekst=Cast("uuid", CharField())).values("als_tekst")
