"""How often one may try something, per address and per thing that is tried."""

from allauth.core.internal.ratelimit import consume

GRENZEN = {
    "verder": "30/15m/ip,6/15m/key",  # a code has 40 bits: whoever guesses needs centuries
    "beginnen": "30/h/ip",
    "steunen": "40/h/ip",
}


def poging(request, wat, key=None):
    """A try that counts, or None when it is one too many; `.rollback()` when it was no guess."""
    return consume(request, app="buurtbudget", action=wat, config=GRENZEN, key=key)
