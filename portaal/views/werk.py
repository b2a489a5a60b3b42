from django.http import HttpResponse


def werk(request, **_):
    return HttpResponse("STUB")
