"""Documents that are being written, and who writes in them."""

from uuid import uuid4

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling
from indicatoren.actions.rapportregels import lever_aan, voeg_regel_toe
from indicatoren.actions.teksten import geef_akkoord, vraag
from indicatoren.tests.maken import maak_programma, maak_rapportage


def maak_beleid():
    return maak_aanstelling(rol=Rol.BELEID).gebruiker


def maak_schrijver():
    """Somebody of the city who writes what they are asked."""
    return maak_aanstelling(rol=Rol.VAKAFDELING).gebruiker


def maak_concept(rijen=1, **velden):
    """(document, branch) with so many texts that nobody delivered."""
    tak = maak_programma(maak_rapportage(**velden))
    for nr in range(rijen):
        zet_erbij(tak, kop=f"Onze inzet {nr + 1}", tekst="")
    return tak.rapportage, tak


def zet_erbij(tak, soort="tekst", door=None, **velden):
    return voeg_regel_toe(tak, uuid=uuid4(), soort=soort, door=door or maak_beleid(), **velden)


def gevraagd(regel, aan=None, door=None, **velden):
    """The row, asked of somebody."""
    rapportage = regel.programma.rapportage
    vraag(
        rapportage,
        {regel.uuid: regel.versie},
        uuid=uuid4(),
        aan=aan or maak_schrijver(),
        door=door or maak_beleid(),
        **velden,
    )
    regel.refresh_from_db()
    return regel


def aangeleverd(regel, tekst="De tekst.", door=None):
    return lever_aan(regel, versie=regel.versie, door=door or maak_schrijver(), tekst=tekst)


def akkoord(regel, door=None):
    rapportage = regel.programma.rapportage
    geef_akkoord(rapportage, {regel.uuid: regel.versie}, door=door or maak_beleid())
    regel.refresh_from_db()
    return regel


def maak_rapportagedeuren(schrijver):
    """A draft document with a row that is asked of this person, as addresses want them."""
    rapportage, tak = maak_concept(rijen=0, jaar=2031)
    regel = gevraagd(zet_erbij(tak, "buurtbudget", kop="Buurtbudget", tekst=""), aan=schrijver)
    document = {"uuid": rapportage.uuid}
    return {
        "conceptdocument": document,
        "tak": document | {"tak": tak.uuid},
        "regelsoort": document | {"tak": tak.uuid, "soort": "tekst"},
        "rapportregel": document | {"regel": regel.uuid},
    }
