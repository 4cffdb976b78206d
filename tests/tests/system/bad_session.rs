//! Calls without a session, or with one that is over, of somewhere else, or in the wrong place.

use scheduler_tests::{System, document};

use crate::valid::{Valid, with_stoken};

#[tokio::test]
async fn what_needs_a_session_asks_for_one() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    for operation in document::operations().filter(|it| it.needs_stoken() == Some(true)) {
        let id = &operation.id;
        let with = |authorization: &str| {
            let call = valid.bare(operation);
            let call = match valid.body(operation) {
                Some(body) => call.json(&body),
                None => call,
            };
            if authorization.is_empty() {
                return call.send();
            }
            call.header("Authorization", authorization).send()
        };
        for authorization in [
            "",
            "Basic a2ltOmtpbQ==",
            "Bearer",
            "Bearer ",
            "Bearer nxs_unknown",
            "nxs_unknown",
        ] {
            let refused = with(authorization).await;
            assert_eq!(
                refused.failure(),
                (401, "session_required".to_owned()),
                "{id} with {authorization:?}"
            );
            assert_eq!(refused.header("www-authenticate"), Some("Bearer"), "{id}");
        }
    }
    system.assert_well().await;
}

#[tokio::test]
async fn a_stoken_of_another_tenant_is_unknown() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let abroad = system
        .customer_at("northside-barbers", "kim@example.com")
        .await;
    for operation in with_stoken() {
        let call = valid.bare(operation).stoken(&abroad.stoken);
        let call = match valid.body(operation) {
            Some(body) => call.json(&body),
            None => call,
        };
        let refused = call.send().await;
        assert_eq!(
            refused.failure(),
            (401, "session_required".to_owned()),
            "{}",
            operation.id
        );
    }
    let stream = system
        .call("event_stream")
        .query("stoken", abroad.stream_stoken().await);
    assert_eq!(
        stream.send().await.failure(),
        (401, "session_required".to_owned())
    );
    system.assert_well().await;
}

#[tokio::test]
async fn a_session_that_is_over_is_said_to_be() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    system
        .database()
        .await
        .execute("UPDATE sessions SET expires_at = created_at")
        .await;
    for operation in with_stoken() {
        let refused = valid.call(operation).send().await;
        assert_eq!(
            refused.failure(),
            (401, "session_ended".to_owned()),
            "{}",
            operation.id
        );
    }
    let stream = valid.call(document::operation("event_stream")).send().await;
    assert_eq!(stream.failure(), (401, "session_ended".to_owned()));
    system.assert_well().await;
}

#[tokio::test]
async fn a_stoken_in_a_url_is_refused_and_repeated_nowhere() {
    let mut system = System::configured()
        .with("NEXUS_LOG_FILTER", "trace")
        .start()
        .await;
    let valid = Valid::at(&system).await;
    let stoken = valid.kim.stoken.clone();
    let bare = stoken.trim_start_matches("nxs_").to_owned();
    for operation in document::operations().filter(|it| it.id != "event_stream") {
        for name in [
            "stoken",
            "STOKEN",
            "%73token",
            "%2573token",
            "session_stoken",
            "stoken[]",
        ] {
            let call = valid.call(operation).raw_query(&format!("{name}={stoken}"));
            let refused = call.send().await;
            let id = &operation.id;
            assert_eq!(
                refused.failure(),
                (400, "stoken_in_query".to_owned()),
                "{id} with ?{name}="
            );
            assert!(!refused.text().contains(&bare), "{id} repeats a stoken");
        }
    }
    assert!(
        !system.written().contains(&bare),
        "the stoken was written to a log"
    );
    system.assert_well().await;
}

#[tokio::test]
async fn a_booking_with_a_session_is_under_its_own_contact() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let operation = document::operation("booking_create");
    let mut body = valid.body(operation).unwrap();
    body["contact"] = serde_json::json!({ "kind": "email", "address": "noor@example.com" });
    let refused = valid.without_body(operation).json(&body).send().await;
    assert_eq!(
        (refused.failure().0, refused.places()),
        (422, vec!["/contact".to_owned()])
    );
    body["contact"]["address"] = "KIM@EXAMPLE.COM".into();
    assert_eq!(
        valid
            .without_body(operation)
            .json(&body)
            .send()
            .await
            .status(),
        201
    );

    // And without a session it needs one.
    body.as_object_mut().unwrap().remove("contact");
    let refused = valid.bare(operation).json(&body).send().await;
    assert_eq!(
        (refused.failure().0, refused.places()),
        (422, vec!["/contact".to_owned()])
    );
}

#[tokio::test]
async fn a_large_body_does_not_hide_that_a_session_is_missing() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    for operation in with_stoken().filter(|it| it.method != "GET") {
        let call = valid.bare(operation).stoken("nxs_unknown");
        let large = vec![b' '; 1024 * 1024];
        let refused = call.body("application/json", large).send().await;
        assert_eq!(
            refused.failure(),
            (401, "session_required".to_owned()),
            "{}",
            operation.id
        );
    }
    system.assert_well().await;
}
