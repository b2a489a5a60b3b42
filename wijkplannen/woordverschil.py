"""What differs between two texts, word by word, for the eye and for the ear."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WOORD = re.compile(r"\S+\s*|\s+")
UIT = '<del><span class="wp-vh">weg: </span>{}<span class="wp-vh"> einde weg.</span></del>{}'
ERBIJ = '<ins><span class="wp-vh">erbij: </span>{}<span class="wp-vh"> einde erbij.</span></ins>{}'


class Gemarkeerd(NamedTuple):
    oud: SafeString
    nieuw: SafeString


def markeer(oud: str, nieuw: str) -> Gemarkeerd:
    """Both texts as safe HTML: in the old one what left, in the new one what came.

    Words are compared, not the white space between them.
    """
    was, wordt = WOORD.findall(oud), WOORD.findall(nieuw)
    stappen = SequenceMatcher(None, _kaal(was), _kaal(wordt)).get_opcodes()
    return Gemarkeerd(
        _stukken(UIT, ((soort, was[i:j]) for soort, i, j, _, _ in stappen)),
        _stukken(ERBIJ, ((soort, wordt[i:j]) for soort, _, _, i, j in stappen)),
    )


def _kaal(woorden):
    return [woord.strip() for woord in woorden]


def _stukken(merk, stukken):
    return format_html_join("", "{}", ((_stuk(merk, *stuk),) for stuk in stukken))


def _stuk(merk, soort, woorden):
    tekst = "".join(woorden)
    if soort == "equal" or not tekst:
        return tekst
    kaal = tekst.rstrip()  # the mark ends at the word, not at the space behind it
    return format_html(merk, kaal, tekst[len(kaal) :])
