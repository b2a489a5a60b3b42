"""The papers of the wijken of the demo: two sheets each."""

from io import BytesIO

import pytest
from django.utils.timezone import localdate
from pypdf import PdfReader

from buurtbudget.papier import declaratieformulier, formulier, handtekeningenlijst
from buurtbudget.tests.maken import maak_spelregels
from buurtbudget.wijkpagina import lees_budget
from portaal.demo import wijkregels

pytestmark = pytest.mark.django_db
NAMEN = ["naam", "fysiek", "maximum", "per", "deelpot"]


@pytest.mark.parametrize("wijk", ["HOOGLAND", "KRUISKAMP", "NIEUWLAND"])
def test_elk_papier_van_de_demo_is_twee_bladen(wijk):
    regels = getattr(wijkregels, wijk)
    soorten = [dict(zip(NAMEN, rij, strict=True)) for rij in regels["categorieen"]]
    gebied = maak_spelregels(categorieen=soorten, **regels["velden"]).gebied
    budget = lees_budget(gebied, localdate())

    papieren = [formulier, handtekeningenlijst, declaratieformulier]

    assert [len(PdfReader(BytesIO(maak(budget))).pages) for maak in papieren] == [2, 2, 2]
