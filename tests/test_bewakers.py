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
    "buurtbudget_aanvraag": {
        "aanvraag_gevraagd",
        "aanvraag_nummer_vanaf_ontvangst",
        "aanvraag_status_bestaat",
        "aanvraag_tot_na_van",
        "buurtbudget_aanvraag_deelnemers_check",
        "buurtbudget_aanvraag_handtekeningen_op_papier_check",
        "buurtbudget_aanvraag_herinneringen_check",
        "buurtbudget_aanvraag_nummer_key",
        "buurtbudget_aanvraag_sleutel_nr_check",
        "buurtbudget_aanvraag_uuid_key",
        "buurtbudget_aanvraag_versie_check",
    },
    "buurtbudget_aanvrager": {
        "aanvrager_bereikbaar",
        "buurtbudget_aanvrager_aanvraag_id_key",
    },
    "buurtbudget_advies": {
        "advies_antwoord_heeft_moment",
        "advies_een_open",
        "advies_mits_zegt_wat",
        "buurtbudget_advies_uuid_key",
    },
    "buurtbudget_begrotingspost": {
        "buurtbudget_begrotingspost_volgorde_check",
        "post_bedrag_boven_nul",
    },
    "buurtbudget_beheerder": {
        "buurtbudget_beheerder_partner_id_key",
    },
    "buurtbudget_belang": {
        "belang_uniek",
    },
    "buurtbudget_beoordeling": {
        "beoordeling_uniek",
    },
    "buurtbudget_besluit": {
        "besluit_bedrag_bij_uitkomst",
        "besluit_een_eindbesluit",
        "besluit_een_voorwaarde",
        "besluit_heeft_motivering",
    },
    "buurtbudget_betaalbestand": {
        "buurtbudget_betaalbestand_aantal_check",
        "buurtbudget_betaalbestand_inhoud_check",
        "buurtbudget_betaalbestand_uuid_key",
    },
    "buurtbudget_betaling": {
        "betaling_betaald_heeft_boeking",
        "betaling_boven_nul",
        "betaling_een_per_soort",
        "buurtbudget_betaling_boeking_id_key",
        "buurtbudget_betaling_uuid_key",
        "buurtbudget_betaling_versie_check",
    },
    "buurtbudget_bijlage": {
        "bijlage_grootte_binnen_de_grens",
        "bijlage_openbaar_heeft_beschrijving",
        "buurtbudget_bijlage_grootte_check",
        "buurtbudget_bijlage_uuid_key",
    },
    "buurtbudget_boeking": {
        "boeking_bank_klopt",
        "boeking_raakt_alleen",
        "boeking_rubriek_bij_kosten",
        "boeking_soort_bij_aanvraag",
        "boeking_storno_herstelt_een_boeking",
        "boeking_zegt_waarom",
        "buurtbudget_boeking_herstelt_id_key",
        "buurtbudget_boeking_sleutel_key",
    },
    "buurtbudget_bon": {
        "bon_bedrag_boven_nul",
        "bon_minder_heeft_reden",
        "buurtbudget_bon_volgorde_check",
    },
    "buurtbudget_categorie": {
        "buurtbudget_categorie_volgorde_check",
        "categorie_maximum_boven_nul",
        "categorie_uniek",
    },
    "buurtbudget_declaratie": {
        "buurtbudget_declaratie_aanvraag_id_key",
        "buurtbudget_declaratie_deelnemers_check",
        "buurtbudget_declaratie_uuid_key",
        "buurtbudget_declaratie_versie_check",
    },
    "buurtbudget_deelnemer": {
        "buurtbudget_deelnemer_versie_check",
        "buurtbudget_deelnemer_volgorde_check",
        "deelnemer_uniek",
    },
    "buurtbudget_grond": {
        "buurtbudget_grond_volgorde_check",
        "grond_uniek",
    },
    "buurtbudget_handtekening": {
        "buurtbudget_handtekening_uuid_key",
        "handtekening_een_per_naam",
    },
    "buurtbudget_jaarantwoord": {
        "jaarantwoord_uniek",
    },
    "buurtbudget_jaarverantwoording": {
        "buurtbudget_jaarverantwoording_jaar_check",
        "buurtbudget_jaarverantwoording_versie_check",
        "jaarverantwoording_ingediend_sluit",
        "jaarverantwoording_terug_zegt_waarom",
        "jaarverantwoording_uniek",
    },
    "buurtbudget_jaarverantwoordingevent": {
        "buurtbudget_jaarverantwoordingevent_jaar_check",
        "buurtbudget_jaarverantwoordingevent_versie_check",
    },
    "buurtbudget_jaarvraag": {
        "buurtbudget_jaarvraag_tot_jaar_check",
        "buurtbudget_jaarvraag_vanaf_jaar_check",
        "buurtbudget_jaarvraag_volgorde_check",
    },
    "buurtbudget_mandaat": {
        "mandaat_een_tegelijk",
        "mandaat_tot_bedrag_boven_nul",
    },
    "buurtbudget_nogregelen": {
        "buurtbudget_nogregelen_volgorde_check",
        "nogregelen_uniek",
    },
    "buurtbudget_regeling": {
        "buurtbudget_regeling_bewaar_jaren_check",
        "buurtbudget_regeling_bewaar_maanden_afgewezen_check",
        "buurtbudget_regeling_sleutel_key",
    },
    "buurtbudget_rekening": {
        "buurtbudget_rekening_aanvraag_id_key",
        "buurtbudget_rekening_iban_check",
        "buurtbudget_rekening_versie_check",
    },
    "buurtbudget_rondepost": {
        "buurtbudget_rondepost_aanvraag_id_key",
        "buurtbudget_rondepost_volgnummer_check",
        "rondepost_correctie_heeft_reden",
        "rondepost_volgnummer",
    },
    "buurtbudget_saldo": {
        "saldo_niet_meer_betaald",
        "saldo_niet_negatief",
        "saldo_uniek",
    },
    "buurtbudget_spelregels": {
        "buurtbudget_spelregels_antwoord_weken_check",
        "buurtbudget_spelregels_betalen_dagen_check",
        "buurtbudget_spelregels_declareren_weken_check",
        "buurtbudget_spelregels_eigen_deel_check",
        "buurtbudget_spelregels_handtekeningen_check",
        "buurtbudget_spelregels_jaar_check",
        "buurtbudget_spelregels_nummer_check",
        "buurtbudget_spelregels_versie_check",
        "buurtbudget_spelregels_vervalt_weken_check",
        "buurtbudget_spelregels_voorschot_deel_check",
        "buurtbudget_spelregels_weken_vooruit_check",
        "spelregels_een_concept",
        "spelregels_open_voor_sluit",
        "spelregels_procenten",
        "spelregels_stap_boven_nul",
        "spelregels_uniek",
        "spelregels_verdeelronde_heeft_sluitingsdatum",
    },
    "buurtbudget_verdeelronde": {
        "buurtbudget_verdeelronde_spelregels_id_key",
        "buurtbudget_verdeelronde_versie_check",
        "ronde_bevestigd_heeft_moment",
    },
    "buurtbudget_verdeling": {
        "verdeling_niet_negatief",
        "verdeling_uniek",
    },
    "buurtbudget_vergadering": {
        "buurtbudget_vergadering_uuid_key",
        "buurtbudget_vergadering_versie_check",
        "vergadering_een_open",
    },
    "buurtbudget_voorstel": {
        "buurtbudget_voorstel_aanvraag_id_key",
        "buurtbudget_voorstel_versie_check",
        "voorstel_volledig",
    },
    "buurtbudget_vraag": {
        "buurtbudget_vraag_uuid_key",
        "vraag_een_open_per_veld",
    },
    "buurtbudget_wijkbudget": {
        "buurtbudget_wijkbudget_jaar_check",
        "wijkbudget_een_per_gebied",
        "wijkbudget_niet_negatief",
        "wijkbudget_niet_over",
        "wijkbudget_saldo_niet_negatief",
        "wijkbudget_uniek",
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
        "indicatoren_bron_versie_check",
    },
    "indicatoren_correctie": {
        "indicatoren_correctie_jaar_check",
    },
    "indicatoren_definitie": {
        "definitie_uniek",
        "indicatoren_definitie_vanaf_jaar_check",
        "indicatoren_definitie_versie_check",
    },
    "indicatoren_dekking": {
        "dekking_uniek",
        "indicatoren_dekking_aantal_check",
        "indicatoren_dekking_jaar_check",
    },
    "indicatoren_gebiedsnaam": {
        "gebiedsnaam_uniek",
    },
    "indicatoren_import": {
        "import_bekeken_met_proef",
        "import_ingelezen_met_datum",
        "import_terug_met_datum",
        "indicatoren_import_gedaan_check",
        "indicatoren_import_grootte_check",
        "indicatoren_import_uuid_key",
        "indicatoren_import_versie_check",
    },
    "indicatoren_indicator": {
        "indicator_schaal_klopt",
        "indicatoren_indicator_decimalen_check",
        "indicatoren_indicator_drempel_n_check",
        "indicatoren_indicator_slug_key",
        "indicatoren_indicator_versie_check",
        "indicatoren_indicator_volgorde_check",
    },
    "indicatoren_invoer": {
        "indicatoren_invoer_kolom_check",
        "indicatoren_invoer_regel_check",
    },
    "indicatoren_kolomkeuze": {
        "kolomkeuze_uniek",
    },
    "indicatoren_meting": {
        "indicatoren_meting_herkomst_regel_check",
        "indicatoren_meting_jaar_check",
        "indicatoren_meting_n_check",
        "meting_marge_niet_negatief",
        "meting_uniek",
        "meting_waarde_of_reden",
    },
    "indicatoren_peiling": {
        "indicatoren_peiling_antwoorden_check",
        "indicatoren_peiling_jaar_check",
        "indicatoren_peiling_leeftijd_tot_check",
        "indicatoren_peiling_leeftijd_van_check",
        "indicatoren_peiling_versie_check",
        "peiling_leeftijd_klopt",
        "peiling_uniek",
    },
    "indicatoren_programma": {
        "indicatoren_programma_uuid_key",
        "indicatoren_programma_versie_check",
        "indicatoren_programma_volgorde_check",
        "programma_niet_onder_zichzelf",
        "programma_uniek",
    },
    "indicatoren_rapportage": {
        "indicatoren_rapportage_jaar_check",
        "indicatoren_rapportage_nummer_check",
        "indicatoren_rapportage_realisatie_tot_check",
        "indicatoren_rapportage_realisatie_van_check",
        "indicatoren_rapportage_streef_tot_check",
        "indicatoren_rapportage_streef_van_check",
        "indicatoren_rapportage_uuid_key",
        "indicatoren_rapportage_versie_check",
        "rapportage_bevroren_met_inhoud",
        "rapportage_openbaar_is_bevroren",
        "rapportage_realisatie_klopt",
        "rapportage_streef_klopt",
        "rapportage_uniek",
    },
    "indicatoren_rapportregel": {
        "indicatoren_rapportregel_uuid_key",
        "indicatoren_rapportregel_versie_check",
        "indicatoren_rapportregel_volgorde_check",
        "rapportregel_indicator_klopt",
        "rapportregel_stand_met_datum",
        "rapportregel_uniek",
    },
    "indicatoren_streefwaarde": {
        "indicatoren_streefwaarde_herkomst_regel_check",
        "indicatoren_streefwaarde_jaar_check",
        "streefwaarde_uniek",
        "streefwaarde_waarde_of_noot",
    },
    "indicatoren_woordakkoord": {
        "woordakkoord_beleid_met_datum",
        "woordakkoord_een_tegelijk",
        "woordakkoord_intrekking_met_naam",
        "woordakkoord_naam_met_datum",
        "woordakkoord_twee_mensen",
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
        "activiteit_afwijzing_heeft_reden",
        "activiteit_kosten_niet_negatief",
        "activiteit_toezegging_heeft_moment",
        "wijkplannen_activiteit_uuid_key",
        "wijkplannen_activiteit_versie_check",
    },
    "wijkplannen_activiteitenimport": {
        "activiteitenimport_terug_na_bevestigd",
        "wijkplannen_activiteitenimport_uuid_key",
    },
    "wijkplannen_afspraak": {
        "afspraak_klaar_heeft_antwoord_of_activiteit",
        "wijkplannen_afspraak_uuid_key",
        "wijkplannen_afspraak_versie_check",
    },
    "wijkplannen_bezoek": {
        "wijkplannen_bezoek_gebruiker_id_key",
    },
    "wijkplannen_bijeenkomst": {
        "bijeenkomst_einde_na_begin",
        "wijkplannen_bijeenkomst_uuid_key",
        "wijkplannen_bijeenkomst_versie_check",
    },
    "wijkplannen_blok": {
        "wijkplannen_blok_uuid_key",
        "wijkplannen_blok_versie_check",
        "wijkplannen_blok_volgorde_check",
    },
    "wijkplannen_concept": {
        "concept_uniek",
    },
    "wijkplannen_deelname": {
        "deelname_afwijzing_heeft_reden",
        "deelname_toezegging_heeft_moment",
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
        "doelindicator_streefwaarde_heeft_jaar",
        "doelindicator_uniek",
        "wijkplannen_doelindicator_streefjaar_check",
    },
    "wijkplannen_geplandepublicatie": {
        "geplandepublicatie_afgehandeld_heeft_moment",
        "geplandepublicatie_een_tegelijk",
        "geplandepublicatie_mislukt_zegt_waarom",
        "geplandepublicatie_zegt_wat_er_veranderd_is",
        "wijkplannen_geplandepublicatie_uuid_key",
        "wijkplannen_geplandepublicatie_versie_check",
    },
    "wijkplannen_inbreng": {
        "inbreng_afgehandeld_heeft_wie_en_wanneer",
        "inbreng_beantwoord_heeft_antwoord",
        "inbreng_gekoppeld_heeft_plek",
        "wijkplannen_inbreng_uuid_key",
        "wijkplannen_inbreng_versie_check",
    },
    "wijkplannen_inzender": {
        "inzender_bereikbaar",
        "wijkplannen_inzender_inbreng_id_key",
    },
    "wijkplannen_inzet": {
        "inzet_gestopt_heeft_reden",
        "inzet_online_heeft_wie_en_wanneer",
        "inzet_uniek",
        "wijkplannen_inzet_uuid_key",
        "wijkplannen_inzet_versie_check",
        "wijkplannen_inzet_volgorde_check",
    },
    "wijkplannen_kijklink": {
        "wijkplannen_kijklink_uuid_key",
    },
    "wijkplannen_leerpunt": {
        "wijkplannen_leerpunt_uuid_key",
        "wijkplannen_leerpunt_versie_check",
    },
    "wijkplannen_opmerking": {
        "opmerking_opgelost_heeft_wie_en_wanneer",
        "opmerking_over_een_onderdeel",
        "wijkplannen_opmerking_uuid_key",
    },
    "wijkplannen_planpartner": {
        "planpartner_uniek",
    },
    "wijkplannen_planversie": {
        "planversie_uniek",
        "planversie_zegt_wat_er_veranderd_is",
        "wijkplannen_planversie_nummer_check",
        "wijkplannen_planversie_schema_check",
    },
    "wijkplannen_seintje": {
        "wijkplannen_seintje_uuid_key",
    },
    "wijkplannen_thema": {
        "wijkplannen_thema_sleutel_key",
        "wijkplannen_thema_volgorde_check",
    },
    "wijkplannen_voortgang": {
        "voortgang_gestopt_heeft_reden",
        "voortgang_zegt_door_wie",
        "wijkplannen_voortgang_uuid_key",
    },
    "wijkplannen_weggehaalddocument": {
        "wijkplannen_weggehaalddocument_uuid_key",
    },
    "wijkplannen_wijkplan": {
        "wijkplan_een_tegelijk_per_gebied_en_soort",
        "wijkplan_ouder_plan_heeft_bron",
        "wijkplan_periode_heeft_begin_en_eind",
        "wijkplannen_wijkplan_huidige_versie_id_key",
        "wijkplannen_wijkplan_slug_key",
        "wijkplannen_wijkplan_uuid_key",
        "wijkplannen_wijkplan_versie_check",
    },
    "wijkplannen_wijzigingsvoorstel": {
        "wijkplannen_wijzigingsvoorstel_uuid_key",
        "wijzigingsvoorstel_afgehandeld_heeft_wie_en_wanneer",
        "wijzigingsvoorstel_afwijzing_heeft_antwoord",
        "wijzigingsvoorstel_over_een_onderdeel",
    },
}

TRIGGERS = {
    "buurtbudget_aanvraag": {
        "pgtrigger_aanvraag_begint_als_concept_9ee15",
        "pgtrigger_aanvraag_stap_b02bc",
    },
    "buurtbudget_beheerder": {
        "pgtrigger_insert_insert_c97f1",
        "pgtrigger_update_update_6e27f",
    },
    "buurtbudget_besluit": {
        "pgtrigger_besluit_blijft_37d60",
        "pgtrigger_besluit_niet_legen_b15b9",
    },
    "buurtbudget_betaalbestand": {
        "pgtrigger_betaalbestand_blijft_4e870",
        "pgtrigger_betaalbestand_niet_legen_f184a",
    },
    "buurtbudget_boeking": {
        "pgtrigger_boek_7c306",
        "pgtrigger_boeking_blijft_447ba",
        "pgtrigger_boeking_niet_legen_08334",
        "pgtrigger_boeking_storno_is_spiegel_4a137",
    },
    "buurtbudget_categorie": {
        "pgtrigger_categorie_bevroren_77494",
        "pgtrigger_categorie_blijft_9a6cb",
    },
    "buurtbudget_gebeurtenis": {
        "pgtrigger_gebeurtenis_blijft_527df",
        "pgtrigger_gebeurtenis_niet_legen_0ddd5",
    },
    "buurtbudget_jaarverantwoording": {
        "pgtrigger_insert_insert_66007",
        "pgtrigger_update_update_95f60",
    },
    "buurtbudget_mandaat": {
        "pgtrigger_insert_insert_888d1",
        "pgtrigger_update_update_9ae56",
    },
    "buurtbudget_saldo": {
        "pgtrigger_saldo_alleen_door_boeking_57bf1",
        "pgtrigger_saldo_begint_leeg_995fc",
        "pgtrigger_saldo_blijft_39b5e",
        "pgtrigger_saldo_niet_legen_9641d",
        "pgtrigger_saldo_verhuist_niet_288d2",
    },
    "buurtbudget_spelregels": {
        "pgtrigger_spelregels_bevroren_600b5",
    },
    "buurtbudget_wijkbudget": {
        "pgtrigger_wijkbudget_alleen_door_boeking_e9bbc",
        "pgtrigger_wijkbudget_begint_leeg_e4b36",
    },
    "gebruikers_aanstelling": {
        "pgtrigger_insert_insert_ded5b",
        "pgtrigger_update_update_b2908",
    },
    "indicatoren_correctie": {
        "pgtrigger_correctie_blijft_d03a1",
        "pgtrigger_correctie_niet_legen_d8dfa",
    },
    "indicatoren_meting": {
        "pgtrigger_meting_bewaar_gewijzigd_a680f",
        "pgtrigger_meting_bewaar_weg_5ddbf",
    },
    "indicatoren_programma": {
        "pgtrigger_programma_anders_bevroren_d4410",
        "pgtrigger_programma_erbij_bevroren_80122",
        "pgtrigger_programma_weg_bevroren_b150a",
    },
    "indicatoren_rapportage": {
        "pgtrigger_rapportage_bevroren_26214",
        "pgtrigger_rapportage_blijft_d1a72",
    },
    "indicatoren_rapportregel": {
        "pgtrigger_rapportregel_anders_bevroren_c6269",
        "pgtrigger_rapportregel_erbij_bevroren_a8bd6",
        "pgtrigger_rapportregel_weg_bevroren_d7234",
    },
    "indicatoren_streefwaarde": {
        "pgtrigger_streefwaarde_bewaar_gewijzigd_7772a",
        "pgtrigger_streefwaarde_bewaar_weg_b0900",
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
    "wijkplannen_weggehaalddocument": {
        "pgtrigger_weggehaalddocument_blijft_a3383",
        "pgtrigger_weggehaalddocument_niet_legen_07c88",
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
