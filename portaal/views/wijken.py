from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def wijken(request, **_):
    return HttpResponse("STUB")


@login_not_required
def wijk(request, **_):
    return HttpResponse("STUB")


@login_not_required
def mijn_wijk(request, **_):
    return HttpResponse("STUB")
