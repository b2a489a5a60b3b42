"""One application as the team reads it, on one page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import cached_property

from berichten.models import Bericht
from buurtbudget.actions.beslissen import tweede_nodig
from buurtbudget.actions.termijnen import mag_vervallen
from buurtbudget.bureau import waarom_wachten
from buurtbudget.models import Aanvraag, Begrotingspost, Besluit, Spelregels, Status
from buurtbudget.permissions import (
    WERKGROEP,
    mag_beoordelen,
    mag_betalen,
    mag_bevestigen,
    mandaten_van,
)
from buurtbudget.toets import lijkt_op
from buurtbudget.waarschuwingen import team_van

KLAAR_MET_KIEZEN = {Status.AFGEWEZEN, Status.INGETROKKEN, Status.GAAT_NIET_DOOR, Status.VERVALLEN}


@dataclass(frozen=True)
class Knop:
    """A step that this person may take now."""

    naam: str  # of the page
    tekst: str
    eerst: bool = False


class Dossier:
    """Everything of one application; `gebruiker` decides what is hidden and which buttons show."""

    def __init__(self, aanvraag: Aanvraag, gebruiker, nu: datetime):
        self.aanvraag, self.gebruiker, self.nu = aanvraag, gebruiker, nu

    @cached_property
    def voorstel(self):
        return getattr(self.aanvraag, "voorstel", None)

    @cached_property
    def posten(self):
        return list(self.aanvraag.posten.all())

    @property
    def kosten(self):
        return sum(p.bedrag for p in self.posten if p.soort == Begrotingspost.Soort.KOSTEN)

    @property
    def zelf(self):
        return self.kosten - self.aanvraag.gevraagd

    @cached_property
    def vragen(self):
        return list(self.aanvraag.vragen.select_related("gesteld_door", "ingevoerd_door"))

    @cached_property
    def adviezen(self):
        return list(self.aanvraag.adviezen.select_related("gevraagd_door"))

    @cached_property
    def besluiten(self):
        rijen = Besluit.objects.filter(aanvraag=self.aanvraag)
        return list(rijen.select_related("grond", "door", "voorgesteld_door", "vergadering"))

    @cached_property
    def belangen(self):
        return list(self.aanvraag.belangen.select_related("lid"))

    @cached_property
    def gebeurtenissen(self):
        return list(self.aanvraag.gebeurtenissen.select_related("door"))

    @cached_property
    def bijlagen(self):
        return list(self.aanvraag.bijlagen.all())

    @cached_property
    def handtekeningen(self):
        return list(self.aanvraag.handtekeningen.all())

    @cached_property
    def boekingen(self):
        return list(self.aanvraag.boekingen.select_related("wijkbudget", "door"))

    @cached_property
    def berichten(self):
        rijen = Bericht.objects.over(self.aanvraag.uuid).select_related("verstuurd_door")
        return list(rijen.order_by("gemaakt_op", "pk"))

    @cached_property
    def lijken(self):
        """Others this year in the same street."""
        return list(lijkt_op(self.aanvraag)[:3])

    @cached_property
    def team(self):
        mandaat = mandaten_van(self.gebruiker)[self.aanvraag.spelregels.gebied_id]
        return team_van(mandaat, timezone.localtime(self.nu).date())

    @cached_property
    def met_belang(self):
        """Persons, not rows: one who has two roles stays away with both."""
        rijen = [belang.lid for belang in self.belangen]
        return {lid.gebruiker_id or lid.naam for lid in rijen}

    @cached_property
    def kiezers(self):
        """Who of the working group gives an opinion, each person once."""
        gezien = {}
        for lid in self.team:
            wie = lid.gebruiker_id or lid.naam
            if lid.rol == WERKGROEP and wie not in self.met_belang:
                gezien.setdefault(wie, lid)
        return list(gezien.values())

    @cached_property
    def beoordelingen(self):
        return list(self.aanvraag.beoordelingen.select_related("lid", "door"))

    @property
    def mijn_oordeel(self):
        mijn = [o for o in self.beoordelingen if o.lid.gebruiker_id == self.gebruiker.pk]
        return mijn[0] if mijn else None

    @property
    def oordelen_zichtbaar(self):
        """After one's own, after the decision, or when one does not judge at all."""
        kiest = any(lid.gebruiker_id == self.gebruiker.pk for lid in self.kiezers)
        return bool(self.besluiten or self.mijn_oordeel or not kiest)

    @property
    def nog_geen_oordeel(self):
        gehad = {oordeel.lid_id for oordeel in self.beoordelingen}
        return [lid for lid in self.kiezers if lid.pk not in gehad]

    @property
    def tweede_nodig(self):
        """This person proposed it and may not confirm it alone."""
        voorstel = self.voorstel
        return bool(
            voorstel
            and voorstel.door_id == self.gebruiker.pk
            and tweede_nodig(self.aanvraag.spelregels, voorstel.bedrag)
        )

    @property
    def mag_alleen(self):
        return self.aanvraag.spelregels.terugval == Spelregels.Terugval.ALLEEN

    @property
    def waarom_wachten(self):
        self.aanvraag.met_belang = sorted({belang.lid.naam for belang in self.belangen})
        return waarom_wachten(self.aanvraag)

    @property
    def tweeden(self):
        """Others who could confirm: of the team, without an interest, with an account."""
        namen = {
            lid.naam
            for lid in self.team
            if lid.gebruiker_id
            and lid.gebruiker_id != self.gebruiker.pk
            and lid.gebruiker_id not in self.met_belang
            and lid.rol in (WERKGROEP, "bestuur")
        }
        return sorted(namen)

    @cached_property
    def knoppen(self) -> list[Knop]:
        """The steps of `STAPPEN` that are open now, for this person."""
        return [*self._beslissen(), *self._vragen(), *self._na_besluit(), *self._einde()]

    def _beslissen(self):
        aanvraag, werkgroep = self.aanvraag, mag_beoordelen(self.gebruiker, self.aanvraag)
        if aanvraag.status == Status.ONTVANGEN:
            if werkgroep:
                eerst = not self.mijn_oordeel
                yield Knop("oordeel", "Geef je oordeel" if eerst else "Je oordeel wijzigen", eerst)
            if self.voorstel and not self.voorstel.vergadering_id:
                if mag_bevestigen(self.gebruiker, aanvraag):
                    yield Knop("bevestigen", "Voorstel bekijken en bevestigen", eerst=True)
            elif werkgroep and not self.voorstel and not hasattr(aanvraag, "rondepost"):
                yield Knop("voorstel", "Voorstel doen", bool(self.mijn_oordeel))
        if aanvraag.status == Status.VOORWAARDE and werkgroep:
            yield Knop("voorwaarde", "Voorwaarde afhandelen", eerst=True)

    def _vragen(self):
        aanvraag = self.aanvraag
        werkgroep = mag_beoordelen(self.gebruiker, aanvraag)
        geld = mag_betalen(self.gebruiker, aanvraag.spelregels.gebied_id)
        if aanvraag.status in (Status.VRAAG, Status.DECLARATIE_VRAAG):
            yield Knop("antwoord_invoeren", "Antwoord invoeren", eerst=True)
        if (Status.VRAAG in aanvraag.stappen and werkgroep) or (
            Status.DECLARATIE_VRAAG in aanvraag.stappen and (werkgroep or geld)
        ):
            yield Knop("vraag_stellen", "Vraag stellen")
        wacht = any(advies.beantwoord_op is None for advies in self.adviezen)
        behandeling = {Status.ONTVANGEN, Status.VRAAG, Status.VOORWAARDE}
        if aanvraag.status in behandeling and werkgroep and not wacht:
            yield Knop("advies_vragen", "De gemeente iets vragen")

    def _na_besluit(self):
        if Status.DECLARATIE in self.aanvraag.stappen and self.aanvraag.status != "uitbetaald":
            yield Knop("bonnen_invoeren", "Bonnen van papier invoeren")
        if mag_bevestigen(self.gebruiker, self.aanvraag) and mag_vervallen(self.aanvraag, self.nu):
            yield Knop("vervallen", "Laten vervallen")

    def _einde(self):
        stappen = self.aanvraag.stappen
        if Status.INGETROKKEN in stappen:
            yield Knop("gaat_niet_door", "Intrekken voor de aanvrager")
        elif Status.GAAT_NIET_DOOR in stappen:
            yield Knop("gaat_niet_door", "Het gaat niet door")
        if stappen and not KLAAR_MET_KIEZEN & {self.aanvraag.status}:
            yield Knop("belang", "Ik heb hier een belang")
