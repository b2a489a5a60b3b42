import pytest

from gebieden.tests.maken import maak_wijk
from kern.tests.grenzen import weigert
from partners.models import Contactpersoon, Lidmaatschap, PartnerGebied
from partners.tests.maken import maak_lid, maak_partner

pytestmark = pytest.mark.django_db


def test_een_partner_gaat_niet_op_in_zichzelf():
    partner = maak_partner()
    partner.samengevoegd_in = partner
    weigert("partner_niet_in_zichzelf", partner.save)


def test_een_partner_staat_een_keer_in_een_wijk():
    wijk = maak_wijk()
    partner = maak_partner([wijk])
    weigert(
        "partnergebied_uniek", lambda: PartnerGebied.objects.create(partner=partner, gebied=wijk)
    )


def test_wie_mail_wil_heeft_een_account():
    lid = maak_lid()
    weigert(
        "lidmaatschap_mail_heeft_gebruiker",
        lambda: Lidmaatschap.objects.filter(pk=lid.pk).update(gebruiker=None),
    )
    Lidmaatschap.objects.filter(pk=lid.pk).update(gebruiker=None, kanaal="post")


def test_een_rol_bij_een_partner_heb_je_een_keer_tegelijk():
    lid = maak_lid()
    maak_lid(lid.partner, lid.gebruiker, "bestuur")
    weigert("lidmaatschap_niet_dubbel", lambda: maak_lid(lid.partner, lid.gebruiker, lid.rol))


def test_een_nummer_is_te_bellen():
    persoon = Contactpersoon(naam="Noor de Graaf", telefoon="033 – 000 01 23")
    assert (persoon.belnummer, persoon.voorletters) == ("+31330000123", "NG")
    assert Contactpersoon(telefoon="14 033").belnummer == "14033"
