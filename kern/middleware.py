from django.contrib.auth.middleware import LoginRequiredMiddleware


class InloggenVerplicht(LoginRequiredMiddleware):
    """Closed unless a view says `login_not_required`.

    Django's own asks `request.user` first, so that every public page reads the session and says
    `Vary: Cookie`.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
