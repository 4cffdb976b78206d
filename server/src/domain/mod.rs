//! The rules of scheduling, and nothing else: no database, no network, no clock.
//!
//! Everything here is a function of its arguments; `now` is one of them. Whoever wants to know why
//! a slot is offered, refused or moved by an hour finds the answer in this folder alone.
//!
//! What holds here:
//! - An [`Appointment`](appointment::Appointment) comes only from [`SlotSearch::judge`](slots::SlotSearch::judge),
//!   so nothing can be booked that the slot search would not have listed.
//! - A [`Slot`](slots::Slot) comes only from [`SlotSearch::list`](slots::SlotSearch::list).
//! - Instants are instants. Wall time exists in [`schedule`] and [`zone`] only, and one zone database
//!   turns the one into the other.
//!
//! In the order a booking meets them:
//! - [`ids`]: the names of services, staff and bookings.
//! - [`zone`]: wall time of a tenant, and the instant it stands for.
//! - [`schedule`]: weekly hours and dated overrides, as the windows they open.
//! - [`service`]: how long an appointment takes and when it may be booked.
//! - [`staff`]: one member of staff, their hours and what occupies them.
//! - [`slots`]: the search that lists slots and judges a booking.
//! - [`appointment`]: what a judged booking becomes, or why it doesn't.
//! - [`assign`]: who takes a booking that is for anybody.
//! - [`alternatives`]: the nearest free slots when one is taken.
//! - [`policy`]: notice, horizon and the cut-off of changes.
//! - [`booking`]: the states of a booking and its revisions.
//! - [`reminders`]: which messages a booking sends, and when.

pub mod alternatives;
pub mod appointment;
pub mod assign;
pub mod booking;
mod busy;
pub mod ids;
pub mod policy;
pub mod reminders;
pub mod schedule;
pub mod service;
pub mod slots;
mod span;
pub mod staff;
pub mod zone;
