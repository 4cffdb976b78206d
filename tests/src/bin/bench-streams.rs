//! Many open event streams on one API process: memory, how long an event takes to reach all of them
//! beside plain TCP, how soon streams of a session that was ended end, and what a stream that resumes
//! after a restart hears. `docs/benchmarks.md` says what it prints and what limits it.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::{
    io::BufRead as _,
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use clap::Parser;
use scheduler_tests::{
    System,
    cluster::Cluster,
    load::{
        figures::{median, resident},
        practice::{self, Practice},
        watchers::Watchers,
    },
    wire::{Wire, address_of},
};
use tokio::{io::AsyncWriteExt as _, net::TcpListener};

/// Measures many open event streams.
#[derive(Parser)]
struct Arguments {
    /// Streams that are open at once.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(10..=60_000))]
    streams: u32,
    /// Customers they belong to. One is the worst: what happens to them goes to every stream.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=60_000))]
    customers: u32,
    /// How often an event is sent.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=50))]
    rounds: u16,
    /// Writes to so many connections, for comparison: what this program starts itself as.
    #[arg(long, hide = true)]
    plain: Option<usize>,
}

/// What the sessions' customers book.
const PRACTICE: Practice = Practice::always_open("watched", 4);
/// Streams of one session.
const A_SESSION: usize = 10;
/// How long anything may take before the program gives up.
const HANG: Duration = Duration::from_secs(120);

#[tokio::main]
async fn main() {
    let arguments = Arguments::parse();
    rlimit::increase_nofile_limit(u64::MAX).expect("the limit of open files can be raised");
    if let Some(connections) = arguments.plain {
        return plain(connections).await;
    }
    let streams = usize::try_from(arguments.streams).expect("a number of this machine");
    let customers = usize::try_from(arguments.customers).expect("a number of this machine");

    let hearing = streams / customers;
    // Before, since a process may have no files for both.
    let limit = fan_out(hearing, arguments.rounds).await;
    println!("plain TCP: {hearing} connections reached after {limit:.0} ms");

    let cluster = Cluster::start_with("-c max_connections=100");
    let url = cluster.new_database();
    let mut system = System::configured()
        .with("NEXUS_EVENTS_MAX_STREAMS", streams + A_SESSION)
        .with("NEXUS_LOG_FILTER", "warn,scheduler_api=info")
        .on_database(&url)
        .start()
        .await;
    system.worker.terminate();
    system.worker.ended().await;
    system.import_tenants(&PRACTICE.toml()).await;
    let host = address_of(&system.url);

    let empty = resident(system.api.id());
    let sessions = open_sessions(host, streams.div_ceil(A_SESSION), customers).await;
    let database = system.database().await;
    database
        .execute("UPDATE sessions SET level = 'verified'")
        .await;
    let paths = (0..streams).map(|stream| path(&sessions[stream / A_SESSION]));
    let began = Instant::now();
    let mut watchers = Watchers::open(host, paths.collect()).await;
    let opened = began.elapsed();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let full = resident(system.api.id());
    println!(
        "{streams} streams of {} sessions of {customers} customers, opened in {:.1} s",
        sessions.len(),
        opened.as_secs_f64()
    );
    println!(
        "memory: {} MB, {} MB before they were open, {} KB a stream",
        full >> 20,
        empty >> 20,
        (full.saturating_sub(empty) >> 10) / u64::from(arguments.streams)
    );
    println!("idle: {:.1} % of a core", idle(system.api.id()).await);

    let mut ratios = Vec::new();
    for round in 1..=arguments.rounds {
        let (began, answered) = book(host, &sessions[0], i64::from(round)).await;
        let heard = watchers
            .until(hearing, HANG, |heard| {
                heard.name.as_deref() == Some("booking.confirmed")
            })
            .await;
        let (event, bytes) = (last(&heard, began), limit);
        ratios.push(event / bytes);
        println!(
            "round {round}: an event reached {hearing} streams {event:.0} ms after its booking was sent \
             (answered after {:.0} ms), ratio {:.1}",
            answered.duration_since(began).as_secs_f64() * 1_000.0,
            event / bytes
        );
    }
    println!("median ratio {:.1}", median(ratios));
    println!("memory after that: {} MB", resident(system.api.id()) >> 20);

    let began = Instant::now();
    let mut wire = Wire::open(host, None).await.expect("the API listens");
    let own = format!("/api/public/{}/session", PRACTICE.slug);
    let ended = wire.call("DELETE", &own, &bearer(&sessions[1]), "").await;
    let status = ended.expect("the API answers").status;
    assert!(
        matches!(status, 200 | 204),
        "a session is ended, not {status}"
    );
    let over = watchers
        .until(A_SESSION, HANG, |heard| heard.name.is_none())
        .await;
    println!(
        "revoked: the last of {A_SESSION} streams ended {:.0} ms after the call was sent",
        last(&over, began)
    );
    drop(watchers);
    resume(&mut system, &sessions[2]).await;
}

fn path(stoken: &str) -> String {
    format!("/api/public/{}/events?stoken={stoken}", PRACTICE.slug)
}

fn bearer(stoken: &str) -> String {
    format!("Authorization: Bearer {stoken}\r\n")
}

fn last(at: &[Instant], since: Instant) -> f64 {
    let last = at.iter().max().copied().unwrap_or(since);
    last.duration_since(since).as_secs_f64() * 1_000.0
}

/// Sessions of customers in turn; the first ones all of the first customer's, if there is but one.
async fn open_sessions(host: SocketAddr, count: usize, customers: usize) -> Vec<String> {
    let mut wire = Wire::open(host, None).await.expect("the API listens");
    let mut stokens = Vec::with_capacity(count);
    for session in 0..count {
        let contact = format!("watcher{}@example.com", session * customers / count);
        let body = serde_json::json!({ "contact": { "kind": "email", "address": contact } });
        let path = format!("/api/public/{}/session", PRACTICE.slug);
        let reply = wire.call("POST", &path, "", &body.to_string()).await;
        let reply = reply.expect("the API answers");
        let text = String::from_utf8_lossy(&reply.body);
        let answer: serde_json::Value = serde_json::from_str(&text).expect("answers are JSON");
        let stoken = answer["data"]["stoken"].as_str();
        stokens.push(
            stoken
                .unwrap_or_else(|| panic!("a session: {text}"))
                .to_owned(),
        );
    }
    stokens
}

/// Books in a session; gives when that was asked and when it was answered.
async fn book(host: SocketAddr, stoken: &str, nth: i64) -> (Instant, Instant) {
    let mut wire = Wire::open(host, None).await.expect("the API listens");
    let start = practice::nth_start(practice::midnight_in(3), nth);
    let mut body = PRACTICE.booking(0, start, "");
    body.as_object_mut().expect("it is one").remove("contact");
    let path = format!("/api/public/{}/book", PRACTICE.slug);
    let began = Instant::now();
    let reply = wire
        .call("POST", &path, &bearer(stoken), &body.to_string())
        .await;
    let reply = reply.expect("the API answers");
    assert_eq!(
        reply.status,
        201,
        "{}",
        String::from_utf8_lossy(&reply.body)
    );
    (began, Instant::now())
}

/// How much of a core a process takes while nothing happens but heartbeats.
async fn idle(process: u32) -> f64 {
    let ticks = || {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        let after = stat.rsplit(") ").next().unwrap_or_default().to_owned();
        let fields: Vec<f64> = after
            .split(' ')
            .map(|field| field.parse().unwrap_or_default())
            .collect();
        // User and system time, in hundredths of a second on Linux.
        fields.get(11..13).map_or(0.0, |times| times.iter().sum())
    };
    let (before, seconds) = (ticks(), 15.0);
    tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
    (ticks() - before) / seconds
}

/// How long, in milliseconds, plain TCP takes to reach so many connections: the median of some rounds.
async fn fan_out(connections: usize, rounds: u16) -> f64 {
    let (mut plain, mut readers) = start_plain(connections).await;
    let mut reached = Vec::new();
    for _ in 0..rounds {
        let sent = Instant::now();
        let line = plain.stdin.as_mut().expect("it is piped");
        std::io::Write::write_all(line, b"\n").expect("it still reads");
        let heard = readers.until(connections, HANG, |heard| heard.name.is_some());
        reached.push(last(&heard.await, sent));
    }
    let _ = plain.kill();
    let _ = plain.wait();
    median(reached)
}

/// A program that writes what an event is to as many connections, and those who read them.
async fn start_plain(connections: usize) -> (Child, Watchers) {
    let own = std::env::current_exe().expect("this is a program");
    let mut child = Command::new(own)
        .args(["--plain", &connections.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this program starts itself");
    let out = child.stdout.take().expect("it is piped");
    let mut line = String::new();
    std::io::BufReader::new(out)
        .read_line(&mut line)
        .expect("it says where it listens");
    let host = line.trim().parse().expect("an address");
    let readers = Watchers::open(host, vec![String::from("/"); connections]).await;
    (child, readers)
}

/// Accepts so many connections, then writes an event to all for every line it reads.
async fn plain(connections: usize) {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a free port");
    println!("{}", listener.local_addr().expect("it listens"));
    let mut open = Vec::with_capacity(connections);
    while open.len() < connections {
        let (mut stream, _) = listener.accept().await.expect("somebody connects");
        stream
            .write_all(b"HTTP/1.1 200 OK\r\n\r\n")
            .await
            .expect("somebody reads");
        open.push(stream);
    }
    // As long as a booking's event.
    let event = format!(
        "id: 2\nevent: booking.confirmed\ndata: {}\n\n",
        "x".repeat(700)
    );
    loop {
        let mut line = String::new();
        let told = tokio::task::spawn_blocking(move || std::io::stdin().read_line(&mut line));
        if !matches!(told.await, Ok(Ok(1..))) {
            return;
        }
        for stream in &mut open {
            stream
                .write_all(event.as_bytes())
                .await
                .expect("somebody reads");
        }
    }
}

/// Books before, during and after a restart, and resumes a stream behind each.
async fn resume(system: &mut System, stoken: &str) {
    let mut heard: Vec<u64> = Vec::new();
    let mut host = address_of(&system.url);
    for restart in 0..6_i64 {
        let path = match heard.last() {
            Some(id) => format!("{}&lastEventId={id}", path(stoken)),
            None => path(stoken),
        };
        let mut watchers = Watchers::open(host, vec![path]).await;
        // The first three are booked while somebody watches, the others while nobody does.
        let first = 1_000 + restart * 10;
        for nth in first..first + 3 {
            book(host, stoken, nth).await;
        }
        let expected = if restart == 0 { 3 } else { 6 };
        for _ in 0..expected {
            let event = watchers.next(Duration::from_secs(20)).await;
            heard.extend(event.and_then(|event| event.id));
        }
        let other = system.start_api().await;
        match restart % 2 {
            0 => {
                system.api.terminate();
                system.api.ended().await;
            }
            _ => system.api.kill(),
        }
        for nth in first + 3..first + 6 {
            book(address_of(&other.url), stoken, nth).await;
        }
        host = address_of(&other.url);
        system.url.clone_from(&other.url);
        system.api = other.process;
    }
    let first = heard.first().copied().unwrap_or_default();
    let expected: Vec<u64> = (0..33).map(|nth| first + nth * 2).collect();
    assert_eq!(heard, expected, "every event is heard once, in order");
    println!(
        "resumed: {} events heard once each, in order, across 6 restarts",
        heard.len()
    );
}
