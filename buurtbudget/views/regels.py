from django.http import Http404


def _nog_niet(request, **_):
    raise Http404


regels = bewerken = nieuwe_versie = weg = publiceren = stichting = _nog_niet
