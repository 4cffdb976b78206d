//! What the operator counts.

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family},
    registry::Registry,
};

/// A page that could not do what it was asked to.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

/// An operation whose contract has drifted.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Operation {
    operation: String,
    side: &'static str,
}

/// The counters of one site, and the page that shows them.
pub(crate) struct Metrics {
    registry: Registry,
    drift: Family<Operation, Counter>,
    trouble: Family<Kind, Counter>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("site");
        let drift = Family::<Operation, Counter>::default();
        let trouble = Family::<Kind, Counter>::default();
        registry.register(
            "contract_drift",
            "Calls that came to nothing because this site and the server have different contracts",
            drift.clone(),
        );
        registry.register(
            "trouble",
            "Pages that could not do what they were asked to, by why",
            trouble.clone(),
        );
        Self {
            registry,
            drift,
            trouble,
        }
    }

    pub(crate) fn count_drift(&self, operation: &str, side: &'static str) {
        let operation = operation.to_owned();
        self.drift
            .get_or_create(&Operation { operation, side })
            .inc();
    }

    pub(crate) fn count_trouble(&self, kind: &'static str) {
        self.trouble.get_or_create(&Kind { kind }).inc();
    }

    /// The page, in the text format of OpenMetrics 1.0.
    pub(crate) fn page(&self) -> String {
        let mut page = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut page, &self.registry);
        page
    }
}
