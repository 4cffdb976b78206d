-- Whatever the server believes, the database refuses two bookings of one member of staff that overlap,
-- unless they are of one service and start: single appointments of those are refused already.
CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER TABLE bookings ADD CONSTRAINT bookings_never_overlap EXCLUDE USING gist (
    tenant_id WITH =,
    staff_id WITH =,
    int8range(occupied_from, occupied_until) WITH &&,
    shares WITH <>
) WHERE (status <> 'cancelled');
