//! Connections to the database: few, waited for briefly, and for nobody while it doesn't answer.
//!
//! A pool alone waits for a database that went away as long as for one that is busy. Here whoever waits
//! longer than usual raises a suspicion; one task then asks the database itself, apart from the pool.
//! While that gets no answer nobody is given a connection: whoever asks is turned away at once, instead of
//! queueing up. Whoever has one may be about to commit, and is given up only when a second question got no
//! answer either.
//!
//! A database that answers and takes no writes is as good as gone: an old primary that goes on as a standby, or one
//! that was locked. Connections to it are given up, and new ones tried until they lead to one that does.

use std::{
    future::Future,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{
    Any, AnyConnection, AnyPool, Connection as _, any::AnyPoolOptions, pool::PoolConnection,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep, timeout},
};

use super::{Engine, StoreError};

/// How long whoever waits for a connection thinks nothing of it.
const SUSPICIOUS: Duration = Duration::from_millis(300);
/// How long a call may take until somebody asks whether the database is still there.
const SLOW: Duration = Duration::from_secs(1);
/// How long the database has to answer whoever asks that.
const ANSWER: Duration = Duration::from_secs(2);
/// How long to wait before it is asked again.
const PAUSE: Duration = Duration::from_millis(250);
/// How long a connection may lie idle and be taken without a look.
const FRESH: Duration = Duration::from_secs(1);
/// What is wrong with a database that takes no writes.
const READ_ONLY: &str =
    "it takes no writes: the address leads to a standby, or writing was turned off";
/// PostgreSQL's code of "too many connections": a refusal, but an answer.
const TOO_MANY: &str = "53300";

/// How many connections there are, and how long anything about them may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections held open at most.
    pub connections: u32,
    /// How long a call waits for one.
    pub acquire: Duration,
    /// How long a statement may run, where the database can stop it.
    pub statement: Duration,
    /// How long a statement waits for what another transaction has locked.
    pub lock: Duration,
}

impl From<u32> for Limits {
    fn from(connections: u32) -> Self {
        Self {
            connections,
            acquire: Duration::from_secs(5),
            statement: Duration::from_secs(10),
            lock: Duration::from_secs(5),
        }
    }
}

/// Connections of a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    /// Those somebody uses.
    pub busy: u32,
    /// Those nobody does.
    pub idle: u32,
}

/// Whether the database answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// As far as anybody knows.
    Answers,
    /// It didn't once: nobody is given a connection.
    Doubted,
    /// It didn't again: nobody waits for it any more.
    Gone,
}

impl Standing {
    /// After one more question without an answer.
    fn worse(self) -> Self {
        match self {
            Self::Answers => Self::Doubted,
            Self::Doubted | Self::Gone => Self::Gone,
        }
    }
}

/// The database behind a pool that was found to take no writes.
#[derive(Default)]
struct LeftBehind {
    /// When it was last asked.
    asked: Mutex<Option<Instant>>,
    /// When it said no.
    found: Mutex<Option<Instant>>,
}

impl LeftBehind {
    /// Whether a connection of this age was there already when it was found.
    fn holds(&self, age: Duration) -> bool {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.is_some_and(|found| age >= found.elapsed())
    }

    /// Whether nobody has asked for a while; whoever is told so is to ask.
    fn is_to_be_asked(&self) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let is = asked.is_none_or(|asked| asked.elapsed() >= FRESH);
        if is {
            *asked = Some(Instant::now());
        }
        is
    }

    fn is_found(&self) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        *found = Some(Instant::now());
    }
}

/// The pool, and whether the database behind it answers.
#[derive(Clone)]
pub(super) struct Pool {
    pool: AnyPool,
    engine: Arc<dyn Engine>,
    /// When the database was last asked whether it is ready, and whether it was.
    ready: Arc<tokio::sync::Mutex<Option<(Instant, bool)>>>,
    url: Arc<SecretString>,
    standing: Arc<watch::Sender<Standing>>,
    asking: Arc<AtomicBool>,
}

impl Pool {
    pub(super) async fn open(
        url: &str,
        limits: Limits,
        engine: &Arc<dyn Engine>,
    ) -> Result<Self, StoreError> {
        refuse_read_only(url, limits, &**engine).await?;
        let (set_up, asking) = (Arc::clone(engine), Arc::clone(engine));
        let left_behind = Arc::new(LeftBehind::default());
        let pool = AnyPoolOptions::new()
            .max_connections(limits.connections)
            .acquire_timeout(limits.acquire)
            // Most connections were used a moment ago; to ask each of them costs every call a round trip.
            .test_before_acquire(false)
            .before_acquire(move |connection, seen| {
                let (engine, left_behind) = (Arc::clone(&asking), Arc::clone(&left_behind));
                Box::pin(async move {
                    if left_behind.holds(seen.age) {
                        return Ok(false);
                    }
                    let asks = left_behind.is_to_be_asked();
                    if seen.idle_for < FRESH && !asks {
                        return Ok(true);
                    }
                    match timeout(ANSWER, engine.takes_writes(connection)).await {
                        Ok(Ok(true)) => Ok(true),
                        Ok(Ok(false)) => {
                            left_behind.is_found();
                            Ok(false)
                        }
                        Ok(Err(_)) | Err(_) => Ok(false),
                    }
                })
            })
            .after_connect(move |connection, _| {
                let set_up = Arc::clone(&set_up);
                Box::pin(async move {
                    set_up.set_up(connection).await?;
                    match set_up.takes_writes(connection).await? {
                        true => Ok(()),
                        false => Err(read_only()),
                    }
                })
            })
            .connect(url)
            .await?;
        Ok(Self {
            pool,
            engine: Arc::clone(engine),
            ready: Arc::default(),
            url: Arc::new(SecretString::from(url)),
            standing: Arc::new(watch::Sender::new(Standing::Answers)),
            asking: Arc::default(),
        })
    }

    pub(super) fn inner(&self) -> &AnyPool {
        &self.pool
    }

    /// Whether calls are let through to the database.
    pub(super) fn answers_calls(&self) -> bool {
        *self.standing.borrow() == Standing::Answers
    }

    /// Whether the database is ready to be asked: by a question of its own, answered once a second, and without waiting
    /// for what keeps the connections of the pool busy.
    pub(super) async fn ready(&self) -> Result<(), sqlx::Error> {
        if self.pool.is_closed() {
            return Err(sqlx::Error::PoolClosed);
        }
        if !self.answers_calls() {
            return Err(gone());
        }
        let mut last = self.ready.lock().await;
        // It may have been found out by whoever was waited for.
        if !self.answers_calls() {
            return Err(gone());
        }
        match *last {
            Some((at, true)) if at.elapsed() < FRESH => return Ok(()),
            // A no holds as long as the suspicion does: it is looked into already.
            Some((at, false)) if at.elapsed() < FRESH && self.is_suspected() => return Err(gone()),
            _ => {}
        }
        let is_ready = self.answers().await.is_ok();
        *last = Some((Instant::now(), is_ready));
        if !is_ready {
            self.suspect();
            return Err(gone());
        }
        Ok(())
    }

    pub(super) fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// A connection.
    pub(super) async fn take(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.obtain(self.pool.acquire()).await
    }

    /// Waits for something the pool gives, as long as the database answers.
    pub(super) async fn obtain<T>(
        &self,
        obtaining: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        if !self.answers_calls() {
            return Err(gone());
        }
        let mut standing = self.standing.subscribe();
        tokio::pin!(obtaining);
        if let Ok(obtained) = timeout(SUSPICIOUS, &mut obtaining).await {
            return obtained.inspect_err(|_| self.suspect());
        }
        self.suspect();
        tokio::select! {
            obtained = &mut obtaining => obtained,
            _ = standing.wait_for(|standing| *standing == Standing::Gone) => Err(gone()),
        }
    }

    /// Works as long as the database answers; nothing if it stopped to before the work was done.
    pub(super) async fn while_it_answers<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut standing = self.standing.subscribe();
        let mut ask = Instant::now() + SLOW;
        tokio::pin!(work);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return Some(done),
                _ = standing.wait_for(|standing| *standing == Standing::Gone) => return None,
                () = tokio::time::sleep_until(ask) => {
                    self.suspect();
                    ask = Instant::now() + SLOW;
                }
            }
        }
    }

    /// Lets one task find out whether the database answers, until it does.
    fn suspect(&self) {
        if !self.asking.swap(true, Ordering::AcqRel) {
            tokio::spawn(self.clone().ask());
        }
    }

    fn is_suspected(&self) -> bool {
        self.asking.load(Ordering::Acquire)
    }

    async fn ask(self) {
        while !self.pool.is_closed() {
            match self.answers().await {
                Ok(()) => break,
                Err(reason) => {
                    let before = *self.standing.borrow();
                    self.standing.send_replace(before.worse());
                    if before == Standing::Answers {
                        tracing::error!(reason, "the database does not answer");
                    }
                }
            }
            sleep(PAUSE).await;
        }
        self.asking.store(false, Ordering::Release);
        if self.standing.send_replace(Standing::Answers) != Standing::Answers {
            tracing::info!("the database answers again");
        }
    }

    async fn answers(&self) -> Result<(), String> {
        let asking = async {
            let mut connection = AnyConnection::connect(self.url()).await?;
            let takes_writes = self.engine.takes_writes(&mut connection).await?;
            Ok((connection, takes_writes))
        };
        match timeout(ANSWER, asking).await {
            Ok(Ok((connection, takes_writes))) => {
                let _ = timeout(ANSWER, connection.close()).await;
                match takes_writes {
                    true => Ok(()),
                    false => Err(READ_ONLY.to_owned()),
                }
            }
            Ok(Err(sqlx::Error::Database(refused)))
                if refused.code().as_deref() == Some(TOO_MANY) =>
            {
                Ok(())
            }
            // What the database says may name its user and host, never the password.
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("no answer within {} seconds", ANSWER.as_secs())),
        }
    }
}

/// Refuses a database that takes no writes by saying so: a pool would try until its time is up, and say only that.
async fn refuse_read_only(
    url: &str,
    limits: Limits,
    engine: &dyn Engine,
) -> Result<(), StoreError> {
    let asking = async {
        let mut connection = AnyConnection::connect(url).await?;
        let takes_writes = engine.takes_writes(&mut connection).await?;
        connection.close().await?;
        Ok::<_, sqlx::Error>(takes_writes)
    };
    match timeout(limits.acquire, asking).await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err(read_only().into()),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(sqlx::Error::PoolTimedOut.into()),
    }
}

fn read_only() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::other(READ_ONLY))
}

fn gone() -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::new(
        std::io::ErrorKind::NotConnected,
        "it has not answered for a while; calls are turned away until it does",
    ))
}
