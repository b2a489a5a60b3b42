import pytest
from cryptography.fernet import Fernet
from django import forms
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, models, transaction
from hypothesis import given
from hypothesis import strategies as st
from stdnum import numdb

from kern.controles import fouten
from kern.iban import SEPA, IbanField, VerkeerdeSleutel, VersleuteldField, toon_iban

NL = "NL91ABNA0417164300"
VOORBEELD = "Vul een IBAN in, bijvoorbeeld NL91 ABNA 0417 1643 00."
TIKFOUT = (
    "In deze IBAN zit een tikfout. Leg de bankpas ernaast en vul de IBAN opnieuw in, "
    "bijvoorbeeld NL91 ABNA 0417 1643 00."
)
BRAZILIE = (
    "Naar een rekening in dit land (BR) kunnen we niet betalen: het doet niet mee met SEPA. "
    "Vul een andere IBAN in, bijvoorbeeld NL91 ABNA 0417 1643 00."
)


# --- the field of a form --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tekst",
    [
        NL,
        "nl91 abna 0417 1643 00",
        "NL91.ABNA.0417.1643.00",
        "NL91-ABNA-0417-1643-00",
        " NL91\u00a0ABNA\t0417\u200b1643\r\n00 ",
        "IBAN NL91 ABNA 0417 1643 00",
        "iban: NL91ABNA0417164300",
    ],
)
def test_een_iban_zoals_mensen_hem_schrijven(tekst):
    assert IbanField().clean(tekst) == NL


@pytest.mark.parametrize(
    "iban",
    [
        "BE68539007547034",  # no register of banks: it would refuse this one
        "DE89370400440532013000",
        "ES9121000418450200051332",
        "GB82WEST12345698765432",
        "GI75NWBK000000007099453",
        "MT84MALT011000012345MTLCAST001S",
        "RS35260005601001611379",
    ],
)
def test_een_rekening_in_een_ander_land_van_sepa_mag_ook(iban):
    assert IbanField().clean(toon_iban(iban).lower()) == iban


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("", VOORBEELD),
        ("   ", VOORBEELD),
        (" - ", VOORBEELD),
        ("IBAN", VOORBEELD),
        ("0417164300", VOORBEELD),
        ("NL", VOORBEELD),
        ("NL91 ABNA 0417\x001643 00", VOORBEELD),
        ("NL٩١ABNA0417164300", VOORBEELD),
        ("N" * 100_000, VOORBEELD),
        ("NL91ABNA0417164301", TIKFOUT),
        ("NL91ABNA0417614300", TIKFOUT),
        ("NL91ABNA041716430", TIKFOUT),
        ("NL91ABNA04171643000", TIKFOUT),
        ("BR1800360305000010009795493C1", BRAZILIE),
    ],
)
def test_wat_geen_iban_is_krijgt_een_zin(tekst, fout):
    with pytest.raises(forms.ValidationError) as geweigerd:
        IbanField().clean(tekst)

    assert geweigerd.value.messages == [fout]


def test_een_land_van_twee_letters_met_een_kloppend_getal_is_nog_geen_lengte():
    """mod-97 alone would take this: the check digits fit, the length is not Dutch."""
    with pytest.raises(forms.ValidationError, match="zit een tikfout"):
        IbanField().clean("NL06ABNA04171643001")


def test_een_iban_die_niet_hoeft_mag_leeg():
    assert IbanField(required=False).clean("  ") == ""


@given(st.text(max_size=60))
def test_elke_tekst_wordt_een_iban_of_een_zin(tekst):
    class Formulier(forms.Form):
        iban = IbanField()

    form = Formulier({"iban": tekst})

    assert form.is_valid() or len(form.errors["iban"]) == 1


def test_sepa_is_41_landen_en_gibraltar_en_van_elk_kennen_we_de_vorm():
    assert len(SEPA) == 42
    assert all("bban" in numdb.get("iban").info(f"{land}00")[0][1] for land in SEPA)


def test_een_iban_staat_in_groepen_van_vier():
    assert toon_iban(NL) == "NL91 ABNA 0417 1643 00"
    assert IbanField().prepare_value(NL) == "NL91 ABNA 0417 1643 00"
    assert IbanField().prepare_value("nl 91abna") == "nl 91abna"


# --- the column -----------------------------------------------------------------------------------


@pytest.fixture
def rekening(db):
    """A table with an encrypted column, for as long as the test takes."""

    class Rekening(models.Model):
        iban = VersleuteldField(null=True)

        class Meta:
            app_label = "kern"
            apps = Apps()
            verbose_name_plural = "rekeningen"

        def __str__(self):
            return self.iban

    with connection.schema_editor() as tabel:
        tabel.create_model(Rekening)
    return Rekening


def bewaard():
    with connection.cursor() as lezer:
        lezer.execute("SELECT iban FROM kern_rekening")
        return [iban for (iban,) in lezer.fetchall()]


def test_in_de_database_staat_geen_leesbaar_nummer(rekening):
    rekening.objects.create(iban=NL)
    rekening.objects.create(iban=NL)

    een, twee = bewaard()

    assert [rij.iban for rij in rekening.objects.all()] == [NL, NL]
    assert NL not in een + twee
    assert een != twee


@pytest.mark.parametrize("leeg", ["", None])
def test_leeg_blijft_leeg(rekening, leeg):
    rekening.objects.create(iban=leeg)

    assert bewaard() == [leeg]
    assert rekening.objects.get().iban == leeg


def test_de_database_weigert_een_leesbaar_nummer(rekening):
    with (
        pytest.raises(IntegrityError, match="kern_rekening_iban_check"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        c.execute("INSERT INTO kern_rekening (iban) VALUES (%s)", [NL])


def test_zoeken_op_een_versleuteld_nummer_kan_niet_stil_mislukken(rekening):
    rekening.objects.create(iban=NL)

    with pytest.raises(FieldError, match="Unsupported lookup 'exact'"):
        rekening.objects.filter(iban=NL).exists()
    assert rekening.objects.filter(iban__isnull=False).exists()


def test_ook_in_het_groot_bewaren_versleutelt(rekening):
    rijen = rekening.objects.bulk_create([rekening(iban=NL), rekening(iban="")])
    rekening.objects.update(iban=NL)
    for rij in rijen:
        rij.iban = NL
    rekening.objects.bulk_update(rijen, ["iban"])

    assert [rij.iban for rij in rekening.objects.all()] == [NL, NL]
    assert NL not in "".join(bewaard())


def sleutel():
    return Fernet.generate_key().decode()


def test_een_verkeerde_sleutel_zegt_dat(rekening, settings):
    rekening.objects.create(iban=NL)
    settings.IBAN_KEY = sleutel()

    with pytest.raises(VerkeerdeSleutel) as fout:
        rekening.objects.get()

    assert str(fout.value) == (
        "IBAN_KEY past niet bij de rekeningnummers in de database: zet de sleutel waarmee ze "
        "bewaard zijn erbij, achter een komma."
    )


def test_een_nieuwe_sleutel_vooraan_schrijft_en_de_oude_leest_nog(rekening, settings):
    oud, nieuw = settings.IBAN_KEY, sleutel()
    rekening.objects.create(iban=NL)
    settings.IBAN_KEY = f"{nieuw},{oud}"
    rekening.objects.create(iban="DE89370400440532013000")

    assert [rij.iban for rij in rekening.objects.order_by("pk")] == [NL, "DE89370400440532013000"]
    settings.IBAN_KEY = nieuw
    assert rekening.objects.latest("pk").iban == "DE89370400440532013000"


def test_controleer_telt_wat_niet_te_lezen_is(rekening, settings):
    for iban in (NL, NL, "", None):
        rekening.objects.create(iban=iban)

    assert list(fouten([rekening])) == []
    settings.IBAN_KEY = sleutel()
    assert list(fouten([rekening])) == [
        "rekeningen: iban is in 2 rijen niet te lezen: IBAN_KEY past niet."
    ]
