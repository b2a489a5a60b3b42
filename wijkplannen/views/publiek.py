from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def lijst(request, **_):
    return HttpResponse("STUB")


@login_not_required
def detail(request, **_):
    return HttpResponse("STUB")


@login_not_required
def versies(request, **_):
    return HttpResponse("STUB")


@login_not_required
def versie(request, **_):
    return HttpResponse("STUB")


@login_not_required
def vergelijken(request, **_):
    return HttpResponse("STUB")
