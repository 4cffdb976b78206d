//! Server-sent events on the wire (HTML standard, 9.2).

use std::time::Duration;

use bytes::Bytes;
use scheduler_contracts::event::Event;

/// A comment that keeps proxies awake.
pub(super) const HEARTBEAT: Bytes = Bytes::from_static(b":\n\n");

/// Tells the client how long to wait before it connects again.
pub(super) fn retry(after: Duration) -> Bytes {
    Bytes::from(format!("retry: {}\n\n", after.as_millis()))
}

/// An event that is kept: it has an id to resume after.
pub(super) fn kept(id: i64, payload: &str) -> Bytes {
    let name = serde_json::from_str::<Named>(payload)
        .map(|named| named.name)
        .unwrap_or_default();
    Bytes::from(format!("id: {id}\nevent: {name}\ndata: {payload}\n\n"))
}

/// An event of the stream itself: it is not resumed after.
pub(super) fn passing(event: &Event) -> Bytes {
    let payload = serde_json::to_string(event).unwrap_or_default();
    let name = serde_json::from_str::<Named>(&payload)
        .map(|named| named.name)
        .unwrap_or_default();
    Bytes::from(format!("event: {name}\ndata: {payload}\n\n"))
}

/// A reset, with the id from which to resume.
pub(super) fn reset(id: i64, event: &Event) -> Bytes {
    let payload = serde_json::to_string(event).unwrap_or_default();
    kept(id, &payload)
}

#[derive(serde::Deserialize)]
struct Named {
    #[serde(rename = "type")]
    name: String,
}
