//! Booking by a form, once, whatever happens on the way.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use business_client::{
    TimeDelta,
    types::{Booking, BookingStatus},
};
use scheduler_sdk_mock::{MockServerExt, samples};

use crate::visitor::{Heard, Visitor, assert_kept, details, path_of, practice, slot_path, typed};

#[tokio::test]
async fn a_form_sent_twice_is_one_intent_of_one_session() {
    let api = practice().await;
    let keys = Arc::<Mutex<BTreeSet<String>>>::default();
    let seen = Arc::clone(&keys);
    let booked = api.booking_create(move |when, then| {
        when.into_inner().is_true(move |request| {
            let headers = request.headers();
            let key = headers.get("idempotency-key").unwrap().to_str().unwrap();
            seen.lock().unwrap().insert(key.to_owned());
            true
        });
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let (first, second) = tokio::join!(visitor.post("/book", &form), visitor.post("/book", &form));
    let page = format!("/bookings/{}?new=yes", samples::booking().id);
    for answer in [&first, &second] {
        assert_eq!(
            (answer.status.as_u16(), answer.location()),
            (303, page.as_str())
        );
    }
    booked.assert_calls(2);
    assert_eq!(keys.lock().unwrap().len(), 1, "both name the same intent");
}

#[tokio::test]
async fn a_slot_that_is_the_customers_own_is_booked_once_more_only_if_they_say_so() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let confirmed = visitor.post("/book", &form).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });

    // Back at the form, which the browser asks for anew.
    let page = visitor.get(&slot_path()).await;
    let own = format!("href=\"/bookings/{}\"", samples::booking().id);
    assert!(page.body.contains(&own), "{own} in\n{}", page.body);
    assert!(!page.body.contains("action=\"/book\""), "{}", page.body);

    // Back at the form as it was: sent again it is the same booking, changed it would be another.
    let again = visitor.post("/book", &form).await;
    assert_eq!(again.location(), confirmed.location());
    let mut changed = form.clone();
    changed.retain(|(name, _)| name != "note");
    let told = visitor.post("/book", &changed).await;
    assert_eq!(told.status, 409);
    assert!(told.body.contains(&own), "{own} in\n{}", told.body);
    booked.assert_calls(2);

    // Somebody who wants two.
    let mut second = once_more(&visitor).await.form("/book");
    second.extend(typed());
    let second = visitor.post("/book", &second).await;
    assert_eq!(second.status, 303, "{}", second.body);
    booked.assert_calls(3);
}

#[tokio::test]
async fn the_case_of_their_address_hides_from_nobody_what_they_have() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    assert_eq!(visitor.post("/book", &form).await.status, 303);
    api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let capital = of_robin(form, "Kim@Example.com");
    assert_eq!(visitor.post("/book", &capital).await.status, 409);
    booked.assert_calls(1);
}

#[tokio::test]
async fn another_person_at_the_same_browser_is_not_told_that_a_time_is_theirs() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let asked = api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let (kim, robin) = (details(&visitor).await, details(&visitor).await);
    assert_eq!(visitor.post("/book", &kim).await.status, 303);

    let robin = of_robin(robin, "robin@example.com");
    let answer = visitor.post("/book", &robin).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    booked.assert_calls(2);
    asked.assert_calls(0);
}

#[tokio::test]
async fn booking_a_time_once_more_is_said_for_that_time_alone() {
    let api = practice().await;
    let mut booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    assert_eq!(visitor.post("/book", &form).await.status, 303);
    let later = samples::slot_at(samples::start() + TimeDelta::hours(2));
    let mut own = samples::booking_page();
    own.data.push(Booking {
        start: later.start,
        ..samples::booking()
    });
    api.booking_list(|_, then| {
        then.ok(&own);
    });
    booked.delete();
    let taken = api.booking_create(|_, then| {
        let alternatives = ("alternatives", serde_json::json!([later]));
        then.client_error(409, &samples::refusal("slot_taken", &[alternatives]));
    });

    let mut again = once_more(&visitor).await.form("/book");
    again.extend(typed());
    let alternatives = visitor.post("/book", &again).await;
    taken.assert_calls(1);
    let mut chosen = alternatives.form("/book");
    let start = later.start.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    chosen.push(("start".to_owned(), start));
    chosen.extend(typed());
    let told = visitor.post("/book", &chosen).await;
    assert!(
        told.body.contains("You have booked this already"),
        "{}",
        told.body
    );
    taken.assert_calls(1);
}

#[tokio::test]
async fn what_somebody_else_typed_for_a_time_is_in_no_other_times_form() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    assert_eq!(visitor.post("/book", &form).await.status, 303);
    api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let robin = of_robin(form, "kim@example.com");
    assert_eq!(visitor.post("/book", &robin).await.status, 409);

    let other = path_of(samples::start() + TimeDelta::hours(2));
    let other = visitor.get(&other).await;
    assert!(other.body.contains("action=\"/book\""), "{}", other.body);
    assert!(!other.body.contains("Robin"), "{}", other.body);
    let again = once_more(&visitor).await;
    assert!(again.body.contains("Robin Berger"), "{}", again.body);
}

#[tokio::test]
async fn a_form_whose_answer_was_lost_is_sent_again_as_it_was() {
    let api = practice().await;
    let mut refused = api.booking_create(|_, then| {
        then.server_error(500, &samples::refusal("internal", &[]));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let page = visitor.post("/book", &form).await;
    assert_eq!(page.status, 503, "{}", page.body);
    refused.delete();
    // It was booked all the same.
    api.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let answer = visitor.post("/book", &form).await;
    let path = format!("/bookings/{}?new=yes", samples::booking().id);
    assert_eq!(
        answer.location(),
        path,
        "what they are told is that they booked"
    );
    booked.assert_calls(1);
}

#[tokio::test]
async fn a_taken_slot_brings_what_is_free_and_keeps_what_was_typed() {
    let api = practice().await;
    let later = samples::slot_at(samples::start() + TimeDelta::hours(2));
    api.booking_create(|_, then| {
        let alternatives = ("alternatives", serde_json::json!([later]));
        then.client_error(409, &samples::refusal("slot_taken", &[alternatives]));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let page = visitor.post("/book", &form).await;
    assert_eq!(page.status, 409);
    assert_kept(&page);
    let choice = later
        .start
        .format("name=\"start\" value=\"%Y-%m-%dT%H:%M:%SZ\"")
        .to_string();
    assert!(
        page.body.contains(&choice),
        "{choice} can be chosen in\n{}",
        page.body
    );
}

#[tokio::test]
async fn what_can_not_be_taken_is_told_at_its_field_and_nothing_is_sent() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let mut form = details(&visitor).await;
    form.retain(|(name, _)| name != "contact");
    form.push(("contact".to_owned(), "0151 1234567".to_owned()));
    let page = visitor.post("/book", &form).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("aria-describedby=\"contact-error\""),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("0151 1234567"),
        "what was typed can be mended"
    );
    booked.assert_calls(0);
}

#[tokio::test]
async fn a_manage_link_is_used_by_a_click_and_by_nothing_else() {
    let api = practice().await;
    let redeemed = api.session_redeem(|_, then| {
        then.created(&samples::session(business_client::Utc::now()));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let followed = visitor.get("/manage?link=nxm_secret").await;
    assert_eq!(
        (followed.status.as_u16(), followed.location()),
        (303, "/manage")
    );
    let page = visitor.get("/manage").await;
    redeemed.assert_calls(0);
    let before = visitor.cookies();
    let opened = visitor.post("/manage", &page.form("/manage")).await;
    assert_eq!(
        (opened.status.as_u16(), opened.location()),
        (303, "/bookings")
    );
    redeemed.assert_calls(1);
    assert_ne!(
        visitor.cookies(),
        before,
        "whoever had the old cookie sees nothing more"
    );
    let heard = visitor.heard.lock().unwrap();
    assert!(
        !heard.contains("nxm_secret"),
        "the token stands in no page:\n{heard}"
    );
}

#[tokio::test]
async fn a_time_that_can_not_be_had_is_not_offered_again_and_what_was_typed_waits_for_another() {
    let taken = samples::refusal("slot_taken", &[("alternatives", serde_json::json!([]))]);
    let too_soon = samples::refusal("policy", &[("rule", "min_notice".into())]);
    for (refusal, status, words) in [
        (taken, 409, "That time has just been taken"),
        (too_soon, 422, "It is too soon to book this time."),
    ] {
        let api = practice().await;
        api.booking_create(|_, then| {
            then.client_error(status, &refusal);
        });
        let visitor = Visitor::of(&api.base_url()).await;
        let form = details(&visitor).await;
        let page = visitor.post("/book", &form).await;
        assert_eq!(page.status, 409);
        assert!(page.body.contains(words), "{words} in\n{}", page.body);
        assert!(!page.body.contains("action=\"/book\""), "{}", page.body);
        let others = format!("href=\"/services/{}?day=", samples::service().id);
        assert!(page.body.contains(&others), "{}", page.body);

        let next = visitor.get(&slot_path()).await;
        assert_kept(&next);
    }
}

#[tokio::test]
async fn what_waits_for_another_time_is_what_people_type_and_no_longer_than_the_contract_takes_it()
{
    let api = practice().await;
    api.booking_create(|_, then| {
        let none = ("alternatives", serde_json::json!([]));
        then.client_error(409, &samples::refusal("slot_taken", &[none]));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let mut form = details(&visitor).await;
    for (name, value) in &mut form {
        match name.as_str() {
            "name" => *value = "ñ".repeat(1_000),
            "note" => *value = "ö".repeat(2_500),
            _ => {}
        }
    }
    form.push(("stray".to_owned(), "ß".repeat(300)));
    assert_eq!(visitor.post("/book", &form).await.status, 409);

    let next = visitor.get(&slot_path()).await;
    let count = |letter| next.body.matches(letter).count();
    assert_eq!((count('ñ'), count('ö'), count('ß')), (120, 2_000, 0));
    let intent = |form: &[(String, String)]| {
        let mut fields = form.iter();
        let found = fields.find_map(|(name, value)| (name == "intent").then(|| value.clone()));
        found.expect("a form has an intent")
    };
    assert_ne!(
        intent(&next.form("/book")),
        intent(&form),
        "it is another form"
    );
}

#[tokio::test]
async fn a_taken_slot_without_others_is_not_offered_for_moving_either() {
    let api = practice().await;
    let taken = samples::refusal("slot_taken", &[("alternatives", serde_json::json!([]))]);
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    api.booking_change(|_, then| {
        then.client_error(409, &taken);
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    visitor.post("/book", &form).await;
    let path = format!("/bookings/{}/reschedule", samples::booking().id);
    let start = samples::start().format("%Y-%m-%dT%H:%M:%SZ");
    let confirm = visitor.get(&format!("{path}/confirm?start={start}")).await;
    let page = visitor.post(&path, &confirm.form(&path)).await;
    assert_eq!(page.status, 409);
    assert!(page.body.contains("was taken meanwhile"), "{}", page.body);
    assert!(!page.body.contains("Move it"), "{}", page.body);
}

#[tokio::test]
async fn news_of_a_booking_is_told_only_while_it_is_true() {
    let api = practice().await;
    let mut cancelled = samples::booking_data();
    cancelled.data.status = BookingStatus::Cancelled;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let path = visitor.post("/book", &form).await.location().to_owned();
    assert!(visitor.get(&path).await.body.contains("You're booked."));
    api.reset();
    api.booking_view(|_, then| {
        then.ok(&cancelled);
    });
    let page = visitor.get(&path).await;
    assert!(
        page.body.contains("data-status=\"cancelled\""),
        "{}",
        page.body
    );
    assert!(!page.body.contains("You're booked."), "{}", page.body);
}

#[tokio::test]
async fn a_form_of_somebody_no_longer_signed_in_is_told_to_have_changed_nothing() {
    let api = practice().await;
    api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    api.booking_change(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    visitor.post("/book", &form).await;
    let path = format!("/bookings/{}/cancel", samples::booking().id);
    // Any page's seal does: whether it can be cancelled today is for the clock to say.
    let mut form = visitor.get("/sign-in").await.form("/sign-in");
    form.push(("revision".to_owned(), "1".to_owned()));
    let answer = visitor.post(&path, &form).await;
    assert_eq!(answer.location(), "/sign-in?why=unsaved");
    let page = visitor.get(answer.location()).await;
    let opens = r#"autofocus><p><strong>Nothing was changed."#;
    assert!(page.body.contains(opens), "{}", page.body);
}

/// A form with something else in it: Robin's details, under this contact.
fn of_robin(mut form: Vec<(String, String)>, contact: &str) -> Vec<(String, String)> {
    for (name, value) in &mut form {
        match name.as_str() {
            "name" => *value = "Robin Berger".to_owned(),
            "contact" => *value = contact.to_owned(),
            _ => {}
        }
    }
    form
}

/// The form of somebody who follows the link to book once more what they have.
async fn once_more(visitor: &Visitor) -> Heard {
    let told = visitor.get(&slot_path()).await.body.replace("&amp;", "&");
    let links = told.split("href=\"").skip(1);
    let mut paths = links.filter_map(|link| link.split('"').next());
    let path = paths.find(|path| path.contains("&again="));
    visitor.get(path.expect("there is a link to it")).await
}
