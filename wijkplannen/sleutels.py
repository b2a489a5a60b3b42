"""Links that open one row of a plan for somebody without an account (`kern.sleutels`)."""

from django.conf import settings
from django.urls import reverse

from kern.sleutels import geheim, zoek
from wijkplannen.models import Inbreng, Kijklink, Seintje

__all__ = ["geheim", "link", "zoek"]

PAGINA = {Kijklink: "kijklink", Seintje: "seintje", Inbreng: "inbreng_bevestigen"}


def link(ding: Kijklink | Seintje | Inbreng) -> str:
    """The whole address, as it stands in a mail."""
    return settings.PORTAAL_ADRES + reverse(
        f"wijkplannen:{PAGINA[type(ding)]}", args=[geheim(ding)]
    )
