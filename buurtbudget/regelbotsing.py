"""Two people wrote in one draft of the rules: what each of them says, question by question."""

from dataclasses import dataclass

from buurtbudget.forms.categorieen import CategorieLijst
from buurtbudget.forms.regels import SpelregelsForm
from buurtbudget.models import Spelregels
from kern.templatetags.onderdelen import euro


@dataclass(frozen=True)
class Anders:
    vraag: str
    van_ander: str
    van_jou: str


def verschil_met(
    form: SpelregelsForm, lijst: CategorieLijst, huidig: Spelregels, categorieen: list[dict]
) -> list[Anders]:
    """Where a valid form says something else than the draft does by now."""
    nu = SpelregelsForm(jaar=form.jaar, initial=SpelregelsForm.lees(huidig))
    uit = []
    for _, _, velden in form.groepen:
        for veld in velden:
            hun = _lees(nu[veld.name])
            mijn = _lees(veld)
            if hun != mijn:
                uit.append(Anders(veld.label, hun, mijn))
    hun, mijn = _regels(categorieen), _regels(lijst.categorieen)
    if hun != mijn:
        uit.append(Anders("Soorten plannen", hun, mijn))
    return uit


def _lees(veld):
    """The answer as a person reads it."""
    waarde = veld.value()
    keuzes = dict(getattr(veld.field, "choices", ()))
    return str(keuzes.get(waarde, waarde if waarde is not None else "")).replace("\r\n", "\n")


def _regels(categorieen):
    return "\n".join(_regel(**velden) for velden in categorieen)


def _regel(naam, fysiek, maximum, per, deelpot):
    delen = [naam, f"hooguit {euro(maximum)} per {per}" if maximum else ""]
    delen += ["blijft staan" if fysiek else "", f"potje {deelpot}" if deelpot else ""]
    return ", ".join(deel for deel in delen if deel)
