"""Files beside a plan: read by everybody, kept by the gebiedsmanager."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify

from kern.forms import toon_formulier
from wijkplannen.actions.documenten import haal_document_weg, voeg_document_toe
from wijkplannen.forms.documenten import DocumentForm
from wijkplannen.models import Document, Wijkplan
from wijkplannen.views.bewaren import te_bewerken


@login_not_required
def document(request, slug, uuid):
    """The file of a public plan, to keep: a browser never opens it as a page of ours."""
    documenten = Document.objects.filter(plan__in=Wijkplan.objects.openbaar())
    document = get_object_or_404(documenten, plan__slug=slug, uuid=uuid)
    try:
        bestand = document.bestand.open()
    except FileNotFoundError:
        raise Http404 from None
    naam = f"{slugify(document.titel) or 'document'}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/pdf")


def documenten(request, slug):
    plan = te_bewerken(request, slug)
    form = (
        DocumentForm(request.POST, request.FILES, plan=plan)
        if request.method == "POST"
        else DocumentForm(plan=plan)
    )
    if form.is_valid():
        voeg_document_toe(plan, door=request.user, **form.cleaned_data)
        messages.success(request, "Het document staat bij het plan.")
        return redirect("wijkplannen:documenten", plan.slug)
    context = {
        "plan": plan,
        "form": form,
        "documenten": plan.documenten.select_related("plan"),
        "weggehaald": plan.weggehaalde_documenten.select_related("door"),
        "deel": "plannen",
    }
    return toon_formulier(request, "wijkplannen/bewerken/documenten.html", context)


def document_weghalen(request, slug, uuid):
    plan = te_bewerken(request, slug)
    document = get_object_or_404(plan.documenten, uuid=uuid)
    if request.method == "POST":
        haal_document_weg(document, door=request.user)
        messages.success(request, "Het document is weg, ook van de openbare pagina.")
        return redirect("wijkplannen:documenten", plan.slug)
    context = {"plan": plan, "document": document, "deel": "plannen"}
    return render(request, "wijkplannen/bewerken/document_weghalen.html", context)
