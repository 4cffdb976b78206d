//! The scheduler: services, slots, bookings, customer sessions, live events, reminders
