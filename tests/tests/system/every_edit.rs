//! Clients of contracts that differ from the server's by one edit that breaks them: each is refused.

use std::collections::BTreeMap;

use contract_compat::{Document, Options, Verdict, compare};
use scheduler_tests::{System, document};

use crate::{edits::mutations, valid::Valid};

/// Clients tried, at the least.
const AT_LEAST: usize = 50;
/// Every which edit is tried: a prime, so that the sample has no pattern.
const STEP: usize = 23;
/// Edits tried of one operation, so that the sample spreads over all of them.
const OF_ONE_OPERATION: usize = 8;

#[tokio::test]
async fn a_client_whose_contract_breaks_is_refused_and_nothing_is_written() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    let served = Document::parse(document::DOCUMENT.clone()).unwrap();
    let version = served.version().to_owned();
    let mut tried: BTreeMap<String, usize> = BTreeMap::new();

    for mutation in mutations(&document::DOCUMENT).into_iter().step_by(STEP) {
        let Ok(client) = Document::parse(mutation.document) else {
            continue;
        };
        let Ok(report) = compare(&client, &served, &Options::default()) else {
            continue;
        };
        for judged in report.operations {
            let breaks = judged.request.max(judged.response) == Verdict::Breaking;
            let id = &judged.operation_id;
            let (Some(operation), Some(theirs)) = (
                document::operations().find(|operation| operation.id == *id),
                client.operation(id),
            ) else {
                continue;
            };
            let count = tried.entry(id.clone()).or_default();
            if !breaks || *count == OF_ONE_OPERATION {
                continue;
            }
            *count += 1;
            let header = format!("{version}; {}", theirs.fingerprint().unwrap());
            let answer = valid
                .call(operation)
                .header("Nexus-Contract", &header)
                .send()
                .await;
            assert_eq!(
                answer.failure(),
                (500, "contract_drift".to_owned()),
                "{id} after the edit {}",
                mutation.name
            );
        }
    }
    let clients: usize = tried.values().sum();
    assert!(
        clients >= AT_LEAST,
        "only {clients} clients were tried: {tried:?}"
    );
    assert_eq!(
        system.database().await.rows().await,
        rows,
        "nothing was written"
    );
    system.assert_well().await;
}
