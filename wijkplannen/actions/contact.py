"""Who keeps an activity at its trekker."""

from django.db import transaction

from kern.exceptions import RegelGeschonden, Verouderd
from partners.models import Lidmaatschap
from wijkplannen.models import Activiteit


@transaction.atomic
def draag_over(
    activiteit: Activiteit, *, contact: Lidmaatschap | None, gelezen: int | None
) -> Activiteit:
    """Hand an activity to a colleague, or to everybody (None), in every plan it is in.

    `gelezen` is the key of whom it was with: raises Verouderd when that changed meanwhile,
    RegelGeschonden for somebody of another organisation.
    """
    activiteit = Activiteit.objects.select_for_update().get(pk=activiteit.pk)
    if contact and contact.partner_id != activiteit.trekker_id:
        raise RegelGeschonden("Kies iemand van de organisatie die deze activiteit trekt.")
    nieuw = contact and contact.pk
    if activiteit.contact_id == nieuw:
        return activiteit
    if activiteit.contact_id != gelezen:
        raise Verouderd(activiteit)
    activiteit.contact = contact
    activiteit.save(update_fields=["contact"])
    return activiteit
