from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


def onleesbaar(request, exception):
    """Django's own looks for a token in what was sent, and falls over what nobody can read."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
