"""Do the rules of a wijk fit the people who must work with them? For the editing screen and for
`controleer`."""

from collections.abc import Iterable

from buurtbudget.models import Mandaat, Spelregels
from buurtbudget.permissions import BESTUUR, PENNINGMEESTER, TEAM, WERKGROEP
from kern.templatetags.onderdelen import euro
from partners.models import Lidmaatschap


def team_van(mandaat: Mandaat | None, dag) -> list[Lidmaatschap]:
    """Who serves the foundation with this mandate, with or without an account."""
    if mandaat is None:
        return []
    leden = Lidmaatschap.objects.filter(partner=mandaat.partner_id, rol__in=TEAM)
    return list(leden.geldig_op(dag))


def waarschuwingen(regels: Spelregels, team: Iterable[Lidmaatschap]) -> list[str]:
    """What cannot work with this team, a sentence each; empty when all fits."""
    return [*_mensen(regels, list(team)), *_regels(regels)]


def _mensen(regels, team):
    leden, kiezers = _wie(team, TEAM), _wie(team, {WERKGROEP})
    if not kiezers:
        yield "Er is niemand in de werkgroep. Dan kan niemand een besluit nemen."
    if regels.is_ronde and len(kiezers) < 2:
        yield "Een verdeelronde vraagt minstens twee leden van de werkgroep."
    if not _wie(team, {PENNINGMEESTER, BESTUUR}):
        yield "Er is geen penningmeester en geen bestuur. Dan kan niemand betalen."
    if not _wie(team, {BESTUUR}):
        yield "Er is niemand in het bestuur. Dan kan niemand de regels veranderen."
    yield from _tweede_besluit(regels, kiezers, leden)
    betalers = _wie(team, {PENNINGMEESTER, BESTUUR})
    if regels.tweede_betaler_vanaf is not None and len(betalers) < 2:
        yield (
            f"{_vanaf(regels.tweede_betaler_vanaf)} moet een tweede persoon naar de betaling "
            "kijken, maar die is er niet bij penningmeester of bestuur."
        )


def _tweede_besluit(regels, kiezers, leden):
    if regels.vier_ogen_vanaf is None:
        return
    vanaf = f"{_vanaf(regels.vier_ogen_vanaf)} kijkt een tweede persoon mee"
    anderen = leden if regels.terugval == regels.Terugval.BESTUUR else kiezers
    if len(anderen) < 2 and regels.terugval != regels.Terugval.ALLEEN:
        yield f"{vanaf}, maar die is er niet. Zulke aanvragen blijven liggen."
    elif len(kiezers) < 3 and regels.terugval == regels.Terugval.WACHTEN:
        yield (
            f"{vanaf}, en zonder tweede wacht de aanvraag. Meldt één lid een belang, dan is er te "
            "weinig werkgroep over. Kies liever: iemand van het bestuur kijkt mee."
        )


def _regels(regels):
    if regels.declareren_weken + regels.vervalt_weken == 0:
        yield "Bonnen moeten op de dag zelf binnen zijn. Dat lukt bijna niemand."
    if regels.fysiek != regels.Fysiek.NEE and regels.handtekeningen > 50:
        yield f"{regels.handtekeningen} handtekeningen is meer dan de meeste straten hebben."


def _vanaf(bedrag):
    return f"Vanaf {euro(bedrag)}" if bedrag else "Altijd"


def _wie(team, rollen):
    """Different people; who has no account counts by name."""
    return {lid.gebruiker_id or lid.naam for lid in team if lid.rol in rollen}
