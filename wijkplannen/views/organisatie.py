"""All lines of one's organisation over all wijken: confirm them, change some, hand one over."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from kern.exceptions import RegelGeschonden, Verouderd
from kern.forms import gestuurd, toon_formulier
from partners.models import Partner
from partners.permissions import rechten
from wijkplannen.actions.contact import draag_over
from wijkplannen.actions.regels import meld_regels
from wijkplannen.forms.organisatie import OverdraagForm, ZeefForm
from wijkplannen.models import Inzet
from wijkplannen.views.nakijken import KLAAR, kijk_na


def organisatie(request):
    """A list on a phone, a table on a wide screen. Six queries, however many lines."""
    partners = eigen_partners(request)
    zeef = ZeefForm(request.GET or None)
    context, status = kijk_na(
        gestuurd(request),
        lees=partial(_regels, partners),
        partners=partners,
        meld=partial(meld_regels, door=request.user),
        laat_zien=zeef.laat_zien,
        door=request.user,
    )
    if status == KLAAR:
        messages.success(request, "Dank je wel. Het is bewaard.")
        return redirect(request.get_full_path())
    zeef.kies_uit(context["inzetten"])
    context |= {"partners": partners, "zeef": zeef, "deel": "werk"}
    return render(request, "wijkplannen/organisatie/organisatie.html", context, status=status)


def overdragen(request):
    """Who keeps which activity: each activity once, however many wijken it is in."""
    partners = eigen_partners(request)
    form = OverdraagForm(gestuurd(request), partners=partners)
    if form.is_valid():
        for activiteit, contact, gelezen in form.keuzes:
            _draag_over(request, activiteit, contact, gelezen)
        return redirect("wijkplannen:organisatie")
    context = {"form": form, "deel": "werk"}
    return toon_formulier(request, "wijkplannen/organisatie/overdragen.html", context)


def _draag_over(request, activiteit, contact, gelezen):
    """Each on its own: one that somebody else handed over just now stops no other."""
    try:
        draag_over(activiteit, contact=contact, gelezen=gelezen)
    except Verouderd as verouderd:
        nu = verouderd.huidig.contact
        wie = nu.naam if nu else "iedereen"
        messages.error(request, f"‘{activiteit}’ ging net al naar {wie}. Dat is zo gebleven.")
    except RegelGeschonden as regel:
        messages.error(request, str(regel))
    else:
        naar = contact.naam if contact else "iedereen"
        messages.success(request, f"‘{activiteit}’ wordt nu bijgehouden door {naar}.")


def eigen_partners(request):
    """The organisations one belongs to."""
    mijn = rechten(request.user)
    if not mijn.partners:
        raise PermissionDenied
    return list(Partner.objects.filter(pk__in=mijn.partners))


def _regels(partners):
    regels = Inzet.objects.lopend().van_trekker(partners).voor_bureau()
    return list(regels.select_related("activiteit__contact"))
