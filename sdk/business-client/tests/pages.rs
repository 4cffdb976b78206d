//! What the pages of a site ask for, one or two calls each, whatever state the server is in.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use business_client::{
    BusinessClient, Clock, Directory, Error, Retry, Settings, SlotQuery, TimeDelta,
    types::{Service, SlotPage},
};
use scheduler_sdk::Client;
use scheduler_sdk_mock::{Mock, MockServer, MockServerExt, samples};

/// A site whose clock stands some seconds after the sample booking's start.
struct Site {
    server: MockServer,
    seconds: Arc<AtomicI64>,
    business: BusinessClient,
}

async fn site() -> Site {
    let server = MockServer::start_async().await;
    let seconds = Arc::new(AtomicI64::new(0));
    let hands = Arc::clone(&seconds);
    let clock: Clock =
        Arc::new(move || samples::start() + TimeDelta::seconds(hands.load(Ordering::SeqCst)));
    let settings = Settings::new().retry(Retry::never());
    let api = Client::connect(&server.base_url(), settings).expect("a URL");
    Site {
        business: BusinessClient::new(api, samples::SLUG).with_clock(clock),
        server,
        seconds,
    }
}

impl Site {
    fn later(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    fn up(&self) -> [Mock<'_>; 2] {
        [
            self.server.tenant_view(|_, then| {
                then.ok(&samples::tenant_data());
            }),
            self.server.service_list(|_, then| {
                then.ok(&samples::service_page());
            }),
        ]
    }

    fn down(&self) -> Mock<'_> {
        self.server.mock(|when, then| {
            when.path_prefix("/api");
            then.status(503).body("<html>down</html>");
        })
    }
}

#[tokio::test]
async fn the_storefront_is_asked_for_once_and_kept_for_all_visitors() {
    let site = site().await;
    let [tenant, services] = site.up();
    let visitor = site.business.for_visitor(None);
    let (first, second) = tokio::join!(site.business.storefront(), visitor.storefront());
    let first = first.expect("a storefront");
    assert_eq!(first.tenant.name, second.expect("the same").tenant.name);
    assert_eq!(
        first.service(samples::service().id),
        Some(&samples::service())
    );
    tenant.assert();
    services.assert();
    site.later(31);
    visitor.storefront().await.expect("asked again");
    tenant.assert_calls(2);
}

#[tokio::test]
async fn the_last_storefront_outlives_the_server_and_says_so() {
    let site = site().await;
    let early = site.down();
    let error = site.business.storefront().await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    let again = site.business.storefront().await;
    assert!(again.is_err(), "nothing is known yet");
    early.assert_calls(1);

    let mut early = early;
    early.delete();
    let up = site.up();
    site.later(3);
    let shown = site.business.storefront().await.expect("a storefront");
    assert!(shown.problem.is_none());

    for mut mock in up {
        mock.delete();
    }
    let down = site.down();
    site.later(60);
    for _ in 0..5 {
        let shown = site.business.storefront().await.expect("the last one");
        assert_eq!(shown.tenant, samples::tenant());
        assert!(shown.problem.as_ref().is_some_and(Error::may_pass));
    }
    down.assert_calls(1);
    let known = site.business.for_visitor(None).storefront_known();
    assert_eq!(known.map(|it| it.tenant.clone()), Some(samples::tenant()));
    down.assert_calls(1);
    site.later(24 * 3_600);
    assert!(site.business.storefront_known().is_none(), "too old");
    let old = site.business.storefront().await;
    assert!(old.is_err(), "a day old is too old: {old:?}");
}

#[tokio::test]
async fn a_tenant_that_is_gone_is_gone_at_once() {
    let site = site().await;
    let [mut tenant, _services] = site.up();
    site.business.storefront().await.expect("a storefront");
    tenant.delete();
    site.server.tenant_view(|_, then| {
        then.client_error(404, &samples::refusal("not_found", &[]));
    });
    site.later(31);
    let gone = site.business.storefront().await;
    assert!(matches!(gone, Err(Error::NotFound)), "{gone:?}");
}

#[tokio::test]
async fn the_next_slot_is_looked_for_up_to_the_horizon_and_no_further() {
    let site = site().await;
    let now = samples::start();
    let far = Service {
        horizon_days: 150,
        ..samples::service()
    };
    let nothing = SlotPage {
        data: Vec::new(),
        next_page_token: None,
    };
    let bounds = [0, 62, 124, 150].map(|days| now + TimeDelta::days(days));
    let searches: Vec<Mock<'_>> = bounds
        .windows(2)
        .map(|bounds| {
            let (from, to) = (bounds.first(), bounds.last());
            site.server.slot_list(|when, then| {
                when.from(from.expect("a start"))
                    .to(to.expect("an end"))
                    .limit(1);
                then.ok(&nothing);
            })
        })
        .collect();
    let found = site
        .business
        .next_slot(&far, None, now - TimeDelta::days(9));
    assert_eq!(found.await.expect("an answer"), None);
    for search in &searches {
        search.assert();
    }
    let beyond = now + TimeDelta::days(151);
    let found = site.business.next_slot(&far, None, beyond).await;
    assert_eq!(found.expect("an answer"), None, "nothing is asked");

    for mut search in searches {
        search.delete();
    }
    site.server.slot_list(|_, then| {
        then.ok(&samples::slot_page());
    });
    let found = site
        .business
        .next_slot(&far, samples::staff().id, now)
        .await;
    assert_eq!(found.expect("an answer"), Some(samples::slot()));
}

#[tokio::test]
async fn a_week_of_slots_comes_page_by_page() {
    let site = site().await;
    let monday = samples::start();
    let page = |token: Option<&str>| SlotPage {
        data: vec![samples::slot()],
        next_page_token: token.map(str::to_owned),
    };
    site.server.slot_list(|when, then| {
        when.page_token(Some("second")).limit(1);
        then.ok(&page(None));
    });
    site.server.slot_list(|when, then| {
        when.page_token(None)
            .limit(1)
            .staff_id(&samples::staff().id);
        then.ok(&page(Some("second")));
    });
    let week = SlotQuery::new(samples::service().id, monday, monday + TimeDelta::days(7))
        .with_staff(samples::staff().id)
        .at_most(0);
    let first = site.business.slot_page(&week, None).await.expect("a page");
    let token = first.next_page_token.as_deref();
    let second = site.business.slot_page(&week, token).await.expect("a page");
    assert_eq!(second.next_page_token, None);
    let all = site.business.find_slots(&week).await.expect("slots");
    assert_eq!(all.len(), 2);
}

#[tokio::test]
async fn a_browser_gets_a_url_that_streams_and_does_nothing_else() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let streams = site.server.session_stream(|_, then| {
        then.created(&samples::stream_session(samples::start()));
    });
    let business = site.business.clone();
    let nobody = business.event_source(None).await;
    assert!(matches!(nobody, Err(Error::SessionRequired)), "{nobody:?}");

    let kim = business_client::contact("kim@example.com").expect("a contact");
    business.start_session(kim).await.expect("a session");
    let source = business.event_source(None).await.expect("a URL");
    let path = format!("/api/public/stillwater/events?stoken={}", samples::STOKEN);
    assert_eq!(source.url(), site.server.url(&path));
    assert!(!format!("{source:?}").contains(samples::STOKEN));

    let outside = business.with_public_url("https://api.example.com/nexus/");
    let source = outside.event_source(42).await.expect("another URL");
    assert_eq!(
        serde_json::json!(source),
        serde_json::json!({
            "url": format!("https://api.example.com/nexus{path}&lastEventId=42"),
            "connectBefore": "2027-01-02T09:01:00Z",
        })
    );
    streams.assert_calls(2);
}

#[tokio::test]
async fn a_directory_lists_businesses_and_shares_what_is_kept_of_each() {
    let site = site().await;
    let [tenant, _services] = site.up();
    site.server.tenant_list(|_, then| {
        then.ok(&samples::tenant_page());
    });
    let directory = Directory::connect(&site.server.base_url()).expect("a URL");
    let tenants = directory.tenants().await.expect("tenants");
    for found in tenants.iter().chain(&tenants) {
        let business = directory.business(found.slug.clone());
        business.storefront().await.expect("a storefront");
        assert!(business.session().await.is_none());
    }
    tenant.assert();
    // Whatever addresses somebody makes up.
    for number in 0..600 {
        let _ = directory.business(format!("z{number}"));
    }
    let business = directory.business(samples::SLUG);
    business.storefront().await.expect("a storefront");
    tenant.assert();
}

#[tokio::test]
async fn the_visitors_address_goes_with_every_call() {
    let site = site().await;
    let forwarded = site.server.tenant_view(|when, then| {
        when.into_inner().header("x-forwarded-for", "2001:db8::7");
        then.ok(&samples::tenant_data());
    });
    let address: std::net::IpAddr = "2001:db8::7".parse().expect("an address");
    let visitor = site.business.for_visitor(address);
    visitor.tenant().await.expect("a tenant");
    visitor.resume(None).tenant().await.expect("a tenant");
    forwarded.assert_calls(2);
}
