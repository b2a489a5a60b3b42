from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse


@login_not_required
def home(request, **_):
    return HttpResponse("STUB")


@login_not_required
def over(request, **_):
    return HttpResponse("STUB")


@login_not_required
def toegankelijkheid(request, **_):
    return HttpResponse("STUB")


@login_not_required
def privacy(request, **_):
    return HttpResponse("STUB")


@login_not_required
def security_txt(request, **_):
    return HttpResponse("STUB")
