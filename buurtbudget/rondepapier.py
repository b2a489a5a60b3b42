"""The papers of a verdeelronde: the bundle to read at home, the sheet with an empty column."""

from collections import defaultdict
from datetime import date

from django.utils.formats import date_format

from berichten.brieven import maak_pdf
from buurtbudget.models import Begrotingspost, Bijlage, Deelnemer, Rondepost, Vraag
from buurtbudget.rondestand import Rondestand, groepen, omschrijving
from kern.templatetags.onderdelen import euro


def bundel(stand: Rondestand, *, dag: date, zonder: list[Rondepost] = ()) -> bytes:
    """One A4 per application, from its dossier, without who asks or where they live.

    `zonder` are the ones the reader has an interest in: they are not in it, and the front says so.
    """
    posten = [post for post in stand.posten if post not in zonder]
    lijnen = _per_aanvraag(Begrotingspost, posten)
    vragen = _per_aanvraag(Vraag, posten)
    bijlagen = _per_aanvraag(Bijlage, posten)
    return maak_pdf(
        "bundel.typ",
        _vast(stand, dag, f"Bundel {stand.ronde}")
        | {
            "zonder": [post.volgnummer for post in zonder],
            "aanvragen": [
                _bladzijde(
                    post,
                    lijnen[post.aanvraag_id],
                    vragen[post.aanvraag_id],
                    bijlagen[post.aanvraag_id],
                )
                for post in posten
            ],
        },
    )


def lege_staat(stand: Rondestand, *, dag: date, namen: list[Deelnemer] = ()) -> bytes:
    """Landscape, one line per application and an empty column; once, or once per member."""
    staten = [
        {
            "naam": deelnemer.lid.naam if deelnemer else "",
            "groepen": [_groep(groep, stand, deelnemer) for groep in _groepen(stand)],
        }
        for deelnemer in namen or [None]
    ]
    return maak_pdf(
        "verdeelstaat.typ",
        _vast(stand, dag, f"Verdeelstaat {stand.ronde}") | {"staten": staten},
    )


def _vast(stand, dag, titel):
    ronde, regels = stand.ronde, stand.ronde.spelregels
    return {
        "titel": titel,
        "datum": dag.isoformat(),
        "ronde": str(ronde),
        "klaar_voor": _dag(ronde.klaar_voor),
        "vergadering_op": _dag(ronde.vergadering_op) if ronde.vergadering_op else "",
        "te_verdelen": "" if stand.alles is None or ronde.is_bevestigd else euro(stand.alles),
        "is_bekend": stand.is_bekend,
        "gevraagd": euro(stand.gevraagd),
        "aantal": len(stand.posten),
        "is_voorbeeld": regels.is_voorbeeld,
    }


def _dag(dag):
    return date_format(dag, "l j F Y")


def _per_aanvraag(model, posten):
    per = defaultdict(list)
    for rij in model.objects.filter(aanvraag__in=[post.aanvraag_id for post in posten]):
        per[rij.aanvraag_id].append(rij)
    return per


def _bladzijde(post, lijnen, vragen, bijlagen):
    aanvraag = post.aanvraag
    return {
        "nr": post.volgnummer,
        "nummer": aanvraag.nummer,
        "titel": str(aanvraag),
        "meta": omschrijving(post),
        "soort": str(aanvraag.categorie or ""),
        "wanneer": _wanneer(aanvraag),
        "deelnemers": aanvraag.deelnemers or 0,
        "tekst": [regel for regel in aanvraag.openbare_tekst.splitlines() if regel.strip()],
        "meer": [regel for regel in aanvraag.tekst.splitlines() if regel.strip()],
        "kosten": [[rij.tekst, euro(rij.bedrag)] for rij in lijnen if rij.soort == "kosten"],
        "zelf": [
            [rij.tekst or rij.get_soort_display(), euro(rij.bedrag)]
            for rij in lijnen
            if rij.soort != "kosten"
        ],
        "gevraagd": euro(aanvraag.gevraagd),
        "vragen": [[vraag.tekst, vraag.antwoord] for vraag in vragen if vraag.antwoord],
        "bijlagen": [f"{b.get_soort_display()}: {b.naam}" for b in bijlagen],
    }


def _wanneer(aanvraag):
    if not aanvraag.van:
        return ""
    if not aanvraag.tot or aanvraag.tot == aanvraag.van:
        return _dag(aanvraag.van)
    return f"{_dag(aanvraag.van)} tot en met {_dag(aanvraag.tot)}"


def _groepen(stand):
    return groepen((post,) for post in stand.posten)


def _groep(groep, stand, deelnemer):
    return {
        "naam": groep.naam,
        "rijen": [
            {
                "nr": post.volgnummer,
                "titel": str(post.aanvraag),
                "meta": omschrijving(post),
                "zelf": euro(post.zelf),
                "gevraagd": euro(post.aanvraag.gevraagd),
                "niet": bool(deelnemer and (deelnemer.pk, post.aanvraag_id) in stand.buiten),
            }
            for (post,) in groep.rijen
        ],
    }
