from hashlib import sha256

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils.timezone import now

from berichten import brieven
from berichten.actions import noteer_verstuurd, printbestand, wis_inhoud, zet_klaar
from berichten.models import Bericht
from berichten.tasks import brief_klaar, maak_brieven, verzend
from berichten.tests.maken import ALGEMEEN, feiten, maak_bericht
from berichten.tests.test_brieven import tekst
from gebruikers.tests.maken import maak_gebruiker
from kern.exceptions import RegelGeschonden

pytestmark = pytest.mark.django_db


def herlaad(bericht):
    return Bericht.objects.get(pk=bericht.pk)


def hash_van(inhoud):
    return sha256(inhoud).hexdigest()


def test_een_brief_wordt_na_de_transactie_gemaakt_en_bewaard(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = maak_bericht()
        assert herlaad(bericht).bestand.name == ""

    bewaard = herlaad(bericht)
    pdf = bewaard.bestand.read()
    assert (pdf[:5], bewaard.sha256, bewaard.status) == (b"%PDF-", hash_van(pdf), "wacht")
    assert bewaard.onderwerp == "Wij hebben uw aanvraag: Straatfeest met pannenkoeken"
    assert bewaard.inhoud.startswith("Goedendag Jan Voorbeeld,")


def test_een_brief_wordt_een_keer_gemaakt():
    bericht = maak_bericht()
    maak_brieven()
    eerst = herlaad(bericht)

    Bericht.objects.update(feiten=feiten("bb_ontvangen") | {"titel": "Anders"})
    brief_klaar(bericht.pk)
    printbestand([bericht], door=maak_gebruiker())

    assert (herlaad(bericht).sha256, herlaad(bericht).bestand.read()) == (
        eerst.sha256,
        eerst.bestand.read(),
    )


def test_wat_een_afgebroken_poging_liet_liggen_wordt_vervangen(settings):
    bericht = maak_bericht()
    with transaction.atomic():
        brief_klaar(bericht.pk)
        transaction.set_rollback(True)

    brief_klaar(bericht.pk)

    bestanden = [pad for pad in settings.MEDIA_ROOT.rglob("*") if pad.is_file()]
    assert [pad.name for pad in bestanden] == [str(bericht.uuid)]
    assert hash_van(bestanden[0].read_bytes()) == herlaad(bericht).sha256


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_maken_een_brief_een_keer(monkeypatch):
    bericht, gemaakt = maak_bericht(niet_voor=now()), []
    echt = brieven.brief
    monkeypatch.setattr(brieven, "brief", lambda rij: gemaakt.append(rij.pk) or echt(rij))
    ander = connections["default"].copy()
    try:
        with ander.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM berichten_bericht WHERE id = %s FOR UPDATE", [bericht.pk])
            brief_klaar(bericht.pk)
            assert gemaakt == []
            cursor.execute("ROLLBACK")
    finally:
        ander.close()

    brief_klaar(bericht.pk)
    brief_klaar(bericht.pk)

    assert gemaakt == [bericht.pk]


def test_een_brief_die_niet_lukt_houdt_de_andere_niet_tegen():
    stuk, heel = maak_bericht(feiten={}), maak_bericht()

    maak_brieven()

    assert (herlaad(stuk).pogingen, herlaad(stuk).sha256) == (1, "")
    assert (herlaad(stuk).niet_voor > now(), herlaad(heel).sha256 != "") == (True, True)


def test_van_een_mail_blijft_de_hash_van_de_tekst():
    bericht = maak_bericht(kanaal="mail")
    verzend(bericht.pk)

    assert herlaad(bericht).sha256 == hash_van(herlaad(bericht).inhoud.encode())


def test_het_printbestand_maakt_wat_ontbreekt_en_houdt_de_volgorde():
    eerste, tweede = maak_bericht("bb_afgewezen"), maak_bericht("bb_toegekend")
    brief_klaar(eerste.pk)

    inhoud = tekst(printbestand([tweede, eerste], door=maak_gebruiker()))

    assert inhoud.index("U krijgt €") < inhoud.index("U krijgt geen geld")
    assert Bericht.objects.exclude(sha256="").count() == 2
    assert list(Bericht.objects.te_printen()) == [eerste, tweede]


@pytest.mark.parametrize("aantal", [1, 3])
def test_een_printbestand_van_gemaakte_brieven_is_een_vraag(aantal, django_assert_num_queries):
    berichten = [maak_bericht() for _ in range(aantal)]
    maak_brieven()
    door = maak_gebruiker()

    with django_assert_num_queries(3):  # with the savepoint
        printbestand(berichten, door=door)


@pytest.mark.parametrize("kanaal", ["mail", "telefoon"])
def test_wat_geen_brief_is_wordt_niet_geprint(kanaal):
    with pytest.raises(RegelGeschonden, match="gaat niet per post"):
        printbestand([maak_bericht(), maak_bericht(kanaal=kanaal)], door=maak_gebruiker())

    assert Bericht.objects.exclude(sha256="").exists() is False


def test_zonder_brieven_is_er_geen_printbestand():
    with pytest.raises(RegelGeschonden, match="geen brief"):
        printbestand([], door=maak_gebruiker())


def test_een_geposte_brief_telt_een_keer():
    bericht, door, nu = maak_bericht(), maak_gebruiker(), now()
    brief_klaar(bericht.pk)

    noteer_verstuurd(bericht, door=door, nu=nu)

    gepost = herlaad(bericht)
    assert (gepost.status, gepost.verzonden_op, gepost.verstuurd_door) == ("verzonden", nu, door)
    assert Bericht.objects.te_printen().exists() is False
    with pytest.raises(RegelGeschonden, match="al gedaan"):
        noteer_verstuurd(bericht, door=door)


def test_wat_niet_gemaakt_is_kan_niet_gepost_zijn():
    with pytest.raises(RegelGeschonden, match="nog niet gemaakt"):
        noteer_verstuurd(maak_bericht(), door=maak_gebruiker())


def test_een_telefoontje_bewaart_wat_er_gezegd_is():
    bericht = maak_bericht(kanaal="telefoon")
    assert list(Bericht.objects.te_bellen()) == [bericht]

    noteer_verstuurd(bericht, door=maak_gebruiker())

    gebeld = herlaad(bericht)
    assert (gebeld.status, gebeld.sha256) == ("verzonden", hash_van(gebeld.inhoud.encode()))
    assert Bericht.objects.te_bellen().exists() is False


def test_een_mail_vinkt_niemand_af():
    with pytest.raises(RegelGeschonden, match="vanzelf"):
        noteer_verstuurd(maak_bericht(kanaal="mail"), door=maak_gebruiker())


def test_de_database_weigert_een_mail_die_door_een_mens_verstuurd_is():
    bericht = maak_bericht(kanaal="mail")
    verzend(bericht.pk)

    with pytest.raises(IntegrityError, match="bericht_door_een_mens_is_geen_mail"):
        Bericht.objects.update(verstuurd_door=maak_gebruiker())


def test_de_database_weigert_verzonden_zonder_hash():
    maak_bericht()

    with pytest.raises(IntegrityError, match="bericht_verzonden_heeft_hash"):
        Bericht.objects.update(status="verzonden", verzonden_op=now())


# --- what is about something, and forgetting it ---------------------------------------------------


def test_een_dossier_vindt_zijn_berichten():
    eigen = maak_bericht()
    maak_bericht(betreft="VB-2027-013")

    assert list(Bericht.objects.over("VB-2027-012")) == [eigen]


def test_in_de_sleutel_staat_niemand():
    bericht = zet_klaar(
        soort="bb_afgerond",
        gebeurtenis="VB-2027-012",
        aan="jan@voorbeeld.example",
        feiten=feiten("bb_afgerond"),
    )

    assert (len(bericht.sleutel), "jan" in bericht.sleutel) == (64, False)


def test_gewist_is_wat_en_aan_wie_en_blijft_dat_en_wanneer(
    settings, django_capture_on_commit_callbacks
):
    post, mail_, ander = maak_bericht(), maak_bericht(kanaal="mail"), maak_bericht(betreft="x")
    brief_klaar(post.pk)
    brief_klaar(ander.pk)
    noteer_verstuurd(post, door=maak_gebruiker())
    verzend(mail_.pk)
    voor = herlaad(post)

    with django_capture_on_commit_callbacks(execute=True):
        assert wis_inhoud(ALGEMEEN["kenmerk"]) == 2

    for bericht in Bericht.objects.over(ALGEMEEN["kenmerk"]):
        inhoud = (bericht.aan, bericht.onderwerp, bericht.inhoud, bericht.bestand.name)
        assert (inhoud, bericht.feiten, bericht.status) == (("",) * 4, {}, "verzonden")
    na = herlaad(post)
    assert (na.sha256, na.verzonden_op, na.soort) == (voor.sha256, voor.verzonden_op, voor.soort)
    bestanden = [pad.name for pad in settings.MEDIA_ROOT.rglob("*") if pad.is_file()]
    assert bestanden == [str(ander.uuid)]


@pytest.mark.parametrize("kanaal", Bericht.Kanaal.values)
def test_wat_nog_wachtte_vertrekt_na_het_wissen_niet_meer(kanaal, mailoutbox):
    bericht, door = maak_bericht(kanaal=kanaal), maak_gebruiker()

    wis_inhoud(ALGEMEEN["kenmerk"])
    verzend(bericht.pk)
    brief_klaar(bericht.pk)

    assert (herlaad(bericht).status, herlaad(bericht).sha256, mailoutbox) == ("vervallen", "", [])
    with pytest.raises(RegelGeschonden):
        noteer_verstuurd(bericht, door=door)
    with pytest.raises(RegelGeschonden):
        printbestand([bericht], door=door)


def test_wissen_zonder_onderwerp_wist_niet_alles():
    maak_bericht(betreft="")

    with pytest.raises(ValueError, match="alle berichten"):
        wis_inhoud("")
