//! The queue, measured by every process, whatever it runs: that no worker runs can be seen at the API.

use std::{sync::Arc, time::Duration};

use crate::app::App;

/// How often the queue is measured.
const MEASURING: Duration = Duration::from_secs(10);

/// Measures the queue until the process shuts down.
pub async fn measure(app: Arc<App>) {
    let measuring = async {
        loop {
            let now = app.clock.now();
            match app.store.queue_depth(now).await {
                Ok(depth) => app.metrics.queue(&depth, now),
                Err(error) => tracing::warn!(%error, "the queue can't be measured"),
            }
            tokio::time::sleep(MEASURING).await;
        }
    };
    tokio::select! {
        () = app.shutdown.cancelled() => {}
        () = measuring => {}
    }
}
