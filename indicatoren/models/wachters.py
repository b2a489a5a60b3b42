"""What the database itself watches over: no figure changes unseen, what was frozen stays."""

import pgtrigger

# What makes it another figure, as jsonb of a row {rij}.
CIJFER = "to_jsonb({rij}) - 'id' - 'herkomst_id' - 'herkomst_regel' - 'verborgen' - 'bron_link'"
BEWAAR = """
INSERT INTO indicatoren_correctie
       (soort, indicator_id, gebied_id, jaar, was, vervangen_door_id, is_weg, op)
SELECT '{soort}', oud.indicator_id, oud.gebied_id, oud.jaar, to_jsonb(oud), {door}, {weg}, now()
  FROM oud {nieuw};
RETURN NULL;
"""
BEVROREN = """
IF to_jsonb(OLD) - 'openbaar_op' = to_jsonb(NEW) - 'openbaar_op' THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'rapportage_bevroren' USING ERRCODE = 'restrict_violation';
"""
# The lock makes who writes a row wait for who freezes, so that no row slips in beside it.
IN_BEVROREN = """
PERFORM FROM indicatoren_rapportage r
  WHERE r.id IN ({rapportages}) AND r.bevroren_op IS NULL FOR SHARE;
IF EXISTS (SELECT FROM indicatoren_rapportage r
            WHERE r.id IN ({rapportages}) AND r.bevroren_op IS NOT NULL) THEN
    RAISE EXCEPTION 'rapportage_bevroren' USING ERRCODE = 'restrict_violation';
END IF;
RETURN {rij};
"""


def bewaar_oude(soort):
    """Statement triggers that keep each figure of this kind as it was: one INSERT per statement."""
    anders = f"{CIJFER.format(rij='oud')} IS DISTINCT FROM {CIJFER.format(rij='nieuw')}"
    return [
        pgtrigger.Trigger(
            name=f"{soort}_bewaar_gewijzigd",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(old="oud", new="nieuw"),
            func=BEWAAR.format(
                soort=soort,
                door="nieuw.herkomst_id",
                weg="false",
                nieuw=f"JOIN nieuw USING (id) WHERE {anders}",
            ),
        ),
        pgtrigger.Trigger(
            name=f"{soort}_bewaar_weg",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            level=pgtrigger.Statement,
            referencing=pgtrigger.Referencing(old="oud"),
            func=BEWAAR.format(soort=soort, door="NULL", weg="true", nieuw=""),
        ),
    ]


def vergeet_niets(naam):
    return [pgtrigger.Protect(name=f"{naam}_blijft", operation=pgtrigger.Update | pgtrigger.Delete)]


def blijft_bevroren(naam):
    """Triggers of a document: once frozen only its publication is filled in, and it stays."""
    return [
        pgtrigger.Trigger(
            name=f"{naam}_bevroren",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__bevroren_op__isnull=False),
            func=BEVROREN,
        ),
        pgtrigger.Protect(
            name=f"{naam}_blijft",
            operation=pgtrigger.Delete,
            condition=pgtrigger.Q(old__bevroren_op__isnull=False),
        ),
    ]


def bevroren_met_document(naam, rapportage):
    """Triggers of a part: nothing is added, changed or removed in a frozen document.

    `rapportage` is SQL that gives the key of the document, with {rij} for NEW or OLD.
    """
    oud, nieuw = rapportage.format(rij="OLD"), rapportage.format(rij="NEW")
    return [
        pgtrigger.Trigger(
            name=f"{naam}_erbij_bevroren",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=IN_BEVROREN.format(rapportages=nieuw, rij="NEW"),
        ),
        pgtrigger.Trigger(
            name=f"{naam}_anders_bevroren",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=IN_BEVROREN.format(rapportages=f"({oud}), ({nieuw})", rij="NEW"),
        ),
        pgtrigger.Trigger(
            name=f"{naam}_weg_bevroren",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func=IN_BEVROREN.format(rapportages=oud, rij="OLD"),
        ),
    ]
