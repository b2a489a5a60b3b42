"""Repair only: a plan is made, written and published on its own pages and by its actions."""

from django.contrib import admin
from django.db import models

from wijkplannen.models import (
    Activiteit,
    Blok,
    Deelname,
    Doel,
    DoelIndicator,
    Inzet,
    PlanVersie,
    Thema,
    Voortgang,
    Wijkplan,
)


class Blijft(admin.ModelAdmin):
    """Things end, they are never deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class AlleenLezen(Blijft):
    """Append-only: the database refuses a change as well."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Thema)
class ThemaAdmin(Blijft):
    list_display = ["naam", "soort", "volgorde"]


@admin.register(Wijkplan)
class WijkplanAdmin(Blijft):
    list_display = ["titel", "gebied", "soort", "jaren", "is_voorbeeld"]
    list_filter = ["soort"]
    list_select_related = ["gebied"]
    search_fields = ["titel"]
    raw_id_fields = ["gebied"]
    readonly_fields = ["huidige_versie", "versie"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Blok)
class BlokAdmin(Blijft):
    list_display = ["kop", "plan", "zichtbaarheid", "vervallen_op"]
    list_select_related = ["plan"]
    raw_id_fields = ["plan", "gewijzigd_door"]
    readonly_fields = ["versie", "vervallen_op"]


class DoelIndicatorInline(admin.TabularInline):
    model = DoelIndicator
    extra = 0


@admin.register(Doel)
class DoelAdmin(Blijft):
    list_display = ["titel", "plan", "thema", "vervallen_op"]
    list_select_related = ["plan", "thema"]
    search_fields = ["titel"]
    raw_id_fields = ["plan", "gewijzigd_door"]
    readonly_fields = ["versie", "vervallen_op"]
    inlines = [DoelIndicatorInline]


class DeelnameInline(admin.TabularInline):
    model = Deelname
    extra = 0
    raw_id_fields = ["partner"]


@admin.register(Activiteit)
class ActiviteitAdmin(Blijft):
    list_display = ["titel", "trekker", "is_voorbeeld"]
    list_select_related = ["trekker"]
    search_fields = ["titel"]
    raw_id_fields = ["trekker", "gewijzigd_door"]
    readonly_fields = ["versie"]
    inlines = [DeelnameInline]


@admin.register(Inzet)
class InzetAdmin(Blijft):
    """How it goes is reported, not typed over."""

    list_display = ["activiteit", "doel", "stand", "openbare_stand", "online_op", "vervallen_op"]
    list_filter = ["stand"]
    list_select_related = ["activiteit", "doel"]
    raw_id_fields = ["activiteit", "doel", "gebied"]
    readonly_fields = [
        "versie",
        "stand",
        "zin",
        "openbare_stand",
        "openbare_zin",
        "online_op",
        "online_door",
        "bevestigd_op",
        "bijgewerkt_op",
    ]


@admin.register(PlanVersie)
class PlanVersieAdmin(AlleenLezen):
    list_display = ["plan", "nummer", "op", "door"]
    list_select_related = ["plan", "door"]


@admin.register(Voortgang)
class VoortgangAdmin(AlleenLezen):
    list_display = ["inzet", "stand", "op", "door", "namens"]
    list_select_related = ["inzet__activiteit", "inzet__doel", "door", "namens"]
