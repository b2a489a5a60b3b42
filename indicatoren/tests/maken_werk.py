"""The desk of the researcher: who sits at it, and what its pages are about."""

from django.test import Client
from django.urls import reverse

from gebruikers.models import Rol
from gebruikers.tests.maken import maak_aanstelling, maak_gebruiker
from indicatoren.models import Correctie, Meting, Streefwaarde
from indicatoren.tests.maken import maak_indicator, maak_stad

CIJFER = {
    "reden": None,
    "n": None,
    "marge": None,
    "significant": Meting.Significant.NIET_GETOETST,
    "voorlopig": False,
    "voetnoot": "",
}


def maak_collega(*rollen):
    """Somebody of the city with these roles: a researcher when none are given."""
    gebruiker = maak_gebruiker()
    for rol in rollen or [Rol.ONDERZOEKER]:
        maak_aanstelling(gebruiker, rol=rol)
    return gebruiker


def aangemeld(gebruiker=None):
    client = Client()
    client.force_login(gebruiker or maak_collega())
    return client


def adres(naam, *args):
    return reverse(f"indicatoren:{naam}", args=args)


def stuur(client, pad, velden):
    """Send what the page at `pad` already holds, with these fields otherwise."""
    form = client.get(pad).context["form"]
    nu = {veld.html_name: veld.value() for veld in form}
    gezien = {naam: "" if waarde is None else waarde for naam, waarde in nu.items()}
    return client.post(pad, {n: w for n, w in gezien.items() if w is not False} | velden)


def maak_cijferdeuren():
    """What fills the addresses of the desk."""
    indicator = maak_indicator(slug="gemeten", naam="Een gemeten cijfer")
    indicator.definities.create(vanaf_jaar=2011, tekst="Het gemiddelde.")
    bron = indicator.bron
    bron.peilingen.create(jaar=2025, naam="Peiling")
    return {
        "een_cijfer": {"slug": indicator.slug},
        "cijferjaar": {"slug": indicator.slug, "gebied": maak_stad().pk, "jaar": 2025},
        "cijferuitleg": {"slug": indicator.slug, "jaar": 2011},
        "bron": {"sleutel": bron.sleutel},
        "peiling": {"sleutel": bron.sleutel, "jaar": 2025},
    }


def vroeger(soort=Correctie.Soort.METING):
    """[(year, what it was)] of the figures that changed, in order."""
    return [(rij.jaar, rij.was["waarde"]) for rij in Correctie.objects.filter(soort=soort)]


def streven(indicator):
    rijen = Streefwaarde.objects.filter(indicator=indicator)
    return [(rij.jaar, rij.waarde, rij.noot) for rij in rijen]
