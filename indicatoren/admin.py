"""Repair only: figures come in through files."""

from django.contrib import admin
from django.db import models

from indicatoren.models import (
    Bron,
    Definitie,
    Indicator,
    Meting,
    Peiling,
    Programma,
    Rapportage,
    Rapportregel,
    Streefwaarde,
)

HTTPS = {models.URLField: {"assume_scheme": "https"}}


class PeilingInline(admin.TabularInline):
    model = Peiling
    extra = 0
    formfield_overrides = HTTPS


@admin.register(Bron)
class BronAdmin(admin.ModelAdmin):
    list_display = ["naam", "ritme"]
    formfield_overrides = HTTPS
    inlines = [PeilingInline]


class DefinitieInline(admin.TabularInline):
    model = Definitie
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ["naam", "bron", "volgorde", "is_voorbeeld"]
    formfield_overrides = HTTPS
    list_select_related = ["bron"]
    prepopulated_fields = {"slug": ["korte_naam"]}
    inlines = [DefinitieInline]


@admin.register(Meting)
class MetingAdmin(admin.ModelAdmin):
    list_display = ["indicator", "gebied", "jaar", "waarde", "reden", "significant"]
    formfield_overrides = HTTPS
    list_filter = ["indicator", "jaar"]
    list_select_related = ["indicator", "gebied"]
    raw_id_fields = ["gebied"]


@admin.register(Streefwaarde)
class StreefwaardeAdmin(admin.ModelAdmin):
    list_display = ["indicator", "gebied", "jaar", "waarde"]
    list_filter = ["indicator", "jaar"]
    list_select_related = ["indicator", "gebied"]
    raw_id_fields = ["gebied"]


class RapportregelInline(admin.StackedInline):
    model = Rapportregel
    extra = 0
    raw_id_fields = ["gevraagd_aan", "aangeleverd_door", "akkoord_door"]


@admin.register(Programma)
class ProgrammaAdmin(admin.ModelAdmin):
    list_display = ["naam", "rapportage", "ouder"]
    list_select_related = ["rapportage", "ouder"]
    inlines = [RapportregelInline]


class ProgrammaInline(admin.TabularInline):
    model = Programma
    extra = 0


@admin.register(Rapportage)
class RapportageAdmin(admin.ModelAdmin):
    list_display = ["soort", "jaar", "nummer", "titel", "bevroren_op"]
    inlines = [ProgrammaInline]
