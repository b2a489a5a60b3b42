from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.template import Context, loader
from django.test import Client
from django.urls import reverse


@pytest.mark.parametrize("naam", ["over", "toegankelijkheid", "privacy"])
def test_een_verklaring_heeft_een_kop_een_adres_en_geen_database_nodig(client, naam):
    antwoord = client.get(reverse(f"portaal:{naam}"))

    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert html.count("<h1") == 1
    assert 'href="mailto:wijkplansociaal@amersfoort.nl"' in html
    assert "proefversie" in html
    assert "Cookie" not in antwoord.get("Vary", "")


def test_security_txt_is_platte_tekst_die_binnen_een_jaar_verloopt(client):
    antwoord = client.get("/.well-known/security.txt")

    velden = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    verloopt = datetime.fromisoformat(velden["Expires"])
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert velden["Contact"] == "mailto:wijkplansociaal@amersfoort.nl"
    assert velden["Preferred-Languages"] == "nl, en"
    assert timedelta(days=30) < verloopt - datetime.now(UTC) < timedelta(days=365)


def kop(html):
    return html.split("<h1", 1)[1].split(">", 1)[1].split("</h1>")[0]


def test_een_pagina_die_er_niet_is(client):
    antwoord = client.get("/bestaat-niet/")

    html = antwoord.content.decode()
    assert antwoord.status_code == 404
    assert kop(html) == "Deze pagina is er niet"
    assert reverse("portaal:mijn_wijk") in html


@pytest.mark.parametrize(
    ("fout", "status", "tekst"),
    [
        (BadRequest, 400, "Deze vraag begrijpen we niet"),
        (PermissionDenied, 403, "Hier mag je niet bij"),
        (RuntimeError, 500, "Er ging bij ons iets mis"),
    ],
)
def test_elke_fout_heeft_eigen_woorden_zonder_de_database(monkeypatch, fout, status, tekst):
    def stuk(*args, **kwargs):
        raise fout

    monkeypatch.setattr("portaal.views.publiek.render", stuk)

    antwoord = Client(raise_request_exception=False).get("/over/")

    assert (antwoord.status_code, kop(antwoord.content.decode())) == (status, tekst)


def test_de_pagina_bij_een_storing_is_zonder_vraag_of_context_te_maken():
    html = loader.get_template("500.html").template.render(Context())

    assert kop(html) == "Er ging bij ons iets mis"


def test_een_formulier_zonder_teken_krijgt_uitleg():
    antwoord = Client(enforce_csrf_checks=True).post("/mijn-wijk/", {"postcode": "3817"})

    assert antwoord.status_code == 403
    assert kop(antwoord.content.decode()) == "Dit formulier is verlopen"
