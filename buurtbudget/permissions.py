"""Who may do what with an application. The foundation with the mandate does; the city does not.

City roles see totals and the public register, never a dossier (ontwerp: walls).
"""

from datetime import date

from django.utils.timezone import localdate

from buurtbudget.models import Aanvraag, Mandaat
from gebruikers.models import Rol
from partners.models import Lidmaatschap
from partners.permissions import rechten

WERKGROEP = Lidmaatschap.Rol.WERKGROEP
PENNINGMEESTER = Lidmaatschap.Rol.PENNINGMEESTER
BESTUUR = Lidmaatschap.Rol.BESTUUR
TEAM = frozenset({WERKGROEP, PENNINGMEESTER, BESTUUR})
STAD = frozenset({Rol.BELEID, Rol.GEBIEDSMANAGER, Rol.FUNCTIONEEL})


def mandaten_van(gebruiker, vandaag: date | None = None) -> dict[int, Mandaat]:
    """The mandates of the foundations one serves, by area; each with `rollen`. One query, kept."""
    dag = vandaag or localdate()
    partners = {pk: rollen & TEAM for pk, rollen in rechten(gebruiker, dag).partners.items()}
    partners = {pk: rollen for pk, rollen in partners.items() if rollen}
    if not partners:
        return {}
    bewaard = getattr(gebruiker, "_mandaten", {})
    if dag not in bewaard:
        rijen = Mandaat.objects.geldig_op(dag).van_partners(partners)
        bewaard |= {dag: {rij.gebied_id: rij for rij in rijen.select_related("partner", "gebied")}}
        gebruiker._mandaten = bewaard
    for mandaat in bewaard[dag].values():
        mandaat.rollen = partners[mandaat.partner_id]
    return bewaard[dag]


def rollen_in(gebruiker, gebied_id: int) -> frozenset[str]:
    """One's roles in the team that decides in this area."""
    mandaat = mandaten_van(gebruiker).get(gebied_id)
    return mandaat.rollen if mandaat else frozenset()


def mag_bureau_zien(gebruiker, gebied_id: int) -> bool:
    return bool(rollen_in(gebruiker, gebied_id))


def heeft_belang(gebruiker, aanvraag: Aanvraag) -> bool:
    """An own application, one of an own organisation, or an interest declared."""
    return (
        aanvraag.indiener_id == gebruiker.pk
        or rechten(gebruiker).hoort_bij(aanvraag.partner_id)
        or aanvraag.belangen.filter(lid__gebruiker=gebruiker).exists()
    )


def mag_dossier_zien(gebruiker, aanvraag: Aanvraag) -> bool:
    """The team of the foundation that decides, without whoever has an interest.

    Twin: `AanvraagQuerySet.voor_team`.
    """
    return (
        aanvraag.nummer is not None
        and mag_bureau_zien(gebruiker, aanvraag.spelregels.gebied_id)
        and not heeft_belang(gebruiker, aanvraag)
    )


def mag_beoordelen(gebruiker, aanvraag: Aanvraag) -> bool:
    """Judge, propose and decide: the working group."""
    return WERKGROEP in rollen_in(gebruiker, aanvraag.spelregels.gebied_id) and mag_dossier_zien(
        gebruiker, aanvraag
    )


def mag_bevestigen(gebruiker, aanvraag: Aanvraag) -> bool:
    """Confirm what somebody else proposed: the working group, and the board as second pair."""
    return bool(
        rollen_in(gebruiker, aanvraag.spelregels.gebied_id) & {WERKGROEP, BESTUUR}
    ) and mag_dossier_zien(gebruiker, aanvraag)


def mag_ronde_leiden(gebruiker, gebied_id: int) -> bool:
    """Begin a verdeelronde, enter columns, lead its meeting: the working group."""
    return WERKGROEP in rollen_in(gebruiker, gebied_id)


def mag_ronde_bevestigen(gebruiker, gebied_id: int) -> bool:
    """Confirm the round: the working group, and the board as second pair of eyes."""
    return bool(rollen_in(gebruiker, gebied_id) & {WERKGROEP, BESTUUR})


def mag_kolom_invullen(gebruiker, deelnemer) -> bool:
    """One's own column; or one on paper, of somebody who did not fill it in themselves.

    Until the meeting nobody else sees a column: once a member saved it, it is theirs, and what one
    colleague entered for them another does not open.
    """
    if not mag_ronde_leiden(gebruiker, deelnemer.ronde.spelregels.gebied_id):
        return False
    eigen = deelnemer.lid.gebruiker_id == gebruiker.pk
    return eigen or deelnemer.geteld_op is None or deelnemer.ingevoerd_door_id == gebruiker.pk


def mag_kolom_zien(gebruiker, deelnemer) -> bool:
    """From the meeting on, the columns are for the whole team."""
    ronde = deelnemer.ronde
    if not ronde.is_open:
        return mag_bureau_zien(gebruiker, ronde.spelregels.gebied_id)
    return mag_kolom_invullen(gebruiker, deelnemer)


def mag_betalen(gebruiker, gebied_id: int) -> bool:
    """The treasurer; the board steps in when there is none at hand."""
    return bool(rollen_in(gebruiker, gebied_id) & {PENNINGMEESTER, BESTUUR})


def mag_regels_bewerken(gebruiker, gebied_id: int) -> bool:
    return BESTUUR in rollen_in(gebruiker, gebied_id)


def mag_stichting_bewerken(gebruiker, partner_id: int) -> bool:
    """The board keeps the account and the address of its foundation."""
    return BESTUUR in rechten(gebruiker).partners.get(partner_id, frozenset())


def mag_verantwoorden(gebruiker, partner_id: int) -> bool:
    """The treasurer and the board of this foundation make the account of the year."""
    return bool(
        rechten(gebruiker).partners.get(partner_id, frozenset()) & {PENNINGMEESTER, BESTUUR}
    )


def mag_stad_zien(gebruiker) -> bool:
    """Totals per wijk, within the wall."""
    return bool(rechten(gebruiker).rollen & STAD)


def mag_bedragen_vaststellen(gebruiker) -> bool:
    """The amount per wijk and the accounts of the foundations: policy of the city."""
    return Rol.BELEID in rechten(gebruiker).rollen


def mag_adviseren(gebruiker) -> bool:
    """Say for the city whether something may be placed in public space."""
    return Rol.VAKAFDELING in rechten(gebruiker).rollen


def mag_uitbetalen(gebruiker, aanvraag: Aanvraag) -> bool:
    """Approve receipts and pay: whoever may pay here, and has no interest in this one."""
    return mag_betalen(gebruiker, aanvraag.spelregels.gebied_id) and mag_dossier_zien(
        gebruiker, aanvraag
    )
