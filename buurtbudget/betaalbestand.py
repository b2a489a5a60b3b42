"""What goes to the bank in one file: SEPA (pain.001) for its website, or CSV for a sheet.

pain.001.001.09 is what the European Payments Council prescribes between a customer and a bank since
the rulebook of 2023 (EPC132-08); .03 is its predecessor, that banks are taking out of use.
"""

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import StringIO
from uuid import UUID
from xml.etree.ElementTree import SubElement

from django.utils.timezone import localtime
from sepaxml import SepaTransfer
from text_unidecode import unidecode

from kern.downloads import geen_formule

VERSIE = "pain.001.001.09"
NIET_VAN_DE_BANK = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")  # EPC217-08: the characters of SEPA


@dataclass(frozen=True)
class Rekeninghouder:
    naam: str
    iban: str


@dataclass(frozen=True)
class Regel:
    """One transfer. `kenmerk` comes back on the statement of the bank."""

    naam: str
    iban: str
    bedrag: Decimal
    omschrijving: str
    kenmerk: str


class _Overschrijving(SepaTransfer):
    """With our own reference and moment; each transfer stands on the statement by itself."""

    def __init__(self, config, uuid, nu):
        self.uuid, self.nu = uuid, nu
        super().__init__(config, schema=VERSIE, clean=False)

    def _create_header(self):
        self.msg_id = self.uuid.hex
        super()._create_header()
        self._xml.find(".//CreDtTm").text = f"{localtime(self.nu):%Y-%m-%dT%H:%M:%S}"

    def _finalize_batch(self):
        super()._finalize_batch()
        self._xml.find(".//PmtInfId").text = f"{self.uuid.hex}-1"
        self._xml.find(".//BtchBookg").text = "false"
        bank = SubElement(self._xml.find(".//DbtrAgt/FinInstnId"), "Othr")
        SubElement(bank, "Id").text = "NOTPROVIDED"  # the bank knows its own account by the IBAN


def sepa(van: Rekeninghouder, regels: list[Regel], *, uuid: UUID, nu: datetime) -> str:
    """The file, checked against the schema of ISO 20022. To be done by the bank today."""
    config = {"name": voor_de_bank(van.naam, 70), "IBAN": van.iban, "batch": True}
    bestand = _Overschrijving(config | {"currency": "EUR"}, uuid, nu)
    for regel in regels:
        bestand.add_payment(
            {
                "name": voor_de_bank(regel.naam, 70),
                "IBAN": regel.iban,
                "amount": int(regel.bedrag * 100),
                "execution_date": localtime(nu).date(),
                "description": voor_de_bank(regel.omschrijving, 140),
                "endtoend_id": voor_de_bank(regel.kenmerk, 35),
            }
        )
    return bestand.export(validate=True).decode()


def als_csv(van: Rekeninghouder, regels: list[Regel]) -> str:
    """Behind semicolons and with a comma in amounts, as a Dutch spreadsheet opens it."""
    uit = StringIO()
    uit.write("\ufeff")
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(["Van rekening", "Naam", "IBAN", "Bedrag", "Omschrijving"])
    for regel in regels:
        bedrag = f"{regel.bedrag:.2f}".replace(".", ",")
        rij = [van.iban, regel.naam, regel.iban, bedrag, regel.omschrijving]
        schrijver.writerow([geen_formule(veld) for veld in rij])
    return uit.getvalue()


def voor_de_bank(tekst: str, lang: int) -> str:
    """Only characters that every bank takes: Łukasz → Lukasz, Мария → Mariia, & → +."""
    kaal = unidecode(tekst.replace("&", "+").replace("€", "EUR "))
    kaal = " ".join(NIET_VAN_DE_BANK.sub(" ", kaal).split())
    return kaal[:lang].strip(" /") or "Onbekend"
