from collections.abc import Iterator
from datetime import datetime, timedelta

from berichten.models import Bericht

LANG = timedelta(hours=1)


def fouten(nu: datetime) -> Iterator[str]:
    """Letters that failed for good, and letters that should have left long ago."""
    mislukt = Bericht.objects.filter(status=Bericht.Status.MISLUKT)
    if aantal := mislukt.count():
        yield f"{_zoveel(aantal)} niet verzonden, ook niet na meer pogingen (mislukt)."
    if aantal := Bericht.objects.te_mailen(nu).filter(gemaakt_op__lt=nu - LANG).count():
        yield f"{_zoveel(aantal)} na een uur nog niet verzonden: draaien worker en wekker?"
    if aantal := Bericht.objects.te_maken(nu).filter(gemaakt_op__lt=nu - LANG).count():
        brieven = "1 brief is" if aantal == 1 else f"{aantal} brieven zijn"
        yield f"{brieven} na een uur nog niet gemaakt: draaien worker en wekker?"


def _zoveel(aantal):
    return "1 bericht is" if aantal == 1 else f"{aantal} berichten zijn"
