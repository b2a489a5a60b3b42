from celery import shared_task
from django.core.management import call_command


@shared_task
def kijk_bestanden_na() -> None:
    """Woken for a large file, and by beat; by hand it is `manage.py kijk_bestanden_na`."""
    call_command("kijk_bestanden_na", verbosity=0)
