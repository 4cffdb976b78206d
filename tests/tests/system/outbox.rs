//! The outbox: for a developer, and never mistaken for messages that were sent.

use std::{
    os::unix::fs::PermissionsExt as _,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use scheduler_tests::{System, customer::booking_of, outbox, process::Process, programs::program};

fn files(system: &System) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(system.folder().join("outbox")).expect("there is an outbox");
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn a_worker_that_sends_to_nobody_says_so_and_what_it_keeps_is_its_owner_s_alone() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    kim.book(&service, &slots[0]).await.data();
    outbox::wait_for(&system, "confirmation", &kim.email, 1).await;

    let folder = system.folder().join("outbox");
    let mode = |path: &PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    // As a folder made by 1.0.0 is.
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    kim.book(&service, &slots[9]).await.data();
    outbox::wait_for(&system, "confirmation", &kim.email, 2).await;
    let warned = system.worker.written();
    let line = warned.lines().find(|line| line.contains("sent to nobody"));
    let line = line.unwrap_or_else(|| panic!("the worker warns: {warned}"));
    for part in ["WARN", "delivery.by", &folder.display().to_string()] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert_eq!(mode(&folder), 0o700);
    for file in files(&system) {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

#[tokio::test]
async fn what_landed_in_the_outbox_goes_with_its_customer_and_with_time() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    for (slot, email) in [(0, "kim@example.com"), (9, "robin@example.com")] {
        let body = booking_of(&service, &slots[slot], email);
        let booked = system.call("booking_create").json(&body).send().await;
        assert_eq!(booked.status(), 201);
        outbox::wait_for(&system, "confirmation", email, 1).await;
    }
    let abroad = system.customer_at("kiln-and-clay", "kim@example.com").await;
    abroad.call("session_code").send().await.data();
    outbox::wait_for(&system, "session_code", "kim@example.com", 1).await;

    // What a process that died has left: it ends within a letter.
    let cut = "00000000-0000-7000-8000-000000000000-confirmation.part";
    let cut = system.folder().join("outbox").join(cut);
    std::fs::write(&cut, b"From: B\xc3").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(2 * 3_600);
    let opened = std::fs::File::options().write(true).open(&cut).unwrap();
    opened.set_modified(long_ago).unwrap();

    let erasing = ["customers", "erase", "stillwater", "kim@example.com"];
    let mut erasing = Process::start(
        &program("scheduler-api"),
        &erasing,
        &system.folder(),
        &system.variables,
    );
    assert!(erasing.ended().await.success(), "{}", erasing.written());
    assert!(
        erasing.written().contains("gone from the outbox"),
        "{}",
        erasing.written()
    );
    assert!(!cut.exists(), "nobody knows whose it was");
    let left = |kind, to| outbox::messages(&system, kind, to).len();
    assert_eq!(left("confirmation", "kim@example.com"), 0);
    assert_eq!(left("confirmation", "robin@example.com"), 1);
    assert_eq!(
        left("session_code", "kim@example.com"),
        1,
        "another tenant's stays"
    );

    let old = SystemTime::now() - Duration::from_secs(31 * 24 * 3_600);
    let strange = system.folder().join("outbox/notes.txt");
    std::fs::write(&strange, "not a message").unwrap();
    for file in files(&system) {
        let opened = std::fs::File::options().write(true).open(file).unwrap();
        opened.set_modified(old).unwrap();
    }
    let _worker = system.start_worker();
    system
        .until(|| async { files(&system).len() == 1 }, "old messages go")
        .await;
    assert!(strange.exists(), "what is no message is nobody's to remove");
}

#[tokio::test]
async fn whoever_opens_an_empty_database_is_warned_of_it() {
    let system = System::start().await;
    assert!(
        !system.written().contains("was empty"),
        "tenants were imported before: {}",
        system.written()
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}/nexus.db", elsewhere.path().display());
    let lost = system.start_api_with(&[("NEXUS_DATABASE_URL", &url)]).await;
    let written = lost.process.written();
    let warned = written.lines().find(|line| line.contains("was empty"));
    let warned = warned.unwrap_or_else(|| panic!("the API warns: {written}"));
    assert!(warned.contains("WARN") && warned.contains(&url), "{warned}");
    let again = system.start_api_with(&[("NEXUS_DATABASE_URL", &url)]).await;
    assert!(
        !again.process.written().contains("was empty"),
        "it was made before"
    );
}
