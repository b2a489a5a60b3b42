"""Production as docs/beheer.md prints it: what it says is what these tests run."""

import base64
import os
import re
import secrets
import shlex
import subprocess as sp
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

BASIS = Path(settings.BASE_DIR)
BEHEER = (BASIS / "docs" / "beheer.md").read_text()
ONTBREEKT = (
    "{} ontbreekt. Zet de omgevingsvariabele {}, of gebruik `make run` om het portaal "
    "uit te proberen."
)


def blokken(taal):
    return re.findall(rf"```{taal}\n(.*?)```", BEHEER, re.DOTALL)


def omgeving(**anders):
    """The printed environment and nothing else, with the keys everyone makes for themselves."""
    regels = shlex.split(blokken("ini")[0])
    variabelen = dict(regel.split("=", 1) for regel in regels)
    assert variabelen["SECRET_KEY"] == variabelen["IBAN_KEY"] == ""
    sleutels = {"SECRET_KEY": secrets.token_urlsafe(50), "IBAN_KEY": iban_key()}
    return variabelen | sleutels | {"PATH": os.environ["PATH"]} | anders


def iban_key():
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def draai(*opdracht, env, **kwargs):
    return sp.run(
        [sys.executable, *opdracht],
        cwd=BASIS,
        env=env,
        stdout=sp.PIPE,
        stderr=sp.STDOUT,
        text=True,
        timeout=100,
        **kwargs,
    )


def test_de_omgeving_van_beheer_md_geeft_geen_enkele_waarschuwing():
    uit = draai("manage.py", "check", "--deploy", "--fail-level", "WARNING", env=omgeving())

    assert uit.stdout == "System check identified no issues (1 silenced).\n"
    assert uit.returncode == 0


@pytest.mark.parametrize(
    "naam", ["SECRET_KEY", "IBAN_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"]
)
def test_zonder_een_van_de_variabelen_weigert_elke_opdracht_in_een_zin(naam):
    uit = draai("manage.py", "check", env=omgeving(**{naam: ""}))

    assert (uit.returncode, uit.stdout.strip()) == (1, ONTBREEKT.format(naam, naam))


@pytest.mark.parametrize("sleutel", ["geheim", "a" * 44, "=" * 44, f"{'A' * 43}=,", "é" * 43 + "="])
def test_een_onbruikbare_sleutel_voor_rekeningnummers_weigert_elke_opdracht(sleutel):
    uit = draai("manage.py", "check", env=omgeving(IBAN_KEY=sleutel))

    assert (uit.returncode, uit.stdout.strip()) == (
        1,
        "IBAN_KEY klopt niet: elke sleutel is 32 willekeurige bytes in urlsafe base64, "
        "gescheiden door komma's. Hoe u er een maakt staat in docs/beheer.md.",
    )


def test_meer_sleutels_voor_rekeningnummers_mogen_naast_elkaar():
    uit = draai("manage.py", "check", env=omgeving(IBAN_KEY=f"{iban_key()}, {iban_key()}"))

    assert uit.returncode == 0


def test_de_tabellen_wijzigen_kan_alleen_de_eigenaar():
    uit = draai("manage.py", "migrate", env=omgeving())

    zin = ONTBREEKT.format("DATABASE_OWNER_URL", "DATABASE_OWNER_URL")
    assert (uit.returncode, uit.stdout.strip()) == (1, zin)


@pytest.mark.parametrize(
    "opdracht",
    [
        "granian --interface wsgi --log-level critical --port 0 amersfoort_wijken.wsgi:application",
        "celery -A amersfoort_wijken worker",
        "celery -A amersfoort_wijken beat",
    ],
)
def test_geen_proces_start_zonder_sleutel(opdracht):
    uit = draai("-m", *opdracht.split(), env=omgeving(SECRET_KEY=""))

    assert uit.returncode == 1
    assert uit.stdout.strip() == ONTBREEKT.format("SECRET_KEY", "SECRET_KEY")


def test_een_demo_weigert_andere_namen_dan_die_van_deze_machine():
    uit = draai("manage.py", "check", env=omgeving(DEMO="1"))

    assert (uit.returncode, uit.stdout.strip()) == (
        1,
        "Met DEMO=1 kan iedereen zonder wachtwoord inloggen: dat mag alleen op deze machine. "
        "Haal DEMO weg, of haal ALLOWED_HOSTS weg.",
    )


def test_een_demo_luistert_niet_naar_buiten(tmp_path):
    env = omgeving(DEMO="1", ALLOWED_HOSTS="", HOST_ADRES="0.0.0.0", VAR=str(tmp_path))

    uit = draai("-m", "amersfoort_wijken.start", env=env)

    assert (uit.returncode, uit.stdout.strip()) == (
        1,
        "Gestopt: met DEMO=1 kan iedereen zonder wachtwoord inloggen, dus niet op 0.0.0.0: "
        "haal HOST_ADRES weg.",
    )


@pytest.fixture
def achter_een_proxy(settings):
    settings.ALLOWED_HOSTS = ["wijken.voorbeeld.nl"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def test_de_proxy_zegt_dat_het_verzoek_over_tls_kwam(client, achter_een_proxy):
    hier = {"host": "wijken.voorbeeld.nl"}

    met = client.get("/privacy/", headers=hier | {"x-forwarded-proto": "https"})
    zonder = client.get("/privacy/", headers=hier)

    assert met.status_code == 200
    assert (zonder.status_code, zonder["Location"]) == (
        301,
        "https://wijken.voorbeeld.nl/privacy/",
    )


@pytest.mark.django_db
def test_gezond_antwoordt_ook_zonder_tls(client, achter_een_proxy):
    assert client.get("/gezond/", headers={"host": "wijken.voorbeeld.nl"}).status_code == 200


@pytest.fixture
def echte_server():
    """Roles and database made with the statements of beheer.md, under names of their own."""
    inrichten, rechten = (
        blok.replace("eigenaar", "proef_eigenaar").replace("portaal", "proef_portaal")
        for blok in blokken("sql")
    )
    baas = connection.settings_dict
    adres = {"host": baas["HOST"], "port": baas["PORT"] or None, "autocommit": True}
    adres |= {"user": baas["USER"], "password": baas["PASSWORD"]}
    opruimen = ["DATABASE IF EXISTS proef_portaal WITH (FORCE)"]
    opruimen += ["ROLE IF EXISTS proef_portaal", "ROLE IF EXISTS proef_eigenaar"]
    with psycopg.connect(dbname="postgres", **adres) as server:
        for wat in opruimen:
            server.execute(sql.SQL("DROP {}").format(sql.SQL(wat)))
        for opdracht in inrichten.strip().split("\n"):
            server.execute(opdracht)
        with psycopg.connect(dbname="proef_portaal", **adres) as database:
            database.execute(rechten)
        waar = f"WACHTWOORD@/proef_portaal?host={baas['HOST']}&port={baas['PORT'] or 5432}"
        yield {
            "DATABASE_URL": f"postgresql://proef_portaal:{waar}",
            "DATABASE_OWNER_URL": f"postgresql://proef_eigenaar:{waar}",
        }
        for wat in opruimen:
            server.execute(sql.SQL("DROP {}").format(sql.SQL(wat)))


def test_klaarzetten_op_een_echte_server_geeft_een_portaal_met_weinig_rechten(
    echte_server, tmp_path
):
    env = omgeving(**echte_server, VAR=str(tmp_path))

    klaar = draai("manage.py", "klaarzetten", env=env)
    weer = draai("manage.py", "klaarzetten", env=env)

    assert (klaar.stdout, klaar.returncode) == ("", 0)
    assert (weer.stdout, weer.returncode) == ("", 0)
    assert rechten(echte_server["DATABASE_URL"]) == {
        "wijkplannen_doel": "DELETE INSERT SELECT UPDATE",
        "wijkplannen_planversie": "INSERT SELECT UPDATE",
        "wijkplannen_voortgang": "INSERT SELECT",
        "buurtbudget_boeking": "INSERT SELECT",
        "buurtbudget_wijkbudget": "DELETE INSERT SELECT UPDATE",
        "buurtbudget_beheerderevent": "INSERT SELECT",
        "buurtbudget_jaarverantwoordingevent": "INSERT SELECT",
        "buurtbudget_mandaatevent": "INSERT SELECT",
        "gebruikers_aanstellingevent": "INSERT SELECT",
        "partners_lidmaatschapevent": "INSERT SELECT",
    }


def rechten(adres):
    """What the role of the portal may do on some tables, as PostgreSQL sees it."""
    vraag = """
        SELECT table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type)
        FROM information_schema.role_table_grants
        WHERE grantee = current_user AND (table_name IN
            ('wijkplannen_doel', 'wijkplannen_planversie', 'wijkplannen_voortgang',
             'buurtbudget_boeking', 'buurtbudget_wijkbudget')
            OR table_name LIKE '%%event')
        GROUP BY table_name
    """
    with psycopg.connect(adres) as database:
        return dict(database.execute(vraag).fetchall())
