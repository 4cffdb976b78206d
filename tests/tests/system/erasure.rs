//! A customer who wishes to be forgotten.

use scheduler_tests::{
    System,
    customer::{booking_of, text},
    outbox,
    process::Process,
    programs::program,
};

async fn erase(system: &System, tenant: &str, contact: &str) -> (bool, String) {
    let arguments = ["customers", "erase", tenant, contact];
    let mut erasing = Process::start(
        &program("scheduler-api"),
        &arguments,
        &system.folder(),
        &system.variables,
    );
    let status = erasing.ended().await;
    (status.success(), erasing.written())
}

#[tokio::test]
async fn nothing_personal_is_left_of_an_erased_customer_but_the_time_stays_taken() {
    for postgres in [false, true] {
        let system = match postgres {
            true => System::configured().on_postgres(),
            false => System::configured(),
        };
        let system = system.start().await;
        let service = system.service("Deep session").await;
        let slots = system.free_slots(&service).await;
        let kim = system.customer("kim_b@example.com").await;
        let booked = kim.call("booking_create").key("intent-1");
        let mut body = scheduler_tests::customer::booking(&service, &slots[0]);
        body["note"] = "Ground floor, please".into();
        let booked = booked.json(&body).send().await.data();
        outbox::wait_for(&system, "confirmation", &kim.email, 1).await;
        kim.code().await;
        let mut stream = kim.watch(None).await;
        // One character differs, which must not be taken for a wildcard.
        let body = booking_of(&service, &slots[9], "kimxb@example.com");
        let other = system.call("booking_create").key("k").json(&body);
        let other = other.send().await;
        assert_eq!(other.status(), 201, "{}", other.text());

        let (done, said) = erase(&system, "stillwater", "Kim_B@Example.com").await;
        assert!(
            done && said.contains("Bookings made anonymous: 1"),
            "{said}"
        );
        // On SQLite it is another process that ends it, which is seen at the next heartbeat.
        if postgres {
            stream.expect("session.ended").await;
        }
        let after = kim.call("booking_list").send().await;
        assert_eq!(after.failure(), (401, "session_required".to_owned()));

        let database = system.database().await;
        for (table, columns) in [
            ("customers", "contact"),
            ("bookings", "customer_name || coalesce(note, '')"),
            ("events", "payload"),
            ("jobs", "payload || coalesce(last_error, '')"),
            ("idempotency_keys", "response"),
        ] {
            for word in ["kim_b@", "Ground floor", &text(&booked["id"])] {
                let found = format!(
                    "{table} WHERE {columns} LIKE '%{}%' ESCAPE '!'",
                    word.replace('_', "!_")
                );
                assert_eq!(database.count(&found).await, 0, "{word} in {table}");
            }
        }
        assert_eq!(
            database
                .count("bookings WHERE customer_name = 'Kim Berger'")
                .await,
            1,
            "the other customer is untouched"
        );
        let again = system.free_slots(&service).await;
        let staff = |slots: &[serde_json::Value]| {
            let slot = slots.iter().find(|it| it["start"] == slots_start(&booked));
            slot.map_or(0, |slot| slot["staff"].as_array().unwrap().len())
        };
        assert!(staff(&again) < staff(&slots), "the time stays taken");

        let (done, said) = erase(&system, "stillwater", "kim_b@example.com").await;
        assert!(done && said.contains("nothing to erase"), "{said}");
        let (done, said) = erase(&system, "nowhere", "kim_b@example.com").await;
        assert!(!done && said.contains("no tenant"), "{said}");
        let (done, said) = erase(&system, "stillwater", "Kim").await;
        assert!(!done && said.contains("no contact"), "{said}");
    }
}

fn slots_start(booking: &serde_json::Value) -> serde_json::Value {
    booking["start"].clone()
}

#[tokio::test]
async fn a_command_in_the_wrong_folder_makes_no_database_and_says_which_it_looked_for() {
    for (name, arguments) in [
        (
            "scheduler-api",
            ["customers", "erase", "stillwater", "kim@example.com"].as_slice(),
        ),
        ("scheduler-worker", ["jobs", "list"].as_slice()),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Process::start(&program(name), arguments, folder.path(), &[]);
        let ended = process.ended().await;
        let said = process.written();
        assert!(!ended.success(), "{said}");
        assert!(
            said.contains("there is no scheduler database at sqlite:.nexus/nexus.db"),
            "{said}"
        );
        assert!(!folder.path().join(".nexus").exists(), "nothing is made");
    }
}
