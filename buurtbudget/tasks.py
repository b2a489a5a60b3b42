from celery import shared_task
from django.core.management import call_command


@shared_task
def werk_cijfers_bij() -> None:
    """Beat runs it each quarter of an hour; by hand it is `manage.py werk_cijfers_bij`."""
    call_command("werk_cijfers_bij", verbosity=0)
