//! What the run-time check of the contract costs a booking: the processor time of a real API process for a
//! booking over HTTP, and, in the same run and on the very same request, that of the check.
//!
//! The check can't be switched off: a server that could would write what it doesn't understand. So there is no
//! server without it to measure. What there is instead is exact where a comparison of two servers would drown in
//! noise: a booking is served with the check in it, and the check, which is pure code, is called once more on
//! the bytes just sent, as `server/src/api` calls it. Taken off the first, the second leaves a booking without.
//! `docs/benchmarks.md` says what it prints.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::{hint::black_box, time::Instant};

use clap::Parser;
use http::{HeaderMap, HeaderValue};
use scheduler_contracts::{DRIFT_THRESHOLD, booking::BookingCreate, drift::CONTRACT_HEADER};
use scheduler_server::{
    drift::{ClientContract, Contract},
    generated::contract::SERVED,
    server,
};
use scheduler_tests::{
    System,
    load::{
        figures::{median, processor_time},
        practice::{self, Practice},
    },
    wire::{Wire, address_of},
};

/// Measures the run-time check beside the bookings it is part of.
#[derive(Parser)]
struct Arguments {
    /// Bookings of a round.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u16).range(50..=5_000))]
    bookings: u16,
    /// Rounds, of which the middle one counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=20))]
    rounds: u16,
}

const PRACTICE: Practice = Practice::always_open("checked", 16);
const OPERATION: &str = "booking_create";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments = Arguments::parse();
    let mut system = System::configured()
        .with("NEXUS_LOG_FILTER", "warn,scheduler_api=info")
        .start()
        .await;
    // What is measured is the API.
    system.worker.terminate();
    system.worker.ended().await;
    system.import_tenants(&PRACTICE.toml()).await;

    let check = Check::new();
    let mut wire = Wire::open(address_of(&system.url), None)
        .await
        .expect("the API listens");
    let mut requests = (0..).map(Request::nth);
    println!("a booking of the API over HTTP, SQLite, and the run-time check of its request");
    let mut shares = Vec::new();
    // The first round fills caches and prepares statements.
    for round in 0..=arguments.rounds {
        let count = arguments.bookings.into();
        let before = processor_time(system.api.id());
        let mut checking = Vec::with_capacity(count);
        for request in requests.by_ref().take(count) {
            request.book(&mut wire).await;
            checking.push(check.time(&request));
        }
        let booking = processor_time(system.api.id()) - before;
        let booking = booking.as_secs_f64() * 1e6 / f64::from(arguments.bookings);
        let checking = median(checking);
        let share = checking / booking * 100.0;
        if round > 0 {
            println!(
                "  round {round}: booking {booking:.0} µs, check {checking:.1} µs, {share:.2} %"
            );
            shares.push(share);
        }
    }
    let share = median(shares);
    println!(
        "median: {share:.2} % of a booking; with the check / without {:.4}",
        100.0 / (100.0 - share)
    );
}

/// A request that books, as the SDK sends it.
struct Request {
    key: String,
    contract: String,
    headers: HeaderMap,
    body: String,
}

impl Request {
    fn nth(nth: usize) -> Self {
        let (member, slot) = (nth % PRACTICE.staff, nth / PRACTICE.staff);
        let slot = i64::try_from(slot).expect("few bookings");
        let start = practice::nth_start(practice::midnight_in(3), slot);
        let customer = format!("customer{nth}@example.com");
        let (key, contract) = (
            format!("checked-{nth}"),
            SERVED.header(OPERATION).expect("an operation"),
        );
        let value = |text: &str| HeaderValue::from_str(text).expect("visible ASCII");
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", value(&key));
        headers.insert(CONTRACT_HEADER, value(&contract));
        Self {
            body: PRACTICE.booking(member, start, &customer).to_string(),
            key,
            contract,
            headers,
        }
    }

    async fn book(&self, wire: &mut Wire) {
        let path = format!("/api/public/{}/book", PRACTICE.slug);
        let headers = format!(
            "Idempotency-Key: {}\r\n{CONTRACT_HEADER}: {}\r\n",
            self.key, self.contract
        );
        let reply = wire.call("POST", &path, &headers, &self.body).await;
        let reply = reply.expect("the API answers");
        let said = String::from_utf8_lossy(&reply.body);
        assert_eq!(reply.status, 201, "{}: {said}", self.body);
    }
}

/// The check, with what the server compiles once at start-up.
struct Check(Contract);

impl Check {
    fn new() -> Self {
        let document = server::document().expect("the server has a document");
        Self(Contract::compile(&document).expect("it can be enforced"))
    }

    /// Microseconds it takes to judge a request: by the clock, so never less than the processor's. All of the
    /// reading is counted, although a server without a check would have to read path, header and JSON as well.
    fn time(&self, request: &Request) -> f64 {
        let began = Instant::now();
        black_box(self.judge(black_box(request)));
        began.elapsed().as_secs_f64() * 1e6
    }

    fn judge(&self, request: &Request) -> BookingCreate {
        let operation = self.0.operation(OPERATION).expect("an operation");
        operation.read_query(None).expect("no query");
        let client = SERVED.judge(DRIFT_THRESHOLD, OPERATION, &request.headers);
        assert_eq!(client, ClientContract::Same, "this server's own contract");
        operation
            .read_headers(&request.headers)
            .expect("the contract's headers");
        operation
            .read_path([("slug", PRACTICE.slug)])
            .expect("a slug");
        let body = operation.read_body(request.body.as_bytes());
        let body = body.expect("the contract's body");
        serde_json::from_value(body).expect("the contract's type")
    }
}
