from gebieden.models import Gebied, Vorm
from gebieden.tests.maken import maak_wijk
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.tests.maken import maak_meting, maak_stad


def maak_cijfers(indicator, jaar, waarden, **velden):
    """Figures of wijken by name (made when they are new), or of the city; `None` is too few."""
    for naam, waarde in waarden.items():
        gebied = maak_stad() if naam == "stad" else maak_gevormde_wijk(naam)
        leeg = {"reden": "te_weinig"} if waarde is None else {}
        maak_meting(indicator, jaar, waarde, gebied=gebied, **leeg, **velden)
    werk_bij([(indicator.pk, jaar)])


def maak_gevormde_wijk(naam):
    """A wijk with an outline, so that it is on the map."""
    wijk = Gebied.objects.filter(naam=naam).first() or maak_wijk(naam=naam, slug=naam.lower())
    Vorm.objects.get_or_create(
        gebied=wijk,
        defaults={"pad": "M0,0 L50,50Z", "bbox": [0, 0, 50, 50], "label_x": 4, "label_y": 4},
    )
    return wijk
