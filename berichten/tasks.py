import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import now

from berichten.models import Bericht

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
def wis_geheimen() -> None:
    """Each hour: codes and links of yesterday are of no use to anyone with a right to them."""
    oud = now() - BEWAAR_GEHEIM
    Bericht.objects.filter(soort__in=Bericht.GEHEIM, gemaakt_op__lt=oud).delete()


def _verzend(bericht):
    try:
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        EmailMessage(
            bericht.onderwerp,
            bericht.inhoud,
            to=[bericht.aan],
            headers={"Message-ID": bericht.message_id},
        ).send()
    except Exception as fout:  # noqa: BLE001  whatever it is, it must not stop the others
        _mislukt(bericht, fout)
    else:
        bericht.status, bericht.verzonden_op = Bericht.Status.VERZONDEN, now()
        if bericht.soort in Bericht.GEHEIM:
            bericht.feiten = {}
    bericht.save()


def _mislukt(bericht, fout):
    """Count and wait twice as long each time; the reason without anything personal."""
    bericht.pogingen += 1
    bericht.niet_voor = now() + timedelta(minutes=2 ** (bericht.pogingen - 1))
    bericht.laatste_fout = f"{type(fout).__name__} {getattr(fout, 'smtp_code', '')}".strip()
    if bericht.pogingen >= POGINGEN:
        bericht.status = Bericht.Status.MISLUKT
    log.warning("bericht %s niet verzonden: %s", bericht.pk, bericht.laatste_fout)


def schrijf(bericht) -> tuple[str, str]:
    """Subject and body; the first line of the template is the subject."""
    context = {"feiten": bericht.feiten, "portaal": settings.PORTAAL_ADRES}
    tekst = render_to_string(f"berichten/{bericht.soort}.txt", context)
    onderwerp, _, inhoud = tekst.strip().partition("\n")
    return onderwerp, inhoud.strip() + "\n"
