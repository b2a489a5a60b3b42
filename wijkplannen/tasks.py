from celery import shared_task
from django.core.management import call_command


@shared_task
def publiceer_geplande() -> None:
    """Beat runs it each minute; by hand it is `manage.py publiceer_geplande`."""
    call_command("publiceer_geplande", verbosity=0)


@shared_task
def wekelijks() -> None:
    """Beat runs it on Monday morning; by hand it is `manage.py stuur_weekberichten`."""
    call_command("stuur_weekberichten", verbosity=0)
