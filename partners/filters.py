import django_filters
from django import forms

from gebieden.models import Gebied
from kern.forms import helper
from partners.models import Partner


class ZoekForm(forms.Form):
    helper = helper("zoek", "soort", "wijk")


class PartnerFilter(django_filters.FilterSet):
    """Filters of the registry; an unknown choice is a mistake, not an empty list."""

    zoek = django_filters.CharFilter(
        label="Welke naam of welk woord zoek je?",
        max_length=100,
        method="zoek_woord",
        error_messages={"max_length": "Zoek met hoogstens 100 tekens."},
    )
    soort = django_filters.ChoiceFilter(
        label="Wat voor organisatie?",
        choices=Partner.Soort,
        empty_label="Alle soorten",
        error_messages={"invalid_choice": "Kies een soort uit de lijst."},
    )
    wijk = django_filters.ModelChoiceFilter(
        label="In welke wijk?",
        queryset=lambda request: Gebied.objects.wijken().order_by("naam"),
        to_field_name="slug",
        empty_label="Alle wijken",
        method="zoek_wijk",
        error_messages={"invalid_choice": "Kies een wijk uit de lijst."},
    )

    class Meta:
        model = Partner
        fields = []
        form = ZoekForm

    def zoek_woord(self, queryset, name, value):
        return queryset.met_woord(value)

    def zoek_wijk(self, queryset, name, value):
        return queryset.in_gebied(value)
