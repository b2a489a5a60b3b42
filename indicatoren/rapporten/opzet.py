"""How each kind of document is laid out: which columns its tables have, in which order, under
which headings. A frozen document carries its own, so a change here is for new ones.

The columns are those of the documents themselves: the begroting 2018 and the jaarverslag 2017.
"""

from indicatoren.rapporten.inhoud import Kolom, Opzet

NR = Kolom("nr", "Nr")
MAATREGEL = Kolom("tekst", "Maatregel")
VOORTGANG = Kolom("voortgang", "Voortgang")
BEDRAG = Kolom("bedrag", "Bedrag × € 1.000")
BRON = Kolom("bron", "Bron")
NOOT = Kolom("noot", "Toelichting")
RESULTATEN = [Kolom("tekst", "Zichtbaar resultaat"), VOORTGANG]

# What looks ahead: no progress yet, and the source stands below the table.
PLAN = Opzet(
    cijfers=[
        Kolom("naam", "Indicator"),
        Kolom("realisatie", "Realisatie cijfers"),
        Kolom("streef", "Streefcijfers"),
        NOOT,
    ],
    resultaten=RESULTATEN,
    maatregelen=[NR, MAATREGEL, BEDRAG, NOOT],
    streefwoord="streefcijfer",
)
# What looks back.
VERANTWOORDING = Opzet(
    cijfers=[
        Kolom("naam", "Omschrijving"),
        Kolom("realisatie", "Realisatie"),
        Kolom("streef", "Streefwaarde"),
        BRON,
        NOOT,
    ],
    resultaten=RESULTATEN,
    maatregelen=[NR, MAATREGEL, VOORTGANG, BEDRAG, NOOT],
    streefwoord="streefwaarde",
)
OPZETTEN = {  # by `Rapportage.Soort`
    "kadernota": PLAN,
    "begroting": PLAN,
    "tussenrapportage": VERANTWOORDING,
    "jaarverslag": VERANTWOORDING,
}
