from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils.timezone import now

from berichten.models import Bericht
from gebieden.models import Gebied, Gemeente, Indeling, Ligging
from gebieden.tests.maken import maak_indeling, maak_wijk
from gebruikers.models import Aanstelling, Gebruiker
from gebruikers.tests.maken import maak_aanstelling, periode
from indicatoren.models import Indicator
from indicatoren.tests.maken import maak_indicator, maak_stad
from wijkplannen.models import Inzet, PlanVersie, Wijkplan
from wijkplannen.tests.maken import maak_document, maak_online_plan

pytestmark = pytest.mark.django_db
SOORTEN = {"cbs_wijk": "wijk", "plan": "plangebied", "budget": "budgetgebied"}


@pytest.fixture
def wereld():
    """A small gemeente in which everything is there and agrees."""
    call_command("laad_buurtbudget", verbosity=0)
    stad = maak_stad()
    buurt = Gebied.objects.create(
        gemeente=stad.gemeente, soort="buurt", code="BU1", naam="De Kamp", slug="de-kamp"
    )
    for sleutel, soort in SOORTEN.items():
        indeling = maak_indeling(Indeling.Sleutel(sleutel))
        gebied = maak_wijk(
            indeling=indeling,
            soort=soort,
            code=f"G-{sleutel}",
            naam="Rustenburg",
            slug="rustenburg",
        )
        Ligging.objects.create(gebied=gebied, buurt=buurt, indeling=indeling)
    maak_indicator(vraag="Hoe rustig is het?", vindplaats="https://bron.example/")
    maak_online_plan(gebied=Gebied.objects.wijken().get())
    return stad.gemeente


def uitkomst(capsys):
    """The lines that `controleer` prints, and whether it was satisfied."""
    try:
        call_command("controleer")
    except SystemExit as einde:
        return capsys.readouterr().out.splitlines(), einde.code
    return capsys.readouterr().out.splitlines(), 0


def test_een_complete_gemeente_klopt(wereld, capsys):
    assert uitkomst(capsys) == (["Alles klopt."], 0)


def test_een_lege_database_mist_alles(capsys):
    assert uitkomst(capsys) == (
        [
            "Fout: Gemeente GM0307 ontbreekt: lees de gebieden in (importeer_gebieden).",
            "Fout: Er zijn geen indicatoren: een wijkplan kan bij geen doel een cijfer laten zien.",
            "Fout: Er zijn geen thema's: een wijkplan kan geen doel krijgen.",
            "Fout: De regeling Buurtbudget is er niet: draai `manage.py laad_buurtbudget`.",
        ],
        1,
    )


def zonder_stad():
    Gebied.objects.filter(soort="gemeente").delete()


def zonder_indeling():
    Ligging.objects.filter(indeling__sleutel="budget").delete()
    Gebied.objects.filter(indeling__sleutel="budget").delete()
    Indeling.objects.filter(sleutel="budget").delete()


def buurt_zonder_ligging():
    gemeente = Gemeente.objects.get()
    buurt = Gebied.objects.create(
        gemeente=gemeente, soort="buurt", code="BU2", naam="De Hof", slug="de-hof"
    )
    for gebied in Gebied.objects.filter(indeling__sleutel__in=["plan", "budget"]):
        Ligging.objects.create(gebied=gebied, buurt=buurt, indeling=gebied.indeling)


def gebied_zonder_buurten():
    maak_wijk(
        indeling=Indeling.objects.get(sleutel="budget"), soort="budgetgebied", code="X", naam="Leeg"
    )


def manager_voorbij():
    Aanstelling.objects.update(periode=periode(-30, -10))


def zonder_indicator():
    Indicator.objects.all().delete()


def oude_versie():
    plan = Wijkplan.objects.get()
    PlanVersie.objects.create(
        plan=plan, nummer=2, inhoud={}, wat_veranderd="x", door=Gebruiker.objects.first(), op=now()
    )


def andere_stand():
    inzet = Inzet.objects.get()
    inzet.voortgang.create(
        uuid=uuid4(), op=now(), door=Gebruiker.objects.first(), stand="doorlopend"
    )


def bericht_wacht():
    maak_bericht(status="wacht")
    Bericht.objects.update(gemaakt_op=now() - timedelta(minutes=61))


def berichten_mislukt():
    maak_bericht(status="mislukt")
    maak_bericht(status="mislukt")


def maak_bericht(**velden):
    uniek = uuid4().hex
    Bericht.objects.create(
        sleutel=uniek, message_id=uniek, soort="account", aan="a@voorbeeld.example", **velden
    )


@pytest.mark.parametrize(
    ("schade", "zin"),
    [
        (zonder_stad, "Fout: Het gebied van heel Amersfoort ontbreekt."),
        (zonder_indeling, "Fout: De indeling ‘Buurtbudgetgebieden’ ontbreekt."),
        (buurt_zonder_ligging, "Fout: Buurt BU2 De Hof ligt in geen gebied van ‘CBS-wijken’."),
        (
            gebied_zonder_buurten,
            "Fout: Gebied X Leeg van ‘Buurtbudgetgebieden’ heeft geen buurten.",
        ),
        (
            manager_voorbij,
            "Fout: Rustenburg: de aanstelling van de gebiedsmanager is voorbij sinds "
            f"{periode(-30, -10).upper:%d-%m-%Y} en niemand volgde op.",
        ),
        (
            zonder_indicator,
            "Fout: Er zijn geen indicatoren: een wijkplan kan bij geen doel een cijfer laten zien.",
        ),
        (
            berichten_mislukt,
            "Fout: 2 berichten zijn niet verzonden, ook niet na meer pogingen (mislukt).",
        ),
        (
            bericht_wacht,
            "Fout: 1 bericht is na een uur nog niet verzonden: draaien worker en wekker?",
        ),
    ],
)
def test_elke_schade_krijgt_een_regel(wereld, capsys, schade, zin):
    schade()

    assert uitkomst(capsys) == ([zin], 1)


def test_een_plan_dat_niet_zijn_laatste_versie_toont(wereld, capsys):
    oude_versie()

    plan = Wijkplan.objects.get()
    zin = f"Fout: {plan} ({plan.slug}) toont niet zijn laatste versie, nummer 2."
    assert uitkomst(capsys) == ([zin], 1)


def test_een_stand_die_niet_de_laatste_melding_is(wereld, capsys):
    andere_stand()

    zin = f"Fout: {Inzet.objects.get()} staat op gepland, maar de laatste melding zegt doorlopend."
    assert uitkomst(capsys) == ([zin], 1)


def test_een_wijk_waar_nooit_een_gebiedsmanager_was_is_geen_fout(wereld, capsys):
    Aanstelling.objects.all().delete()

    assert uitkomst(capsys) == (
        ["Let op: Rustenburg heeft geen gebiedsmanager.", "Alles klopt."],
        0,
    )


def test_een_opvolger_neemt_de_wijk_over(wereld, capsys):
    manager_voorbij()
    maak_aanstelling(gebied=Gebied.objects.wijken().get())

    assert uitkomst(capsys) == (["Alles klopt."], 0)


def test_een_document_zonder_bestand_wordt_genoemd(wereld, capsys):
    plan = Wijkplan.objects.get()
    maak_document(plan, titel="Besluit").bestand.delete(save=False)

    zin = f"Fout: Van het document Besluit bij {plan} is het bestand weg."
    assert uitkomst(capsys) == ([zin], 1)
