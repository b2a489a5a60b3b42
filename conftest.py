import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connection

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
)  # playwright keeps an event loop in this thread


@pytest.fixture(scope="session", autouse=True)
def _statisch(tmp_path_factory):
    """Tests collect into a folder of their own, uncompressed: `make run` may be serving var/static."""
    from django.conf import settings
    from django.contrib.staticfiles import handlers

    handlers.StaticFilesHandler = lambda app: (
        app
    )  # live_server: it knows no hashed names; let WhiteNoise serve, as in production
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _taken_direct(settings):
    from amersfoort_wijken.celery import app

    app.conf.task_always_eager = app.conf.task_eager_propagates = True


@pytest.fixture(autouse=True)
def _lege_cache():
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """TRUNCATE by flush (live_server, transaction=True) meets the ledger's own guard: let tests, and only tests, pass it."""
    from django.core.management.commands import flush

    echt = flush.sql_flush

    def spoel(*a, **k):
        uit = echt(*a, **k)
        return (
            [
                "SET session_replication_role = replica",
                *uit,
                "SET session_replication_role = origin",
            ]
            if uit
            else uit
        )

    flush.sql_flush = spoel
    yield
    flush.sql_flush = echt


# --- browser ------------------------------------------------------------------------------------------------------------


def chromium():
    for naam in (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ):
        if naam and (pad := shutil.which(naam)):
            return pad


def pytest_collection_modifyitems(items):
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            if not chromium():
                item.add_marker(
                    pytest.mark.skip(
                        reason="GEEN CHROMIUM: browsertests overgeslagen (apt install chromium, of CHROMIUM=/pad)"
                    )
                )


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": chromium(), "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


@pytest.fixture(params=[True, False], ids=["met-js", "zonder-js"])
def js(request):
    return request.param


@pytest.fixture
def browser_context_args(js):
    return {"java_script_enabled": js, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def axe(browser, js):
    """`axe(page)`: violations of WCAG 2.2 AA. axe never ends in a page without scripts: show the same HTML in one where only our scripts are blocked."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def keur(page):
        if js:
            return _keur(page)
        met = browser.new_context(
            storage_state=page.context.storage_state(), viewport=page.viewport_size
        )
        met.route("**/*.js", lambda route: route.abort())
        try:
            kopie = met.new_page()
            kopie.goto(page.url)
            kopie.set_content(page.content())  # also what came after a POST
            return _keur(kopie)
        finally:
            met.close()

    def _keur(page):
        uitslag = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        return uitslag.generate_report() if uitslag.violations_count else ""

    return keur
