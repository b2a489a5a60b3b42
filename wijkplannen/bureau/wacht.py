"""Waits for you: what others left in the plans for a gebiedsmanager to do."""

from django.urls import reverse

from wijkplannen.bureau.signalen import Signaal
from wijkplannen.bureau.sinds import Punt, naar_plan


def wat_wacht(signalen: dict[str, list[Signaal]]) -> list[Punt]:
    """Proposals, commitments that were declined, reactions, and publications that failed."""
    return [
        *_mislukt(signalen.get("wacht_publicatie", [])),
        *_afgewezen(signalen.get("wacht_afwijzing", [])),
        *_voorstellen(signalen.get("wacht_voorstel", [])),
        *_reacties(signalen.get("wacht_reactie", [])),
    ]


def _mislukt(signalen):
    for signaal in signalen:
        link = reverse("wijkplannen:publiceren", args=[signaal.sleutel])
        yield Punt(f"{signaal.titel} ging niet vanzelf online", signaal.tekst, link)


def _afgewezen(signalen):
    for signaal in {(s.sleutel, s.wie, s.slug): s for s in signalen}.values():
        link = reverse("wijkplannen:activiteit", args=[signaal.slug, signaal.sleutel])
        kop = f"{signaal.wie} doet niet mee: {signaal.titel}"
        yield Punt(kop, f"{signaal.gebied}. {signaal.tekst}", link)


def _voorstellen(signalen):
    plannen = {}
    for signaal in signalen:
        plannen.setdefault(signaal.slug, []).append(signaal)
    for slug, voorstellen in plannen.items():
        aantal = len(voorstellen)
        kop = "1 voorstel voor een tekst" if aantal == 1 else f"{aantal} voorstellen voor teksten"
        namen = ", ".join(dict.fromkeys(voorstel.wie for voorstel in voorstellen))
        link = naar_plan(voorstellen, "gesprekken")
        if aantal == 1:
            link = reverse("wijkplannen:voorstel", args=[slug, voorstellen[0].sleutel])
        yield Punt(f"{kop}: {voorstellen[0].titel}", f"Van {namen}.", link)


def _reacties(signalen):
    for signaal in signalen:
        wat = "reactie" if signaal.tekst == "1" else "reacties"
        kop = f"{signaal.tekst} {wat} van bewoners: {signaal.titel}"
        yield Punt(
            kop, "Geef elke reactie een plek of een antwoord.", reverse("wijkplannen:inbreng")
        )
