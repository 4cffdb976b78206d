//! The worker: takes messages that are due and hands them over, several at a time.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use tokio::{sync::Semaphore, task::JoinSet};
use tracing::Instrument as _;

use super::{
    Delivery,
    hand_over::{broken_off, hand_over},
};
use crate::{
    app::App,
    retention,
    store::{Job, StoreError},
    telemetry::traces,
};

/// How long the worker sleeps when nothing is due and nobody wakes it.
const IDLE: Duration = Duration::from_secs(1);
/// How long it sleeps when its database doesn't answer.
const UNREACHED: Duration = Duration::from_secs(5);
/// How often what is over is tidied away.
const TIDYING: Duration = Duration::from_secs(600);

/// Works until the process shuts down, and ends what it has begun.
pub async fn run(app: Arc<App>, delivery: Arc<dyn Delivery>) {
    tokio::join!(deliver(&app, &delivery), tidy(&app));
}

/// Takes one message that is due and brings it to its end; false if none is due.
///
/// # Errors
/// When the database doesn't answer.
pub async fn work_once(app: &App, delivery: &dyn Delivery) -> Result<bool, StoreError> {
    let Some(job) = claim(app).await? else {
        return Ok(false);
    };
    hand_over(app, &job, delivery).await?;
    Ok(true)
}

async fn claim(app: &App) -> Result<Option<Job>, StoreError> {
    loop {
        let now = app.clock.now();
        let until = now
            .checked_add(app.config.worker.lease)
            .unwrap_or(Timestamp::MAX);
        let claim = app.ids.uuid(now).to_string();
        match app.store.claim_job(now, until, &claim).await {
            // It was laid aside and won't come again.
            Err(StoreError::Corrupt { .. }) => {}
            claimed => return claimed,
        }
    }
}

async fn deliver(app: &Arc<App>, delivery: &Arc<dyn Delivery>) {
    let most = usize::try_from(app.config.worker.concurrency.get()).unwrap_or(1);
    let seats = Arc::new(Semaphore::new(most));
    let mut under_way = JoinSet::new();
    while !app.shutdown.is_cancelled() {
        while under_way.try_join_next().is_some() {}
        let seat = tokio::select! {
            biased;
            // What becomes due while all seats are taken is another worker's.
            () = app.shutdown.cancelled() => break,
            seat = Arc::clone(&seats).acquire_owned() => seat,
        };
        let Ok(seat) = seat else { break };
        let pause = match claim(app).await {
            Ok(Some(job)) => {
                let (app, delivery) = (Arc::clone(app), Arc::clone(delivery));
                under_way.spawn(async move {
                    let _seat = seat;
                    if let Err(error) = brought_to_its_end(&app, &job, delivery).await {
                        tracing::warn!(job = %job.id, %error, "a message could not be settled");
                    }
                });
                continue;
            }
            Ok(None) => IDLE,
            Err(error) => {
                tracing::warn!(%error, "the worker can't reach its database");
                UNREACHED
            }
        };
        drop(seat);
        tokio::select! {
            () = app.shutdown.cancelled() => {}
            () = app.wake.of_worker() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

/// Hands a message over in a task of its own: what breaks off there by a fault of the program's, each time it is
/// tried, must not be tried for ever.
async fn brought_to_its_end(
    app: &Arc<App>,
    job: &Job,
    delivery: Arc<dyn Delivery>,
) -> Result<(), StoreError> {
    let span = traces::of_message(&job.kind, &job.id, job.traceparent.as_deref());
    let (worker, claimed) = (Arc::clone(app), job.clone());
    let handing_over = async move { hand_over(&worker, &claimed, &*delivery).await };
    match tokio::spawn(handing_over.instrument(span)).await {
        Ok(handed_over) => handed_over,
        Err(_) => broken_off(app, job).await,
    }
}

async fn tidy(app: &App) {
    let tidying = async {
        loop {
            if let Err(failure) = retention::tidy(app).await {
                let reason = failure.for_the_log();
                tracing::warn!(reason, "what is over could not be tidied away");
            }
            tokio::time::sleep(TIDYING).await;
        }
    };
    tokio::select! {
        () = app.shutdown.cancelled() => {}
        () = tidying => {}
    }
}
