//! Sites that sell: how they are set up, what is put into their carts at once, and what they do before a Vendure that
//! can't be reached.

use reqwest::{
    Client, StatusCode,
    header::{self, HeaderValue},
};
use site_kit::{Config, ShopConfig, Shutdown};
use tokio::{net::TcpListener, task::JoinHandle};

const SLUG: &str = "kiln-and-clay";

/// A site that sells, before this Vendure and no scheduler, and a visitor of it.
struct Visited {
    http: Client,
    url: String,
    cookie: HeaderValue,
    stop: Box<dyn FnOnce()>,
    serving: JoinHandle<Result<(), site_kit::Error>>,
}

impl Visited {
    async fn before(vendure: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let config = Config {
            tenant: Some(SLUG.to_owned()),
            public_url: url.parse().unwrap(),
            api_url: nothing().await.parse().unwrap(),
            shop: Some(ShopConfig {
                url: vendure.parse().unwrap(),
                channels: [(SLUG.to_owned(), SLUG.to_owned())].into(),
            }),
            ..Config::default()
        };
        let (stop, shutdown) = Shutdown::new();
        let serving = tokio::spawn(site_shop::serve(listener.into(), config, shutdown));
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().unwrap();
        let first = http.get(format!("{url}/sign-in")).send().await.unwrap();
        Self {
            cookie: first.headers()[header::SET_COOKIE].clone(),
            http,
            url,
            stop: Box::new(stop),
            serving,
        }
    }

    async fn page(&self, path: &str) -> String {
        let asked = self.http.get(format!("{}{path}", self.url));
        let asked = asked.header(header::COOKIE, &self.cookie);
        asked.send().await.unwrap().text().await.unwrap()
    }

    /// Sends a form; says under which status it was answered, what was led to included.
    async fn send(&self, path: &str, form: String) -> StatusCode {
        let sent = self
            .http
            .post(format!("{}{path}", self.url))
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        sent.send().await.unwrap().status()
    }

    /// The form of a product's page, as a browser would send it.
    async fn form(&self, product: &str) -> String {
        let page = self.page(&format!("/products/{product}")).await;
        let fields =
            ["seal", "intent", "variant"].map(|name| format!("{name}={}", field(&page, name)));
        format!("{}&quantity=1", fields.join("&"))
    }

    /// What is in the cart, and how many of each.
    async fn cart(&self) -> Vec<(String, String)> {
        let page = self.page("/cart").await;
        let lines = page.split("Quantity of ").skip(1).map(|line| {
            let (name, _) = line.split_once('<').unwrap();
            (name.to_owned(), field(line, "quantity"))
        });
        let mut lines: Vec<_> = lines.collect();
        lines.sort();
        lines
    }

    async fn leave(self) {
        (self.stop)();
        self.serving.await.unwrap().unwrap();
    }
}

/// The value of a field of a page.
fn field(page: &str, name: &str) -> String {
    let (_, field) = page
        .split_once(&format!("name=\"{name}\""))
        .unwrap_or_else(|| panic!("the page has a field {name}: {page}"));
    let (_, value) = field.split_once("value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// An address where nothing listens.
async fn nothing() -> String {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("http://{}", gone.local_addr().unwrap())
}

#[tokio::test]
async fn a_form_that_is_sent_twice_at_once_puts_one_into_the_cart() {
    let visited = Visited::before(crate::vendure().await).await;
    let form = visited.form("bud-vase").await;
    let send = || visited.send("/cart/add", form.clone());
    let sent = tokio::join!(send(), send());
    assert_eq!(sent, (StatusCode::OK, StatusCode::OK));
    let one = [("Bud vase".to_owned(), "1".to_owned())];
    assert_eq!(visited.cart().await, one);

    // Gone back to and sent once more it says so, and another form of the same is another wish.
    send().await;
    assert_eq!(visited.cart().await, one);
    let another = visited.form("bud-vase").await;
    visited.send("/cart/add", another).await;
    assert_eq!(
        visited.cart().await,
        [("Bud vase".to_owned(), "2".to_owned())]
    );
    visited.leave().await;
}

#[tokio::test]
async fn what_a_new_visitor_adds_in_two_windows_at_once_is_in_one_cart() {
    let visited = Visited::before(crate::vendure().await).await;
    let (vase, plate) = (
        visited.form("bud-vase").await,
        visited.form("dinner-plate").await,
    );
    let sent = tokio::join!(
        visited.send("/cart/add", vase),
        visited.send("/cart/add", plate)
    );
    assert_eq!(sent, (StatusCode::OK, StatusCode::OK));
    let both = ["Bud vase", "Dinner plate"].map(|name| (name.to_owned(), "1".to_owned()));
    assert_eq!(visited.cart().await, both);
    visited.leave().await;
}

#[tokio::test]
async fn what_is_too_long_for_a_variant_is_told_to_be_none_and_the_shop_is_not_asked() {
    let visited = Visited::before(&nothing().await).await;
    let seal = field(&visited.page("/sign-in").await, "seal");
    let wants = async |variant: String| {
        let form = format!("seal={seal}&variant={variant}");
        visited.send("/cart/add", form).await
    };
    assert_eq!(
        wants("7".repeat(64)).await,
        StatusCode::SERVICE_UNAVAILABLE,
        "the shop is asked for what may be one"
    );
    assert_eq!(wants("7".repeat(65)).await, StatusCode::NOT_FOUND);
    visited.leave().await;
}
