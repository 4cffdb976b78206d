//! Headers of answers: on failures as on successes. What every answer carries is asserted by `Call::send`.

use scheduler_tests::{System, document};

use crate::valid::{Valid, of_a_tenant};

const OWN: &str = "https://stillwater.example";
const EXPOSED: [&str; 2] = ["Nexus-Contract", "Retry-After"];

#[tokio::test]
async fn pages_of_the_tenant_may_read_every_answer_and_others_none() {
    let system = System::start().await;
    let mut valid = Valid::at(&system).await;
    for operation in of_a_tenant().filter(|it| it.id != "event_stream") {
        let id = &operation.id;
        // Refused before the tenant is known, after it is, and served.
        let calls = [
            valid
                .call(operation)
                .header("Nexus-Contract", "1.0.0; 0000000000000000"),
            valid
                .bare(operation)
                .header("Authorization", "Bearer nxs_unknown"),
            valid.call(operation).query("colour", "blue"),
            valid.call(operation).raw_query("stoken=x"),
            valid.call(operation),
        ];
        for call in calls {
            let own = call.clone().header("Origin", OWN).send().await;
            let about = format!("{id}: {} {}", own.status(), own.text());
            assert_eq!(
                own.header("access-control-allow-origin"),
                Some(OWN),
                "{about}"
            );
            let exposed = own.header_list("access-control-expose-headers");
            assert!(
                EXPOSED.iter().all(|name| exposed.contains(name)),
                "{about}: exposes {exposed}"
            );
            assert!(own.header_list("vary").contains("Origin"), "{about}");
            if own.status() >= 400 {
                let foreign = call.header("Origin", "https://evil.example").send().await;
                assert_eq!(
                    foreign.header("access-control-allow-origin"),
                    None,
                    "{about}"
                );
            }
        }
        if id == "session_end" {
            valid = Valid::at(&system).await;
        }
    }
}

#[tokio::test]
async fn browsers_are_told_beforehand_what_they_may_send() {
    let system = System::start().await;
    for operation in document::operations() {
        let url = system.call(&operation.id).url();
        let asked = system
            .http
            .request(reqwest::Method::OPTIONS, url)
            .header("Origin", OWN)
            .header("Access-Control-Request-Method", &operation.method)
            .header(
                "Access-Control-Request-Headers",
                "authorization,nexus-contract",
            )
            .send()
            .await
            .expect("an answer");
        let id = &operation.id;
        assert_eq!(asked.status(), 204, "{id}");
        let header = |name: &str| {
            asked
                .headers()
                .get(name)
                .map_or("", |it| it.to_str().unwrap())
        };
        assert_eq!(header("access-control-allow-origin"), OWN, "{id}");
        assert!(
            header("access-control-allow-methods").contains(&operation.method),
            "{id}"
        );
        let headers = header("access-control-allow-headers").to_lowercase();
        for needed in [
            "authorization",
            "content-type",
            "idempotency-key",
            "last-event-id",
            "nexus-contract",
        ] {
            assert!(headers.contains(needed), "{id} allows {needed}");
        }
    }
}

#[tokio::test]
async fn an_answer_names_the_contract_the_server_speaks() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let contract = system.call("contract_view").send().await.data();
    let fingerprints = contract["operations"].as_array().unwrap();
    assert_eq!(fingerprints.len(), document::operations().count());
    for operation in document::operations().filter(|it| it.id != "event_stream") {
        let refused = valid.call(operation).query("colour", "blue").send().await;
        let own = fingerprints
            .iter()
            .find(|it| it["operationId"] == operation.id.as_str())
            .unwrap();
        let expected = format!(
            "{}; {}",
            contract["version"].as_str().unwrap(),
            own["fingerprint"].as_str().unwrap()
        );
        assert_eq!(
            refused.header("nexus-contract"),
            Some(expected.as_str()),
            "{}",
            operation.id
        );
    }
    let of_document = fingerprints_of_the_document();
    for own in fingerprints {
        let id = own["operationId"].as_str().unwrap();
        assert_eq!(
            own["fingerprint"], of_document[id],
            "{id} is served as documented"
        );
    }
}

/// The fingerprints of the committed document.
fn fingerprints_of_the_document() -> std::collections::BTreeMap<String, String> {
    let document =
        contract_compat::Document::parse(document::DOCUMENT.clone()).expect("a document");
    document
        .operations()
        .map(|it| (it.id().to_owned(), it.fingerprint().expect("a fingerprint")))
        .collect()
}
