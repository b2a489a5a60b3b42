from django.contrib import admin

from berichten.models import Bericht


@admin.register(Bericht)
class BerichtAdmin(admin.ModelAdmin):
    """Looking only: what was said is not rewritten. The text stays shut, it may hold a code."""

    list_display = ["soort", "aan", "kanaal", "status", "pogingen", "gemaakt_op", "verzonden_op"]
    list_filter = ["soort", "status", "kanaal"]
    search_fields = ["aan", "betreft"]
    exclude = ["inhoud", "feiten", "bestand"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
