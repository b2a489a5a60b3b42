import re

from wijkplannen.woordverschil import markeer


def zichtbaar(html):
    return re.sub(r'<span class="wp-vh">.*?</span>|<.*?>', "", html)


def test_alleen_de_andere_woorden_zijn_gemerkt():
    oud, nieuw = markeer("Ouderen bewegen elke dag.", "Ouderen en kinderen bewegen elke dag.")
    assert oud == "Ouderen bewegen elke dag."
    assert nieuw == (
        'Ouderen <ins><span class="wp-vh">erbij: </span>en kinderen'
        '<span class="wp-vh"> einde erbij.</span></ins> bewegen elke dag.'
    )


def test_wat_weg_is_staat_in_de_oude_tekst():
    assert "<del>" in markeer("gepland", "gestopt").oud
    assert "<ins>" in markeer("gepland", "gestopt").nieuw


def test_de_tekst_zelf_blijft_precies_dezelfde():
    oud, nieuw = "Eén  zin.\n\nNog een\nzin. ", "\nEén nieuwe zin.\nEn nog twee zinnen."
    gemarkeerd = markeer(oud, nieuw)
    assert zichtbaar(gemarkeerd.oud) == oud
    assert zichtbaar(gemarkeerd.nieuw) == nieuw


def test_andere_witruimte_is_geen_verschil():
    assert markeer("een  twee\ndrie", "een twee drie") == ("een  twee\ndrie", "een twee drie")


def test_een_lege_tekst_wordt_helemaal_nieuw():
    assert markeer("", "Samen eten.").oud == ""
    assert zichtbaar(markeer("", "Samen eten.").nieuw) == "Samen eten."


def test_wat_iemand_typt_wordt_geen_html():
    assert "<script>" not in markeer("<script>", "<script>alert(1)</script>").nieuw
