from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery

from wijkplannen.models import Document, Inzet, PlanVersie, Thema, Voortgang, Wijkplan


def fouten() -> Iterator[str]:
    """Where what visitors see and what was written down disagree."""
    if not Thema.objects.exists():
        yield "Er zijn geen thema's: een wijkplan kan geen doel krijgen."
    yield from _versies()
    yield from _standen()
    yield from _documenten()


def _versies():
    hoogste = (
        PlanVersie.objects.filter(plan=OuterRef("pk")).order_by("-nummer").values("nummer")[:1]
    )
    plannen = Wijkplan.objects.annotate(hoogste=Subquery(hoogste)).filter(hoogste__isnull=False)
    for plan in plannen.exclude(huidige_versie__nummer=F("hoogste"), huidige_versie__plan=F("pk")):
        yield f"{plan} ({plan.slug}) toont niet zijn laatste versie, nummer {plan.hoogste}."


def _standen():
    laatste = (
        Voortgang.objects.filter(inzet=OuterRef("pk")).order_by("-op", "-pk").values("stand")[:1]
    )
    inzetten = Inzet.objects.annotate(gemeld=Subquery(laatste)).filter(gemeld__isnull=False)
    for inzet in inzetten.exclude(stand=F("gemeld")).select_related("activiteit", "doel"):
        yield (
            f"{inzet} staat op {inzet.get_stand_display()}, "
            f"maar de laatste melding zegt {inzet.gemeld}."
        )


def _documenten():
    for document in Document.objects.select_related("plan"):
        if not document.bestand.storage.exists(document.bestand.name):
            yield f"Van het document {document} bij {document.plan} is het bestand weg."
