from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from gebieden.inlezen import GegevensFout
from gebieden.models import (
    Gebied,
    GebiedJaar,
    Gemeente,
    Indeling,
    Ligging,
    Postcode,
    Vorm,
    Zekerheid,
)

NIEUW, GEWIJZIGD, GELIJK, VERVALLEN = "nieuw", "gewijzigd", "gelijk", "vervallen"
SOORT = {
    Indeling.Sleutel.CBS_WIJK: Gebied.Soort.WIJK,
    Indeling.Sleutel.PLAN: Gebied.Soort.PLANGEBIED,
    Indeling.Sleutel.BUDGET: Gebied.Soort.BUDGETGEBIED,
}


@transaction.atomic
def neem_over(gegevens):
    """Make the areas of one gemeente as `gegevens` says (`inlezen.lees`), all or nothing.

    Gives the report: a list of (what happened, about what). An area that other tables may point at
    never disappears by itself: leaving one out is refused.
    """
    code, velden = gegevens.gemeente["code"], _over_de_gemeente(gegevens)
    Gemeente.objects.get_or_create(code=code, defaults=velden)
    gemeente = Gemeente.objects.select_for_update().get(code=code)
    verslag = []
    indelingen = _zet_indelingen(gemeente, gegevens, verslag)
    gebieden = _zet_gebieden(gemeente, indelingen, gegevens, verslag)
    _zet_liggingen(indelingen, gebieden, gegevens, verslag)
    _zet_jaren(gebieden, gegevens, verslag)
    _zet_postcodes(gemeente, gebieden, gegevens, verslag)
    if gemeente.ingelezen != gegevens.vingerafdruk:
        if gegevens.omtrekken:
            _zet_vormen(gebieden, gegevens, verslag)
        for veld, waarde in velden.items():
            setattr(gemeente, veld, waarde)
        gemeente.ingelezen = gegevens.vingerafdruk
        gemeente.save(update_fields=[*velden, "ingelezen"])
    return verslag


def _over_de_gemeente(gegevens):
    namen = ("naam", "telefoon", "mail", "over_plannen")
    return {naam: gegevens.gemeente.get(naam, "") for naam in namen}


def _zet(model, huidig, gewenst, verslag):
    """Create or update so that each key of `gewenst` has those fields. Gives key → row."""
    nieuw, anders, velden_anders = [], [], set()
    rijen = dict(huidig)
    for sleutel, velden in gewenst.items():
        rij = rijen.get(sleutel)
        if rij is None:
            rij = rijen[sleutel] = model(**velden)
            nieuw.append(rij)
            staat = NIEUW
        elif verschil := [veld for veld, waarde in velden.items() if _wijkt_af(rij, veld, waarde)]:
            for veld in verschil:
                setattr(rij, veld, velden[veld])
            anders.append(rij)
            velden_anders.update(verschil)
            staat = GEWIJZIGD
        else:
            staat = GELIJK
        verslag.append((staat, f"{model._meta.verbose_name} {rij}"))
    for rij in nieuw + anders:
        try:
            rij.clean_fields(exclude=[v.name for v in model._meta.fields if v.is_relation])
        except ValidationError as fout:
            raise GegevensFout(f"{model._meta.verbose_name} {rij}: {fout.messages[0]}") from None
    model.objects.bulk_create(nieuw)
    if anders:
        model.objects.bulk_update(anders, velden_anders)
    return rijen


def _wijkt_af(rij, veld, waarde):
    """Compares a row by its key, so that no related row is fetched."""
    return getattr(rij, rij._meta.get_field(veld).attname) != getattr(waarde, "pk", waarde)


def _zet_indelingen(gemeente, gegevens, verslag):
    huidig = {rij.sleutel: rij for rij in gemeente.indelingen.all()}
    gewenst = {
        sleutel: {
            "gemeente": gemeente,
            "sleutel": sleutel,
            **{veld: velden[veld] for veld in ("naam", "bron", "zekerheid")},
        }
        for sleutel, velden in gegevens.gemeente["indelingen"].items()
    }
    return _zet(Indeling, huidig, gewenst, verslag)


def _zet_gebieden(gemeente, indelingen, gegevens, verslag):
    """Gives (kind, code) → Gebied."""
    huidig = {
        (rij.soort, rij.code): rij
        for rij in Gebied.objects.filter(gemeente=gemeente, geldig__upper_inf=True)
    }
    gewenst = {}

    def wil(soort, indeling, code, naam, **velden):
        vast = {"gemeente": gemeente, "indeling": indeling, "soort": soort}
        gewenst[soort, code] = vast | {"code": code, "naam": naam} | velden

    stad = gegevens.gemeente
    wil(Gebied.Soort.GEMEENTE, None, stad["code"], stad["naam"], slug=slugify(stad["naam"]))
    zekerheden = {}
    for (sleutel, _), (slug, zekerheid) in gegevens.ligging.items():
        zekerheden.setdefault((sleutel, slug), set()).add(zekerheid)
    for (sleutel, slug), rij in gegevens.gebieden.items():
        bekend = zekerheden.get((sleutel, slug), {Zekerheid.HOOG})
        zekerheid = max(bekend, key=list(Zekerheid).index)
        soort, indeling = SOORT[sleutel], indelingen[sleutel]
        wil(soort, indeling, rij["code"], rij["naam"], slug=slug, zekerheid=zekerheid)
    for code, rij in gegevens.buurten.items():
        wil(Gebied.Soort.BUURT, None, code, rij["naam"], slug=slugify(rij["naam"]))
    for sleutel in sorted(huidig.keys() - gewenst.keys()):
        raise GegevensFout(
            f"{sleutel[0]} {sleutel[1]} ({huidig[sleutel]}) staat niet meer in de map. "
            "Een gebied verdwijnt niet vanzelf: geef het eerst een einddatum."
        )
    return _zet(Gebied, huidig, gewenst, verslag)


def _zet_liggingen(indelingen, gebieden, gegevens, verslag):
    per_slug = {(rij.indeling_id, rij.slug): rij for rij in gebieden.values()}
    huidig = {
        (rij.indeling_id, rij.buurt_id): rij
        for rij in Ligging.objects.filter(
            indeling__in=indelingen.values(), geldig__upper_inf=True
        ).select_related("gebied", "buurt")
    }
    gewenst = {}
    for (sleutel, code), (slug, zekerheid) in gegevens.ligging.items():
        indeling, buurt = indelingen[sleutel], gebieden[Gebied.Soort.BUURT, code]
        gebied = per_slug[indeling.pk, slug]
        velden = {"indeling": indeling, "buurt": buurt, "gebied": gebied, "zekerheid": zekerheid}
        gewenst[indeling.pk, buurt.pk] = velden
    _zet(Ligging, huidig, gewenst, verslag)


def _zet_jaren(gebieden, gegevens, verslag):
    huidig = {
        (rij.gebied_id, rij.jaar): rij
        for rij in GebiedJaar.objects.filter(gebied__in=gebieden.values()).select_related("gebied")
    }
    gewenst = {}
    for (code, jaar), inwoners in gegevens.inwoners.items():
        buurt = gebieden[Gebied.Soort.BUURT, code]
        bron = f"CBS, Kerncijfers wijken en buurten {jaar}"
        velden = {"gebied": buurt, "jaar": jaar, "inwoners": inwoners, "bron": bron}
        gewenst[buurt.pk, jaar] = velden
    _zet(GebiedJaar, huidig, gewenst, verslag)


def _zet_postcodes(gemeente, gebieden, gegevens, verslag):
    wijken = {rij.slug: rij for (soort, _), rij in gebieden.items() if soort == "plangebied"}
    huidig = {
        (rij.pc, rij.van_nr, rij.gebied_id): rij
        for rij in Postcode.objects.filter(gebied__gemeente=gemeente)
        .select_related("gebied")
        .order_by("pc", "van_nr", "pk")
    }
    gewenst = {}
    for (pc, van_nr, slug), velden in gegevens.postcodes.items():
        gebied = wijken[slug]
        sleutel = {"pc": pc, "van_nr": van_nr, "gebied": gebied}
        gewenst[pc, van_nr, gebied.pk] = sleutel | velden
    for sleutel in [sleutel for sleutel in huidig if sleutel not in gewenst]:
        verslag.append((VERVALLEN, f"postcode {huidig[sleutel]}"))
        huidig.pop(sleutel).delete()
    _zet(Postcode, huidig, gewenst, verslag)


def _zet_vormen(gebieden, gegevens, verslag):
    """The outlines of the areas of each division, and of the buurten, in the same units."""
    from gebieden.tekenen import teken  # noqa: PLC0415  shapely and numpy, for this moment only

    gewenst = {}
    for soort, groepen in _te_tekenen(gegevens).items():
        for code, velden in teken(gegevens.omtrekken, groepen).items():
            gebied = gebieden[soort, code]
            gewenst[gebied.pk] = {"gebied": gebied, **velden}
    huidig = {
        rij.gebied_id: rij
        for rij in Vorm.objects.filter(gebied__in=gewenst).select_related("gebied")
    }
    _zet(Vorm, huidig, gewenst, verslag)


def _te_tekenen(gegevens):
    """Kind → code → (label, codes of the buurten it is made of)."""
    groepen = {
        Gebied.Soort.BUURT: {
            code: (rij["naam"], [code])
            for code, rij in gegevens.buurten.items()
            if code in gegevens.omtrekken
        }
    }
    for (sleutel, _), rij in gegevens.gebieden.items():
        groepen.setdefault(SOORT[sleutel], {})[rij["code"]] = (rij["label"] or rij["naam"], [])
    for (sleutel, buurt), (slug, _) in gegevens.ligging.items():
        groepen[SOORT[sleutel]][gegevens.gebieden[sleutel, slug]["code"]][1].append(buurt)
    return groepen
