"""Can the meeting of a verdeelronde be confirmed? One list, for its page and its action."""

from buurtbudget.models import Advies, Rondepost, Spelregels, Status
from buurtbudget.rondestand import Rondestand
from kern.templatetags.onderdelen import euro

TEL_OPNIEUW = "Er is iets veranderd sinds de telling. Tel eerst opnieuw."
GEEN_BEDRAG = (
    "Het bedrag voor {jaar} is nog niet bekend. Rekenen kan al, bevestigen kan pas daarna."
)


def is_anders(stand: Rondestand) -> bool:
    """Whether a count of this moment differs from the one the meeting looks at."""
    nieuw = stand.tel().bedragen
    return any(post.berekend != nieuw[post.aanvraag_id] for post in stand.posten)


def vraagt_toestemming(stand: Rondestand) -> list[Rondepost]:
    """Granted, stays in public space, and the city did not answer yet."""
    if stand.ronde.spelregels.fysiek != Spelregels.Fysiek.NA_TOESTEMMING:
        return []
    fysiek = [post for post in stand.posten if post.aanvraag.fysiek and post.bedrag]
    mag = set(
        Advies.objects.filter(
            aanvraag__in=[post.aanvraag_id for post in fysiek], antwoord=Advies.Antwoord.MAG
        ).values_list("aanvraag", flat=True)
    )
    return [post for post in fysiek if post.aanvraag_id not in mag]


def bezwaren(stand: Rondestand) -> list[str]:
    """What stands between this meeting and its confirmation, a sentence each."""
    return list(_bezwaren(stand))


def _bezwaren(stand):
    ronde = stand.ronde
    if not stand.is_bekend:
        yield GEEN_BEDRAG.format(jaar=ronde.spelregels.jaar)
    if not stand.posten:
        yield "Er doet geen aanvraag meer mee."
    if is_anders(stand):
        yield TEL_OPNIEUW
    vraag = [str(p.volgnummer) for p in stand.posten if p.aanvraag.status == Status.VRAAG]
    if vraag:
        yield f"Er staat nog een vraag open bij nummer {', '.join(vraag)}."
    if stand.is_bekend:
        for pot, bedrag in stand.te_veel({p.aanvraag_id: p.bedrag for p in stand.posten}):
            waar = f" in de pot ‘{pot.deelpot}’" if pot.deelpot else ""
            yield f"Er is {euro(bedrag)} te veel verdeeld{waar}. Geef iemand minder."
    if zonder := [str(p.volgnummer) for p in stand.posten if p.bedrag == 0 and not p.grond_id]:
        yield f"Kies nog waarom er niets is voor nummer {', '.join(zonder)}."
    if niet := _mag_niet(stand):
        yield f"Volgens de gemeente mag dit niet: nummer {', '.join(niet)}. Maak daar 0 van."


def _mag_niet(stand):
    nee = set(
        Advies.objects.filter(
            aanvraag__in=[post.aanvraag_id for post in stand.posten], antwoord=Advies.Antwoord.NIET
        ).values_list("aanvraag", flat=True)
    )
    return [
        str(post.volgnummer) for post in stand.posten if post.bedrag and post.aanvraag_id in nee
    ]


def motivering(stand: Rondestand, post: Rondepost) -> str:
    """Why, for the letter: how it was divided, and what the meeting said about this one."""
    pot = post.aanvraag.wijkbudget
    samen = [p.aanvraag.gevraagd for p in stand.posten if p.aanvraag.wijkbudget_id == pot.pk]
    zinnen = [
        f"Er {'waren' if len(samen) > 1 else 'was'} {len(samen)} "
        f"{'aanvragen' if len(samen) > 1 else 'aanvraag'} van samen {euro(sum(samen))}. "
        f"Er was {euro(stand.te_verdelen(pot))} te verdelen. Elk lid van de werkgroep verdeelde "
        "dat geld over alle aanvragen. We rekenen met het gemiddelde."
    ]
    if post.reden:
        zinnen.append(f"Daarna zei de vergadering hierover: {post.reden}")
    return " ".join(zinnen)
