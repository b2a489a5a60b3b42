"""Amounts in words, as letters print them: tweehonderdnegentig euro en vijftig cent.

Numbers follow Leidraad 1.3 of the Taalunie ("getallen in letters"): one word up to and including
"duizend", then a space; a trema where two vowels would run together (tweeëntwintig).
"""

from decimal import Decimal

TOT_TWINTIG = (  # noqa: SIM905  a line reads better than a column
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf "
    "dertien veertien vijftien zestien zeventien achttien negentien"
).split()
TIENTALLEN = (  # noqa: SIM905
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
).split()
GRENS = 1_000_000


def in_woorden(bedrag: Decimal) -> str:
    """An amount from 0 up to a million euro, in whole cents; else ValueError.

    Like `euro`, it leaves out cents where there are none.
    """
    if not 0 <= bedrag < GRENS or bedrag != round(bedrag, 2):
        raise ValueError(f"{bedrag} is geen bedrag van 0 tot een miljoen euro in hele centen")
    euros, centen = divmod(int(bedrag * 100), 100)
    delen = [f"{_getal(euros)} euro"] if euros or not centen else []
    if centen:
        delen.append(f"{_getal(centen)} cent")
    return " en ".join(delen)


def _getal(getal):
    if getal == 1:
        return "één"  # alone it would read as the article
    duizenden, rest = divmod(getal, 1000)
    if not duizenden:
        return _onder_duizend(rest)
    woord = "duizend" if duizenden == 1 else _onder_duizend(duizenden) + "duizend"
    return f"{woord} {_onder_duizend(rest)}" if rest else woord


def _onder_duizend(getal):
    honderden, rest = divmod(getal, 100)
    if not honderden:
        return _onder_honderd(rest)
    woord = "honderd" if honderden == 1 else TOT_TWINTIG[honderden] + "honderd"
    return woord + _onder_honderd(rest) if rest else woord


def _onder_honderd(getal):
    if getal < 20:
        return TOT_TWINTIG[getal]
    tiental, eenheid = TIENTALLEN[getal // 10 - 2], getal % 10
    if not eenheid:
        return tiental
    voeg = "ën" if TOT_TWINTIG[eenheid].endswith("e") else "en"
    return TOT_TWINTIG[eenheid] + voeg + tiental
