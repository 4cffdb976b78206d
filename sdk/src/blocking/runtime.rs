//! Where connections live while nobody calls.

use std::{
    fmt, io,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

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

    /// Waits for what a future gives, with this thread doing nothing else meanwhile.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        // Connections and timers of the future belong to the other thread.
        let _entered = self.0.handle.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut future = pin!(future);
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                return value;
            }
            // An unpark before this makes it return at once, so none is missed.
            thread::park();
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Runtime")
    }
}
