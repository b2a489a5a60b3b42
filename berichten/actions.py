import logging
import time
from collections.abc import Iterable
from datetime import datetime
from email.utils import make_msgid, parseaddr

from celery import Task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from berichten import brieven, tasks
from berichten.models import Bericht
from berichten.teksten import schrijf
from gebruikers.models import Gebruiker
from kern.exceptions import RegelGeschonden

log = logging.getLogger(__name__)
broker = {"dood_tot": 0}  # on the clock of this process
TAKEN = {Bericht.Kanaal.MAIL: tasks.verzend, Bericht.Kanaal.POST: tasks.brief_klaar}


@transaction.atomic
def zet_klaar(
    *,
    soort: str,
    gebeurtenis: str,
    aan: str,
    feiten: dict,
    kanaal: str = Bericht.Kanaal.MAIL,
    niet_voor: datetime | None = None,
    betreft: str = "",
) -> Bericht:
    """Write a message in the transaction of its fact; it leaves after the commit.

    `aan` is an e-mail address, a postal address in one line (or a name when there is none) or a
    telephone number. `betreft` says what it is about, so that a dossier can list its messages and
    `wis_inhoud` finds them. `feiten` may hold dates and Decimals.

    The same fact for the same recipient is told once: a second call writes nothing and gives the
    message that was there. The queue may be down: the sweep of each minute finds the message.
    """
    domein = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    bericht, nieuw = Bericht.objects.get_or_create(
        sleutel=tasks.vingerafdruk(f"{soort}:{gebeurtenis}:{aan}".encode()),
        defaults={
            "soort": soort,
            "betreft": betreft,
            "aan": aan,
            "kanaal": kanaal,
            "feiten": feiten,
            "niet_voor": niet_voor,
            "message_id": make_msgid(domain=domein),
        },
    )
    taak = TAKEN.get(kanaal)
    if nieuw and taak and not niet_voor:
        # a lambda: when it fails Django logs its name, which a partial does not have
        transaction.on_commit(lambda: wek_de_worker(taak, bericht.pk), robust=True)
    return bericht


def wek_de_worker(taak: Task, *waarmee) -> None:
    """A courtesy, after the commit: without a broker the sweep of each minute does it.

    Asking one that hangs takes a second, so that not every letter of a publication asks again.
    """
    if time.monotonic() < broker["dood_tot"]:
        return
    try:
        taak.delay(*waarmee)
    except OperationalError as fout:
        broker["dood_tot"] = time.monotonic() + 5
        log.warning("%s %s wacht, de broker is er niet: %s", taak.__name__, waarmee, fout)


@transaction.atomic
def printbestand(berichten: Iterable[Bericht], *, door: Gebruiker) -> bytes:
    """One pdf with these letters in this order; those without a pdf of their own get it first.

    Printing again is no harm: a letter counts as sent when somebody says so.
    """
    volgorde = [bericht.pk for bericht in berichten]
    rijen = Bericht.objects.select_for_update(of=["self"]).order_by("pk").in_bulk(volgorde)
    brieven_ = [rijen[pk] for pk in volgorde if pk in rijen]
    if not brieven_:
        raise RegelGeschonden("Er is geen brief om te printen.")
    for bericht in brieven_:
        _moet_een_brief_zijn(bericht)
        if not bericht.bestand:
            tasks.bewaar_brief(bericht)
    log.info("printbestand met %s brieven voor gebruiker %s", len(brieven_), door.pk)
    return brieven.samen(brieven_)


def _moet_een_brief_zijn(bericht):
    if bericht.kanaal != Bericht.Kanaal.POST:
        raise RegelGeschonden(f"{bericht} gaat niet per post: er is niets om te printen.")
    if bericht.status in {Bericht.Status.VERVALLEN, Bericht.Status.MISLUKT} or not bericht.feiten:
        raise RegelGeschonden(f"{bericht} is niet meer te printen: de inhoud is gewist.")


@transaction.atomic
def noteer_verstuurd(bericht: Bericht, *, door: Gebruiker, nu: datetime | None = None) -> Bericht:
    """Somebody says: this letter is printed and posted, this person is called. Once."""
    bericht = Bericht.objects.select_for_update(of=["self"]).get(pk=bericht.pk)
    _mag_afgevinkt(bericht)
    if bericht.kanaal == Bericht.Kanaal.TELEFOON:
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        bericht.sha256 = tasks.vingerafdruk(bericht.inhoud.encode())
    bericht.status = Bericht.Status.VERZONDEN
    bericht.verzonden_op, bericht.verstuurd_door = nu or timezone.now(), door
    bericht.save()
    return bericht


def _mag_afgevinkt(bericht):
    if bericht.kanaal == Bericht.Kanaal.MAIL:
        raise RegelGeschonden("Een mail vertrekt vanzelf: die vink je niet af.")
    if bericht.status == Bericht.Status.VERZONDEN:
        moment = timezone.localtime(bericht.verzonden_op)
        raise RegelGeschonden(f"Dit is al gedaan op {moment:%d-%m-%Y} om {moment:%H.%M} uur.")
    if bericht.status == Bericht.Status.VERVALLEN:
        raise RegelGeschonden("Dit bericht is vervallen: het dossier is gewist.")
    if bericht.kanaal == Bericht.Kanaal.POST and not bericht.bestand:
        raise RegelGeschonden("Deze brief is nog niet gemaakt. Print hem eerst.")


@transaction.atomic
def wis_inhoud(betreft: str) -> int:
    """Forget what was said about something and to whom; that, when and its hash stay.

    What still waited never leaves any more. Gives the number of messages.
    """
    if not betreft:
        raise ValueError("Zonder onderwerp zou dit alle berichten wissen.")
    berichten = list(Bericht.objects.over(betreft).select_for_update(of=["self"]).order_by("pk"))
    for bericht in berichten:
        _wis(bericht)
    return len(berichten)


def _wis(bericht):
    if bericht.bestand:
        opslag, naam = bericht.bestand.storage, bericht.bestand.name
        transaction.on_commit(lambda: opslag.delete(naam))
    if bericht.status in {Bericht.Status.WACHT, Bericht.Status.MISLUKT}:
        bericht.status = Bericht.Status.VERVALLEN
    bericht.aan = bericht.onderwerp = bericht.inhoud = bericht.bestand = ""
    bericht.feiten = {}
    bericht.save()
