//! The scheduler: services, slots, bookings, customer sessions, live events, reminders

pub mod domain;
pub mod tenants;
