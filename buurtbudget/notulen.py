"""Minutes of a meeting as pdf: the layout is `brieven/notulen.typ`."""

from django.utils.formats import date_format

from berichten.brieven import maak_pdf
from buurtbudget.models import Besluit
from buurtbudget.vergaderstaat import Notulen
from kern.templatetags.onderdelen import euro


def notulen_pdf(notulen: Notulen, stichting: str) -> bytes:
    """Tagged pdf, without names of applicants."""
    rij = notulen.vergadering
    return maak_pdf(
        "notulen.typ",
        {
            "titel": f"Besluiten buurtbudget {rij.gebied}, {date_format(rij.op, 'j F Y')}",
            "datum": rij.op,
            "afzender": {"naam": stichting},
            "aanwezig": rij.aanwezig,
            "besluiten": [besluit_in_woorden(besluit) for besluit in notulen.besluiten],
            "aangehouden": [f"{zaak.nummer} {zaak}" for zaak in notulen.aangehouden],
            "potten": [
                f"{pot.deelpot or 'Buurtbudget'} {pot.jaar}: {euro(toegezegd)} toegezegd, daarna "
                f"nog {euro(over)} te verdelen."
                for pot, toegezegd, over in notulen.potten
            ],
            "is_voorbeeld": any(besluit.aanvraag.is_voorbeeld for besluit in notulen.besluiten),
        },
    )


def besluit_in_woorden(besluit: Besluit) -> dict:
    """One decision for print: all values are text."""
    zaak = besluit.aanvraag
    uitkomst = besluit.is_geworden
    if besluit.bedrag:
        uitkomst += f", {euro(besluit.bedrag)} van {euro(zaak.gevraagd)}"
    belangen = sorted({belang.lid.naam for belang in zaak.belangen.all()})
    return {
        "kop": f"{zaak.nummer} {zaak}",
        "uitkomst": uitkomst,
        "grond": str(besluit.grond or ""),
        "motivering": besluit.motivering,
        "voorwaarde": besluit.voorwaarde,
        "belang": f"Niet meegepraat: {', '.join(belangen)}." if belangen else "",
    }
