import random
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from gebieden.models import Gebied

BREED, HOOG = 1600, 170
GROND = HOOG - 10
VER, MIDDEN, DICHTBIJ, DAK = "#e4e9f1", "#cfdaea", "#a9bdd9", "#8ea7ca"
RAAM, ROOD, GROEN = "#fbf8f3", "#c98a78", ["#cfdccb", "#b4c9b0"]


class Command(BaseCommand):
    help = "Tekent de horizon van de gemeente en van elke wijk, steeds dezelfde, in static/img/."

    def handle(self, *args, **opties):
        map_ = Path(settings.BASE_DIR) / "static" / "img" / "horizon"
        map_.mkdir(parents=True, exist_ok=True)
        gebieden = Gebied.objects.van_de_gemeente()
        for wijk in gebieden.wijken() | gebieden.gemeentes():
            (map_ / f"{wijk.slug}.svg").write_text(teken(wijk.slug))
            self.stdout.write(wijk.slug)


def teken(zaad):
    """Flats far away, the tower of the city, a street of houses, flats and trees; no two alike."""
    toeval = random.Random(zaad)
    grond = f'<path fill="{DICHTBIJ}" d="M0 {GROND}h{BREED}v2H0z"/>'
    delen = "".join([*_verte(toeval), _toren(1180), *_straat(toeval), grond])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {HOOG}" width="{BREED}" '
        f'height="{HOOG}" preserveAspectRatio="xMidYMax slice">{delen}</svg>\n'
    )


def _blok(x, breed, hoog, kleur):
    return f'<path fill="{kleur}" d="M{x} {GROND}v-{hoog}h{breed}v{hoog}z"/>'


def _verte(toeval):
    x = -20
    while x < BREED:
        breed = toeval.randint(46, 110)
        yield _blok(x, breed, toeval.choice([34, 44, 56, 70, 84]), VER)
        x += breed + toeval.randint(-6, 30)


def _toren(x):
    y = GROND
    return (
        f'<path fill="{MIDDEN}" d="M{x} {y}v-92h5v-8h20v8h5v92zM{x + 7} {y - 100}v-14h16v14z'
        f'M{x + 9} {y - 114}q0-12 6-16q6 4 6 16zM{x + 14} {y - 128}v-16h2v16z"/>'
    )


def _straat(toeval):
    x = 10
    while x < BREED - 40:
        soort = toeval.random()
        if soort < 0.42:
            breed, deel = _huizen(toeval, x)
        elif soort < 0.62:
            breed, deel = _flat(toeval, x)
        else:
            breed, deel = _bomen(toeval, x)
        yield deel
        x += breed + toeval.randint(10, 26)


def _huizen(toeval, x):
    aantal, breed, hoog = toeval.choice([3, 4, 5]), 30, toeval.choice([30, 34])
    deel = _blok(x, breed * aantal, hoog, DICHTBIJ)
    ramen = ""
    for links in range(x, x + breed * aantal, breed):
        kleur = ROOD if toeval.random() < 0.16 else DAK
        deel += (
            f'<path fill="{kleur}" d="M{links} {GROND - hoog}l{breed // 2}-17 {breed // 2} 17z"/>'
        )
        boven = GROND - hoog + 6
        ramen += f"M{links + 5} {boven}h7v8h-7zM{links + 18} {boven}h7v8h-7z"
        ramen += f"M{links + 5} {GROND - 11}h9v7h-9zM{links + 19} {GROND - 13}h6v13h-6z"
    return breed * aantal, deel + f'<path fill="{RAAM}" d="{ramen}"/>'


def _flat(toeval, x):
    kolommen, lagen = toeval.choice([3, 4, 5]), toeval.choice([4, 5, 6])
    breed, hoog = kolommen * 17 + 8, lagen * 16 + 8
    ramen = "".join(
        f"M{x + 7 + i * 17} {GROND - hoog + 8 + j * 16}h9v7h-9z"
        for i in range(kolommen)
        for j in range(lagen)
    )
    return breed, _blok(x, breed, hoog, MIDDEN) + f'<path fill="{RAAM}" d="{ramen}"/>'


def _bomen(toeval, x):
    begin, deel = x, ""
    for _ in range(toeval.choice([1, 2, 3])):
        maat, kleur, midden = toeval.randint(38, 68), toeval.choice(GROEN), x + 14
        stam = max(2, round(maat * 0.14))
        deel += (
            f'<path fill="{kleur}" d="M{midden - stam / 2:.0f} {GROND}'
            f'v-{maat // 2}h{stam}v{maat // 2}z"/>'
            f'<ellipse cx="{midden}" cy="{GROND - maat * 0.72:.0f}" rx="{maat * 0.3:.0f}" '
            f'ry="{maat * 0.36:.0f}" fill="{kleur}"/>'
        )
        x += toeval.randint(22, 34)
    return x - begin, deel
