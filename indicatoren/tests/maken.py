from decimal import Decimal

from django.core.management import call_command

from gebieden.models import Gebied
from gebieden.tests.maken import maak_gemeente
from indicatoren.actions.bevriezen import leg_vast, maak_openbaar
from indicatoren.models import Bron, Indicator, Meting, Programma, Rapportage, Streefwaarde


def maak_stad():
    return Gebied.objects.get_or_create(
        gemeente=maak_gemeente(),
        soort=Gebied.Soort.GEMEENTE,
        code="GM0307",
        defaults={"naam": "Amersfoort", "slug": "amersfoort"},
    )[0]


def maak_amersfoort():
    """The real figures and reports of the city."""
    stad = maak_stad()
    call_command("laad_cijfers", verbosity=0)
    return stad


def maak_bron(**afwijking):
    velden = {"sleutel": "peiling", "naam": "Een peiling"} | afwijking
    return Bron.objects.get_or_create(sleutel=velden.pop("sleutel"), defaults=velden)[0]


def maak_indicator(**afwijking):
    velden = {
        "slug": "rust",
        "naam": "Rapportcijfer rust",
        "korte_naam": "Rust in de buurt",
        "eenheid": "rapportcijfer",
        "schaal_van": 1,
        "schaal_tot": 10,
    } | afwijking
    return Indicator.objects.create(bron=velden.pop("bron", None) or maak_bron(), **velden)


def maak_meting(indicator, jaar, waarde, **velden):
    """For the city; `waarde` None needs a `reden`."""
    return Meting.objects.create(
        indicator=indicator,
        gebied=velden.pop("gebied", None) or maak_stad(),
        jaar=jaar,
        waarde=None if waarde is None else Decimal(str(waarde)),
        **velden,
    )


def maak_streefwaarde(indicator, jaar, waarde):
    return Streefwaarde.objects.create(
        indicator=indicator, gebied=maak_stad(), jaar=jaar, waarde=Decimal(str(waarde))
    )


def maak_rapportage(**afwijking):
    velden = {
        "gemeente": maak_stad().gemeente,
        "soort": Rapportage.Soort.BEGROTING,
        "jaar": 2030,
        "realisatie_van": 2027,
        "realisatie_tot": 2028,
        "streef_van": 2030,
        "streef_tot": 2030,
    } | afwijking
    return Rapportage.objects.create(**velden)


def geef_uit(rapportage):
    """Frozen and public, as it stands."""
    return maak_openbaar(leg_vast(rapportage))


def maak_programma(rapportage=None, naam="Rust", **velden):
    return Programma.objects.create(rapportage=rapportage or maak_rapportage(), naam=naam, **velden)


def maak_regel(programma=None, soort="tekst", **velden):
    programma = programma or maak_programma()
    velden = {"volgorde": programma.regels.count() + 1} | velden
    return programma.regels.create(soort=soort, **velden)
