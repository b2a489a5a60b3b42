"""Writes a plan of the demo through the verbs of the work, on days in the past."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from gebieden.models import Gebied
from indicatoren.models import Indicator
from partners.models import Partner
from wijkplannen.actions.agenda import meld_voortgang, plaats, voeg_activiteit_toe
from wijkplannen.actions.frame import (
    beeindig,
    voeg_blok_toe,
    voeg_doel_toe,
    wijzig_blok,
    wijzig_doel,
)
from wijkplannen.actions.publicatie import publiceer
from wijkplannen.models import Activiteit, Rubriek, Thema

GEGEVENS = Path(settings.BASE_DIR) / "wijkplannen" / "gegevens"


class Schrijver:
    """Of one plan, by its gebiedsmanager. Each row has a uuid made of its name, so that its address
    is the same in every demo.
    """

    def __init__(self, plan, door, *, is_voorbeeld=True):
        self.plan, self.door, self.is_voorbeeld = plan, door, is_voorbeeld
        self.partners = {partner.slug: partner for partner in Partner.objects.all()}
        self.indicatoren = {indicator.slug: indicator for indicator in Indicator.objects.all()}
        self.themas = {thema.sleutel: thema for thema in Thema.objects.all()}
        self.blokken, self.doelen, self.inzetten, self.meldingen = {}, {}, {}, []

    def blok(self, sleutel, kop, tekst, zichtbaarheid="openbaar", rubriek=Rubriek.WIJK):
        self.blokken[sleutel] = voeg_blok_toe(
            self.plan,
            uuid=self.uuid("blok", sleutel),
            door=self.door,
            rubriek=rubriek,
            kop=kop,
            tekst=tekst,
            zichtbaarheid=zichtbaarheid,
        )

    def wijzig_blok(self, sleutel, was, wordt):
        blok = self.blokken[sleutel]
        tekst = blok.tekst.replace(was, wordt)
        self.blokken[sleutel] = wijzig_blok(blok, versie=blok.versie, door=self.door, tekst=tekst)

    def beeindig_blok(self, sleutel):
        blok = self.blokken.pop(sleutel)
        beeindig(blok, versie=blok.versie, door=self.door)

    def doel(self, sleutel, thema, titel, gewenst, indicatoren, activiteiten, streven=None):
        """`streven` says per slug of an indicator what it should be in which year."""
        self.doelen[sleutel] = voeg_doel_toe(
            self.plan,
            uuid=self.uuid("doel", sleutel),
            door=self.door,
            thema=self.themas[thema],
            titel=titel,
            gewenst=gewenst,
            indicatoren=[self.indicatoren[slug] for slug in indicatoren],
            streven={
                self.indicatoren[slug].pk: (Decimal(waarde), jaar)
                for slug, (waarde, jaar) in (streven or {}).items()
            },
        )
        for activiteit in activiteiten:
            self.activiteit(sleutel, **activiteit)
        return self.doelen[sleutel]

    def wijzig_doel(self, sleutel, **velden):
        doel = self.doelen[sleutel]
        self.doelen[sleutel] = wijzig_doel(
            doel,
            versie=doel.versie,
            door=self.door,
            indicatoren=doel.indicatoren.all(),
            streven={c.indicator_id: (c.streefwaarde, c.streefjaar) for c in doel.cijfers.all()},
            **velden,
        )

    def activiteit(self, doel, sleutel, voortgang, trekker, partners, **velden):
        """An activity that stands in another plan already is entered once, and placed here too.

        `periode` is its first and last day, `buurt` a name when it is not in the whole wijk.
        """
        buurt, periode = velden.pop("buurt", ""), velden.pop("periode", None)
        kosten, quick_win = velden.pop("kosten", None), velden.pop("quick_win", False)
        plek = {"gebied": self._buurt(buurt), "quick_win": quick_win}
        bestaand = Activiteit.objects.filter(uuid=uuid_van(sleutel)).first()
        if bestaand:
            inzet = plaats(bestaand, doel=self.doelen[doel], **plek)
        else:
            inzet = voeg_activiteit_toe(
                self.doelen[doel],
                uuid=uuid_van(sleutel),
                door=self.door,
                trekker=self.partners[trekker],
                partners=[self.partners[slug] for slug in partners],
                periode=periode and dagen(*periode),
                kosten=kosten and Decimal(kosten),
                **plek,
                is_voorbeeld=self.is_voorbeeld,
                **velden,
            )
        self._onthoud(sleutel, inzet)
        self.meldingen += [{"sleutel": sleutel} | melding for melding in voortgang]

    def plaats(self, sleutel, activiteit, doel, buurt=""):
        """An activity of another plan, here too."""
        self._onthoud(sleutel, plaats(activiteit, doel=doel, gebied=self._buurt(buurt)))

    def _onthoud(self, sleutel, inzet):
        inzet.uuid = self.uuid("inzet", sleutel)
        inzet.save(update_fields=["uuid"])
        self.inzetten[sleutel] = inzet

    def meld_tot(self, dag):
        """Report what was reported up to and including this day."""
        nu = [melding for melding in self.meldingen if melding["op"] <= dag.isoformat()]
        self.meldingen = [melding for melding in self.meldingen if melding not in nu]
        for melding in nu:
            self.meld(**melding)

    def meld(self, sleutel, op, stand, zin, namens=False):
        """`namens`: by the people of the trekker themselves, who must have an account."""
        inzet = self.inzetten[sleutel]
        inzet.refresh_from_db()
        trekker = inzet.activiteit.trekker
        meld_voortgang(
            inzet,
            uuid=self.uuid("voortgang", f"{sleutel}/{op}"),
            versie=inzet.versie,
            stand=stand,
            zin=zin,
            door=trekker.lidmaatschappen.get().gebruiker if namens else self.door,
            namens=trekker if namens else None,
            nu=moment(date.fromisoformat(op)),
        )

    def publiceer(self, dag, wat_veranderd):
        """Publish as of that day; what was written until now is not newer than the version."""
        self.meld_tot(dag)
        self.plan.refresh_from_db()
        publiceer(
            self.plan,
            versie=self.plan.versie,
            wat_veranderd=wat_veranderd,
            door=self.door,
            nu=moment(dag),
        )
        for onderdelen in (self.plan.blokken, self.plan.doelen):
            onderdelen.update(gewijzigd_op=moment(dag))

    @staticmethod
    def _buurt(naam):
        buurten = Gebied.objects.van_de_gemeente().filter(soort=Gebied.Soort.BUURT)
        return buurten.get(naam=naam) if naam else None

    def uuid(self, soort, sleutel):
        return uuid5(NAMESPACE_URL, f"voorbeeld/{self.plan.slug}/{soort}/{sleutel}")


def uuid_van(sleutel):
    """Of an activity of the examples: the same in every plan."""
    return uuid5(NAMESPACE_URL, f"voorbeeld/activiteit/{sleutel}")


def dagen(van, tot):
    """From a first up to and including a last day, as texts."""
    return DateRange(date.fromisoformat(van), date.fromisoformat(tot) + timedelta(1))


def moment(dag):
    return timezone.make_aware(datetime.combine(dag, time(10)))
