"""What the database itself watches over in the ledger: the texts of its triggers and checks."""

from decimal import Decimal

import pgtrigger
from django.db.models import F, Q

BOEK = """
UPDATE buurtbudget_wijkbudget SET
    plafond = CASE WHEN NEW.d_plafond = 0 THEN plafond
                   ELSE coalesce(plafond, 0) + NEW.d_plafond END,
    extra = extra + NEW.d_extra,
    gereserveerd = gereserveerd + NEW.d_gereserveerd,
    verplicht = verplicht + NEW.d_verplicht,
    betaald = betaald + NEW.d_betaald,
    te_vorderen = te_vorderen + NEW.d_te_vorderen,
    ontvangen = ontvangen + NEW.d_ontvangen
 WHERE id = NEW.wijkbudget_id;
IF NEW.aanvraag_id IS NOT NULL THEN
    UPDATE buurtbudget_saldo SET
        gereserveerd = gereserveerd + NEW.d_gereserveerd,
        verplicht = verplicht + NEW.d_verplicht,
        betaald = betaald + NEW.d_betaald,
        te_vorderen = te_vorderen + NEW.d_te_vorderen,
        ontvangen = ontvangen + NEW.d_ontvangen
     WHERE aanvraag_id = NEW.aanvraag_id AND wijkbudget_id = NEW.wijkbudget_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'boeking_zonder_saldo' USING ERRCODE = 'foreign_key_violation';
    END IF;
END IF;
RETURN NULL;
"""
STORNO_IS_SPIEGEL = """
IF NOT EXISTS (
    SELECT FROM buurtbudget_boeking o WHERE o.id = NEW.herstelt_id
       AND o.wijkbudget_id = NEW.wijkbudget_id
       AND o.aanvraag_id IS NOT DISTINCT FROM NEW.aanvraag_id
       AND (o.d_plafond, o.d_extra, o.d_gereserveerd, o.d_verplicht, o.d_betaald,
            o.d_te_vorderen, o.d_ontvangen, o.bedrag)
         = (-NEW.d_plafond, -NEW.d_extra, -NEW.d_gereserveerd, -NEW.d_verplicht, -NEW.d_betaald,
            -NEW.d_te_vorderen, -NEW.d_ontvangen, -NEW.bedrag)
) THEN
    RAISE EXCEPTION 'boeking_storno_is_spiegel' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ALLEEN_DOOR_BOEKING = """
IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'saldo_alleen_door_boeking' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""
BEGINT_LEEG = """
RAISE EXCEPTION 'saldo_begint_leeg' USING ERRCODE = 'restrict_violation';
"""
VERHUIST_NIET = """
RAISE EXCEPTION 'saldo_verhuist_niet' USING ERRCODE = 'restrict_violation';
"""
HOOGSTENS = Decimal("9999999999.99")  # what the columns hold; NaN, which PostgreSQL has, is above
SALDI = ["gereserveerd", "verplicht", "betaald", "te_vorderen", "ontvangen"]
# What each kind of entry may move; without it a "plafond" that lowers `verplicht` would make room.
RAAKT = {
    "plafond": ["plafond"],
    "overheveling": ["plafond", "extra"],
    "reservering": ["gereserveerd"],
    "verplichting": ["gereserveerd", "verplicht"],
    "vrijval": ["gereserveerd", "verplicht", "te_vorderen"],
    "betaling": ["betaald"],
    "terugvordering": ["verplicht", "te_vorderen"],
    "ontvangst": ["te_vorderen", "ontvangen"],
    "kwijt": ["verplicht", "te_vorderen"],
    "beginsaldo": ["extra"],
    "subsidie": [],
    "gift": ["extra"],
    "rente": ["extra"],
    "kosten": ["verplicht", "betaald"],
    "terugbetaald": ["plafond", "extra"],
    "storno": ["plafond", "extra", *SALDI],
}


def raakt_alleen():
    """Condition: an entry leaves alone what its kind has nothing to do with."""
    mag = Q()
    for soort, velden in RAAKT.items():
        niet = {"plafond", "extra", *SALDI} - set(velden)
        mag |= Q(soort=soort, **{f"d_{veld}": 0 for veld in sorted(niet)})
    return mag & (~Q(soort="kosten") | Q(d_verplicht=F("d_betaald")))


def wachters(naam, velden, leeg):
    """Triggers: the row starts at nothing, and its balances move only by an entry."""
    return [
        pgtrigger.Trigger(
            name=f"{naam}_alleen_door_boeking",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf(*velden),
            condition=pgtrigger.AnyChange(*velden),
            func=ALLEEN_DOOR_BOEKING,
        ),
        pgtrigger.Trigger(
            name=f"{naam}_begint_leeg",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Condition(f"({leeg})"),
            func=BEGINT_LEEG,
        ),
    ]
