from datetime import timedelta

import pytest
from django.utils import timezone

from indicatoren.actions.bijwerken import werk_bij
from indicatoren.controles import fouten, meldingen
from indicatoren.models import Import
from indicatoren.tests.maken import maak_bron, maak_indicator, maak_meting, maak_stad

pytestmark = pytest.mark.django_db


def maak_import(stand, uren, **velden):
    """A file that came in so many hours ago."""
    return Import.objects.create(
        gemeente=maak_stad().gemeente,
        naam=f"{stand}.csv",
        sha256="",
        grootte=1,
        stand=stand,
        op=timezone.now() - timedelta(hours=uren),
        **velden,
    )


def test_cijfers_die_kloppen():
    indicator = maak_indicator(
        drempel_n=10, vraag="Hoe rustig?", bron=maak_bron(link="https://bron.example/")
    )
    maak_meting(indicator, 2017, 7, n=9)
    maak_import("wacht", 23)
    maak_import("bekeken", 23, proef={})
    maak_import("ingelezen", 48, proef={}, ingelezen_op=timezone.now())
    werk_bij([(indicator.pk, 2017)])

    assert [*fouten(timezone.now()), *meldingen(timezone.now())] == []


def test_wat_buiten_de_acties_om_veranderde():
    indicator = maak_indicator(drempel_n=10)
    maak_meting(indicator, 2015, 7)
    werk_bij([(indicator.pk, 2015)])
    indicator.metingen.all().delete()
    maak_meting(indicator, 2017, 7, n=9)

    assert list(fouten(timezone.now())) == [
        "Van Rapportcijfer rust is een cijfer met te weinig antwoorden niet verborgen.",
        "Van Rapportcijfer rust in 2015 zijn er niet zoveel cijfers als de pagina's denken.",
        "Van Rapportcijfer rust in 2017 zijn er niet zoveel cijfers als de pagina's denken.",
    ]


def test_wat_te_lang_wacht():
    maak_indicator(vraag="Hoe rustig?", vindplaats="https://bron.example/rust")
    maak_import("wacht", 25)
    maak_import("bekeken", 25, proef={})

    assert list(fouten(timezone.now())) == [
        "Het bestand wacht.csv wacht al langer dan een dag: draait de worker?"
    ]
    assert list(meldingen(timezone.now())) == [
        "Het bestand bekeken.csv wacht al langer dan een dag op iemand die het inleest."
    ]


def test_een_cijfer_zonder_vraag_of_herkomst_wordt_genoemd_en_een_berekend_cijfer_niet():
    maak_indicator()
    maak_indicator(slug="eigen", naam="Initiatieven", berekening="initiatieven")

    assert list(meldingen(timezone.now())) == [
        "Bij Rapportcijfer rust staat niet wat er gevraagd is.",
        "Bij Rapportcijfer rust staat niet waar het cijfer vandaan komt.",
    ]
