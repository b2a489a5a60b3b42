"""What the people of a plan say of its parts, as the working copy shows it."""

from dataclasses import dataclass
from uuid import UUID

from wijkplannen.models import Wijkplan


@dataclass(frozen=True)
class Gesprek:
    """The talk about one text, goal or line."""


def gesprekken(plan: Wijkplan, gebruiker) -> dict[UUID, Gesprek]:
    """Per uuid of a text, goal or line (`Inzet`): what this person may read of it."""
    return {}
