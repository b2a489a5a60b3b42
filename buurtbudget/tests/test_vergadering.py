"""The meeting: nothing leaves before the one confirmation, which takes all or nothing."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from pypdf import PdfReader

from berichten.models import Bericht
from buurtbudget.actions.beslissen import bevestig as bevestig_voorstel
from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.actions.vergaderen import bevestig_vergadering
from buurtbudget.models import Besluit, Vergadering, Voorstel
from buurtbudget.tests.maken import maak_grond, maak_ontvangen, maak_teamlid
from buurtbudget.tests.maken_bureau import (
    PER_POST,
    PER_TELEFOON,
    klant,
    lid_van,
    maak_bureau,
    maak_lid_zonder_account,
    maak_vergadering,
    maak_voorstel,
)
from kern.exceptions import RegelGeschonden
from partners.models import Lidmaatschap

pytestmark = pytest.mark.django_db
BESLUITEN = ["bb_toegekend", "bb_afgewezen", "bb_voorwaarde"]


def adres(bureau, naam="vergadering", *args):
    return reverse(f"buurtbudget:{naam}", args=[bureau.gebied.slug, *args])


def beslis(bureau, aanvraag, bedrag="300", client=None, **data):
    aanvraag.refresh_from_db()
    velden = {"versie": aanvraag.versie, "uitkomst": "toegekend", "motivering": "Een goed plan."}
    return (client or bureau.client).post(
        adres(bureau, "geval", aanvraag.nummer), velden | {"bedrag": bedrag} | data
    )


def houd_aan(bureau, aanvraag, versie=None):
    aanvraag.refresh_from_db()
    naar = adres(bureau, "aanhouden", aanvraag.nummer)
    return bureau.client.post(naar, {"versie": versie or aanvraag.versie})


def bevestig(bureau, client=None, versie=None):
    open_ = Vergadering.objects.filter(bevestigd_op__isnull=True).first()
    versie = versie or (open_.versie if open_ else 1)
    naar = adres(bureau, "vergadering_bevestigen")
    return (client or bureau.client).post(naar, {"versie": versie})


@pytest.fixture
def bureau():
    return maak_bureau(vier_ogen_vanaf=200)


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_vergadering_kost_evenveel_queries_bij_meer_zaken(aantal, django_assert_num_queries):
    bureau = maak_bureau(plafond=9000)
    maak_vergadering(bureau)
    zaken = [maak_ontvangen(bureau.pot) for _ in range(aantal)]

    with django_assert_num_queries(11):
        bureau.client.get(adres(bureau))
    with django_assert_num_queries(14):
        bureau.client.get(adres(bureau, "geval", zaken[0].nummer))


def test_beginnen_met_wie_er_zijn_ook_zonder_account(bureau):
    maak_lid_zonder_account(bureau.gebied)
    data = {"versie": 0, "op": f"{localdate():%d-%m-%Y}", "aanwezig": ["Ria Voorbeeld"]}
    for _ in range(2):  # a second tap finds it
        assert bureau.client.post(adres(bureau), data)["Location"] == adres(bureau)

    rij = Vergadering.objects.get()
    assert (rij.aanwezig, rij.begonnen_door) == (["Ria Voorbeeld"], bureau.joke)


@pytest.mark.parametrize(
    "gek", [{"op": "ooit"}, {"aanwezig": ["Onbekend"]}, {"aanwezig": []}, {"versie": "x"}]
)
def test_een_vergadering_zonder_dag_of_mensen_begint_niet(bureau, gek):
    data = {"versie": 0, "op": f"{localdate():%d-%m-%Y}", "aanwezig": ["Joke Voorbeeld"]}

    assert bureau.client.post(adres(bureau), data | gek).status_code == 422
    assert Vergadering.objects.count() == 0


def test_een_voorstel_telt_meteen_mee_en_er_gaat_niets_uit(bureau):
    maak_vergadering(bureau)
    een, twee = (maak_ontvangen(bureau.pot) for _ in range(2))
    hiervoor = Bericht.objects.count()

    antwoord = beslis(bureau, een)

    assert antwoord["Location"] == adres(bureau, "geval", twee.nummer)
    html = bureau.client.get(antwoord["Location"]).content.decode()
    assert ("<dd>€\u00a0700</dd>" in html, "<dd>1 van 2</dd>" in html) == (True, True)
    bureau.pot.refresh_from_db()
    assert (bureau.pot.over, Bericht.objects.count(), Besluit.objects.count()) == (
        1000,
        hiervoor,
        0,
    )


def test_een_bevestiging_maakt_van_alles_besluiten_en_stuurt_dan_pas(bureau):
    maak_vergadering(bureau)
    ja, nee = maak_ontvangen(bureau.pot), maak_ontvangen(bureau.pot)
    beslis(bureau, ja)
    beslis(bureau, nee, uitkomst="afgewezen", grond=maak_grond().pk)

    antwoord = bevestig(bureau)

    rij = Vergadering.objects.get()
    assert antwoord["Location"] == adres(bureau, "notulen", rij.uuid)
    assert {b.aanvraag: (b.uitkomst, b.vergadering) for b in Besluit.objects.all()} == {
        ja: ("toegekend", rij),
        nee: ("afgewezen", rij),
    }
    bureau.pot.refresh_from_db()
    assert (bureau.pot.over, Bericht.objects.filter(soort__in=BESLUITEN).count()) == (700, 2)
    assert bevestig(bureau)["Location"] == antwoord["Location"]  # the second tap
    assert Besluit.objects.count() == 2


def test_over_de_pot_zegt_welke_en_schrijft_niets(bureau):
    maak_vergadering(bureau)
    zaken = [maak_ontvangen(bureau.pot, gevraagd=600) for _ in range(2)]
    for zaak in zaken:
        beslis(bureau, zaak, bedrag="600")
    html = bureau.client.get(adres(bureau)).content.decode()
    assert "€\u00a0200 te veel voorgesteld" in html

    antwoord = bevestig(bureau)

    assert antwoord.status_code == 422
    assert f"{zaken[1].nummer} ‘{zaken[1]}’: Dat past niet" in antwoord.content.decode()
    assert (Besluit.objects.count(), Voorstel.objects.count()) == (0, 2)
    assert Bericht.objects.filter(soort__in=BESLUITEN).count() == 0


def test_wat_na_het_lezen_veranderde_wordt_niet_bevestigd(bureau):
    rij = maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    beslis(bureau, zaak)
    rij.refresh_from_db()
    beslis(bureau, zaak, bedrag="350", client=bureau.ander)

    assert bevestig(bureau, versie=rij.versie).status_code == 409
    assert Besluit.objects.count() == 0


def test_twee_schermen_op_een_zaak_de_tweede_houdt_zijn_tekst(bureau):
    maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    versie = zaak.versie
    beslis(bureau, zaak)

    antwoord = beslis(bureau, zaak, client=bureau.ander, versie=versie, motivering="Mijn tekst.")

    assert (antwoord.status_code, Voorstel.objects.get().motivering) == (409, "Een goed plan.")
    assert "Mijn tekst." in antwoord.content.decode()


def test_laten_liggen_neemt_het_voorstel_weg_en_staat_in_de_notulen(bureau):
    maak_vergadering(bureau)
    zaak, ander = maak_ontvangen(bureau.pot), maak_ontvangen(bureau.pot)
    beslis(bureau, zaak)
    beslis(bureau, ander)

    houd_aan(bureau, zaak)
    bevestig(bureau)

    rij = Vergadering.objects.get()
    zaak.refresh_from_db()
    assert (rij.aangehouden, zaak.status) == ([zaak.nummer], "ontvangen")
    notulen = bureau.client.get(adres(bureau, "notulen", rij.uuid)).context["notulen"]
    assert (notulen.aangehouden, [b.aanvraag for b in notulen.besluiten]) == ([zaak], [ander])


def test_een_oud_scherm_neemt_geen_voorstel_weg(bureau):
    maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    versie = zaak.versie
    beslis(bureau, zaak)

    for oud in (versie, "x"):
        assert houd_aan(bureau, zaak, oud)["Location"] == adres(bureau, "geval", zaak.nummer)
    assert (Voorstel.objects.count(), Vergadering.objects.get().aangehouden) == (1, [])


def test_een_zaak_die_toch_een_voorstel_krijgt_ligt_niet_meer(bureau):
    rij = maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    houd_aan(bureau, zaak)
    beslis(bureau, zaak)

    rij.refresh_from_db()
    assert rij.aangehouden == []


def test_wie_een_belang_heeft_ziet_de_zaak_niet_en_bevestigt_hem_niet(bureau):
    maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot, gevraagd=100)
    meld_belang(zaak, lid=lid_van(bureau.bert), door=bureau.bert)
    beslis(bureau, zaak, bedrag="100")

    assert bureau.ander.get(adres(bureau, "geval", zaak.nummer)).status_code == 403
    assert "Eén aanvraag zie jij niet" in bureau.ander.get(adres(bureau)).content.decode()
    assert "Bert Voorbeeld praat niet mee" in bureau.client.get(adres(bureau)).content.decode()
    fout = bevestig(bureau, client=bureau.ander)
    assert ("heb jij een belang" in fout.content.decode(), Besluit.objects.count()) == (True, 0)

    assert bevestig(bureau).status_code == 302
    assert (
        "Bert Voorbeeld praatte niet mee"
        in bureau.client.get(
            adres(bureau, "notulen", Vergadering.objects.get().uuid)
        ).content.decode()
    )


def test_wie_een_belang_heeft_telt_niet_als_tweede_persoon(bureau):
    rij = maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    maak_voorstel(zaak, bureau.joke, vergadering=rij)
    meld_belang(zaak, lid=lid_van(bureau.bert), door=bureau.bert)

    with pytest.raises(RegelGeschonden, match="tweede persoon"):
        bevestig_vergadering(rij, versie=rij.versie, door=bureau.joke)
    assert Besluit.objects.count() == 0


def test_een_voorstel_in_de_vergadering_is_niet_los_te_bevestigen(bureau):
    rij = maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot)
    voorstel = maak_voorstel(zaak, bureau.joke, vergadering=rij)
    naar = reverse("buurtbudget:bevestigen", args=[zaak.nummer])

    bureau.ander.post(naar, {"versie": voorstel.versie, "voorstel": voorstel.pk})
    with pytest.raises(RegelGeschonden, match="in de vergadering bevestigd"):
        bevestig_voorstel(voorstel, versie=voorstel.versie, door=bureau.bert)

    assert Besluit.objects.count() == 0


def test_een_zaak_van_een_andere_wijk_ligt_hier_niet_op_tafel(bureau):
    maak_vergadering(bureau)
    ander = maak_ontvangen(maak_bureau().pot)

    assert beslis(bureau, ander).status_code == 403
    assert Voorstel.objects.count() == 0


@pytest.mark.parametrize("gek", [{"bedrag": "\x00"}, {"motivering": "x" * 5000}, {"uitkomst": "x"}])
def test_vreemde_invoer_aan_tafel_geeft_uitleg(bureau, gek):
    maak_vergadering(bureau)

    assert beslis(bureau, maak_ontvangen(bureau.pot), **gek).status_code == 422


def test_de_vergadering_is_van_de_werkgroep(bureau):
    geld = klant(maak_teamlid(bureau.gebied, Lidmaatschap.Rol.PENNINGMEESTER))

    assert geld.get(adres(bureau)).status_code == 403
    assert bevestig(bureau, client=geld).status_code == 403


def test_notulen_als_pdf_zonder_naam_van_de_aanvrager(bureau):
    maak_vergadering(bureau)
    zaak = maak_ontvangen(bureau.pot, titel="Bloembakken", aanvrager={"naam": "Geheim Persoon"})
    beslis(bureau, zaak, motivering="Een $plan$ met #tekens.")
    bevestig(bureau)

    antwoord = bureau.client.get(adres(bureau, "notulen_pdf", Vergadering.objects.get().uuid))

    pdf = PdfReader(BytesIO(antwoord.content))
    tekst = " ".join(blad.extract_text() for blad in pdf.pages)
    assert ("Bloembakken" in tekst, "Een $plan$ met #tekens." in tekst, "Geheim" in tekst) == (
        True,
        True,
        False,
    )
    assert "nog € 700 te verdelen" in tekst.replace("\u00a0", " ")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


# --- letters to print, people to call -------------------------------------------------------------


def test_na_de_vergadering_printen_en_bellen(bureau):
    maak_vergadering(bureau)
    post = maak_ontvangen(bureau.pot, aanvrager=PER_POST)
    bel = maak_ontvangen(bureau.pot, aanvrager=PER_TELEFOON)
    for zaak in (post, bel):
        beslis(bureau, zaak)
    bevestig(bureau)

    lijst = bureau.client.get(adres(bureau, "post"))
    print_ = bureau.client.post(adres(bureau, "post_printen"))

    soorten = [[b.soort for b, _ in lijst.context[naam]] for naam in ("printen", "bellen")]
    assert soorten == [["bb_ontvangen", "bb_toegekend"]] * 2
    assert "033 – 000 07 77" in lijst.content.decode()
    assert len(PdfReader(BytesIO(print_.content)).pages) >= 2
    for bericht in Bericht.objects.filter(kanaal__in=["post", "telefoon"]):
        naar = adres(bureau, "post_gedaan", bericht.uuid)
        for _ in range(2):  # a second tap says that it was done
            assert bureau.client.post(naar).status_code == 302
        bericht.refresh_from_db()
        assert (bericht.status, bericht.verstuurd_door) == ("verzonden", bureau.joke)
    leeg = bureau.client.get(adres(bureau, "post")).context
    assert (leeg["printen"], leeg["bellen"], len(leeg["gedaan"])) == ([], [], 4)


def test_post_van_een_andere_wijk_of_bij_een_belang_zie_je_niet(bureau):
    elders = maak_bureau()
    zaak = maak_ontvangen(bureau.pot, aanvrager=PER_POST)
    bericht = Bericht.objects.get()
    assert elders.client.post(adres(elders, "post_gedaan", bericht.uuid)).status_code == 404

    meld_belang(zaak, lid=lid_van(bureau.joke), door=bureau.joke)

    assert bureau.client.get(adres(bureau, "post")).context["printen"] == []
    assert bureau.client.post(adres(bureau, "post_gedaan", bericht.uuid)).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_post_kost_evenveel_queries_bij_meer_brieven(aantal, django_assert_num_queries):
    bureau = maak_bureau()
    for _ in range(aantal):
        maak_ontvangen(bureau.pot, aanvrager=PER_POST)
        maak_ontvangen(bureau.pot, aanvrager=PER_TELEFOON)

    with django_assert_num_queries(9):
        bureau.client.get(adres(bureau, "post"))


def test_een_printbestand_zonder_brieven_zegt_dat(bureau):
    antwoord = bureau.client.post(adres(bureau, "post_printen"), follow=True)

    assert "Er is geen brief om te printen." in antwoord.content.decode()
