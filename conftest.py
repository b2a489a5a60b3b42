"""Fixtures for every test. Each app has its own makers in `<app>/tests/maken.py`."""

import os
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import handlers
from django.core.management import call_command
from django.core.management.commands import flush
from django.test import override_settings

from amersfoort_wijken.celery import app
from kern.tests.rijen import tabellen_met_rijen

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps a loop in this thread


@pytest.fixture(scope="session", autouse=True)
def _statisch(tmp_path_factory):
    """Collect into a folder of our own, uncompressed: `make run` may be serving var/static."""
    # live_server puts a handler in front that knows no hashed names: let WhiteNoise serve, as ever
    handlers.StaticFilesHandler = lambda app: app
    opslag = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static"), STORAGES=opslag):
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


@pytest.fixture(autouse=True)
def _plaats():
    """The gemeente of every test, without a query on the first page that names it."""
    from gebieden.plaats import Plaats, onthoud  # noqa: PLC0415  models: after Django is set up

    onthoud(
        Plaats(
            naam="Amersfoort",
            telefoon="14 033",
            mail="wijkplansociaal@amersfoort.nl",
            heeft_buurtbudget=True,
        )
    )


@pytest.fixture(autouse=True)
def _bestanden(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "bestanden"


@pytest.fixture(scope="session", autouse=True)
def _taken_direct():
    """Tasks run where they are called: after a commit, so in tests that commit or ask for it
    (`transaction=True`, `live_server`, `django_capture_on_commit_callbacks(execute=True)`).
    """
    app.conf.task_always_eager = app.conf.task_eager_propagates = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Emptying the tables after a test that commits: those with rows in them, past the guards of
    append-only tables. Tests, and only tests, pass those. What `migrate` itself writes stays.
    """
    echt = flush.sql_flush, flush.emit_post_migrate_signal
    flush.sql_flush = lambda *_, **__: [
        "SET session_replication_role = replica",
        *(f"DELETE FROM {tabel}" for tabel in tabellen_met_rijen()),
        "SET session_replication_role = origin",
    ]
    flush.emit_post_migrate_signal = lambda *_, **__: None
    yield
    flush.sql_flush, flush.emit_post_migrate_signal = echt


# --- browser --------------------------------------------------------------------------------------


def chromium():
    for naam in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if naam and (pad := shutil.which(naam)):
            return pad


def pytest_collection_modifyitems(items):
    """Mark what needs a browser; without a Chromium skip it, or refuse when it is required."""
    met_browser = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
    for item in met_browser:
        item.add_marker("browser")
    if met_browser and not chromium():
        if os.environ.get("BROWSER_VERPLICHT") == "1":
            raise pytest.UsageError("Geen Chromium gevonden, en BROWSER_VERPLICHT=1.")
        reden = "GEEN CHROMIUM: browsertest overgeslagen (apt install chromium, of CHROMIUM=/pad)"
        for item in met_browser:
            item.add_marker(pytest.mark.skip(reason=reden))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": chromium(), "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


@pytest.fixture(params=[True, False], ids=["met-js", "zonder-js"])
def js(request):
    """Every browser test runs twice; `@pytest.mark.parametrize("js", [True])` makes it once."""
    return request.param


@pytest.fixture
def browser_context_args(js):
    return {"java_script_enabled": js, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def page(page):
    """Every browser test also fails on blocked code, a script error or a file that is missing."""
    fouten = []

    def antwoord(response):
        if response.status in (409, 422) and "hx-request" in response.request.headers:
            return  # a form that comes back in its place, as it would come back as a page
        if response.status >= 400 and response.request.resource_type != "document":
            fouten.append(f"{response.status} {response.url}")

    def console(bericht):
        if bericht.type == "error" and not bericht.text.startswith("Failed to load resource"):
            fouten.append(bericht.text)

    page.on("response", antwoord)
    page.on("console", console)
    page.on("pageerror", lambda fout: fouten.append(str(fout)))
    yield page
    assert fouten == []


AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_KEUZE = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
# only what is wrong comes back: what is right is a hundred times as much to read
KEUR = """async keuze => (await axe.run(document, keuze)).violations.flatMap(regel =>
    regel.nodes.map(deel => `${regel.help} (${regel.id}) bij ${deel.target}: ${deel.html}`))"""


@pytest.fixture
def keur(js):
    """`keur(page)`: what is wrong with the page as it stands, at both widths; [] when it is fine.

    Everything that folds stands open; WCAG 2.2 AA by axe, and nothing to scroll sideways for.
    """

    def doe(page):
        if not js:
            return []  # the HTML is the same, and was looked at with JavaScript
        page.evaluate("for (const deel of document.querySelectorAll('details')) deel.open = true")
        page.evaluate(AXE.read_text())
        return [f"op {breed} px: {fout}" for breed in (1280, 320) for fout in op(page, breed)]

    def op(page, breed):
        page.set_viewport_size({"width": breed, "height": 900})
        te_breed = page.evaluate("document.documentElement.scrollWidth") - breed
        return page.evaluate(KEUR, AXE_KEUZE) + [f"{te_breed} px te breed"] * (te_breed > 0)

    return doe
