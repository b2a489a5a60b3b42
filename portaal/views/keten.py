from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portaal.keten import lees_keten


@require_safe
@login_not_required
def keten(request, slug, uuid):
    """What was done about a goal, by whom, for how much, and whether the figure moved."""
    context = {"keten": lees_keten(slug, uuid), "deel": "plannen"}
    return render(request, "portaal/keten.html", context)
