from gebruikers.models import Rol
from gebruikers.permissions import rollen


def mag_cijfers_beheren(gebruiker) -> bool:
    """Indicators, surveys, targets, and files of figures: the researcher's."""
    return Rol.ONDERZOEKER in rollen(gebruiker)


def mag_rapporteren(gebruiker) -> bool:
    """Make documents of the budget cycle, agree to their texts, freeze and publish them."""
    return Rol.BELEID in rollen(gebruiker)


def mag_rapportages_zien(gebruiker) -> bool:
    """Documents that are being written: whoever works at the city."""
    return bool(rollen(gebruiker))


def mag_aanleveren(gebruiker, regel) -> bool:
    """Write this row of a document: who was asked, and who makes the document."""
    return mag_rapporteren(gebruiker) or (
        mag_rapportages_zien(gebruiker) and regel.gevraagd_aan_id == gebruiker.pk
    )
