//! Where connections live while nobody calls.

use std::{fmt, io, sync::Arc, thread};

use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
};

use crate::Error;

/// A thread that keeps connections and timers going, on which calls are waited for.
///
/// Clones are the same one; it ends with the last of them.
#[derive(Clone)]
pub struct Runtime(Arc<Inner>);

struct Inner {
    handle: Handle,
    /// Dropped, it ends the thread.
    _until: oneshot::Sender<()>,
}

impl Runtime {
    /// Starts the thread.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if the system has none left.
    pub fn start() -> Result<Self, Error> {
        let refused = |error: io::Error| {
            Error::InvalidRequest(format!(
                "no thread can be started to wait for answers ({error})"
            ))
        };
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(refused)?;
        let handle = runtime.handle().clone();
        let (until, dropped) = oneshot::channel::<()>();
        thread::Builder::new()
            .name("scheduler-sdk".to_owned())
            .spawn(move || {
                let _ = runtime.block_on(dropped);
            })
            .map_err(refused)?;
        Ok(Self(Arc::new(Inner {
            handle,
            _until: until,
        })))
    }

    /// Waits for what a future gives.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] on a thread that runs `async` code, which must not wait so.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> Result<T, Error> {
        if Handle::try_current().is_ok() {
            return Err(Error::InvalidRequest(
                "a blocking call was made by async code, which it would stop: use the client \
                 without `blocking` there"
                    .to_owned(),
            ));
        }
        Ok(self.0.handle.block_on(future))
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Runtime")
    }
}
