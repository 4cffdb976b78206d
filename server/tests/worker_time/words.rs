//! What messages say: of every kind, in every language, by email and by text message.

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::booking::{Booking, BookingChange};
use scheduler_server::{
    booking::{self, Caller, Intent, NewBooking},
    messages::Message,
    session::{self, Access, Contact},
};
use serde_json::{Value, json};

use crate::world::{BERLIN, Place, World, appointment, at};

/// In German, at half past eight in the evening.
const GERMANY: Place = Place {
    sms_from: Some("Always"),
    ..BERLIN
};
/// In English, half an hour after midnight of the next day.
const NEPAL: Place = Place {
    time_zone: "Asia/Kathmandu",
    locale: "en-GB",
    sms_from: Some("Always"),
};
/// In English as it is written in another region, at half past two in the afternoon.
const NEW_YORK: Place = Place {
    time_zone: "America/New_York",
    locale: "en-US",
    sms_from: Some("Always"),
};
const PLACES: [(Place, &str); 3] = [
    (GERMANY, "2027-06-03T18:30:00Z"),
    (NEPAL, "2027-06-03T18:45:00Z"),
    (NEW_YORK, "2027-06-03T18:30:00Z"),
];
const KINDS: [&str; 6] = [
    "session_code",
    "confirmation",
    "rescheduled",
    "cancelled",
    "day_before",
    "hour_before",
];
const NOW: &str = "2027-06-01T08:00:00Z";
/// What only the other languages say.
const FOREIGN: [(&str, &[&str]); 2] = [
    ("de", &["Your", " with ", "appointment", "Change", "Hello"]),
    ("en", &["Ihr", "Uhr", "Termin", " bei ", "Guten"]),
];
/// What a template leaves behind that was given too little or is written wrongly.
const LEFT_OVER: [&str; 6] = ["{{", "}}", "{%", "%}", "None", "undefined"];

/// One message of each kind: somebody asks for a code, has an appointment moved and cancelled, and is reminded of
/// another.
async fn one_of_each_kind(world: &World, contact: &Contact, start: Timestamp) -> Vec<Message> {
    let (app, tenant) = (&world.app, &world.tenant);
    let kim = session_of(world, contact).await;
    session::send_code(app, tenant, &kim).await.unwrap();
    world.work().await;
    let hour = SignedDuration::from_hours(1);
    let booked = book(world, &kim, appointment(start)).await;
    world.work().await;
    let moving = json!({ "op": "reschedule", "start": (start + hour).to_string() });
    let moved = change(world, &kim, &booked, moving).await;
    world.work().await;
    change(world, &kim, &moved, json!({ "op": "cancel" })).await;
    book(world, &kim, appointment(start)).await;
    for before in [24, 1] {
        world.set(start - hour * before);
        world.work().await;
    }
    let first = |kind: &&str| world.sent(kind).into_iter().next();
    let sent = KINDS.iter().map(|kind| {
        let (_, message) = first(kind).unwrap_or_else(|| panic!("{kind} is sent"));
        message
    });
    sent.collect()
}

async fn session_of(world: &World, contact: &Contact) -> Access {
    let (app, tenant) = (&world.app, &world.tenant);
    let opened = session::open(app, tenant, contact).await.unwrap();
    let now = app.clock.now();
    let access = session::authenticate(&app.store, tenant, &opened.stoken, now);
    access.await.unwrap()
}

async fn book(world: &World, kim: &Access, new: NewBooking) -> Booking {
    let (caller, intent) = (Caller::Session(Box::new(kim.clone())), Intent::default());
    let told = booking::create(&world.app, &world.tenant, &caller, &new, &intent);
    serde_json::from_str(told.await.unwrap().json()).unwrap()
}

async fn change(world: &World, kim: &Access, booked: &Booking, change: Value) -> Booking {
    let asked = json!({ "revision": booked.revision, "change": change });
    let asked: BookingChange = serde_json::from_value(asked).unwrap();
    let (id, intent) = (booked.id.to_string(), Intent::default());
    let told = booking::change(&world.app, &world.tenant, kim, &id, &asked, &intent);
    serde_json::from_str(told.await.unwrap().json()).unwrap()
}

/// A message as its reader sees it, but for what is another each time: codes and links.
fn as_read(message: &Message) -> String {
    let mut read = match message.subject.is_empty() {
        true => message.text.clone(),
        false => format!("Subject: {}\n\n{}", message.subject, message.text),
    };
    match &message.mark {
        Some(link) => read = read.replace(link, "(link)"),
        None => {
            let digits: String = read.chars().filter(char::is_ascii_digit).take(6).collect();
            read = read.replace(&digits, "(code)");
        }
    }
    read
}

#[tokio::test]
async fn messages_of_every_kind_say_in_each_language_what_they_should() {
    let mut all = String::new();
    for (place, start) in PLACES {
        let language = &place.locale[..2];
        let foreign = FOREIGN.iter().find(|(name, _)| *name == language);
        let (_, foreign) = foreign.unwrap();
        for contact in [
            Contact::Email("kim@example.com".to_owned()),
            Contact::Phone("+4915112345678".to_owned()),
        ] {
            let world = World::with(at(NOW), place, &[]).await;
            for message in one_of_each_kind(&world, &contact, at(start)).await {
                let (kind, locale, by) = (&message.kind, place.locale, contact.kind());
                let what = format!("{locale}, {by}, {kind}");
                let html = message.html.as_deref().unwrap_or_default();
                for part in [message.subject.as_str(), &message.text, html] {
                    for wrong in LEFT_OVER.iter().chain(*foreign) {
                        assert!(!part.contains(wrong), "{what}: {wrong} in {part}");
                    }
                }
                assert!(message.text.contains("Always Open"), "{what}: whose it is");
                let link = message.mark.as_ref();
                let link = link.map(|it| format!("https://always.example/manage?link={it}"));
                if let Some(link) = &link {
                    assert!(message.text.contains(link), "{what}: {}", message.text);
                }
                match by {
                    "email" => assert_page(&what, language, &message, link.as_deref()),
                    _ => assert_short(&what, &message),
                }
                writeln!(all, "== {what}\n{}\n", as_read(&message)).unwrap();
            }
        }
    }
    assert_as_looked_at(&all);
}

/// The page of an email: in the tenant's colour and the reader's language, saying what the text says.
fn assert_page(what: &str, language: &str, message: &Message, link: Option<&str>) {
    let page = message.html.as_deref();
    let page = unescaped(page.unwrap_or_else(|| panic!("{what} has a page")));
    for part in [
        &format!("<html lang=\"{language}\">"),
        "#2f5d62",
        "Always Open",
        "https://always.example",
    ] {
        assert!(page.contains(part), "{what}: {part} in {page}");
    }
    if let Some(link) = link {
        assert!(page.contains(&format!("href=\"{link}\"")), "{what}: {page}");
        assert!(page.contains("Hello Kim,") || page.contains("Guten Tag Kim,"));
    }
    let news = message
        .text
        .lines()
        .find(|line| line.contains("Always Open"));
    let said: BTreeSet<&str> = message
        .text
        .lines()
        .filter(|line| !line.contains("https://") && !line.is_empty())
        .collect();
    assert!(news.is_some() && said.len() >= 2, "{what}: {said:?}");
    for line in said {
        assert!(page.contains(line), "{what}: the page says: {line}\n{page}");
    }
}

/// A page as it is shown.
fn unescaped(page: &str) -> String {
    let references = [
        ("&#x2F;", "/"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let shown = |page: String, (reference, character)| page.replace(reference, character);
    references.into_iter().fold(page.to_owned(), shown)
}

/// A text message: from the tenant's sender, without a page, in two segments at most.
fn assert_short(what: &str, message: &Message) {
    assert_eq!((&message.html, message.from.as_str()), (&None, "Always"));
    let length = message.text.chars().count();
    assert!(length <= 306, "{what}: two segments, not {length}");
}

/// Somebody has read these words and found them good; `words.txt` is what they read.
fn assert_as_looked_at(all: &str) {
    let all = all.trim_end();
    let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words.txt");
    std::fs::write(&written, format!("{all}\n")).unwrap();
    let looked_at = include_str!("words.txt").trim_end();
    let differs = all
        .lines()
        .zip(looked_at.lines())
        .find(|(now, then)| now != then);
    assert!(
        all == looked_at,
        "messages say something else than in server/tests/worker_time/words.txt, first {differs:?}: read {} \
         and, if all of it is good, put it in that place",
        written.display()
    );
}

/// A name and a note are whatever a stranger types; to a mail program they are text.
#[tokio::test]
async fn what_a_customer_typed_is_text_in_every_part_of_a_message() {
    const NAME: &str = "</td><script>alert('1')</script> & \"Kim\" {{ tenant }}";
    let world = World::with(at(NOW), GERMANY, &[]).await;
    let kim = session_of(&world, &Contact::Email("kim@example.com".to_owned())).await;
    let hostile = NewBooking {
        customer_name: NAME.to_owned(),
        note: Some("<img src=x onerror=alert(2)>\r\nBcc: everybody@example.com".to_owned()),
        ..appointment(at(PLACES[0].1))
    };
    let booked = book(&world, &kim, hostile).await;
    change(&world, &kim, &booked, json!({ "op": "cancel" })).await;
    world.work().await;
    for (_, message) in world.sent("cancelled") {
        let page = message.html.unwrap();
        assert!(page.contains("&lt;script&gt;alert("), "{page}");
        assert!(page.contains("&amp; &quot;Kim&quot;"), "{page}");
        assert!(page.contains("{{ tenant }}"), "it is no template: {page}");
        assert!(
            !page.contains("&amp;lt;") && !page.contains("&amp;amp;"),
            "{page}"
        );
        assert!(
            message.text.contains(NAME),
            "as it was typed: {}",
            message.text
        );
        let calendar = message.calendar.unwrap().content;
        for part in [&page, &message.subject, &message.from, &calendar] {
            for wrong in ["<script", "<img", "Bcc", "onerror"] {
                assert!(!part.contains(wrong), "{wrong} in {part}");
            }
        }
    }
    assert_eq!(world.sent("cancelled").len(), 1);
}
