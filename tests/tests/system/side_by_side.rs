//! Two releases on one database: the processes of the one before go on while the newer one has brought the schema
//! up to date.

use scheduler_tests::{
    System,
    customer::{booking_of, text},
    outbox,
    process::Process,
    programs::program,
};
use serde_json::json;

/// What the next release may do to the schema: columns, tables and indexes come, nothing goes. That the releases
/// there are did no more is held by `server/tests/store_conformance/released.rs`.
const NEXT_SCHEMA: &str = r"
DO $$ DECLARE one RECORD; BEGIN
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'
    LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN next_text TEXT', one.name);
        EXECUTE format('ALTER TABLE %I ADD COLUMN next_count BIGINT NOT NULL DEFAULT 0', one.name);
        EXECUTE format('CREATE INDEX %I ON %I (next_count)', one.name || '_next', one.name);
    END LOOP;
END $$;
CREATE TABLE next_table (tenant_id TEXT NOT NULL PRIMARY KEY);
INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
    VALUES (9999, 'next', TRUE, '\x00', 0);
";

#[tokio::test]
async fn processes_go_on_with_the_schema_of_the_next_release_and_are_not_started_on_it() {
    let mut system = System::configured().on_postgres().start().await;
    let database = system.database().await;
    // What a process has done before, it has prepared statements of.
    everything_a_customer_does(&system, 0).await;
    database.run(NEXT_SCHEMA).await;
    everything_a_customer_does(&system, 1).await;
    system.assert_well().await;

    let nothing: [&str; 0] = [];
    for name in ["scheduler-api", "scheduler-worker"] {
        let folder = system.folder();
        let mut late = Process::start(&program(name), &nothing, &folder, &system.variables);
        assert!(!late.ended().await.success(), "{name} doesn't start");
        let said = late.written();
        assert!(
            said.contains("this server is older than the database"),
            "{name} says why: {said}"
        );
    }
    everything_a_customer_does(&system, 2).await;
}

/// From the first look to the end of the session, over every operation that needs the database.
async fn everything_a_customer_does(system: &System, time: usize) {
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let slot = |number: usize| &slots[(time * 3 + number) * 8];
    for id in ["tenant_list", "tenant_view"] {
        assert_eq!(system.call(id).send().await.status(), 200, "{id}");
    }
    let kim = system.customer(&format!("kim{time}@example.com")).await;
    let mut stream = kim.watch(None).await;
    let booked = kim.book(&service, slot(0)).await.data();
    stream.expect("booking.confirmed").await;
    let moving = json!({ "op": "reschedule", "start": slot(1)["start"] });
    let moved = kim.change(&booked, moving).await.data();
    stream.expect("booking.rescheduled").await;
    for id in ["booking_view", "booking_calendar"] {
        let seen = kim.call_about(id, &moved).send().await;
        assert_eq!(seen.status(), 200, "{id}");
    }
    let code = kim.code().await;
    assert_eq!(kim.verify(&code).await.data()["level"], "verified");
    stream.expect("reset").await;
    assert_eq!(kim.call("session_refresh").send().await.status(), 200);
    kim.cancel(&moved).await.data();
    stream.expect("booking.cancelled").await;
    assert_eq!(kim.bookings().await.len(), 1);
    for kind in ["rescheduled", "cancelled"] {
        outbox::wait_for(system, kind, &kim.email, 1).await;
    }

    let noor = format!("noor{time}@example.com");
    let body = booking_of(&service, slot(2), &noor);
    let made = system.call("booking_create").json(&body).send().await;
    assert_eq!(made.status(), 201, "{}", made.text());
    let message = outbox::wait_for(system, "confirmation", &noor, 1).await;
    let link = json!({ "manageToken": outbox::manage_token(&message[0]) });
    let exchanged = system.call("session_redeem").json(&link).send().await;
    assert_eq!(text(&exchanged.data()["level"]), "verified");
    assert_eq!(kim.call("session_end").send().await.status(), 204);
    stream.expect("session.ended").await;
}
