"""The meeting of a round: the count, corrections, and one confirmation for all or nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from berichten.models import Bericht
from buurtbudget.actions.beslissen import Oordeel, meld_belang, neem_besluit
from buurtbudget.actions.grootboek import boek
from buurtbudget.actions.indienen import trek_in
from buurtbudget.actions.rondevergadering import (
    bevestig_ronde,
    corrigeer,
    naar_vergadering,
    tel_opnieuw,
    zet_gronden,
)
from buurtbudget.actions.weg import vergrendel
from buurtbudget.models import Besluit, Boeking, Categorie, Rondepost, Verdeelronde
from buurtbudget.rondestand import lees
from buurtbudget.rondetoets import bezwaren
from buurtbudget.tests.maken import maak_grond, maak_ontvangen, maak_pot, maak_teamlid
from buurtbudget.tests.maken_ronde import (
    geef_gronden,
    maak_ronde,
    maak_ronderegels,
    maak_vergadering,
    posten,
    vul,
)
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = pytest.mark.django_db
D = Decimal


def bevestig(ronde, door=None, **meer):
    ronde.refresh_from_db()
    door = door or ronde.begonnen_door
    return bevestig_ronde(ronde, versie=ronde.versie, door=door, **meer)


def pas_aan(ronde, correcties, door=None):
    """{number: (€, reason)}"""
    ronde.refresh_from_db()
    sleutels = {post.volgnummer: post.pk for post in posten(ronde)}
    return corrigeer(
        ronde,
        versie=ronde.versie,
        correcties={
            sleutels[nr]: (None if bedrag is None else D(bedrag), reden)
            for nr, (bedrag, reden) in correcties.items()
        },
        door=door or ronde.begonnen_door,
    )


def zet_pot(pot, verschil):
    boek(
        pot,
        "plafond",
        sleutel=f"anders:{pot.pk}:{verschil}",
        datum=localdate(),
        door=None,
        toelichting="Raadsbesluit (voorbeeld)",
        d_plafond=D(verschil),
    )


def niets_geschreven():
    return (
        Besluit.objects.count() == 0
        and not Boeking.objects.exclude(soort="plafond").exists()
        and not Bericht.objects.exclude(soort="bb_ontvangen").exists()
    )


def test_het_voorbeeld_met_een_belang_van_kolom_tot_besluit():
    ronde = maak_ronde()  # pot 100, A and B ask 100 each, step 5
    een, twee = ronde.deelnemers.all()
    a, b = posten(ronde)
    meld_belang(a.aanvraag, lid=een.lid, door=ronde.leden[0])
    vul(een, {2: 100})
    vul(twee, {1: 60, 2: 40})

    ronde.refresh_from_db()
    naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[1])

    assert [post.berekend for post in posten(ronde)] == [45, 50]
    besluiten = bevestig(ronde, door=ronde.leden[1])
    ronde.wijkbudget.refresh_from_db()
    assert [(b.uitkomst, b.bedrag) for b in besluiten] == [("toegekend", 45), ("toegekend", 50)]
    assert (ronde.wijkbudget.verplicht, ronde.wijkbudget.over) == (95, 5)


def test_een_correctie_heeft_een_reden_en_komt_in_de_brief():
    ronde = maak_vergadering()
    nummers = [post.pk for post in posten(ronde)]

    with pytest.raises(RegelGeschonden, match="nummer 1 op waarom"):
        pas_aan(ronde, {1: (55, "")})
    with (
        pytest.raises(IntegrityError, match="rondepost_correctie_heeft_reden"),
        transaction.atomic(),
    ):
        Rondepost.objects.filter(pk=nummers[0]).update(gecorrigeerd=55)

    pas_aan(ronde, {1: (55, "De tent is te leen.")})
    bevestig(ronde)

    assert [b.bedrag for b in Besluit.objects.order_by("aanvraag")] == [55, 40]
    brief = Bericht.objects.get(soort="bb_toegekend", feiten__titel=str(posten(ronde)[0].aanvraag))
    assert "De tent is te leen." in brief.feiten["motivering"]
    assert "€\u00a0100 te verdelen" in brief.feiten["motivering"]


def test_terug_naar_de_telling_heeft_geen_reden_nodig():
    ronde = maak_vergadering()
    pas_aan(ronde, {1: (55, "Tent te leen.")})

    pas_aan(ronde, {1: (None, "")})

    assert (posten(ronde)[0].bedrag, posten(ronde)[0].reden) == (60, "")


def test_een_correctie_blijft_onder_het_gevraagde_en_de_grens_van_de_soort():
    regels = maak_ronderegels(categorieen=[{"naam": "Feest", "maximum": 70}])
    pot = maak_pot(regels, 100)
    maak_ontvangen(pot, 65, categorie=Categorie.objects.get())
    maak_ontvangen(pot, 70, categorie=Categorie.objects.get())
    ronde = maak_vergadering(pot=pot, gevraagd=[])

    with pytest.raises(RegelGeschonden, match="nummer 1 €\u00a065 of minder"):
        pas_aan(ronde, {1: (66, "Meer.")})
    with pytest.raises(RegelGeschonden, match="nummer 2 €\u00a070 of minder"):
        pas_aan(ronde, {2: (71, "Meer.")})


def test_te_veel_is_te_bewaren_maar_niet_te_bevestigen():
    ronde = maak_vergadering()
    pas_aan(ronde, {2: (100, "Dit is belangrijk.")})

    with pytest.raises(RegelGeschonden, match="€\u00a060 te veel verdeeld"):
        bevestig(ronde)
    assert niets_geschreven()


def test_een_pot_die_kleiner_werd_houdt_alles_tegen_tot_er_opnieuw_geteld_is():
    ronde = maak_vergadering()
    zet_pot(ronde.wijkbudget, -50)

    with pytest.raises(RegelGeschonden, match="Tel eerst opnieuw"):
        bevestig(ronde)
    assert niets_geschreven()

    ronde.refresh_from_db()
    tel_opnieuw(ronde, versie=ronde.versie)
    assert [post.berekend for post in posten(ronde)] == [30, 20]
    assert len(bevestig(ronde)) == 2


def test_een_grotere_pot_vraagt_ook_een_nieuwe_telling_en_laat_correcties_staan():
    ronde = maak_vergadering(kolommen=[{1: 60, 2: 40}], plafond=100)
    pas_aan(ronde, {1: (50, "Minder stoelen.")})
    zet_pot(ronde.wijkbudget, -20)
    ronde.refresh_from_db()
    tel_opnieuw(ronde, versie=ronde.versie)
    zet_pot(ronde.wijkbudget, 20)

    ronde.refresh_from_db()
    tel_opnieuw(ronde, versie=ronde.versie)

    assert [(p.berekend, p.bedrag, p.reden) for p in posten(ronde)] == [
        (60, 50, "Minder stoelen."),
        (40, 40, ""),
    ]


def test_een_aanvraag_die_wegvalt_maakt_de_telling_oud():
    ronde = maak_ronde()
    een, twee = ronde.deelnemers.all()
    blijft, weg = (post.aanvraag for post in posten(ronde))
    meld_belang(blijft, lid=een.lid, door=ronde.leden[0])
    vul(een, {2: 100})
    vul(twee, {1: 60, 2: 40})
    ronde.refresh_from_db()
    naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[1])
    trek_in(weg, versie=weg.versie, namens_aanvrager=True)

    with pytest.raises(RegelGeschonden, match="Tel eerst opnieuw"):
        bevestig(ronde, door=ronde.leden[1])
    ronde.refresh_from_db()
    tel_opnieuw(ronde, versie=ronde.versie)

    assert [b.bedrag for b in bevestig(ronde, door=ronde.leden[1])] == [60]
    assert weg.besluiten.count() == 0


def test_niets_krijgen_heeft_een_grond():
    ronde = maak_vergadering(kolommen=[{1: 60}])
    with pytest.raises(RegelGeschonden, match="Kies nog waarom er niets is voor nummer 2"):
        bevestig(ronde)
    assert niets_geschreven()

    ronde.refresh_from_db()
    grond = maak_grond(brieftekst="Er was niet genoeg.")
    zet_gronden(
        ronde,
        versie=ronde.versie,
        gronden={posten(ronde)[1].pk: (grond, "Vraag het volgend jaar weer.")},
        door=ronde.leden[0],
    )
    bevestig(ronde)

    brief = Bericht.objects.get(soort="bb_afgewezen")
    assert brief.feiten["grond"] == "Er was niet genoeg."
    assert brief.feiten["motivering"].endswith("Vraag het volgend jaar weer.")


def test_wie_toch_iets_krijgt_verliest_de_grond():
    ronde = maak_vergadering(kolommen=[{1: 60}])
    geef_gronden(ronde, ronde.leden[0])

    pas_aan(ronde, {2: (10, "Toch een beetje.")})

    assert posten(ronde)[1].grond is None


def test_twee_keer_bevestigen_is_een_keer():
    ronde = maak_vergadering()
    eerste = bevestig(ronde)
    berichten = Bericht.objects.count()

    tweede = bevestig_ronde(ronde, versie=1, door=ronde.leden[0])

    assert {b.pk for b in tweede} == {b.pk for b in eerste}
    assert (Besluit.objects.count(), Bericht.objects.count()) == (2, berichten)


def test_een_oude_bladzijde_bevestigt_niet():
    ronde = maak_vergadering()
    oud = ronde.versie
    pas_aan(ronde, {1: (50, "Minder.")})

    with pytest.raises(Verouderd):
        bevestig_ronde(ronde, versie=oud, door=ronde.leden[0])
    with pytest.raises(Verouderd):
        corrigeer(ronde, versie=oud, correcties={}, door=ronde.leden[0])
    assert niets_geschreven()


def test_alles_of_niets(monkeypatch):
    """The last decision refused: the first is not written either, nor its money or letter."""
    ronde = maak_vergadering()
    laatste = posten(ronde)[1].aanvraag

    def weiger(aanvraag, *args, **kwargs):
        if aanvraag.pk == laatste.pk:
            raise RegelGeschonden("Dit past niet.")
        return neem_besluit(aanvraag, *args, **kwargs)

    monkeypatch.setattr("buurtbudget.actions.rondevergadering.neem_besluit", weiger)
    with pytest.raises(RegelGeschonden, match="Dit past niet"):
        bevestig(ronde)

    ronde.refresh_from_db()
    ronde.wijkbudget.refresh_from_db()
    assert (ronde.status, ronde.wijkbudget.verplicht) == ("vergadering", 0)
    assert niets_geschreven()


def test_een_onbekende_pot_is_te_proberen_en_niet_te_bevestigen():
    ronde = maak_ronde(plafond=None)
    Verdeelronde.objects.update(proefbedrag=D(100))
    for deelnemer in ronde.deelnemers.all():
        vul(deelnemer, {1: 60, 2: 40})
    ronde.refresh_from_db()
    naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[0])

    ronde = Verdeelronde.objects.get()
    assert [post.berekend for post in posten(ronde)] == [60, 40]
    assert lees(ronde).tel(proef=D(50)).bedragen == {
        post.aanvraag_id: bedrag for post, bedrag in zip(posten(ronde), [30, 20], strict=True)
    }
    with pytest.raises(RegelGeschonden, match="nog niet bekend. Rekenen kan al, bevestigen"):
        bevestig(ronde)
    with pytest.raises(RegelGeschonden, match="nog niet bekend"):  # what the database says
        neem_besluit(
            vergrendel(posten(ronde)[0].aanvraag),
            Oordeel("toegekend", "Goed.", D(10)),
            door=ronde.begonnen_door,
        )


def test_wat_buiten_blijft_staan_wacht_op_de_gemeente():
    pot = maak_pot(maak_ronderegels(), 100)
    bank = maak_ontvangen(pot, 100, fysiek=True)
    ronde = maak_vergadering(pot=pot, gevraagd=[100], kolommen=[{1: 60, 2: 40}])
    dag = localdate() + timedelta(50)

    with pytest.raises(RegelGeschonden, match="tot wanneer we op de gemeente wachten"):
        bevestig(ronde)
    bevestig(ronde, voorwaarde_voor=dag)

    pot.refresh_from_db()
    besluit = bank.besluiten.get()
    assert (besluit.uitkomst, besluit.bedrag, besluit.voorwaarde_voor) == ("voorwaarde", 40, dag)
    assert (pot.gereserveerd, pot.verplicht) == (40, 60)


def test_een_eigen_zaak_past_iemand_anders_aan():
    ronde = maak_vergadering()
    lid = ronde.deelnemers.first().lid
    meld_belang(posten(ronde)[0].aanvraag, lid=lid, door=ronde.leden[0])

    with pytest.raises(RegelGeschonden, match="nummer 1 heb jij een belang"):
        pas_aan(ronde, {1: (50, "Minder."), 2: (30, "Minder.")}, door=ronde.leden[0])
    assert [post.gecorrigeerd for post in posten(ronde)] == [None, None]
    pas_aan(ronde, {1: (50, "Minder."), 2: (30, "Minder.")}, door=ronde.leden[1])


def test_wie_een_belang_heeft_laat_de_knop_aan_een_ander_als_die_er_is():
    ronde = maak_ronde(leden=2)
    een, twee = ronde.deelnemers.all()
    a, b = posten(ronde)
    meld_belang(a.aanvraag, lid=een.lid, door=ronde.leden[0])
    vul(een, {2: 40})
    vul(twee, {1: 60, 2: 40})
    ronde.refresh_from_db()
    naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[0])

    with pytest.raises(RegelGeschonden, match="Laat iemand anders bevestigen"):
        bevestig(ronde, door=ronde.leden[0])
    meld_belang(b.aanvraag, lid=twee.lid, door=ronde.leden[1])
    ronde.refresh_from_db()
    tel_opnieuw(ronde, versie=ronde.versie)
    assert len(bevestig(ronde, door=ronde.leden[0])) == 2  # a team of two still finishes


def test_een_groot_bedrag_vraagt_een_tweede_persoon():
    ronde = maak_vergadering(kolommen=[{1: 60, 2: 40}], vier_ogen_vanaf=50)

    with pytest.raises(RegelGeschonden, match="kijkt een tweede persoon mee"):
        bevestig(ronde, door=ronde.leden[0])
    assert niets_geschreven()

    bestuur = maak_teamlid(ronde.spelregels.gebied, "bestuur")
    assert len(bevestig(ronde, door=bestuur)) == 2


def test_alleen_beslissen_mag_met_een_reden_als_de_regels_dat_zeggen():
    ronde = maak_vergadering(kolommen=[{1: 60, 2: 40}], vier_ogen_vanaf=50, terugval="alleen")

    with pytest.raises(RegelGeschonden, match="Schrijf op waarom"):
        bevestig(ronde)
    bevestig(ronde, alleen_omdat="Er is geen tweede lid.")

    assert {b.alleen_omdat for b in Besluit.objects.all()} == {"Er is geen tweede lid."}


def test_na_de_bevestiging_verandert_er_niets_meer():
    ronde = maak_vergadering()
    bevestig(ronde)

    with pytest.raises(RegelGeschonden, match="al bevestigd"):
        pas_aan(ronde, {1: (50, "Minder.")})


def test_bezwaren_en_bevestigen_zeggen_hetzelfde():
    ronde = maak_vergadering(kolommen=[{1: 60}])

    zin = bezwaren(lees(ronde))[0]

    with pytest.raises(RegelGeschonden) as fout:
        bevestig(ronde)
    assert str(fout.value) == zin


def test_een_ronde_van_64_met_negen_leden():
    """Each member gives a tenth of what was asked; one confirmation, one letter for everybody."""
    gevraagd = [100 + 25 * (nr % 30) for nr in range(64)]
    kolom = {nr: bedrag // 2 for nr, bedrag in enumerate(gevraagd, 1) if nr <= 60}
    ronde = maak_ronde(gevraagd=gevraagd, leden=9, plafond=22309)
    for deelnemer in ronde.deelnemers.all():
        vul(deelnemer, kolom, klaar=sum(kolom.values()) <= 22309)
    ronde.refresh_from_db()
    ronde = naar_vergadering(ronde, versie=ronde.versie, door=ronde.leden[0])
    ronde = geef_gronden(ronde, ronde.begonnen_door)

    besluiten = bevestig(ronde)

    ronde.wijkbudget.refresh_from_db()
    som = sum(b.bedrag or 0 for b in besluiten)
    assert (len(besluiten), ronde.wijkbudget.verplicht) == (64, som)
    assert [b.uitkomst for b in besluiten].count("afgewezen") == 4
    assert Bericht.objects.filter(soort__in=["bb_toegekend", "bb_afgewezen"]).count() == 64
