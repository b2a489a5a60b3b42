"""Where allauth meets the portal: its letters go through the outbox, its words are ours."""

from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse

from berichten.actions import zet_klaar
from berichten.models import Bericht
from gebieden.plaats import plaats

FOUTE_CODE = "Deze code klopt niet. Kijk in de nieuwste mail en typ de zes cijfers over."
TE_VAAK = "Dit is te vaak geprobeerd. Wacht een kwartier en probeer het dan opnieuw."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "enter_current_password": "Dit is niet je huidige wachtwoord.",
        "incorrect_code": FOUTE_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_login": "Vul een e-mailadres in zoals naam@voorbeeld.nl.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
        "rate_limited": TE_VAAK,
        "too_many_login_attempts": TE_VAAK,
    }

    def is_open_for_signup(self, request):
        """Accounts are made by the city; nobody makes one alone."""
        return False

    def send_mail(self, template_prefix, email, context):
        """A letter of allauth, named by the last part of its template, into the outbox."""
        wat = template_prefix.rpartition("/")[2]
        if wat == "login_code":
            soort, feiten = Bericht.Soort.INLOGCODE, {"code": context["code"]}
        else:
            link = context.get("password_reset_url", "")
            soort, feiten = Bericht.Soort.ACCOUNT, {"wat": wat, "link": link}
        zet_klaar(soort=soort, gebeurtenis=uuid4().hex, aan=email.lower(), feiten=feiten)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        self.send_mail(template_prefix, email or user.email, context or {})

    def reauthenticate(self, user, password):
        ander = self.authenticate(self.request, email=user.email, password=password)
        return ander is not None and ander.pk == user.pk

    def get_reauthentication_methods(self, user):
        woorden = {
            "reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate": "Met een code uit je app",
        }
        manieren = super().get_reauthentication_methods(user)
        return [manier | {"description": woorden[manier["id"]]} for manier in manieren]

    def get_password_change_redirect_url(self, request):
        return reverse("account")


class MFAAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self):
        """What an app on a phone calls the code."""
        return plaats().portaal

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Neem de code die nu in je app staat.",
        "cannot_generate_recovery_codes": "Zet eerst de tweede stap aan.",
    }
