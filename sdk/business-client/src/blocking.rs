//! The client for programs without `async`: scripts, tests, sites on a blocking server.
//!
//! [`BusinessClient`] and [`Directory`] have the methods of the [asynchronous](crate::BusinessClient)
//! [ones](crate::Directory), which wait until the call has ended. Don't use them in `async` code, where
//! a thread that waits stops everything else that was to run on it.
//!
//! ```
//! use business_client::{Booked, Error, NewBooking, TimeDelta, Utc, blocking::BusinessClient};
//!
//! # fn book(url: &str) -> Result<(), Error> {
//! let business = BusinessClient::connect(url, "stillwater")?;
//! let services = business.services()?;
//! let Some(service) = services.first() else { return Ok(()) };
//! let Some(slot) = business.next_slot(service, None, Utc::now())? else { return Ok(()) };
//! let wish = NewBooking::new(service.id, slot.start, "Kim Berger").email("kim@example.com");
//! if let Booked::Confirmed(booking) = business.book(&wish)? {
//!     println!("see you on {}", booking.start);
//! }
//! # Ok(())
//! # }
//! # assert!(book("http://127.0.0.1:1").is_err());
//! ```

use std::{net::IpAddr, sync::Arc};

use chrono::{DateTime, Utc};
pub use scheduler_sdk::blocking::{Events, Runtime};
use scheduler_sdk::{
    EventSource,
    types::{
        Booking, BookingId, Contact, Service, ServiceId, SessionCode, Slot, SlotPage, StaffId,
        Tenant, TenantSlug, TenantSummary,
    },
};

use crate::{
    Booked, Cancelled, Error, KeptSession, Logo, NewBooking, NoLogo, Rescheduled, Seen, SlotQuery,
    Storefront,
};

/// A tenant, as one customer sees it, by calls that wait. See the [module](self).
#[derive(Clone, Debug)]
pub struct BusinessClient {
    client: crate::BusinessClient,
    runtime: Runtime,
}

/// All businesses of one scheduling server, by calls that wait. See the [module](self).
#[derive(Clone, Debug)]
pub struct Directory {
    directory: crate::Directory,
    runtime: Runtime,
}

/// Methods of the same name, arguments and documentation as the asynchronous client's.
macro_rules! waits {
    ($of:ident . $inner:ident: $($name:ident($($argument:ident: $type:ty),*) -> $gives:ty;)*) => {
        impl $of {
            $(
                #[doc = concat!("See [`", stringify!($of), "::", stringify!($name), "`](crate::",
                    stringify!($of), "::", stringify!($name), ").")]
                ///
                /// # Errors
                /// The same.
                pub fn $name(&self, $($argument: $type),*) -> Result<$gives, Error> {
                    self.runtime.block_on(self.$inner.$name($($argument),*))
                }
            )*
        }
    };
}

waits! { BusinessClient.client:
    tenant() -> Tenant;
    services() -> Vec<Service>;
    service(id: ServiceId) -> Service;
    storefront() -> Arc<Storefront>;
    slots(service: ServiceId, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Slot>;
    slots_with(service: ServiceId, staff: StaffId, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Slot>;
    find_slots(query: &SlotQuery) -> Vec<Slot>;
    slot_page(query: &SlotQuery, page_token: Option<&str>) -> SlotPage;
    next_slot(service: &Service, staff: impl Into<Option<StaffId>>, from: DateTime<Utc>) -> Option<Slot>;
    book(wish: &NewBooking) -> Booked;
    bookings() -> Vec<Booking>;
    bookings_by_session() -> Vec<Vec<Booking>>;
    bookings_under(contact: &Contact) -> Vec<Booking>;
    booking(id: BookingId) -> Booking;
    reschedule(seen: impl Into<Seen>, start: DateTime<Utc>, staff: impl Into<Option<StaffId>>) -> Rescheduled;
    cancel(seen: impl Into<Seen>, reason: Option<&str>) -> Cancelled;
    calendar(id: BookingId) -> String;
    start_session(contact: Contact) -> ();
    send_code() -> SessionCode;
    ask_for_code(contact: Contact) -> SessionCode;
    verify(code: &str) -> ();
    redeem(manage_token: &str) -> ();
    end_session() -> ();
    event_source(after: impl Into<Option<u64>>) -> EventSource;
    event_source_of(id: BookingId, after: impl Into<Option<u64>>) -> EventSource;
    lets_listen(origin: &str) -> bool;
}

waits! { Directory.directory:
    tenants() -> Vec<TenantSummary>;
}

impl BusinessClient {
    /// See [`BusinessClient::connect`](crate::BusinessClient::connect).
    ///
    /// # Errors
    /// The same, and [`Error::InvalidRequest`] if no thread can be started.
    pub fn connect(url: &str, slug: impl Into<TenantSlug>) -> Result<Self, Error> {
        Ok(Self {
            client: crate::BusinessClient::connect(url, slug)?,
            runtime: Runtime::start()?,
        })
    }

    /// A client that waits for the calls of this one.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if no thread can be started.
    pub fn of(client: crate::BusinessClient) -> Result<Self, Error> {
        Ok(Self {
            client,
            runtime: Runtime::start()?,
        })
    }

    /// See [`BusinessClient::for_visitor`](crate::BusinessClient::for_visitor).
    #[must_use]
    pub fn for_visitor(&self, address: impl Into<Option<IpAddr>>) -> Self {
        Self {
            client: self.client.for_visitor(address),
            runtime: self.runtime.clone(),
        }
    }

    /// See [`BusinessClient::from_address`](crate::BusinessClient::from_address).
    #[must_use]
    pub fn from_address(&self, address: impl Into<Option<IpAddr>>) -> Self {
        Self {
            client: self.client.from_address(address),
            runtime: self.runtime.clone(),
        }
    }

    /// See [`BusinessClient::resume`](crate::BusinessClient::resume).
    #[must_use]
    pub fn resume(&self, session: impl Into<Option<KeptSession>>) -> Self {
        Self {
            client: self.client.resume(session),
            runtime: self.runtime.clone(),
        }
    }

    /// See [`BusinessClient::logo`](crate::BusinessClient::logo).
    ///
    /// # Errors
    /// The same.
    pub fn logo(&self, url: &str) -> Result<Logo, NoLogo> {
        self.runtime.block_on(self.client.logo(url))
    }

    /// See [`BusinessClient::session`](crate::BusinessClient::session).
    #[must_use]
    pub fn session(&self) -> Option<KeptSession> {
        self.runtime.block_on(self.client.session())
    }

    /// See [`BusinessClient::events`](crate::BusinessClient::events): an iterator that waits.
    ///
    /// # Errors
    /// The same.
    pub fn events(&self) -> Result<Events, Error> {
        let events = self.runtime.block_on(self.client.events())?;
        Ok(Events::new(events, self.runtime.clone()))
    }

    /// The tenant's slug.
    #[must_use]
    pub fn slug(&self) -> &TenantSlug {
        self.client.slug()
    }
}

impl Directory {
    /// See [`Directory::connect`](crate::Directory::connect).
    ///
    /// # Errors
    /// The same, and [`Error::InvalidRequest`] if no thread can be started.
    pub fn connect(url: &str) -> Result<Self, Error> {
        Ok(Self {
            directory: crate::Directory::connect(url)?,
            runtime: Runtime::start()?,
        })
    }

    /// See [`Directory::business`](crate::Directory::business).
    #[must_use]
    pub fn business(&self, slug: impl Into<TenantSlug>) -> BusinessClient {
        BusinessClient {
            client: self.directory.business(slug),
            runtime: self.runtime.clone(),
        }
    }
}
