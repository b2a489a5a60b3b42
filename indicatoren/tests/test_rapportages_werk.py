"""A document while it is written: who changes what, and what is refused."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from berichten.models import Bericht
from indicatoren.actions.bevriezen import bevries, leg_vast
from indicatoren.actions.documenten import (
    BEVROREN,
    gooi_document_weg,
    maak_document,
    wijzig_document,
)
from indicatoren.actions.programmas import (
    haal_tak_weg,
    inhoud_van,
    verplaats_tak,
    voeg_tak_toe,
    wijzig_tak,
)
from indicatoren.actions.rapportregels import (
    haal_regel_weg,
    verhuis_regel,
    verplaats_regel,
    voeg_regel_toe,
)
from indicatoren.actions.teksten import geef_akkoord, stuur_terug, vraag
from indicatoren.models import Rapportage, Rapportregel
from indicatoren.ontbreekt import gemis
from indicatoren.tests.maken import (
    maak_indicator,
    maak_meting,
    maak_programma,
    maak_rapportage,
    maak_regel,
    maak_stad,
    maak_streefwaarde,
)
from indicatoren.tests.maken_rapportages import (
    aangeleverd,
    akkoord,
    gevraagd,
    maak_beleid,
    maak_concept,
    maak_schrijver,
    zet_erbij,
)
from indicatoren.werkdocument import lees_werkdocument
from kern.exceptions import RegelGeschonden, Verouderd
from kern.rijen import lijststand
from kern.velden import OPNIEUW

pytestmark = pytest.mark.django_db
VANDAAG = date(2030, 3, 1)


def wat_ontbreekt(rapportage):
    werk = lees_werkdocument(rapportage, maak_beleid(), vandaag=VANDAAG)
    return [(punt.waar, punt.wat) for punt in gemis(werk).punten]


def test_een_kopie_neemt_boom_en_regels_mee_en_schuift_de_jaren():
    bron = maak_rapportage(jaar=2018, peildatum=date(2020, 2, 29))
    boven = maak_programma(bron, "Wonen", nr="1")
    tak = maak_programma(bron, "Wijken", ouder=boven)
    regel = akkoord(zet_erbij(tak, kop="Ambitie", tekst="Prettig wonen."))
    zet_erbij(tak, "maatregel", tekst="Minder geld.", bedrag=Decimal(-106))

    kopie = maak_document(
        bron.gemeente, uuid=uuid4(), door=maak_beleid(), van=bron, soort="begroting", jaar=2027
    )

    assert (kopie.realisatie_van, kopie.streef_tot, kopie.peildatum) == (
        2036,
        2039,
        date(2029, 2, 28),
    )
    assert [(t.nr, t.naam, str(t.ouder or "")) for t in kopie.programmas.order_by("pk")] == [
        ("1", "Wonen", ""),
        ("", "Wijken", "Wonen"),
    ]
    rijen = Rapportregel.objects.filter(programma__rapportage=kopie).order_by("-soort")
    assert [(r.kop, r.tekst, r.bedrag, r.stand) for r in rijen] == [
        ("Ambitie", "Prettig wonen.", None, "gevraagd"),
        ("", "Minder geld.", Decimal(-106), "gevraagd"),
    ]
    assert {r.gevraagd_aan for r in rijen} == {None}
    regel.refresh_from_db()
    assert regel.stand == "akkoord"


def test_wat_is_ingevuld_gaat_voor_wat_meeschuift():
    bron = maak_rapportage(jaar=2026)

    kopie = maak_document(
        bron.gemeente,
        uuid=uuid4(),
        door=maak_beleid(),
        van=bron,
        soort="begroting",
        jaar=2027,
        streef_van=2031,
        streef_tot=2034,
    )

    assert list(kopie.streefjaren) == [2031, 2032, 2033, 2034]
    assert list(kopie.realisatiejaren) == [2028, 2029]


def test_een_dubbele_klik_maakt_een_document_en_een_tweede_van_dat_jaar_komt_er_niet():
    uuid, door, gemeente = uuid4(), maak_beleid(), maak_stad().gemeente
    velden = {"soort": "begroting", "jaar": 2027}

    eerste = maak_document(gemeente, uuid=uuid, door=door, **velden)

    assert maak_document(gemeente, uuid=uuid, door=door, **velden) == eerste
    with pytest.raises(RegelGeschonden, match=OPNIEUW):
        maak_document(gemeente, uuid=uuid, door=door, **velden | {"jaar": 2028})
    with pytest.raises(RegelGeschonden, match="Dit document is er al voor dat jaar"):
        maak_document(gemeente, uuid=uuid4(), door=door, **velden)
    ander = maak_document(gemeente, uuid=uuid4(), door=door, soort="begroting", jaar=2028)
    with pytest.raises(RegelGeschonden, match="Dit document is er al voor dat jaar"):
        wijzig_document(ander, versie=ander.versie, door=door, **velden)
    assert list(Rapportage.objects.values_list("jaar", flat=True)) == [2028, 2027]


def test_wie_schrijft_levert_aan_en_na_akkoord_is_een_wijziging_weer_aangeleverd():
    schrijver, beleid = maak_schrijver(), maak_beleid()
    _, tak = maak_concept()
    regel = gevraagd(tak.regels.get(), aan=schrijver, uiterlijk=date(2030, 5, 1))

    regel = aangeleverd(regel, door=schrijver)
    assert (regel.stand, regel.aangeleverd_door) == ("aangeleverd", schrijver)
    regel = akkoord(regel, door=beleid)
    assert (regel.stand, regel.akkoord_door) == ("akkoord", beleid)

    assert aangeleverd(regel, door=schrijver).stand == "akkoord"  # the same text
    regel = aangeleverd(regel, "Een andere tekst.", door=schrijver)
    assert (regel.stand, regel.akkoord_door, regel.akkoord_op) == ("aangeleverd", None, None)
    assert regel.gevraagd_aan == schrijver


def test_wie_gevraagd_is_levert_ook_aan_wat_er_al_stond():
    _, tak = maak_concept(rijen=0)
    regel = gevraagd(maak_regel(tak, tekst="De oude tekst."))

    assert aangeleverd(regel, "De oude tekst.").stand == "aangeleverd"


def test_twee_die_tegelijk_schrijven():
    _, tak = maak_concept()
    regel = tak.regels.get()
    aangeleverd(regel, "De eerste was er.")

    with pytest.raises(Verouderd) as fout:
        aangeleverd(regel, "De tweede ook.")

    assert fout.value.huidig.tekst == "De eerste was er."


def test_akkoord_alleen_met_wat_gelezen_en_aangeleverd_is():
    rapportage, tak = maak_concept(rijen=2)
    leeg, vol = tak.regels.all()
    oud = vol.versie
    vol = aangeleverd(vol)
    beleid = maak_beleid()

    with pytest.raises(RegelGeschonden, match="nog niet aangeleverd"):
        geef_akkoord(rapportage, {vol.uuid: vol.versie, leeg.uuid: leeg.versie}, door=beleid)
    with pytest.raises(RegelGeschonden, match="net iets veranderd"):
        geef_akkoord(rapportage, {vol.uuid: oud}, door=beleid)
    with pytest.raises(RegelGeschonden, match="weggehaald"):
        geef_akkoord(rapportage, {uuid4(): 1}, door=beleid)
    assert not Rapportregel.objects.filter(stand="akkoord").exists()


def test_wat_van_iemand_gevraagd_is_wacht_op_die_persoon():
    _, tak = maak_concept(rijen=0)
    regel = gevraagd(maak_regel(tak, tekst="De oude tekst."))

    with pytest.raises(RegelGeschonden, match="Wacht op de tekst"):
        akkoord(regel)


def test_een_bericht_per_persoon_per_keer():
    schrijver, beleid = maak_schrijver(), maak_beleid()
    rapportage, tak = maak_concept(rijen=3)
    versies = {regel.uuid: regel.versie for regel in tak.regels.all()}
    hoe = {"uuid": uuid4(), "aan": schrijver, "door": beleid, "opmerking": "Kort graag."}

    assert len(vraag(rapportage, versies, **hoe)) == 3
    assert vraag(rapportage, versies, **hoe) == []  # a double click

    bericht = Bericht.objects.get()
    assert (bericht.soort, bericht.aan) == ("ra_tekst_gevraagd", schrijver.email)
    assert len(bericht.feiten["regels"]) == 3
    assert bericht.feiten["opmerking"] == "Kort graag."


def test_wie_zichzelf_vraagt_krijgt_geen_mail():
    beleid = maak_beleid()
    _, tak = maak_concept()

    gevraagd(tak.regels.get(), aan=beleid, door=beleid)

    assert not Bericht.objects.exists()


def test_een_tekst_die_net_is_aangeleverd_wordt_niet_opnieuw_gevraagd():
    rapportage, tak = maak_concept()
    regel = tak.regels.get()
    aangeleverd(regel)

    with pytest.raises(RegelGeschonden, match="net iets veranderd"):
        gevraagd(regel)

    assert not Bericht.objects.exists()


def test_terugsturen_vraagt_het_opnieuw_met_wat_er_anders_moet():
    schrijver = maak_schrijver()
    _, tak = maak_concept()
    regel = aangeleverd(tak.regels.get(), door=schrijver)

    regel = stuur_terug(regel, versie=regel.versie, opmerking="Korter.", door=maak_beleid())

    assert (regel.stand, regel.gevraagd_aan, regel.opmerking) == ("gevraagd", schrijver, "Korter.")
    assert regel.tekst == "De tekst."
    assert Bericht.objects.get().aan == schrijver.email
    with pytest.raises(RegelGeschonden, match="nog niet aangeleverd"):
        stuur_terug(regel, versie=regel.versie, opmerking="Nog korter.", door=maak_beleid())


SCHRIJVEN = {
    "document": lambda r, tak, regel, d: wijzig_document(r, versie=r.versie, door=d, jaar=2031),
    "weggooien": lambda r, tak, regel, d: gooi_document_weg(r, versie=r.versie, door=d),
    "tak": lambda r, tak, regel, d: voeg_tak_toe(r, uuid=uuid4(), door=d, ouder=None, naam="X"),
    "tak_anders": lambda r, tak, regel, d: wijzig_tak(tak, versie=1, door=d, ouder=None, naam="X"),
    "tak_schuif": lambda r, tak, regel, d: verplaats_tak(
        tak, lijst=lijststand([tak]), stap=1, door=d
    ),
    "tak_weg": lambda r, tak, regel, d: haal_tak_weg(tak, versie=1, inhoud=inhoud_van(tak), door=d),
    "erbij": lambda r, tak, regel, d: voeg_regel_toe(tak, uuid=uuid4(), soort="tekst", door=d),
    "lever": lambda r, tak, regel, d: aangeleverd(regel, "Nog iets."),
    "weg": lambda r, tak, regel, d: haal_regel_weg(regel, versie=regel.versie, door=d),
    "schuif": lambda r, tak, regel, d: verplaats_regel(
        regel, lijst=lijststand([regel]), stap=1, door=d
    ),
    "verhuis": lambda r, tak, regel, d: verhuis_regel(regel, versie=1, tak=tak, door=d),
    "vraag": lambda r, tak, regel, d: gevraagd(regel),
    "akkoord": lambda r, tak, regel, d: akkoord(regel),
    "terug": lambda r, tak, regel, d: stuur_terug(regel, versie=1, opmerking="X", door=d),
}


@pytest.mark.parametrize("doe", SCHRIJVEN.values(), ids=SCHRIJVEN)
def test_een_bevroren_document_weigert_met_een_zin(doe):
    rapportage, tak = maak_concept()
    regel = aangeleverd(tak.regels.get())
    leg_vast(rapportage)

    with pytest.raises(RegelGeschonden, match=BEVROREN):
        doe(rapportage, tak, regel, maak_beleid())


def test_elke_wijziging_laat_wie_wil_bevriezen_opnieuw_kijken():
    rapportage, tak = maak_concept()
    regel = akkoord(aangeleverd(tak.regels.get()))
    rapportage.refresh_from_db()
    gelezen = rapportage.versie
    akkoord(aangeleverd(regel, "Net nog anders."))

    with pytest.raises(Verouderd):
        bevries(rapportage, versie=gelezen, door=maak_beleid())


def test_een_tak_hangt_niet_onder_zichzelf_en_twee_heten_niet_hetzelfde():
    rapportage, boven = maak_concept(rijen=0)
    onder = maak_programma(rapportage, "Onder", ouder=boven)
    door = maak_beleid()

    with pytest.raises(RegelGeschonden, match="niet onder zichzelf"):
        wijzig_tak(boven, versie=1, door=door, ouder=onder, naam="Rust", nr="")
    with pytest.raises(RegelGeschonden, match="al een onderdeel met die naam"):
        voeg_tak_toe(rapportage, uuid=uuid4(), door=door, ouder=None, naam="Rust", nr="")
    with pytest.raises(RegelGeschonden, match="al een onderdeel met die naam"):
        wijzig_tak(onder, versie=1, door=door, ouder=None, naam="Rust", nr="")


def test_een_tak_gaat_alleen_weg_met_wat_je_zag():
    rapportage, tak = maak_concept()
    gelezen = inhoud_van(tak)
    regel = zet_erbij(tak, kop="Net erbij", tekst="")

    with pytest.raises(Verouderd):
        haal_tak_weg(tak, versie=tak.versie, inhoud=gelezen, door=maak_beleid())

    haal_tak_weg(tak, versie=tak.versie, inhoud=inhoud_van(tak), door=maak_beleid())
    assert not Rapportregel.objects.filter(pk=regel.pk).exists()


def test_schuiven_en_verhuizen():
    rapportage, tak = maak_concept(rijen=3)
    een, twee, drie = tak.regels.all()
    door = maak_beleid()

    verplaats_regel(drie, lijst=lijststand([een, twee, drie]), stap=-1, door=door)
    assert list(tak.regels.all()) == [een, drie, twee]
    with pytest.raises(RegelGeschonden, match="veranderde deze lijst"):
        verplaats_regel(drie, lijst=lijststand([een, twee, drie]), stap=-1, door=door)

    ander = maak_programma(rapportage, "Ander")
    verhuis_regel(een, versie=een.versie, tak=ander, door=door)
    assert list(ander.regels.all()) == [een]
    vreemd = maak_programma(maak_rapportage(jaar=2031))
    with pytest.raises(RegelGeschonden, match="ander document"):
        verhuis_regel(twee, versie=twee.versie, tak=vreemd, door=door)


def test_wat_ontbreekt_per_regel():
    rapportage, tak = maak_concept(soort="jaarverslag")
    regel = gevraagd(tak.regels.get(), uiterlijk=date(2030, 2, 1))
    indicator = maak_indicator()
    maak_meting(indicator, 2027, 7)
    zet_erbij(tak, "indicator", indicator=indicator)
    zet_erbij(tak, "maatregel", tekst="Meer groen.")
    wie = regel.gevraagd_aan

    assert wat_ontbreekt(rapportage) == [
        ("Document", "Er staat nog geen tekst over buurtbudget in"),
        ("Onze inzet 1", f"Te laat: gevraagd aan {wie}, nog niet aangeleverd"),
        ("Rapportcijfer rust", "Aangeleverd, nog niet akkoord"),
        ("Rapportcijfer rust", "Nog geen cijfer over 2028"),
        ("Rapportcijfer rust", "Nog geen streefwaarde voor 2030"),
        ("Meer groen.", "Aangeleverd, nog niet akkoord"),
        ("Meer groen.", "Nog geen bedrag"),
        ("Meer groen.", "Nog geen voortgang"),
    ]


def test_een_vol_document_mist_niets():
    rapportage, tak = maak_concept(rijen=0)
    indicator = maak_indicator()
    for jaar in (2027, 2028):
        maak_meting(indicator, jaar, 7)
    maak_streefwaarde(indicator, 2030, 8)
    akkoord(zet_erbij(tak, "indicator", indicator=indicator))
    akkoord(zet_erbij(tak, "maatregel", tekst="Meer groen.", bedrag=Decimal("12.5")))
    akkoord(zet_erbij(tak, "buurtbudget", tekst="Er was geld."))

    assert wat_ontbreekt(rapportage) == []


def test_een_jaar_dat_de_bron_niet_meet_ontbreekt_niet():
    rapportage, tak = maak_concept(rijen=0, soort="kadernota")
    indicator = maak_indicator()
    indicator.bron.ritme = "oneven"
    indicator.bron.save()
    maak_meting(indicator, 2027, 7)
    akkoord(zet_erbij(tak, "indicator", indicator=indicator))

    assert wat_ontbreekt(rapportage) == []
