from contextlib import suppress

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import UnreadablePostError
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers


class InloggenVerplicht(LoginRequiredMiddleware):
    """Closed unless a view says `login_not_required`.

    Django's own asks `request.user` first, so that every public page reads the session and says
    `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(self, request, response):
        """What is closed stays out of every cache: also of a browser that somebody shares."""
        if request.resolver_match and getattr(request.resolver_match.func, "login_required", True):
            add_never_cache_headers(response)
        return response


def methode_uitgelegd(get_response):
    """A button that is opened as a page, after signing in for one, gets a sentence with its 405."""

    def middleware(request):
        antwoord = get_response(request)
        if antwoord.status_code == 405 and not antwoord.content:
            antwoord.content = render_to_string("405.html", request=request)
        return antwoord

    return middleware


STUK = 64 * 1024
UITLEZEN_TOT = 64 * 1024 * 1024


def eerst_uitgelezen(get_response):
    """Read what a refused request still sends, and drop it, before it gets its answer.

    A browser that is busy sending when the server hangs up shows an error of its own, never our
    sentence. Past 64 MB it is nobody's mistake any more.
    """

    def middleware(request):
        antwoord = get_response(request)
        with suppress(UnreadablePostError, ValueError):  # gone, or read and closed
            for _ in range(UITLEZEN_TOT // STUK):
                if not request.read(STUK):
                    break
        return antwoord

    return middleware
