//! A call of every operation that would succeed, to be spoiled in one place.

use chrono::Duration;
use scheduler_tests::{
    Call, Customer, Service, System,
    customer::{booking, from_now, text},
    document::{self, Operation},
    outbox,
};
use serde_json::{Value, json};

/// A system with a customer who has a booking.
pub(crate) struct Valid<'s> {
    pub(crate) system: &'s System,
    pub(crate) kim: Customer<'s>,
    pub(crate) service: Service,
    pub(crate) slots: Vec<Value>,
    pub(crate) booking: Value,
    stream: String,
}

impl<'s> Valid<'s> {
    pub(crate) async fn at(system: &'s System) -> Self {
        let service = system.service("First conversation").await;
        let slots = system.free_slots(&service).await;
        let kim = system.customer("kim@example.com").await;
        let booking = kim.book(&service, &slots[0]).await.data();
        let stream = kim.stream_stoken().await;
        // From now on nothing is written unless a call does it.
        outbox::wait_for(system, "confirmation", &kim.email, 1).await;
        let database = system.database().await;
        while database.count("jobs WHERE kind = 'confirmation'").await > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        Self {
            system,
            kim,
            service,
            slots,
            booking,
            stream,
        }
    }

    /// The call without its stoken and body.
    pub(crate) fn bare(&self, operation: &Operation) -> Call {
        let call = self
            .system
            .call(&operation.id)
            .at("id", text(&self.booking["id"]))
            .at("serviceId", &self.service.id);
        match operation.id.as_str() {
            "slot_list" => call
                .query("serviceId", &self.service.id)
                .query("from", from_now(Duration::zero()))
                .query("to", from_now(Duration::days(5))),
            "event_stream" => call.query("stoken", &self.stream),
            _ => call,
        }
    }

    /// The same with its stoken, if it takes one.
    pub(crate) fn without_body(&self, operation: &Operation) -> Call {
        match operation.needs_stoken() {
            Some(false) => self.bare(operation),
            _ => self.bare(operation).stoken(&self.kim.stoken),
        }
    }

    /// The whole call.
    pub(crate) fn call(&self, operation: &Operation) -> Call {
        match self.body(operation) {
            Some(body) => self.without_body(operation).json(&body),
            None => self.without_body(operation),
        }
    }

    /// The body of an operation that takes one; of one that can't be had twice, any of the right shape.
    pub(crate) fn body(&self, operation: &Operation) -> Option<Value> {
        let body = match operation.id.as_str() {
            "booking_create" => booking(&self.service, &self.slots[6]),
            "booking_change" => json!({
                "revision": 1,
                "change": { "op": "reschedule", "start": self.slots[9]["start"] },
            }),
            _ => operation.example(),
        };
        operation.takes_body().then_some(body)
    }
}

/// The operations that take a body.
pub(crate) fn with_body() -> impl Iterator<Item = &'static Operation> {
    document::operations().filter(|operation| operation.takes_body())
}

/// The operations of a tenant.
pub(crate) fn of_a_tenant() -> impl Iterator<Item = &'static Operation> {
    document::operations().filter(|operation| operation.path.contains("{slug}"))
}

/// The operations that take a stoken as bearer, needed or not.
pub(crate) fn with_stoken() -> impl Iterator<Item = &'static Operation> {
    document::operations().filter(|operation| operation.needs_stoken() != Some(false))
}
