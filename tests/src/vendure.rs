//! A real Vendure with the demo shops, and its administrator's side.

use std::path::Path;

use reqwest::{Client, header::AUTHORIZATION};
use serde_json::{Value, json};
use site_shop::vendure::{self, Vendure};
use tokio::{runtime, sync::OnceCell};

const CHANNEL: &str = "vendure-token";
const TOKEN: &str = "vendure-auth-token";

/// Where the one Vendure of this process is, with its data in this folder, which is emptied first. It ends with the
/// process, whose end closes its standard input.
pub async fn url(data: &Path) -> &'static str {
    static ONE: OnceCell<(runtime::Runtime, Vendure)> = OnceCell::const_new();
    let data = data.to_owned();
    let (_, vendure) = ONE
        .get_or_init(async || {
            // A runtime of its own: each test's ends with the test, and what it reads would go unread.
            std::thread::spawn(move || {
                let runtime = runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                let _ = std::fs::remove_dir_all(&data);
                let vendure = runtime.block_on(vendure::start(0, &data));
                (runtime, vendure.expect("Vendure starts"))
            })
            .join()
            .unwrap()
        })
        .await;
    vendure.url()
}

/// Who may see and change everything in a Vendure.
pub struct Admin {
    http: Client,
    url: String,
    bearer: String,
}

impl Admin {
    /// The administrator of the Vendure at this URL, by the password in its data.
    pub async fn login(url: &str, data: &Path) -> Self {
        let kept = std::fs::read_to_string(data.join("superadmin.json")).unwrap();
        let superadmin: Value = serde_json::from_str(&kept).unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::new();
        let url = format!("{url}/admin-api");
        let login = json!({
            "query": "mutation($name: String!, $password: String!) { login(username: $name, password: $password) { __typename } }",
            "variables": { "name": superadmin["identifier"], "password": superadmin["password"] },
        });
        let answer = http.post(&url).json(&login).send().await.unwrap();
        let token = answer.headers()[TOKEN].to_str().unwrap();
        let bearer = format!("Bearer {token}");
        Self { http, url, bearer }
    }

    /// Asks something, or has something done, in one channel; answers the data.
    pub async fn ask(&self, channel: &str, query: &str, variables: Value) -> Value {
        let body = json!({ "query": query, "variables": variables });
        let asked = self.http.post(&self.url).json(&body);
        let asked = asked.header(AUTHORIZATION, &self.bearer);
        let answer = asked.header(CHANNEL, channel).send().await.unwrap();
        let mut answer: Value = answer.json().await.unwrap();
        assert!(answer["errors"].is_null(), "{query}: {answer}");
        answer["data"].take()
    }
}
