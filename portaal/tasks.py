from celery import shared_task
from django.core.management import call_command


@shared_task
def dagelijks() -> None:
    """Beat runs it early in the morning; by hand it is `manage.py verwerk_termijnen`."""
    call_command("verwerk_termijnen", verbosity=0)
