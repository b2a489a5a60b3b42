"""The filters of the register, with the choices that exist, from one query."""

import django_filters
from django import forms

from buurtbudget.models import Spelregels
from buurtbudget.register import UITKOMSTEN
from kern.forms import helper

FOUT = {"invalid_choice": "Kies er een uit de lijst."}


class ZeefForm(forms.Form):
    helper = helper("wijk", "jaar", "uitkomst")


class RegisterFilter(django_filters.FilterSet):
    """By wijk, year and outcome; an unknown choice is a mistake, not an empty list."""

    wijk = django_filters.ChoiceFilter(
        label="Welk buurtbudget?",
        field_name="spelregels__gebied__slug",
        empty_label="Allemaal",
        error_messages=FOUT,
    )
    jaar = django_filters.ChoiceFilter(
        label="Welk jaar?",
        field_name="spelregels__jaar",
        empty_label="Alle jaren",
        error_messages=FOUT,
    )
    uitkomst = django_filters.ChoiceFilter(
        label="Hoe liep het af?",
        method="met_uitkomst",
        choices=[(sleutel, naam) for sleutel, (naam, _) in UITKOMSTEN.items()],
        empty_label="Alles",
        error_messages=FOUT,
    )

    class Meta:
        model = Spelregels
        fields = []
        form = ZeefForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        regels = Spelregels.objects.openbaar().order_by()
        paren = set(regels.values_list("gebied__slug", "gebied__naam", "jaar"))
        wijken = sorted({(slug, naam) for slug, naam, _ in paren}, key=lambda wijk: wijk[1])
        jaren = sorted({jaar for *_, jaar in paren}, reverse=True)
        self.filters["wijk"].extra["choices"] = wijken
        self.filters["jaar"].extra["choices"] = [(str(jaar), str(jaar)) for jaar in jaren]

    def met_uitkomst(self, queryset, name, value):
        return queryset.filter(status__in=UITKOMSTEN[value][1])
