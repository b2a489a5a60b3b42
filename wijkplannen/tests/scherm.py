"""The screens of the working copy as a person uses them: sign in, read, send a form."""

import re
from html import unescape

from django.urls import reverse

from gebruikers.tests.maken import maak_gebruiker
from wijkplannen.actions.frame import wijzig_doel
from wijkplannen.models import Doel
from wijkplannen.tests.maken import maak_gebiedsmanager


def url(naam, plan, *rest):
    return reverse(f"wijkplannen:{naam}", args=[plan.slug, *rest])


def log_in(client, plan):
    """The gebiedsmanager of the plan is at the screen."""
    gebruiker = maak_gebiedsmanager(plan)
    client.force_login(gebruiker)
    return gebruiker


def tekst(antwoord):
    """What a person reads, in one line."""
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return " ".join(unescape(kaal).split())


def doel_velden(doel, **anders):
    velden = {"versie": doel.versie, "titel": doel.titel, "gewenst": doel.gewenst}
    gelezen = {f"gelezen-{naam}": velden[naam] for naam in ("titel", "gewenst")}
    return velden | gelezen | {"thema": doel.thema_id, "gelezen-thema": doel.thema_id} | anders


def bewaar_eerst(doel, titel="Tekst van Yusuf", gewenst=""):
    yusuf = maak_gebruiker(naam="Yusuf Aydin")
    return wijzig_doel(
        Doel.objects.get(pk=doel.pk),
        versie=Doel.objects.get(pk=doel.pk).versie,
        door=yusuf,
        titel=titel,
        gewenst=gewenst,
        thema=doel.thema,
    )


def verborgen(antwoord):
    """The form of the conflict page as a browser sends it: hidden values and what is ticked."""
    html = antwoord.content.decode()
    formulier = html[html.index("data-bewaak") : html.rindex("</form>")]
    velden = {}
    for invoer in re.findall(r"<input[^>]*>", formulier):
        naam, waarde = (re.search(rf'{a}="([^"]*)"', invoer) for a in ("name", "value"))
        if 'type="hidden"' in invoer or " checked" in invoer:
            velden[naam[1]] = unescape(waarde[1]) if waarde else ""
    for naam, waarde in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', formulier, re.DOTALL
    ):
        velden[naam] = unescape(waarde)
    return velden
