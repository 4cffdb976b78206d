//! Backups as `docs/operations.md` makes and restores them, taken while the system serves.

use std::process::Command;

use scheduler_tests::{Api, System, cluster::Cluster, customer::booking};
use serde_json::{Value, json};

/// What a restored system knows is what its customers were answered before the backup, and it goes on from there.
async fn goes_on_from(system: &System, restored: &str, back_up: impl FnOnce()) {
    let kim = system.customer("kim@example.com").await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    let staff = &booked["staff"]["id"];
    let is_theirs = |slot: &&Value| {
        let members = slot["staff"].as_array().unwrap();
        members.iter().any(|member| member["id"] == *staff)
    };
    let later = slots.iter().rev().find(is_theirs).unwrap();
    let with_same = |slot| {
        let mut wanted = booking(&service, slot);
        wanted["staffId"] = staff.clone();
        wanted
    };
    back_up();
    let after = kim
        .call("booking_create")
        .json(&with_same(later))
        .send()
        .await;
    assert_eq!(after.status(), 201, "it serves on: {}", after.text());

    let api: Api = system
        .start_api_with(&[("NEXUS_DATABASE_URL", restored)])
        .await;
    let through = |operation: &str| kim.call(operation).through(&api);
    let known = through("booking_list").send().await.data();
    assert_eq!(known, json!([booked]));
    let taken = through("booking_create").json(&with_same(&slots[0]));
    assert_eq!(taken.send().await.failure(), (409, "slot_taken".into()));
    let free = through("booking_create").json(&with_same(later));
    assert_eq!(free.send().await.status(), 201, "what came later is free");
}

/// The servers' user is no administrator: what an administrator restores has to be that user's all the same.
#[tokio::test]
async fn a_dump_of_postgresql_is_restored_whole() {
    let cluster = Cluster::start();
    let socket = cluster.socket().display();
    let run = |line: String| drop(cluster.program(&line));
    run(format!("createuser -h {socket} nexus"));
    let of_nexus = |database: &str| {
        run(format!("createdb -h {socket} --owner=nexus {database}"));
        let url = cluster.url(database);
        let (_, rest) = url.split_once('@').unwrap();
        format!("postgres://nexus@{rest}")
    };
    let (database, restored) = (of_nexus("nexus"), of_nexus("restored"));
    let system = System::configured().on_database(&database).start().await;
    goes_on_from(&system, &restored, || {
        let file = format!("{socket}/nexus.dump");
        run(format!(
            "pg_dump -h {socket} -U nexus --format=custom --file={file} nexus"
        ));
        run(format!(
            "pg_restore -h {socket} --no-owner --role=nexus --exit-on-error --dbname=restored {file}"
        ));
    })
    .await;
}

#[tokio::test]
async fn a_copy_of_sqlite_made_while_it_runs_is_whole() {
    let system = System::start().await;
    let (from, to) = ("nexus.db", system.folder().join("nexus-backup.db"));
    let restored = format!("sqlite:{}", to.display());
    goes_on_from(&system, &restored, || {
        let script = "import sqlite3, sys\n\
             sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))";
        let made = Command::new("python3")
            .args(["-c", script, from])
            .arg(&to)
            .current_dir(system.folder())
            .status();
        assert!(made.is_ok_and(|made| made.success()), "the copy is made");
    })
    .await;
}
