//! Processes killed at random moments while customers book, and what must hold afterwards.
//!
//! - [`Plan`]: what to do, decided by a seed; [`run`] does it and tells what it found
//! - `customers`: who books, moves and cancels meanwhile, and never gives up an intent
//! - `killer`: kills and starts again
//! - `findings`: what the database and the providers say when all is quiet

mod customers;
mod deliveries;
mod findings;
mod killer;
mod ledger;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

pub use findings::Findings;
pub use ledger::Ledger;

use crate::{
    chaos::deliveries::Providers, cluster::Cluster, load::practice::Practice, system::System,
    wire::address_of,
};

/// What is booked: a minute each, so that every minute has a reminder that is due.
pub(crate) const PRACTICE: Practice = Practice {
    minutes: 1,
    ..Practice::always_open("chaos", 64)
};

/// What to do.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// What decides everything that is random here.
    pub seed: u64,
    /// How often something is killed.
    pub kills: u32,
    /// Customers who book at the same time.
    pub customers: u32,
    /// Customers who move a booking just when its reminder is due, each once a minute.
    pub racers: u32,
}

/// Where the APIs are at the moment.
#[derive(Clone)]
pub(crate) struct Addresses(Arc<Mutex<Vec<SocketAddr>>>);

impl Addresses {
    fn of(&self, index: usize) -> SocketAddr {
        let addresses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        addresses[index % addresses.len()]
    }

    fn set(&self, index: usize, address: SocketAddr) {
        let mut addresses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        addresses[index] = address;
    }
}

/// Starts two APIs and two workers on a cluster of their own, lets customers book, kills, waits until
/// nothing is due any more, and looks at what is left.
///
/// # Panics
/// When a process doesn't start again, or nothing becomes quiet.
pub async fn run(plan: Plan) -> Findings {
    let cluster = Cluster::start_with("-c max_connections=100");
    let providers = Providers::start().await;
    let mut system = System::configured();
    for (variable, value) in providers.variables() {
        system = system.with(variable, value);
    }
    for (variable, value) in [
        // What a killed worker held is taken up soon.
        ("NEXUS_WORKER_LEASE_SECONDS", "4"),
        ("NEXUS_WORKER_RETRY_SECONDS", "1"),
        ("NEXUS_DELIVERY_TIMEOUT_SECONDS", "2"),
        // However much it sends.
        ("NEXUS_RATE_LIMITS_SMS_PER_TENANT_DAY", "0"),
        ("NEXUS_LOG_FILTER", "warn,scheduler_api=info"),
    ] {
        system = system.with(variable, value);
    }
    let url = cluster.new_database();
    let system = system.on_database(&url).start().await;
    system.import_tenants(&PRACTICE.toml()).await;
    let other = system.start_api().await;
    let addresses = vec![address_of(&system.url), address_of(&other.url)];
    let addresses = Addresses(Arc::new(Mutex::new(addresses)));

    let ledger = Arc::new(Ledger::default());
    let customers = customers::start(plan, &addresses, &ledger);
    let mut killer = killer::Killer::new(plan, cluster, system, other, addresses);
    let killed = killer.kill_at_random().await;
    customers.stop().await;
    let system = killer.system();
    findings::until_quiet(system, Duration::from_secs(90)).await;
    findings::look(system, &ledger, &providers, killed).await
}
