"""A meeting as the table sees it: cases in sequence, proposals, and what money is left."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.utils.functional import cached_property

from buurtbudget.models import (
    Aanvraag,
    Belang,
    Besluit,
    Boeking,
    Status,
    Vergadering,
    Voorstel,
    Wijkbudget,
)
from partners.models import Lidmaatschap


@dataclass(frozen=True)
class Potstand:
    """What a pot holds now and after the proposals of this meeting, in euro."""

    pot: Wijkbudget
    voorgesteld: Decimal

    @property
    def over(self):
        return self.pot.over - self.voorgesteld

    @property
    def tekort(self):
        return max(-self.over, Decimal(0))


class Vergaderstaat:
    """The open meeting; `gebruiker` sees no case where they have an interest."""

    def __init__(self, vergadering: Vergadering, gebruiker):
        self.vergadering, self.gebruiker = vergadering, gebruiker

    @cached_property
    def zaken(self) -> list[Aanvraag]:
        """What can be decided, the oldest first."""
        rijen = Aanvraag.objects.voor_team(self.gebruiker, [self.vergadering.gebied_id])
        return list(
            rijen.filter(status=Status.ONTVANGEN, rondepost__isnull=True)
            .select_related("spelregels__gebied", "categorie", "wijkbudget")
            .select_related("voorstel__door", "voorstel__grond")
            .prefetch_related("belangen__lid", "beoordelingen__lid")
            .order_by("ontvangen_op", "pk")
        )

    @cached_property
    def voorgesteld(self) -> list[Aanvraag]:
        """With a proposal in this meeting."""
        return [zaak for zaak in self.zaken if self.is_voorgesteld(zaak)]

    def is_voorgesteld(self, zaak):
        voorstel = getattr(zaak, "voorstel", None)
        return bool(voorstel and voorstel.vergadering_id == self.vergadering.pk)

    @cached_property
    def potten(self) -> list[Potstand]:
        """Of the cases on the table, and of this wijk in the year of the meeting."""
        voorstellen = Voorstel.objects.filter(vergadering=self.vergadering, bedrag__isnull=False)
        sommen = dict(
            voorstellen.values_list("aanvraag__wijkbudget")
            .annotate(som=Sum("bedrag"))
            .values_list("aanvraag__wijkbudget", "som")
        )
        ids = {zaak.wijkbudget_id for zaak in self.zaken} | set(sommen)
        potten = Wijkbudget.objects.filter(
            Q(pk__in=ids - {None})
            | Q(gebied=self.vergadering.gebied_id, jaar=self.vergadering.op.year)
        ).select_related("gebied", "beheerder")
        potten = potten.order_by(F("jaar").desc(), "deelpot")
        return [Potstand(pot, sommen.get(pot.pk, Decimal(0))) for pot in potten]

    @property
    def past(self):
        return not any(stand.tekort for stand in self.potten)

    def te_veel(self):
        """(pot, its proposals) for each pot that cannot bear them."""
        for stand in self.potten:
            if stand.tekort:
                zaken = [z for z in self.voorgesteld if z.wijkbudget_id == stand.pot.pk]
                yield stand, [zaak for zaak in zaken if zaak.voorstel.bedrag]

    @cached_property
    def zelf_belang(self) -> int:
        """Cases where this person must be silent: they are not in the list."""
        return Belang.objects.filter(
            lid__gebruiker=self.gebruiker,
            aanvraag__status=Status.ONTVANGEN,
            aanvraag__spelregels__gebied=self.vergadering.gebied_id,
        ).count()

    def plek(self, nummer: str):
        """(position from 1, previous, case, next), or None when it is not on the table."""
        for nr, zaak in enumerate(self.zaken):
            if zaak.nummer == nummer:
                vorige = self.zaken[nr - 1] if nr else None
                volgende = self.zaken[nr + 1] if nr + 1 < len(self.zaken) else None
                return nr + 1, vorige, zaak, volgende
        return None


def namen(team: list[Lidmaatschap]) -> list[str]:
    """Everybody of the team once, by name."""
    return sorted({lid.naam for lid in team})


@dataclass(frozen=True)
class Notulen:
    """What was decided in a meeting, without the names of applicants."""

    vergadering: Vergadering
    besluiten: list[Besluit]
    aangehouden: list[Aanvraag]
    potten: list[tuple[Wijkbudget, Decimal, Decimal]]  # granted here, left after it


def notulen(vergadering: Vergadering, gebruiker) -> Notulen:
    """The minutes as this member may read them: cases with an own interest are left out."""
    zaken = Aanvraag.objects.voor_team(gebruiker, [vergadering.gebied_id])
    besluiten = list(
        vergadering.besluiten.filter(aanvraag__in=zaken)
        .select_related("aanvraag__wijkbudget", "grond", "door")
        .prefetch_related("aanvraag__belangen__lid")
        .order_by("aanvraag__ontvangen_op", "pk")
    )
    aangehouden = zaken.filter(nummer__in=vergadering.aangehouden).order_by("nummer")
    return Notulen(vergadering, besluiten, list(aangehouden), _na(vergadering))


def _na(vergadering):
    """Per pot what was granted, and what was left, from the entries up to the last of then."""
    sleutels = [f"besluit:{pk}" for pk in vergadering.besluiten.values_list("pk", flat=True)]
    boekingen = Boeking.objects.filter(sleutel__in=sleutels).select_related("wijkbudget__gebied")
    per_pot = {}
    for boeking in boekingen.order_by("pk"):
        per_pot.setdefault(boeking.wijkbudget, []).append(boeking)
    return [(pot, _toegezegd(rijen), _over(pot, rijen[-1])) for pot, rijen in per_pot.items()]


def _toegezegd(rijen):
    return sum((rij.d_verplicht + rij.d_gereserveerd for rij in rijen), Decimal(0))


def _over(pot, laatste):
    som = Boeking.objects.filter(wijkbudget=pot, pk__lte=laatste.pk).sommen()
    erbij = som["plafond"] + som["extra"]
    return erbij - som["gereserveerd"] - som["verplicht"] - som["te_vorderen"]
