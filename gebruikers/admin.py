from django.contrib import admin
from django.utils.functional import lazy

from gebieden.plaats import plaats
from gebruikers.models import Aanstelling, Gebruiker

admin.site.site_header = admin.site.site_title = lazy(
    lambda: f"{plaats().portaal}: herstellen", str
)()


class AanstellingInline(admin.TabularInline):
    model = Aanstelling
    fk_name = "gebruiker"
    extra = 0
    raw_id_fields = ["vervangt", "verleend_door", "gebied"]


@admin.register(Gebruiker)
class GebruikerAdmin(admin.ModelAdmin):
    """Repair: a name, an address, a role. A password is only set by its owner."""

    list_display = ["naam", "email", "is_active", "is_staff", "is_voorbeeld"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["naam", "email"]
    fields = ["naam", "email", "is_active", "is_staff", "is_superuser", "is_voorbeeld"]
    inlines = [AanstellingInline]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
