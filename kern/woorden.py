"""Small things a sentence is made of."""


def opsomming(delen: list[str]) -> str:
    """a, b en c"""
    return " en ".join([*([", ".join(delen[:-1])] if delen[:-1] else []), *delen[-1:]])


def als_zin(tekst: str) -> str:
    """What somebody typed, closed with a full stop when it had none."""
    return tekst if not tekst or tekst[-1] in ".!?…”’'\"" else f"{tekst}."
