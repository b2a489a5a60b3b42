from django.core.management import call_command


def laad(**opties):
    """The figures and reports are the city's own: only their loading belongs to the demo."""
    call_command("laad_cijfers", **opties)
