"""What an applicant hears, by the channel they chose. One text, mailed, printed or read out."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from berichten.actions import zet_klaar
from berichten.models import Bericht
from buurtbudget import sleutels
from buurtbudget.models import Aanvraag, Aanvrager, Beheerder, Mandaat, Spelregels
from kern.templatetags.onderdelen import euro


def meld(
    aanvraag: Aanvraag,
    soort: str,
    *,
    gebeurtenis: str,
    nu: datetime | None = None,
    niet_voor: datetime | None = None,
    **feiten,
) -> Bericht | None:
    """Queue the message `soort` about this fact for the applicant; the same fact is told once.

    Dates and amounts in `feiten` become words. None when the applicant's data are gone already.
    """
    aanvrager = Aanvrager.objects.filter(aanvraag=aanvraag).first()
    if aanvrager is None:
        return None
    return zet_klaar(
        soort=soort,
        gebeurtenis=gebeurtenis,
        aan=aanvrager.aan,
        kanaal=aanvrager.kanaal,
        betreft=str(aanvraag.uuid),
        niet_voor=niet_voor,
        feiten=_vast(aanvraag, aanvrager, nu) | {naam: in_woorden(f) for naam, f in feiten.items()},
    )


def _vast(aanvraag, aanvrager, nu):
    regels = aanvraag.spelregels
    return {
        "kenmerk": aanvraag.kenmerk,
        "nummer": aanvraag.kenmerk,
        "code": sleutels.code(aanvraag),
        "link": sleutels.link(aanvraag),
        "titel": str(aanvraag),
        "wijk": regels.gebied.naam,
        "naam": aanvrager.naam,
        "adres": aanvrager.adresregels,
        "datum": timezone.localtime(nu).date().isoformat(),
        "afzender": afzender(regels),
        "is_voorbeeld": aanvraag.is_voorbeeld,
    }


def afzender(regels: Spelregels, dag: date | None = None) -> dict:
    """The foundation that decides, as a letter shows it, with the person one can call."""
    mandaat = beslisser(regels, dag)
    naam = mandaat.partner.naam if mandaat else f"Buurtbudget {regels.gebied}"
    beheerder = Beheerder.objects.filter(partner=mandaat.partner).first() if mandaat else None
    return {
        "naam": naam,
        "regels": beheerder.adres.split(", ") if beheerder and beheerder.adres else [],
        "telefoon": regels.contact_telefoon,
        "bereikbaar": regels.contact_bereikbaar,
        "contact": regels.contact_naam,
        "antwoord_aan": beheerder.antwoord_aan if beheerder else "",
        "ondertekenaar": (beheerder and beheerder.ondertekenaar) or regels.contact_naam,
        "rol": f"namens {naam}",
    }


def beslisser(regels: Spelregels, dag: date | None = None) -> Mandaat | None:
    """The mandate to decide by these rules on this day."""
    return (
        Mandaat.objects.geldig_op(dag or timezone.localdate())
        .filter(regeling=regels.regeling_id, gebied=regels.gebied_id)
        .select_related("partner")
        .first()
    )


def in_woorden(feit):
    """JSON for a template: € 12,50 and 15 februari 2027; lists and dicts likewise."""
    if isinstance(feit, Decimal):
        return euro(feit)
    if isinstance(feit, datetime):
        return in_woorden(timezone.localtime(feit).date())
    if isinstance(feit, date):
        return date_format(feit, "j F Y")
    if isinstance(feit, dict):
        return {naam: in_woorden(deel) for naam, deel in feit.items()}
    if isinstance(feit, list | tuple):
        return [in_woorden(deel) for deel in feit]
    return feit
