//! The life of a stoken.

use chrono::{DateTime, Utc};
use scheduler_tests::{System, customer::text};
use serde_json::{Value, json};

fn instant(value: &Value) -> DateTime<Utc> {
    text(value).parse().expect("an instant")
}

#[tokio::test]
async fn a_session_is_refreshed_up_to_its_ceiling() {
    let system = System::configured()
        .with("NEXUS_SESSION_LIFETIME_MINUTES", 30)
        .with("NEXUS_SESSION_CEILING_MINUTES", 40)
        .start()
        .await;
    let kim = system.customer("kim@example.com").await;
    let first = instant(&kim.session["expiresAt"]);
    let ceiling = instant(&kim.session["refreshableUntil"]);
    let refreshed = kim.call("session_refresh").send().await.data();
    assert!(
        instant(&refreshed["expiresAt"]) > first,
        "it lives longer than before"
    );

    // Twenty minutes later only the ceiling is left.
    system
        .database()
        .await
        .execute("UPDATE sessions SET refreshable_until = refreshable_until - 1200000000, expires_at = expires_at - 1200000000")
        .await;
    let refreshed = kim.call("session_refresh").send().await.data();
    let earlier = ceiling - chrono::Duration::minutes(20);
    assert_eq!(
        instant(&refreshed["expiresAt"]),
        earlier,
        "no refresh reaches beyond the ceiling"
    );
    assert_eq!(refreshed["expiresAt"], refreshed["refreshableUntil"]);
}

#[tokio::test]
async fn a_code_works_once_and_for_its_own_session() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    let other = system.customer("kim@example.com").await;
    let code = kim.code().await;
    assert_eq!(
        other.verify(&code).await.status(),
        403,
        "it was sent for another session"
    );
    let state = kim.verify(&code).await.data();
    assert_eq!(state["level"], "verified");
    assert_eq!(kim.verify(&code).await.status(), 403, "it was used");
}

#[tokio::test]
async fn a_code_that_is_late_is_wrong() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    let code = kim.code().await;
    system
        .database()
        .await
        .execute("UPDATE codes SET expires_at = 1")
        .await;
    assert_eq!(
        kim.verify(&code).await.failure(),
        (403, "verification_required".to_owned())
    );
}

#[tokio::test]
async fn ending_a_session_ends_it_for_good() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    assert_eq!(kim.call("session_end").send().await.status(), 204);
    for id in ["booking_list", "session_refresh", "session_end"] {
        let refused = kim.call(id).send().await;
        assert_eq!(refused.failure(), (401, "session_ended".to_owned()), "{id}");
    }
}

#[tokio::test]
async fn answers_never_tell_whether_a_contact_is_known() {
    let system = System::start().await;
    let keys = |session: &Value| {
        let keys = session.as_object().unwrap().keys().cloned();
        keys.collect::<Vec<_>>()
    };
    let stranger = system.customer("kim@example.com").await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    stranger.book(&service, &slots[0]).await.data();
    let known = system.customer("kim@example.com").await;
    assert_eq!(keys(&stranger.session), keys(&known.session));
    assert_eq!(known.session["level"], json!("claimed"));
    assert_eq!(
        text(&stranger.session["stoken"]).len(),
        text(&known.session["stoken"]).len()
    );
    assert!(known.stoken.starts_with("nxs_"), "secret scanners know it");
    let secrets = system
        .database()
        .await
        .count("sessions WHERE token_hash LIKE 'nx%'")
        .await;
    assert_eq!(secrets, 0, "only hashes are kept");
}
