import logging
from datetime import timedelta
from hashlib import sha256

from celery import shared_task
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.timezone import now

from berichten import brieven
from berichten.models import Bericht, pad
from berichten.teksten import antwoord_aan, schrijf, van

POGINGEN = 8  # one minute, two, four … the last about two hours after the first
BEWAAR_GEHEIM = timedelta(days=1)

log = logging.getLogger(__name__)


@shared_task
def verzend(pk: int) -> None:
    """Mail one message. Whoever holds the row sends it; another worker passes by.

    At least once: a crash between the mail server and our commit repeats it, with the same
    Message-ID, so that a mailbox can see it is the same letter.
    """
    with transaction.atomic():
        wachtend = Bericht.objects.te_mailen(now()).select_for_update(skip_locked=True)
        if bericht := wachtend.filter(pk=pk).first():
            _verzend(bericht)


@shared_task
def verzend_wachtende() -> None:
    """Each minute: what was never woken, and what failed and may be tried again."""
    for pk in Bericht.objects.te_mailen(now()).values_list("pk", flat=True)[:500]:
        verzend(pk)


@shared_task
def brief_klaar(pk: int) -> None:
    """Make the pdf of one letter, once; another worker passes by."""
    with transaction.atomic():
        wachtend = Bericht.objects.te_maken(now()).select_for_update(skip_locked=True)
        if bericht := wachtend.filter(pk=pk).first():
            _maak_brief(bericht)


@shared_task
def maak_brieven() -> None:
    """Each minute: letters that nobody made yet, and those that failed and may be tried again."""
    for pk in Bericht.objects.te_maken(now()).values_list("pk", flat=True)[:500]:
        brief_klaar(pk)


@shared_task
def wis_geheimen() -> None:
    """Each hour: codes and links of yesterday are of no use to anyone with a right to them."""
    oud = now() - BEWAAR_GEHEIM
    Bericht.objects.filter(soort__in=Bericht.GEHEIM, gemaakt_op__lt=oud).delete()


def _verzend(bericht):
    try:
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        antwoord = antwoord_aan(bericht)
        EmailMessage(
            bericht.onderwerp,
            bericht.inhoud,
            from_email=van(bericht),
            to=[bericht.aan],
            reply_to=[antwoord] if antwoord else None,
            headers={"Message-ID": bericht.message_id},
        ).send()
    except Exception as fout:  # noqa: BLE001  whatever it is, it must not stop the others
        _mislukt(bericht, fout)
    else:
        bericht.status, bericht.verzonden_op = Bericht.Status.VERZONDEN, now()
        bericht.sha256 = vingerafdruk(bericht.inhoud.encode())
        if bericht.soort in Bericht.GEHEIM:
            bericht.feiten = {}
    bericht.save()


def _maak_brief(bericht):
    try:
        with transaction.atomic():
            bewaar_brief(bericht)
    except Exception as fout:  # noqa: BLE001  one broken letter must not stop the others
        _mislukt(bericht, fout)
        bericht.save()


def bewaar_brief(bericht: Bericht) -> None:
    """Keep the text and the pdf of a letter; the caller holds its row.

    What lies there was left by a transaction that ended halfway: nobody has seen it.
    """
    tekst = schrijf(bericht)
    pdf = brieven.brief(bericht)
    bericht.onderwerp, bericht.inhoud = tekst
    bericht.sha256 = vingerafdruk(pdf)
    bericht.bestand.storage.delete(pad(bericht, ""))
    bericht.bestand.save("", ContentFile(pdf), save=False)
    bericht.save()


def vingerafdruk(inhoud: bytes) -> str:
    return sha256(inhoud).hexdigest()


def _mislukt(bericht, fout):
    """Count and wait twice as long each time; the reason without anything personal."""
    bericht.pogingen += 1
    bericht.niet_voor = now() + timedelta(minutes=2 ** (bericht.pogingen - 1))
    bericht.laatste_fout = f"{type(fout).__name__} {getattr(fout, 'smtp_code', '')}".strip()
    if bericht.pogingen >= POGINGEN:
        bericht.status = Bericht.Status.MISLUKT
    log.warning("bericht %s niet verzonden: %s", bericht.pk, bericht.laatste_fout)
