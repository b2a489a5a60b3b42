import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations import CreateModel
from django.db.migrations.loader import MigrationLoader

from kern.migraties import Ineens

EIGEN = [
    app for app in apps.get_app_configs() if app.path.startswith(str(settings.BASE_DIR / app.label))
]


@pytest.mark.django_db
def test_de_modellen_staan_in_de_migraties(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)

    assert capsys.readouterr().out == "No changes detected\n"


@pytest.mark.django_db
def test_van_niets_tot_nu_is_alles_toegepast():
    """The database of this run began empty."""
    loader = MigrationLoader(connection)

    assert set(loader.applied_migrations) == set(loader.graph.nodes)


def test_elke_app_heeft_een_migratie_tot_de_eerste_uitgave():
    aantal = {app.label: 0 for app in EIGEN}
    for label, naam in MigrationLoader(None).disk_migrations:
        if label in aantal:
            aantal[label] += 1
            assert naam == "0001_initial"

    assert aantal == {
        "portaal": 0,
        "buurtbudget": 1,
        "wijkplannen": 1,
        "indicatoren": 1,
        "partners": 1,
        "berichten": 1,
        "gebruikers": 1,
        "gebieden": 1,
        "kern": 0,
    }


def test_een_eerste_migratie_maakt_alle_tabellen_ineens():
    """A fresh database takes seconds, not half a minute: `kern.migraties` says why."""
    for migratie in MigrationLoader(None).disk_migrations.values():
        if migratie.app_label in {app.label for app in EIGEN} and migratie.initial:
            assert any(isinstance(operatie, Ineens) for operatie in migratie.operations)
            assert not any(isinstance(operatie, CreateModel) for operatie in migratie.operations)
