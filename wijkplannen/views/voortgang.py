from django.http import HttpResponse


def voortgang(request, **_):
    return HttpResponse("STUB")


def online(request, **_):
    return HttpResponse("STUB")


def beeindigen(request, **_):
    return HttpResponse("STUB")
