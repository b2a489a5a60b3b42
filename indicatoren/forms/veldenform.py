"""Forms of the desk: their questions are called as the fields of the row, known by name or year."""

from kern.forms import RijForm
from kern.velden import KLEIN, DecimaalField, GeheelField


class VeldenForm(RijForm):
    uuid = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if isinstance(veld, GeheelField | DecimaalField):
                veld.widget.attrs |= KLEIN

    @classmethod
    def lees(cls, rij) -> dict:
        return {naam: getattr(rij, naam) for naam in cls.base_fields}
