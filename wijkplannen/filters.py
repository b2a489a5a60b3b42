"""The filters of the agenda of all wijken, with the choices that exist."""

from datetime import date

import django_filters
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import CharField, Q, Value

from gebieden.models import Gebied
from kern.forms import helper
from partners.models import Partner
from wijkplannen.models import Inzet, Stand
from wijkplannen.querysets import DOET_MEE
from wijkplannen.uitvoeringsagenda import met_partner

FOUT = {"invalid_choice": "Kies er een uit de lijst."}
GROEPEN = {"wijk": "Per wijk", "jaar": "Per jaar", "trekker": "Per organisatie"}


def _keuze(label, leeg, **anders):
    return django_filters.ChoiceFilter(label=label, empty_label=leeg, error_messages=FOUT, **anders)


class AgendaForm(forms.Form):
    helper = helper("wijk", "thema", "jaar", "partner", "buurt", "stand", "groep")


class AgendaFilter(django_filters.FilterSet):
    """By wijk, theme, year, partner, buurt and stand; an unknown choice is a mistake."""

    wijk = _keuze("Welke wijk?", "Alle wijken", field_name="doel__plan__gebied__slug")
    thema = _keuze("Welk thema?", "Alle thema's", method="met_thema")
    jaar = _keuze("Welk jaar?", "Alle jaren", method="in_jaar")
    partner = _keuze("Welke organisatie?", "Alle organisaties", method="van_partner")
    buurt = _keuze("Welke buurt?", "Alle buurten", field_name="gebied__slug")
    stand = _keuze("Hoe ver is het?", "Alles", field_name="openbare_stand", choices=Stand)
    groep = _keuze(
        "Hoe wil je het zien?", None, method="zoals_het_is", choices=list(GROEPEN.items())
    )

    class Meta:
        model = Inzet
        fields = []
        form = AgendaForm

    def __init__(self, data, kader):
        super().__init__(data, kader.inzetten())
        self.kader = kader
        self._kies("wijk", kader.wijken.items())
        self._kies("thema", kader.themas.items())
        self._kies("jaar", [(str(jaar), str(jaar)) for jaar in kader.jaren])
        self._kies("partner", [])
        self._kies("buurt", [])
        for soort, slug, naam in _wie_en_waar(kader.inzetten()):
            self.filters[soort].extra["choices"].append((slug, naam))

    @property
    def per(self) -> str:
        """How the list is grouped: a key of `GROEPEN`."""
        return (self.is_bound and self.form.cleaned_data.get("groep")) or "wijk"

    @property
    def gekozen(self) -> list[tuple[str, str]]:
        """[(question, answer)] of what was chosen, in words: a paper says what is not on it."""
        waarden = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        return [
            (self.form.fields[naam].label, dict(self.form.fields[naam].choices)[waarde])
            for naam, waarde in waarden.items()
            if waarde and naam != "groep"
        ]

    def met_thema(self, queryset, name, value):
        return queryset.filter(doel__uuid__in=self.kader.onder_thema(value))

    def in_jaar(self, queryset, name, value):
        jaar = DateRange(date(int(value), 1, 1), date(int(value) + 1, 1, 1))
        return queryset.filter(activiteit__periode__overlap=jaar)

    def van_partner(self, queryset, name, value):
        return queryset.filter(met_partner(value))

    def zoals_het_is(self, queryset, name, value):
        return queryset

    def _kies(self, naam, keuzes):
        self.filters[naam].extra["choices"] = list(keuzes)


def _wie_en_waar(inzetten):
    """(filter, slug, name) of the partners and buurten that occur: one query."""
    trekt = Q(getrokken_activiteiten__inzetten__in=inzetten)
    doet_mee = Q(deelnames__activiteit__inzetten__in=inzetten, deelnames__toezegging__in=DOET_MEE)
    partners = Partner.objects.openbaar().filter(trekt | doet_mee)
    buurten = Gebied.objects.filter(inzetten__in=inzetten)
    return _als("partner", partners).union(_als("buurt", buurten)).order_by("naam")


def _als(soort, rijen):
    return rijen.order_by().values_list(Value(soort, CharField()), "slug", "naam")
