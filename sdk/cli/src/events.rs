//! What happens to a session's bookings, line by line.

use clap::ArgMatches;
use scheduler_sdk::{Client, types::TenantSlug};
use serde_json::json;

use crate::{answers, failure::Failure};

/// Prints events until the session ends, or as many as were asked for.
pub(crate) async fn print(client: &Client, arguments: &ArgMatches) -> Result<(), Failure> {
    let Some(slug) = arguments.get_one::<TenantSlug>("slug") else {
        return Ok(());
    };
    let mut events = client.events(slug.clone());
    if let Some(after) = arguments.get_one::<u64>("after") {
        events = events.after(*after);
    }
    let mut left = arguments.get_one::<u64>("count").copied();
    while left != Some(0)
        && let Some(received) = events.next().await
    {
        let received = received?;
        let line = json!({ "id": received.id, "event": received.event });
        answers::write(&format!("{line}\n"))?;
        left = left.map(|left| left - 1);
    }
    Ok(())
}
