from django.http import HttpResponse


def werkversie(request, **_):
    return HttpResponse("STUB")


def blok_nieuw(request, **_):
    return HttpResponse("STUB")


def blok(request, **_):
    return HttpResponse("STUB")


def blok_beeindigen(request, **_):
    return HttpResponse("STUB")


def doel_nieuw(request, **_):
    return HttpResponse("STUB")


def doel(request, **_):
    return HttpResponse("STUB")


def doel_beeindigen(request, **_):
    return HttpResponse("STUB")


def activiteit_nieuw(request, **_):
    return HttpResponse("STUB")


def activiteit(request, **_):
    return HttpResponse("STUB")
