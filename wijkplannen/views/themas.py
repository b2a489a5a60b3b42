from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkplannen.themakaart import lees_themakaart


@require_safe
@login_not_required
def themas(request):
    context = {"kaart": lees_themakaart(), "deel": "plannen"}
    return render(request, "wijkplannen/agenda/themas.html", context)
