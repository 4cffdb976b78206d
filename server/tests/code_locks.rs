//! Whoever guesses codes for long is locked out for longer each time, and whoever knows the code is not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be done fails the test"
)]

#[allow(dead_code)]
mod always_open;

use std::sync::{Arc, Mutex};

use always_open::{Place, served};
use jiff::{SignedDuration, Timestamp};
use scheduler_server::{
    app::App,
    clock::Clock,
    session::{self, Access, Contact, VerifyRefusal},
    store::Tenant,
};
use sqlx::{Connection as _, SqliteConnection};

const ANYWHERE: Place = Place {
    time_zone: "Europe/Berlin",
    locale: "en",
    sms_from: None,
};

/// A clock that is set by hand.
struct SetByHand(Mutex<Timestamp>);

impl Clock for SetByHand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct World {
    app: Arc<App>,
    tenant: Tenant,
    clock: Arc<SetByHand>,
    database: String,
    _folder: tempfile::TempDir,
}

impl World {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}/nexus.db", folder.path().display());
        let clock = Arc::new(SetByHand(Mutex::new(
            "2026-03-02T09:00:00Z".parse().unwrap(),
        )));
        let variables = vec![("NEXUS_DATABASE_URL".to_owned(), database.clone())];
        let (app, tenant) = served(ANYWHERE, variables, clock.clone()).await;
        Self {
            app,
            tenant,
            clock,
            database,
            _folder: folder,
        }
    }

    fn wait(&self, so_long: SignedDuration) {
        let mut now = self.clock.0.lock().unwrap();
        *now = now.checked_add(so_long).unwrap();
    }

    /// A session of whoever says they are Kim.
    async fn claimed(&self) -> Access {
        let kim = Contact::Email("kim@example.com".to_owned());
        let opened = session::open(&self.app, &self.tenant, &kim).await.unwrap();
        let now = self.clock.now();
        session::authenticate(&self.app.store, &self.tenant, &opened.stoken, now)
            .await
            .unwrap()
    }

    async fn verify(&self, access: &Access, code: &str) -> Result<(), VerifyRefusal> {
        session::verify(&self.app, &self.tenant, access, code).await
    }

    /// Guesses, with a code that was asked for, until codes are locked; for how long they are.
    async fn guess_until_locked(&self) -> SignedDuration {
        let stranger = self.claimed().await;
        session::send_code(&self.app, &self.tenant, &stranger)
            .await
            .unwrap();
        for guess in 1..=5 {
            let refused = self.verify(&stranger, "no code").await;
            assert!(
                matches!(refused, Err(VerifyRefusal::Wrong)),
                "guess {guess}: {refused:?}"
            );
        }
        match self.verify(&stranger, "no code").await {
            Err(VerifyRefusal::Locked { wait }) => wait,
            other => panic!("five guesses lock codes: {other:?}"),
        }
    }

    /// Proves a session by the code that was sent.
    async fn prove(&self) {
        let kim = self.claimed().await;
        session::send_code(&self.app, &self.tenant, &kim)
            .await
            .unwrap();
        let mut database = SqliteConnection::connect(&self.database).await.unwrap();
        let payload: String = sqlx::query_scalar(
            "SELECT payload FROM jobs WHERE kind = 'session_code' ORDER BY created_at DESC, id DESC LIMIT 1",
        )
        .fetch_one(&mut database)
        .await
        .unwrap();
        database.close().await.unwrap();
        let message: serde_json::Value = serde_json::from_str(&payload).unwrap();
        self.verify(&kim, message["code"].as_str().unwrap())
            .await
            .unwrap();
    }
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

#[tokio::test]
async fn each_lock_of_codes_is_twice_as_long_as_the_one_before_up_to_a_day() {
    let world = World::new().await;
    for expected in [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440] {
        let locked = world.guess_until_locked().await;
        assert_eq!(locked, minutes(expected));
        world.wait(locked);
    }
}

#[tokio::test]
async fn what_is_refused_while_codes_are_locked_counts_toward_no_cap() {
    let world = World::new().await;
    let locked = world.guess_until_locked().await;
    let kim = world.claimed().await;
    let ask = async || session::send_code(&world.app, &world.tenant, &kim).await;
    for _ in 0..20 {
        let refused = ask().await;
        assert!(matches!(refused, Err(VerifyRefusal::Locked { .. })));
    }
    world.wait(locked);
    // Twenty a day, and one was asked for before.
    for code in 2..=20 {
        ask()
            .await
            .unwrap_or_else(|refusal| panic!("code {code}: {refusal}"));
    }
    match ask().await {
        Err(VerifyRefusal::Capped { wait, .. }) => {
            assert_eq!(wait, minutes(15 * 60) - locked, "until midnight");
        }
        other => panic!("beyond the cap: {other:?}"),
    }
}

#[tokio::test]
async fn a_right_code_or_a_quiet_day_begins_with_the_first_lock_again() {
    let world = World::new().await;
    for expected in [15, 30, 60] {
        let locked = world.guess_until_locked().await;
        assert_eq!(locked, minutes(expected));
        world.wait(locked);
    }
    world.prove().await;
    for expected in [15, 30] {
        let locked = world.guess_until_locked().await;
        assert_eq!(locked, minutes(expected), "a right code came");
        world.wait(locked);
    }
    world.wait(minutes(24 * 60 - 1));
    assert_eq!(world.guess_until_locked().await, minutes(60));
    world.wait(minutes(60 + 24 * 60));
    assert_eq!(
        world.guess_until_locked().await,
        minutes(15),
        "a day went by"
    );
}
