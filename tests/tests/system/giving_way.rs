//! PostgreSQL undoes a transaction so that another can go on: whichever operation it was of, its caller sees
//! nothing of it.

use std::collections::BTreeSet;

use scheduler_tests::{
    Call, System,
    customer::{booking, booking_of, text},
    document, outbox,
    programs::workspace,
};
use serde_json::{Value, json};

/// Whoever changes something first fails as PostgreSQL lets a transaction fail that could not be serialized:
/// the statement itself, or the whole when it is to last.
const FIRST_FAILS: &str = r"
CREATE SEQUENCE changes;
CREATE FUNCTION first_fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('changes') = 1 THEN
        RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END $$;
CREATE PROCEDURE let_fail(whole BOOLEAN) LANGUAGE plpgsql AS $$ DECLARE one RECORD; BEGIN
    FOR one IN SELECT tablename AS name FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'
    LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS first_fails ON %I', one.name);
        IF whole THEN
            EXECUTE format('CREATE CONSTRAINT TRIGGER first_fails AFTER INSERT OR UPDATE OR DELETE ON %I
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION first_fails()', one.name);
        ELSE
            EXECUTE format('CREATE TRIGGER first_fails AFTER INSERT OR UPDATE OR DELETE ON %I
                FOR EACH STATEMENT EXECUTE FUNCTION first_fails()', one.name);
        END IF;
    END LOOP;
END $$;
";
const ALL_FAIL: &str = r"
CREATE OR REPLACE FUNCTION first_fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM nextval('changes');
    RAISE EXCEPTION 'could not serialize access' USING ERRCODE = 'serialization_failure';
END $$;
";
const ROUNDS: [(&str, &str); 2] = [
    ("a statement", "CALL let_fail(FALSE)"),
    ("the commit", "CALL let_fail(TRUE)"),
];

#[tokio::test]
async fn whatever_gives_way_is_carried_out_again_and_its_caller_sees_nothing_of_it() {
    let mut system = System::configured().on_postgres().start().await;
    let database = system.database().await;
    database.run(FIRST_FAILS).await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;

    // Given what each round needs of what is sent; from then on nobody but the calls changes anything.
    system.worker_operations_url().await;
    system.worker.terminate();
    assert!(system.worker.ended().await.success());
    let mut worker = system.start_worker();
    let mut prepared = Vec::new();
    for (round, _) in ROUNDS.iter().enumerate() {
        let noor = format!("noor{round}@example.com");
        let booked = booking_of(&service, &slots[round * 8], &noor);
        let booked = system.call("booking_create").json(&booked).send().await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
        let message = outbox::wait_for(&system, "confirmation", &noor, 1).await;
        let link = outbox::manage_token(&message[0]);
        let kim = system.customer(&format!("kim{round}@example.com")).await;
        let code = kim.code().await;
        prepared.push((kim, code, link));
    }
    worker.terminate();
    assert!(worker.ended().await.success());

    // Then each operation that changes something succeeds all the same.
    let changing = document::operations().filter(|it| it.method != "GET");
    let changing: BTreeSet<_> = changing.map(|it| it.id.as_str()).collect();
    for (round, (what, fails)) in ROUNDS.into_iter().enumerate() {
        database.run(fails).await;
        let (kim, code, link) = &prepared[round];
        let tried = |call: Call| async {
            database.run("ALTER SEQUENCE changes RESTART").await;
            let answer = call.send().await;
            let changes = "SELECT last_value FROM changes";
            (answer, database.number(changes).await)
        };
        let contact = json!({ "kind": "email", "address": format!("new{round}@example.com") });
        let slot = |number: usize| &slots[(2 + round * 2 + number) * 8];
        let mut booked = Value::Null;
        let mut seen = BTreeSet::new();
        for id in [
            "session_create",
            "session_code",
            "session_verify",
            "session_refresh",
            "session_stream",
            "booking_create",
            "booking_change",
            "session_redeem",
            "session_end",
        ] {
            let call = match id {
                "session_create" => system.call(id).json(&json!({ "contact": contact })),
                "session_verify" => kim.call(id).json(&json!({ "code": code })),
                "session_redeem" => system.call(id).json(&json!({ "manageToken": link })),
                "booking_create" => kim.call(id).json(&booking(&service, slot(0))),
                "booking_change" => kim.call_about(id, &booked).json(&json!({
                    "revision": 1,
                    "change": { "op": "reschedule", "start": slot(1)["start"] },
                })),
                // Whoever asks for a code anew makes the one before worthless.
                "session_code" => {
                    let other = system.customer(&format!("robin{round}@example.com")).await;
                    other.call(id)
                }
                _ => kim.call(id),
            };
            let (answer, changes) = tried(call).await;
            assert!(
                (200..300).contains(&answer.status()),
                "{id}, {what} failed: {} {}",
                answer.status(),
                answer.text()
            );
            assert!(changes > 1, "{id}, {what}: it failed first");
            if id == "booking_create" {
                booked = answer.data();
            }
            seen.insert(id);
        }
        assert_eq!(seen, changing, "every operation that changes something");
        let bookings = kim.call("booking_list").send().await;
        assert_eq!(bookings.failure().1, "session_ended", "{what}");
        let of_kim = format!("customers WHERE contact = 'kim{round}@example.com'");
        let one = format!("bookings WHERE customer_id = (SELECT id FROM {of_kim})");
        assert_eq!(database.count(&one).await, 1, "{what}: once");
        assert_eq!(text(&booked["status"]), "confirmed");
    }

    // So does an import, and a call that is counted.
    database.run("ALTER SEQUENCE changes RESTART").await;
    let demo = std::fs::read_to_string(workspace().join("server/demo/tenants.toml")).unwrap();
    let changed = demo.replace("A quiet room", "A silent room");
    system.import_tenants(&changed).await;
    assert!(database.number("SELECT last_value FROM changes").await > 1);
    let counting = [("NEXUS_RATE_LIMITS_BY_CONTACT", "true")];
    let counting = system.start_api_with(&counting).await;
    database.run("CALL let_fail(FALSE)").await;
    database.run("ALTER SEQUENCE changes RESTART").await;
    let contact = json!({ "contact": { "kind": "email", "address": "counted@example.com" } });
    let counted = system.call("session_create").json(&contact);
    let counted = counted.through(&counting).send().await;
    assert_eq!(counted.status(), 201, "{}", counted.text());

    // What gives way each time is answered with a time to come back, and leaves nothing.
    database.run(ALL_FAIL).await;
    let rows = database.rows().await;
    database.run("ALTER SEQUENCE changes RESTART").await;
    let turned_away = system.call("session_create").json(&contact).send().await;
    assert_eq!(turned_away.failure(), (503, "unavailable".to_owned()));
    assert!(turned_away.header("retry-after").is_some());
    assert_eq!(database.number("SELECT last_value FROM changes").await, 5);
    assert_eq!(database.rows().await, rows);
}
