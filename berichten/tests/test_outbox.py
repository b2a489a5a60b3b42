import smtplib
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections, transaction
from django.utils.timezone import now

from berichten.actions import broker, zet_klaar
from berichten.models import Bericht
from berichten.tasks import POGINGEN, verzend, verzend_wachtende, wis_geheimen

FEITEN = {"titel": "Wijkplan Nieuwland", "nummer": 2, "wat_veranderd": "Meer sport.", "link": "/x/"}


class StukkePost(EmailBackend):
    """A mail server that refuses and names the person in its answer."""

    def send_messages(self, berichten):
        raise smtplib.SMTPDataError(451, b"geen plek voor noor@voorbeeld.example")


def maak_bericht(**afwijking):
    velden = {
        "soort": "plan_gepubliceerd",
        "gebeurtenis": "plan-7-versie-2",
        "aan": "noor@voorbeeld.example",
        "feiten": FEITEN,
    } | afwijking
    return zet_klaar(**velden)


def herlaad(bericht):
    return Bericht.objects.get(pk=bericht.pk)


@pytest.mark.django_db
def test_een_bericht_vertrekt_na_de_transactie_en_wordt_bewaard_zoals_verstuurd(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = maak_bericht()
        assert mail.outbox == []

    brief, bewaard = mail.outbox[0], herlaad(bericht)
    assert (brief.to, brief.subject) == (
        ["noor@voorbeeld.example"],
        "Wijkplan Nieuwland: versie 2 staat online",
    )
    assert brief.extra_headers == {"Message-ID": bericht.message_id}
    assert (bewaard.status, bewaard.onderwerp, bewaard.inhoud) == (
        "verzonden",
        brief.subject,
        brief.body,
    )
    assert "http://127.0.0.1:8000/x/" in brief.body


@pytest.mark.django_db
def test_hetzelfde_feit_aan_dezelfde_persoon_is_een_bericht(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        eerste, tweede = maak_bericht(), maak_bericht(feiten={"anders": True})
        ander = maak_bericht(aan="jan@voorbeeld.example")

    assert (eerste.pk, tweede.feiten) == (tweede.pk, FEITEN)
    assert [brief.to[0] for brief in mail.outbox] == [eerste.aan, ander.aan]


@pytest.mark.django_db
def test_een_teruggedraaid_feit_laat_geen_bericht_achter():
    with transaction.atomic():
        maak_bericht()
        transaction.set_rollback(True)

    assert Bericht.objects.exists() is False


@pytest.mark.django_db
def test_tweemaal_verzenden_mailt_een_keer():
    bericht = maak_bericht()

    verzend(bericht.pk)
    verzend(bericht.pk)
    verzend_wachtende()

    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_twee_werkers_tegelijk_mailen_een_keer():
    bericht = maak_bericht(niet_voor=now() - timedelta(seconds=1))
    ander = connections["default"].copy()
    try:
        with ander.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM berichten_bericht WHERE id = %s FOR UPDATE", [bericht.pk])
            verzend(bericht.pk)
            assert mail.outbox == []
            cursor.execute("ROLLBACK")
    finally:
        ander.close()

    verzend(bericht.pk)

    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_de_veger_vindt_wat_niemand_wekte_en_laat_liggen_wat_nog_niet_mag():
    vandaag = maak_bericht()
    morgen = maak_bericht(aan="later@voorbeeld.example", niet_voor=now() + timedelta(days=1))

    verzend_wachtende()

    assert (herlaad(vandaag).status, herlaad(morgen).status) == ("verzonden", "wacht")


@pytest.mark.django_db
@pytest.mark.parametrize("kanaal", ["post", "telefoon"])
def test_wie_geen_mail_heeft_krijgt_geen_mail(kanaal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = maak_bericht(aan="Dorpsstraat 1", kanaal=kanaal)
        verzend(bericht.pk)
        verzend_wachtende()

    assert (mail.outbox, herlaad(bericht).status) == ([], "wacht")


@pytest.mark.django_db
def test_een_weigering_van_de_mailserver_komt_later_terug_zonder_persoonsgegevens(settings):
    settings.EMAIL_BACKEND = "berichten.tests.test_outbox.StukkePost"
    bericht = maak_bericht()

    verzend(bericht.pk)

    mislukt = herlaad(bericht)
    assert (mislukt.status, mislukt.pogingen, mislukt.laatste_fout) == (
        "wacht",
        1,
        "SMTPDataError 451",
    )
    assert mislukt.niet_voor > now()


@pytest.mark.django_db
def test_na_acht_pogingen_is_het_mislukt(settings):
    settings.EMAIL_BACKEND = "berichten.tests.test_outbox.StukkePost"
    bericht = maak_bericht()

    for _ in range(POGINGEN + 1):
        Bericht.objects.update(niet_voor=None)
        verzend(bericht.pk)

    assert (herlaad(bericht).status, herlaad(bericht).pogingen) == ("mislukt", POGINGEN)


@pytest.mark.django_db
def test_een_kapotte_brief_houdt_de_andere_niet_tegen():
    stuk = maak_bericht(soort="bestaat_niet")
    heel = maak_bericht()

    verzend_wachtende()

    assert (herlaad(stuk).laatste_fout, herlaad(heel).status) == (
        "TemplateDoesNotExist",
        "verzonden",
    )


@pytest.mark.django_db
def test_een_inlogcode_wordt_na_verzenden_vergeten():
    bericht = maak_bericht(soort="inlogcode", feiten={"code": "123456"})

    verzend(bericht.pk)
    assert (herlaad(bericht).feiten, "123456" in mail.outbox[0].body) == ({}, True)

    wis_geheimen()
    assert Bericht.objects.exists() is True
    Bericht.objects.update(gemaakt_op=now() - timedelta(days=1, minutes=1))
    wis_geheimen()
    assert Bericht.objects.exists() is False


@pytest.fixture
def dode_wachtrij():
    """A queue that nobody listens at; tasks do not run where they are called then."""
    app = verzend.app
    eerst = app.conf.task_always_eager, app.conf.broker_write_url
    _wijs(app, False, "redis://127.0.0.1:1")
    yield
    _wijs(app, *eerst)


def _wijs(app, direct, adres):
    app.conf.task_always_eager, app.conf.broker_write_url = direct, adres
    app._pool = app.amqp._producer_pool = None  # celery keeps its first connection
    broker["dood_tot"] = 0


@pytest.mark.django_db(transaction=True)
def test_een_dode_wachtrij_houdt_niemand_op_en_de_mail_vertrekt_later_een_keer(
    dode_wachtrij, caplog
):
    begin = time.monotonic()
    bericht = maak_bericht()

    assert time.monotonic() - begin < 2
    assert ["de broker is er niet" in regel for regel in caplog.messages] == [True]
    assert (herlaad(bericht).status, mail.outbox) == ("wacht", [])

    verzend_wachtende()
    verzend_wachtende()
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_een_dode_wachtrij_wordt_door_de_tweede_brief_niet_weer_gevraagd(dode_wachtrij, caplog):
    with transaction.atomic():
        for naam in ("noor", "jan", "piet"):
            maak_bericht(aan=f"{naam}@voorbeeld.example")

    assert ["de broker is er niet" in regel for regel in caplog.messages] == [True]
    assert Bericht.objects.filter(status="wacht").count() == 3
