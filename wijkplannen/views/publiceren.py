from django.http import HttpResponse


def publiceren(request, **_):
    return HttpResponse("STUB")


def vaststellen(request, **_):
    return HttpResponse("STUB")
