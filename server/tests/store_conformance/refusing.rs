//! A database that refuses: what may pass by itself is told from what somebody has to see to.

use std::time::Duration;

use scheduler_server::store::{Store, StoreError};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use tokio::time::{Instant, sleep, timeout};

use super::{
    cluster,
    samples::{booking, customer, with_tenants},
};

async fn by_hand(url: &str, statement: &str) {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let done = connection.execute(AssertSqlSafe(statement.to_owned()));
    done.await
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
    connection.close().await.unwrap();
}

fn name_of(url: &str) -> &str {
    let (_, path) = url.split_once("@localhost/").unwrap();
    path.split('?').next().unwrap()
}

/// Another database has taken over from it, say.
#[tokio::test]
async fn a_database_that_only_reads_is_unavailable_and_no_fault_of_a_booking() {
    let url = cluster::new_database();
    let store = Store::open(&url, 1).await.unwrap();
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let name = name_of(&url);
    for statement in [
        format!("ALTER DATABASE \"{name}\" SET default_transaction_read_only = on"),
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()"
            .to_owned(),
    ] {
        by_hand(&url, &statement).await;
    }
    let booking = booking(&kim, None, 60);
    let add = async || {
        let mut transaction = store.begin(&tenant).await?;
        transaction.add_booking(&booking).await?;
        transaction.commit().await
    };
    let refused = add().await;
    assert!(
        matches!(refused, Err(StoreError::Unavailable(_))),
        "it only reads: {refused:?}"
    );
    for _ in 0..100 {
        assert!(store.ping().await.is_err());
        if !store.answers() {
            break;
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert!(!store.answers(), "nobody is let through to it");
    let started = Store::open(&url, 1).await.err();
    let Some(StoreError::Unavailable(why)) = started else {
        panic!("nobody starts on it: {started:?}");
    };
    assert!(why.to_string().contains("takes no writes"), "{why}");

    by_hand(
        &url,
        &format!(
            "BEGIN READ WRITE; ALTER DATABASE \"{name}\" RESET default_transaction_read_only; COMMIT"
        ),
    )
    .await;
    for _ in 0..100 {
        match add().await {
            Ok(()) => {
                assert!(store.ping().await.is_ok());
                return;
            }
            Err(StoreError::Unavailable(_)) => sleep(Duration::from_millis(100)).await,
            Err(error) => panic!("{error}"),
        }
    }
    panic!("it writes again, and nobody noticed");
}

/// PostgreSQL keeps announcements until everybody who listens has read them, and refuses to commit when there is no
/// room left. That takes gigabytes, so the database is told to refuse as it does then.
#[tokio::test]
async fn announcements_that_nobody_reads_make_it_unavailable_and_leave_nothing_half_done() {
    let url = cluster::new_database();
    let store = Store::open(&url, 1).await.unwrap();
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    for statement in [
        "CREATE FUNCTION full_queue() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         RAISE EXCEPTION 'too many notifications in the NOTIFY queue' USING ERRCODE = '54000'; END $$",
        "CREATE CONSTRAINT TRIGGER full_queue AFTER INSERT ON bookings DEFERRABLE INITIALLY DEFERRED \
         FOR EACH ROW EXECUTE FUNCTION full_queue()",
    ] {
        by_hand(&url, statement).await;
    }
    let booking = booking(&kim, None, 60);
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction.add_booking(&booking).await.unwrap();
    transaction.announce(&kim).await.unwrap();
    let committed = transaction.commit().await;
    let Err(StoreError::Unavailable(why)) = committed else {
        panic!("{committed:?}");
    };
    assert!(why.to_string().contains("NOTIFY queue"), "{why}");
    let kept = store.booking(&tenant, &booking.id).await.unwrap();
    assert_eq!(kept, None, "nothing lasts");
}

#[tokio::test]
async fn a_database_that_takes_the_call_and_says_nothing_is_not_waited_for_long() {
    let cluster = cluster::Cluster::start();
    let url = cluster.new_database();
    cluster.freeze();
    let began = Instant::now();
    let opened = timeout(Duration::from_secs(60), Store::open(&url, 1)).await;
    let took = began.elapsed();
    cluster.thaw();
    let error = opened.expect("it ends").err().unwrap();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
    assert!(took < Duration::from_secs(10), "{took:?}");
}

#[tokio::test]
async fn a_schema_that_cannot_be_brought_up_to_date_is_told_by_why() {
    let url = cluster::new_database();
    Store::open(&url, 1).await.unwrap().close().await;
    // As after a restore by somebody else, whose the tables are then.
    let name = name_of(&url);
    let role = format!("{name}_stranger");
    by_hand(&url, &format!("CREATE ROLE \"{role}\" LOGIN")).await;
    let user = url.split("//").nth(1).unwrap().split('@').next().unwrap();
    let strange = url.replacen(&format!("//{user}@"), &format!("//{role}@"), 1);
    let error = Store::open(&strange, 1).await.err().unwrap().to_string();
    assert!(error.contains("has to own the tables"), "{error}");
    assert!(!error.contains("older"), "{error}");

    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'of a later release', true, '', 0)";
    by_hand(&url, later).await;
    let error = Store::open(&url, 1).await.err().unwrap().to_string();
    assert!(error.contains("older than the database"), "{error}");

    let unknown = url.replacen(&format!("/{name}?"), "/nowhere?", 1);
    let error = Store::open(&unknown, 1).await.err().unwrap();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
}
