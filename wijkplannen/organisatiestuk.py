"""The account of an organisation as a text, and as sheets that one can sort and add up."""

from django.utils import timezone
from django.utils.formats import date_format

from kern.stukken import Alinea, Kop, Punt, Punten, Stuk, Tabel
from kern.templatetags.onderdelen import euro
from kern.werkbladen import Blad, als_bytes, maak_boek
from wijkplannen.organisatieverslag import Organisatieverslag, Verslagregel


def als_stuk(verslag: Organisatieverslag) -> Stuk:
    """In the order in which one is asked: in short, per wijk, money."""
    delen = [Alinea(zin) for zin in in_het_kort(verslag)]
    for wijk, regels in verslag.per_wijk:
        delen += [Kop(wijk), _tabel(wijk, regels)]
        if punten := [_punt(regel) for regel in regels if regel.nieuws]:
            delen += [Kop("Wat gebeurde er?", 3), Punten(punten)]
    return Stuk(f"Wat {verslag.naam} deed in de wijken", [*delen, *_geld(verslag)])


def als_werkboek(verslag: Organisatieverslag) -> bytes:
    """Two sheets: a row per line, and a row per report in the period."""
    boek = maak_boek()
    regels = Blad(boek, "Activiteiten")
    regels.kop(*KOPPEN)
    for regel in verslag.regels:
        regels.schrijf(*_rij(regel))
    meldingen = Blad(boek, "Gemeld")
    meldingen.kop("Datum", "Wijk", "Activiteit", "Stand", "Wat is er gebeurd?")
    for regel in verslag.regels:
        for melding in regel.nieuws:
            meldingen.schrijf(_dag(melding), regel.wijk, str(regel.activiteit), *_gemeld(melding))
    for blad in (regels, meldingen):
        blad.zet_breedtes()
    return als_bytes(boek)


KOPPEN = [
    "Organisatie",
    "Wijk",
    "Plan",
    "Doel",
    "Activiteit",
    "Wanneer",
    "Stand",
    "Kosten in alle wijken samen",
    "Wie betaalt",
]


def _rij(regel):
    activiteit = regel.activiteit
    return (
        str(activiteit.trekker),
        regel.wijk,
        str(regel.inzet.doel.plan),
        str(regel.inzet.doel),
        str(activiteit),
        regel.wanneer,
        regel.stand_in_woorden,
        activiteit.kosten,
        activiteit.bron_van_geld,
    )


def in_het_kort(verslag: Organisatieverslag):
    """The report in a few sentences."""
    yield f"Periode: {verslag.periode}."
    if verslag.is_voorbeeld:
        yield "Voorbeeld: deze activiteiten zijn verzonnen."
    if not verslag.regels:
        yield "In de wijkplannen staat nog geen activiteit van ons."
        return
    aantal, wijken = len(verslag.regels), len(verslag.per_wijk)
    yield (
        f"In {wijken} {'wijk' if wijken == 1 else 'wijken'} stond"
        f"{'' if aantal == 1 else 'en'} op de laatste dag {aantal} "
        f"{'activiteit' if aantal == 1 else 'activiteiten'} van ons: {verslag.telling}."
    )


def _tabel(wijk, regels):
    rijen = [
        [
            str(regel.activiteit),
            str(regel.inzet.doel),
            regel.wanneer or "niet genoemd",
            regel.stand_in_woorden,
        ]
        for regel in regels
    ]
    koppen = ["Activiteit", "Doel", "Wanneer", "Stand"]
    return Tabel(f"Onze activiteiten in {wijk}", koppen, rijen)


def _punt(regel: Verslagregel):
    teksten = [f"{date_format(_dag(m), 'j F Y')}: {_zin(m)}" for m in regel.nieuws]
    return Punt(kop=f"{regel.activiteit}:", tekst=" ".join(teksten))


def _zin(melding):
    """In uitvoering. De eerste les was vol."""
    return " ".join(f"{deel.rstrip('.')}." for deel in _gemeld(melding) if deel)


def _gemeld(melding):
    return melding.get_stand_display(), melding.zin


def _dag(melding):
    return timezone.localdate(melding.op)


def _geld(verslag):
    if not verslag.regels:
        return
    yield Kop("Kosten")
    if not verslag.kosten:
        yield Alinea("Van geen activiteit is opgeschreven wat zij kost.")
        return
    yield Alinea("Een activiteit in meer wijken telt één keer. Zo staat het in de plannen.")
    rijen = [
        [
            str(post.activiteit),
            ", ".join(post.wijken),
            post.activiteit.bron_van_geld or "niet genoemd",
            euro(post.activiteit.kosten),
        ]
        for post in verslag.kosten
    ]
    rijen.append(["Samen", "", "", euro(verslag.kosten_samen)])
    koppen = ["Activiteit", "Wijken", "Wie betaalt", "Kosten"]
    yield Tabel("Wat de activiteiten kosten", koppen, rijen, frozenset({3}))
    if verslag.zonder_kosten:
        aantal = verslag.zonder_kosten
        yield Alinea(
            f"Van {aantal} andere {'activiteit' if aantal == 1 else 'activiteiten'} "
            "is niet opgeschreven wat die kost."
        )
