from django.core.management import call_command


def laad():
    """The figures and reports of the city: real, only their texts are in our own short words."""
    call_command("laad_cijfers", verbosity=0)
