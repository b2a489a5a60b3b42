"""Does an application fit the rules of its wijk? One list, for check page and action."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Lower

from buurtbudget.models import NIET_INGEDIEND, Aanvraag, Begrotingspost, Bijlage, Categorie
from kern.templatetags.onderdelen import euro

WEG = ["afgewezen", "ingetrokken", "gaat_niet_door", "vervallen"]


@dataclass(frozen=True)
class Gebrek:
    """What is missing or does not fit; `stap` is the page and `veld` the field to mend it."""

    stap: str
    zin: str
    houdt_tegen: bool = True
    veld: str = ""


def gebreken(aanvraag: Aanvraag, dag: date) -> list[Gebrek]:
    """Everything that stands between this draft and sending it on `dag`, in the order of pages."""
    return [*_idee(aanvraag), *_wanneer(aanvraag, dag), *_kosten(aanvraag), *_buren(aanvraag)] + [
        *_jij(aanvraag),
        *_inname(aanvraag, dag),
    ]


def handtekeningen(aanvraag: Aanvraag) -> int:
    """Signatures of neighbours, online and on paper together."""
    return aanvraag.handtekeningen.count() + aanvraag.handtekeningen_op_papier


def gevraagd_door_posten(aanvraag: Aanvraag) -> Decimal:
    """Costs minus what the applicant or another pays; never below nothing."""
    sommen = dict(aanvraag.posten.order_by().values_list("soort").annotate(som=Sum("bedrag")))
    kosten = sommen.pop(Begrotingspost.Soort.KOSTEN, Decimal(0))
    return max(kosten - sum(sommen.values(), Decimal(0)), Decimal(0))


def al_in_straat(aanvraag: Aanvraag, categorie: Categorie) -> Decimal:
    """Asked or granted this year by others in the same street (or address) and category."""
    anderen = (
        Aanvraag.objects.exclude(pk=aanvraag.pk)
        .exclude(status__in=[*NIET_INGEDIEND, *WEG])
        .filter(
            spelregels__gebied=aanvraag.spelregels.gebied_id,
            spelregels__jaar=aanvraag.spelregels.jaar,
            categorie__naam=categorie.naam,
        )
        .alias(kleine=Lower("straat"))
        .filter(kleine=aanvraag.straat.lower())
    )
    if categorie.per == Categorie.Per.ADRES:
        anderen = anderen.filter(huisnummer__iexact=aanvraag.huisnummer)
    return anderen.aggregate(som=Sum("gevraagd", default=Decimal(0)))["som"]


def lijkt_op(aanvraag: Aanvraag):
    """Applications this year in the same wijk and street: perhaps the same party, asked twice."""
    return (
        Aanvraag.objects.ingediend()
        .exclude(pk=aanvraag.pk)
        .exclude(status__in=WEG)
        .filter(
            spelregels__gebied=aanvraag.spelregels.gebied_id,
            spelregels__jaar=aanvraag.spelregels.jaar,
            straat__iexact=aanvraag.straat,
        )
        .exclude(straat="")
        .order_by("ontvangen_op")
    )


def _idee(aanvraag):
    if not aanvraag.titel:
        yield Gebrek("idee", "Geef je idee een naam.", veld="titel")
    if not aanvraag.openbare_tekst:
        yield Gebrek("idee", "Schrijf op wat je wilt doen.", veld="openbare_tekst")
    if aanvraag.fysiek is None:
        yield Gebrek("idee", "Kies of er iets blijft staan.", veld="fysiek")
    if aanvraag.fysiek and aanvraag.spelregels.fysiek == "nee":
        yield Gebrek(
            "idee", "In deze wijk is er geen geld voor iets dat blijft staan.", veld="fysiek"
        )
    if aanvraag.categorie_id is None and aanvraag.spelregels.categorieen.exists():
        yield Gebrek("idee", "Kies wat voor plan het is.", veld="categorie")
    if aanvraag.soort_aanvrager != Aanvraag.Soort.BEWONER and not aanvraag.spelregels.organisaties:
        yield Gebrek(
            "idee", "In deze wijk kunnen alleen bewoners aanvragen.", veld="soort_aanvrager"
        )


def _wanneer(aanvraag, dag):
    regels = aanvraag.spelregels
    if not aanvraag.straat:
        yield Gebrek("waar", "Vul in waar het is: een straat of plek.", veld="straat")
    if not aanvraag.van:
        yield Gebrek("waar", "Vul in wanneer het is.", veld="van")
        return
    if aanvraag.van < dag:
        yield Gebrek("waar", "Kies een dag die nog moet komen.", veld="van")
    elif aanvraag.van < dag + timedelta(weeks=regels.weken_vooruit):
        yield Gebrek(
            "waar",
            f"Vraag minstens {regels.weken_vooruit} weken voor de dag aan. Kies een latere dag, "
            f"of bel {regels.contact_naam}.",
            veld="van",
        )
    if regels.zelfde_jaar and (aanvraag.tot or aanvraag.van).year != regels.jaar:
        yield Gebrek(
            "waar", f"Dit geld is voor {regels.jaar}. Kies een dag in dat jaar.", veld="van"
        )


def _kosten(aanvraag):
    regels = aanvraag.spelregels
    kosten = aanvraag.posten.filter(soort="kosten").aggregate(s=Sum("bedrag", default=0))["s"]
    if not kosten:
        yield Gebrek("kosten", "Vul in wat het kost.")
        return
    if aanvraag.gevraagd <= 0:
        yield Gebrek("kosten", "Je betaalt alles zelf. Dan hoef je niets aan te vragen.")
    if regels.maximum and aanvraag.gevraagd > regels.maximum:
        yield Gebrek("kosten", f"Je kunt hier hooguit {euro(regels.maximum)} vragen.")
    if kosten - aanvraag.gevraagd < kosten * regels.eigen_deel / 100:
        yield Gebrek(
            "kosten", f"Betaal zelf, of met anderen, minstens {regels.eigen_deel} procent."
        )
    yield from _categorie(aanvraag)


def _categorie(aanvraag):
    categorie = aanvraag.categorie
    if categorie is None or categorie.maximum is None:
        return
    if aanvraag.gevraagd > categorie.maximum:
        yield Gebrek(
            "kosten", f"Voor ‘{categorie}’ kun je hooguit {euro(categorie.maximum)} vragen."
        )
    elif categorie.per != Categorie.Per.AANVRAAG:
        over = categorie.maximum - al_in_straat(aanvraag, categorie)
        if aanvraag.gevraagd > over:
            yield Gebrek(
                "kosten",
                f"Er is {categorie.get_per_display()} {euro(categorie.maximum)}. Daarvan is nog "
                f"{euro(max(over, Decimal(0)))} niet gevraagd.",
            )


def _buren(aanvraag):
    nodig, zijn_er = aanvraag.handtekeningen_nodig, handtekeningen(aanvraag)
    lijst = aanvraag.bijlagen.filter(soort=Bijlage.Soort.HANDTEKENINGEN).exists()
    if zijn_er < nodig and not lijst:
        yield Gebrek(
            "buren",
            f"Vraag {nodig} buren om een handtekening. Je hebt er {zijn_er}.",
            veld="handtekeningen_op_papier",
        )


def _jij(aanvraag):
    if not hasattr(aanvraag, "aanvrager"):
        yield Gebrek("jij", "Vul in wie je bent en hoe we je bereiken.")


def _inname(aanvraag, dag):
    regels = aanvraag.spelregels
    if dag < regels.open_vanaf:
        yield Gebrek("controle", "Je kunt nog niet aanvragen.")
    elif dag > regels.sluit_op:
        yield Gebrek("controle", "De laatste dag om aan te vragen is voorbij.")
