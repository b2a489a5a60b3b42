from celery import shared_task
from django.core.management import call_command


@shared_task
def publiceer_geplande() -> None:
    """Beat runs it each minute; by hand it is `manage.py publiceer_geplande`."""
    call_command("publiceer_geplande", verbosity=0)
