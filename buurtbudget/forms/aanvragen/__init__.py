"""The application as questions: the same forms for a resident online and for paper at the desk."""

from buurtbudget.forms.aanvragen.bestanden import BijlageForm
from buurtbudget.forms.aanvragen.buren import BurenForm, SteunForm
from buurtbudget.forms.aanvragen.idee import IdeeForm
from buurtbudget.forms.aanvragen.jij import JijForm
from buurtbudget.forms.aanvragen.kosten import KostenForm
from buurtbudget.forms.aanvragen.waar import WaarForm

__all__ = [
    "BijlageForm",
    "BurenForm",
    "IdeeForm",
    "JijForm",
    "KostenForm",
    "SteunForm",
    "WaarForm",
]
