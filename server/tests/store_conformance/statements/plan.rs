//! What a plan of PostgreSQL reads, from `EXPLAIN (FORMAT JSON)`.

use serde_json::Value;

use super::GROWING;

/// What passes on as many rows as it is asked for and no more.
const PASSES_ON: [&str; 5] = ["Append", "Limit", "LockRows", "Result", "Subquery Scan"];

/// The steps of a plan that read all rows of a table, or all of a tenant.
pub(super) fn too_much(plan: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    look(plan, false, &mut wrong);
    wrong
}

/// `bounded`: a limit stands above, and nothing between that wants more rows than it gives.
fn look(step: &Value, bounded: bool, wrong: &mut Vec<String>) {
    let (kind, condition) = (text(step, "Node Type"), text(step, "Index Cond"));
    // Indexes are called after their tables.
    let of_growing = |name: &str| {
        let begins = |table: &&str| name.starts_with(&format!("{table}_"));
        GROWING.contains(&name) || GROWING.iter().any(begins)
    };
    match kind {
        "Seq Scan" if of_growing(text(step, "Relation Name")) => {
            wrong.push(format!("every row of {}", text(step, "Relation Name")));
        }
        "Index Scan" | "Index Only Scan" | "Bitmap Index Scan"
            if of_growing(text(step, "Index Name")) =>
        {
            // In the order of the index, and each row that is read is one that was asked for.
            let reads_what_it_gives = bounded && step.get("Filter").is_none();
            if !narrows(condition) && !reads_what_it_gives {
                let (index, filter) = (text(step, "Index Name"), text(step, "Filter"));
                wrong.push(format!(
                    "{index} by {condition:?}, then filtered by {filter:?}"
                ));
            }
        }
        _ => {}
    }
    let bounded = kind == "Limit" || bounded && PASSES_ON.contains(&kind);
    for next in step["Plans"].as_array().into_iter().flatten() {
        look(next, bounded, wrong);
    }
}

/// Whether a condition names more than the tenant.
fn narrows(condition: &str) -> bool {
    let parts = condition.split(" AND ");
    parts
        .filter(|part| !part.is_empty())
        .any(|part| !part.contains("tenant_id"))
}

/// How many rows of growing tables were read by a plan that was carried out, those thrown away included.
pub(super) fn rows_read(step: &Value) -> f64 {
    let number = |name: &str| step[name].as_f64().unwrap_or_default();
    let of_table = step.get("Relation Name").is_some() && text(step, "Node Type") != "ModifyTable";
    let own = match of_table {
        true => {
            let each = number("Actual Rows")
                + number("Rows Removed by Filter")
                + number("Rows Removed by Index Recheck");
            each * number("Actual Loops")
        }
        false => 0.0,
    };
    let below = step["Plans"].as_array().into_iter().flatten();
    own + below.map(rows_read).sum::<f64>()
}

fn text<'a>(step: &'a Value, name: &str) -> &'a str {
    step[name].as_str().unwrap_or_default()
}
