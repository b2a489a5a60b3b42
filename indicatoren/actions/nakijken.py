"""The dry run: read a file into the staging table, and say what it would do."""

import logging
from dataclasses import astuple, dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from berichten.actions import wek_de_worker
from indicatoren.inleesproef import proef
from indicatoren.inleesvergelijking import haal_dubbele_weg
from indicatoren.invoer import kopieer, leeg
from indicatoren.lezen.bekend import haal_bekend
from indicatoren.lezen.cijfers import Geweigerd, lees
from indicatoren.lezen.leeswijze import Leeswijze
from indicatoren.models import Import
from indicatoren.tasks import kijk_bestanden_na
from kern.bestanden import MEGABYTE
from kern.exceptions import RegelGeschonden

MEEKIJKEN_TOT = 2 * MEGABYTE  # a file up to here is looked through while one waits
PER_KEER = 20_000  # figures between two times that others see how far it is
HOOGUIT_FOUTEN = 10_000  # kept one by one; the rest is counted
DOOD_NA = timedelta(minutes=10)  # without a sign of life somebody else begins again
WEG = "Dit bestand is er niet meer. Lever het opnieuw aan."
STUK = "We konden dit bestand niet lezen. Bewaar het opnieuw als csv of xlsx en lever dat aan."
DUBBEL = (
    "Dit cijfer staat ook op regel {}, en zegt daar iets anders. Haal een van de twee regels weg."
)

log = logging.getLogger(__name__)


class Overgenomen(Exception):
    """Somebody chose another way of reading, or began again."""


@dataclass
class Gelezen:
    """What became of the rows that are no figure."""

    aantal: int = 0
    dubbel: int = 0
    fouten: list[Geweigerd] = field(default_factory=list)

    def weiger(self, fouten: list[Geweigerd], aantal: int) -> None:
        self.aantal += aantal
        self.fouten += fouten[: HOOGUIT_FOUTEN - len(self.fouten)]


def begin(imp: Import) -> Import:
    """After `kies`, and again from the button of a page that waits: a small file is looked through
    at once (in this request), a large one by the worker. Gives the import as it is then.
    """
    if imp.grootte <= MEEKIJKEN_TOT:
        return kijk_na(imp)
    transaction.on_commit(lambda: wek_de_worker(kijk_bestanden_na), robust=True)
    return imp


def te_doen(nu: datetime):
    """Imports that wait and that nobody works on."""
    dood = Q(begonnen_op__isnull=True) | Q(begonnen_op__lt=nu - DOOD_NA)
    return Import.objects.filter(dood, stand=Import.Stand.WACHT).order_by("pk")


def kijk_na(imp: Import, *, nu: datetime | None = None) -> Import:
    """Look through a file that waits: BEKEKEN with its `proef` and `fouten`, or MISLUKT with why.

    In short transactions of its own, so that others see `gedaan` grow; not to be called inside one.
    Somebody else busy with it, or nothing to do: it comes back as it is. One that stopped halfway
    (`begonnen_op` ten minutes old) is begun again.
    """
    if beurt := _neem(imp.pk, nu or timezone.now()):
        try:
            _rond_af(beurt, *_lees(beurt))
        except Overgenomen:
            log.info("import %s: iemand anders ging ermee verder", imp.pk)
        except FileNotFoundError:
            _mislukt(beurt, WEG)
        except RegelGeschonden as fout:
            _mislukt(beurt, str(fout))
        except Exception:  # a file of a stranger can break a reader in any way
            log.exception("import %s niet gelezen", imp.pk)
            _mislukt(beurt, STUK)
    return Import.objects.filter(pk=imp.pk).first() or imp


@transaction.atomic
def _neem(pk, nu):
    """Take it, so that nobody else does; None when there is nothing to take."""
    beurt = te_doen(nu).select_for_update(skip_locked=True, no_key=True).filter(pk=pk).first()
    if beurt:
        beurt.begonnen_op, beurt.gedaan = nu, 0
        beurt.save(update_fields=["begonnen_op", "gedaan"])
        leeg(beurt)
    return beurt


def _nog_van_ons(beurt):
    """Hold the import; raises Overgenomen when it is no longer as we left it."""
    wij = Import.objects.filter(stand=Import.Stand.WACHT, begonnen_op=beurt.begonnen_op)
    rij = wij.select_for_update(no_key=True).filter(pk=beurt.pk).first()
    if rij is None:
        raise Overgenomen
    return rij


def _lees(beurt):
    """All figures into the staging table. Gives the `Lezing` and what was refused."""
    gelezen = Gelezen()
    with beurt.bestand.open("rb") as bestand:
        leeswijze = Leeswijze.uit_json(beurt.leeswijze)
        lezing = lees(bestand, leeswijze, haal_bekend(beurt.gemeente))
        rijen = iter(lezing)
        while stuk := list(islice(rijen, PER_KEER)):
            fouten = [rij for rij in stuk if isinstance(rij, Geweigerd)]
            gelezen.weiger(fouten, len(fouten))
            _zet_neer(beurt, (rij for rij in stuk if not isinstance(rij, Geweigerd)), lezing.regel)
    return lezing, gelezen


@transaction.atomic
def _zet_neer(beurt, cijfers, regel):
    """A stretch of figures, and a sign of life."""
    _nog_van_ons(beurt)
    kopieer(beurt, cijfers)
    beurt.gedaan, beurt.begonnen_op = regel, max(timezone.now(), beurt.begonnen_op)
    beurt.save(update_fields=["gedaan", "begonnen_op"])


@transaction.atomic
def _rond_af(beurt, lezing, gelezen):
    imp = _nog_van_ons(beurt)
    dubbel, tegenstrijdig, eerste = haal_dubbele_weg(imp, HOOGUIT_FOUTEN)
    gelezen.weiger(
        [Geweigerd(regel, "", "", DUBBEL.format(eerder)) for regel, eerder in eerste], tegenstrijdig
    )
    imp.proef = proef(
        imp,
        geweigerd=gelezen.aantal,
        dubbel=dubbel,
        regels=lezing.regel,
        buiten=lezing.buiten,
        leeg=lezing.leeg,
    ).als_json()
    imp.fouten = [astuple(fout) for fout in sorted(gelezen.fouten, key=lambda fout: fout.regel)]
    imp.stand, imp.begonnen_op, imp.gedaan = Import.Stand.BEKEKEN, None, lezing.regel
    imp.save()


@transaction.atomic
def _mislukt(beurt, melding):
    """It cannot be read this way. Whoever took over meanwhile decides."""
    try:
        imp = _nog_van_ons(beurt)
    except Overgenomen:
        return
    leeg(imp)
    imp.stand, imp.begonnen_op = Import.Stand.MISLUKT, None
    imp.melding = melding[:400]
    imp.save()
