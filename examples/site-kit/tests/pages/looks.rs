//! A tenant's own logo and language.

use std::time::Duration;

use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
use site_kit::tokio;

use crate::visitor::{Heard, Visitor};

/// A practice whose branding names this logo.
async fn practice(logo: &str) -> MockServer {
    let server = MockServer::start_async().await;
    let mut tenant = samples::tenant_data();
    tenant.data.branding.logo_url = Some(format!("{}{logo}", server.base_url()));
    tenant.data.locale = "de-DE".to_owned();
    server.tenant_view(|_, then| {
        then.ok(&tenant);
    });
    server.service_list(|_, then| {
        then.ok(&samples::service_page());
    });
    server
}

/// The path of the logo in a page.
fn logo(page: &Heard) -> Option<String> {
    let (_, rest) = page.body.split_once("src=\"/assets/logo/")?;
    let file = rest.split('"').next()?;
    Some(format!("/assets/logo/{file}"))
}

#[tokio::test]
async fn a_tenants_logo_is_served_by_the_site_and_kept() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let api = practice("/logo.svg").await;
    let fetched = api.mock(|when, then| {
        when.path("/logo.svg");
        then.status(200)
            .header("content-type", "image/svg+xml; charset=utf-8")
            .body(drawing);
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let shown = async {
        loop {
            let page = visitor.get("/services").await;
            if logo(&page).is_some() {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let shown = tokio::time::timeout(Duration::from_secs(20), shown).await;
    let page = shown.expect("the logo is on the page soon");
    let (_, image) = page.body.split_once("class=\"logo\"").unwrap();
    let image = image.split('>').next().unwrap();
    assert!(
        image.contains("width=\"32\" height=\"32\"") && image.contains("alt=\"\""),
        "nothing moves when it comes, and its name is read once: {image}"
    );
    let served = visitor.get(&logo(&page).unwrap()).await;
    assert_eq!(served.body, drawing);
    let header = |name: &str| served.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "image/svg+xml");
    assert_eq!(
        header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(
        header("content-security-policy").ends_with("sandbox"),
        "opened by itself it runs no script"
    );
    assert_eq!(
        visitor
            .get("/assets/logo/0000000000000000.svg")
            .await
            .status,
        404
    );
    fetched.assert_calls(1);
}

#[tokio::test]
async fn what_is_no_logo_is_not_shown_and_no_page_waits_for_it() {
    let large = "x".repeat(129 * 1024);
    for (status, media_type, body) in [
        (200, "text/html", "<html>a login page</html>"),
        (200, "image/png", large.as_str()),
        (302, "image/png", ""),
    ] {
        let api = practice("/logo").await;
        let asked = api.mock(|when, then| {
            when.path("/logo");
            then.status(status)
                .header("content-type", media_type)
                .header("location", "/elsewhere")
                .body(body);
        });
        let visitor = Visitor::of(&api.base_url()).await;
        let mut pages = 0;
        while asked.calls() == 0 || pages < 10 {
            let page = visitor.get("/services").await;
            assert_eq!(page.status, 200);
            assert_eq!(logo(&page), None, "{status} {media_type}");
            tokio::time::sleep(Duration::from_millis(20)).await;
            pages += 1;
        }
        asked.assert_calls(1);
    }
}

#[tokio::test]
async fn the_tenants_own_words_are_marked_as_in_their_language() {
    let api = practice("/none").await;
    let visitor = Visitor::of(&api.base_url()).await;
    let page = visitor.get("/services").await.body;
    let (service, tenant) = (samples::service().name, samples::tenant().name);
    for words in [service, tenant] {
        let marked = format!("lang=\"de-DE\">{words}<");
        assert!(page.contains(&marked), "{marked} in\n{page}");
    }
    assert!(
        page.contains("<html lang=\"en\">"),
        "the page's own are English"
    );
}
