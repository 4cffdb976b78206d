//! The Vendure behind the shops of these tests, and what its owner sees.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use reqwest::{Client, RequestBuilder, header::AUTHORIZATION};
use scheduler_tests::relay::Relay;
use serde_json::{Value, json};
use site_shop::vendure::{self, Vendure};
use tokio::sync::OnceCell;

const TOKEN: &str = "vendure-auth-token";

/// Where it is. One for all tests; it ends with this process, whose end closes its standard input.
pub(crate) async fn url() -> &'static str {
    static ONE: OnceCell<(tokio::runtime::Runtime, Vendure)> = OnceCell::const_new();
    let (_, vendure) = ONE
        .get_or_init(async || {
            // A runtime of its own: each test's ends with the test, and what it reads would go unread.
            std::thread::spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                let _ = std::fs::remove_dir_all(data());
                let vendure = runtime.block_on(vendure::start(0, &data()));
                (runtime, vendure.expect("Vendure starts"))
            })
            .join()
            .unwrap()
        })
        .await;
    vendure.url()
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
pub(crate) async fn orders(http: &Client, shop: &str, last_name: &str) -> Vec<Vec<String>> {
    let url = format!("{}/admin-api", url().await);
    let kept = std::fs::read_to_string(data().join("superadmin.json")).unwrap();
    let superadmin: Value = serde_json::from_str(&kept).unwrap();
    let login = json!({
        "query": "mutation($name: String!, $password: String!) { login(username: $name, password: $password) { __typename } }",
        "variables": { "name": superadmin["identifier"], "password": superadmin["password"] },
    });
    let answer = http.post(&url).json(&login).send().await.unwrap();
    let token = answer.headers()[TOKEN].to_str().unwrap().to_owned();
    let placed = json!({
        "query": "query($name: String!) { orders(options: { filter: { customerLastName: { eq: $name }, active: { eq: false } } }) { items { payments { state } } } }",
        "variables": { "name": last_name },
    });
    let asked = http.post(&url).json(&placed);
    let asked = asked.header("vendure-token", shop);
    let told = told(asked.header(AUTHORIZATION, format!("Bearer {token}"))).await;
    let orders = told["data"]["orders"]["items"].as_array();
    let orders = orders.unwrap_or_else(|| panic!("the shop has a list of orders: {told}"));
    let payments = |order: &Value| -> Vec<String> {
        let payments = order["payments"].as_array().unwrap().iter();
        payments
            .map(|it| it["state"].as_str().unwrap().to_owned())
            .collect()
    };
    orders.iter().map(payments).collect()
}

async fn told(asked: RequestBuilder) -> Value {
    asked.send().await.unwrap().json().await.unwrap()
}
