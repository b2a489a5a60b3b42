"""The tree of a document, walked from top to bottom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from indicatoren.models import Programma


def loop(programmas: Iterable[Programma]) -> Iterator[tuple[list[Programma], list[Programma]]]:
    """(path, siblings) of each branch, right below the one it belongs to: the path ends with it,
    and it is one of the siblings. In the order they came, from no further query.
    """
    onder = defaultdict(list)
    for tak in programmas:
        onder[tak.ouder_id].append(tak)

    def daal_af(pad):
        broers = onder[pad[-1].pk if pad else None]
        for tak in broers:
            yield [*pad, tak], broers
            yield from daal_af([*pad, tak])

    return daal_af([])
