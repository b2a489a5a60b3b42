"""The foundation's road at random: several applications, two pots, a team of three.

After each step the books are added up again from nothing. A refusal is fine, anything else that
goes wrong is not. A second run seeks out every step of the table.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

import pytest
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from berichten.models import Bericht
from buurtbudget.actions.beslissen import Oordeel, bevestig, stel_voor, verwerk_voorwaarde
from buurtbudget.actions.betalen import (
    betaal,
    boek_terug_ontvangen,
    geef_akkoord,
    maak_ongedaan,
    scheld_kwijt,
    vergeet_betaling,
    zet_voorschot_klaar,
)
from buurtbudget.actions.declareren import (
    bewaar_declaratie,
    dien_declaratie_in,
    keur_bonnen,
    zet_rekening,
)
from buurtbudget.actions.indienen import dien_in, trek_in, wijzig
from buurtbudget.actions.kas import boek_eigen, herstel, hevel_over, stel_plafond_vast
from buurtbudget.actions.termijnen import herinner, laat_concept_verlopen, laat_vervallen, rond_af
from buurtbudget.actions.vragen import beantwoord, laat_rusten, stel_vragen
from buurtbudget.models import (
    STAPPEN,
    Aanvraag,
    Besluit,
    Betaling,
    Boeking,
    Declaratie,
    Gebeurtenis,
    Saldo,
    Status,
    Wijkbudget,
)
from buurtbudget.querysets.geld import DELTAS
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_concept,
    maak_grond,
    maak_pot,
    maak_spelregels,
    maak_teamlid,
)
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.get_fixed_timezone(60))
HOOGSTENS = 5  # applications at a time
WIE = st.integers(0, HOOGSTENS - 1)
DELEN = [Decimal(1), Decimal(1), Decimal("0.5"), Decimal("0.25"), Decimal("1.2")]
DEEL = st.sampled_from(DELEN)
ZAAD = st.integers(0, 2**32)
BEDRAG = st.integers(1, 90_000).map(lambda centen: Decimal(centen) / 100)
EEN_KEER = ["bb_ontvangen", "bb_toegekend", "bb_voorwaarde", "bb_afgewezen", "bb_afgerond"]
EEN_KEER += ["bb_ingetrokken", "bb_gaat_niet_door", "bb_vervallen", "bb_concept_verlopen"]
GELD_TERUG = ["afgewezen", "ingetrokken", "gaat_niet_door", "vervallen"]
BOEKEN = ["kosten", "gift", "subsidie", "rente", "terugbetaald", "plafond", "over", "zet_recht"]
VERDER = {  # what may come next, the usual more often
    "concept": [*["verstuur"] * 9, "verloop"],
    "ontvangen": ["vraag", "ken_toe", "ken_toe", "ken_toe", "voorwaarde", "wijs_af", "stop"],
    "vraag": ["antwoord", "rust", "stop"],
    "voorwaarde": ["voldaan", "voldaan", "niet_voldaan", "stop"],
    "toegekend": ["declareer", "declareer", "voorschot", "herinner", "herinner", "stop"],
    "herinnerd": ["declareer", "herinner", "vervallen", "vervallen", "stop"],
    "declaratie": ["keur", "keur", "betaal", "betaal", "betaal", "vraag", "vergeet", "stop"],
    "declaratie_vraag": ["antwoord", "rust", "declareer", "stop"],
    "uitbetaald": ["ongedaan", "terug", "kwijt", "rond_af", "rond_af"],
    "afgerond": ["terug"],
}
ALLES = sorted({naam for namen in VERDER.values() for naam in namen})
gezet = set()  # the steps that were taken


class DeWeg(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.kring = transaction.atomic()
        self.kring.__enter__()
        self.nu, self.echt = BEGIN, timezone.now
        timezone.now = lambda: self.nu
        self.aanvragen, self.bank, self.tel = [], Decimal(0), 0
        self.opnieuw = Counter()  # payments put right after the notice had left

    def teardown(self):
        timezone.now = self.echt
        transaction.set_rollback(True)
        self.kring.__exit__(None, None, None)

    @initialize()
    def wijk(self):
        gebied = maak_budgetgebied()
        regels = maak_spelregels(
            gebied,
            categorieen=[{"naam": "Plan"}, {"naam": "Feest", "deelpot": "Feesten"}],
            sluit_op=date(2029, 12, 31),
            voorschot_deel=50,
            vier_ogen_vanaf=300,
            tweede_betaler_vanaf=350,
            terugval="alleen",
        )
        self.potten = [maak_pot(regels, 1000), maak_pot(regels, 500, deelpot="Feesten")]
        self.categorieen = list(regels.categorieen.order_by("volgorde"))
        self.team = [maak_teamlid(gebied) for _ in range(3)]
        self.grond = maak_grond()
        for welke in (0, 1, 0):
            self.nieuw(welke, 300)

    # --- what happens -----------------------------------------------------------------------------

    @rule(welke=st.integers(0, 1), gevraagd=st.sampled_from([80, 200, 300, 400]))
    def nieuw(self, welke, gevraagd):
        if Aanvraag.objects.filter(status__in=VERDER).count() < HOOGSTENS:
            categorie = self.categorieen[welke]
            dag = timezone.localdate() + timedelta(20)
            velden = {"categorie": categorie, "van": dag, "tot": dag}
            self.aanvragen.append(maak_concept(self.potten[welke], gevraagd, **velden).pk)

    @rule(zaad=ZAAD)
    def nog_verder(self, zaad):
        """The same again, so that it happens more than the rest."""
        self.verder(zaad)

    @rule(zaad=ZAAD)
    def verder(self, zaad):
        """One that runs goes on its road for a while; the books are added up after each step."""
        self.tel += 1
        lot = Random(f"{zaad}:{self.tel}")
        lopend = Aanvraag.objects.filter(status__in=VERDER).order_by("pk")
        rij = lot.choice([*lopend]) if lopend else None
        for _ in range(lot.randint(3, 10) if rij else 0):
            if rij.status in VERDER:
                wat, deel = lot.choice(VERDER[rij.status]), lot.choice(DELEN)
                getattr(self, wat)(rij, deel)
                rij = Aanvraag.objects.get(pk=rij.pk)
                self.alles_klopt()

    @rule(wie=WIE, wat=st.sampled_from(ALLES), deel=DEEL)
    def zomaar(self, wie, wat, deel):
        """Anything with anyone: refused, or harmless."""
        if rij := self.kies(wie):
            getattr(self, wat)(rij, deel)

    @rule(dagen=st.sampled_from([0, 1, 8, 30]))
    def later(self, dagen):
        """And the worker, and the volunteer who prints: what waits, leaves."""
        self.nu += timedelta(days=dagen, hours=1)
        for bericht in Bericht.objects.filter(status="wacht"):
            if bericht.niet_voor is None or bericht.niet_voor <= self.nu:
                bericht.status, bericht.verzonden_op = "verzonden", self.nu
                bericht.sha256 = sha256(b"").hexdigest()
                bericht.save()

    @rule(wat=st.sampled_from(BOEKEN), welke=st.integers(0, 20), bedrag=BEDRAG)
    def boeken(self, wat, welke, bedrag):
        """Something of the treasurer or the city that is of no application."""
        if wat in ("plafond", "over", "zet_recht"):
            getattr(self, wat)(welke % 2 if wat != "zet_recht" else welke, bedrag)
        else:
            self.kas(welke % 2, wat, bedrag)

    def kas(self, welke, soort, bedrag):
        geboekt = self.doe(
            boek_eigen,
            self.potten[welke],
            soort,
            bedrag=bedrag,
            datum=timezone.localdate(),
            toelichting="Zo was het",
            door=self.team[0],
            sleutel=self.sleutel(),
        )
        if geboekt:
            self.bank += bedrag if soort in ("gift", "subsidie", "rente") else -bedrag

    def plafond(self, welke, bedrag):
        self.doe(
            stel_plafond_vast,
            self.potten[welke],
            bedrag=bedrag,
            datum=timezone.localdate(),
            besluit="De raad",
            door=self.team[0],
            sleutel=self.sleutel(),
        )

    def over(self, welke, bedrag):
        self.doe(
            hevel_over,
            self.potten[welke],
            self.potten[1 - welke],
            bedrag=bedrag,
            datum=timezone.localdate(),
            waarom="Meer feesten",
            door=self.team[0],
            sleutel=self.sleutel(),
        )

    def zet_recht(self, welke, bedrag):
        """An entry of the book is put right, whatever it was."""
        boekingen = list(Boeking.objects.order_by("pk"))
        boeking = boekingen[welke % len(boekingen)]
        was = Boeking.objects.filter(herstelt=boeking).exists()
        self.doe(herstel, boeking, reden="Verkeerd geboekt", door=self.team[0])
        if not was and Boeking.objects.filter(herstelt=boeking).exists():
            self.bank -= boeking.bedrag
            if boeking.soort == "betaling":
                self.opnieuw[boeking.aanvraag_id] += 1

    # --- the steps --------------------------------------------------------------------------------

    def verstuur(self, rij, deel):
        dag = timezone.localdate() + timedelta(20)
        rij = self.doe(wijzig, rij, versie=rij.versie, door=None, van=dag, tot=dag) or rij
        for _ in range(2):  # and the second tap
            self.doe(dien_in, rij, versie=rij.versie)

    def verloop(self, rij, deel):
        self.nu += timedelta(days=91)
        self.doe(laat_concept_verlopen, rij, nu=self.nu)

    def vraag(self, rij, deel):
        self.doe(
            stel_vragen,
            rij,
            versie=rij.versie,
            vragen={"kosten": "Waarom?"},
            uiterlijk=timezone.localdate(),
            door=self.team[0],
        )

    def antwoord(self, rij, deel):
        antwoorden = {vraag.pk: "Daarom." for vraag in rij.vragen.all()}
        self.doe(beantwoord, rij, versie=rij.versie, antwoorden=antwoorden)

    def rust(self, rij, deel):
        self.doe(laat_rusten, rij, versie=rij.versie, door=self.team[0])

    def ken_toe(self, rij, deel):
        self.beslis(rij, Oordeel("toegekend", "Mooi.", bedrag=rij.gevraagd * deel))

    def voorwaarde(self, rij, deel):
        dag = timezone.localdate()
        velden = {"voorwaarde": "Als het mag.", "voorwaarde_voor": dag}
        self.beslis(rij, Oordeel("voorwaarde", "Mooi.", bedrag=rij.gevraagd * deel, **velden))

    def wijs_af(self, rij, deel):
        self.beslis(rij, Oordeel("afgewezen", "Helaas.", grond=self.grond))

    def beslis(self, rij, oordeel):
        voorstel = self.doe(stel_voor, rij, oordeel, versie=rij.versie, door=self.team[0])
        if voorstel:
            for _ in range(2):  # and the second tap
                self.doe(bevestig, voorstel, versie=voorstel.versie, door=self.team[1])

    def voldaan(self, rij, deel, voldaan=True):
        self.doe(
            verwerk_voorwaarde,
            rij,
            versie=rij.versie,
            voldaan=voldaan,
            motivering="Dat is het antwoord.",
            grond=None if voldaan else self.grond,
            door=self.team[1],
        )

    def niet_voldaan(self, rij, deel):
        self.voldaan(rij, deel, voldaan=False)

    def stop(self, rij, deel):
        self.doe(trek_in, rij, versie=rij.versie)

    def voorschot(self, rij, deel):
        self.rekening(rij)
        saldo = Saldo.objects.filter(aanvraag=rij).first()
        bedrag = (saldo.verplicht if saldo else Decimal(100)) * deel / 2
        self.doe(zet_voorschot_klaar, rij, bedrag=bedrag, door=self.team[0])
        self.betaal(rij, deel)

    def declareer(self, rij, deel):
        self.rekening(rij)
        declaratie = Declaratie.objects.filter(aanvraag=rij).first()
        bonnen = [{"tekst": "Bon", "bedrag": rij.gevraagd * deel}, {"tekst": "Fooi", "bedrag": 5}]
        versie = declaratie.versie if declaratie else 0
        declaratie = self.doe(bewaar_declaratie, rij, versie=versie, bonnen=bonnen)
        if declaratie:
            self.doe(dien_declaratie_in, rij, versie=declaratie.versie)

    def rekening(self, rij):
        self.doe(zet_rekening, rij, naam="A. Voorbeeld", iban="NL91ABNA0417164300")

    def keur(self, rij, deel):
        declaratie = Declaratie.objects.filter(aanvraag=rij).first()
        if declaratie:
            goed = min(deel, Decimal(1))
            bonnen = declaratie.bonnen.all()
            oordelen = {bon.pk: (bon.bedrag * goed, "" if goed == 1 else "Nee") for bon in bonnen}
            self.doe(
                keur_bonnen, rij, versie=declaratie.versie, oordelen=oordelen, door=self.team[0]
            )

    def betaal(self, rij, deel):
        betaling = rij.betalingen.open().first()
        if betaling is None:
            return
        self.doe(geef_akkoord, betaling, door=self.team[1])
        betaling.refresh_from_db()
        aantal = Boeking.objects.filter(soort="betaling").count()
        for _ in range(2):  # the second tap finds it done
            op = timezone.localdate()
            self.doe(betaal, betaling, versie=betaling.versie, op=op, door=self.team[2])
        nieuw = Boeking.objects.filter(soort="betaling").count() - aantal
        assert nieuw <= 1
        self.bank -= betaling.bedrag * nieuw

    def vergeet(self, rij, deel):
        if betaling := rij.betalingen.open().first():
            self.doe(vergeet_betaling, betaling, door=self.team[0])

    def ongedaan(self, rij, deel):
        """Today as a slip, later only as a correction: then the notice has left."""
        betaling = rij.betalingen.filter(betaald_op__isnull=False).order_by("-soort").first()
        if betaling:
            correctie = timezone.localdate(betaling.boeking.op) != timezone.localdate()
            reden = "Verkeerd geboekt" if deel == 1 and correctie else ""
            gelukt = self.doe(maak_ongedaan, betaling, door=self.team[2], reden=reden)
            if gelukt:
                self.bank += betaling.bedrag
                self.opnieuw[rij.pk] += bool(reden)

    def terug(self, rij, deel):
        self.terugkomst(rij, deel, boek_terug_ontvangen, Decimal(1))

    def kwijt(self, rij, deel):
        self.terugkomst(rij, deel, scheld_kwijt, Decimal(0), reden="Verhuisd")

    def terugkomst(self, rij, deel, actie, teken, **velden):
        open_ = Saldo.objects.filter(aanvraag=rij).aggregate(s=Sum("te_vorderen"))["s"] or 10
        bedrag = (open_ * deel).quantize(Decimal("0.01"))
        velden |= {"bedrag": bedrag, "datum": timezone.localdate(), "door": self.team[2]}
        if self.doe(actie, rij, sleutel=self.sleutel(), **velden):
            self.bank += bedrag * teken

    def herinner(self, rij, deel):
        """The first time after the last day for receipts, then some weeks on."""
        wachten = (rij.declareren_voor or timezone.localdate()) - timezone.localdate()
        self.nu += max(wachten, timedelta(days=14)) + timedelta(days=1)
        self.doe(herinner, rij, nu=self.nu)

    def vervallen(self, rij, deel):
        self.herinner(rij, deel)
        self.nu += timedelta(days=40)
        rij.refresh_from_db()
        self.doe(laat_vervallen, rij, versie=rij.versie, reden="Geen bonnen.", door=self.team[0])

    def rond_af(self, rij, deel):
        self.nu += timedelta(days=1)
        self.doe(rond_af, rij, nu=self.nu)

    def doe(self, actie, *args, **velden):
        """Nothing when it was refused; and then nothing is written."""
        try:
            with transaction.atomic():
                return actie(*args, **velden)
        except (RegelGeschonden, Verouderd):
            return None

    def kies(self, wie):
        if not self.aanvragen:
            return None
        return Aanvraag.objects.get(pk=self.aanvragen[wie % len(self.aanvragen)])

    def sleutel(self):
        self.tel += 1
        return f"proef:{self.tel}"

    # --- what is always so ------------------------------------------------------------------------

    @invariant()
    def alles_klopt(self):
        self.elke_pot_is_de_som_van_zijn_boekingen()
        self.elk_saldo_ook()
        self.niets_is_dubbel_betaald()
        self.de_bank_klopt()
        self.het_geld_past_bij_de_status()
        self.elke_verandering_is_een_stap_en_staat_opgeschreven()
        self.niets_wordt_twee_keer_verteld()

    def elke_pot_is_de_som_van_zijn_boekingen(self):
        for pot in Wijkbudget.objects.all():
            assert {veld: getattr(pot, veld) or 0 for veld in DELTAS} == pot.boekingen.sommen()
            assert pot.over >= 0

    def elk_saldo_ook(self):
        velden = list(DELTAS)[2:]
        sommen = {naam: Sum(f"d_{naam}") for naam in velden}
        rijen = Boeking.objects.filter(aanvraag__isnull=False).order_by()
        geboekt = list(rijen.values("aanvraag", "wijkbudget").annotate(**sommen))
        saldi = Saldo.objects.filter(boekingen_van()).distinct()
        gevonden = list(saldi.values("aanvraag", "wijkbudget", *velden))
        assert sorted(gevonden, key=str) == sorted(geboekt, key=str)

    def niets_is_dubbel_betaald(self):
        betaald = Betaling.objects.filter(betaald_op__isnull=False)
        per_aanvraag = dict(betaald.order_by().values_list("aanvraag").annotate(Sum("bedrag")))
        toegekend = dict(
            Besluit.objects.filter(uitkomst="toegekend").values_list("aanvraag", "bedrag")
        )
        for saldo in Saldo.objects.all():
            assert saldo.betaald == per_aanvraag.get(saldo.aanvraag_id, 0)
            assert saldo.betaald <= toegekend.get(saldo.aanvraag_id, 0)

    def de_bank_klopt(self):
        assert Boeking.objects.op_de_bank(timezone.localdate()) == self.bank

    def het_geld_past_bij_de_status(self):
        besluiten = dict(
            Besluit.objects.exclude(bedrag=None).order_by("op").values_list("aanvraag", "bedrag")
        )
        for saldo in Saldo.objects.select_related("aanvraag"):
            status, bedrag = saldo.aanvraag.status, besluiten.get(saldo.aanvraag_id)
            verwacht = {"toegekend": bedrag, "herinnerd": bedrag, "declaratie": bedrag}
            verwacht |= {"voorwaarde": 0} | dict.fromkeys(GELD_TERUG, self.kwijtgescholden(saldo))
            verwacht |= dict.fromkeys(
                ["uitbetaald", "afgerond"], saldo.betaald - saldo.ontvangen - saldo.te_vorderen
            )
            assert saldo.verplicht == verwacht.get(status, bedrag)
            assert saldo.gereserveerd == (bedrag if status == "voorwaarde" else 0)

    @staticmethod
    def kwijtgescholden(saldo):
        """What will not come back stays a cost, also of a case that ended."""
        return saldo.betaald - saldo.ontvangen - saldo.te_vorderen

    def elke_verandering_is_een_stap_en_staat_opgeschreven(self):
        status = dict(Aanvraag.objects.values_list("pk", "status"))
        nu = dict.fromkeys(status, Status.CONCEPT)
        for rij in Gebeurtenis.objects.order_by("pk"):
            assert rij.van == nu[rij.aanvraag_id]
            if rij.van != rij.naar:
                assert rij.naar in STAPPEN[Status(rij.van)]
                gezet.add((rij.van, rij.naar))
            nu[rij.aanvraag_id] = rij.naar
        assert nu == status

    def niets_wordt_twee_keer_verteld(self):
        uuids = {str(uuid): pk for pk, uuid in Aanvraag.objects.values_list("pk", "uuid")}
        verteld = Counter(Bericht.objects.values_list("betreft", "soort"))
        for (betreft, soort), aantal in verteld.items():
            if soort in EEN_KEER:
                assert aantal == 1
            if soort == "bb_herinnering":
                assert aantal <= 2
            if soort in ("bb_uitbetaald", "bb_voorschot"):
                assert aantal <= 1 + self.opnieuw[uuids[betreft]]


def boekingen_van():
    """Balances that have an entry; one without is empty."""
    return ~Q(gereserveerd=0, verplicht=0, betaald=0, te_vorderen=0, ontvangen=0) | Q(
        aanvraag__boekingen__isnull=False
    )


def test_op_elke_weg_kloppen_de_boeken():
    run_state_machine_as_test(
        DeWeg,
        settings=settings(
            max_examples=16,
            stateful_step_count=12,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_elke_stap_van_de_tabel_wordt_gezet():
    """Chance alone is no proof: here what was done least comes first, until no step is left."""
    gezet.clear()
    over = {(van, naar) for van, doelen in STAPPEN.items() for naar in doelen}
    machine, gedaan = DeWeg(), Counter()
    try:
        machine.wijk()
        for pot in machine.potten:
            velden = {"datum": timezone.localdate(), "besluit": "Ruim", "door": machine.team[0]}
            stel_plafond_vast(pot, bedrag=Decimal(90_000), sleutel=f"ruim:{pot.pk}", **velden)
        for nr in range(400):
            if over <= gezet:
                break
            machine.nieuw(nr % 2, 300)
            zet_een_stap(machine, gedaan, Random(nr))
    finally:
        machine.teardown()

    assert over - gezet == set()


def zet_een_stap(machine, gedaan, lot):
    """With one of those that run, what was done least in its state."""
    rij = lot.choice(Aanvraag.objects.filter(status__in=VERDER).order_by("pk"))
    mag = VERDER[rij.status]
    wat = min(
        sorted(set(mag)),
        key=lambda naam: (gedaan[rij.status, naam] / mag.count(naam), lot.random()),
    )
    gedaan[rij.status, wat] += 1
    getattr(machine, wat)(rij, lot.choice(DELEN))
    machine.alles_klopt()
