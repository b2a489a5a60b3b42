from django.contrib.auth.decorators import login_not_required
from django.http import Http404


@login_not_required
def _nog_niet(request, **_):
    raise Http404


overzicht = wijk = formulier = handtekeningenlijst = declaratieformulier = _nog_niet
