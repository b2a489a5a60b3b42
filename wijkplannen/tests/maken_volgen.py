from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from berichten.models import Bericht
from partners.tests.maken import maak_lid, maak_partner
from wijkplannen.actions.seintjes import stuur_seintje
from wijkplannen.models import Inzet
from wijkplannen.sleutels import geheim
from wijkplannen.tests.maken import maak_gebiedsmanager, maak_inzet, maak_online_plan

LANG = timedelta(days=400)


def maak_stil(partner=None, aantal=1, plan=None):
    """A partner with lines of which nothing was heard for a long time, online in one plan."""
    partner = partner or maak_partner()
    plan = plan or maak_online_plan(activiteiten=0)
    doel = plan.doelen.first()
    inzetten = [maak_inzet(doel, trekker=partner) for _ in range(aantal)]
    lang_geleden = timezone.now() - LANG
    regels = Inzet.objects.filter(pk__in=[inzet.pk for inzet in inzetten])
    regels.update(
        online_op=lang_geleden,
        online_door=maak_gebiedsmanager(plan),
        bijgewerkt_op=lang_geleden,
        versie=F("versie") + 1,
    )
    return list(regels.select_related("activiteit__trekker", "doel__plan__gebied"))


def maak_seintje(inzet=None, **afwijking):
    """A partner with mail that was asked how its line goes."""
    inzet = inzet or maak_stil()[0]
    partner = inzet.activiteit.trekker
    if not partner.lidmaatschappen.exists():
        maak_lid(partner)
    return stuur_seintje(partner, **{"door": maak_gebiedsmanager(inzet.doel.plan)} | afwijking)


def maak_belletje(doel):
    """A message of the call list: of a partner without mail, with a line at this goal."""
    seintje = stuur_seintje(maak_inzet(doel).activiteit.trekker, door=None)
    return Bericht.objects.get(betreft=str(seintje.uuid))


def pad(seintje):
    return reverse("wijkplannen:seintje", args=[geheim(seintje)])


def ingevuld(antwoord, **anders):
    """What a browser sends of the page of lines as it is, with the lines that were changed.

    `anders` is by the title of the activity: {"Sport": {"stand": "uitgevoerd"}}.
    """
    velden = {}
    for form in antwoord.context["form"].forms.values():
        eigen = {veld.name: veld.value() or "" for veld in form}
        eigen |= anders.get(form.inzet.activiteit.titel, {})
        velden |= {form.add_prefix(naam): waarde for naam, waarde in eigen.items()}
    return velden
