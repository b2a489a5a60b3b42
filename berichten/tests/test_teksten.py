import re
from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.template import Context, Template

from berichten.models import Bericht
from berichten.tasks import verzend
from berichten.teksten import schrijf
from berichten.tests.maken import AFZENDER, feiten, maak_bericht

pytestmark = pytest.mark.django_db
SOORTEN = Bericht.Soort.values
STICHTING = [soort for soort in SOORTEN if soort.startswith("bb_")]
NOOIT = re.compile(r"None|\{|\}|&amp;|&lt;|subsidie|beschikking|bezwaar", re.IGNORECASE)
ANTWOORD = "U kunt op deze mail antwoorden."


def verstuur(soort="bb_ontvangen", **feit):
    verzend(maak_bericht(soort, "mail", feiten=feiten(soort) | feit).pk)
    return mail.outbox[-1]


@pytest.mark.parametrize("alles", [True, False])
@pytest.mark.parametrize("kanaal", Bericht.Kanaal.values)
@pytest.mark.parametrize("soort", SOORTEN)
def test_elke_soort_leest_goed_langs_elk_kanaal(soort, kanaal, alles):
    anders = {"titel": "Feest & <taart>"}
    onderwerp, inhoud = schrijf(
        Bericht(soort=soort, kanaal=kanaal, feiten=feiten(soort, alles=alles) | anders)
    )

    assert NOOIT.findall(onderwerp + inhoud) == []
    assert (inhoud.startswith("Goedendag"), "\n\n\n" in inhoud, "  " in onderwerp) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("kanaal", Bericht.Kanaal.values)
@pytest.mark.parametrize("soort", STICHTING)
def test_elk_bericht_van_een_stichting_zegt_wie_je_kunt_bellen(soort, kanaal):
    inhoud = schrijf(Bericht(soort=soort, kanaal=kanaal, feiten=feiten(soort)))[1]

    assert f"Bel Noor Voorbeeld: {AFZENDER['telefoon']}" in inhoud
    assert "e-mail" not in inhoud.lower()


@pytest.mark.parametrize("soort", ["bb_concept", "bb_vraag", "bb_toegekend", "bb_herinnering"])
def test_op_papier_staat_een_code_waar_een_mail_een_link_heeft(soort):
    def tekst(kanaal):
        return schrijf(Bericht(soort=soort, kanaal=kanaal, feiten=feiten(soort)))[1]

    typ = "127.0.0.1:8000/verder/ en typ nummer VB-2027-012 en code K7QP-3M."
    link = "http://127.0.0.1:8000/verder/geheim/"
    assert (link in tekst("mail"), link in tekst("post")) == (True, False)
    assert [typ in tekst(kanaal) for kanaal in ("mail", "post", "telefoon")] == [True] * 3


@pytest.mark.parametrize("zin", ["U krijgt een deel: hooguit €\u00a0290,50.", "alles wat u vroeg"])
def test_minder_dan_gevraagd_heet_een_deel_en_evenveel_alles(zin):
    deels = zin.startswith("U krijgt een deel")
    for waarde in (True, False):
        feit = feiten("bb_toegekend") | {"deels": waarde}
        tekst = schrijf(Bericht(soort="bb_toegekend", kanaal="post", feiten=feit))[1]
        assert (zin in tekst) == (waarde is deels)


def test_per_bon_staat_er_wat_er_minder_is_en_waarom():
    regels = schrijf(Bericht(soort="bb_uitbetaald", feiten=feiten("bb_uitbetaald")))[1].splitlines()

    assert [regel for regel in regels if regel.startswith("- ")] == [
        "- Limonade: €\u00a030 van de €\u00a045,50. Van een bon is het bedrag niet te lezen.",
    ]


@pytest.mark.parametrize(
    ("bedrag", "dag", "staat_er"),
    [
        ("1290.50", "2027-05-12T23:30:00+02:00", "€\u00a01.290,50 voor 12 mei 2027"),
        (Decimal(90), date(2027, 5, 12), "€\u00a090 voor 12 mei 2027"),
        ("€\u00a090", "12 mei 2027", "€\u00a090 voor 12 mei 2027"),
        ("", "", " voor "),
    ],
)
def test_bedragen_en_dagen_worden_woorden_en_blijven_dat(bedrag, dag, staat_er):
    sjabloon = Template("{% load brief %}{{ bedrag|bedrag }} voor {{ dag|dag }}")

    assert sjabloon.render(Context({"bedrag": bedrag, "dag": dag})) == staat_er


@pytest.mark.parametrize(
    ("goed", "onderwerp"),
    [
        (True, "Uw jaarverantwoording over 2027 is goedgekeurd"),
        (False, "Uw jaarverantwoording over 2027 klopt nog niet"),
    ],
)
def test_een_jaar_is_goedgekeurd_of_komt_terug(goed, onderwerp):
    feit = feiten("bb_jaar") | {"goedgekeurd": goed}
    gevonden, inhoud = schrijf(Bericht(soort="bb_jaar", kanaal="mail", feiten=feit))

    assert (gevonden, "/verder/geheim/" in inhoud) == (onderwerp, not goed)
    assert NOOIT.findall(inhoud) == []


def test_een_link_met_en_zonder_adres_ervoor_is_dezelfde():
    for link in ("/verder/geheim/", "http://127.0.0.1:8000/verder/geheim/"):
        tekst = schrijf(
            Bericht(soort="bb_vraag", kanaal="mail", feiten=feiten("bb_vraag") | {"link": link})
        )[1]
        assert "\nhttp://127.0.0.1:8000/verder/geheim/\n" in tekst


def test_een_mail_komt_van_de_stichting_en_antwoord_gaat_daarheen():
    brief = verstuur()

    assert brief.from_email == (
        "Stichting Voorbeeldwijk via Amersfoort Wijken <niet-beantwoorden@localhost>"
    )
    assert brief.message()["Reply-To"] == "stichting@voorbeeld.example"
    assert ANTWOORD in brief.body


@pytest.mark.parametrize("adres", [None, "", "geen adres", "a@b.example\nBcc: x@y.example"])
def test_zonder_goed_adres_van_de_stichting_is_er_geen_antwoord(adres):
    brief = verstuur(afzender=AFZENDER | {"antwoord_aan": adres})

    assert (brief.message()["Reply-To"], ANTWOORD in brief.body) == (None, False)


@pytest.mark.parametrize(
    "naam",
    [
        'Zoë\'s "Wijk", <a@b.example>',
        "Wijk\nBcc: x@y.example",
        "Wijk\r\nBcc: x@y.example",
        "W\x85B",
    ],
)
def test_een_naam_maakt_geen_regel_in_de_kop_van_een_mail(naam):
    bericht = verstuur(afzender=AFZENDER | {"naam": naam}, titel=naam).message()

    assert (bericht["Bcc"], bericht["To"]) == (None, "jan@voorbeeld.example")
    assert bericht["From"].endswith("<niet-beantwoorden@localhost>")
    assert len(bericht.get_all("From")) == 1


def test_zonder_stichting_komt_een_mail_van_het_portaal():
    brief = verstuur("plan_gepubliceerd", afzender=None)

    assert (brief.from_email, brief.reply_to) == (
        "Amersfoort Wijken <niet-beantwoorden@localhost>",
        [],
    )


def test_een_lange_titel_past_in_het_onderwerp_en_vertrekt_een_keer():
    bericht = maak_bericht(
        "bb_ontvangen", "mail", feiten=feiten("bb_ontvangen") | {"titel": "x" * 300}
    )

    verzend(bericht.pk)
    verzend(bericht.pk)

    bericht.refresh_from_db()
    assert (len(mail.outbox), bericht.status, len(bericht.onderwerp)) == (1, "verzonden", 200)
