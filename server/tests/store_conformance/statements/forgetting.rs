//! However much there is to forget, however much of it at once: no statement takes long, and others get their
//! turn between two.

use std::collections::BTreeSet;

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

use super::{
    GROWING,
    grown::{ROWS, at},
};

/// Rows of each tenant in every table, all of them old.
const OLD: i64 = 2_500;
/// What forgets one customer at a time, or nothing at all.
const ELSEWHERE: [&str; 2] = ["bookings", "customers"];

/// Carries out every statement that forgets by age and finds rows by `place`, on a database whose schema is up
/// to date: for a tenant whose rows are all of one instant, and for one whose rows are an hour apart.
pub(super) async fn each_forgets_a_thousand(url: &str, place: &str, statements: &BTreeSet<String>) {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    for (tenant, apart) in [("tied", 0), ("apart", at(1) - at(0))] {
        fill(&mut connection, tenant, apart).await;
        for table in GROWING.iter().filter(|table| !ELSEWHERE.contains(table)) {
            let delete = format!("DELETE FROM {table} WHERE {place} ");
            // Streams' own stokens are forgotten sooner, and are but a tenth of the sessions here.
            let by_age = |it: &&String| it.starts_with(&delete) && !it.contains("parent_id");
            let of_table = statements.iter().find(by_age);
            let statement = of_table.unwrap_or_else(|| panic!("{table} is never forgotten"));
            for (nth, forgotten) in [1_000, 1_000, 500].into_iter().enumerate() {
                let done = sqlx::query(AssertSqlSafe(statement.clone()))
                    .bind(tenant)
                    .bind(at(OLD + 1))
                    .execute(&mut connection)
                    .await
                    .unwrap();
                assert_eq!(
                    done.rows_affected(),
                    forgotten,
                    "{tenant}, {nth}: {statement}"
                );
            }
        }
    }
}

async fn fill(connection: &mut AnyConnection, tenant: &str, apart: i64) {
    for (table, row) in ROWS.iter().filter(|(table, _)| !is_elsewhere(table)) {
        let row = row.replace("$at", &format!("({} + n * {apart})", at(0)));
        let insert = format!(
            "INSERT INTO {table} WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
             WHERE n < {OLD}) SELECT {row} FROM (SELECT '{tenant}' AS t) AS tenants, numbers"
        );
        connection.execute(AssertSqlSafe(insert)).await.unwrap();
    }
    let laid_aside = format!("UPDATE jobs SET state = 'dead' WHERE tenant_id = '{tenant}'");
    connection.execute(AssertSqlSafe(laid_aside)).await.unwrap();
}

fn is_elsewhere(table: &str) -> bool {
    let name = table.split(' ').next().unwrap_or_default();
    ELSEWHERE.contains(&name)
}
