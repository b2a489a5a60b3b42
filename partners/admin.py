from django.contrib import admin

from partners.models import Contactpersoon, Lidmaatschap, Partner, PartnerGebied


class PartnerGebiedInline(admin.TabularInline):
    model = PartnerGebied
    extra = 0
    raw_id_fields = ["gebied"]


class ContactpersoonInline(admin.TabularInline):
    model = Contactpersoon
    extra = 0
    raw_id_fields = ["gebied"]


class LidmaatschapInline(admin.TabularInline):
    model = Lidmaatschap
    extra = 0
    raw_id_fields = ["gebruiker"]


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin):
    """Repair: names, areas, contacts, members. A partner is merged, never deleted."""

    list_display = ["naam", "soort", "is_openbaar", "is_voorbeeld"]
    list_filter = ["soort", "is_openbaar"]
    search_fields = ["naam"]
    raw_id_fields = ["samengevoegd_in"]
    inlines = [PartnerGebiedInline, ContactpersoonInline, LidmaatschapInline]

    def has_delete_permission(self, request, obj=None):
        return False
