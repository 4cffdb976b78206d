//! Plans of PostgreSQL over a database that has grown, as it makes them for whatever is asked.

use std::collections::BTreeSet;

use jiff::Timestamp;
use scheduler_server::store::Store;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _};
use tokio::sync::OnceCell;

use super::{
    forgetting::each_forgets_a_thousand,
    grown::{at, fill},
    heard,
    plan::{rows_read, too_much},
    statements,
};
use crate::{cluster, every_behaviour};

/// What is asked all day: how a statement is known, what it is asked here, and how many rows it may read of
/// the two thousand that its tenant has.
fn asked_all_day() -> Vec<(&'static str, Vec<String>, f64)> {
    let (tenant, customer) = (text("tenant-3"), text("customer-7"));
    let (booking, session) = (text("booking-1007"), text("session-7"));
    let (now, long_ago) = (at(1_000).to_string(), at(100).to_string());
    let none = || text("");
    let page = |of: &String| {
        let end = i64::MAX.to_string();
        vec![
            tenant.clone(),
            of.clone(),
            none(),
            end,
            none(),
            "20".to_owned(),
        ]
    };
    let day = vec![
        tenant.clone(),
        at(1_000).to_string(),
        at(1_096).to_string(),
        at(1_024).to_string(),
    ];
    let of_one = [day.clone(), vec![text("staff-2")]].concat();
    let of = |values: &[&String]| values.iter().map(|it| (*it).clone()).collect::<Vec<_>>();
    vec![
        (
            "customer_id = $2 AND ($3 = '' OR status",
            page(&customer),
            10.0,
        ),
        (
            "session_id = $2 AND ($3 = '' OR status",
            page(&session),
            10.0,
        ),
        ("occupied_from < $4 AND status <> 'cancelled'", day, 100.0),
        ("status <> 'cancelled' AND staff_id = $5", of_one, 100.0),
        (
            "FROM bookings WHERE tenant_id = $1 AND id = $2",
            of(&[&tenant, &booking]),
            1.0,
        ),
        ("s.token_hash = $2", of(&[&tenant, &text("hash-7")]), 2.0),
        (
            "s.parent_id IS NULL",
            of(&[&tenant, &customer, &long_ago]),
            2.0,
        ),
        (
            "sequence AS number, payload FROM events WHERE tenant_id = $1 AND customer_id",
            of(&[&tenant, &customer, &"5".to_owned(), &"10".to_owned()]),
            10.0,
        ),
        (
            "session_sequence AS number, payload",
            of(&[&tenant, &session, &"5".to_owned(), &"10".to_owned()]),
            10.0,
        ),
        (
            "status = 'confirmed' AND ends_at <= $2",
            of(&[
                &tenant,
                &at(1_100).to_string(),
                &long_ago,
                &none(),
                &"50".to_owned(),
            ]),
            // Those of one end are put in order, some dozens at a time.
            100.0,
        ),
        (
            "WITH oldest AS MATERIALIZED",
            of(&[&now, &now, &text("claim")]),
            4.0,
        ),
        ("AS standings", of(&[&now]), 10_500.0),
        (
            "SELECT MAX(claimed_until)",
            of(&[&tenant, &booking, &now]),
            2.0,
        ),
        (
            "AND revision < $3 AND state <> 'dead'",
            of(&[&tenant, &booking, &"9".to_owned()]),
            2.0,
        ),
        ("SELECT 1 AS known", of(&[&tenant, &text("message-7")]), 2.0),
        (
            "FROM delivery_reports WHERE tenant_id = $1 AND message_id = $2",
            of(&[&tenant, &text("message-7"), &"100".to_owned()]),
            2.0,
        ),
        (
            "AND parent_id IS NOT NULL ORDER BY expires_at",
            of(&[&tenant, &at(500).to_string()]),
            // The tenth that is a stream's, read once to be found and once to go.
            100.0,
        ),
        (
            "DELETE FROM messages WHERE ctid",
            of(&[&tenant, &now]),
            2_000.0,
        ),
        (
            "DELETE FROM delivery_reports WHERE ctid",
            of(&[&tenant, &now]),
            2_000.0,
        ),
        ("DELETE FROM jobs WHERE ctid", of(&[&tenant, &now]), 40.0),
        (
            "SELECT MAX(id) AS last",
            of(&[&tenant, &text("customer-1"), &"100".to_owned()]),
            100.0,
        ),
        (
            "AND id > $3 AND id <= $4 FOR UPDATE",
            of(&[
                &tenant,
                &at(2_001).to_string(),
                &text("customer-1"),
                &text("customer-1087"),
            ]),
            // The customers of a page, and a row of theirs in each of four tables.
            500.0,
        ),
        (
            "DELETE FROM events WHERE ctid",
            of(&[&tenant, &now]),
            2_000.0,
        ),
    ]
}

fn text(text: &str) -> String {
    format!("'{text}'")
}

/// The statements of the suite, run once.
async fn statements_of_the_suite() -> &'static BTreeSet<String> {
    static STATEMENTS: OnceCell<BTreeSet<String>> = OnceCell::const_new();
    let run = async || {
        let heard = heard();
        every_behaviour(async |_| Store::open(&cluster::new_database(), 2).await.unwrap()).await;
        let mut statements = statements(heard);
        // SQLite's suite may run at the same time.
        statements.retain(|it| !it.contains("rowid"));
        statements
    };
    STATEMENTS.get_or_init(run).await
}

/// A database whose schema is up to date.
async fn empty() -> String {
    let url = cluster::new_database();
    Store::open(&url, 1).await.unwrap().close().await;
    url
}

#[tokio::test]
async fn what_is_old_is_forgotten_on_postgres_so_many_at_a_time() {
    let statements = statements_of_the_suite().await;
    each_forgets_a_thousand(&empty().await, "ctid", statements).await;
}

#[tokio::test]
async fn postgres_reads_neither_a_whole_table_nor_a_whole_tenant() {
    let statements = statements_of_the_suite().await;
    let url = empty().await;
    let mut connection = fill(&url).await;
    // The plan PostgreSQL keeps for a statement that is asked often, whatever it is asked about.
    let settled = "SET plan_cache_mode = force_generic_plan";
    connection.execute(settled).await.unwrap();

    let mut wrong = Vec::new();
    for statement in statements {
        let nothing = vec!["NULL".to_owned(); parameters(statement)];
        let plan = plan(&mut connection, "", statement, &nothing).await;
        for step in too_much(&plan) {
            wrong.push(format!("{statement}\nreads too much: {step}"));
        }
    }
    for (part, values, most) in asked_all_day() {
        let fits = |it: &&String| it.contains(part) && parameters(it) == values.len();
        let found = statements.iter().find(fits);
        let statement = found.unwrap_or_else(|| panic!("nobody asks for `{part}`"));
        let plan = plan(&mut connection, "ANALYZE, ", statement, &values).await;
        let read = rows_read(&plan);
        if read > most {
            wrong.push(format!("{statement}\nreads {read} rows: {plan:#}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));

    let store = Store::open(&url, 1).await.unwrap();
    let now = Timestamp::from_microsecond(at(1_000)).unwrap();
    let depth = store.queue_depth(now).await.unwrap();
    assert_eq!(depth.due + depth.later, 10_000, "measured as far as that");
}

/// The plan of a statement; it is undone if it was carried out.
async fn plan(
    connection: &mut PgConnection,
    how: &str,
    statement: &str,
    values: &[String],
) -> Value {
    let mut transaction = connection.begin().await.unwrap();
    let prepare = format!("PREPARE explained AS {statement}");
    let prepared = transaction.execute(AssertSqlSafe(prepare)).await;
    prepared.unwrap_or_else(|error| panic!("{statement}\n{error}"));
    let explain = format!(
        "EXPLAIN ({how}FORMAT JSON) EXECUTE explained({})",
        values.join(", ")
    );
    // Its type is JSON, which it answers as text.
    let row = sqlx::raw_sql(AssertSqlSafe(explain.replace("explained()", "explained")))
        .fetch_one(&mut *transaction)
        .await
        .unwrap_or_else(|error| panic!("{statement}\n{error}"));
    let answer: String = row.get_unchecked(0);
    let deallocate = transaction.execute("DEALLOCATE explained").await;
    deallocate.unwrap();
    transaction.rollback().await.unwrap();
    let plans: Value = serde_json::from_str(&answer).unwrap();
    plans[0]["Plan"].clone()
}

/// The highest number of a parameter.
fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    numbers.max().unwrap_or_default()
}
