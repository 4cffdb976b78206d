//! Booking, slot search and booking list under load, on PostgreSQL and on SQLite; and booking beside
//! the limit: the statements of a booking, run by pgbench in the same run. `docs/benchmarks.md` says
//! what it prints and what limits it.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::time::Duration;

use clap::Parser;
use scheduler_tests::{
    System,
    cluster::Cluster,
    load::{
        clients::{self, Load, Request},
        figures::median,
        practice::{self, Practice},
        statements::{self, Heard, Varying},
    },
};

/// Measures booking, slot search and booking list under load.
#[derive(Parser)]
struct Arguments {
    /// Clients at once; the server has as many connections.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=64))]
    clients: u16,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=60))]
    seconds: u64,
    /// How often server and pgbench are measured in turn.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=20))]
    rounds: u16,
}

/// As many staff as there may be clients: each books somebody else.
const BUSY: Practice = Practice::always_open("busy", 64);
/// Twenty who work as people do.
const MONTH: Practice = Practice {
    slug: "month",
    staff: 20,
    hours: r#"[["09:00", "12:30"], ["13:30", "18:00"]]"#,
    weekend: false,
    seats: 1,
    minutes: 30,
    zone: "Europe/Berlin",
};

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    let settings = format!(
        "-c shared_buffers=256MB -c max_connections=200 {}",
        statements::SETTINGS
    );
    let cluster = Cluster::start_with(&settings);
    let url = cluster.new_database();
    let on_postgres = start(&arguments, Some(&url)).await;
    let script = record(&on_postgres, &cluster, &url).await;

    println!("booking beside pgbench, {} clients", arguments.clients);
    let mut first = 1;
    let mut ratios = Vec::new();
    for round in 1..=arguments.rounds {
        let booked = book(&on_postgres, &arguments, &mut first).await;
        let limit = pgbench(&cluster, &url, &script, &arguments, round);
        ratios.push(booked.per_second / limit);
        println!(
            "  round {round}: server {:.0}/s, pgbench {limit:.0}/s, ratio {:.2}",
            booked.per_second,
            booked.per_second / limit
        );
    }
    println!("  median ratio {:.2}", median(ratios));

    println!(
        "{:10} {:22} {:>7} {:>9} {:>8} {:>8} {:>8} {:>10}",
        "database", "operation", "clients", "a second", "p50 ms", "p95 ms", "p99 ms", "server ms"
    );
    all("postgresql", &on_postgres, &arguments, &mut first).await;
    drop(on_postgres);
    let on_sqlite = start(&arguments, None).await;
    all("sqlite", &on_sqlite, &arguments, &mut 1).await;
}

async fn start(arguments: &Arguments, url: Option<&str>) -> System {
    let system = System::configured()
        .with("NEXUS_DATABASE_MAX_CONNECTIONS", arguments.clients)
        .with("NEXUS_LOG_FILTER", "warn,scheduler_api=info");
    let system = match url {
        Some(url) => system.on_database(url),
        None => system,
    };
    let mut system = system.start().await;
    // What is measured is the API.
    system.worker.terminate();
    system.worker.ended().await;
    system
        .import_tenants(&format!("{}{}", BUSY.toml(), MONTH.toml()))
        .await;
    system
}

/// The request that books: as the SDK does, under an idempotency key.
fn booking(practice: &Practice, member: usize, start: i64, customer: &str) -> Request {
    Request {
        method: "POST",
        path: format!("/api/public/{}/book", practice.slug),
        headers: format!("Idempotency-Key: {customer}-{start}\r\n"),
        body: practice
            .booking(member, start, &format!("{customer}@example.com"))
            .to_string(),
    }
}

async fn book(system: &System, arguments: &Arguments, first: &mut i64) -> Load {
    let (midnight, begin) = (practice::midnight_in(3), *first);
    let load = clients::run(
        system,
        "booking_create",
        201,
        limits(arguments),
        move |client, nth| {
            let start = practice::nth_start(midnight, begin + nth);
            booking(&BUSY, client, start, &format!("c{client}x{}", begin + nth))
        },
    )
    .await;
    *first += load.most;
    load
}

fn limits(arguments: &Arguments) -> (usize, Duration) {
    (
        usize::from(arguments.clients),
        Duration::from_secs(arguments.seconds),
    )
}

/// What the database hears of a booking, as a script.
async fn record(system: &System, cluster: &Cluster, url: &str) -> String {
    let tell = |setting: &str| {
        let database = url
            .split('/')
            .nth(3)
            .and_then(|name| name.split('?').next());
        let _ = cluster.program(&format!(
            "psql -h {} -d {} -qc \"ALTER SYSTEM SET log_statement = '{setting}'\" -c \"SELECT pg_reload_conf()\"",
            cluster.socket().display(),
            database.expect("a URL names its database")
        ));
    };
    let one = async |member: usize, start: i64| {
        let request = booking(&BUSY, member, start, &format!("recorded{member}"));
        let host = scheduler_tests::wire::address_of(&system.url);
        let mut wire = scheduler_tests::wire::Wire::open(host, None)
            .await
            .expect("the API listens");
        let reply = wire.call(
            request.method,
            &request.path,
            &request.headers,
            &request.body,
        );
        let reply = reply.await.expect("the API answers");
        assert_eq!(
            reply.status,
            201,
            "{}",
            String::from_utf8_lossy(&reply.body)
        );
    };
    let midnight = practice::midnight_in(3);
    let start = |nth| practice::nth_start(midnight, nth);
    // Once to prepare what is prepared once.
    one(60, start(0)).await;
    tell("all");
    tokio::time::sleep(Duration::from_secs(1)).await;
    one(60, start(1)).await;
    let mut heard = Heard::from_now(cluster.socket());
    let mut recorded = Vec::new();
    for (member, nth) in [(61, 2), (62, 3)] {
        one(member, start(nth)).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        recorded.push(heard.statements());
    }
    tell("none");
    let later = chrono::Utc::now().timestamp_micros() + 12 * 3_600_000_000;
    let member = BUSY.member(61);
    let varying = Varying {
        member: &member,
        later,
    };
    let [one, other] = [&recorded[0], &recorded[1]];
    let script = statements::script(one, other, &varying);
    println!("a booking runs {} statements:", one.len());
    for statement in one {
        println!("  {}", statement.text.chars().take(90).collect::<String>());
    }
    script
}

fn pgbench(cluster: &Cluster, url: &str, script: &str, arguments: &Arguments, round: u16) -> f64 {
    let file = cluster.socket().join("booking.pgbench");
    std::fs::write(&file, script).expect("the script can be written");
    let database = url
        .split('/')
        .nth(3)
        .and_then(|name| name.split('?').next());
    let printed = cluster.program(&format!(
        "pgbench -h {} -n -M prepared -c {} -j 2 -T {} -D k=0 -D run={round} -D far={} -f {} {} 2>&1",
        cluster.socket().display(),
        arguments.clients,
        arguments.seconds,
        i64::from(round) * 800 * 86_400_000_000,
        file.display(),
        database.expect("a URL names its database")
    ));
    let per_second = printed
        .lines()
        .find_map(|line| line.strip_prefix("tps = "))
        .and_then(|rest| rest.split(' ').next()?.parse::<f64>().ok());
    per_second.unwrap_or_else(|| panic!("pgbench says how fast it was: {printed}"))
}

async fn all(database: &str, system: &System, arguments: &Arguments, first: &mut i64) {
    let row = |operation: &str, clients: usize, load: &Load| {
        println!(
            "{database:10} {operation:22} {clients:>7} {:>9.0} {:>8.2} {:>8.2} {:>8.2} {:>10.2}",
            load.per_second,
            load.latencies.percentile(50.0),
            load.latencies.percentile(95.0),
            load.latencies.percentile(99.0),
            load.server_ms
        );
    };
    let (clients, time) = limits(arguments);
    row("booking", clients, &book(system, arguments, first).await);

    // Three bookings a day and member of staff for a month.
    let monday = practice::midnight_in(2);
    let fill = move |client: usize, nth: i64| {
        let (day, third) = (nth / 3, nth % 3);
        let start = monday + day * 86_400 + (9 + third * 2) * 3_600;
        booking(&MONTH, client, start, &format!("month{client}x{nth}"))
    };
    fill_month(system, fill).await;
    let query = format!(
        "/api/public/{}/slots?serviceId={}&from={}&to={}&limit=1000",
        MONTH.slug,
        MONTH.service(),
        practice::instant(practice::midnight_in(1)),
        practice::instant(practice::midnight_in(31))
    );
    let search = move |_: usize, _: i64| Request {
        method: "GET",
        path: query.clone(),
        headers: String::new(),
        body: String::new(),
    };
    for clients in [1, clients] {
        let load = clients::run(system, "slot_list", 200, (clients, time), search.clone()).await;
        row("slots, 20 staff, month", clients, &load);
    }

    let lists = list_of_thirty(system).await;
    let load = clients::run(system, "booking_list", 200, (clients, time), lists).await;
    row("list of 30 bookings", clients, &load);
}

/// Books what a month has, as far as it is open then.
async fn fill_month(system: &System, request: impl Fn(usize, i64) -> Request) {
    let host = scheduler_tests::wire::address_of(&system.url);
    let mut wire = scheduler_tests::wire::Wire::open(host, None)
        .await
        .expect("the API listens");
    for member in 0..MONTH.staff {
        for nth in 0..90 {
            let request = request(member, nth);
            let reply = wire.call(
                request.method,
                &request.path,
                &request.headers,
                &request.body,
            );
            let status = reply.await.expect("the API answers").status;
            assert!(
                matches!(status, 201 | 409),
                "a weekday is free, a weekend is not"
            );
        }
    }
}

/// Lists what one customer has booked in one session.
async fn list_of_thirty(system: &System) -> impl Fn(usize, i64) -> Request + Clone + use<> {
    let customer = system.customer_at(BUSY.slug, "list@example.com").await;
    let midnight = practice::midnight_in(3);
    for nth in 0..30 {
        let body = BUSY.booking(63, practice::nth_start(midnight, nth), &customer.email);
        let booked = customer.call("booking_create").json(&body).send().await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
    }
    let headers = format!("Authorization: Bearer {}\r\n", customer.stoken);
    move |_, _| Request {
        method: "GET",
        path: format!("/api/public/{}/bookings?limit=30", BUSY.slug),
        headers: headers.clone(),
        body: String::new(),
    }
}
