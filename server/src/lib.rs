//! The scheduler: services, slots, bookings, customer sessions, live events, reminders

pub mod config;
pub mod domain;
pub mod handwritten;
pub mod telemetry;
pub mod tenants;
