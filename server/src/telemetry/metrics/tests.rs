//! What is counted, as it stands on the page.

use super::*;

fn metrics() -> Metrics {
    Metrics::new(["booking_create", "slot_list"])
}

#[test]
fn requests_are_counted_by_operation_and_class_with_their_durations() {
    let metrics = metrics();
    metrics.request(Some("slot_list"), 200, Duration::from_millis(7));
    metrics.request(Some("slot_list"), 404, Duration::from_millis(70));
    let page = metrics.encode();
    for line in [
        r#"nexus_requests_total{operation="slot_list",status="2xx"} 1"#,
        r#"nexus_requests_total{operation="slot_list",status="4xx"} 1"#,
        r#"nexus_request_duration_seconds_bucket{le="0.01",operation="slot_list"} 1"#,
        r#"nexus_request_duration_seconds_count{operation="slot_list"} 2"#,
    ] {
        assert!(page.contains(line), "`{line}` is not in\n{page}");
    }
}

#[test]
fn an_operation_nobody_has_makes_no_series_of_its_own() {
    let metrics = metrics();
    metrics.request(Some("nxs_abc"), 404, Duration::ZERO);
    metrics.request(None, 405, Duration::ZERO);
    metrics.drift("nxs_abc", "unknown", DriftReason::Shape);
    let page = metrics.encode();
    assert!(!page.contains("nxs_abc"));
    assert!(page.contains(r#"nexus_requests_total{operation="none",status="4xx"} 2"#));
}

#[test]
fn drift_is_counted_by_operation_version_and_reason() {
    let metrics = metrics();
    metrics.drift("booking_create", "1.2.0", DriftReason::BeyondThreshold);
    let line = r#"nexus_contract_drift_total{operation="booking_create",client_version="1.2.0",reason="beyond_threshold"} 1"#;
    assert!(metrics.encode().contains(line), "{}", metrics.encode());
}

#[test]
fn streams_are_counted_while_they_are_open() {
    let metrics = metrics();
    let (one, other) = (metrics.event_stream(), metrics.event_stream());
    assert!(metrics.encode().contains("nexus_event_streams 2"));
    drop(one);
    assert!(metrics.encode().contains("nexus_event_streams 1"));
    drop(other);
    assert!(metrics.encode().contains("nexus_event_streams 0"));
}

#[test]
fn outcomes_of_bookings_are_there_before_the_first() {
    let metrics = metrics();
    metrics.booking(BookingOutcome::SlotTaken);
    let page = metrics.encode();
    assert!(page.contains(r#"nexus_bookings_total{outcome="confirmed"} 0"#));
    assert!(page.contains(r#"nexus_bookings_total{outcome="slot_taken"} 1"#));
}

#[test]
fn the_page_says_what_the_server_was_built_with_and_is_whole() {
    let page = metrics().encode();
    let line = format!(
        "nexus_server_info{{contract_version=\"{}\",time_zone_database=\"{}\"}} 1",
        scheduler_contracts::VERSION,
        zone::rules_version()
    );
    assert!(page.contains(&line), "{page}");
    assert!(page.ends_with("# EOF\n"));
}
