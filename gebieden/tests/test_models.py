from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied, GebiedJaar, Gemeente, Indeling, Ligging, OudeSlug, Postcode
from gebieden.tests.maken import maak_buurt, maak_deel, maak_gemeente, maak_indeling, maak_wijk
from kern.tests.grenzen import weigert

pytestmark = pytest.mark.django_db


def test_een_gemeente_bestaat_een_keer():
    maak_gemeente()

    weigert(
        "gebieden_gemeente_code_key",
        lambda: Gemeente.objects.create(code="GM0307", naam="Nog een"),
    )


def test_een_gemeente_heeft_een_indeling_van_elke_soort():
    indeling = maak_indeling()

    weigert(
        "indeling_uniek",
        lambda: Indeling.objects.create(gemeente=indeling.gemeente, sleutel=indeling.sleutel),
    )


def test_een_code_bestaat_een_keer_tegelijk():
    wijk = maak_wijk(code="W1")

    weigert("gebied_code_een_keer_tegelijk", lambda: maak_wijk(code="W1"))
    wijk.geldig = DateRange(date(2025, 1, 1), date(2026, 1, 1))
    wijk.save()
    assert maak_wijk(code="W1", geldig=DateRange(date(2026, 1, 1), None)).pk


def test_een_slug_bestaat_een_keer_tegelijk_in_een_indeling():
    maak_wijk(slug="hoogland")

    weigert("gebied_slug_een_keer_tegelijk", lambda: maak_wijk(slug="hoogland"))
    assert maak_deel("budgetgebied", [], slug="hoogland").slug == "hoogland"


@pytest.mark.parametrize("soort", ["gemeente", "buurt"])
def test_gemeente_en_buurt_staan_buiten_een_indeling(soort):
    weigert("gebied_indeling_past_bij_soort", lambda: maak_wijk(soort=soort))


def test_een_wijk_hoort_bij_een_indeling():
    weigert(
        "gebied_indeling_past_bij_soort",
        lambda: Gebied.objects.create(
            gemeente=maak_gemeente(), soort="plangebied", code="X", naam="X", slug="x"
        ),
    )


def test_een_buurt_ligt_een_keer_in_elke_indeling():
    buurt = maak_buurt()
    maak_deel("plangebied", [buurt])
    maak_deel("budgetgebied", [buurt])

    weigert("ligging_buurt_een_keer_per_indeling", lambda: maak_deel("plangebied", [buurt]))
    assert Ligging.objects.filter(buurt=buurt).count() == 2


def test_een_gebied_heeft_een_rij_per_jaar():
    wijk = maak_wijk()
    GebiedJaar.objects.create(gebied=wijk, jaar=2022, inwoners=10)

    weigert("gebiedjaar_uniek", lambda: GebiedJaar.objects.create(gebied=wijk, jaar=2022))


def test_een_postcode_staat_een_keer_bij_een_gebied():
    velden = {"pc": "3817", "gebied": maak_wijk(), "aandeel": Decimal("0.5")}
    Postcode.objects.create(**velden)

    weigert("postcode_uniek", lambda: Postcode.objects.create(**velden))


@pytest.mark.parametrize("aandeel", ["0", "-0.1", "1.001"])
def test_een_aandeel_is_een_deel(aandeel):
    weigert(
        "postcode_aandeel_is_een_deel",
        lambda: Postcode.objects.create(pc="3817", gebied=maak_wijk(), aandeel=Decimal(aandeel)),
    )


def test_een_oude_slug_wijst_naar_een_gebied():
    wijk = maak_wijk()
    velden = {"indeling": wijk.indeling, "slug": "vroeger", "gebied": wijk}
    OudeSlug.objects.create(**velden)

    weigert("oude_slug_uniek", lambda: OudeSlug.objects.create(**velden))


@pytest.mark.parametrize(
    ("van", "tot", "nummer", "erin"),
    [
        (None, None, 7, True),
        (1, 9, 9, True),
        (1, 9, 10, False),
        (10, None, 9, False),
        (None, 9, 1, True),
    ],
)
def test_een_huisnummer_valt_in_een_reeks(van, tot, nummer, erin):
    assert Postcode(van_nr=van, tot_nr=tot).heeft(nummer) is erin
