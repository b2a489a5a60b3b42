"""Is the portal well? For a monitor: public, without session, without anything personal."""

import contextlib

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.db.models import Count, Min
from django.http import JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from redis.backoff import NoBackoff
from redis.retry import Retry

import amersfoort_wijken
from berichten.models import Bericht


@login_not_required
@never_cache
def gezond(request):
    """503 only without database; without a broker the pages go on and mail comes later."""
    uitslag = {"versie": amersfoort_wijken.__version__, "database": False, "broker": _broker()}
    with contextlib.suppress(OperationalError):
        uitslag |= _wachtend() | {"database": True}
    return JsonResponse(uitslag, status=200 if uitslag["database"] else 503)


def _wachtend():
    """How many letters wait to be mailed, and how long the oldest has."""
    mail = Bericht.objects.filter(status=Bericht.Status.WACHT, kanaal=Bericht.Kanaal.MAIL)
    uit = mail.aggregate(aantal=Count("pk"), oudste=Min("gemaakt_op"))
    seconden = uit["oudste"] and int((now() - uit["oudste"]).total_seconds())
    return {"wachtend": uit["aantal"], "oudste_seconden": seconden}


def _broker():
    verbinding = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=0.3,
        socket_timeout=0.3,
        retry=Retry(NoBackoff(), 0),
    )
    with contextlib.suppress(redis.RedisError), verbinding:
        return verbinding.ping()
    return False
