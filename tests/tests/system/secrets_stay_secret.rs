//! Whatever happens, no stoken, manage token or code is in a byte the programs write.

use scheduler_tests::{System, customer::booking_of, outbox};
use serde_json::json;

#[tokio::test]
async fn no_secret_is_in_a_log_a_metric_or_a_failure() {
    for format in ["text", "json"] {
        let mut system = System::configured()
            .with("NEXUS_LOG_FILTER", "trace")
            .with("NEXUS_LOG_FORMAT", format)
            .start()
            .await;
        let service = system.service("First conversation").await;
        let slots = system.free_slots(&service).await;
        let mut secrets = Vec::new();
        let mut failures = Vec::new();

        // Two sessions, one verified; streams opened, resumed and refused.
        let kim = system.customer("kim@example.com").await;
        let other = system.customer("kim@example.com").await;
        let code = kim.code().await;
        let wrong = if code == "918273" { "918274" } else { "918273" };
        failures.push(kim.verify(wrong).await);
        kim.verify(&code).await.data();
        let booked = kim.book(&service, &slots[0]).await.data();
        let stream = kim.stream_stoken().await;
        for stoken in [&stream, &kim.stoken] {
            let call = system
                .call("event_stream")
                .query("stoken", stoken)
                .query("lastEventId", 0);
            let mut opened = scheduler_tests::stream::Stream::open(call).await;
            opened.next().await;
        }
        let call = || system.call("event_stream").query("stoken", &stream);
        failures.push(call().query("stoken", &kim.stoken).send().await);
        failures.push(call().query("colour", &kim.stoken).send().await);
        failures.push(call().query("lastEventId", &kim.stoken).send().await);
        failures.push(call().tenant("kiln-and-clay").send().await);
        failures.push(call().header("Last-Event-ID", "with space").send().await);
        failures.push(call().header("Nexus-Contract", &kim.stoken).send().await);

        // Secrets where they don't belong.
        let listed = || kim.call("booking_list");
        failures.push(listed().query("stoken", &kim.stoken).send().await);
        failures.push(listed().query("pageToken", &kim.stoken).send().await);
        failures.push(listed().query("status", &kim.stoken).send().await);
        failures.push(listed().query(&kim.stoken, "x").send().await);
        failures.push(kim.call("booking_view").at("id", &kim.stoken).send().await);
        failures.push(
            system
                .call("tenant_view")
                .at("slug", &kim.stoken)
                .send()
                .await,
        );
        failures.push(
            kim.call("booking_create")
                .key("k k")
                .json(&json!({ "note": kim.stoken }))
                .send()
                .await,
        );
        failures.push(
            kim.call("session_verify")
                .json(&json!({ "code": kim.stoken }))
                .send()
                .await,
        );
        failures.push(
            kim.call("session_verify")
                .json(&json!({ &kim.stoken: 1 }))
                .send()
                .await,
        );
        let body = format!("{{\"code\":\"{}\"", kim.stoken);
        failures.push(
            kim.call("session_verify")
                .body("application/json", body)
                .send()
                .await,
        );
        let unknown = format!("nxs_{}", "Q".repeat(43));
        failures.push(system.call("booking_list").stoken(&unknown).send().await);

        // A manage link, used and used again, and over the wrong tenant's counter.
        let body = booking_of(&service, &slots[9], "noor@example.com");
        system
            .call("booking_create")
            .json(&body)
            .send()
            .await
            .data();
        let message = outbox::wait_for(&system, "confirmation", "noor@example.com", 1).await;
        let link = outbox::manage_token(&message[0]);
        let redeem = |slug: &str| {
            let call = system.call("session_redeem").tenant(slug);
            call.json(&json!({ "manageToken": link })).send()
        };
        failures.push(redeem("kiln-and-clay").await);
        let session = redeem("stillwater").await.data();
        failures.push(redeem("stillwater").await);
        kim.cancel(&booked).await.data();
        kim.call("session_end").send().await;
        failures.push(kim.call("booking_list").send().await);

        for stoken in [
            kim.stoken.as_str(),
            &other.stoken,
            &stream,
            &unknown,
            &link,
            session["stoken"].as_str().unwrap(),
        ] {
            secrets.push(
                stoken
                    .split_once('_')
                    .expect("a secret has a prefix")
                    .1
                    .to_owned(),
            );
        }
        for failure in &failures {
            assert!(
                failure.status() >= 400,
                "{} was to be refused",
                failure.text()
            );
            for secret in &secrets {
                assert!(
                    !failure.text().contains(secret),
                    "a failure repeats a secret: {}",
                    failure.text()
                );
            }
        }
        let written = system.written();
        let metrics = system.metrics().await;
        for secret in &secrets {
            for (what, text) in [("log", &written), ("metrics", &metrics)] {
                let line = text.lines().find(|line| line.contains(secret.as_str()));
                assert_eq!(line, None, "a secret stands in the {what}");
            }
        }
        for code in [&code, wrong] {
            let line = written.lines().find(|line| has_number(line, code));
            assert_eq!(line, None, "a code stands in the log");
        }
        assert!(written.len() > 10_000, "at trace the programs write much");
        system.assert_well().await;
    }
}

/// Whether six digits stand alone in a line, and not within a longer number.
fn has_number(line: &str, number: &str) -> bool {
    line.match_indices(number).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + number.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(|it| it.is_ascii_alphanumeric() || it == '.')
    })
}
