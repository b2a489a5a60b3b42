from datetime import date

from django.utils.timezone import localdate

from gebruikers.models import Aanstelling


def rollen(gebruiker, vandaag: date | None = None) -> frozenset[str]:
    """Roles of a person at the city (`Rol`) on one day: one query, kept on the object.

    A visitor and a closed account have none. What one is at partners: `partners.rechten`.
    """
    if not gebruiker.is_authenticated or not gebruiker.is_active:
        return frozenset()
    dag = vandaag or localdate()
    bewaard = getattr(gebruiker, "_rollen", {})
    if dag not in bewaard:
        eigen = Aanstelling.objects.filter(gebruiker=gebruiker).geldig_op(dag)
        gebruiker._rollen = bewaard | {dag: frozenset(eigen.values_list("rol", flat=True))}
    return gebruiker._rollen[dag]
