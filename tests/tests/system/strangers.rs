//! What somebody learns who gives another's address, holds another tenant's stoken, or guesses: nothing.

use std::time::{Duration, Instant};

use scheduler_tests::{
    Answer, Call, System,
    customer::{booking_of, text},
    document, outbox,
};
use serde_json::{Value, json};

use crate::valid::{Valid, of_a_tenant, with_stoken};

const OTHER: &str = "northside-barbers";

/// What an answer says, but for what names the request.
fn said(answer: &Answer) -> Value {
    let mut body: Value = serde_json::from_str(answer.text()).unwrap_or_default();
    if let Some(error) = body["error"].as_object_mut() {
        error.remove("requestId");
    }
    json!({ "status": answer.status(), "body": body })
}

#[tokio::test]
async fn what_another_tenant_has_is_not_there() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let abroad = system.customer_at(OTHER, "kim@example.com").await;
    let code = abroad.code().await;
    abroad.verify(&code).await.data();
    let mut asked = 0;
    for operation in of_a_tenant() {
        let id = &operation.id;
        // With what belongs to the one tenant, at the other: as if it had never been.
        let nothing = "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99";
        let body = |theirs: bool| {
            valid.body(operation).map(|mut body| {
                if !theirs && body.get("serviceId").is_some() {
                    body["serviceId"] = nothing.into();
                }
                body
            })
        };
        let call = |theirs: bool| {
            let names = |own: String| if theirs { own } else { nothing.to_owned() };
            let mut call = system
                .call(id)
                .tenant(OTHER)
                .at("id", names(text(&valid.booking["id"])))
                .at("serviceId", names(valid.service.id.clone()));
            if id == "slot_list" {
                let now = scheduler_tests::customer::from_now(chrono::Duration::zero());
                let later = scheduler_tests::customer::from_now(chrono::Duration::days(5));
                call = call
                    .query("serviceId", names(valid.service.id.clone()))
                    .query("from", now)
                    .query("to", later);
            }
            if operation.needs_stoken() != Some(false) {
                call = call.stoken(&abroad.stoken);
            }
            match body(theirs) {
                Some(body) => call.json(&body),
                None => call,
            }
        };
        let names_something = operation.path.contains("{id}")
            || operation.path.contains("{serviceId}")
            || ["slot_list", "booking_create"].contains(&id.as_str());
        if !names_something {
            continue;
        }
        let (theirs, nobodys) = (call(true).send().await, call(false).send().await);
        assert_eq!(theirs.status(), 404, "{id}: {}", theirs.text());
        assert_eq!(said(&theirs), said(&nobodys), "{id} tells no difference");
        asked += 1;
    }
    assert!(
        asked >= 6,
        "the document has operations that name something"
    );

    // Nor does a link of one tenant open another, and it is not used up by the attempt.
    let booked = booking_of(&valid.service, &valid.slots[20], "noor@example.com");
    let booked = system.call("booking_create").json(&booked).send().await;
    assert_eq!(booked.status(), 201);
    let message = outbox::wait_for(&system, "confirmation", "noor@example.com", 1).await;
    let link = json!({ "manageToken": outbox::manage_token(&message[0]) });
    let redeem = |slug: &str| system.call("session_redeem").tenant(slug).json(&link);
    assert_eq!(redeem(OTHER).send().await.failure().0, 401);
    assert_eq!(redeem("stillwater").send().await.status(), 201);
    let bookings = abroad.bookings().await;
    assert!(bookings.is_empty(), "nothing of the other tenant is listed");
}

#[tokio::test]
async fn whoever_gives_somebody_else_s_address_learns_nothing() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let curious = system.customer("kim@example.com").await;
    let nobody = system.customer("nobody@example.com").await;

    assert!(curious.bookings().await.is_empty());
    let unknown = json!({ "id": "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99", "revision": 1 });
    for operation in document::operations().filter(|it| it.path.contains("{id}")) {
        let ask = |about: &Value| {
            let call = curious.call_about(&operation.id, about);
            match operation.takes_body() {
                true => call.json(&json!({ "revision": 1, "change": { "op": "cancel" } })),
                false => call,
            }
        };
        let (theirs, nobodys) = (ask(&valid.booking).send().await, ask(&unknown).send().await);
        assert_eq!(theirs.status(), 404, "{}", operation.id);
        assert_eq!(said(&theirs), said(&nobodys), "{}", operation.id);
    }

    // The same is asked of a contact that is known and of one that isn't.
    let answers = |email: &'static str| {
        let contact = json!({ "contact": { "kind": "email", "address": email } });
        system.call("session_create").json(&contact)
    };
    for (known, new) in [
        (
            curious.call("session_code").send().await,
            nobody.call("session_code").send().await,
        ),
        (
            curious.verify("000000").await,
            nobody.verify("000000").await,
        ),
    ] {
        let shape = |answer: &Answer| match answer.status() {
            200 => json!(
                answer
                    .data()
                    .as_object()
                    .unwrap()
                    .keys()
                    .collect::<Vec<_>>()
            ),
            _ => said(answer),
        };
        assert_eq!((known.status(), shape(&known)), (new.status(), shape(&new)));
    }
    // In the same class of time: what differs is one row found or made.
    let mut known = Vec::new();
    let mut new = Vec::new();
    for _ in 0..25 {
        known.push(time_of(answers("kim@example.com")).await);
        new.push(time_of(answers("somebody-new@example.com")).await);
    }
    let (known, new) = (median(known), median(new));
    assert!(
        known < new * 4 && new < known * 4,
        "answers take as long: {known:?}, {new:?}"
    );

    // Events and their numbers: both sessions begin at the same, however much has happened.
    let theirs = curious.watch(Some(0)).await;
    let nobodys = nobody.watch(Some(0)).await;
    assert_eq!(theirs.retry, nobodys.retry);
    drop((theirs, nobodys));
    let mut ids = Vec::new();
    for (who, slot) in [(&curious, 24), (&nobody, 32)] {
        let mut stream = who.watch(Some(0)).await;
        who.book(&valid.service, &valid.slots[slot]).await.data();
        ids.push(stream.expect("booking.confirmed").await.id);
    }
    assert_eq!(ids[0], ids[1], "ids tell nothing of others");
}

async fn time_of(call: Call) -> Duration {
    let began = Instant::now();
    assert_eq!(call.send().await.status(), 201);
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Everything somebody might try who knows of a secret what it looks like, how it is kept, or part of it.
fn guesses_of(secret: &str, kept: &str) -> Vec<String> {
    let (prefix, random) = secret.split_once('_').unwrap();
    let last = match random.chars().last().unwrap() {
        'A' => 'B',
        _ => 'A',
    };
    let shorter = &random[..random.len() - 1];
    let mut guesses = vec![
        kept.to_owned(),
        format!("{prefix}_{kept}"),
        random.to_owned(),
        format!("{prefix}_{shorter}"),
        format!("{prefix}_{shorter}{last}"),
        format!("{prefix}_{random}{random}"),
        format!("{prefix}_{}", random.to_uppercase()),
        format!("{prefix}_%"),
        format!("{prefix}_'OR'1'='1"),
    ];
    let others = ["nxs", "nxe", "nxm"].into_iter().filter(|it| *it != prefix);
    guesses.extend(others.map(|other| format!("{other}_{random}")));
    guesses
}

#[tokio::test]
async fn stokens_of_no_scope_are_guessed_from_what_is_known_of_them() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let session = valid.kim.stoken.clone();
    let stream = valid.kim.stream_stoken().await;
    let message = outbox::wait_for(&system, "confirmation", &valid.kim.email, 1).await;
    let link = outbox::manage_token(&message[0]);
    let database = system.database().await;
    let kept = [
        "SELECT token_hash FROM sessions WHERE parent_id IS NULL",
        "SELECT token_hash FROM sessions WHERE parent_id IS NOT NULL ORDER BY created_at DESC LIMIT 1",
        "SELECT token_hash FROM manage_links",
    ];
    let mut guesses = Vec::new();
    for (secret, kept) in [&session, &stream, &link].into_iter().zip(kept) {
        guesses.extend(guesses_of(secret, &database.text(kept).await));
    }
    let rows = database.rows().await;
    let unknown = (401, "session_required".to_owned());

    // As bearer of every operation that needs one; a right one of another scope is no better than a guess.
    let bearers = guesses.iter().chain([&stream, &link]);
    for operation in with_stoken().filter(|it| it.needs_stoken() == Some(true)) {
        for guess in bearers.clone() {
            let call = valid.bare(operation).stoken(guess);
            let call = match valid.body(operation) {
                Some(body) => call.json(&body),
                None => call,
            };
            let id = &operation.id;
            assert_eq!(call.send().await.failure(), unknown, "{id} with {guess}");
        }
    }
    // To open a stream with.
    for guess in guesses.iter().chain([&link]) {
        let call = system.call("event_stream").query("stoken", guess);
        assert_eq!(
            call.send().await.failure(),
            unknown,
            "a stream with {guess}"
        );
    }
    // To exchange as a link.
    for guess in guesses.iter().chain([&session, &stream]) {
        let call = system.call("session_redeem");
        let refused = call.json(&json!({ "manageToken": guess })).send().await;
        let used_or_none = (401, "session_ended".to_owned());
        assert_eq!(refused.failure(), used_or_none, "a link {guess}");
    }
    assert_eq!(database.rows().await, rows, "nothing is written meanwhile");

    // The right ones still do what they are for.
    assert_eq!(valid.kim.bookings().await.len(), 1);
    let call = system.call("event_stream").query("stoken", &stream);
    assert_eq!(call.response().await.status(), 200);
    let call = system.call("session_redeem");
    let redeemed = call.json(&json!({ "manageToken": link })).send().await;
    assert_eq!(redeemed.status(), 201, "{}", redeemed.text());
}

#[tokio::test]
async fn guessing_codes_from_many_sessions_and_addresses_ends_at_the_contact() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_ADDRESS", true)
        .with("NEXUS_HTTPS_TRUSTED_PROXIES", "127.0.0.0/8")
        .start()
        .await;
    let from = |call: Call, number: usize| {
        call.header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-For", &format!("198.51.{number}.7"))
    };
    let contact = json!({ "contact": { "kind": "email", "address": "kim@example.com" } });
    let mut tried = Vec::new();
    for number in 0..40 {
        let opened = from(system.call("session_create").json(&contact), number);
        let stoken = text(&opened.send().await.data()["stoken"]);
        if number == 0 {
            let code = from(system.call("session_code").stoken(&stoken), number);
            assert_eq!(code.send().await.status(), 200);
        }
        let guess = json!({ "code": format!("{number:06}") });
        let call = system.call("session_verify").stoken(&stoken).json(&guess);
        tried.push(from(call, number).send().await.failure().0);
    }
    let wrong = tried.iter().filter(|it| **it == 403).count();
    let locked = tried.iter().filter(|it| **it == 429).count();
    assert_eq!(
        (wrong, locked),
        (5, 35),
        "an attacker with forty addresses has five guesses"
    );
}

#[tokio::test]
async fn forwarded_addresses_are_read_from_the_right() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_ADDRESS", true)
        .with("NEXUS_HTTPS_TRUSTED_PROXIES", "127.0.0.0/8")
        .with("NEXUS_RATE_LIMITS_TRUSTED_SITES", "10.9.0.0/16")
        .start()
        .await;
    while chrono::Timelike::second(&chrono::Utc::now()) >= 45 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let open = |forwarded: String| {
        let contact = json!({ "contact": { "kind": "email", "address": "kim@example.com" } });
        let call = system.call("session_create").json(&contact);
        call.header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-For", &forwarded)
            .send()
    };
    for number in 0..20 {
        // What stands to the left was written by whoever asks; a site of ours stands to the right. A port is no part
        // of an address.
        let port = if number % 2 == 0 { ":4711" } else { "" };
        let hops = format!("198.51.100.{number}, 203.0.113.9{port}, 10.9.0.{number}{port}");
        let answer = open(hops).await;
        assert_eq!(answer.status(), 201, "{}", answer.text());
    }
    let refused = open("192.0.2.1, 203.0.113.9".to_owned()).await;
    assert_eq!(refused.failure(), (429, "rate_limited".to_owned()));
    let other = open("203.0.113.9, 203.0.113.10".to_owned()).await;
    assert_eq!(other.status(), 201, "another visitor is not held up");
}
