//! One trace from a call to the message it leads to, sent to a collector by OTLP over HTTP.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use business_client::{Booked, BusinessClient, NewBooking, Settings, TimeDelta, Utc};
use scheduler_sdk::Client;
use scheduler_tests::{System, customer::booking, outbox, process::HANG};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const CALLER: &str = "b7ad6b7169203331";

/// Takes what a collector would take.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<String>>>);

/// A span, as far as a test asks for it.
#[derive(Debug)]
struct Span {
    service: String,
    name: String,
    trace: String,
    id: String,
    parent: String,
}

impl Collector {
    async fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let collector = self.clone();
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(collector.clone().take(connection));
            }
        });
        format!("http://{address}")
    }

    async fn take(self, mut connection: TcpStream) {
        let mut read = Vec::new();
        let mut chunk = [0; 8192];
        while let Ok(length @ 1..) = connection.read(&mut chunk).await {
            read.extend_from_slice(&chunk[..length]);
            let text = String::from_utf8_lossy(&read).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                let named = name.eq_ignore_ascii_case("content-length");
                named.then(|| value.trim().parse::<usize>().unwrap())
            });
            if body.len() < length.expect("a body has a length") {
                continue;
            }
            assert!(head.starts_with("POST /v1/traces "), "{head}");
            self.0.lock().unwrap().push(body.to_owned());
            read.clear();
            let answer =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
            connection.write_all(answer.as_bytes()).await.unwrap();
        }
    }

    fn everything(&self) -> String {
        self.0.lock().unwrap().join("\n")
    }

    fn spans(&self) -> Vec<Span> {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut spans = Vec::new();
        for body in self.0.lock().unwrap().iter() {
            let body: Value = serde_json::from_str(body).expect("OTLP as JSON");
            for resource in list(&body["resourceSpans"]) {
                let attributes = list(&resource["resource"]["attributes"]);
                let named = attributes.iter().find(|it| it["key"] == "service.name");
                let service =
                    named.expect("spans are of a service")["value"]["stringValue"].clone();
                for span in list(&resource["scopeSpans"])
                    .iter()
                    .flat_map(|it| list(&it["spans"]))
                {
                    let text = |name: &str| span[name].as_str().unwrap_or_default().to_owned();
                    spans.push(Span {
                        service: service.as_str().unwrap().to_owned(),
                        name: text("name"),
                        trace: text("traceId").to_lowercase(),
                        id: text("spanId").to_lowercase(),
                        parent: text("parentSpanId").to_lowercase(),
                    });
                }
            }
        }
        spans
    }

    async fn span(&self, service: &str, name: &str) -> Span {
        let began = Instant::now();
        loop {
            let found = self.spans().into_iter();
            if let Some(span) = found
                .into_iter()
                .find(|it| it.service == service && it.name == name && it.trace == TRACE)
            {
                return span;
            }
            assert!(
                began.elapsed() < HANG,
                "{service} sends {name} of this trace, not {:?}",
                self.spans()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tokio::test]
async fn one_trace_spans_caller_api_and_worker_and_tells_nothing_personal() {
    let collector = Collector::default();
    let mut system = System::configured()
        .with("NEXUS_TRACES_ENDPOINT", collector.listen().await)
        .start()
        .await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let call = kim
        .call("booking_create")
        .header("traceparent", &format!("00-{TRACE}-{CALLER}-01"))
        .header("tracestate", "kim=kim@example.com");
    let booked = call.json(&booking(&service, &slots[0])).send().await;
    assert_eq!(booked.status(), 201, "{}", booked.text());
    outbox::wait_for(&system, "confirmation", &kim.email, 1).await;

    let of_api = collector.span("scheduler-api", "booking_create").await;
    assert_eq!(of_api.parent, CALLER, "it goes on from the caller's span");
    let of_worker = collector.span("scheduler-worker", "confirmation").await;
    assert_eq!(
        of_worker.parent, of_api.id,
        "and the message from the call's"
    );

    // Whoever names none, or none that can be read, begins one of its own.
    for traceparent in [
        "",
        "00-zz-zz-01",
        "00-00000000000000000000000000000000-0000000000000000-01",
    ] {
        let call = kim.call("booking_list");
        let call = match traceparent {
            "" => call,
            it => call.header("traceparent", it),
        };
        assert_eq!(call.send().await.status(), 200);
    }
    let stream = kim.watch(None).await;
    drop(stream);
    let stoken = kim.stoken.clone();
    system.api.terminate();
    assert!(system.api.ended().await.success());
    let others = collector.spans();
    let lists: Vec<_> = others
        .iter()
        .filter(|it| it.name == "booking_list")
        .collect();
    assert_eq!(lists.len(), 3, "what was gathered is sent before the end");
    assert!(
        lists
            .iter()
            .all(|it| it.trace != TRACE && it.parent.is_empty())
    );

    let everything = collector.everything();
    let secret = stoken.split_once('_').unwrap().1;
    for personal in [secret, "kim@example.com", "Kim Berger", "stoken", "nxe_"] {
        assert!(!everything.contains(personal), "{personal} is in a span");
    }
}

#[tokio::test]
async fn the_trace_of_a_site_s_page_goes_through_its_sdk_and_the_api_to_the_message() {
    let collector = Collector::default();
    let mut system = System::configured()
        .with("NEXUS_TRACES_ENDPOINT", collector.listen().await)
        .start()
        .await;
    // Given a site that says which trace its visitor's page belongs to, and one that has none.
    let page = || Some(format!("00-{TRACE}-{CALLER}-01"));
    let api = Client::connect(&system.url, Settings::new().trace_parent(page)).unwrap();
    let practice = BusinessClient::new(api, "stillwater");
    let untraced = BusinessClient::connect(&system.url, "stillwater").unwrap();
    untraced.tenant().await.unwrap();

    let services = practice.services().await.unwrap();
    let service = services.iter().find(|it| it.name == "First conversation");
    let service = service.unwrap().id;
    let from = Utc::now() + TimeDelta::days(3);
    let slots = practice.slots(service, from, from + TimeDelta::days(10));
    let slot = slots.await.unwrap()[0].start;
    let wish = NewBooking::new(service, slot, "Kim Berger").email("kim@example.com");
    let booked = practice.book(&wish).await.unwrap();
    assert!(matches!(booked, Booked::Confirmed(_)), "{booked:?}");
    outbox::wait_for(&system, "confirmation", "kim@example.com", 1).await;

    let called = collector.span("scheduler-api", "booking_create").await;
    assert_eq!(called.parent, CALLER, "the page's own span");
    let told = collector.span("scheduler-worker", "confirmation").await;
    assert_eq!(told.parent, called.id, "its message");
    for operation in ["service_list", "slot_list"] {
        let asked = collector.span("scheduler-api", operation).await;
        assert_eq!(asked.parent, CALLER, "{operation} is of the same page");
    }

    // Where the site has no trace, the SDK begins one: the API's span has a parent nobody else sent.
    system.api.terminate();
    assert!(system.api.ended().await.success());
    let spans = collector.spans();
    let own = spans.iter().find(|it| it.name == "tenant_view").unwrap();
    assert_ne!(own.trace, TRACE);
    assert_eq!(own.parent.len(), 16, "{own:?}");
}
