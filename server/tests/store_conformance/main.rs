//! One suite over every database: what holds on SQLite holds on PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub
)]

#[path = "../../../tests/src/cluster.rs"]
#[allow(dead_code)]
mod cluster;
mod giving_way;
mod listening;
mod meanwhile;
mod refusing;
mod released;
mod samples;
mod statements;
mod suite;

use scheduler_server::store::Store;

macro_rules! on_every_database {
    ($($behaviour:ident),+ $(,)?) => {
        mod on_sqlite {$(
            #[tokio::test]
            async fn $behaviour() {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite:{}/store.db", folder.path().display());
                super::suite::$behaviour(super::Store::open(&url, 4).await.unwrap()).await;
            }
        )+}

        /// Every behaviour, each on a database of its own.
        async fn every_behaviour(open: impl AsyncFn(usize) -> Store) {
            let mut number = 0;
            $(
                suite::$behaviour(open(number).await).await;
                number += 1;
            )+
            assert!(number > 0);
        }

        mod on_postgres {$(
            #[tokio::test]
            async fn $behaviour() {
                let url = super::cluster::new_database();
                super::suite::$behaviour(super::Store::open(&url, 4).await.unwrap()).await;
            }
        )+}
    };
}

on_every_database! {
    an_import_is_whole_and_idempotent,
    a_contact_has_one_customer,
    a_session_lives_until_it_ends,
    stokens_of_streams_are_forgotten_before_their_session,
    wrong_codes_of_all_sessions_count_together,
    a_manage_link_works_once,
    bookings_are_listed_by_scope_newest_first,
    a_change_needs_the_revision_before,
    a_single_appointment_is_never_kept_twice,
    a_booking_that_is_over_waits_to_be_completed,
    what_occupies_staff_is_found_by_time,
    what_a_transaction_did_is_undone_with_it,
    events_are_numbered_by_customer_and_by_session,
    an_answer_is_kept_for_its_caller_alone,
    a_job_is_claimed_by_one,
    who_was_put_off_stands_behind_who_became_due_meanwhile,
    jobs_of_an_old_revision_go,
    what_was_laid_aside_long_ago_is_forgotten_and_nothing_else,
    a_message_being_handed_over_is_seen_until_its_lease_is_over,
    a_message_that_was_sent_is_kept_with_its_reports,
    customers_nobody_booked_under_are_forgotten,
    customers_are_gone_through_a_part_at_a_time,
    what_is_old_is_forgotten_however_much_it_is,
    calls_are_counted_by_window,
    one_tenant_never_sees_another,
    what_is_personal_of_a_customer_is_erased,
    what_was_sent_to_a_customer_is_erased_with_its_reports,
}

#[tokio::test]
async fn postgres_itself_refuses_overlapping_bookings() {
    let url = cluster::new_database();
    suite::the_database_refuses_an_overlap(Store::open(&url, 4).await.unwrap()).await;
}

#[tokio::test]
async fn opening_twice_at_once_migrates_once() {
    let url = cluster::new_database();
    let (one, other) = tokio::join!(Store::open(&url, 2), Store::open(&url, 2));
    one.unwrap().ping().await.unwrap();
    other.unwrap().ping().await.unwrap();
}
