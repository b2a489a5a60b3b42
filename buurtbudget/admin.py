"""For repairs, and for what has no screen of its own: who decides where, and the loaded data."""

from django.contrib import admin

from buurtbudget.models import Grond, Jaarvraag, Mandaat, NogRegelen, Regeling


@admin.register(Regeling)
class RegelingAdmin(admin.ModelAdmin):
    list_display = ["naam", "bestuursorgaan", "bewaar_jaren"]


@admin.register(Mandaat)
class MandaatAdmin(admin.ModelAdmin):
    list_display = ["gebied", "partner", "regeling", "periode"]
    list_select_related = ["gebied", "partner", "regeling"]
    autocomplete_fields = ["partner"]
    ordering = ["gebied__naam"]


@admin.register(Grond)
class GrondAdmin(admin.ModelAdmin):
    list_display = ["naam", "regeling", "volgorde", "actief"]
    list_select_related = ["regeling"]


@admin.register(NogRegelen)
class NogRegelenAdmin(admin.ModelAdmin):
    list_display = ["tekst", "bij", "dagen", "bron"]


@admin.register(Jaarvraag)
class JaarvraagAdmin(admin.ModelAdmin):
    list_display = ["tekst", "regeling", "vanaf_jaar", "tot_jaar"]
    list_select_related = ["regeling"]
