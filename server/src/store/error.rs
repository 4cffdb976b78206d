//! What can go wrong between the server and its database.

use sqlx::migrate::MigrateError;

use super::GaveWay;

/// A failure of the store. What a caller did wrong is never one: that is an answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database doesn't answer, or not in time. Trying again may help.
    #[error(
        "the database does not answer: {0}; check that it runs and that `database.url` names it"
    )]
    Unavailable(#[source] sqlx::Error),
    /// The database undid a transaction so that another could go on. Trying again helps.
    #[error("the database undid a transaction that stood in another's way: {0}")]
    GaveWay(#[source] sqlx::Error),
    /// The database itself refused a booking that takes what another has.
    #[error("the database refused what would stand twice: {0}")]
    Overlap(#[source] sqlx::Error),
    /// The database refused a statement.
    #[error("the database refused: {0}")]
    Database(#[source] sqlx::Error),
    /// A row holds what this version of the server never writes.
    #[error("{table} holds {what}, which this server never writes; was it changed by hand?")]
    Corrupt {
        /// Where.
        table: &'static str,
        /// What.
        what: String,
    },
    /// The schema is another version's, or can't be brought up to date.
    #[error("the database schema cannot be brought up to date: {0}; {advice}", advice = advice(.0))]
    Migration(#[source] MigrateError),
    /// There is no database of this server where one must be.
    #[error(
        "there is no scheduler database at {at}; is the right configuration loaded (`--config`, \
         `NEXUS_DATABASE_URL`), in the right folder? `scheduler-api tenants import` makes a new one"
    )]
    NoDatabase {
        /// Where it was looked for, without its password.
        at: String,
    },
    /// The database's address names none this server speaks to.
    #[error("`database.url` must begin with `sqlite:` or `postgres:`, not with `{scheme}`")]
    UnknownDatabase {
        /// What it begins with.
        scheme: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Tls(_) => Self::Unavailable(error),
            sqlx::Error::Database(ref refused)
                if refused
                    .code()
                    .is_some_and(|code| GAVE_WAY.contains(&&*code)) =>
            {
                Self::GaveWay(error)
            }
            sqlx::Error::Database(ref refused) if is_passing(refused.code().as_deref()) => {
                Self::Unavailable(error)
            }
            sqlx::Error::Database(ref refused)
                if refused.code().as_deref() == Some(EXCLUSION_VIOLATION)
                    || refused.is_unique_violation() =>
            {
                Self::Overlap(error)
            }
            error => Self::Database(error),
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)
                if !names_the_schema(&error) =>
            {
                Self::from(error)
            }
            error => Self::Migration(error),
        }
    }
}

/// Whether the database refused a migration itself, and not whatever it was asked at that moment.
fn names_the_schema(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(refused) => {
            let code = refused.code();
            let gave_way = code.as_deref().is_some_and(|code| GAVE_WAY.contains(&code));
            !gave_way && !is_passing(code.as_deref())
        }
        _ => false,
    }
}

fn advice(error: &MigrateError) -> &'static str {
    match error {
        MigrateError::VersionMissing(_)
        | MigrateError::VersionMismatch(_)
        | MigrateError::VersionNotPresent(_)
        | MigrateError::VersionTooOld(..)
        | MigrateError::VersionTooNew(..) => {
            "this server is older than the database, or the database was made by a version that was never \
             released: start the newer release, or use another database"
        }
        _ => {
            "what was begun is undone. The user in `database.url` has to own the tables there, and on PostgreSQL the \
             extension `btree_gist` has to be there or its database that user's"
        }
    }
}

/// PostgreSQL's code of a row that an exclusion constraint keeps out.
const EXCLUSION_VIOLATION: &str = "23P01";

/// PostgreSQL's codes of a serialization failure and of a deadlock.
const GAVE_WAY: [&str; 2] = ["40001", "40P01"];

/// PostgreSQL's codes of a database that only reads, as one does that another has taken over from; of one that
/// isn't there; of announcements that nobody has read for so long that there is no room for more; of a lock that was
/// waited for too long; and of a transaction that lay idle for too long.
const PASSING: [&str; 5] = ["25006", "25P03", "3D000", "54000", "55P03"];

/// SQLite's busy and locked (5, 6 and their extensions), PostgreSQL's connection, authorization, rollback, resource
/// and operator classes (08, 28, 40, 53, 57) and some codes of others.
fn is_passing(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    if let Ok(number) = code.parse::<i64>()
        && code.len() < 5
    {
        return matches!(number & 0xff, 5 | 6);
    }
    ["08", "28", "40", "53", "57"]
        .iter()
        .any(|class| code.starts_with(class))
        || PASSING.contains(&code)
}

impl GaveWay for StoreError {
    fn gave_way(&self) -> bool {
        matches!(self, Self::GaveWay(_))
    }
}

impl StoreError {
    pub(crate) fn corrupt(table: &'static str, what: impl Into<String>) -> Self {
        Self::Corrupt {
            table,
            what: what.into(),
        }
    }
}
