from allauth.mfa.models import Authenticator
from django.shortcuts import render
from django.utils.timezone import localdate

from partners.permissions import rechten


def account(request):
    """Who I am here, as what, and how I sign in."""
    gebruiker, vandaag = request.user, localdate()
    aanstellingen = gebruiker.aanstellingen.geldig_op(vandaag).select_related("gebied")
    lidmaatschappen = gebruiker.lidmaatschappen.geldig_op(vandaag).select_related("partner")
    tweede_stap = Authenticator.objects.filter(user=gebruiker, type=Authenticator.Type.TOTP)
    context = {
        "aanstellingen": aanstellingen,
        "lidmaatschappen": lidmaatschappen,
        "is_gemeente": rechten(gebruiker).is_gemeente,
        "tweede_stap": tweede_stap.exists(),
    }
    return render(request, "account/account.html", context)
