"""Forms of the desk: their questions are called as the fields of the row, known by name or year."""

from kern.forms import RijForm


class VeldenForm(RijForm):
    uuid = None

    @classmethod
    def lees(cls, rij) -> dict:
        return {naam: getattr(rij, naam) for naam in cls.base_fields}
