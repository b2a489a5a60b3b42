"""Receipts of a claim: a file once sent is kept, also when a line beside it is not right yet."""

from hashlib import sha256

from buurtbudget.actions.declareren import bewaar_declaratie
from buurtbudget.actions.indienen import haal_bijlage_weg, voeg_bijlage_toe
from buurtbudget.forms.aanvragen.bonnen import BonnenForm
from buurtbudget.models import Bijlage
from buurtbudget.views.aanvragen.bijlagen import is_vrij
from kern.bestanden import soort_bestand
from kern.exceptions import RegelGeschonden, Verouderd


def bonnenform(request, aanvraag):
    if request.method != "POST":
        return BonnenForm(aanvraag=aanvraag)
    return BonnenForm(request.POST, request.FILES, aanvraag=aanvraag)


def bewaar_bonnen(request, aanvraag, form):
    """302 when all is kept and one goes on; 200, 409 or 422 when the page is shown again."""
    goed = form.is_valid()
    if not _bewaar_bestanden(aanvraag, form):
        return 422
    if weg := request.POST.get("weg"):
        _haal_weg(aanvraag, weg)
        return 200
    if {"erbij", "tel"} & set(request.POST):
        return 200
    if not goed:
        return 422
    bijlagen = {str(b.uuid): b for b in aanvraag.bijlagen.filter(soort=Bijlage.Soort.BON)}
    bonnen, versie = form.bonnen(bijlagen), form.cleaned_data["versie"]
    if not bonnen:
        form.add_error("bedrag_0", "Vul van minstens één bon in hoeveel euro erop staat.")
        return 422
    return _schrijf(aanvraag, form, versie, bonnen)


def _schrijf(aanvraag, form, versie, bonnen):
    try:
        bewaar_declaratie(aanvraag, versie=versie, bonnen=bonnen)
    except Verouderd as verouderd:
        if _zelfde(verouderd.huidig, bonnen):
            return 302  # the second tap
        form.data = form.data.copy()
        form.data["versie"] = verouderd.huidig.versie
        return 409
    except RegelGeschonden as fout:
        form.add_error(None, str(fout))
        return 422
    return 302


def _bewaar_bestanden(aanvraag, form):
    """A new file takes the place of the one that was there under its key."""
    for uuid, bestand in form.nieuw:
        if not is_vrij(uuid, aanvraag):
            continue
        if oud := aanvraag.bijlagen.filter(uuid=uuid).first():
            if oud.sha256 == sha256(b"".join(bestand.chunks())).hexdigest():
                continue  # the second tap
            haal_bijlage_weg(oud)
        try:
            rij = voeg_bijlage_toe(
                aanvraag,
                uuid=uuid,
                soort=Bijlage.Soort.BON,
                bestand=bestand,
                type=soort_bestand(bestand),
            )
        except RegelGeschonden as fout:
            form.add_error(None, str(fout))
            return False
        form.bijlagen[str(uuid)] = rij
    return True


def _haal_weg(aanvraag, uuid):
    for bijlage in aanvraag.bijlagen.filter(soort=Bijlage.Soort.BON):
        if str(bijlage.uuid) == uuid:
            haal_bijlage_weg(bijlage)


def _zelfde(declaratie, bonnen):
    kept = list(declaratie.bonnen.values_list("tekst", "bedrag"))
    return kept == [(bon["tekst"], bon["bedrag"]) for bon in bonnen]
