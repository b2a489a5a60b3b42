"""The pages for a file of figures as a person uses them: send it, answer what is asked."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicatoren.models import Import


def url(naam, imp):
    return reverse(f"indicatoren:{naam}", args=[imp.uuid])


def html(antwoord):
    return antwoord.content.decode()


def lever(client, inhoud, naam="cijfers.csv", uuid=None):
    """Send a file; the answer of the page after it."""
    inhoud = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
    bestand = SimpleUploadedFile(naam, inhoud)
    return client.post(
        reverse("indicatoren:import_bestand"),
        {"uuid": uuid or uuid4(), "bestand": bestand},
        follow=True,
    )


def ingevuld(antwoord, **anders):
    """The form on a page as a browser would send it."""
    form = antwoord.context["form"]
    waarden = {veld.html_name: veld.value() for veld in form}
    return {n: w for n, w in (waarden | anders).items() if w not in (None, False)}


def kies(client, antwoord, **anders):
    """Answer the questions of the page about columns, or names, as they are filled in."""
    adres = url("import_" + antwoord.request["PATH_INFO"].split("/")[-2], Import.objects.first())
    return client.post(adres, ingevuld(antwoord, **anders), follow=True)
