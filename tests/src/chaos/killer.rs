//! Kills processes at random moments, and starts them again.

use std::{collections::BTreeMap, time::Duration};

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};

use super::{Addresses, Plan};
use crate::{
    cluster::Cluster,
    process::Process,
    system::{Api, System},
    wire::address_of,
};

/// Kills, and starts again.
pub(super) struct Killer {
    plan: Plan,
    random: StdRng,
    cluster: Cluster,
    system: System,
    other_api: Api,
    other_worker: Process,
    addresses: Addresses,
}

/// What is killed.
#[derive(Clone, Copy)]
enum Victim {
    Api,
    OtherApi,
    Worker,
    OtherWorker,
    Database,
}

impl Killer {
    pub(super) fn new(
        plan: Plan,
        cluster: Cluster,
        system: System,
        other_api: Api,
        addresses: Addresses,
    ) -> Self {
        Self {
            plan,
            random: StdRng::seed_from_u64(plan.seed),
            cluster,
            other_worker: system.start_worker(),
            system,
            other_api,
            addresses,
        }
    }

    pub(super) fn system(&self) -> &System {
        &self.system
    }

    /// Kills as often as planned; gives what it killed how often.
    pub(super) async fn kill_at_random(&mut self) -> BTreeMap<&'static str, u32> {
        let mut killed = BTreeMap::new();
        for _ in 0..self.plan.kills {
            self.pause(200..1_100).await;
            let victim = match self.random.random_range(0..10) {
                0 | 1 => Victim::Api,
                2 | 3 => Victim::OtherApi,
                4 | 5 => Victim::Worker,
                6 | 7 => Victim::OtherWorker,
                _ => Victim::Database,
            };
            let name = match victim {
                Victim::Api | Victim::OtherApi => "api",
                Victim::Worker | Victim::OtherWorker => "worker",
                Victim::Database => "postgresql",
            };
            *killed.entry(name).or_default() += 1;
            self.kill(victim).await;
        }
        killed
    }

    async fn kill(&mut self, victim: Victim) {
        match victim {
            Victim::Api => {
                self.system.api.kill();
                self.pause(0..400).await;
                let api = self.system.start_api().await;
                self.addresses.set(0, address_of(&api.url));
                (self.system.url, self.system.api) = (api.url, api.process);
                self.system.operations_url = api.operations_url;
            }
            Victim::OtherApi => {
                self.other_api.process.kill();
                self.pause(0..400).await;
                self.other_api = self.system.start_api().await;
                self.addresses.set(1, address_of(&self.other_api.url));
            }
            Victim::Worker => {
                self.system.worker.kill();
                self.pause(0..400).await;
                self.system.worker = self.system.start_worker();
            }
            Victim::OtherWorker => {
                self.other_worker.kill();
                self.pause(0..400).await;
                self.other_worker = self.system.start_worker();
            }
            Victim::Database => {
                self.cluster.kill();
                self.pause(0..400).await;
                self.cluster.start_again();
            }
        }
    }

    async fn pause(&mut self, milliseconds: std::ops::Range<u64>) {
        let pause = self.random.random_range(milliseconds);
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
}
