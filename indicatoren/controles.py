"""What `controleer` says of figures. It reads each figure once: seconds, with tens of millions."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Sum

from indicatoren.models import Dekking, Import, Indicator, Meting

LANG = timedelta(days=1)


def fouten(nu: datetime) -> Iterator[str]:
    if not Indicator.objects.exists():
        yield "Er zijn geen indicatoren: een wijkplan kan bij geen doel een cijfer laten zien."
    for naam in _namen(Meting.objects.niet_verborgen_onder_drempel()):
        yield f"Van {naam} is een cijfer met te weinig antwoorden niet verborgen."
    for naam, jaar in _dekking_klopt_niet():
        yield f"Van {naam} in {jaar} zijn er niet zoveel cijfers als de pagina's denken."
    for naam in Import.objects.filter(stand="wacht", op__lt=nu - LANG).values_list(
        "naam", flat=True
    ):
        yield f"Het bestand {naam} wacht al langer dan een dag: draait de worker?"


def meldingen(nu: datetime) -> Iterator[str]:
    """What nobody has to wait for: a person may fill it in, or decide."""
    ingelezen = Indicator.objects.in_te_lezen()
    for indicator in ingelezen.filter(vraag=""):
        yield f"Bij {indicator} staat niet wat er gevraagd is."
    for indicator in ingelezen.filter(vindplaats="", bron__link="", bron__omschrijving=""):
        yield f"Bij {indicator} staat niet waar het cijfer vandaan komt."
    for imp in Import.objects.wacht_op_iemand().filter(op__lt=nu - LANG):
        yield f"Het bestand {imp} wacht al langer dan een dag op iemand die het inleest."


def _namen(metingen):
    gevonden = Indicator.objects.filter(pk__in=metingen.values("indicator"))
    return gevonden.values_list("naam", flat=True)


def _dekking_klopt_niet():
    """(name, year) of which `Dekking` says another number of figures than there are."""
    groepen = ("indicator", "jaar")
    er_zijn = Meting.objects.order_by().values_list(*groepen).annotate(n=Count("*"))
    gezegd = Dekking.objects.order_by().values_list(*groepen).annotate(n=Sum("aantal"))
    anders = {(pk, jaar) for pk, jaar, _ in {*er_zijn} ^ {*gezegd}}
    namen = dict(
        Indicator.objects.filter(pk__in={pk for pk, _ in anders}).values_list("pk", "naam")
    )
    return sorted((namen[pk], jaar) for pk, jaar in anders)
