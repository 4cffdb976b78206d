//! Figures of a run.

use std::time::Duration;

/// How long calls took.
#[derive(Clone, Debug, Default)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    /// Adds one.
    pub fn add(&mut self, latency: Duration) {
        self.0.push(latency);
    }

    /// Adds those of another client.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The longest of so many of a hundred, in milliseconds.
    #[must_use]
    pub fn percentile(&self, of_hundred: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let index = (sorted.len() as f64 * of_hundred / 100.0) as usize;
        let at = sorted.get(index.min(sorted.len().saturating_sub(1)));
        at.map_or(0.0, |latency| latency.as_secs_f64() * 1_000.0)
    }
}

/// The middle one.
#[must_use]
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

/// The sum and the count of a histogram in a page of metrics: seconds and calls of an operation.
#[must_use]
pub fn answered_within(metrics: &str, operation: &str) -> (f64, f64) {
    let value = |name: &str| {
        let begin = format!("nexus_request_duration_seconds_{name}{{operation=\"{operation}\"");
        let line = metrics.lines().find(|line| line.starts_with(&begin));
        let value = line.and_then(|line| line.rsplit(' ').next());
        value
            .and_then(|value| value.parse::<f64>().ok())
            .unwrap_or_default()
    };
    (value("sum"), value("count"))
}

/// The resident memory of a process, in bytes.
#[must_use]
pub fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// The processor time of a process so far, its own and the kernel's for it, to a hundredth of a second.
#[must_use]
pub fn processor_time(process: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The second field is the program's name in brackets, and may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: u64 = ticks.filter_map(|it| it.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
