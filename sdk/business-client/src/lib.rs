//! What a tenant site links: sessions, slots, bookings
