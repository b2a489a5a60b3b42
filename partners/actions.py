from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from gebieden.models import Gebied
from kern.eigentabel import lees_benoemd
from kern.exceptions import RegelGeschonden
from partners.models import Partner, PartnerGebied

KOLOMMEN = ["naam", "slug", "soort", "omschrijving", "website", "gebieden", "bron"]


@transaction.atomic
def neem_over(bestand: Path) -> list[tuple[str, str]]:
    """Partners from a csv file (columns `KOLOMMEN`, separated by ;), all or nothing.

    Gives (what happened, name) per line. Areas are `soort:slug`, more of them separated by a comma;
    an area that a person added in the meantime stays.
    """
    gebieden = {
        f"{gebied.soort}:{gebied.slug}": gebied
        for gebied in Gebied.objects.filter(gemeente__code=settings.GEMEENTE)
        .geldig_op(localdate())
        .exclude(soort=Gebied.Soort.BUURT)
    }
    aanwezig = {partner.slug: partner for partner in Partner.objects.all()}
    gezet = set(PartnerGebied.objects.values_list("partner__slug", "gebied_id"))
    verslag, fouten, hangt = [], [], []
    for nr, rij in _rijen(bestand):
        sleutels = [
            sleutel.strip() for sleutel in rij.pop("gebieden").split(",") if sleutel.strip()
        ]
        fouten += [f"Regel {nr}: gebied “{s}” bestaat niet." for s in sleutels if s not in gebieden]
        partner = aanwezig.setdefault(rij["slug"], Partner(slug=rij["slug"]))
        staat = _staat(partner, rij, nr, fouten)
        verslag.append((staat, partner.naam))
        hangt += [(partner, gebieden[s]) for s in sleutels if s in gebieden]
        if staat != "gelijk" and not fouten:
            partner.save()
    if fouten:
        raise RegelGeschonden(" ".join(fouten))
    PartnerGebied.objects.bulk_create(
        PartnerGebied(partner=partner, gebied=gebied)
        for partner, gebied in hangt
        if (partner.slug, gebied.pk) not in gezet
    )
    return verslag


def _rijen(bestand):
    gezien = set()
    for nr, rij in lees_benoemd(bestand, *KOLOMMEN):
        if rij["slug"] in gezien:
            raise RegelGeschonden(f"Regel {nr}: {rij['slug']} staat er al.")
        gezien.add(rij["slug"])
        yield nr, {kolom: rij[kolom] for kolom in KOLOMMEN}


def _staat(partner, rij, nr, fouten):
    """Set the fields; say whether the partner is new, changed or the same."""
    anders = [veld for veld, waarde in rij.items() if getattr(partner, veld) != waarde]
    for veld in anders:
        setattr(partner, veld, rij[veld])
    try:
        partner.clean_fields()
    except ValidationError as fout:
        for veld, teksten in fout.message_dict.items():
            fouten.append(f"Regel {nr}, {veld}: {teksten[0]}")
    if not partner.pk:
        return "nieuw"
    return "gewijzigd" if anders else "gelijk"
