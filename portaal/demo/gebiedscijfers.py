"""Figures of parts of the city: inhabitants from the CBS, and a survey that is made up.

Inhabitants are those we have, of some of the buurten; a larger area has a sum only when all of its
buurten are known. Of the survey only the figures of the whole city are real.
"""

from decimal import Decimal

from gebieden.models import Gebied, GebiedJaar
from indicatoren.actions.bijwerken import werk_bij
from indicatoren.models import Bron, Definitie, Indicator, Meting

INWONERS = {
    "naam": "Aantal inwoners",
    "korte_naam": "Inwoners",
    "vraag": "Dit is niet gevraagd maar geteld, door het CBS.",
    "eenheid": "inwoners",
    "decimalen": 0,
    "onderwerp": "Bevolking",
    "is_kern": False,
    "volgorde": 90,
}
UITLEG = (
    "Hoeveel mensen op 1 januari in het gebied wonen. Het CBS rondt af op vijf. De grenzen van de "
    "buurten zijn die van 2025. Van veel buurten hebben wij het cijfer nog niet."
)
AFGEROND = "som van afgeronde cijfers van buurten"
JAREN = (2013, 2015, 2017)
# Wijk → first figure, change in each survey, answers: all made up.
VERZONNEN = {
    "amersfoort-zuid": ("7.9", "0.1", 610),
    "binnenstad-kruiskamp-koppel": ("6.8", "0.1", 540),
    "hoogland-kattenbroek": ("7.7", "0.0", 590),
    "liendert-rustenburg": ("6.7", "0.2", 430),
    "nieuwland": ("7.4", "0.1", 480),
    "randenbroek-schuilenburg": ("6.9", "-0.1", 470),
    "schothorst-zielhorst-hoefkwartier": ("7.2", "0.0", 560),
    "soesterkwartier": ("7.1", "0.2", 390),
    "vathorst": ("7.6", "0.0", 640),
}
TE_WEINIG = ("soesterkwartier", 2017)


def laad():
    _inwoners()
    _verzonnen_peiling()


def _inwoners():
    bron, _ = Bron.objects.get_or_create(
        sleutel="cbs-kwb",
        defaults={
            "naam": "CBS, Kerncijfers wijken en buurten",
            "omschrijving": "Open gegevens van het Centraal Bureau voor de Statistiek (CC BY 4.0).",
            "link": "https://www.cbs.nl",
            "licentie": Bron.Licentie.CC_BY,
        },
    )
    indicator, is_nieuw = Indicator.objects.get_or_create(
        slug="inwoners", defaults=INWONERS | {"bron": bron}
    )
    if not is_nieuw:
        return
    rijen = GebiedJaar.objects.filter(
        gebied__in=Gebied.objects.van_de_gemeente(), inwoners__isnull=False
    )
    per_jaar = {}
    for jaar, gebied, inwoners in rijen.values_list("jaar", "gebied", "inwoners"):
        per_jaar.setdefault(jaar, {})[gebied] = inwoners
    for jaar, bekend in per_jaar.items():
        Definitie.objects.get_or_create(
            indicator=indicator, vanaf_jaar=min(per_jaar), defaults={"tekst": UITLEG}
        )
        _zet(indicator, jaar, bekend, "")
        _zet(indicator, jaar, _sommen(bekend), AFGEROND)
    werk_bij((indicator.pk, jaar) for jaar in per_jaar)


def _sommen(bekend):
    """Key of the area → its inhabitants, of areas all of whose buurten are known."""
    gebieden = Gebied.objects.van_de_gemeente().exclude(indeling=None).met_buurten()
    return {
        gebied.pk: sum(bekend[buurt] for buurt in gebied.buurten)
        for gebied in gebieden
        if gebied.buurten and all(buurt in bekend for buurt in gebied.buurten)
    }


def _zet(indicator, jaar, waarden, voetnoot):
    Meting.objects.bulk_create(
        Meting(indicator=indicator, gebied_id=gebied, jaar=jaar, waarde=waarde, voetnoot=voetnoot)
        for gebied, waarde in waarden.items()
    )


def _verzonnen_peiling():
    indicator = Indicator.objects.get(slug="rapportcijfer-woonomgeving")
    wijken = {wijk.slug: wijk for wijk in Gebied.objects.wijken()}
    if Meting.objects.filter(indicator=indicator, gebied__in=wijken.values()).exists():
        return
    Meting.objects.bulk_create(
        _meting(indicator, wijken[slug], jaar, *VERZONNEN[slug])
        for slug in VERZONNEN
        for jaar in JAREN
    )
    werk_bij((indicator.pk, jaar) for jaar in JAREN)


def _meting(indicator, wijk, jaar, begin, stap, n):
    velden = {"indicator": indicator, "gebied": wijk, "jaar": jaar, "is_voorbeeld": True}
    if (wijk.slug, jaar) == TE_WEINIG:
        return Meting(reden=Meting.Reden.TE_WEINIG, **velden)
    return Meting(
        waarde=Decimal(begin) + Decimal(stap) * JAREN.index(jaar),
        n=n + 10 * JAREN.index(jaar),
        marge=Decimal("0.1") if n > 500 else Decimal("0.2"),
        **velden,
    )
