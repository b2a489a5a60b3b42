"""The buurtbudget of the demo: the foundations of all thirteen areas, and three that play.

Hoogland divides in a round, Kruiskamp-Koppel decides one by one with two people, Nieuwland has a
pot of its own for street parties and a year behind it. The other ten have no rules here, because
we do not know them. All people and plans are examples; days are counted from the first loading.
"""

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate

from berichten.models import Bericht
from berichten.teksten import schrijf
from buurtbudget.actions.cijfers import werk_cijfers_bij
from buurtbudget.actions.kas import boek_eigen, hevel_over, stel_plafond_vast
from buurtbudget.models import Beheerder, Mandaat, Regeling, Spelregels, Wijkbudget
from gebruikers.models import Gebruiker
from partners.models import Partner
from portaal.demo import hoogland
from portaal.demo.mensen import adres
from portaal.demo.weg import Weg, lees, moment, voorbeeld_iban
from portaal.demo.wijkregels import KRUISKAMP, NIEUWLAND, zet_regels

VANAF = DateRange(date(2025, 1, 1), None)
ADRESSEN = {  # slug of the foundation → (address, who signs)
    "hooglands-dorpsteam": ("Postbus 0000, 0000 AA Amersfoort", "Wilma Kok"),
    "buurtbudget-kruiskamp-koppel": ("Postbus 0001, 0000 AA Amersfoort", "Ria van Leeuwen"),
    "wijk-beheer-team-nieuwland": ("Postbus 0002, 0000 AA Amersfoort", "Corrie de Wit"),
}
KAS = [  # of Nieuwland last year: (kind, amount, day, words)
    ("beginsaldo", "2845.37", "01-01", "Saldo op 1 januari"),
    ("subsidie", "37100", "02-14", "Van de gemeente ontvangen"),
    ("kosten", "96.80", "03-03", "Website"),
    ("kosten", "185.50", "03-24", "Flyers"),
    ("kosten", "240", "10-07", "Zaal voor de vergaderingen"),
    ("kosten", "119.40", "12-31", "Bank"),
    ("rente", "12.34", "12-31", "Rente"),
    ("terugbetaald", "15000", "12-31", "Niet gebruikt"),
    ("terugbetaald", "10000", "12-31", "Niet gebruikt voor wijkfeesten"),
]


def laad():
    regeling = _regeling()
    gebieden = _mandaten(regeling)
    vandaag = localdate()
    if Spelregels.objects.filter(regeling=regeling, is_voorbeeld=True).exists():
        return
    al = set(Bericht.objects.values_list("pk", flat=True))
    hoogland.speel(gebieden["hoogland"], vandaag)
    _kruiskamp(gebieden["kruiskamp-koppel"], vandaag)
    _nieuwland(gebieden["nieuwland"], vandaag)
    werk_cijfers_bij(vandaag)
    _al_verstuurd(Bericht.objects.exclude(pk__in=al), vandaag)


def wie(naam):
    return Gebruiker.objects.get(email=adres(naam))


def _regeling():
    call_command("laad_buurtbudget", verbosity=0)
    return Regeling.objects.get(sleutel=Regeling.BUURTBUDGET)


def _mandaten(regeling):
    """Each foundation decides in the budget areas where the register of partners puts it."""
    gebieden = {}
    stichtingen = Partner.objects.filter(soort=Partner.Soort.BUDGETBEHEERDER)
    for nr, partner in enumerate(stichtingen.prefetch_related("gebieden"), start=1):
        for gebied in partner.gebieden.all():
            gebieden[gebied.slug] = gebied
            Mandaat.objects.get_or_create(
                regeling=regeling, partner=partner, gebied=gebied, defaults={"periode": VANAF}
            )
        if partner.slug in ADRESSEN:
            adres_, ondertekenaar = ADRESSEN[partner.slug]
            Beheerder.objects.get_or_create(
                partner=partner,
                defaults={
                    "iban": voorbeeld_iban(nr),
                    "rekeninghouder": partner.naam[:70],
                    "adres": adres_,
                    "antwoord_aan": f"{partner.slug}@voorbeeld.example",
                    "ondertekenaar": ondertekenaar,
                    "is_voorbeeld": True,
                },
            )
    return gebieden


def _kruiskamp(gebied, vandaag):
    ria, johan = wie("Ria van Leeuwen"), wie("Johan Timmer")
    regels = zet_regels(gebied, vandaag.year, KRUISKAMP, vandaag, door=ria)
    dag = min(vandaag, date(vandaag.year, 2, 1))
    _plafond(regels, "", "24500", dag)
    _boek(regels, johan, "subsidie", "24500", dag, "Van de gemeente ontvangen")
    weg = Weg(
        regels,
        vandaag,
        voorsteller=johan,
        beslisser=ria,
        betaler=johan,
        bewoner=wie("Anneke Jansen"),
    )
    weg.speel(lees("kruiskamp-koppel"))


def _nieuwland(gebied, vandaag):
    els, bilal, corrie = wie("Els Vermaat"), wie("Bilal Amrani"), wie("Corrie de Wit")
    team = {"voorsteller": bilal, "beslisser": corrie, "betaler": els}
    vorig = vandaag.year - 1
    for jaar, naam in ((vorig, "nieuwland-vorig-jaar"), (vandaag.year, "nieuwland-dit-jaar")):
        regels = zet_regels(gebied, jaar, NIEUWLAND, vandaag, door=corrie)
        dag = min(vandaag, date(jaar, 1, 20))
        _plafond(regels, "", "21100", dag)
        _plafond(regels, "Wijkfeesten", "16000", dag)
        if jaar == vorig:
            _kas(regels, els)
        else:
            _boek(regels, els, "subsidie", "37100", dag, "Van de gemeente ontvangen")
        Weg(regels, vandaag, **team).speel(lees(naam))
    _neem_rest_mee(gebied, vorig, els)


def _plafond(regels, deelpot, bedrag, datum):
    pot = Wijkbudget.objects.get(gebied=regels.gebied, jaar=regels.jaar, deelpot=deelpot)
    stel_plafond_vast(
        pot,
        bedrag=Decimal(bedrag),
        datum=datum,
        besluit="Bedrag van de gemeente (voorbeeld)",
        door=wie("Ruben Vos"),
        sleutel=f"voorbeeld:{pot.pk}",
    )


def _kas(regels, penningmeester):
    for soort, bedrag, dag, tekst in KAS:
        datum = date.fromisoformat(f"{regels.jaar}-{dag}")
        deelpot = "Wijkfeesten" if "wijkfeesten" in tekst else ""
        _boek(regels, penningmeester, soort, bedrag, datum, tekst, deelpot)


def _boek(regels, penningmeester, soort, bedrag, datum, tekst, deelpot=""):
    """An entry of the treasurer; what was there at the beginning may be granted anew."""
    pot = Wijkbudget.objects.get(gebied=regels.gebied, jaar=regels.jaar, deelpot=deelpot)
    boek_eigen(
        pot,
        soort,
        bedrag=Decimal(bedrag),
        datum=datum,
        toelichting=tekst,
        door=penningmeester,
        sleutel=f"voorbeeld:{pot.pk}:{soort}:{tekst}",
        te_verdelen=Decimal(bedrag) if soort == "beginsaldo" else None,
    )


def _neem_rest_mee(gebied, jaar, penningmeester):
    """What was left goes to the main pot of the next year, on its first day."""
    naar = Wijkbudget.objects.get(gebied=gebied, jaar=jaar + 1, deelpot="")
    for van in Wijkbudget.objects.filter(gebied=gebied, jaar=jaar):
        hevel_over(
            van,
            naar,
            bedrag=van.over,
            datum=date(jaar + 1, 1, 1),
            waarom=f"Over van {jaar}",
            door=penningmeester,
            sleutel=f"voorbeeld:{van.pk}",
        )


def _al_verstuurd(berichten, vandaag):
    """What is older than three days left long ago; of this week it still has to leave."""
    for bericht in berichten.filter(feiten__datum__lt=str(vandaag - timedelta(days=3))):
        bericht.onderwerp, bericht.inhoud = schrijf(bericht)
        bericht.sha256 = sha256(bericht.inhoud.encode()).hexdigest()
        bericht.status = Bericht.Status.VERZONDEN
        bericht.verzonden_op = moment(date.fromisoformat(bericht.feiten["datum"]))
        bericht.save()
