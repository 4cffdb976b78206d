//! What keeps a visitor safe: who may send forms, which headers and cookies, where the stoken is not.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use business_client::{
    TimeDelta, Utc,
    types::{ContactKind, SessionCode, SessionCodeData},
};
use scheduler_sdk_mock::{MockServerExt, samples};
use site_kit::{Config, SiteBuilder, axum::Router, booking};

use crate::visitor::{Visitor, assert_kept, details, practice, practices, typed};

#[tokio::test]
async fn only_a_page_rendered_for_this_visitor_can_book_for_them() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    for from in [
        &[("origin", "https://evil.example")][..],
        &[("sec-fetch-site", "cross-site")],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://practice.example"),
        ],
        &[("origin", "null")],
    ] {
        let refused = visitor.post_from("/book", &form, from).await;
        assert_eq!(refused.status, 403, "{from:?}");
        assert!(
            !refused.body.contains("kim@example.com"),
            "nothing of it is offered again"
        );
    }
    let unsealed: Vec<_> = form
        .iter()
        .filter(|(name, _)| name != "seal")
        .cloned()
        .collect();
    assert_eq!(visitor.post_from("/book", &unsealed, &[]).await.status, 403);
    visitor.forget();
    let page = visitor.post("/book", &form).await;
    assert_eq!(page.status, 403, "the form was another visitor's");
    booked.assert_calls(0);

    // It is the same person, whose cookies are gone: what they typed is there to be sent again.
    assert_kept(&page);
    let mut again = page.form("/book");
    again.extend(typed());
    assert_eq!(visitor.post("/book", &again).await.status, 303);
    booked.assert_calls(1);
}

#[tokio::test]
async fn a_page_that_may_be_kept_is_not_once_something_is_noted_about_its_visitor() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let kept = async || visitor.get("/services").await.headers["cache-control"].clone();
    assert_eq!(kept().await, "private, no-cache");
    let form = details(&visitor).await;
    assert_eq!(visitor.post("/book", &form).await.status, 303);
    assert_eq!(kept().await, "no-store");
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_the_cookie_its_flags() {
    let api = practice().await;
    let visitor = Visitor::of(&api.base_url()).await;
    let page = visitor.get("/sign-in").await;
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-visitor="), "{cookie}");
    let flags: Vec<_> = cookie.split("; ").skip(1).collect();
    assert_eq!(flags, ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]);
    assert_eq!(page.headers["cache-control"], "no-store");

    let style = page
        .body
        .split("href=\"")
        .find(|it| it.starts_with("/assets/site"))
        .unwrap();
    let style = style.split('"').next().unwrap().to_owned();
    for path in ["/services", "/nothing", "/health", "/live", style.as_str()] {
        let answer = visitor.get(path).await;
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert!(
            policy.contains(&format!("connect-src 'self' {}", api.base_url())),
            "{policy}"
        );
        assert_eq!(header("referrer-policy"), "same-origin");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("strict-transport-security").starts_with("max-age="));
        for inline in ["<script>", "<style", " style=", " onclick="] {
            assert!(
                !answer.body.contains(inline),
                "{inline} in {path} would not be let run"
            );
        }
    }
    let kept = visitor.get(&style).await;
    assert_eq!(
        kept.headers["cache-control"],
        "public, max-age=31536000, immutable"
    );
}

#[tokio::test]
async fn the_stoken_is_in_no_page_no_cookie_and_no_address() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let listed = api.booking_list(|when, then| {
        let bearer = format!("Bearer {}", samples::STOKEN);
        when.into_inner().header("authorization", bearer);
        then.ok(&samples::booking_page());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let booked = visitor.post("/book", &form).await;
    visitor.get(booked.location()).await;
    let bookings = visitor.get("/bookings").await;
    assert_eq!(
        bookings.status, 200,
        "the session was kept:\n{}",
        bookings.body
    );
    listed.assert_calls(1);
    let heard = visitor.heard.lock().unwrap().clone();
    assert!(!heard.contains(samples::STOKEN), "{heard}");

    // A page's script is given one that opens streams and nothing else.
    let mut stream = samples::stream_session(Utc::now());
    stream.data.stoken = scheduler_sdk::Stoken::new("nxe_only_streams").unwrap();
    api.session_stream(|_, then| {
        then.created(&stream);
    });
    let live = visitor.get("/live?after=7").await;
    assert_eq!(live.headers["cache-control"], "no-store");
    assert!(
        live.body.contains("stoken=nxe_only_streams&lastEventId=7"),
        "{}",
        live.body
    );
    assert!(!live.body.contains(samples::STOKEN));
}

#[tokio::test]
async fn no_address_leads_to_another_site() {
    let api = practice().await;
    let pages = Router::new().nest("/{slug}", booking::router());
    let visitor = Visitor::of_site(practices(&api.base_url(), None), pages).await;
    let own = visitor.get("/stillwater/verify").await;
    assert_eq!(own.location(), "/stillwater/sign-in");
    for slug in [
        "%2Fevil.com",
        "%5Cevil.com",
        "%0Aevil",
        "..%2Fevil",
        "-a",
        "A",
    ] {
        for page in ["verify", "bookings", "manage?link=nxm_secret"] {
            let answer = visitor.get(&format!("/{slug}/{page}")).await;
            assert_eq!(answer.status, 404, "{slug} is nobody's slug");
            assert!(!answer.headers.contains_key("location"));
        }
    }
}

#[tokio::test]
async fn an_address_that_can_not_be_read_leads_to_a_page() {
    let api = practice().await;
    let visitor = Visitor::of(&api.base_url()).await;
    let service = format!("/services/{}?day=a&day=b", samples::service().id);
    for path in ["/bookings/none", "/sign-in?why=a&why=b", service.as_str()] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.body.contains("data-trouble=\"not_found\""),
            "{path}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn a_code_is_said_to_be_on_its_way_only_while_one_is() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    api.session_code(|_, then| {
        then.ok(&SessionCodeData {
            data: SessionCode {
                channel: ContactKind::Email,
                expires_at: Utc::now() + TimeDelta::minutes(10),
            },
        });
    });
    let hands = Arc::new(AtomicI64::new(0));
    let minutes = Arc::clone(&hands);
    let clock = move || Utc::now() + TimeDelta::minutes(minutes.load(Ordering::SeqCst));
    let site = practices(&api.base_url(), Some(samples::SLUG)).clock(Arc::new(clock));
    let visitor = Visitor::of_site(site, booking::router()).await;
    let form = details(&visitor).await;
    visitor.post("/book", &form).await;
    assert_eq!(visitor.get("/verify").await.location(), "/sign-in");
    let mut form = visitor.get("/sign-in").await.form("/sign-in");
    form.push(("contact".to_owned(), "kim@example.com".to_owned()));
    assert_eq!(visitor.post("/sign-in", &form).await.location(), "/verify");
    let page = visitor.get("/verify").await;
    assert!(page.body.contains("We have sent a code"), "{}", page.body);
    hands.store(11, Ordering::SeqCst);
    assert_eq!(visitor.get("/verify").await.location(), "/sign-in");
}

#[tokio::test]
async fn a_visitor_on_the_move_is_counted_where_they_are() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let listed = api.booking_list(|when, then| {
        when.into_inner().header("x-forwarded-for", "203.0.113.2");
        then.ok(&samples::booking_page());
    });
    let config = Config {
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        tenant: Some(samples::SLUG.to_owned()),
        api_url: api.base_url().parse().unwrap(),
        public_url: "https://practice.example".parse().unwrap(),
        ..Config::default()
    };
    let site = SiteBuilder::new("Practice", config);
    let visitor = Visitor::of_site(site, booking::router()).await;
    let form = details(&visitor).await;
    let home = [("x-forwarded-for", "203.0.113.1")];
    let booked = visitor.post_from("/book", &form, &home).await;
    assert_eq!(booked.status, 303, "{}", booked.body);
    let mobile = [("x-forwarded-for", "203.0.113.2")];
    let list = visitor.get_from("/bookings", &mobile).await;
    assert_eq!(list.status, 200, "{}", list.body);
    listed.assert();
}

#[tokio::test]
async fn signing_out_leaves_nothing_for_whoever_comes_next() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    visitor.post("/book", &form).await;
    visitor.get("/manage?link=nxm_secret").await;
    let waits = visitor.get("/manage").await;
    assert!(waits.body.contains("Open my appointments"), "a link waits");
    let form = visitor.get("/bookings").await.form("/sign-out");
    let out = visitor.post("/sign-out", &form).await;
    assert_eq!(out.location(), "/sign-in?why=out");
    assert_eq!(visitor.get("/bookings").await.location(), "/sign-in");
    let page = visitor.get("/manage").await;
    assert!(
        !page.body.contains("Open my appointments"),
        "the link is gone:\n{}",
        page.body
    );
}
