import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate

from gebieden.models import Gebied, Gemeente, Indeling, Ligging
from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker, periode
from partners.permissions import Rechten, rechten
from partners.tests.maken import maak_lid, maak_partner

pytestmark = pytest.mark.django_db


def maak_stad(**gebieden):
    """Areas by name, each a string of buurten: `zuid="abc"`, `berg="ab"`. One division each."""
    stad = Gemeente.objects.create(code="GM9999", naam="Voorbeeldstad")
    buurten, uit = {}, {}
    for naam, letters in gebieden.items():
        soort, sleutel = ("plangebied", "plan") if naam.startswith("plan") else ("wijk", "cbs_wijk")
        indeling, _ = Indeling.objects.get_or_create(gemeente=stad, sleutel=sleutel)
        kern = {"gemeente": stad, "naam": naam, "slug": naam, "code": naam}
        uit[naam] = Gebied.objects.create(soort=soort, indeling=indeling, **kern)
        for letter in letters:
            if letter not in buurten:
                kern = {"gemeente": stad, "naam": letter, "slug": letter, "code": letter}
                buurten[letter] = Gebied.objects.create(soort="buurt", **kern)
            Ligging.objects.create(gebied=uit[naam], buurt=buurten[letter], indeling=indeling)
    return uit | buurten


def test_alle_rechten_in_een_query(django_assert_num_queries):
    stad = maak_stad(plan_zuid="abc", berg="ab")
    gebruiker, partner = maak_gebruiker(), maak_partner()
    maak_aanstelling(gebruiker, gebied=stad["plan_zuid"])
    maak_aanstelling(gebruiker, Rol.ONDERZOEKER)
    maak_lid(partner, gebruiker, "werkgroep")
    maak_lid(partner, gebruiker, "bestuur")

    with django_assert_num_queries(1):
        rechten(gebruiker)
        gevonden = rechten(gebruiker)

    assert gevonden == Rechten(
        rollen=frozenset({"gebiedsmanager", "onderzoeker"}),
        gebieden=frozenset(stad[naam].pk for naam in ["plan_zuid", "berg", "a", "b", "c"]),
        partners={partner.pk: frozenset({"werkgroep", "bestuur"})},
    )


def test_recht_op_een_gebied_geldt_voor_wat_er_helemaal_in_ligt():
    stad = maak_stad(plan_zuid="abc", plan_noord="de", berg="ab", grens="cd", ver="e")
    gebruiker = maak_aanstelling(gebied=stad["plan_zuid"]).gebruiker

    mag = {naam for naam, gebied in stad.items() if rechten(gebruiker).beheert(gebied.pk)}

    assert mag == {"plan_zuid", "berg", "a", "b", "c"}


def test_een_vroegere_ligging_telt_niet_mee():
    stad = maak_stad(plan_zuid="a", berg="ab")
    stad["b"].ligt_in.update(geldig=DateRange(None, localdate()))
    gebruiker = maak_aanstelling(gebied=stad["plan_zuid"]).gebruiker

    assert rechten(gebruiker).beheert(stad["berg"].pk) is True


@pytest.mark.parametrize(
    ("van", "tot", "geldt"),
    [(0, 1, True), (1, 9, False), (-9, 0, False), (-9, 1, True), (None, None, True)],
)
def test_een_vervanger_heeft_alleen_rechten_op_de_dagen_van_de_vervanging(van, tot, geldt):
    dagen = DateRange(None, None) if van is None else periode(van, tot)
    vervanger = maak_aanstelling(rol=Rol.BELEID, periode=dagen).gebruiker

    assert rechten(vervanger).rollen == (frozenset({"beleid"}) if geldt else frozenset())


@pytest.mark.parametrize(("van", "tot", "geldt"), [(0, 1, True), (1, 9, False), (-9, 0, False)])
def test_een_lidmaatschap_geldt_alleen_in_zijn_periode(van, tot, geldt):
    lid = maak_lid(periode=periode(van, tot))

    assert rechten(lid.gebruiker).hoort_bij(lid.partner_id) is geldt


def test_op_een_andere_dag_gelden_andere_rechten():
    gebruiker = maak_aanstelling(rol=Rol.BELEID, periode=periode(0, 1)).gebruiker
    vandaag = localdate()

    assert rechten(gebruiker, vandaag).is_gemeente is True
    assert rechten(gebruiker, vandaag.replace(year=vandaag.year - 2)).is_leeg is True


def test_bezoeker_en_gesloten_account_hebben_niets_en_kosten_geen_query(django_assert_num_queries):
    gesloten = maak_aanstelling(
        gebruiker=maak_gebruiker(is_active=False), rol=Rol.ONDERZOEKER
    ).gebruiker

    with django_assert_num_queries(0):
        assert [rechten(AnonymousUser()).is_leeg, rechten(gesloten).is_leeg] == [True, True]


def test_bewoner_zonder_taken_heeft_geen_rechten():
    assert rechten(maak_gebruiker()) == Rechten()


def test_lid_van_een_partner_is_geen_gemeente():
    lid = maak_lid()

    assert (rechten(lid.gebruiker).is_gemeente, rechten(lid.gebruiker).is_leeg) == (False, False)
