"""What the page of an organisation and the page behind a link share: one looks lines over, and
says yes or no to what others wrote down.
"""

from django.utils.timezone import localdate

from kern.exceptions import RegelGeschonden, Verouderd
from wijkplannen.actions.toezeggingen import zeg_toe
from wijkplannen.forms.organisatie import Regelformulieren
from wijkplannen.models import Inzet
from wijkplannen.organisatie import per_wijk, toezegvragen

KLAAR = 302


def kijk_na(data, *, lees, partners, meld, laat_zien=lambda inzet: True, **wie):
    """(context, status) of the page; status 302 when all that was sent is written.

    `lees()` gives the lines, `laat_zien` says which of them are on the page, `meld` writes reports
    and gives the lines that moved on, `wie` is who answers a question (`door` or `via`).
    """
    inzetten, status, getypt = lees(), 200, None
    vragen = toezegvragen(inzetten, partners, data)
    over_vraag = data is not None and "toezegging" in data
    formulieren = _formulieren(None if over_vraag else data, inzetten, laat_zien)
    if over_vraag:
        status, getypt = _beantwoord(vragen, wie)
    elif data is not None:
        status, getypt = _meld(formulieren, meld)
    if status == 409:
        inzetten = lees()
        vragen = toezegvragen(inzetten, partners, getypt=getypt if over_vraag else None)
        formulieren = _formulieren(None, inzetten, laat_zien, None if over_vraag else getypt)
    gezien = [inzet for inzet in inzetten if laat_zien(inzet)]
    return {
        "wijken": per_wijk(gezien, formulieren, vandaag=localdate()),
        "aantal": len(formulieren.forms),
        "inzetten": inzetten,
        "vragen": vragen,
        "form": next((vraag.form for vraag in vragen if vraag.form.is_bound), formulieren),
        "botsing": status == 409,
    }, status


def _formulieren(data, inzetten, laat_zien, getypt=None):
    """For the lines on the page that one can confirm."""
    lopend = [
        inzet
        for inzet in inzetten
        if laat_zien(inzet)
        and inzet.stand not in Inzet.AF
        and inzet.activiteit.toezegging != "afgewezen"
    ]
    return Regelformulieren(data, lopend, getypt)


def _meld(formulieren, meld):
    if not formulieren.is_valid():
        return 422, None
    try:
        achter = meld(formulieren.meldingen)
    except RegelGeschonden as regel:
        formulieren.weiger(str(regel))
        return 422, None
    return (409, formulieren.getypt(achter)) if achter else (KLAAR, None)


def _beantwoord(vragen, wie):
    vraag = next((vraag for vraag in vragen if vraag.form.is_bound), None)
    if vraag is None:  # answered already
        return KLAAR, None
    if not vraag.form.is_valid():
        return 422, None
    try:
        zeg_toe(vraag.rij, **vraag.form.cleaned_data, **wie)
    except Verouderd:
        return 409, {vraag.sleutel: vraag.form.cleaned_data}
    except RegelGeschonden as regel:
        vraag.form.add_error(None, str(regel))
        return 422, None
    return KLAAR, None
