//! From browsing to a cancelled appointment: every step, each answer held to the document.

use chrono::{DateTime, Utc};
use scheduler_tests::{
    System,
    customer::{booking_of, text},
    outbox,
};
use serde_json::{Value, json};

fn instant(value: &Value) -> DateTime<Utc> {
    text(value).parse().expect("an instant")
}

#[tokio::test]
async fn a_customer_browses_books_moves_and_cancels() {
    let mut system = System::start().await;

    // Somebody finds the practice and what it offers.
    let tenants = system.call("tenant_list").send().await.data();
    let slugs: Vec<_> = tenants
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["slug"])
        .collect();
    assert!(
        slugs.contains(&&json!("stillwater")),
        "the practice is listed among {slugs:?}"
    );
    let tenant = system.call("tenant_view").send().await.data();
    assert_eq!(tenant["timeZone"], "Europe/Berlin");
    let service = system.service("Hypnotherapy session").await;
    let viewed = system
        .call("service_view")
        .at("serviceId", &service.id)
        .send()
        .await
        .data();
    assert_eq!(viewed["durationMinutes"], 60);

    // They are told of each step; what is out of date before it is sent is not sent.
    let told = |kind| outbox::wait_for(&system, kind, "kim@example.com", 1);

    // They start a session and book.
    let kim = system.customer("kim@example.com").await;
    assert_eq!(
        kim.session["level"], "claimed",
        "nobody has proven anything yet"
    );
    let slots = system.free_slots(&service).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    assert_eq!(booked["status"], "confirmed");
    assert_eq!(booked["revision"], 1);
    assert_eq!(booked["start"], slots[0]["start"]);
    assert_eq!(
        (instant(&booked["end"]) - instant(&booked["start"])).num_minutes(),
        60
    );
    assert_eq!(
        booked["price"],
        json!({ "amount": 11000, "currency": "EUR" })
    );
    let staff = slots[0]["staff"].as_array().unwrap();
    assert!(
        staff
            .iter()
            .any(|member| member["id"] == booked["staff"]["id"]),
        "one of those who were free gives it"
    );

    told("confirmation").await;

    // They see it, and the slot is gone for the one who gives it.
    assert_eq!(kim.bookings().await, vec![booked.clone()]);
    let viewed = kim.call_about("booking_view", &booked).send().await.data();
    assert_eq!(viewed, booked);
    let left = system.free_slots(&service).await;
    let still = left.iter().find(|slot| slot["start"] == booked["start"]);
    let still_with = still
        .into_iter()
        .flat_map(|slot| slot["staff"].as_array().unwrap());
    for member in still_with {
        assert_ne!(
            member["id"], booked["staff"]["id"],
            "who is booked isn't offered again"
        );
    }

    // They move it.
    let later = slots.last().unwrap();
    let moved = kim
        .change(
            &booked,
            json!({ "op": "reschedule", "start": later["start"] }),
        )
        .await
        .data();
    assert_eq!(
        (&moved["id"], &moved["revision"]),
        (&booked["id"], &json!(2))
    );
    assert_eq!(moved["start"], later["start"]);
    told("rescheduled").await;
    let stale = kim.cancel(&booked).await;
    assert_eq!(stale.failure(), (409, "revision_conflict".to_owned()));
    assert_eq!(
        stale.error()["booking"],
        moved,
        "a stale change is shown the booking as it stands"
    );

    // The calendar file follows.
    let calendar = kim.call_about("booking_calendar", &moved).send().await;
    for line in [
        "BEGIN:VCALENDAR",
        "METHOD:PUBLISH",
        "SEQUENCE:1",
        "END:VCALENDAR",
    ] {
        assert!(
            calendar.text().contains(line),
            "{line} stands in {}",
            calendar.text()
        );
    }
    assert!(
        calendar.text().contains(&text(&moved["id"])),
        "its UID is stable"
    );

    // They cancel, and the slot is free again.
    let cancelled = kim.cancel(&moved).await.data();
    assert_eq!(
        (&cancelled["status"], &cancelled["revision"]),
        (&json!("cancelled"), &json!(3))
    );
    let again = kim.cancel(&cancelled).await;
    assert_eq!(
        again.failure(),
        (403, "policy".to_owned()),
        "what is cancelled stays cancelled"
    );
    let free = system.free_slots(&service).await;
    assert_eq!(free.first(), slots.first());
    assert_eq!(free.last(), slots.last());

    told("cancelled").await;
    system.assert_well().await;
}

#[tokio::test]
async fn a_code_shows_what_was_booked_under_the_same_contact() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let first = system.customer("kim@example.com").await;
    let booked = first.book(&service, &slots[0]).await.data();

    // Somebody who merely gives the same address sees nothing of it.
    let second = system.customer("KIM@example.com").await;
    assert_eq!(second.bookings().await, Vec::<Value>::new());
    let hidden = second.call_about("booking_view", &booked).send().await;
    assert_eq!(hidden.failure(), (404, "not_found".to_owned()));
    let untouched = second.cancel(&booked).await;
    assert_eq!(untouched.failure(), (404, "not_found".to_owned()));

    // Whoever reads that address's mail does.
    let state = {
        second.call("session_code").send().await.data();
        let code = outbox::code_to(&system, "kim@example.com").await;
        second.verify(&code).await.data()
    };
    assert_eq!(state["level"], "verified");
    assert_eq!(second.bookings().await, vec![booked]);
}

#[tokio::test]
async fn a_booking_without_a_session_is_managed_by_the_link_once() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let body = booking_of(&service, &slots[0], "noor@example.com");
    let booked = system
        .call("booking_create")
        .json(&body)
        .send()
        .await
        .data();
    let messages = outbox::wait_for(&system, "confirmation", "noor@example.com", 1).await;
    let link = outbox::manage_token(&messages[0]);

    let redeem = || {
        let call = system.call("session_redeem");
        call.json(&json!({ "manageToken": link })).send()
    };
    let session = redeem().await.data();
    assert_eq!(
        session["level"], "verified",
        "the link was sent to the address it proves"
    );
    let listed = system
        .call("booking_list")
        .stoken(&text(&session["stoken"]))
        .send()
        .await
        .data();
    assert_eq!(listed, json!([booked]));
    assert_eq!(
        redeem().await.failure(),
        (401, "session_ended".to_owned()),
        "it works once"
    );
}

#[tokio::test]
async fn bookings_come_newest_start_first_and_page_by_page() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    for slot in [&slots[0], &slots[20], &slots[10]] {
        kim.book(&service, slot).await.data();
    }
    let mut starts = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let call = kim.call("booking_list").query("limit", 1);
        let call = match &token {
            Some(token) => call.query("pageToken", token),
            None => call,
        };
        let page = call.send().await.json();
        starts.push(page["data"][0]["start"].clone());
        token = page["nextPageToken"].as_str().map(str::to_owned);
        if token.is_none() {
            break;
        }
    }
    let expected = [&slots[20], &slots[10], &slots[0]].map(|slot| slot["start"].clone());
    assert_eq!(starts, expected);
    let cancelled = kim
        .call("booking_list")
        .query("status", "cancelled")
        .send()
        .await
        .data();
    assert_eq!(cancelled, json!([]), "a filter holds");
}

#[tokio::test]
async fn what_policies_forbid_is_refused_by_name() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let mut far = slots[0].clone();
    for (start, rule) in [
        ("2000-01-01T09:00:00Z", "min_notice"),
        ("9999-01-01T09:00:00Z", "horizon"),
    ] {
        far["start"] = json!(start);
        let refused = kim.book(&service, &far).await;
        assert_eq!(refused.failure(), (403, "policy".to_owned()));
        assert_eq!(refused.error()["rule"], rule);
    }
}
