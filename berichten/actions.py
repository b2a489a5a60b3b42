import logging
import time
from datetime import datetime
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from berichten import tasks
from berichten.models import Bericht

log = logging.getLogger(__name__)
broker = {"dood_tot": 0}  # on the clock of this process


@transaction.atomic
def zet_klaar(
    *,
    soort: str,
    gebeurtenis: str,
    aan: str,
    feiten: dict,
    kanaal: str = Bericht.Kanaal.MAIL,
    niet_voor: datetime | None = None,
) -> Bericht:
    """Write a message in the transaction of its fact; it leaves after the commit.

    The same fact for the same recipient is told once: a second call writes nothing and gives the
    message that was there. The queue may be down: the sweep of each minute finds the message.
    """
    domein = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    bericht, nieuw = Bericht.objects.get_or_create(
        sleutel=f"{soort}:{gebeurtenis}:{aan}",
        defaults={
            "soort": soort,
            "aan": aan,
            "kanaal": kanaal,
            "feiten": feiten,
            "niet_voor": niet_voor,
            "message_id": make_msgid(domain=domein),
        },
    )
    if nieuw and kanaal == Bericht.Kanaal.MAIL and not niet_voor:
        # a lambda: when it fails Django logs its name, which a partial does not have
        transaction.on_commit(lambda: _wek_de_worker(bericht.pk), robust=True)
    return bericht


def _wek_de_worker(pk):
    """A courtesy: without a broker the sweep of each minute sends it.

    Asking one that hangs takes a second, so that not every letter of a publication asks again.
    """
    if time.monotonic() < broker["dood_tot"]:
        return
    try:
        tasks.verzend.delay(pk)
    except OperationalError as fout:
        broker["dood_tot"] = time.monotonic() + 5
        log.warning("bericht %s wacht, de broker is er niet: %s", pk, fout)
