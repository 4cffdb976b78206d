//! Transactions that gave way to others are carried out again.

use std::{future::Future, time::Duration};

use crate::ids::Ids;

/// How often a transaction is tried.
const ATTEMPTS: u32 = 5;
/// The longest wait before the second try; each further one may be twice as long.
const FIRST_PAUSE_MS: u32 = 20;

/// What can be told apart from other failures: the database undid a transaction so that another could go
/// on, because of a deadlock or because the two could not both have been alone.
pub trait GaveWay {
    /// Whether this is why.
    fn gave_way(&self) -> bool;
}

/// Carries out a transaction, and again if it gave way, a few times and after a random pause, so that
/// those who met don't meet again.
///
/// # Errors
/// What the transaction fails with; the last time also that it gave way.
pub async fn carried_out<T, E, F>(ids: &dyn Ids, mut transaction: impl FnMut() -> F) -> Result<T, E>
where
    E: GaveWay,
    F: Future<Output = Result<T, E>>,
{
    let mut longest = FIRST_PAUSE_MS;
    for _ in 1..ATTEMPTS {
        match transaction().await {
            Err(error) if error.gave_way() => {
                let pause = 1 + ids.below(longest);
                tokio::time::sleep(Duration::from_millis(u64::from(pause))).await;
                longest *= 2;
            }
            done => return done,
        }
    }
    transaction().await
}
