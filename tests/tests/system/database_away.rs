//! A database that stops, is killed or hangs, under a running API: said at once, and got over.

use std::time::{Duration, Instant};

use sqlx::{Connection as _, Executor as _};

use scheduler_tests::{
    Answer, Api, Call, System, cluster::Cluster, customer::booking_of, process::HANG,
    stream::Stream,
};

const PROMPT: Duration = Duration::from_secs(7);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_is_said_at_once_and_got_over_without_a_restart() {
    let cluster = Cluster::start();
    let system = System::configured()
        .on_database(&cluster.new_database())
        // Whatever a stream tells here it was told by the other process.
        .with("NEXUS_EVENTS_HEARTBEAT_SECONDS", 3600)
        .start()
        .await;
    let other = system.start_api().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let mut stream = kim.watch(None).await;
    let book = |number: usize, api: &Api| {
        let body = booking_of(
            &service,
            &slots[number * 8],
            &format!("c{number}@example.com"),
        );
        system
            .call("booking_create")
            .through(api)
            .json(&body)
            .send()
    };

    for (round, (what, go, come)) in ways_to_go_away().into_iter().enumerate() {
        go(&cluster);
        // Whoever asks at once is told by one question, and not one after the other.
        tokio::time::sleep(Duration::from_millis(1_100)).await;
        let began = Instant::now();
        let ready = format!("{}/ready", other.operations_url);
        let asking = (0..5).map(|_| tokio::spawn(system.http.get(&ready).send()));
        for answer in asking.collect::<Vec<_>>() {
            assert_eq!(answer.await.unwrap().unwrap().status(), 503, "{what}");
        }
        assert!(began.elapsed() < PROMPT, "{what}: they are told promptly");
        let refused = refused_in_time(what, || kim.call("booking_list")).await;
        assert_eq!(refused.header("retry-after"), Some("2"), "{what}");
        // Once it is known, nobody waits.
        for call in [kim.call("booking_list"), system.call("tenant_list")] {
            let began = Instant::now();
            let call = call.header("Origin", "https://stillwater.example");
            assert_eq!(call.send().await.failure().0, 503, "{what}");
            assert!(
                began.elapsed() < Duration::from_secs(1),
                "{what}: nobody queues up behind it"
            );
        }
        let booking = book(round, &other).await;
        assert_eq!(booking.failure().0, 503, "{what}: {}", booking.text());
        for (path, expected) in [("/health", 200), ("/ready", 503), ("/metrics", 200)] {
            let url = format!("{}{path}", system.operations_url);
            let answer = system.http.get(url).send().await.expect("an answer");
            assert_eq!(answer.status(), expected, "{what}: {path}");
        }
        let preflight = system
            .http
            .request(reqwest::Method::OPTIONS, system.call("booking_list").url())
            .header("Origin", "https://stillwater.example")
            .header("Access-Control-Request-Method", "GET")
            .send()
            .await
            .expect("an answer");
        assert_eq!(
            preflight.headers()["access-control-allow-origin"],
            "https://stillwater.example",
            "{what}: browsers are told all the same"
        );

        come(&cluster);
        served_again(what, || kim.call("booking_list")).await;
        served_again(what, || kim.call("booking_list").through(&other)).await;
        // The stream has borne it, and hears the other process again.
        let own = kim
            .call("booking_create")
            .through(&other)
            .json(&scheduler_tests::customer::booking(
                &service,
                &slots[24 + round * 8],
            ))
            .send()
            .await;
        assert_eq!(own.status(), 201, "{what}: {}", own.text());
        heard(&mut stream, what).await;
    }
    let written = system.api.written();
    assert!(
        !written.contains("panic"),
        "nothing breaks in the server: {written}"
    );
}

type Way = (&'static str, fn(&Cluster), fn(&Cluster));

fn ways_to_go_away() -> [Way; 3] {
    [
        ("stopped", Cluster::stop, Cluster::start_again),
        ("killed", Cluster::kill, Cluster::start_again),
        ("hanging", Cluster::freeze, Cluster::thaw),
    ]
}

/// Calls until one is refused because of the database; each is answered promptly.
async fn refused_in_time(what: &str, call: impl Fn() -> Call) -> Answer {
    let gone = Instant::now();
    loop {
        let began = Instant::now();
        let answer = call().send().await;
        assert!(began.elapsed() < PROMPT, "{what}: an answer comes promptly");
        match answer.failure() {
            (503, code) => {
                assert_eq!(code, "unavailable", "{what}");
                return answer;
            }
            (status, _) => assert_eq!(status, 200, "{what}: {}", answer.text()),
        }
        assert!(gone.elapsed() < HANG, "{what}: it is noticed");
    }
}

async fn served_again(what: &str, call: impl Fn() -> Call) {
    let began = Instant::now();
    while call().send().await.status() != 200 {
        assert!(began.elapsed() < HANG, "{what}: it is got over");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

async fn heard(stream: &mut Stream, what: &str) {
    let began = Instant::now();
    stream.expect("booking.confirmed").await;
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{what}: announcements are heard again"
    );
}

/// As after a fail-over of which only the address knows, or when a full disk made somebody lock it.
#[tokio::test]
async fn a_database_that_takes_no_writes_is_as_good_as_gone_and_got_over_without_a_restart() {
    let cluster = Cluster::start();
    let url = cluster.new_database();
    let system = System::configured().on_database(&url).start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let book = |slot: usize| {
        let body = booking_of(&service, &slots[slot], "kim@example.com");
        system.call("booking_create").json(&body)
    };
    let database = scheduler_tests::database::Database::open(&url).await;
    for round in 0..2 {
        database
            .run("ALTER SYSTEM SET default_transaction_read_only = on")
            .await;
        database.run("SELECT pg_reload_conf()").await;
        let began = Instant::now();
        let ready = format!("{}/ready", system.operations_url);
        let status = async || system.http.get(&ready).send().await.unwrap().status();
        while status().await != 503 {
            assert!(began.elapsed() < PROMPT, "it is noticed");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let refused = book(round * 8).send().await;
        assert_eq!(refused.failure(), (503, "unavailable".to_owned()));
        assert!(refused.header("retry-after").is_some());

        database
            .run("ALTER SYSTEM RESET default_transaction_read_only")
            .await;
        database.run("SELECT pg_reload_conf()").await;
        let began = Instant::now();
        while book(round * 8).send().await.status() != 201 {
            assert!(began.elapsed() < HANG, "it is got over");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(status().await, 200);
    }
    let written = system.api.written();
    assert!(written.contains("it takes no writes"), "{written}");
}

#[tokio::test]
async fn a_process_whose_connections_are_all_busy_stays_ready() {
    let url = scheduler_tests::cluster::new_database();
    let system = System::configured()
        .on_database(&url)
        .with("NEXUS_DATABASE_MAX_CONNECTIONS", 2)
        .with("NEXUS_DATABASE_ACQUIRE_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_STATEMENT_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_LOCK_TIMEOUT_SECONDS", 60)
        .start()
        .await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let mut holder = sqlx::PgConnection::connect(&url).await.unwrap();
    let mut held = holder.begin().await.unwrap();
    held.execute("LOCK TABLE customers IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    let waiting = (0..4).map(|number| {
        let email = format!("c{number}@example.com");
        let body = booking_of(&service, &slots[number * 8], &email);
        tokio::spawn(system.call("booking_create").json(&body).send())
    });
    let waiting: Vec<_> = waiting.collect();
    let ready = format!("{}/ready", system.operations_url);
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let began = Instant::now();
        let answer = system.http.get(&ready).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "nobody is waited for"
        );
    }
    assert!(
        waiting.iter().all(|call| !call.is_finished()),
        "meanwhile every connection was busy"
    );
    held.rollback().await.unwrap();
    for call in waiting {
        assert_eq!(call.await.unwrap().status(), 201);
    }
}

#[tokio::test]
async fn processes_that_start_at_once_on_an_empty_database_all_serve() {
    for postgres in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let url = match postgres {
            true => scheduler_tests::cluster::new_database(),
            false => format!("sqlite:{}/new.db", folder.path().display()),
        };
        let program = scheduler_tests::programs::program("scheduler-api");
        let variables = [
            ("NEXUS_DATABASE_URL", url),
            ("NEXUS_API_LISTEN", "127.0.0.1:0".to_owned()),
            ("NEXUS_OPERATIONS_LISTEN", "127.0.0.1:0".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value));
        let start = || {
            scheduler_tests::process::Process::start(
                &program,
                &["serve"],
                folder.path(),
                &variables,
            )
        };
        let mut all = [start(), start(), start()];
        for process in &mut all {
            let listens = |line: &str| line.contains("listening").then_some(());
            process.until_written(listens).await;
        }
    }
}
