"""Fields and helpers for every form: Dutch notation in, one clear sentence when it does not fit."""

import re
from copy import copy
from decimal import Decimal
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.http import Http404
from django.shortcuts import render

from kern.exceptions import RegelGeschonden, Verouderd
from kern.velden import UuidField, VersieField

ALLEEN_DUIZENDTALLEN = re.compile(r"\d{1,3}(\.\d{3})+")
ENGELS = re.compile(r"\d{1,3}(,\d{3})+\.\d{1,2}")


class Helper(FormHelper):
    """Draws what a form still asks: crispy logs a traceback for each question that it dropped."""

    def render_layout(self, form, context, template_pack=TEMPLATE_PACK):
        helper = copy(self)  # one helper serves all requests
        helper.layout = _met_velden(self.layout, form.fields)
        return super(Helper, helper).render_layout(form, context, template_pack)


def _met_velden(layout, namen):
    deel = copy(layout)
    deel.fields = [
        _met_velden(veld, namen) if hasattr(veld, "fields") else veld
        for veld in layout.fields
        if not isinstance(veld, str) or veld in namen
    ]
    return deel


def helper(*velden):
    """Fields and their order. <form>, csrf and buttons stand visibly in the template."""
    helper = Helper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    helper.layout = Layout(*velden)
    return helper


class Formulier:
    """Mixin for our forms: no browser bubbles, labels say what is not required."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            if veld.required:
                veld.widget.attrs.setdefault("aria-required", "true")
            elif not isinstance(veld, forms.BooleanField) and not veld.widget.is_hidden:
                veld.label = f"{veld.label} (niet verplicht)"


def gestuurd(request):
    """What was posted, or None: a form is bound only when it was sent."""
    return request.POST if request.method == "POST" else None


def gelezen_versie(request):
    """The version that a page with only a button was about; -1, which is nobody's, when odd."""
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 9 else -1


def verder_na(request) -> int | None:
    """The key of the last row on the page before this one (`?na=`); Http404 when it is odd."""
    na = request.GET.get("na", "")
    if na and not re.fullmatch(r"[0-9]{1,18}", na):
        raise Http404(na)
    return int(na) if na else None


def toon_formulier(request, sjabloon, context):
    """Render a page with `context["form"]`: 422 when the form was sent with mistakes, else 200."""
    form = context["form"]
    return render(request, sjabloon, context, status=422 if form.is_bound and form.errors else 200)


def toon_opnieuw(request, sjabloon, context, huidig):
    """Somebody saved in between: what was typed, to send again, beside what is there now.

    `context["form"]` is a `RijForm`; the page shows `net` with `onderdelen/net.html`.
    """
    form = context["form"]
    door = getattr(huidig, "gewijzigd_door", None)
    context["net"] = {"door": door, "anders": form.anders_dan(huidig)}
    form.op(huidig)
    return render(request, sjabloon, context, status=409)


def antwoord(veld, waarde) -> str:
    """The value of a question as a person reads it."""
    if isinstance(veld, forms.ModelMultipleChoiceField):
        return ", ".join(veld.label_from_instance(ding) for ding in waarde)
    if isinstance(veld, forms.ModelChoiceField):
        return veld.label_from_instance(waarde) if waarde else ""
    if isinstance(veld, forms.ChoiceField):
        return dict(veld.choices).get(veld.prepare_value(waarde), "")
    if isinstance(veld, forms.BooleanField):
        return "ja" if waarde else "nee"
    return str("" if waarde is None else veld.prepare_value(waarde))


def lees_bedrag(tekst):
    """Euro amount as people write it: "1.500,00", "1500", "€ 1.500", "1500.00" → Decimal.

    Raises ValueError when it is not an amount, or has more than two decimals.
    """
    kaal = re.sub(r"€|eur(o)?|\s|\u00a0|,-$|,–$", "", tekst.strip(), flags=re.IGNORECASE)
    if ENGELS.fullmatch(kaal):
        kaal = kaal.replace(",", "")
    elif "," in kaal or ALLEEN_DUIZENDTALLEN.fullmatch(kaal):
        kaal = kaal.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,10}(\.\d{1,2})?", kaal, flags=re.ASCII):
        raise ValueError(tekst)
    return Decimal(kaal)


class VersieForm(Formulier, forms.Form):
    """The version that was read; by itself the form of a page with one button."""

    versie = VersieField()

    def op(self, rij):
        """What was typed, at the version of now: to be sent again by who has read the other."""
        self.data = self.data.copy()
        self.data["versie"] = rij.versie


def vraag_ja(request, sjabloon, context, rij, actie, klaar):
    """A page with one button, about `rij` as it was read; `klaar` answers to what `actie` gave.

    Somebody saved in between: the page once more (409), with `net`, at the version of now.
    """
    context["form"] = form = VersieForm(gestuurd(request), initial={"versie": rij.versie})
    if not form.is_valid():
        return toon_formulier(request, sjabloon, context)
    try:
        resultaat = actie(rij, **form.cleaned_data)
    except Verouderd as verouderd:
        form.op(verouderd.huidig)
        return render(request, sjabloon, context | {"net": True}, status=409)
    except RegelGeschonden as regel:
        form.add_error(None, str(regel))
        return toon_formulier(request, sjabloon, context)
    return klaar(resultaat)


class RijForm(VersieForm):
    """Writes one `rij`, or a new one when there is none yet; `velden` is what its action wants.

    Where what is new is known by its name or year, a form says `uuid = None`.
    """

    uuid = UuidField()

    def __init__(self, *args, rij=None, **kwargs):
        begin = self.lees(rij) | {"versie": rij.versie} if rij else {"uuid": uuid4()}
        super().__init__(*args, initial=begin | kwargs.pop("initial", {}), **kwargs)
        self.rij = rij
        self.fields.pop("uuid" if rij else "versie", None)

    @staticmethod
    def lees(rij) -> dict:
        """What the form asks, as `rij` has it now."""
        raise NotImplementedError

    @property
    def velden(self) -> dict:
        return self.cleaned_data

    def anders_dan(self, rij) -> list[tuple[str, str]]:
        """(question, answer) where `rij` says something else than what was typed."""
        nu = self.lees(rij)
        return [
            (veld.label, antwoord(veld.field, nu[veld.name]))
            for veld in self.visible_fields()
            if veld.name in nu and nu[veld.name] != self.cleaned_data.get(veld.name)
        ]


class BedragField(forms.CharField):
    """An amount in euro; `cleaned_data` holds a Decimal, or None when it may be empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    fout = "Vul een bedrag in euro in, bijvoorbeeld 1500 of 12,50."
    mag_negatief = False

    def clean(self, value):
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            bedrag = lees_bedrag(tekst)
        except ValueError:
            raise forms.ValidationError(self.fout, code="bedrag") from None
        if bedrag < 0 and not self.mag_negatief:
            raise forms.ValidationError("Vul een bedrag in van 0 euro of meer.", code="negatief")
        return bedrag

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return f"{value:.2f}".replace(".", ",").removesuffix(",00")
        return value
