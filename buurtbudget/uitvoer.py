"""The three sheets of money that go out: the book, the yearly account, the use per wijk."""

from decimal import Decimal

from buurtbudget.gebruik import Wijk
from buurtbudget.jaarrekening import POTVELDEN
from kern.werkbladen import Blad, Formule, als_bytes, letter, maak_boek


def kasboek_xlsx(boekingen, beginsaldo: Decimal) -> bytes:
    """All entries in order, the balance after each as a formula over the amounts."""
    boek = maak_boek()
    blad = Blad(boek, "Kasboek")
    blad.kop("Datum", "Pot", "Soort", "Waarvoor", "Bij of af", "Op de bank")
    vorige = blad.schrijf("", "", "Stand vooraf", "", None, beginsaldo)
    for boeking in boekingen:
        nr = vorige + 1
        vorige = blad.schrijf(
            boeking.datum,
            str(boeking.wijkbudget),
            boeking.get_soort_display(),
            boeking.omschrijving,
            boeking.bedrag,
            Formule(f"F{vorige}+E{nr}"),
        )
    blad.zet_breedtes()
    return als_bytes(boek)


def jaar_xlsx(naam: str, cijfers: dict, antwoorden, banksaldo: Decimal | None) -> bytes:
    """The account with sums as formulas, the pots, the numbers, and the answers."""
    boek = maak_boek()
    _saldi(Blad(boek, "Saldo"), naam, cijfers, banksaldo)
    _potten(Blad(boek, "Per jaar van toezegging"), cijfers)
    blad = Blad(boek, "Aantallen")
    if cijfers["aantallen"]:
        blad.kop(*[sleutel.replace("_", " ").capitalize() for sleutel in cijfers["aantallen"][0]])
    for rij in cijfers["aantallen"]:
        blad.schrijf(*rij.values())
    blad.zet_breedtes()
    blad = Blad(boek, "Vragen")
    blad.kop("Vraag", "Antwoord")
    for vraag, antwoord in antwoorden:
        blad.schrijf(vraag, antwoord)
    blad.zet_breedtes()
    return als_bytes(boek)


def _saldi(blad, naam, cijfers, banksaldo):
    blad.schrijf(f"Jaarverantwoording {cijfers['jaar']}: {naam}", vet=True)
    blad.kop("", *cijfers["kolommen"], "Samen")
    laatste = len(cijfers["kolommen"]) + 1
    eerste_rij, uit_rijen = blad.rij + 1, []
    for regel in cijfers["saldi"][:-1]:
        nr = blad.rij + 1
        blad.schrijf(
            regel["naam"], *regel["bedragen"], Formule(f"SUM(B{nr}:{letter(laatste)}{nr})")
        )
        if regel["soort"] == "uit":
            uit_rijen.append(nr)
    eind = blad.rij + 1
    formules = [
        Formule(_min(letter(kolom), eerste_rij, eind - 1, uit_rijen))
        for kolom in range(2, laatste + 2)
    ]
    blad.schrijf(cijfers["saldi"][-1]["naam"], *formules, vet=True)
    if banksaldo is not None:
        blad.schrijf("Op de bank", *[None] * (laatste - 1), banksaldo)
        samen = letter(laatste + 1)
        verschil = Formule(f"{samen}{eind + 1}-{samen}{eind}")
        blad.schrijf("Verschil", *[None] * (laatste - 1), verschil, vet=True)
    blad.zet_breedtes()


def _min(kolom, eerste, laatste, uit):
    """All lines together, those of money out twice off: they stand above zero."""
    alles = f"SUM({kolom}{eerste}:{kolom}{laatste})"
    return f"{alles}-2*SUM({kolom}{uit[0]}:{kolom}{uit[-1]})" if uit else alles


def _potten(blad, cijfers):
    blad.kop("Wijk", "Budget van", "Pot", *POTVELDEN.values())
    for pot in cijfers["potten"]:
        bedragen = [pot[veld] for veld in POTVELDEN]
        blad.schrijf(pot["wijk"], pot["jaar"], pot["deelpot"], *bedragen)
    if laatste := len(cijfers["potten"]):
        sommen = [
            Formule(f"SUM({letter(kolom)}2:{letter(kolom)}{laatste + 1})")
            for kolom in range(4, 4 + len(POTVELDEN))
        ]
        blad.schrijf("Samen", None, None, *sommen, vet=True)
    blad.zet_breedtes()


def stad_xlsx(jaar: int, wijken: list[Wijk]) -> bytes:
    """The use per wijk: sums and counts only."""
    boek = maak_boek()
    blad = Blad(boek, f"Buurtbudget {jaar}")
    blad.kop(
        "Wijk",
        "Stichting",
        "Bedrag van de gemeente",
        "Verwacht",
        "Toegezegd",
        "Betaald",
        "Inwoners",
        "Per inwoner",
        "Aanvragen",
        "Voor het eerst",
        "Toegekend",
        "Afgewezen",
        "Verantwoording",
    )
    for wijk in wijken:
        blad.schrijf(
            wijk.gebied.naam,
            wijk.mandaat.partner.naam if wijk.mandaat else "",
            wijk.bedrag,
            wijk.verwacht,
            wijk.toegezegd,
            wijk.betaald,
            wijk.inwoners,
            wijk.per_inwoner,
            wijk.aanvragen,
            wijk.eerste_keer,
            wijk.toegekend,
            wijk.afgewezen,
            wijk.verantwoording.get_status_display() if wijk.verantwoording else "",
        )
    eind = blad.rij
    sommen = [Formule(f"SUM({kolom}2:{kolom}{eind})") for kolom in "CDEF"]
    blad.schrijf("Samen", None, *sommen, vet=True)
    blad.zet_breedtes()
    gronden = Blad(boek, "Afwijzingen")
    gronden.kop("Wijk", "Grond", "Aantal")
    for wijk in wijken:
        for grond, aantal in sorted(wijk.gronden.items()):
            gronden.schrijf(wijk.gebied.naam, grond, aantal)
    gronden.zet_breedtes()
    return als_bytes(boek)
