//! Parameters of the query, the headers and the path are held to the contract like bodies.

use http::{HeaderMap, HeaderName, HeaderValue};
use proptest::prelude::*;
use scheduler_contracts::{
    booking::BookingQuery, envelope::PageQuery, event::EventQuery, slot::SlotQuery,
};
use scheduler_server::drift::{Operation, PathFault, QueryFault};
use serde_json::{Value, json};

use crate::contracts::{OWN, fields, places, verdict};

const SERVICE: &str = "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a";

fn operation(id: &str) -> Operation<'static> {
    OWN.operation(id).expect("a known operation")
}

fn query(id: &str, query: &str) -> Result<Value, scheduler_server::drift::Disagreement> {
    match operation(id).read_query(Some(query)) {
        Ok(value) => Ok(value),
        Err(QueryFault::Disagrees(faults)) => verdict(faults),
        Err(QueryFault::StokenInQuery) => panic!("no stoken in {query}"),
    }
}

#[test]
fn a_query_that_agrees_is_read_into_its_type() {
    let value = query(
        "slot_list",
        &format!("serviceId={SERVICE}&from=2027-01-02T00%3A00:00%2B01:00&&to=2027-01-03T00:00:00z&limit=50"),
    )
    .expect("an agreeing query");
    assert_eq!(value["limit"], json!(50));
    assert_eq!(value["from"], json!("2027-01-02T00:00:00+01:00"));
    let slots: SlotQuery = serde_json::from_value(value).expect("a slot query");
    assert_eq!(slots.limit, Some(50));

    let page = operation("tenant_list")
        .read_query(None)
        .expect("no query is needed");
    assert!(serde_json::from_value::<PageQuery>(page).is_ok());
    assert_eq!(operation("tenant_view").read_query(Some("")), Ok(json!({})));
    let events = query("event_stream", "stoken=abc&lastEventId=9007199254740991").expect("a query");
    assert!(serde_json::from_value::<EventQuery>(events).is_ok());
}

#[test]
fn unknown_missing_and_repeated_parameters_are_drift() {
    let known = "no such parameter; known here: `from`, `limit`, `pageToken`, `serviceId`, \
                 `staffId`, `to`";
    let found = places(query(
        "slot_list",
        "service=1&limit=5&limit=6&from=2027-01-02T00:00:00Z&Limit=2",
    ));
    let expected = [
        ["query:service", known, "string"],
        ["query:Limit", known, "string"],
        ["query:limit", "integer, once", "array"],
        ["query:serviceId", "string", "missing"],
        ["query:to", "string", "missing"],
    ];
    assert_eq!(found, expected);
    assert_eq!(
        places(query("tenant_view", "verbose")),
        [["query:verbose", "no parameter", "string"]]
    );
}

#[test]
fn an_unknown_enum_value_is_drift_as_in_a_body() {
    let statuses = "one of `confirmed`, `cancelled`, `completed`, `no_show`";
    assert_eq!(
        places(query("booking_list", "status=pending&limit=0")),
        [["query:status", statuses, "string"]]
    );
    let value = query("booking_list", "status=no_show").expect("a status");
    assert!(serde_json::from_value::<BookingQuery>(value).is_ok());
}

#[test]
fn wrong_values_are_invalid() {
    let limits = "an integer from 1 to 1000";
    for limit in [
        "0",
        "1001",
        "-1",
        "abc",
        "",
        "%31%30x",
        "1.5x",
        "0x10",
        "007",
        "+5",
        " 5",
        "99999999999999999999999",
    ] {
        assert_eq!(
            fields(query("tenant_list", &format!("limit={limit}"))),
            [["query:limit", limits]],
            "{limit}"
        );
    }
    let found = fields(query(
        "slot_list",
        "serviceId=7&from=2027-01-02T00:00:00+01:00&to=tomorrow&pageToken=%C3%28",
    ));
    let at: Vec<_> = found.iter().map(|[at, _]| at.as_str()).collect();
    assert_eq!(
        at,
        [
            "query:serviceId",
            "query:from",
            "query:to",
            "query:pageToken"
        ]
    );
    assert_eq!(found[3][1], "percent-encoded UTF-8");
    for token in ["%", "%4", "%zz", "%ff", "a%20b", "", "%00"] {
        assert_eq!(
            fields(query("tenant_list", &format!("pageToken={token}")))[0][0],
            "query:pageToken",
            "{token}"
        );
    }
}

#[test]
fn a_stoken_in_the_query_is_refused_before_all_else_and_never_repeated() {
    for query in [
        "stoken=s3cret",
        "stoken",
        "limit=abc&x=1&stoken=s3cret",
        "stoken=s3cret&stoken=s3cret",
        "STOKEN=s3cret",
        "Stoken=s3cret",
        "%73token=s3cret",
        "%53%54%4f%4b%45%4e=s3cret",
        "%2573token=s3cret",
        "stoken%3Ds3cret",
        "stoken%3ds3cret%ff",
        "stoken[]=s3cret",
        "amp;stoken=s3cret",
        "+stoken=s3cret",
    ] {
        for id in ["slot_list", "tenant_view", "booking_create"] {
            assert_eq!(
                operation(id).read_query(Some(query)),
                Err(QueryFault::StokenInQuery),
                "{id}?{query}"
            );
        }
    }
    for query in [
        "stoken=s3cret&stoken=s3cret",
        "Stoken=s3cret",
        "stoken%3Ds3cret&stoken=a",
    ] {
        let fault = operation("event_stream")
            .read_query(Some(query))
            .expect_err(query);
        assert!(!format!("{fault:?}").contains("s3cret"), "{fault:?}");
    }
}

#[test]
fn made_up_names_are_bounded() {
    let many: Vec<String> = (0..10_000).map(|index| format!("p{index}=1")).collect();
    let fault = operation("tenant_view").read_query(Some(&many.join("&")));
    let Err(QueryFault::Disagrees(faults)) = fault else {
        panic!("unknown parameters are drift");
    };
    assert_eq!(places(verdict(faults)).len(), 50);
    let found = places(query("tenant_view", &format!("%1b{}=1", "x".repeat(500))));
    assert_eq!(found[0][0], format!("query:\\u{{1b}}{}…", "x".repeat(63)));
}

#[test]
fn declared_headers_are_judged_and_others_left_alone() {
    let headers = |pairs: &[(&str, &[u8])]| {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(
                HeaderName::from_bytes(name.as_bytes()).expect("a name"),
                HeaderValue::from_bytes(value).expect("a value"),
            );
        }
        headers
    };
    let book = operation("booking_create");
    assert_eq!(
        book.read_headers(&headers(&[("accept", b"*/*")])),
        Ok(json!({}))
    );
    assert_eq!(
        book.read_headers(&headers(&[("idempotency-KEY", b"a-1")])),
        Ok(json!({ "Idempotency-Key": "a-1" }))
    );
    let long = [b'k'; 129];
    let wrong: [&[(&str, &[u8])]; 5] = [
        &[("idempotency-key", b"")],
        &[("idempotency-key", b"a b")],
        &[("idempotency-key", &long)],
        &[("idempotency-key", b"\xff")],
        &[("idempotency-key", b"a"), ("idempotency-key", b"b")],
    ];
    for pairs in wrong {
        let faults = book.read_headers(&headers(pairs)).expect_err("a wrong key");
        assert_eq!(fields(verdict(faults))[0][0], "header:Idempotency-Key");
    }
}

#[test]
fn a_path_names_something_or_is_not_found() {
    let view = operation("booking_view");
    let path = view.read_path([("slug", "demo-1"), ("id", SERVICE)]);
    assert_eq!(path, Ok(json!({ "slug": "demo-1", "id": SERVICE })));
    for (slug, id) in [
        ("demo", "7"),
        ("Demo", SERVICE),
        ("-demo", SERVICE),
        ("", SERVICE),
        ("a\0", SERVICE),
        ("demo\n", SERVICE),
    ] {
        assert_eq!(
            view.read_path([("slug", slug), ("id", id)]),
            Err(PathFault),
            "{slug:?}/{id}"
        );
    }
    assert_eq!(view.read_path([("slug", "demo")]), Err(PathFault));
    let long = "a".repeat(64);
    assert_eq!(
        operation("tenant_view").read_path([("slug", long.as_str())]),
        Err(PathFault)
    );
}

proptest! {
    #[test]
    fn any_query_gets_an_answer(text in "\\PC{0,40}|([a-zA-Z&=%+0-9;]{0,40})") {
        for id in OWN.operation_ids() {
            let _ = operation(id).read_query(Some(&text));
        }
    }

    #[test]
    fn what_passes_is_read_by_serde(
        limit in prop::option::of("[0-9.e-]{1,5}"),
        token in prop::option::of("[!-~]{0,9}"),
        status in prop::option::of("confirmed|no_show|x"),
    ) {
        let parts = [("limit", limit), ("pageToken", token), ("status", status)];
        let text: Vec<String> = parts
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
            .collect();
        if let Ok(value) = operation("booking_list").read_query(Some(&text.join("&"))) {
            prop_assert!(serde_json::from_value::<BookingQuery>(value).is_ok());
        }
    }

    #[test]
    fn no_fault_quotes_a_value(name in "limit|from|to|pageToken|staffId|x", value in "[a-z%+ ]{0,5}") {
        let text = format!("{name}={value}m4rk3r{value}&{name}=m4rk3r");
        let fault = operation("slot_list").read_query(Some(&text));
        prop_assert!(!format!("{fault:?}").contains("m4rk3r"), "{fault:?}");
    }
}
