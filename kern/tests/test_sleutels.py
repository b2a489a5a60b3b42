from types import SimpleNamespace
from uuid import UUID

from kern.sleutels import geheim


def maak_ding(naam="Ding", **velden):
    soort = type(naam, (), {"_meta": SimpleNamespace(app_label="app"), "uuid": UUID(int=7)})
    ding = soort()
    vars(ding).update(velden)
    return ding


def test_een_geheim_is_elke_keer_hetzelfde():
    assert geheim(maak_ding()) == geheim(maak_ding())


def test_een_geheim_past_op_een_soort_een_rij_en_een_nummer():
    andere = [maak_ding("Anders"), maak_ding(uuid=UUID(int=8)), maak_ding(sleutel_nr=2)]

    assert len({geheim(ding) for ding in [maak_ding(), *andere]}) == 4
