from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def demo(request, **_):
    return HttpResponse("STUB")


@login_not_required
def inloggen(request, **_):
    return HttpResponse("STUB")


@login_not_required
def postvak(request, **_):
    return HttpResponse("STUB")
