from decimal import Decimal
from io import StringIO

from django.core.management import call_command

from gebieden.models import Gebied, Gemeente, Indeling
from indicatoren.models import Bron, Indicator, Meting, Rapportage, Streefwaarde


def maak_stad():
    gemeente, _ = Gemeente.objects.get_or_create(code="GM0307", naam="Amersfoort")
    return Gebied.objects.get_or_create(
        gemeente=gemeente,
        soort=Gebied.Soort.GEMEENTE,
        code="GM0307",
        defaults={"naam": "Amersfoort", "slug": "amersfoort"},
    )[0]


def maak_wijk(naam="Rustwijk"):
    gemeente = maak_stad().gemeente
    indeling, _ = Indeling.objects.get_or_create(gemeente=gemeente, sleutel=Indeling.Sleutel.PLAN)
    return Gebied.objects.create(
        gemeente=gemeente,
        indeling=indeling,
        soort=Gebied.Soort.PLANGEBIED,
        code=naam,
        naam=naam,
        slug=naam.lower(),
    )


def maak_amersfoort():
    """The real figures and reports of the city."""
    stad = maak_stad()
    call_command("laad_cijfers", stdout=StringIO())
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
    velden.setdefault("bron", None)
    velden["bron"] = velden["bron"] or maak_bron()
    return Indicator.objects.create(**velden)


def maak_meting(indicator, jaar, waarde, **afwijking):
    velden = {"gebied": None} | afwijking
    velden["gebied"] = velden["gebied"] or maak_stad()
    if waarde is not None:
        velden["waarde"] = Decimal(str(waarde))
    return Meting.objects.create(indicator=indicator, jaar=jaar, **velden)


def maak_streefwaarde(indicator, jaar, waarde):
    return Streefwaarde.objects.create(
        indicator=indicator, gebied=maak_stad(), jaar=jaar, waarde=Decimal(str(waarde))
    )


def maak_rapportage(**afwijking):
    velden = {
        "gemeente": maak_stad().gemeente,
        "soort": Rapportage.Soort.BEGROTING,
        "jaar": 2030,
        "programma": "Rust",
        "realisatie_van": 2027,
        "realisatie_tot": 2028,
        "streef_van": 2030,
        "streef_tot": 2030,
    } | afwijking
    return Rapportage.objects.create(**velden)
