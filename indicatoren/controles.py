from collections.abc import Iterator

from indicatoren.models import Indicator


def fouten() -> Iterator[str]:
    if not Indicator.objects.exists():
        yield "Er zijn geen indicatoren: een wijkplan kan bij geen doel een cijfer laten zien."
