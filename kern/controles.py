from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import F, Model, TextField
from django.db.models.functions import Cast

from kern.iban import VerkeerdeSleutel, VersleuteldField, ontsleutel


def fouten(modellen: Iterable[type[Model]] | None = None) -> Iterator[str]:
    """Encrypted values that no key of IBAN_KEY can read, in `modellen` or in all."""
    for model in modellen or apps.get_models():
        for veld in model._meta.local_fields:
            if isinstance(veld, VersleuteldField) and (aantal := _onleesbaar(veld)):
                yield (
                    f"{model._meta.verbose_name_plural}: {veld.verbose_name} is in {aantal} "
                    f"{'rij' if aantal == 1 else 'rijen'} niet te lezen: IBAN_KEY past niet."
                )


def _onleesbaar(veld: VersleuteldField) -> int:
    """How many rows hold something that cannot be decrypted."""
    rijen = veld.model._base_manager.annotate(zoals_bewaard=Cast(F(veld.name), TextField()))
    return sum(map(_past_niet, rijen.values_list("zoals_bewaard", flat=True).iterator()))


def _past_niet(waarde):
    try:
        return bool(waarde) and not ontsleutel(waarde)
    except VerkeerdeSleutel:
        return True
