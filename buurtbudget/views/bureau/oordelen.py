"""One's own opinion, and an interest."""

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from buurtbudget.actions.beslissen import beoordeel, meld_belang
from buurtbudget.forms.bureau.oordeel import BelangForm, OordeelForm
from buurtbudget.models import KLAAR, Status
from buurtbudget.permissions import TEAM, WERKGROEP, mag_beoordelen, mandaten_van
from buurtbudget.views.bureau.doen import doe, zaak
from buurtbudget.views.bureau.vragen import terug
from kern.forms import gestuurd
from partners.models import Lidmaatschap


def _leden(request, aanvraag, rollen):
    """Oneself first, then those of the team who have no account to do it themselves."""
    mandaat = mandaten_van(request.user)[aanvraag.spelregels.gebied_id]
    zelf_of_zonder = Q(gebruiker=request.user) | Q(gebruiker__isnull=True)
    return (
        Lidmaatschap.objects.filter(zelf_of_zonder, partner=mandaat.partner_id, rol__in=rollen)
        .geldig_op(localdate())
        .exclude(belangen__aanvraag=aanvraag)
        .order_by("gebruiker", "naam")
    )


def oordeel(request, nummer):
    aanvraag = zaak(request, nummer, mag_beoordelen)
    if aanvraag.status not in (Status.ONTVANGEN, Status.VRAAG):
        return terug(request, aanvraag)
    leden = _leden(request, aanvraag, [WERKGROEP])
    mijn = aanvraag.beoordelingen.filter(lid__gebruiker=request.user).first()
    return doe(
        request,
        aanvraag,
        OordeelForm(gestuurd(request), aanvraag=aanvraag, leden=leden, mijn=mijn),
        lambda form: beoordeel(aanvraag, door=request.user, **form.cleaned_data),
        melding="Je oordeel is bewaard. Je ziet nu ook wat anderen vinden.",
        titel="Wat vind je van dit plan?",
        uitleg="Wat anderen vinden zie je hierna. Zo denkt iedereen eerst zelf na.",
        knop="Oordeel bewaren",
    )


def belang(request, nummer):
    """After this the case is gone from the list of that member."""
    aanvraag = zaak(request, nummer)
    if aanvraag.status in KLAAR:
        return terug(request, aanvraag)
    leden = _leden(request, aanvraag, TEAM)
    form = BelangForm(gestuurd(request), aanvraag=aanvraag, leden=leden)
    zelf = form.is_valid() and form.cleaned_data["lid"].gebruiker_id == request.user.pk
    return doe(
        request,
        aanvraag,
        form,
        lambda form: meld_belang(
            aanvraag,
            lid=form.cleaned_data["lid"],
            reden=form.cleaned_data["reden"],
            door=request.user,
        ),
        melding=f"Genoteerd: {form.cleaned_data['lid'].naam} praat niet mee over ‘{aanvraag}’."
        if form.is_valid()
        else "",
        naar=reverse("buurtbudget:bureau", args=[aanvraag.gebied.slug]) if zelf else None,
        titel="Een belang melden",
        uitleg="Wie een belang heeft, praat en beslist niet mee. De aanvraag verdwijnt uit de "
        "lijst van dat lid. Dit kun je niet zelf terugdraaien.",
        knop="Belang melden",
    )
