"""Invented people on the real organisations of the sources: one demo account per role, the teams
of two wijkstichtingen, and per wijk someone to call."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from gebieden.models import Gebied
from gebruikers.models import Aanstelling, Gebruiker, Rol
from partners.actions import neem_over
from partners.models import Contactpersoon, Lidmaatschap, Partner

BESTAND = Path(settings.BASE_DIR) / "partners" / "gegevens" / "amersfoort.csv"
VANAF = DateRange(date(2026, 1, 1), None)
HOOGLAND, KRUISKAMP = "hooglands-dorpsteam", "buurtbudget-kruiskamp-koppel"
NIEUWLAND = "wijk-beheer-team-nieuwland"


@dataclass(frozen=True)
class Persoon:
    """A demo account: `rol` is what `/demo/inloggen/` is asked for, `taken` what one does at a
    partner when that is not one thing with the same name.
    """

    rol: str
    naam: str
    waar: str
    mag: str
    wijken: tuple[str, ...] = ()
    partner: str = ""
    taken: tuple[str, ...] = ()

    @property
    def email(self):
        return adres(self.naam)

    @property
    def titel(self):
        namen = dict(Rol.choices) | dict(Lidmaatschap.Rol.choices) | {"bewoner": "Bewoner"}
        return namen.get(self.rol) or namen.get((*self.taken, "")[0], "Medewerker van een partner")

    @property
    def rollen(self):
        """At the partner."""
        return self.taken or (self.rol,)


PERSONEN = [
    Persoon(
        "gebiedsmanager",
        "Samira Bos",
        "Gemeente, voor Amersfoort-Zuid en voor Nieuwland en Calveen",
        "Wijkplannen schrijven en online zetten, voortgang doorgeven namens een partner.",
        wijken=("amersfoort-zuid", "nieuwland"),
    ),
    Persoon(
        "partner",
        "Emre Aydin",
        "GGD regio Utrecht",
        "Plannen in concept lezen en bijhouden hoe het met de eigen activiteiten gaat.",
        partner="ggdru",
    ),
    Persoon(
        "onderzoeker",
        "Noor de Graaf",
        "Gemeente, onderzoek en statistiek",
        "Cijfers, streefcijfers en toelichtingen.",
    ),
    Persoon(
        "beleid",
        "Ruben Vos",
        "Gemeente, beleid en control",
        "De tabellen voor begroting en jaarverslag.",
    ),
    Persoon(
        "vakafdeling",
        "Lotte Prins",
        "Gemeente, openbare ruimte",
        "Antwoord geven of iets mag in de openbare ruimte.",
    ),
    Persoon(
        "functioneel",
        "Hans Mulder",
        "Gemeente, functioneel beheer",
        "Gebruikers, teksten en thema's beheren.",
    ),
    Persoon(
        "werkgroep",
        "Fatima Haddou",
        "Hooglands Dorpsteam",
        "Aanvragen voor buurtbudget beoordelen en meedoen in de verdeelronde.",
        partner=HOOGLAND,
    ),
    Persoon(
        "penningmeester",
        "Gerrit Smit",
        "Hooglands Dorpsteam",
        "Bonnen nakijken, uitbetalen en de kas bijhouden; meedoen in de verdeelronde.",
        partner=HOOGLAND,
        taken=("penningmeester", "werkgroep"),
    ),
    Persoon(
        "bestuur",
        "Wilma Kok",
        "Hooglands Dorpsteam",
        "De spelregels van de wijk, de verdeelronde en de jaarverantwoording.",
        partner=HOOGLAND,
        taken=("bestuur", "werkgroep"),
    ),
    Persoon(
        "kruiskamp_bestuur",
        "Ria van Leeuwen",
        "Buurtbudget Kruiskamp-Koppel, een team van twee",
        "Aanvragen beoordelen en beslissen, het hele jaar; de spelregels van de wijk.",
        partner=KRUISKAMP,
        taken=("bestuur", "werkgroep"),
    ),
    Persoon(
        "kruiskamp_penningmeester",
        "Johan Timmer",
        "Buurtbudget Kruiskamp-Koppel, een team van twee",
        "Aanvragen op papier invoeren, meebeslissen en uitbetalen.",
        partner=KRUISKAMP,
        taken=("penningmeester", "werkgroep"),
    ),
    Persoon(
        "nieuwland_penningmeester",
        "Els Vermaat",
        "Wijk Beheer/Bewoners Team Nieuwland",
        "Uitbetalen, de kas, en de jaarverantwoording van vorig jaar.",
        partner=NIEUWLAND,
        taken=("penningmeester",),
    ),
    Persoon(
        "bewoner",
        "Anneke Jansen",
        "Inwoner van Amersfoort",
        "Buurtbudget aanvragen, volgen hoe het ermee gaat en bonnen insturen.",
    ),
]
PERSONEN_ELDERS = [  # in a city of which we only have a page of a source
    Persoon(
        "gebiedsmanager",
        "Samira Bos",
        "Gemeente, voor de wijk of de stad van het plan",
        "Wijkplannen schrijven en online zetten, voortgang doorgeven namens een partner.",
    ),
    *(persoon for persoon in PERSONEN if persoon.rol in ("onderzoeker", "beleid", "functioneel")),
]
TEAMS = [  # (partner, role, name); with the demo accounts nine in Hoogland, three in Nieuwland
    *((HOOGLAND, "werkgroep", naam) for naam in ("Piet Hoekstra", "Sanne Willems", "Yusuf Kaya")),
    *((HOOGLAND, "werkgroep", naam) for naam in ("Tineke Brouwer", "Mark Dijkman")),
    (NIEUWLAND, "werkgroep", "Bilal Amrani"),
    (NIEUWLAND, "bestuur", "Corrie de Wit"),
    (NIEUWLAND, "werkgroep", "Corrie de Wit"),
]
PER_POST = (HOOGLAND, "werkgroep", "Bep Schouten")  # 81, no e-mail: gets letters
TE_BELLEN = {  # plan area → name on its page
    "amersfoort-zuid": "Samira Bos",
    "binnenstad-kruiskamp-koppel": "Iris Postma",
    "hoogland-kattenbroek": "Dirk Veenstra",
    "liendert-rustenburg": "Malika Bennani",
    "nieuwland": "Samira Bos",
    "randenbroek-schuilenburg": "Joris Maas",
    "schothorst-zielhorst-hoefkwartier": "Carla Dekker",
    "soesterkwartier": "Tom Wiersma",
    "vathorst": "Esra Demir",
}


def adres(naam):
    return f"{naam.lower().replace(' ', '.')}@voorbeeld.example"


def personen():
    """The demo accounts of the gemeente this portal is for."""
    return PERSONEN if settings.GEMEENTE == "GM0307" else PERSONEN_ELDERS


def laad():
    neem_over(BESTAND)
    partners = {partner.slug: partner for partner in Partner.objects.all()}
    wijken = {wijk.slug: wijk for wijk in Gebied.objects.wijken()}
    for persoon in PERSONEN:
        _zet_persoon(persoon, partners, [wijken[slug] for slug in persoon.wijken])
    for slug, rol, naam in TEAMS:
        _zet_lid(partners[slug], rol, _gebruiker(naam))
    slug, rol, naam = PER_POST
    Lidmaatschap.objects.get_or_create(
        partner=partners[slug], naam=naam, defaults={"rol": rol, "kanaal": "post", "periode": VANAF}
    )
    _zet_contacten(partners["gemeente-amersfoort"], wijken)


def laad_elders(gebied):
    """The people of a city with one plan, in this area; gives its gebiedsmanager."""
    for persoon in PERSONEN_ELDERS:
        _zet_persoon(persoon, {}, [gebied] if persoon.rol == Rol.GEBIEDSMANAGER else [])
    return Gebruiker.objects.get(email=PERSONEN_ELDERS[0].email)


def _zet_persoon(persoon, partners, gebieden):
    beheerder = persoon.rol == "functioneel"
    gebruiker = _gebruiker(persoon.naam, is_staff=beheerder, is_superuser=beheerder)
    if persoon.partner:
        for rol in persoon.rollen:
            rol = "medewerker" if rol == "partner" else rol
            _zet_lid(partners[persoon.partner], rol, gebruiker)
    elif persoon.rol != "bewoner":
        for gebied in gebieden or [None]:
            Aanstelling.objects.get_or_create(
                gebruiker=gebruiker, rol=persoon.rol, gebied=gebied, defaults={"periode": VANAF}
            )


def _gebruiker(naam, **rechten):
    bestaand = Gebruiker.objects.filter(email=adres(naam)).first()
    return bestaand or Gebruiker.objects.create_user(
        adres(naam), naam=naam, is_voorbeeld=True, **rechten
    )


def _zet_lid(partner, rol, gebruiker):
    Lidmaatschap.objects.get_or_create(
        partner=partner,
        gebruiker=gebruiker,
        rol=rol,
        defaults={"naam": gebruiker.naam, "periode": VANAF},
    )


def _zet_contacten(gemeente, wijken):
    for nr, (slug, naam) in enumerate(TE_BELLEN.items(), start=21):
        Contactpersoon.objects.get_or_create(
            partner=gemeente,
            gebied=wijken[slug],
            defaults={
                "naam": naam,
                "taak": f"Gebiedsmanager voor {wijken[slug]}",
                "telefoon": f"033 – 000 01 {nr}",
                "bereikbaar": "Maandag, dinsdag en donderdag, 9.00 tot 17.00 uur",
                "is_openbaar": True,
                "is_voorbeeld": True,
            },
        )
