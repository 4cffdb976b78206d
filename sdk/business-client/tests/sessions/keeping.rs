//! A session from its start to its end.

use business_client::{
    Error, KeptSession, Stoken,
    types::{SessionLevel, SessionVerify},
};
use scheduler_sdk_mock::{MockServerExt, operations, samples};

use crate::{Site, book, kept, kim, site, state, wish};

fn bearer(when: httpmock::When) -> httpmock::When {
    when.header("authorization", format!("Bearer {}", samples::STOKEN))
}

fn lists(site: &Site) -> httpmock::Mock<'_> {
    site.server.booking_list(|when, then| {
        operations::BookingListWhen::new(bearer(when.into_inner()));
        then.ok(&samples::booking_page());
    })
}

#[tokio::test]
async fn the_first_booking_starts_a_session_that_the_next_calls_use() {
    let site = site().await;
    let sessions = site.starts_sessions();
    let bookings = site.server.booking_create(|when, then| {
        operations::BookingCreateWhen::new(bearer(when.into_inner()));
        then.created(&samples::booking_data());
    });
    let list = lists(&site);
    book(&site, wish()).await;
    book(&site, wish()).await;
    assert_eq!(
        site.business.bookings().await.expect("bookings"),
        [samples::booking()]
    );
    sessions.assert();
    bookings.assert_calls(2);
    list.assert();
}

#[tokio::test]
async fn two_bookings_at_once_start_one_session() {
    let site = site().await;
    let sessions = site.starts_sessions();
    site.server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let (first, second) = (wish(), wish());
    let (first, second) = tokio::join!(site.business.book(&first), site.business.book(&second));
    assert!(first.is_ok() && second.is_ok());
    sessions.assert();
}

#[tokio::test]
async fn a_session_is_refreshed_before_its_end_and_not_beyond_its_ceiling() {
    let site = site().await;
    let list = lists(&site);
    let refresh = site.server.session_refresh(|when, then| {
        operations::SessionRefreshWhen::new(bearer(when.into_inner()));
        then.ok(&state(SessionLevel::Claimed, 60, 60));
    });
    site.knows_kim().await;
    for (minute, refreshed) in [(10, 0), (26, 1), (40, 1), (57, 1)] {
        site.hands.set(minute);
        site.business.bookings().await.expect("bookings");
        refresh.assert_calls(refreshed);
    }
    list.assert_calls(4);
    site.hands.set(60);
    let over = site.business.bookings().await;
    assert!(matches!(over, Err(Error::SessionEnded)), "{over:?}");
    let none = site.business.bookings().await;
    assert!(matches!(none, Err(Error::SessionRequired)), "{none:?}");
    list.assert_calls(4);
}

#[tokio::test]
async fn a_session_the_server_dropped_is_dropped_here_and_a_booking_starts_another() {
    let site = site().await;
    let sessions = site.starts_sessions();
    let list = site.server.booking_list(|_, then| {
        then.client_error(401, &samples::refusal("session_required", &[]));
    });
    site.business.start_session(kim()).await.expect("a session");
    let error = site.business.bookings().await;
    assert!(matches!(error, Err(Error::SessionEnded)), "{error:?}");
    assert_eq!(site.business.session().await, None);
    list.assert();
    site.server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    book(&site, wish()).await;
    sessions.assert_calls(2);
}

#[tokio::test]
async fn a_booking_in_a_session_the_server_ended_is_made_in_another() {
    let site = site().await;
    let sessions = site.starts_sessions();
    site.server.booking_create(|when, then| {
        when.into_inner().header("authorization", "Bearer ended");
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.server.booking_create(|when, then| {
        operations::BookingCreateWhen::new(bearer(when.into_inner()));
        then.created(&samples::booking_data());
    });
    let business = site.business.resume(kept("ended", kim()));
    let booked = business.book(&wish()).await.expect("an outcome");
    assert_eq!(booked.booking(), Some(samples::booking()));
    sessions.assert();
}

#[tokio::test]
async fn codes_verify_and_a_wrong_one_is_told_as_such() {
    let site = site().await;
    site.starts_sessions();
    site.server.session_verify(|when, then| {
        when.body(&SessionVerify {
            code: "123456".to_owned(),
        });
        then.ok(&state(SessionLevel::Verified, 30, 600));
    });
    site.server.session_verify(|when, then| {
        when.body(&SessionVerify {
            code: "000000".to_owned(),
        });
        then.client_error(403, &samples::refusal("verification_required", &[]));
    });
    let early = site.business.verify("123456").await;
    assert!(matches!(early, Err(Error::SessionRequired)), "{early:?}");
    site.business.start_session(kim()).await.expect("a session");
    let wrong = site.business.verify("000000").await;
    assert!(matches!(wrong, Err(Error::WrongCode)), "{wrong:?}");
    site.business.verify(" 123456 ").await.expect("verified");
    let kept = site.business.session().await.expect("a session");
    assert_eq!(kept.level, SessionLevel::Verified);
}

#[tokio::test]
async fn a_used_manage_link_is_told_as_such_and_leaves_the_session_alone() {
    let site = site().await;
    site.server.session_redeem(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.knows_kim().await;
    let used = site.business.redeem("used").await;
    assert!(matches!(used, Err(Error::LinkUsed)), "{used:?}");
    assert!(site.business.session().await.is_some());
}

#[tokio::test]
async fn a_kept_session_is_resumed_by_the_next_request_and_shared_with_no_other_visitor() {
    let site = site().await;
    let list = lists(&site);
    site.knows_kim().await;
    let kept = site.business.session().await.expect("a session");
    let cookie = serde_json::to_string(&kept).expect("a cookie");
    let restored: KeptSession = serde_json::from_str(&cookie).expect("a session");
    assert_eq!(restored, kept);
    let visitor = "203.0.113.7"
        .parse::<std::net::IpAddr>()
        .expect("an address");
    let stranger = site.business.for_visitor(visitor);
    let nothing = stranger.bookings().await;
    assert!(
        matches!(nothing, Err(Error::SessionRequired)),
        "{nothing:?}"
    );
    stranger
        .resume(restored)
        .bookings()
        .await
        .expect("bookings");
    list.assert();
}

#[tokio::test]
async fn ending_a_session_twice_is_no_error() {
    let site = site().await;
    let end = site.server.session_end(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.knows_kim().await;
    site.business.end_session().await.expect("ended");
    site.business.end_session().await.expect("still ended");
    end.assert();
    assert_eq!(site.business.session().await, None);
}

#[tokio::test]
async fn nothing_prints_the_stoken_or_the_contact() {
    let site = site().await;
    site.server.booking_create(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    let wish = wish();
    site.knows_kim().await;
    let kept = site.business.session().await.expect("a session");
    let error = site.business.book(&wish).await.expect_err("refused");
    let text = format!("{:?} {kept:?} {wish:?} {error} {error:?}", site.business);
    for secret in [samples::STOKEN, "kim@example.com", "Kim Berger"] {
        assert!(!text.contains(secret), "{secret} stands in {text}");
    }
    assert!(Stoken::new("").is_err());
}
