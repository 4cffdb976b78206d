//! A connection that hears other processes and dies without a word.

use std::{process::Command, sync::Arc, time::Duration};

use scheduler_server::{
    ids::SystemIds,
    store::{Heard, Store},
};
use sqlx::{AnyConnection, Connection as _, Row as _};
use tokio::time::timeout;

/// Until the connection is asked, doesn't answer in time, and another is there; twice as long as it takes at most.
const NOTICED: Duration = Duration::from_secs(8);

#[tokio::test]
async fn a_connection_that_falls_silent_is_replaced() {
    let url = super::cluster::new_database();
    let store = Store::open(&url, 2).await.unwrap();
    let mut heard = store
        .hear(Arc::new(SystemIds))
        .expect("PostgreSQL is heard");
    let first = timeout(NOTICED, heard.recv()).await.unwrap();
    assert_eq!(first, Some(Heard::Anything), "it listens");

    // The process behind it is held still: neither an answer nor an end comes from it.
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    let listening = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() \
         AND query LIKE 'LISTEN%'";
    let process: i32 = sqlx::query(listening)
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get("pid");
    signal("-STOP", process);
    let silence = timeout(NOTICED, heard.recv()).await;
    let again = timeout(NOTICED, heard.recv()).await;
    signal("-CONT", process);
    assert_eq!(
        silence.expect("the silence is noticed within seconds"),
        Some(Heard::Silence)
    );
    assert_eq!(
        again.expect("it is listened again"),
        Some(Heard::Anything),
        "another connection listens, and everybody looks at what they missed"
    );
}

fn signal(signal: &str, process: i32) {
    let sent = Command::new("kill")
        .args([signal, &process.to_string()])
        .status();
    assert!(sent.is_ok_and(|sent| sent.success()), "{signal} {process}");
}
