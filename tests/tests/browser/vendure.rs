//! The Vendure behind the shops of these tests, and what its owner sees.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use scheduler_tests::{
    relay::Relay,
    vendure::{self, Admin},
};
use serde_json::{Value, json};

/// Where it is. One for all tests.
pub(crate) async fn url() -> &'static str {
    vendure::url(&data()).await
}

/// The tokens of carts that a site has sent to Vendure.
#[derive(Clone, Default)]
pub(crate) struct CartTokens(Arc<Mutex<Vec<String>>>);

impl CartTokens {
    /// A relay to Vendure that notes them.
    pub(crate) async fn relay(&self, url: &str) -> Relay {
        let seen = self.clone();
        Relay::rewriting(url, move |asked| seen.note(asked)).await
    }

    fn note(&self, asked: &[u8]) {
        let asked = String::from_utf8_lossy(asked);
        let tokens = asked.lines().filter_map(|line| {
            let (name, value) = line.split_once(": Bearer ")?;
            name.eq_ignore_ascii_case("authorization")
                .then(|| value.trim().to_owned())
        });
        self.0.lock().unwrap().extend(tokens);
    }

    /// All of them, each once.
    pub(crate) fn seen(&self) -> Vec<String> {
        let mut tokens = self.0.lock().unwrap().clone();
        tokens.sort();
        tokens.dedup();
        tokens
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendure-browser")
}

/// The orders of a shop that were placed by somebody of this name, as its owner sees them: how each was paid.
pub(crate) async fn orders(shop: &str, last_name: &str) -> Vec<Vec<String>> {
    let owner = Admin::login(url().await, &data()).await;
    let placed = "query($name: String!) { orders(options: { filter: { customerLastName: { eq: $name }, active: { eq: false } } }) { items { payments { state } } } }";
    let told = owner.ask(shop, placed, json!({ "name": last_name })).await;
    let orders = told["orders"]["items"].as_array();
    let orders = orders.unwrap_or_else(|| panic!("the shop has a list of orders: {told}"));
    let payments = |order: &Value| -> Vec<String> {
        let payments = order["payments"].as_array().unwrap().iter();
        payments
            .map(|it| it["state"].as_str().unwrap().to_owned())
            .collect()
    };
    orders.iter().map(payments).collect()
}
