//! A site that runs, and a visitor with a jar of cookies.

use std::sync::Mutex;

use business_client::{DateTime, Utc};
use reqwest::{Client, Response, StatusCode, header, redirect::Policy};
use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
use site_kit::{
    Config, Shutdown, Site, SiteBuilder, axum::Router, booking, tokio::net::TcpListener,
};

/// A mock server that knows the practice and what it offers.
pub(crate) async fn practice() -> MockServer {
    let server = MockServer::start_async().await;
    server.tenant_view(|_, then| {
        then.ok(&samples::tenant_data());
    });
    server.service_list(|_, then| {
        then.ok(&samples::service_page());
    });
    server.session_create(|_, then| {
        then.created(&samples::session(Utc::now()));
    });
    server.booking_view(|_, then| {
        then.ok(&samples::booking_data());
    });
    server
}

/// A site of this tenant, or of any, over the server at this URL.
pub(crate) fn practices(api: &str, tenant: Option<&str>) -> SiteBuilder {
    let config = Config {
        tenant: tenant.map(str::to_owned),
        api_url: api.parse().unwrap(),
        public_url: "https://practice.example".parse().unwrap(),
        ..Config::default()
    };
    SiteBuilder::new("Practice", config)
}

/// A visitor of a site.
pub(crate) struct Visitor {
    pub(crate) url: String,
    http: Client,
    cookies: Mutex<Vec<String>>,
    /// Everything the site has answered: status, headers, body.
    pub(crate) heard: Mutex<String>,
    _stop: Box<dyn FnOnce() + Send>,
}

/// An answer of the site.
pub(crate) struct Heard {
    pub(crate) status: StatusCode,
    pub(crate) headers: header::HeaderMap,
    pub(crate) body: String,
}

impl Visitor {
    /// Of a site of one tenant, whose visitors come over HTTPS, over the server at this URL.
    pub(crate) async fn of(api: &str) -> Self {
        Self::of_site(practices(api, Some(samples::SLUG)), booking::router()).await
    }

    /// Of a site of these pages.
    pub(crate) async fn of_site(site: SiteBuilder, pages: Router<Site>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let site = site.build().unwrap();
        let (stop, shutdown) = Shutdown::new();
        tokio::spawn(async move { site.serve(listener, pages, shutdown).await });
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            url,
            http,
            cookies: Mutex::default(),
            heard: Mutex::default(),
            _stop: Box::new(stop),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Heard {
        self.send(self.http.get(format!("{}{path}", self.url)))
            .await
    }

    /// Asks for a page from somewhere.
    pub(crate) async fn get_from(&self, path: &str, from: &[(&str, &str)]) -> Heard {
        let mut request = self.http.get(format!("{}{path}", self.url));
        for (name, value) in from {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    /// Sends a form, as the page's own browser does.
    pub(crate) async fn post(&self, path: &str, fields: &[(String, String)]) -> Heard {
        let from = [
            ("origin", "https://practice.example"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.post_from(path, fields, &from).await
    }

    /// Sends a form from somewhere.
    pub(crate) async fn post_from(
        &self,
        path: &str,
        fields: &[(String, String)],
        from: &[(&str, &str)],
    ) -> Heard {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
        let mut request = self
            .http
            .post(format!("{}{path}", self.url))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(pairs.collect::<Vec<_>>().join("&"));
        for (name, value) in from {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }

    /// Loses all cookies.
    pub(crate) fn forget(&self) {
        self.cookies.lock().unwrap().clear();
    }

    pub(crate) fn cookies(&self) -> Vec<String> {
        self.cookies.lock().unwrap().clone()
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Heard {
        let cookies = self.cookies().join("; ");
        let answer: Response = request
            .header(header::COOKIE, cookies)
            .send()
            .await
            .unwrap();
        let heard = Heard {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: answer.text().await.unwrap(),
        };
        for cookie in heard.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let name = pair.split('=').next().unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            cookies.retain(|kept| kept.split('=').next() != Some(name));
            cookies.push(pair.to_owned());
        }
        let said = format!("{} {:?}\n{}\n", heard.status, heard.headers, heard.body);
        self.heard.lock().unwrap().push_str(&said);
        heard
    }
}

impl Heard {
    /// Where the answer leads.
    pub(crate) fn location(&self) -> &str {
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The hidden fields of the page's form that goes to a path.
    pub(crate) fn form(&self, path: &str) -> Vec<(String, String)> {
        let action = format!("action=\"{path}\"");
        let (_, form) = self
            .body
            .split_once(&action)
            .unwrap_or_else(|| panic!("there is a form for {path} in\n{}", self.body));
        let form = form.split("</form>").next().unwrap();
        form.split("<input type=\"hidden\" name=\"")
            .skip(1)
            .map(|input| {
                let (name, rest) = input.split_once('"').unwrap();
                let value = rest.split('"').nth(1).unwrap();
                (name.to_owned(), value.to_owned())
            })
            .collect()
    }
}

/// Kim's details for the sample slot, in the form of the page.
pub(crate) async fn details(visitor: &Visitor) -> Vec<(String, String)> {
    let page = visitor.get(&slot_path()).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut form = page.form("/book");
    form.extend(typed());
    form
}

/// What Kim types.
pub(crate) fn typed() -> Vec<(String, String)> {
    [
        ("name", "Kim <Berger>"),
        ("contact", "kim@example.com"),
        ("note", "At the back door, \"please\"."),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

/// What Kim typed, as a page has it.
pub(crate) fn assert_kept(page: &Heard) {
    for typed in [
        "Kim &lt;Berger&gt;",
        "kim@example.com",
        "At the back door, &quot;please&quot;.",
    ] {
        assert!(
            page.body.contains(typed),
            "{typed:?} is kept in\n{}",
            page.body
        );
    }
}

pub(crate) fn slot_path() -> String {
    path_of(samples::start())
}

/// The form of the slot that begins then.
pub(crate) fn path_of(start: DateTime<Utc>) -> String {
    let start = start.format("%Y-%m-%dT%H:%M:%SZ");
    format!("/book?service={}&start={start}", samples::service().id)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
