//! Kills APIs, workers and PostgreSQL at random moments while customers book, then looks at what is
//! left. `docs/benchmarks.md` says what must hold.

use std::process::ExitCode;

use clap::Parser;
use scheduler_tests::chaos::{self, Plan};

/// Kills processes at random moments and looks at what is left.
#[derive(Parser)]
struct Arguments {
    /// How often something is killed.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=2_000))]
    kills: u32,
    /// What decides what is killed when; the same seed decides the same.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Customers who book at the same time.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=50))]
    customers: u32,
    /// Customers who move a booking just when its reminder is due.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(0..=64))]
    racers: u32,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments {
        kills,
        seed,
        customers,
        racers,
    } = Arguments::parse();
    let began = std::time::Instant::now();
    let findings = chaos::run(Plan {
        seed,
        kills,
        customers,
        racers,
    })
    .await;
    println!("{findings}\nin {:.0} s", began.elapsed().as_secs_f64());
    match findings.wrong.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
