"""Sign-in. Only the pages of allauth that we keep; what is not here does not exist."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib import messages
from django.urls import path, re_path, reverse


def pagina(view):
    """A form that comes back with mistakes is a 422, as everywhere in the portal."""

    @wraps(view)
    def met_status(request, *args, **kwargs):
        antwoord = view(request, *args, **kwargs)
        form = (getattr(antwoord, "context_data", None) or {}).get("form")
        if request.method == "POST" and antwoord.status_code == 200 and form and form.errors:
            antwoord.status_code = 422
        return antwoord

    return met_status


@wraps(account.confirm_login_code)
def code(request):
    """A code that is too old sends you back without a word: say why."""
    antwoord = pagina(account.confirm_login_code)(request)
    terug = request.method == "POST" and antwoord.get("Location") == reverse("account_login")
    if terug and not len(messages.get_messages(request)):
        messages.error(request, "Deze code werkt niet meer. Vraag een nieuwe aan.")
    return antwoord


inloggen = pagina(account.RequestLoginCodeView.as_view(extra_context={"demo": settings.DEMO}))

urlpatterns = [
    path("inloggen/", inloggen, name="account_login"),
    path("inloggen/", inloggen, name="account_request_login_code"),
    path("inloggen/code/", code, name="account_confirm_login_code"),
    path("inloggen/wachtwoord/", pagina(account.login), name="account_login_wachtwoord"),
    path("inloggen/tweede-stap/", pagina(mfa.authenticate), name="mfa_authenticate"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("aanmelden/", account.signup, name="account_signup"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("nog-een-keer/", pagina(account.reauthenticate), name="account_reauthenticate"),
    path("nog-een-keer/code/", pagina(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("wachtwoord/", pagina(account.password_change), name="account_change_password"),
    path("wachtwoord/kiezen/", pagina(account.password_set), name="account_set_password"),
    path("wachtwoord/vergeten/", pagina(account.password_reset), name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        pagina(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("tweede-stap/aanzetten/", pagina(totp.activate_totp), name="mfa_activate_totp"),
    path("tweede-stap/uitzetten/", pagina(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("herstelcodes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "herstelcodes/nieuw/",
        pagina(herstelcodes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
