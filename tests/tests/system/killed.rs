//! Whatever is killed, nothing that was promised is lost, and nobody is told anything twice. The long
//! run is the program `chaos`.

use scheduler_tests::chaos::{self, Plan};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_was_promised_outlives_killed_processes_and_a_killed_database() {
    let findings = chaos::run(Plan {
        seed: 5,
        kills: 8,
        customers: 4,
        racers: 8,
    })
    .await;

    assert!(findings.wrong.is_empty(), "{findings}");
    assert_eq!(findings.killed.len(), 3, "each kind was killed: {findings}");
    assert!(
        findings.noted.promises.len() >= 10 && findings.delivered >= 10,
        "customers were at work meanwhile: {findings}"
    );
}
