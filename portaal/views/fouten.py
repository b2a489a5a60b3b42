from django.shortcuts import render


def onleesbaar(request, exception):
    """Django's own looks for a token in what was sent, and falls over what nobody can read."""
    return render(request, "400.html", status=400)
