from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicatoren.vergelijking import Vergelijking


@require_safe
@login_not_required
def vergelijken(request):
    context = {"deel": "cijfers", "vergelijking": Vergelijking(request.GET)}
    return render(request, "indicatoren/vergelijken.html", context)
