"""The verdeelronde of Hoogland: the figures of 2019 (64 applications, € 65.165,65 asked, € 22.309
to divide) on days of now, with plans and people that are examples.
"""

from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from buurtbudget.actions.beslissen import meld_belang
from buurtbudget.actions.kas import stel_plafond_vast
from buurtbudget.actions.kolommen import bewaar_verdeling, ik_ben_klaar
from buurtbudget.actions.ronde import begin_ronde
from buurtbudget.models import (
    Aanvraag,
    Aanvrager,
    Begrotingspost,
    Gebeurtenis,
    Status,
    Wijkbudget,
)
from gebruikers.models import Gebruiker
from kern.eigentabel import lees_benoemd
from partners.models import Lidmaatschap
from portaal.demo.mensen import adres
from portaal.demo.weg import GEGEVENS, moment
from portaal.demo.wijkregels import HOOGLAND, zet_regels

POT = Decimal(22309)
KLAAR = ["Mark Dijkman", "Piet Hoekstra", "Sanne Willems", "Yusuf Kaya"]
BEZIG = "Tineke Brouwer"  # has begun; the others have not
VOORNAMEN = ["Aafke", "Bart", "Chantal", "Daan", "Elif", "Frits", "Gerda", "Hamza"]
ACHTERNAMEN = ["Blauw", "Coster", "Doorn", "Eikelboom", "Faber", "Goossens", "Hendrix", "Ismaili"]


def speel(gebied, vandaag):
    wilma = Gebruiker.objects.get(email=adres("Wilma Kok"))
    sluit = vandaag - timedelta(days=7)
    jaar = (vandaag + timedelta(days=90)).year
    regels = zet_regels(
        gebied,
        jaar,
        HOOGLAND,
        vandaag,
        door=wilma,
        open_vanaf=sluit - timedelta(days=120),
        sluit_op=sluit,
        verdelen_voor=vandaag + timedelta(days=10),
        uitslag_voor=vandaag + timedelta(days=28),
    )
    pot = Wijkbudget.objects.get(gebied=gebied, jaar=jaar)
    stel_plafond_vast(
        pot,
        bedrag=POT,
        datum=sluit - timedelta(days=30),
        besluit="Het bedrag van 2019, hier in een ander jaar (voorbeeld)",
        door=Gebruiker.objects.get(email=adres("Ruben Vos")),
        sleutel=f"voorbeeld:{pot.pk}",
    )
    _aanvragen(regels, pot, sluit)
    _ronde(regels, vandaag, wilma)


def _aanvragen(regels, pot, sluit):
    """In bulk, as they lay there when the intake closed: received, and confirmed long ago."""
    regels_csv = [rij for _, rij in lees_benoemd(GEGEVENS / "hoogland.csv")]
    soorten = {categorie.fysiek: categorie for categorie in regels.categorieen.all()}
    rijen = [_aanvraag(nr, rij, regels, pot, soorten, sluit) for nr, rij in enumerate(regels_csv)]
    Aanvraag.objects.bulk_create(rijen)
    for nr, aanvraag in enumerate(rijen, start=1):
        aanvraag.status, aanvraag.nummer = Status.ONTVANGEN, f"{regels.jaar}-{nr:04d}"
    Aanvraag.objects.bulk_update(rijen, ["status", "nummer"])
    Aanvrager.objects.bulk_create(
        Aanvrager(aanvraag=aanvraag, organisatie=rij["organisatie"], **_persoon(nr))
        for nr, (aanvraag, rij) in enumerate(zip(rijen, regels_csv, strict=True))
    )
    Begrotingspost.objects.bulk_create(
        post for nr, aanvraag in enumerate(rijen) for post in _posten(nr, aanvraag)
    )
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            aanvraag=aanvraag,
            van=Status.CONCEPT,
            naar=Status.ONTVANGEN,
            namens_aanvrager=True,
            op=aanvraag.ontvangen_op,
        )
        for aanvraag in rijen
    )


def _aanvraag(nr, rij, regels, pot, soorten, sluit):
    """Most of them come in the last weeks before the closing date."""
    fysiek = rij["soort"] == "fysiek"
    van = date(regels.jaar, 3 + nr % 8, 1 + nr % 27)
    return Aanvraag(
        uuid=uuid5(NAMESPACE_URL, f"voorbeeld/buurtbudget/hoogland/{regels.jaar}/{nr}"),
        spelregels=regels,
        wijkbudget=pot,
        categorie=soorten[fysiek],
        soort_aanvrager=rij["aanvrager"],
        titel=rij["titel"],
        openbare_tekst=rij["tekst"],
        straat=rij["straat"],
        van=van,
        tot=van,
        fysiek=fysiek,
        straat_afsluiten=rij["titel"].startswith("Straatfeest"),
        handtekeningen_op_papier=12 + nr % 20 if fysiek else 0,
        gevraagd=Decimal(rij["gevraagd"]),
        versie=2,
        ontvangen_op=moment(sluit - timedelta(days=int((63 - nr) ** 2 / 40))),
        eerste_keer=nr % 3 == 0,
        bron="papier" if nr % 8 == 5 else "web",
        origineel_in=f"Map {regels.jaar}, nummer {nr + 1}" if nr % 8 == 5 else "",
        is_voorbeeld=True,
    )


def _persoon(nr):
    """Eight by post, four by telephone, the others by mail; all of them invented."""
    naam = f"{VOORNAMEN[nr % 8]} {ACHTERNAMEN[(nr + nr // 8) % 8]}"
    persoon = {"naam": naam, "kanaal": "mail", "email": adres(f"{naam} {nr + 1}")}
    huis = {"straat": "Voorbeeldlaan", "huisnummer": f"{nr + 1}", "postcode": "0000 AF"}
    if nr % 8 == 5:
        return persoon | huis | {"kanaal": "post", "email": "", "plaats": "Hoogland"}
    if nr % 16 == 2:
        return persoon | {"kanaal": "telefoon", "email": "", "telefoon": f"033 – 000 08 {nr:02d}"}
    return persoon


def _posten(nr, aanvraag):
    """What it costs; every other plan pays a part of it from elsewhere."""
    eigen = Decimal(25 + nr % 4 * 25) if nr % 2 else Decimal(0)
    tekst = "Materiaal en plaatsen" if aanvraag.fysiek else "Huur en materiaal"
    yield Begrotingspost(aanvraag=aanvraag, tekst=tekst, bedrag=aanvraag.gevraagd + eigen)
    if eigen:
        yield Begrotingspost(
            aanvraag=aanvraag, volgorde=1, soort="eigen", tekst="Eigen bijdrage", bedrag=eigen
        )


def _ronde(regels, vandaag, wilma):
    """Nine members: four are ready, one is at it, one has an interest in a plan."""
    gisteren = moment(vandaag - timedelta(days=1))
    plan = Aanvraag.objects.get(spelregels=regels, titel="Wandelpad weer begaanbaar")
    sanne = Lidmaatschap.objects.get(
        naam="Sanne Willems", rol="werkgroep", partner__slug="hooglands-dorpsteam"
    )
    meld_belang(plan, lid=sanne, reden="Woont aan het pad.", door=sanne.gebruiker)
    ronde = begin_ronde(
        regels,
        klaar_voor=vandaag + timedelta(days=10),
        vergadering_op=vandaag + timedelta(days=14),
        door=wilma,
        nu=gisteren,
    )
    posten = list(ronde.posten.select_related("aanvraag").order_by("volgnummer"))
    for deelnemer in ronde.deelnemers.select_related("lid__gebruiker"):
        naam = deelnemer.lid.naam
        if naam not in [*KLAAR, BEZIG]:
            continue
        zonder = {plan.pk} if naam == sanne.naam else set()
        mee = posten[: len(posten) // 3] if naam == BEZIG else posten
        kolom = _kolom(deelnemer.volgorde, [p.aanvraag for p in mee if p.aanvraag_id not in zonder])
        door = deelnemer.lid.gebruiker
        deelnemer = bewaar_verdeling(
            deelnemer, versie=deelnemer.versie, bedragen=kolom, door=door, nu=gisteren
        )
        if naam in KLAAR:
            ik_ben_klaar(deelnemer, versie=deelnemer.versie, door=door, nu=gisteren)


def _kolom(wie, aanvragen):
    """How one member might divide: a taste of their own, in steps of five, never above the pot."""
    wens = {
        rij.pk: rij.gevraagd * ((wie * 7 + rij.pk * 13 + wie * rij.pk) % 11) for rij in aanvragen
    }
    deel = POT / max(sum(wens.values()), 1)
    ruw = {rij.pk: min(rij.gevraagd, wens[rij.pk] * deel) for rij in aanvragen}
    vijf = {pk: Decimal(int(bedrag / 5) * 5) for pk, bedrag in ruw.items()}
    return {pk: bedrag for pk, bedrag in vijf.items() if bedrag}
