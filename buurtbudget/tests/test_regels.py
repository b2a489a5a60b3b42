"""Writing the rules: draft, publishing, copies, and what the database keeps."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from buurtbudget.actions.regels import (
    bewaar_beheerder,
    bewaar_concept,
    haal_concept_weg,
    kopieer_naar_jaar,
    nieuwe_versie,
    publiceer,
    stand,
    verschuif,
)
from buurtbudget.models import Beheerder, Spelregels, Wijkbudget
from buurtbudget.tests.maken import (
    maak_budgetgebied,
    maak_mandaat,
    maak_regeling,
    maak_spelregels,
    maak_teamlid,
)
from kern.exceptions import RegelGeschonden, Verouderd

pytestmark = pytest.mark.django_db
FEEST = {"naam": "Straatfeest", "fysiek": False, "maximum": 400, "per": "straat", "deelpot": ""}
WIJKFEEST = FEEST | {"naam": "Wijkfeest", "per": "aanvraag", "deelpot": "wijkfeesten"}
VELDEN = {
    "open_vanaf": date(2027, 1, 1),
    "sluit_op": date(2027, 12, 31),
    "contact_naam": "Joke",
    "contact_telefoon": "033 – 000 04 56",
}


@pytest.fixture
def gebied():
    gebied = maak_budgetgebied()
    maak_mandaat(gebied)
    maak_regeling()
    return gebied


@pytest.fixture
def bestuur(gebied):
    return maak_teamlid(gebied, "bestuur")


def bewaar(gebied, door, *, versie=0, categorieen=(), **anders):
    velden = VELDEN | anders
    return bewaar_concept(
        gebied, 2027, versie=versie, door=door, categorieen=list(categorieen), **velden
    )


def test_een_concept_is_er_pas_openbaar_na_publiceren(gebied, bestuur):
    concept = bewaar(gebied, bestuur, categorieen=[FEEST])

    assert not Spelregels.objects.openbaar().exists()
    publiceer(concept, versie=1, wat_veranderd="Nieuw.", door=bestuur)
    assert [str(r) for r in Spelregels.objects.actueel()] == [f"Spelregels {gebied} 2027, versie 1"]


def test_twee_keer_hetzelfde_bewaren_is_een_keer(gebied, bestuur):
    eerste = bewaar(gebied, bestuur, categorieen=[FEEST])

    assert bewaar(gebied, bestuur, categorieen=[FEEST]).versie == eerste.versie == 1


def test_wie_een_ouder_concept_las_schrijft_er_niet_overheen(gebied, bestuur):
    bewaar(gebied, bestuur)
    bewaar(gebied, bestuur, versie=1, contact_naam="Piet")

    with pytest.raises(Verouderd):
        bewaar(gebied, bestuur, versie=1, contact_naam="Kees")
    assert Spelregels.objects.get().contact_naam == "Piet"


def test_ook_andere_soorten_plannen_zijn_een_verschil(gebied, bestuur):
    bewaar(gebied, bestuur, categorieen=[FEEST])

    with pytest.raises(Verouderd):
        bewaar(gebied, bestuur, categorieen=[WIJKFEEST])


def test_gepubliceerde_regels_verander_je_niet_maar_je_maakt_een_nieuwe_versie(gebied, bestuur):
    oud = bewaar(gebied, bestuur, categorieen=[FEEST])
    publiceer(oud, versie=1, wat_veranderd="Nieuw.", door=bestuur)

    with pytest.raises(RegelGeschonden):
        bewaar(gebied, bestuur)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Spelregels.objects.update(contact_naam="Kees")
    nieuw = nieuwe_versie(oud, door=bestuur)
    assert (nieuw.nummer, nieuw.contact_naam, nieuw.openbaar_op) == (2, "Joke", None)
    assert [c.naam for c in nieuw.categorieen.all()] == ["Straatfeest"]


def test_een_tweede_nieuwe_versie_is_het_concept_dat_er_al_is(gebied, bestuur):
    oud = bewaar(gebied, bestuur)
    publiceer(oud, versie=1, wat_veranderd="Nieuw.", door=bestuur)

    assert nieuwe_versie(oud, door=bestuur) == nieuwe_versie(oud, door=bestuur)


def test_publiceren_maakt_de_potten_een_keer(gebied, bestuur):
    concept = bewaar(gebied, bestuur, categorieen=[FEEST, WIJKFEEST])
    publiceer(concept, versie=1, wat_veranderd="Nieuw.", door=bestuur)
    tweede = nieuwe_versie(concept, door=bestuur)
    publiceer(tweede, versie=tweede.versie, wat_veranderd="Weer.", door=bestuur)

    potten = Wijkbudget.objects.values_list("gebied", "jaar", "deelpot", "plafond")
    assert sorted(potten) == [(gebied.pk, 2027, "", None), (gebied.pk, 2027, "wijkfeesten", None)]


def test_publiceren_van_wat_iemand_anders_net_veranderde_gaat_niet(gebied, bestuur):
    concept = bewaar(gebied, bestuur)
    bewaar(gebied, bestuur, versie=1, contact_naam="Piet")

    with pytest.raises(Verouderd):
        publiceer(concept, versie=1, wat_veranderd="Nieuw.", door=bestuur)
    assert not Spelregels.objects.openbaar().exists()
    assert not Wijkbudget.objects.exists()


def test_een_tweede_tik_op_publiceren_verandert_niets(gebied, bestuur):
    concept = bewaar(gebied, bestuur)
    eerste = publiceer(concept, versie=1, wat_veranderd="Nieuw.", door=bestuur)

    tweede = publiceer(concept, versie=1, wat_veranderd="Anders.", door=bestuur)
    assert (tweede.openbaar_op, tweede.wat_veranderd) == (eerste.openbaar_op, "Nieuw.")


def test_zonder_mandaat_wordt_niets_openbaar(bestuur):
    gebied = maak_budgetgebied()
    concept = bewaar(gebied, bestuur)

    with pytest.raises(RegelGeschonden, match="niet bekend wie"):
        publiceer(concept, versie=1, wat_veranderd="Nieuw.", door=bestuur)


def test_naar_een_ander_jaar_schuiven_alle_datums_mee(gebied, bestuur):
    bron = maak_spelregels(
        gebied,
        jaar=2027,
        open_vanaf=date(2027, 1, 1),
        sluit_op=date(2027, 2, 15),
        inname="sluitingsdatum",
        werkwijze="verdeelronde",
        vergaderdata=[date(2027, 3, 4)],
        verdelen_voor=date(2027, 3, 3),
        uitslag_voor=date(2027, 3, 20),
        categorieen=[FEEST],
    )

    kopie = kopieer_naar_jaar(bron, 2028, door=bestuur)

    assert (kopie.jaar, kopie.nummer, kopie.openbaar_op) == (2028, 1, None)
    assert (kopie.sluit_op, kopie.vergaderdata) == (date(2028, 2, 15), [date(2028, 3, 4)])
    assert (kopie.verdelen_voor, kopie.uitslag_voor) == (date(2028, 3, 3), date(2028, 3, 20))
    assert [c.naam for c in kopie.categorieen.all()] == ["Straatfeest"]


def test_wat_na_het_jaar_dichtging_gaat_in_de_kopie_dicht_op_de_laatste_dag(gebied, bestuur):
    bron = maak_spelregels(gebied, jaar=2027, sluit_op=date(2028, 1, 21))

    assert kopieer_naar_jaar(bron, 2028, door=bestuur).sluit_op == date(2028, 12, 31)


def test_een_jaar_met_regels_wordt_niet_overschreven(gebied, bestuur):
    bron = maak_spelregels(gebied, jaar=2027)
    maak_spelregels(gebied, jaar=2028)

    with pytest.raises(RegelGeschonden):
        kopieer_naar_jaar(bron, 2028, door=bestuur)


def test_schrikkeldag_wordt_28_februari():
    assert verschuif(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_een_concept_weggooien_laat_de_regels_staan(gebied, bestuur):
    oud = bewaar(gebied, bestuur)
    publiceer(oud, versie=1, wat_veranderd="Nieuw.", door=bestuur)
    concept = nieuwe_versie(oud, door=bestuur)

    haal_concept_weg(concept, versie=concept.versie)

    assert list(Spelregels.objects.all()) == [oud]
    oud.refresh_from_db()
    with pytest.raises(Verouderd):
        haal_concept_weg(oud, versie=oud.versie)


def test_een_verdeelronde_zonder_sluitingsdatum_weigert_de_database(gebied, bestuur):
    with pytest.raises(IntegrityError, match="spelregels_verdeelronde_heeft_sluitingsdatum"):
        bewaar(gebied, bestuur, werkwijze="verdeelronde")


def test_gegevens_van_de_stichting_gaan_niet_over_die_van_een_ander(gebied):
    partner = maak_mandaat().partner
    leeg = stand(Beheerder(partner=partner))
    velden = {
        "adres": "A",
        "iban": "",
        "rekeninghouder": "",
        "antwoord_aan": "",
        "ondertekenaar": "",
    }
    bewaar_beheerder(partner, gelezen=leeg, **velden)

    bewaar_beheerder(partner, gelezen=leeg, **velden)  # the same: no conflict
    with pytest.raises(Verouderd):
        bewaar_beheerder(partner, gelezen=leeg, **velden | {"adres": "B"})
    assert Beheerder.objects.get().adres == "A"
