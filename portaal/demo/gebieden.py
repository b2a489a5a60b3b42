from django.core.management import call_command


def laad():
    """The areas of Amersfoort: real, derived where BRON.md says so, nothing invented."""
    call_command("importeer_gebieden", verbosity=0)
