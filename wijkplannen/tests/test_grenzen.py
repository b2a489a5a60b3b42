"""What no plan may hold, whatever the code does: each rule of the tables, past every action."""

from uuid import uuid4

import pytest
from django.utils import timezone

from gebruikers.tests.maken import maak_gebruiker
from indicatoren.tests.maken import maak_indicator
from kern.tests.grenzen import weigert
from partners.tests.maken import maak_partner
from wijkplannen.actions.samen import nodig_uit
from wijkplannen.models import (
    Activiteitenimport,
    Deelname,
    GeplandePublicatie,
    Inzender,
    Voortgang,
    Wijkplan,
)
from wijkplannen.tests.maken import maak_blok, maak_doel, maak_inzet, maak_online_plan, maak_plan
from wijkplannen.tests.maken_inbreng import MAIL, maak_afspraak, maak_bijeenkomst, maak_inbreng
from wijkplannen.tests.maken_samen import maak_opmerking, maak_voorstel

pytestmark = pytest.mark.django_db
NU = timezone.now()
NEE = {"toezegging": "afgewezen", "reden": "Geen mensen."}


def probeer(grens, rij, **velden):
    """Write these fields past every action: refused by this rule."""
    weigert(grens, lambda: type(rij).objects.filter(pk=rij.pk).update(**velden))


def maak_deelname():
    return Deelname.objects.create(activiteit=maak_inzet().activiteit, partner=maak_partner())


def maak_import(plan=None, **afwijking):
    velden = {"naam": "blad.xlsx", "sha256": "0" * 64, "regels": {}, "op": NU}
    velden |= {"plan": plan or maak_plan(), "door": maak_gebruiker()}
    return Activiteitenimport.objects.create(**velden | afwijking)


def maak_gepland(plan=None, **afwijking):
    velden = {"op": NU, "versie": 1, "wat_veranderd": "Alles.", "door": maak_gebruiker()}
    return GeplandePublicatie.objects.create(plan=plan or maak_plan(), **velden | afwijking)


@pytest.mark.parametrize(
    "velden",
    [
        {"toezegging": "bevestigd"},
        {"toezegging": "afgewezen", "reden": "Geen mensen."},
        {"gezegd_op": NU},
    ],
)
def test_een_antwoord_heeft_een_moment_en_alleen_een_antwoord(velden):
    probeer("activiteit_toezegging_heeft_moment", maak_inzet().activiteit, **velden)
    probeer("deelname_toezegging_heeft_moment", maak_deelname(), **velden)


def test_nee_heeft_een_reden():
    nee = NEE | {"gezegd_op": NU, "reden": ""}
    probeer("activiteit_afwijzing_heeft_reden", maak_inzet().activiteit, **nee)
    probeer("deelname_afwijzing_heeft_reden", maak_deelname(), **nee)


def test_kosten_zijn_niet_negatief():
    probeer("activiteit_kosten_niet_negatief", maak_inzet().activiteit, kosten="-0.01")


def test_niemand_doet_twee_keer_mee_en_geen_activiteit_staat_twee_keer_bij_een_doel():
    deelname = maak_deelname()
    eerste, tweede = maak_inzet(), maak_inzet()

    wie = {"activiteit": deelname.activiteit, "partner": deelname.partner}
    weigert("deelname_uniek", lambda: Deelname.objects.create(**wie))
    probeer("inzet_uniek", eerste, doel=tweede.doel, activiteit=tweede.activiteit)


def test_een_melding_zegt_van_wie_zij_is():
    inzet = maak_inzet()

    for wie in ({}, {"namens": inzet.activiteit.trekker}):
        weigert(
            "voortgang_zegt_door_wie",
            lambda wie=wie: Voortgang.objects.create(inzet=inzet, op=NU, stand="gepland", **wie),
        )


def test_een_cijfer_staat_een_keer_bij_een_doel_met_waarde_en_jaar_of_zonder():
    indicator, ander = maak_indicator(), maak_indicator(slug="groen")
    doel = maak_doel(indicatoren=[indicator, ander])
    cijfer = doel.cijfers.get(indicator=indicator)

    probeer("doelindicator_streefwaarde_heeft_jaar", cijfer, streefwaarde=7)
    probeer("doelindicator_streefwaarde_heeft_jaar", cijfer, streefjaar=2029)
    probeer("doelindicator_uniek", cijfer, indicator=ander)


def test_een_plan_heeft_een_begin_en_een_eind():
    for periode in ((None, "2029-01-01"), ("2026-01-01", None), ("2026-01-01", "2026-01-01")):
        probeer("wijkplan_periode_heeft_begin_en_eind", maak_plan(), periode=periode)


def test_een_ouder_plan_heeft_een_bron():
    probeer("wijkplan_ouder_plan_heeft_bron", maak_plan(), soort=Wijkplan.Soort.DOCUMENT)


def test_een_versie_heeft_een_eigen_nummer_en_zegt_wat_er_veranderd_is():
    plan = maak_online_plan()
    velden = {"inhoud": {}, "wat_veranderd": "Meer.", "door": maak_gebruiker(), "op": NU}

    weigert("planversie_uniek", lambda: plan.versies.create(nummer=1, **velden))
    stil = velden | {"wat_veranderd": ""}
    weigert("planversie_zegt_wat_er_veranderd_is", lambda: plan.versies.create(nummer=2, **stil))


def test_een_geplande_publicatie_zegt_wat_en_waarom_en_wanneer():
    gepland = maak_gepland()

    weigert("geplandepublicatie_een_tegelijk", lambda: maak_gepland(gepland.plan))
    probeer("geplandepublicatie_zegt_wat_er_veranderd_is", gepland, wat_veranderd="")
    probeer("geplandepublicatie_afgehandeld_heeft_moment", gepland, status="gelukt")
    probeer("geplandepublicatie_afgehandeld_heeft_moment", gepland, afgehandeld_op=NU)
    mislukt = {"status": "mislukt", "afgehandeld_op": NU}
    probeer("geplandepublicatie_mislukt_zegt_waarom", gepland, **mislukt)


def test_een_partner_is_een_keer_genodigd():
    plan, partner, ander = maak_plan(), maak_partner(), maak_partner()
    nodig_uit(plan, partner, door=maak_gebruiker())
    tweede = nodig_uit(plan, ander, door=maak_gebruiker())

    probeer("planpartner_uniek", tweede, partner=partner)


def test_wat_men_zegt_gaat_over_een_onderdeel():
    doel = maak_doel()
    plan, blok = doel.plan, maak_blok(doel.plan)

    opmerking, voorstel = maak_opmerking(plan, doel), maak_voorstel(plan, doel)

    for soort, rij in (("opmerking", opmerking), ("wijzigingsvoorstel", voorstel)):
        probeer(f"{soort}_over_een_onderdeel", rij, doel=None)
        probeer(f"{soort}_over_een_onderdeel", rij, blok=blok)


def test_wat_af_is_zegt_door_wie_en_wanneer():
    doel, wie = maak_doel(), maak_gebruiker()
    opmerking, voorstel = maak_opmerking(doel.plan, doel), maak_voorstel(doel.plan, doel)

    grens = "opmerking_opgelost_heeft_wie_en_wanneer"
    probeer(grens, opmerking, opgelost_op=NU)
    probeer(grens, opmerking, opgelost_door=wie)
    grens = "wijzigingsvoorstel_afgehandeld_heeft_wie_en_wanneer"
    probeer(grens, voorstel, afgehandeld_op=NU)
    probeer(grens, voorstel, status="ingetrokken", afgehandeld_op=NU)
    probeer(grens, voorstel, status="ingetrokken", afgehandeld_door=wie)
    zonder = {"status": "afgewezen", "afgehandeld_op": NU, "afgehandeld_door": wie}
    probeer("wijzigingsvoorstel_afwijzing_heeft_antwoord", voorstel, **zonder)


def test_iemand_heeft_van_een_formulier_een_concept():
    plan, wie = maak_plan(), maak_gebruiker()
    velden = {"gebruiker": wie, "sleutel": "doel:nieuw", "velden": {}, "op": NU}
    plan.concepten.create(**velden)

    weigert("concept_uniek", lambda: plan.concepten.create(**velden))


def test_een_import_gaat_pas_terug_na_het_bevestigen():
    probeer("activiteitenimport_terug_na_bevestigd", maak_import(), teruggedraaid_op=NU)


def test_een_bijeenkomst_eindigt_na_het_begin():
    bijeenkomst = maak_bijeenkomst()

    probeer("bijeenkomst_einde_na_begin", bijeenkomst, einde=bijeenkomst.begin)


def test_een_afspraak_die_klaar_is_zegt_wat_ervan_kwam():
    probeer("afspraak_klaar_heeft_antwoord_of_activiteit", maak_afspraak(), klaar_op=NU.date())


def test_inbreng_die_af_is_zegt_waar_zij_bleef_door_wie_en_wanneer():
    inbreng, wie = maak_inbreng(), maak_gebruiker()

    klaar = {"afgehandeld_op": NU, "afgehandeld_door": wie}
    probeer("inbreng_gekoppeld_heeft_plek", inbreng, status="gekoppeld", **klaar)
    probeer("inbreng_beantwoord_heeft_antwoord", inbreng, status="beantwoord", **klaar)
    for half in (klaar, {"status": "geweerd"}, {"status": "geweerd", "afgehandeld_op": NU}):
        probeer("inbreng_afgehandeld_heeft_wie_en_wanneer", inbreng, **half)


@pytest.mark.parametrize("kanaal", ["mail", "telefoon", "post"])
def test_wie_antwoord_wil_is_bereikbaar(kanaal):
    inzender = maak_inbreng(**MAIL).inzender

    probeer("inzender_bereikbaar", inzender, kanaal=kanaal, email="", telefoon="", adres="")
    weigert(
        "inzender_bereikbaar",
        lambda: Inzender.objects.create(inbreng=maak_inbreng(uuid=uuid4()), kanaal=kanaal),
    )
