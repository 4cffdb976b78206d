//! Messages, by stand-ins of the providers: what they say, when they are sent, and what is reported.

use std::time::{Duration, Instant};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use scheduler_tests::{
    System,
    customer::text,
    providers::{Fault, Resend, Twilio},
    senders::{WEBHOOK_SECRET, WEBHOOK_URL},
};
use serde_json::{Value, json};

const KIM: &str = "kim@example.com";
const NUMBER: &str = "+4915112345678";

async fn started() -> (Resend, Twilio, System) {
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let system = System::configured().sending_by(&resend, &twilio);
    (resend, twilio, system.start().await)
}

#[tokio::test]
async fn an_email_follows_each_change_of_a_booking() {
    let (resend, _twilio, mut system) = started().await;
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer(KIM).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    system.until_nothing_is_due().await;
    let reminders = "jobs WHERE kind IN ('day_before', 'hour_before') AND revision = ";
    let database = system.database().await;
    assert_eq!(database.count(&format!("{reminders} 1")).await, 2);

    let confirmation = resend.of("confirmation", KIM).remove(0);
    assert_eq!(
        confirmation.text("from"),
        "Stillwater Hypnotherapy <hello@stillwater.example>"
    );
    assert_eq!(confirmation.text("reply_to"), "practice@stillwater.example");
    assert_eq!(confirmation.tag("tenant"), "stillwater");
    assert!(
        confirmation
            .text("subject")
            .contains("Hypnotherapy session")
    );
    for part in ["text", "html"] {
        let part = confirmation.text(part);
        assert!(
            part.contains("Kim Berger") && part.contains("manage?link="),
            "{part}"
        );
    }
    assert!(
        confirmation.text("html").contains("#2f5d62"),
        "in the tenant's colour"
    );
    let attached = &confirmation.body["attachments"][0]["content_type"];
    assert_eq!(attached, "text/calendar; charset=utf-8; method=PUBLISH");
    let file = confirmation.calendar().unwrap();
    let uid = format!("UID:{}@", text(&booked["id"]));
    assert!(file.contains(&uid) && file.contains("SEQUENCE:0"), "{file}");

    let later = slots.last().unwrap();
    let moved = kim
        .change(
            &booked,
            json!({ "op": "reschedule", "start": later["start"] }),
        )
        .await
        .data();
    system.until_nothing_is_due().await;
    assert_eq!(
        database.count(&format!("{reminders} 1")).await,
        0,
        "they moved"
    );
    assert_eq!(database.count(&format!("{reminders} 2")).await, 2);
    let file = resend.of("rescheduled", KIM)[0].calendar().unwrap();
    assert!(file.contains(&uid) && file.contains("SEQUENCE:1"), "{file}");

    kim.cancel(&moved).await.data();
    system.until_nothing_is_due().await;
    assert_eq!(
        database.count("jobs").await,
        0,
        "nothing is left to be said"
    );
    let cancelled = resend.of("cancelled", KIM)[0].clone();
    let attached = &cancelled.body["attachments"][0]["content_type"];
    assert_eq!(attached, "text/calendar; charset=utf-8; method=CANCEL");
    let file = cancelled.calendar().unwrap();
    for line in [
        uid.as_str(),
        "METHOD:CANCEL",
        "SEQUENCE:2",
        "STATUS:CANCELLED",
    ] {
        assert!(file.contains(line), "{line} stands in {file}");
    }
    assert_eq!(resend.emails().len(), 3);
    system.assert_well().await;
}

#[tokio::test]
async fn text_messages_are_short_and_codes_go_where_the_contact_is() {
    let (resend, twilio, system) = started().await;
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    system
        .book_by_phone(&service, &slots[0], NUMBER)
        .await
        .data();
    let session = system
        .call("session_create")
        .json(&json!({ "contact": { "kind": "phone", "number": NUMBER } }))
        .send()
        .await
        .data();
    let asked = system
        .call("session_code")
        .stoken(&text(&session["stoken"]));
    assert_eq!(asked.send().await.status(), 200);
    system.until_nothing_is_due().await;
    let sent = twilio.to(NUMBER);
    assert_eq!((sent.len(), resend.emails().len()), (2, 0));
    for message in &sent {
        assert_eq!(message.from, "+4930555010");
        let length = message.body.chars().count();
        assert!(
            length <= 306,
            "two segments are enough, not {length}: {}",
            message.body
        );
    }
    let code = sent
        .iter()
        .find(|message| message.body.contains("is your code"));
    let code: String = code
        .expect("a code was sent")
        .body
        .chars()
        .take(6)
        .collect();
    let verified = system
        .call("session_verify")
        .stoken(&text(&session["stoken"]))
        .json(&json!({ "code": code }))
        .send()
        .await;
    assert_eq!(verified.status(), 200, "{}", verified.text());
}

#[tokio::test]
async fn reminders_are_sent_when_they_are_due_and_watchers_told() {
    let (resend, _twilio, system) = started().await;
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer(KIM).await;
    kim.book(&service, &slots[0]).await.data();
    system.until_nothing_is_due().await;
    let database = system.database().await;
    for kind in ["day_before", "hour_before"] {
        assert_eq!(resend.of(kind, KIM).len(), 0, "it isn't due yet");
        match kind {
            "day_before" => {
                database
                    .execute("UPDATE jobs SET due_at = 1 WHERE kind = 'day_before'")
                    .await
            }
            _ => {
                database
                    .execute("UPDATE jobs SET due_at = 1 WHERE kind = 'hour_before'")
                    .await
            }
        }
        system.until_nothing_is_due().await;
        let sent = resend.of(kind, KIM);
        assert_eq!(sent.len(), 1);
        assert!(sent[0].text("subject").contains("Your appointment is "));
        assert!(sent[0].calendar().is_none(), "the calendar has it already");
    }
    let told = database
        .count("events WHERE payload LIKE '%reminder.sent%'")
        .await;
    assert_eq!(told, 2);
}

/// The appointment moves while a reminder of it is on its way: the change waits, and from then on nobody
/// is told the old time.
#[tokio::test]
async fn a_reschedule_that_races_its_reminder_never_sends_the_old_time() {
    let (resend, twilio, on_sqlite) = started().await;
    let taken = Fault::SilenceAfter(Duration::from_secs(2));
    move_while_it_is_reminded_of(&resend, &on_sqlite, taken, 1).await;
    let (resend, other) = tokio::join!(Resend::start(), Twilio::start());
    let on_postgres = System::configured().sending_by(&resend, &other);
    let on_postgres = on_postgres.on_postgres().start().await;
    let lost = Fault::Silence(Duration::from_secs(2));
    move_while_it_is_reminded_of(&resend, &on_postgres, lost, 0).await;
    drop(twilio);
}

async fn move_while_it_is_reminded_of(
    resend: &Resend,
    system: &System,
    fault: Fault,
    told_before_the_change: usize,
) {
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer(KIM).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    system.until_nothing_is_due().await;
    resend.next(fault);
    let database = system.database().await;
    database
        .execute("UPDATE jobs SET due_at = 1 WHERE kind = 'hour_before'")
        .await;
    let handing_over = "jobs WHERE state = 'handing_over'";
    system
        .until(
            || async { database.count(handing_over).await == 1 },
            "it is handed over",
        )
        .await;

    let began = Instant::now();
    let later = slots.last().unwrap();
    let moved = kim
        .change(
            &booked,
            json!({ "op": "reschedule", "start": later["start"] }),
        )
        .await;
    assert_eq!(moved.status(), 200, "{}", moved.text());
    assert!(began.elapsed() > Duration::from_millis(500), "it waited");
    let told_before = resend.of("hour_before", KIM).len();
    assert_eq!(told_before, told_before_the_change, "{fault:?}");
    system.until_nothing_is_due().await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(
        resend.of("hour_before", KIM).len(),
        told_before,
        "{fault:?}"
    );
    assert_eq!(resend.of("rescheduled", KIM).len(), 1, "{fault:?}");
}

#[tokio::test]
async fn what_providers_report_is_kept_if_they_signed_it() {
    let (resend, twilio, system) = started().await;
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    system
        .customer(KIM)
        .await
        .book(&service, &slots[0])
        .await
        .data();
    system
        .book_by_phone(&service, slots.last().unwrap(), NUMBER)
        .await
        .data();
    system.until_nothing_is_due().await;
    let database = system.database().await;

    let email = resend.of("confirmation", KIM).remove(0);
    let (tenant, message) = (email.tag("tenant"), email.tag("message"));
    let event = json!({ "type": "email.bounced", "created_at": "2026-11-22T23:41:12.126Z", "data": {
        "email_id": email.id, "to": [KIM], "tags": { "tenant": tenant, "message": message },
        "bounce": { "type": "Permanent", "subType": "Suppressed", "message": "not kept" } } });
    let now = chrono::Utc::now().timestamp().to_string();
    let report = |event: &Value, id: &'static str, signed: &str, sent: &str| {
        let key = STANDARD
            .decode(WEBHOOK_SECRET.trim_start_matches("whsec_"))
            .unwrap();
        let mac = Hmac::<sha2::Sha256>::new_from_slice(&key).unwrap();
        let mac = mac.chain_update(format!("{id}.{sent}.{signed}"));
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        system
            .http
            .post(format!("{}/webhooks/resend", system.url))
            .header("svix-id", id)
            .header("svix-timestamp", sent)
            .header("svix-signature", format!("v1,{signature}"))
            .body(event.to_string())
            .send()
    };
    let other = report(&event, "msg_1", "{}", &now).await.unwrap();
    assert_eq!(other.status(), 401, "another body was signed");
    let old = (chrono::Utc::now().timestamp() - 600).to_string();
    let late = report(&event, "msg_1", &event.to_string(), &old)
        .await
        .unwrap();
    assert_eq!(late.status(), 401, "it may be a copy");
    assert_eq!(database.count("delivery_reports").await, 0);
    for _ in 0..2 {
        let taken = report(&event, "msg_1", &event.to_string(), &now)
            .await
            .unwrap();
        assert_eq!(taken.status(), 204);
    }
    assert_eq!(
        database.count("delivery_reports").await,
        1,
        "an event counts once"
    );
    let shown = system.jobs_json(&["show", message]).await;
    assert_eq!(shown["state"], "bounced");
    assert_eq!(shown["reports"][0]["reason"], "Suppressed");
    assert_eq!(shown["contact"], "k…@e…");

    let sent = twilio.to(NUMBER).remove(0);
    let callback = sent.callback.expect("it is told where to report to");
    let (_, query) = callback.split_once('?').unwrap();
    assert!(callback.starts_with(&format!("{WEBHOOK_URL}/webhooks/twilio?")));
    let form = [
        ("MessageSid", sent.sid.as_str()),
        ("MessageStatus", "delivered"),
    ];
    let report = |token: &str| {
        let mac = Hmac::<sha1::Sha1>::new_from_slice(token.as_bytes()).unwrap();
        let signed = form
            .iter()
            .fold(callback.clone(), |all, (name, value)| all + name + value);
        let signature = STANDARD.encode(mac.chain_update(signed).finalize().into_bytes());
        let body = format!("MessageSid={}&MessageStatus=delivered", sent.sid);
        system
            .http
            .post(format!("{}/webhooks/twilio?{query}", system.url))
            .header("X-Twilio-Signature", signature)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
    };
    assert_eq!(report("somebody's").await.unwrap().status(), 401);
    assert_eq!(database.count("delivery_reports").await, 1);
    assert_eq!(report(twilio.token()).await.unwrap().status(), 204);
    let sent = system.jobs_json(&["list", "--state", "sent"]).await;
    let states: Vec<&Value> = sent["jobs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|job| &job["state"])
        .collect();
    assert!(states.contains(&&json!("delivered")) && states.contains(&&json!("bounced")));
}
