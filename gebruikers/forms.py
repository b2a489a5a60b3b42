"""The forms of allauth in our words: whole questions, no placeholders."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.core.validators import MaxLengthValidator

from kern.forms import Formulier, helper

LENGTE = "Kies minstens 12 tekens. Een zin van vier woorden is sterk en goed te onthouden."
CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}
VERPLICHT = {
    "email": "Vul je e-mailadres in.",
    "login": "Vul je e-mailadres in.",
    "password": "Vul je wachtwoord in.",
    "oldpassword": "Vul je huidige wachtwoord in.",
    "password1": "Kies een nieuw wachtwoord.",
    "password2": "Typ je nieuwe wachtwoord nog een keer.",
    "code": "Vul de code in.",
}
NIEUW = {
    "password1": ("Wat wordt je nieuwe wachtwoord?", LENGTE),
    "password2": ("Typ je nieuwe wachtwoord nog een keer", ""),
}


class AccountFormulier(Formulier):
    vragen: dict[str, tuple[str, str]] = {}  # field → question, explanation

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = helper(*self.vragen)
        for naam, (vraag, uitleg) in self.vragen.items():
            veld = self.fields[naam]
            veld.label, veld.help_text = vraag, uitleg
            veld.error_messages["required"] = VERPLICHT[naam]
            veld.error_messages["invalid"] = "Vul een e-mailadres in zoals naam@voorbeeld.nl."
            veld.widget.attrs.pop("placeholder", None)
            if naam in ("email", "login"):  # as long as the database holds
                veld.validators.append(MaxLengthValidator(254, "Dit e-mailadres is te lang."))
            if naam == "code":
                veld.widget.attrs |= CODE


class CodeVragenForm(AccountFormulier, account.RequestLoginCodeForm):
    vragen = {"email": ("Wat is je e-mailadres?", "")}


class CodeForm(AccountFormulier, account.ConfirmLoginCodeForm):
    vragen = {"code": ("Welke code staat in de mail?", "Zes cijfers, bijvoorbeeld 123456.")}


class WachtwoordForm(AccountFormulier, account.LoginForm):
    vragen = {"login": ("Wat is je e-mailadres?", ""), "password": ("Wat is je wachtwoord?", "")}


class NieuwWachtwoordVragenForm(AccountFormulier, account.ResetPasswordForm):
    vragen = {"email": ("Wat is je e-mailadres?", "")}


class NieuwWachtwoordForm(AccountFormulier, account.ResetPasswordKeyForm):
    vragen = NIEUW


class WachtwoordKiezenForm(AccountFormulier, account.SetPasswordForm):
    vragen = NIEUW


class WachtwoordWijzigenForm(AccountFormulier, account.ChangePasswordForm):
    vragen = {"oldpassword": ("Wat is je huidige wachtwoord?", "")} | NIEUW


class NogEensForm(AccountFormulier, account.ReauthenticateForm):
    vragen = {"password": ("Wat is je wachtwoord?", "")}


class TweedeStapForm(AccountFormulier, mfa.AuthenticateForm):
    vragen = {"code": ("Welke code staat nu in je app?", "Of typ een van je herstelcodes.")}


class TweedeStapNogEensForm(AccountFormulier, mfa.ReauthenticateForm):
    vragen = TweedeStapForm.vragen


class AppAanzettenForm(AccountFormulier, totp.ActivateTOTPForm):
    vragen = {"code": ("Welke code staat nu in je app?", "")}
