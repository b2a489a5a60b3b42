"""Every guard in the database by name: one that goes, or comes, shows here.

Constraints of a table are CHECK, EXCLUDE and UNIQUE, the last also as an index.
"""

from collections import defaultdict

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db

GRENZEN = {
    "berichten_bericht": {
        "bericht_door_een_mens_is_geen_mail",
        "bericht_verzonden_heeft_hash",
        "bericht_verzonden_heeft_moment",
        "berichten_bericht_message_id_key",
        "berichten_bericht_pogingen_check",
        "berichten_bericht_sleutel_key",
        "berichten_bericht_uuid_key",
    },
    "gebieden_gebied": {
        "gebied_code_een_keer_tegelijk",
        "gebied_indeling_past_bij_soort",
        "gebied_slug_een_keer_tegelijk",
    },
    "gebieden_gebiedjaar": {
        "gebieden_gebiedjaar_inwoners_check",
        "gebieden_gebiedjaar_jaar_check",
        "gebiedjaar_uniek",
    },
    "gebieden_gemeente": {
        "gebieden_gemeente_code_key",
    },
    "gebieden_indeling": {
        "indeling_uniek",
    },
    "gebieden_ligging": {
        "ligging_buurt_een_keer_per_indeling",
    },
    "gebieden_oudeslug": {
        "oude_slug_uniek",
    },
    "gebieden_postcode": {
        "gebieden_postcode_tot_nr_check",
        "gebieden_postcode_van_nr_check",
        "postcode_aandeel_is_een_deel",
        "postcode_uniek",
    },
    "gebieden_vorm": {
        "gebieden_vorm_gebied_id_key",
    },
    "gebruikers_aanstelling": {
        "aanstelling_gebied_hoort_bij_gebiedsmanager",
        "aanstelling_niet_dubbel",
        "aanstelling_zonder_gebied_niet_dubbel",
    },
    "gebruikers_gebruiker": {
        "gebruiker_email_uniek",
    },
    "gebruikers_gebruiker_groups": {
        "gebruikers_gebruiker_groups_gebruiker_id_group_id_10db5d78_uniq",
    },
    "gebruikers_gebruiker_user_permissions": {
        "gebruikers_gebruiker_use_gebruiker_id_permission__2a0d58c0_uniq",
    },
    "indicatoren_bron": {
        "indicatoren_bron_sleutel_key",
    },
    "indicatoren_definitie": {
        "definitie_uniek",
        "indicatoren_definitie_vanaf_jaar_check",
    },
    "indicatoren_indicator": {
        "indicator_schaal_klopt",
        "indicatoren_indicator_decimalen_check",
        "indicatoren_indicator_drempel_n_check",
        "indicatoren_indicator_slug_key",
        "indicatoren_indicator_volgorde_check",
    },
    "indicatoren_meting": {
        "indicatoren_meting_jaar_check",
        "indicatoren_meting_n_check",
        "meting_marge_niet_negatief",
        "meting_uniek",
        "meting_waarde_of_reden",
    },
    "indicatoren_rapportage": {
        "indicatoren_rapportage_jaar_check",
        "indicatoren_rapportage_realisatie_tot_check",
        "indicatoren_rapportage_realisatie_van_check",
        "indicatoren_rapportage_streef_tot_check",
        "indicatoren_rapportage_streef_van_check",
        "rapportage_uniek",
        "rapportage_vensters_kloppen",
    },
    "indicatoren_rapportregel": {
        "indicatoren_rapportregel_volgorde_check",
        "rapportregel_indicator_klopt",
        "rapportregel_uniek",
    },
    "indicatoren_streefwaarde": {
        "indicatoren_streefwaarde_jaar_check",
        "streefwaarde_uniek",
    },
    "partners_lidmaatschap": {
        "lidmaatschap_mail_heeft_gebruiker",
        "lidmaatschap_niet_dubbel",
    },
    "partners_partner": {
        "partner_niet_in_zichzelf",
        "partners_partner_slug_key",
    },
    "partners_partnergebied": {
        "partnergebied_uniek",
    },
    "wijkplannen_activiteit": {
        "activiteit_kosten_niet_negatief",
        "wijkplannen_activiteit_uuid_key",
        "wijkplannen_activiteit_versie_check",
    },
    "wijkplannen_blok": {
        "wijkplannen_blok_uuid_key",
        "wijkplannen_blok_versie_check",
        "wijkplannen_blok_volgorde_check",
    },
    "wijkplannen_deelname": {
        "deelname_afwijzing_heeft_reden",
        "deelname_uniek",
    },
    "wijkplannen_document": {
        "document_grootte_binnen_de_grens",
        "wijkplannen_document_grootte_check",
        "wijkplannen_document_uuid_key",
    },
    "wijkplannen_doel": {
        "wijkplannen_doel_uuid_key",
        "wijkplannen_doel_versie_check",
        "wijkplannen_doel_volgorde_check",
    },
    "wijkplannen_doelindicator": {
        "doelindicator_uniek",
    },
    "wijkplannen_inzet": {
        "inzet_gestopt_heeft_reden",
        "inzet_online_heeft_wie_en_wanneer",
        "inzet_uniek",
        "wijkplannen_inzet_bereik_check",
        "wijkplannen_inzet_uuid_key",
        "wijkplannen_inzet_versie_check",
        "wijkplannen_inzet_volgorde_check",
    },
    "wijkplannen_planversie": {
        "planversie_uniek",
        "planversie_zegt_wat_er_veranderd_is",
        "wijkplannen_planversie_nummer_check",
        "wijkplannen_planversie_schema_check",
    },
    "wijkplannen_thema": {
        "wijkplannen_thema_sleutel_key",
        "wijkplannen_thema_volgorde_check",
    },
    "wijkplannen_voortgang": {
        "voortgang_gestopt_heeft_reden",
        "wijkplannen_voortgang_uuid_key",
    },
    "wijkplannen_wijkplan": {
        "wijkplan_een_tegelijk_per_gebied_en_soort",
        "wijkplan_ouder_plan_heeft_bron",
        "wijkplan_periode_heeft_begin_en_eind",
        "wijkplannen_wijkplan_huidige_versie_id_key",
        "wijkplannen_wijkplan_slug_key",
        "wijkplannen_wijkplan_versie_check",
    },
}

TRIGGERS = {
    "gebruikers_aanstelling": {
        "pgtrigger_insert_insert_ded5b",
        "pgtrigger_update_update_b2908",
    },
    "partners_lidmaatschap": {
        "pgtrigger_insert_insert_15a48",
        "pgtrigger_update_update_1f15d",
    },
    "wijkplannen_planversie": {
        "pgtrigger_planversie_blijft_f1c58",
        "pgtrigger_planversie_niet_legen_3afc8",
        "pgtrigger_planversie_onveranderd_3c6aa",
    },
    "wijkplannen_voortgang": {
        "pgtrigger_voortgang_blijft_f7f69",
        "pgtrigger_voortgang_niet_legen_b678c",
    },
}


def per_tabel(vraag):
    """{table of ours: names} of a query that starts from `eigen(tabel)`."""
    eigen = [app for app in apps.get_app_configs() if app.path == str(settings.BASE_DIR / app.name)]
    modellen = [m for app in eigen for m in app.get_models(include_auto_created=True)]
    begin = "WITH eigen AS (SELECT unnest(%s::text[])::regclass AS tabel)"
    uit = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(f"{begin} {vraag}", [[model._meta.db_table for model in modellen]])
        for tabel, naam in cursor.fetchall():
            uit[tabel].add(naam)
    return uit


def test_de_grenzen_in_de_database_zijn_precies_deze():
    grenzen = per_tabel("""
        SELECT tabel::text, conname::text FROM eigen
        JOIN pg_constraint ON conrelid = tabel WHERE contype IN ('c', 'x', 'u')
        UNION
        SELECT tabel::text, indexrelid::regclass::text FROM eigen
        JOIN pg_index ON indrelid = tabel WHERE indisunique AND NOT indisprimary
    """)

    assert grenzen == GRENZEN


def test_de_triggers_in_de_database_zijn_precies_deze():
    triggers = per_tabel("""
        SELECT tabel::text, tgname::text FROM eigen
        JOIN pg_trigger ON tgrelid = tabel WHERE NOT tgisinternal
    """)

    assert triggers == TRIGGERS
