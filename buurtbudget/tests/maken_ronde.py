"""A verdeelronde for tests: a closing date that is past, members, and columns that are filled."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.timezone import localdate

from buurtbudget.actions.kolommen import bewaar_verdeling, ik_ben_klaar
from buurtbudget.actions.ronde import begin_ronde
from buurtbudget.actions.rondevergadering import naar_vergadering, zet_gronden
from buurtbudget.models import Rondepost, Spelregels, Verdeelronde
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_grond,
    maak_mandaat,
    maak_ontvangen,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)

OVERMORGEN = timedelta(days=2)


def maak_ronderegels(gebied=None, **afwijking):
    """Rules with a closing date of yesterday, open long enough to send something today on paper."""
    velden = {
        "inname": "sluitingsdatum",
        "werkwijze": "verdeelronde",
        "sluit_op": localdate() + timedelta(days=1),
    }
    return maak_spelregels(gebied, **velden | afwijking)


def maak_ronde(gevraagd=(100, 100), leden=2, pot=None, plafond=100, **afwijking):
    """An open round with these amounts asked and so many members; it begins the day after tomorrow.

    Gives the round; its `leden` are the users, in the order of the columns.
    """
    pot = pot or maak_pot(maak_ronderegels(**afwijking), plafond)
    mensen = [maak_teamlid(pot.gebied, naam=f"Lid {nr}") for nr in range(1, leden + 1)]
    for bedrag in gevraagd:
        maak_ontvangen(pot, bedrag)
    regels = Spelregels.objects.actueel().get(gebied=pot.gebied, jaar=pot.jaar)
    ronde = begin_ronde(
        regels,
        klaar_voor=localdate() + timedelta(days=9),
        vergadering_op=localdate() + timedelta(days=10),
        door=mensen[0],
        nu=timezone.now() + OVERMORGEN,
    )
    ronde.leden = mensen
    return ronde


def posten(ronde):
    return list(ronde.posten.select_related("aanvraag").order_by("volgnummer"))


def vul(deelnemer, bedragen, *, klaar=True, door=None):
    """Fill a column: {number: €}."""
    door = door or deelnemer.lid.gebruiker
    nummers = {post.volgnummer: post.aanvraag_id for post in posten(deelnemer.ronde)}
    deelnemer.refresh_from_db()
    kolom = bewaar_verdeling(
        deelnemer,
        versie=deelnemer.versie,
        bedragen={nummers[nr]: Decimal(bedrag) for nr, bedrag in bedragen.items()},
        door=door,
    )
    return ik_ben_klaar(kolom, versie=kolom.versie, door=door) if klaar else kolom


def maak_vergadering(kolommen=({1: 60, 2: 40}, {1: 60, 2: 40}), **afwijking):
    """A round with these columns, counted, in its meeting."""
    ronde = maak_ronde(leden=len(kolommen), **afwijking)
    for deelnemer, kolom in zip(ronde.deelnemers.all(), kolommen, strict=True):
        vul(deelnemer, kolom)
    leden = ronde.leden
    ronde.refresh_from_db()
    ronde = naar_vergadering(ronde, versie=ronde.versie, door=leden[0])
    ronde.leden = leden
    return ronde


def geef_gronden(ronde, door):
    """A ground for everything that gets nothing."""
    grond = maak_grond(naam="Het geld is op", brieftekst="Er was niet genoeg geld.")
    gronden = {post.pk: (grond, "") for post in posten(ronde) if not post.bedrag}
    return zet_gronden(ronde, versie=ronde.versie, gronden=gronden, door=door)


def maak_deuren(stichting):
    """A round in each state, of areas this foundation decides about: what fills their addresses."""
    gebieden = [maak_budgetgebied() for _ in range(3)]
    for gebied in gebieden:
        maak_mandaat(gebied, stichting)
    rondes = [maak_ronde(pot=maak_pot(maak_ronderegels(gebied)), leden=1) for gebied in gebieden]
    open_, vergadering, bevestigd = rondes
    nu = timezone.now()
    Verdeelronde.objects.filter(pk=vergadering.pk).update(status="vergadering")
    Verdeelronde.objects.filter(pk=bevestigd.pk).update(
        status="bevestigd", bevestigd_op=nu, bevestigd_door=bevestigd.begonnen_door
    )
    Rondepost.objects.filter(ronde=vergadering).update(berekend=0)
    namen = ["ronde", "rondevergadering", "rondeuitslag"]
    paden = {
        naam: {"slug": ronde.spelregels.gebied.slug, "jaar": ronde.spelregels.jaar}
        for naam, ronde in zip(namen, rondes, strict=True)
    }
    return paden | {"kolom": paden["ronde"] | {"lid": open_.deelnemers.last().pk}}
