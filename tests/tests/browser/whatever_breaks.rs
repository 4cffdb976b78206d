//! Every page of every site while something behind it is down, slow, or breaks off in the middle of an answer: the right
//! status and the right words, within the time a site promises, and forms come back as they were typed.

use std::time::Duration;

use scheduler_tests::{customer::text, outbox, relay::Condition};
use tokio::task::JoinSet;

use crate::{
    asking::{Answer, Visitor},
    place::{BOUND, HYPNO_WITH_SHOP, Kind, MAIN, Place, SHOP},
};

const KIM: &str = "kim@example.com";
const CALENDAR: &str = "We can&#39;t reach our calendar";
const UNREACHED: &str = "The shop can&#39;t be reached";

/// As either of the two may break: not there, and gone before or after the head of an answer is whole.
const BROKEN: [Condition; 3] = [
    Condition::Down,
    Condition::CutAfter(100),
    Condition::CutAfter(600),
];
const SLOW: Condition = Condition::Slow(Duration::from_secs(3));

/// What a page can't do without. What every page shows of the tenant is known from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Nothing,
    Api,
    Vendure,
}

/// A page of the tenant's, and what is to be read there when all is well.
struct Row {
    path: String,
    needs: Needs,
    shows: String,
}

fn row(path: impl Into<String>, needs: Needs, shows: &str) -> Row {
    let (path, shows) = (path.into(), shows.to_owned());
    Row { path, needs, shows }
}

/// A form of the tenant's, and what of it stands in the page that says that it came to nothing.
struct Sent {
    path: String,
    fields: Vec<(&'static str, String)>,
}

fn sent(path: impl Into<String>, fields: &[(&'static str, &str)]) -> Sent {
    let fields = fields.iter();
    Sent {
        path: path.into(),
        fields: fields
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect(),
    }
}

#[tokio::test]
async fn whatever_breaks_every_page_of_everybodys_site_answers_sensibly() {
    let mut place = Place::open(MAIN).await;
    before_the_server_was_ever_reached(&place, 503, CALENDAR).await;
    place.api.becomes(Condition::Down);
    let everybody = place.system.http.get(place.site.page("/")).send().await;
    let everybody = everybody.unwrap();
    assert_eq!(everybody.status(), 200);
    let page = everybody.text().await.unwrap();
    assert!(page.contains("Our calendar can't be reached"), "{page}");
    place.api.becomes(Condition::Sound);
    let been = been_at(&place).await;
    booking_fails(&mut place, &been).await;
}

#[tokio::test]
async fn whatever_breaks_every_page_of_the_practices_site_answers_sensibly() {
    let mut place = Place::open(HYPNO_WITH_SHOP).await;
    before_the_server_was_ever_reached(&place, 503, CALENDAR).await;
    books_and_sells(&mut place).await;
}

#[tokio::test]
async fn whatever_breaks_every_page_of_the_shop_answers_sensibly() {
    let mut place = Place::open(SHOP).await;
    before_the_server_was_ever_reached(&place, 200, "Appointments can't be booked").await;
    books_and_sells(&mut place).await;
}

async fn books_and_sells(place: &mut Place) {
    let been = been_at(place).await;
    let shopping = Shopping::of(&been.visitor, place.kind).await;
    booking_fails(place, &been).await;
    the_shop_fails(place, &been, &shopping).await;
}

/// Somebody who has booked, has been sent a link and a code, and what all pages of the tenant's show them.
struct Been {
    visitor: Visitor,
    rows: Vec<Row>,
    /// Each kind of form there is, none of which does anything while the API is down.
    forms: Vec<Sent>,
}

/// A site that is started while there is no API yet has a page for everything, too.
async fn before_the_server_was_ever_reached(place: &Place, front: u16, words: &str) {
    place.api.becomes(Condition::Down);
    let service = place
        .system
        .service_at(place.kind.tenant, place.kind.service)
        .await;
    let visitor = Visitor::of(place);
    let start = "2030-01-07T09:00:00Z";
    for (path, status, words) in [
        ("/".to_owned(), front, words),
        ("/services".to_owned(), 503, CALENDAR),
        (format!("/services/{}", service.id), 503, CALENDAR),
        (
            format!("/book?service={}&start={start}", service.id),
            503,
            CALENDAR,
        ),
        ("/bookings".to_owned(), 503, CALENDAR),
        ("/sign-in".to_owned(), 200, "Send me a code"),
        (
            "/manage".to_owned(),
            200,
            "open the link in your message again",
        ),
    ] {
        let answer = visitor.get(&path).await;
        is(&answer, status, words);
    }
    let verify = visitor.get("/verify").await;
    assert_eq!(verify.status, 303, "{verify:?}");
    assert!(verify.leads_to().ends_with("/sign-in"), "{verify:?}");
    place.api.becomes(Condition::Sound);
}

async fn been_at(place: &Place) -> Been {
    let Kind {
        tenant, service, ..
    } = place.kind;
    let service = place.system.service_at(tenant, service).await;
    let slots = place.system.free_slots(&service).await;
    let start = |at: usize| text(&slots[at * slots.len() / 8]["start"]);
    let form = format!("/book?service={}&start=", service.id);

    let visitor = Visitor::of(place);
    let services = place.page("/services");
    let began = std::time::Instant::now();
    while visitor.get("/services").await.status != 200 {
        assert!(began.elapsed() < BOUND, "{services} is there again");
    }
    let intent = visitor
        .get(&format!("{form}{}", start(0)))
        .await
        .field("intent");
    let booking = [
        ("service", service.id.clone()),
        ("start", start(0)),
        ("name", "Kim Berger".to_owned()),
        ("contact", KIM.to_owned()),
        ("intent", intent),
    ];
    let booked = visitor.post("/book", &booking).await;
    assert_eq!(booked.status, 303, "{booked:?}");
    let (page, _) = booked
        .leads_to()
        .split_once('?')
        .expect("it says what is new");
    let page = page.trim_start_matches(place.kind.base).to_owned();
    let message = &outbox::wait_for(&place.system, "confirmation", KIM, 1).await[0];
    let link = format!("/manage?link={}", outbox::manage_token(message));
    assert_eq!(visitor.get(&link).await.status, 303);
    let code = [("contact", KIM.to_owned())];
    let asked = visitor.post("/sign-in", &code).await;
    assert_eq!(asked.status, 303, "a code waits to be entered: {asked:?}");

    use Needs::{Api, Nothing};
    let other = start(4);
    let rows = vec![
        row("/", Nothing, place.kind.service),
        row("/services", Nothing, place.kind.service),
        row(format!("/services/{}", service.id), Api, "Times are"),
        row(format!("{form}{other}"), Nothing, "Your name"),
        row("/bookings", Api, "Coming up"),
        row(page.clone(), Api, "Add to calendar"),
        row(format!("{page}/calendar.ics"), Api, "BEGIN:VCALENDAR"),
        row(format!("{page}/reschedule"), Api, "Times are"),
        row(
            format!("{page}/reschedule/confirm?start={other}"),
            Api,
            "Move it",
        ),
        row(format!("{page}/cancel"), Api, "Why you cancel"),
        row("/sign-in", Nothing, "Send me a code"),
        row("/verify", Nothing, "Enter your code"),
        row("/manage", Nothing, "Open my appointments"),
        row("/live", Api, "/events?stoken=nxe_"),
    ];
    let forms = vec![
        sent(
            "/book",
            &[
                ("service", &service.id),
                ("start", &start(6)),
                ("name", "Robin Berger"),
                ("contact", KIM),
                ("note", "I sleep badly since May."),
                ("intent", "0197a3c0-1f40-7a10-8c1e-5b7d20a4e999"),
            ],
        ),
        sent(
            format!("{page}/reschedule"),
            &[("revision", "1"), ("start", &other)],
        ),
        sent(
            format!("{page}/cancel"),
            &[("revision", "1"), ("reason", "The train is on strike.")],
        ),
        sent("/sign-in", &[("contact", KIM)]),
        sent("/verify", &[("code", "123456")]),
        sent("/manage", &[]),
    ];
    Been {
        visitor,
        rows,
        forms,
    }
}

/// The worker away, which no page needs; the API down, cut off, and slow.
async fn booking_fails(place: &mut Place, been: &Been) {
    place.system.worker.terminate();
    place.system.worker.ended().await;
    for (row, answer) in asked(&been.visitor, &been.rows).await {
        is(&answer, 200, &row.shows);
    }
    // What the API answers may be whole before it breaks off later.
    for condition in &BROKEN[..2] {
        place.api.becomes(*condition);
        for (row, answer) in asked(&been.visitor, &been.rows).await {
            match row.needs {
                Needs::Api => is(&answer, 503, CALENDAR),
                _ => is(&answer, 200, &row.shows),
            }
        }
    }
    place.api.becomes(Condition::Down);
    for form in &been.forms {
        comes_to_nothing(&been.visitor, form, CALENDAR).await;
    }
    place.api.becomes(SLOW);
    for (row, answer) in asked(&been.visitor, &been.rows).await {
        is(&answer, 200, &row.shows);
    }
    place.api.becomes(Condition::Sound);
    let database = place.system.database().await;
    let stands = "bookings WHERE status = 'confirmed' AND revision = 1";
    assert_eq!(database.count(stands).await, 1, "what was booked stands");
    assert_eq!(place.bookings().await, 1, "and nothing else");
}

/// What somebody has in their cart, and has ordered.
struct Shopping {
    rows: Vec<Row>,
    forms: Vec<Sent>,
}

impl Shopping {
    /// Orders one thing, and has another in the cart with everything filled in.
    async fn of(visitor: &Visitor, kind: Kind) -> Self {
        let (slug, name) = kind.product;
        let page = format!("/products/{slug}");
        let product = visitor.get(&page).await;
        let picture = product.found("/pictures/").expect("it has a picture");
        let first = Self::fill_cart(visitor, &product).await;
        let placed = visitor.post("/checkout/order", &first.fields).await;
        assert_eq!(placed.status, 303, "{placed:?}");
        let (_, order) = placed.leads_to().rsplit_once('/').expect("it has a page");
        let order = format!("/orders/{order}");
        let last = Self::fill_cart(visitor, &product).await;
        let line = visitor.get("/cart").await.field("line");

        use Needs::Vendure;
        let rows = vec![
            row(kind.front, Vendure, name),
            row(page, Vendure, "Add to cart"),
            row(bookable(kind), Vendure, "Next free times"),
            row("/cart", Vendure, "Go to checkout"),
            row("/checkout", Vendure, "Who orders"),
            row("/checkout/review", Vendure, "How you pay"),
            row(order, Vendure, "Your order is placed."),
            row(format!("/pictures/{picture}"), Vendure, ""),
        ];
        let mut forms = vec![
            sent(
                "/cart/add",
                &[("variant", &product.field("variant")), ("quantity", "1")],
            ),
            sent("/cart/change", &[("line", &line), ("quantity", "3")]),
            last,
        ];
        forms.push(Sent {
            path: "/checkout".to_owned(),
            fields: delivery("1", "US"),
        });
        Self { rows, forms }
    }

    /// Puts one into the cart and says who orders: the form that is left to send.
    async fn fill_cart(visitor: &Visitor, product: &Answer) -> Sent {
        let one = [
            ("variant", product.field("variant")),
            ("quantity", "1".to_owned()),
        ];
        let added = visitor.post("/cart/add", &one).await;
        assert_eq!(added.status, 303, "{added:?}");
        let checkout = visitor.get("/checkout").await;
        let country = checkout.text.split_once("id=\"country\"");
        let country = country.and_then(|it| it.1.split_once("value=\""));
        let country = country.expect("countries are offered").1;
        let country = country.split('"').next().unwrap_or_default();
        let fields = delivery(&checkout.field("shipping"), country);
        let filled_in = visitor.post("/checkout", &fields).await;
        assert_eq!(filled_in.status, 303, "{filled_in:?}");
        let review = visitor.get("/checkout/review").await;
        let fields = ["order", "total", "payment"].map(|name| (name, review.field(name)));
        Sent {
            path: "/checkout/order".to_owned(),
            fields: fields.into(),
        }
    }
}

/// The page of the product that stands for the tenant's service.
fn bookable(kind: Kind) -> String {
    let slug = kind.service.to_lowercase().replace(' ', "-");
    format!("/products/{slug}")
}

fn delivery(shipping: &str, country: &str) -> Vec<(&'static str, String)> {
    [
        ("first_name", "Kim"),
        ("last_name", "Everypage"),
        ("email", "everypage@example.com"),
        ("street", "12 Canal Street"),
        ("street_2", ""),
        ("postal_code", "10013"),
        ("city", "New York"),
        ("country", country),
        ("shipping", shipping),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// Vendure down, cut off, and slow; and the API down under the shop's pages.
async fn the_shop_fails(place: &Place, been: &Been, shopping: &Shopping) {
    let visitor = &been.visitor;
    for condition in BROKEN {
        place.shop().becomes(condition);
        for (row, answer) in asked(visitor, &shopping.rows).await {
            match row.path == place.kind.front {
                true => is(&answer, 200, "Appointments can be booked as usual."),
                false => is(&answer, 503, UNREACHED),
            }
        }
        for (row, answer) in asked(visitor, &been.rows).await {
            is(&answer, 200, &row.shows);
        }
    }
    place.shop().becomes(Condition::Down);
    for form in &shopping.forms {
        comes_to_nothing(visitor, form, UNREACHED).await;
    }
    place.shop().becomes(SLOW);
    for (row, answer) in asked(visitor, &shopping.rows).await {
        is(&answer, 200, &row.shows);
    }
    place.shop().becomes(Condition::Sound);
    place.api.becomes(Condition::Down);
    for (row, answer) in asked(visitor, &shopping.rows).await {
        match row.path == bookable(place.kind) {
            true => is(&answer, 200, "our calendar can't be reached"),
            false => is(&answer, 200, &row.shows),
        }
    }
    place.api.becomes(Condition::Sound);
}

/// Asks for all of them at once, as visitors of one evening do.
async fn asked<'r>(visitor: &Visitor, rows: &'r [Row]) -> Vec<(&'r Row, Answer)> {
    let mut asking = JoinSet::new();
    for (at, row) in rows.iter().enumerate() {
        let (visitor, path) = (visitor.clone(), row.path.clone());
        asking.spawn(async move { (at, visitor.get(&path).await) });
    }
    let answers = asking.join_all().await;
    answers
        .into_iter()
        .map(|(at, answer)| (&rows[at], answer))
        .collect()
}

/// A form is answered by a page that says so, has what was typed in it, and a button to send it again.
async fn comes_to_nothing(visitor: &Visitor, form: &Sent, words: &str) {
    let answer = visitor.post(&form.path, &form.fields).await;
    is(&answer, 503, words);
    assert!(answer.text.contains("Try again"), "{answer:?}");
    for (name, value) in &form.fields {
        let is_kept =
            answer.text.contains(&format!("name=\"{name}\"")) && answer.text.contains(value);
        assert!(is_kept, "{} keeps {name}: {}", form.path, answer.text);
    }
}

fn is(answer: &Answer, status: u16, words: &str) {
    let Answer {
        url, text, took, ..
    } = answer;
    assert_eq!(answer.status, status, "{url}: {text}");
    assert!(text.contains(words), "{url} says {words:?}: {text}");
    assert!(*took < BOUND, "{url} took {took:?}");
}
