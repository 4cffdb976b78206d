// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! Every call of the client, with a `send` that blocks.
#![cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
use crate::blocking::Client;
impl Client {
    /**View the contract this server speaks

Sends a `GET` request to `/api/contract`

```ignore
let response = client.contract_view()
    .send();
```*/
    pub fn contract_view(&self) -> builder::ContractView<'_> {
        builder::ContractView {
            call: self.client().contract_view(),
            runtime: self.runtime(),
        }
    }

    /**List the tenants that wish to be found

Sends a `GET` request to `/api/public`

Arguments:
- `limit`: How many at most.
- `page_token`: Where the page before ended.
```ignore
let response = client.tenant_list()
    .limit(limit)
    .page_token(page_token)
    .send();
```*/
    pub fn tenant_list(&self) -> builder::TenantList<'_> {
        builder::TenantList {
            call: self.client().tenant_list(),
            runtime: self.runtime(),
        }
    }

    /**View a tenant with its branding and policies

Sends a `GET` request to `/api/public/{slug}`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.tenant_view()
    .slug(slug)
    .send();
```*/
    pub fn tenant_view(&self) -> builder::TenantView<'_> {
        builder::TenantView {
            call: self.client().tenant_view(),
            runtime: self.runtime(),
        }
    }

    /**Book a slot

With a session the booking is seen in it; without one the contact stands in the request.

Sends a `POST` request to `/api/public/{slug}/book`

Arguments:
- `slug`: The tenant.
- `idempotency_key`: Names this intent: the same key and body within 24 hours answer the first success again.
- `body`
```ignore
let response = client.booking_create()
    .slug(slug)
    .idempotency_key(idempotency_key)
    .body(body)
    .send();
```*/
    pub fn booking_create(&self) -> builder::BookingCreate<'_> {
        builder::BookingCreate {
            call: self.client().booking_create(),
            runtime: self.runtime(),
        }
    }

    /**List the session's bookings, newest start first

Sends a `GET` request to `/api/public/{slug}/bookings`

Arguments:
- `slug`: The tenant.
- `limit`: How many at most.
- `page_token`: Where the page before ended.
- `status`: Only those in this state.
```ignore
let response = client.booking_list()
    .slug(slug)
    .limit(limit)
    .page_token(page_token)
    .status(status)
    .send();
```*/
    pub fn booking_list(&self) -> builder::BookingList<'_> {
        builder::BookingList {
            call: self.client().booking_list(),
            runtime: self.runtime(),
        }
    }

    /**View a booking

Sends a `GET` request to `/api/public/{slug}/bookings/{id}`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
```ignore
let response = client.booking_view()
    .slug(slug)
    .id(id)
    .send();
```*/
    pub fn booking_view(&self) -> builder::BookingView<'_> {
        builder::BookingView {
            call: self.client().booking_view(),
            runtime: self.runtime(),
        }
    }

    /**Reschedule or cancel a booking

Sends a `PATCH` request to `/api/public/{slug}/bookings/{id}`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
- `idempotency_key`: Names this intent: the same key and body within 24 hours answer the first success again.
- `body`
```ignore
let response = client.booking_change()
    .slug(slug)
    .id(id)
    .idempotency_key(idempotency_key)
    .body(body)
    .send();
```*/
    pub fn booking_change(&self) -> builder::BookingChange<'_> {
        builder::BookingChange {
            call: self.client().booking_change(),
            runtime: self.runtime(),
        }
    }

    /**Get a booking as a calendar file

Sends a `GET` request to `/api/public/{slug}/bookings/{id}/calendar.ics`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
```ignore
let response = client.booking_calendar()
    .slug(slug)
    .id(id)
    .send();
```*/
    pub fn booking_calendar(&self) -> builder::BookingCalendar<'_> {
        builder::BookingCalendar {
            call: self.client().booking_calendar(),
            runtime: self.runtime(),
        }
    }

    /**List a tenant's services

Sends a `GET` request to `/api/public/{slug}/services`

Arguments:
- `slug`: The tenant.
- `limit`: How many at most.
- `page_token`: Where the page before ended.
```ignore
let response = client.service_list()
    .slug(slug)
    .limit(limit)
    .page_token(page_token)
    .send();
```*/
    pub fn service_list(&self) -> builder::ServiceList<'_> {
        builder::ServiceList {
            call: self.client().service_list(),
            runtime: self.runtime(),
        }
    }

    /**View a service

Sends a `GET` request to `/api/public/{slug}/services/{serviceId}`

Arguments:
- `slug`: The tenant.
- `service_id`: The service.
```ignore
let response = client.service_view()
    .slug(slug)
    .service_id(service_id)
    .send();
```*/
    pub fn service_view(&self) -> builder::ServiceView<'_> {
        builder::ServiceView {
            call: self.client().service_view(),
            runtime: self.runtime(),
        }
    }

    /**Start a session under a contact

The session is claimed: it sees what is booked in it. The answer never tells whether the contact is known.

Sends a `POST` request to `/api/public/{slug}/session`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_create()
    .slug(slug)
    .body(body)
    .send();
```*/
    pub fn session_create(&self) -> builder::SessionCreate<'_> {
        builder::SessionCreate {
            call: self.client().session_create(),
            runtime: self.runtime(),
        }
    }

    /**End the session

Sends a `DELETE` request to `/api/public/{slug}/session`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_end()
    .slug(slug)
    .send();
```*/
    pub fn session_end(&self) -> builder::SessionEnd<'_> {
        builder::SessionEnd {
            call: self.client().session_end(),
            runtime: self.runtime(),
        }
    }

    /**Send a code to the session's contact

Sends a `POST` request to `/api/public/{slug}/session/code`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_code()
    .slug(slug)
    .send();
```*/
    pub fn session_code(&self) -> builder::SessionCode<'_> {
        builder::SessionCode {
            call: self.client().session_code(),
            runtime: self.runtime(),
        }
    }

    /**Exchange a manage link for a verified session

Send this when the person clicks, never when the page loads: mail scanners follow links, and a link works once.

Sends a `POST` request to `/api/public/{slug}/session/redeem`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_redeem()
    .slug(slug)
    .body(body)
    .send();
```*/
    pub fn session_redeem(&self) -> builder::SessionRedeem<'_> {
        builder::SessionRedeem {
            call: self.client().session_redeem(),
            runtime: self.runtime(),
        }
    }

    /**Extend the session

Sends a `POST` request to `/api/public/{slug}/session/refresh`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_refresh()
    .slug(slug)
    .send();
```*/
    pub fn session_refresh(&self) -> builder::SessionRefresh<'_> {
        builder::SessionRefresh {
            call: self.client().session_refresh(),
            runtime: self.runtime(),
        }
    }

    /**Get a stoken that opens event streams, for a minute

Sends a `POST` request to `/api/public/{slug}/session/stream`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_stream()
    .slug(slug)
    .send();
```*/
    pub fn session_stream(&self) -> builder::SessionStream<'_> {
        builder::SessionStream {
            call: self.client().session_stream(),
            runtime: self.runtime(),
        }
    }

    /**Verify the session by the code

A wrong code is `403 verification_required`. Too many wrong ones lock the codes of this contact for a while; booking goes on.

Sends a `POST` request to `/api/public/{slug}/session/verify`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_verify()
    .slug(slug)
    .body(body)
    .send();
```*/
    pub fn session_verify(&self) -> builder::SessionVerify<'_> {
        builder::SessionVerify {
            call: self.client().session_verify(),
            runtime: self.runtime(),
        }
    }

    /**List the slots of a service between two instants

Sends a `GET` request to `/api/public/{slug}/slots`

Arguments:
- `slug`: The tenant.
- `from`: Slots start at or after this instant.
- `limit`: How many slots at most.
- `page_token`: Where the page before ended.
- `service_id`: The service to be booked.
- `staff_id`: Only with this member of staff.
- `to`: Slots start before this instant, at most 62 days after `from`.
```ignore
let response = client.slot_list()
    .slug(slug)
    .from(from)
    .limit(limit)
    .page_token(page_token)
    .service_id(service_id)
    .staff_id(staff_id)
    .to(to)
    .send();
```*/
    pub fn slot_list(&self) -> builder::SlotList<'_> {
        builder::SlotList {
            call: self.client().slot_list(),
            runtime: self.runtime(),
        }
    }
}

/// The calls of [`Client`], as they are put together.
pub mod builder {
    use crate::{
        Error, ResponseValue, blocking::Runtime,
        generated::client::{builder as calls, types},
    };
    ///Builder for [`Client::contract_view`](super::Client).
    #[derive(Debug, Clone)]
    pub struct ContractView<'a> {
        pub(in crate::generated) call: calls::ContractView<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl ContractView<'_> {
        ///Sends a `GET` request to `/api/contract`
        pub fn send(self) -> Result<ResponseValue<types::ContractViewData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::tenant_list`](super::Client).
    #[derive(Debug, Clone)]
    pub struct TenantList<'a> {
        pub(in crate::generated) call: calls::TenantList<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl TenantList<'_> {
        pub fn limit<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            Self {
                call: self.call.limit(value),
                runtime: self.runtime,
            }
        }

        pub fn page_token<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.page_token(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public`
        pub fn send(self) -> Result<ResponseValue<types::TenantSummaryPage>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::tenant_view`](super::Client).
    #[derive(Debug, Clone)]
    pub struct TenantView<'a> {
        pub(in crate::generated) call: calls::TenantView<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl TenantView<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}`
        pub fn send(self) -> Result<ResponseValue<types::TenantData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::booking_create`](super::Client).
    #[derive(Debug, Clone)]
    pub struct BookingCreate<'a> {
        pub(in crate::generated) call: calls::BookingCreate<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl BookingCreate<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn idempotency_key<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.idempotency_key(value),
                runtime: self.runtime,
            }
        }

        pub fn body<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingCreate>,
            <V as std::convert::TryInto<types::BookingCreate>>::Error: std::fmt::Display,
        {
            Self {
                call: self.call.body(value),
                runtime: self.runtime,
            }
        }

        pub fn body_map<F>(self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::BookingCreate,
            ) -> types::builder::BookingCreate,
        {
            Self {
                call: self.call.body_map(f),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/book`
        pub fn send(self) -> Result<ResponseValue<types::BookingData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::booking_list`](super::Client).
    #[derive(Debug, Clone)]
    pub struct BookingList<'a> {
        pub(in crate::generated) call: calls::BookingList<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl BookingList<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn limit<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            Self {
                call: self.call.limit(value),
                runtime: self.runtime,
            }
        }

        pub fn page_token<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.page_token(value),
                runtime: self.runtime,
            }
        }

        pub fn status<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingStatus>,
        {
            Self {
                call: self.call.status(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings`
        pub fn send(self) -> Result<ResponseValue<types::BookingPage>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::booking_view`](super::Client).
    #[derive(Debug, Clone)]
    pub struct BookingView<'a> {
        pub(in crate::generated) call: calls::BookingView<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl BookingView<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            Self {
                call: self.call.id(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings/{id}`
        pub fn send(self) -> Result<ResponseValue<types::BookingData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::booking_change`](super::Client).
    #[derive(Debug, Clone)]
    pub struct BookingChange<'a> {
        pub(in crate::generated) call: calls::BookingChange<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl BookingChange<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            Self {
                call: self.call.id(value),
                runtime: self.runtime,
            }
        }

        pub fn idempotency_key<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.idempotency_key(value),
                runtime: self.runtime,
            }
        }

        pub fn body<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingChange>,
            <V as std::convert::TryInto<types::BookingChange>>::Error: std::fmt::Display,
        {
            Self {
                call: self.call.body(value),
                runtime: self.runtime,
            }
        }

        pub fn body_map<F>(self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::BookingChange,
            ) -> types::builder::BookingChange,
        {
            Self {
                call: self.call.body_map(f),
                runtime: self.runtime,
            }
        }

        ///Sends a `PATCH` request to `/api/public/{slug}/bookings/{id}`
        pub fn send(self) -> Result<ResponseValue<types::BookingData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::booking_calendar`](super::Client).
    #[derive(Debug, Clone)]
    pub struct BookingCalendar<'a> {
        pub(in crate::generated) call: calls::BookingCalendar<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl BookingCalendar<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            Self {
                call: self.call.id(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings/{id}/calendar.ics`
        pub fn send(self) -> Result<String, Error> {
            let call = self.call;
            self.runtime
                .block_on(async move { crate::read_text(call.send().await?).await })
        }
    }

    ///Builder for [`Client::service_list`](super::Client).
    #[derive(Debug, Clone)]
    pub struct ServiceList<'a> {
        pub(in crate::generated) call: calls::ServiceList<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl ServiceList<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn limit<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            Self {
                call: self.call.limit(value),
                runtime: self.runtime,
            }
        }

        pub fn page_token<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.page_token(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/services`
        pub fn send(self) -> Result<ResponseValue<types::ServicePage>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::service_view`](super::Client).
    #[derive(Debug, Clone)]
    pub struct ServiceView<'a> {
        pub(in crate::generated) call: calls::ServiceView<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl ServiceView<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn service_id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ServiceId>,
        {
            Self {
                call: self.call.service_id(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/services/{serviceId}`
        pub fn send(self) -> Result<ResponseValue<types::ServiceData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_create`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionCreate<'a> {
        pub(in crate::generated) call: calls::SessionCreate<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionCreate<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn body<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionCreate>,
            <V as std::convert::TryInto<types::SessionCreate>>::Error: std::fmt::Display,
        {
            Self {
                call: self.call.body(value),
                runtime: self.runtime,
            }
        }

        pub fn body_map<F>(self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionCreate,
            ) -> types::builder::SessionCreate,
        {
            Self {
                call: self.call.body_map(f),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session`
        pub fn send(self) -> Result<ResponseValue<types::SessionData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_end`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionEnd<'a> {
        pub(in crate::generated) call: calls::SessionEnd<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionEnd<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `DELETE` request to `/api/public/{slug}/session`
        pub fn send(self) -> Result<ResponseValue<()>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_code`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionCode<'a> {
        pub(in crate::generated) call: calls::SessionCode<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionCode<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/code`
        pub fn send(self) -> Result<ResponseValue<types::SessionCodeData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_redeem`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionRedeem<'a> {
        pub(in crate::generated) call: calls::SessionRedeem<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionRedeem<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn body<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionRedeem>,
            <V as std::convert::TryInto<types::SessionRedeem>>::Error: std::fmt::Display,
        {
            Self {
                call: self.call.body(value),
                runtime: self.runtime,
            }
        }

        pub fn body_map<F>(self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionRedeem,
            ) -> types::builder::SessionRedeem,
        {
            Self {
                call: self.call.body_map(f),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/redeem`
        pub fn send(self) -> Result<ResponseValue<types::SessionData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_refresh`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionRefresh<'a> {
        pub(in crate::generated) call: calls::SessionRefresh<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionRefresh<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/refresh`
        pub fn send(self) -> Result<ResponseValue<types::SessionStateData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_stream`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionStream<'a> {
        pub(in crate::generated) call: calls::SessionStream<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionStream<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/stream`
        pub fn send(self) -> Result<ResponseValue<types::StreamSessionData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::session_verify`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SessionVerify<'a> {
        pub(in crate::generated) call: calls::SessionVerify<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SessionVerify<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn body<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionVerify>,
            <V as std::convert::TryInto<types::SessionVerify>>::Error: std::fmt::Display,
        {
            Self {
                call: self.call.body(value),
                runtime: self.runtime,
            }
        }

        pub fn body_map<F>(self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionVerify,
            ) -> types::builder::SessionVerify,
        {
            Self {
                call: self.call.body_map(f),
                runtime: self.runtime,
            }
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/verify`
        pub fn send(self) -> Result<ResponseValue<types::SessionStateData>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }

    ///Builder for [`Client::slot_list`](super::Client).
    #[derive(Debug, Clone)]
    pub struct SlotList<'a> {
        pub(in crate::generated) call: calls::SlotList<'a>,
        pub(in crate::generated) runtime: &'a Runtime,
    }

    impl SlotList<'_> {
        pub fn slug<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            Self {
                call: self.call.slug(value),
                runtime: self.runtime,
            }
        }

        pub fn from<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            Self {
                call: self.call.from(value),
                runtime: self.runtime,
            }
        }

        pub fn limit<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            Self {
                call: self.call.limit(value),
                runtime: self.runtime,
            }
        }

        pub fn page_token<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            Self {
                call: self.call.page_token(value),
                runtime: self.runtime,
            }
        }

        pub fn service_id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ServiceId>,
        {
            Self {
                call: self.call.service_id(value),
                runtime: self.runtime,
            }
        }

        pub fn staff_id<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<types::StaffId>,
        {
            Self {
                call: self.call.staff_id(value),
                runtime: self.runtime,
            }
        }

        pub fn to<V>(self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            Self {
                call: self.call.to(value),
                runtime: self.runtime,
            }
        }

        ///Sends a `GET` request to `/api/public/{slug}/slots`
        pub fn send(self) -> Result<ResponseValue<types::SlotPage>, Error> {
            Ok(self.runtime.block_on(self.call.send())?)
        }
    }
}
