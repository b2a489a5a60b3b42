"""Account numbers: read as people write them, shown in fours, kept encrypted."""

import re
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from stdnum import iban
from stdnum.exceptions import ValidationError as GeenIban

# EPC409-09 of the European Payments Council, with Serbia of 22 May 2025: 41 countries, each by the
# letters its IBANs begin with, and Gibraltar. Other territories use those of their country.
SEPA = frozenset(
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE "  # noqa: SIM905  42 codes
    "IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA".split()
)
VORM = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", flags=re.ASCII)
# Spaces, and the marks that come along when one copies from a web page or a pdf.
ERTUSSEN = re.compile(r"[\s.\-\u200b-\u200f\u2010-\u2015\u2060\ufeff]+")
VOORBEELD = "bijvoorbeeld NL91 ABNA 0417 1643 00."
BEGIN_VAN_FERNET = "gAAAA"  # version 128 and the zeros before a time in seconds, until 2106


def toon_iban(nummer: str) -> str:
    """NL91ABNA0417164300 → NL91 ABNA 0417 1643 00"""
    return " ".join(nummer[plek : plek + 4] for plek in range(0, len(nummer), 4))


class IbanField(forms.CharField):
    """An account anywhere in SEPA; `cleaned_data` holds it without spaces, in capitals."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    default_error_messages = {
        "required": f"Vul een IBAN in, {VOORBEELD}",
        "null_characters_not_allowed": f"Vul een IBAN in, {VOORBEELD}",
        "geen_iban": f"Vul een IBAN in, {VOORBEELD}",
        "geen_sepa": (
            "Naar een rekening in dit land (%(land)s) kunnen we niet betalen: het doet niet mee "
            f"met SEPA. Vul een andere IBAN in, {VOORBEELD}"
        ),
        "tikfout": (
            "In deze IBAN zit een tikfout. Leg de bankpas ernaast en vul de IBAN opnieuw in, "
            f"{VOORBEELD}"
        ),
    }

    def clean(self, value):
        nummer = ERTUSSEN.sub("", super().clean(value)).upper()
        if not nummer:
            if self.required:
                raise self._fout("required")
            return self.empty_value
        nummer = re.sub(r"^IBAN:?", "", nummer)
        if not VORM.fullmatch(nummer):
            raise self._fout("geen_iban")
        if nummer[:2] not in SEPA:
            raise self._fout("geen_sepa", land=nummer[:2])
        try:
            # Not the register of banks of a country: it ages, and refuses a bank that is new.
            return iban.validate(nummer, check_country=False)
        except GeenIban:
            raise self._fout("tikfout") from None

    def _fout(self, soort, **wat):
        return forms.ValidationError(self.error_messages[soort], soort, wat)

    def prepare_value(self, value):
        """What was typed stays as it was typed; what we kept is shown in fours."""
        return toon_iban(value) if value and VORM.fullmatch(value) else value


class VerkeerdeSleutel(ImproperlyConfigured):
    """What is in the database was encrypted with another key than those of IBAN_KEY."""


class VersleuteldField(models.TextField):
    """Text that only whoever has IBAN_KEY can read; "" and None stay what they are.

    The same text is encrypted differently each time, so there is nothing to look up by: a filter
    other than `isnull` is refused. The database refuses what is not encrypted.
    """

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return _kluis(settings.IBAN_KEY).encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, *_):
        return ontsleutel(value) if value else value

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def db_check(self, connection):
        kolom = connection.ops.quote_name(self.column)
        return f"{kolom} = '' OR starts_with({kolom}, '{BEGIN_VAN_FERNET}')"


def ontsleutel(waarde: str) -> str:
    """The text of what lies in the database; VerkeerdeSleutel when no key of IBAN_KEY fits."""
    try:
        return _kluis(settings.IBAN_KEY).decrypt(waarde).decode()
    except InvalidToken:
        raise VerkeerdeSleutel(
            "IBAN_KEY past niet bij de rekeningnummers in de database: zet de sleutel waarmee ze "
            "bewaard zijn erbij, achter een komma."
        ) from None


@cache
def _kluis(sleutels):
    """The first of the keys encrypts, each of them decrypts."""
    return MultiFernet([Fernet(sleutel) for sleutel in sleutels.split(",")])
