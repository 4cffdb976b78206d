//! Customers and what they book: builders that say only what a test is about.

use chrono::{Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::{
    call::{Answer, Call},
    outbox,
    stream::Stream,
    system::{DEMO, System},
};

/// A service of a tenant.
#[derive(Clone, Debug)]
pub struct Service {
    /// The tenant's slug.
    pub tenant: String,
    /// Its id.
    pub id: String,
    /// Who gives it.
    pub staff: Vec<String>,
}

/// A customer with a session.
pub struct Customer<'s> {
    system: &'s System,
    /// The tenant it is at.
    pub tenant: String,
    /// Its email address.
    pub email: String,
    /// Its stoken.
    pub stoken: String,
    /// The session as it was answered.
    pub session: Value,
}

/// An instant some time from now, as the contract writes it.
#[must_use]
pub fn from_now(by: Duration) -> String {
    (Utc::now() + by).to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl System {
    /// A service of the demo practice, by its name.
    pub async fn service(&self, name: &str) -> Service {
        self.service_at(DEMO, name).await
    }

    /// A service of a tenant, by its name.
    ///
    /// # Panics
    /// When the tenant has none of that name.
    pub async fn service_at(&self, tenant: &str, name: &str) -> Service {
        let services = self.call("service_list").tenant(tenant).send().await.data();
        let services = services.as_array().expect("a page is a list");
        let service = services
            .iter()
            .find(|service| service["name"] == name)
            .unwrap_or_else(|| panic!("{tenant} has a service {name}"));
        let staff = service["staff"].as_array().expect("a service has staff");
        Service {
            tenant: tenant.to_owned(),
            id: text(&service["id"]),
            staff: staff.iter().map(|member| text(&member["id"])).collect(),
        }
    }

    /// The free slots of a service, from three days ahead, when every change is still allowed.
    pub async fn free_slots(&self, service: &Service) -> Vec<Value> {
        let slots = self
            .call("slot_list")
            .tenant(&service.tenant)
            .query("serviceId", &service.id)
            .query("from", from_now(Duration::days(3)))
            .query("to", from_now(Duration::days(20)))
            .query("limit", 1000)
            .send()
            .await
            .data();
        slots.as_array().expect("a page is a list").clone()
    }

    /// A customer of the demo practice, with a new session.
    pub async fn customer(&self, email: &str) -> Customer<'_> {
        self.customer_at(DEMO, email).await
    }

    /// A customer of a tenant, with a new session.
    pub async fn customer_at(&self, tenant: &str, email: &str) -> Customer<'_> {
        let contact = json!({ "kind": "email", "address": email });
        let session = self
            .call("session_create")
            .tenant(tenant)
            .json(&json!({ "contact": contact }))
            .send()
            .await
            .data();
        Customer {
            system: self,
            tenant: tenant.to_owned(),
            email: email.to_owned(),
            stoken: text(&session["stoken"]),
            session,
        }
    }
}

impl Customer<'_> {
    /// A call in this customer's session.
    #[must_use]
    pub fn call(&self, operation_id: &str) -> Call {
        self.system
            .call(operation_id)
            .tenant(&self.tenant)
            .stoken(&self.stoken)
    }

    /// A call about one of their bookings.
    #[must_use]
    pub fn call_about(&self, operation_id: &str, booking: &Value) -> Call {
        self.call(operation_id).at("id", text(&booking["id"]))
    }

    /// Books a slot, with whoever is free.
    pub async fn book(&self, service: &Service, slot: &Value) -> Answer {
        let call = self.call("booking_create");
        call.json(&booking(service, slot)).send().await
    }

    /// Changes a booking as it was seen.
    pub async fn change(&self, booking: &Value, change: Value) -> Answer {
        self.call_about("booking_change", booking)
            .json(&json!({ "revision": booking["revision"], "change": change }))
            .send()
            .await
    }

    /// Cancels a booking as it was seen.
    pub async fn cancel(&self, booking: &Value) -> Answer {
        self.change(booking, json!({ "op": "cancel" })).await
    }

    /// Their bookings.
    pub async fn bookings(&self) -> Vec<Value> {
        let page = self.call("booking_list").send().await.data();
        page.as_array().expect("a page is a list").clone()
    }

    /// Asks for a code and reads it where it was sent.
    pub async fn code(&self) -> String {
        let sent = self.call("session_code").send().await;
        assert_eq!(sent.status(), 200, "a code is sent: {}", sent.text());
        outbox::code_to(self.system, &self.email).await
    }

    /// Tries a code.
    pub async fn verify(&self, code: &str) -> Answer {
        let call = self.call("session_verify");
        call.json(&json!({ "code": code })).send().await
    }

    /// A stoken that opens streams.
    pub async fn stream_stoken(&self) -> String {
        let opened = self.call("session_stream").send().await.data();
        text(&opened["stoken"])
    }

    /// Watches their events, from an id if one is given.
    pub async fn watch(&self, last_event_id: Option<u64>) -> Stream {
        let call = self.system.call("event_stream").tenant(&self.tenant);
        let call = call.query("stoken", self.stream_stoken().await);
        let call = match last_event_id {
            Some(id) => call.query("lastEventId", id),
            None => call,
        };
        Stream::open(call).await
    }
}

/// What to book, with whoever is free, without a contact.
#[must_use]
pub fn booking(service: &Service, slot: &Value) -> Value {
    json!({ "serviceId": service.id, "start": slot["start"], "customerName": "Kim Berger" })
}

/// The same for somebody without a session.
#[must_use]
pub fn booking_of(service: &Service, slot: &Value, email: &str) -> Value {
    let mut booking = booking(service, slot);
    booking["contact"] = json!({ "kind": "email", "address": email });
    booking
}

/// The text of a JSON string.
///
/// # Panics
/// When it is something else.
#[must_use]
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is text"))
        .to_owned()
}
