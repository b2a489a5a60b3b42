"""Repair only: figures come in through files."""

from django.contrib import admin

from indicatoren.models import (
    Bron,
    Definitie,
    Indicator,
    Meting,
    Rapportage,
    Rapportregel,
    Streefwaarde,
)

admin.site.register(Bron)


class DefinitieInline(admin.TabularInline):
    model = Definitie
    extra = 0


@admin.register(Indicator)
class IndicatorAdmin(admin.ModelAdmin):
    list_display = ["naam", "bron", "volgorde", "is_voorbeeld"]
    list_select_related = ["bron"]
    prepopulated_fields = {"slug": ["korte_naam"]}
    inlines = [DefinitieInline]


@admin.register(Meting)
class MetingAdmin(admin.ModelAdmin):
    list_display = ["indicator", "gebied", "jaar", "waarde", "reden", "significant"]
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


@admin.register(Rapportage)
class RapportageAdmin(admin.ModelAdmin):
    list_display = ["soort", "jaar", "programma"]
    inlines = [RapportregelInline]
    raw_id_fields = ["door"]
