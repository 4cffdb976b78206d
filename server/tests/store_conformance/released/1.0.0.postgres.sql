-- A database of release 1.0.0 as pg_dump wrote it, with three tenants and a customer's bookings.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE TABLE public._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);
CREATE TABLE public.bookings (
    tenant_id text NOT NULL,
    id text NOT NULL,
    revision bigint NOT NULL,
    status text NOT NULL,
    service_id text NOT NULL,
    service_name text NOT NULL,
    staff_id text NOT NULL,
    staff_name text NOT NULL,
    customer_id text NOT NULL,
    session_id text,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    occupied_from bigint NOT NULL,
    occupied_until bigint NOT NULL,
    shares text NOT NULL,
    single bigint NOT NULL,
    buffer_before_minutes bigint NOT NULL,
    buffer_after_minutes bigint NOT NULL,
    price_amount bigint NOT NULL,
    price_currency text NOT NULL,
    customer_name text NOT NULL,
    note text,
    cancel_reason text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE TABLE public.codes (
    tenant_id text NOT NULL,
    session_id text NOT NULL,
    code_hash text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE public.customers (
    tenant_id text NOT NULL,
    id text NOT NULL,
    contact_kind text NOT NULL,
    contact text NOT NULL,
    last_event bigint NOT NULL,
    wrong_codes bigint NOT NULL,
    codes_locked_until bigint NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.events (
    tenant_id text NOT NULL,
    customer_id text NOT NULL,
    sequence bigint NOT NULL,
    session_id text,
    session_sequence bigint,
    payload text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.idempotency_keys (
    tenant_id text NOT NULL,
    operation text NOT NULL,
    caller text NOT NULL,
    idempotency_key text NOT NULL,
    request_hash text NOT NULL,
    response text NOT NULL,
    created_at bigint NOT NULL
);
CREATE TABLE public.jobs (
    tenant_id text NOT NULL,
    id text NOT NULL,
    subject text NOT NULL,
    revision bigint NOT NULL,
    kind text NOT NULL,
    payload text NOT NULL,
    due_at bigint NOT NULL,
    attempts bigint NOT NULL,
    claimed_until bigint NOT NULL,
    state text NOT NULL,
    last_error text,
    created_at bigint NOT NULL
);
CREATE TABLE public.manage_links (
    tenant_id text NOT NULL,
    token_hash text NOT NULL,
    customer_id text NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);
CREATE TABLE public.rate_limits (
    tenant_id text NOT NULL,
    subject text NOT NULL,
    window_start bigint NOT NULL,
    calls bigint NOT NULL
);
CREATE TABLE public.sessions (
    tenant_id text NOT NULL,
    id text NOT NULL,
    token_hash text NOT NULL,
    parent_id text,
    customer_id text NOT NULL,
    level text NOT NULL,
    last_event bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    refreshable_until bigint NOT NULL,
    ended_at bigint
);
CREATE TABLE public.tenants (
    id text NOT NULL,
    slug text NOT NULL,
    revision bigint NOT NULL,
    listed bigint NOT NULL,
    definition text NOT NULL
);
INSERT INTO public._sqlx_migrations VALUES (1, 'scheduler', '2026-11-24 16:56:17.233714+00', true, '\x36e0406d306a499e52d9a2190ea9fa254d68c4040b5e82724c6a62a2602c78dc5cba643538349c2b52eaf071fecb5236', 20672268);
INSERT INTO public._sqlx_migrations VALUES (2, 'no overlap', '2026-11-24 16:56:17.254902+00', true, '\x7939c3854ad6b4c898594679b0f5230995fc4ba4b764451a83c5dcbbf6b6045af380572e896785db92e7d8bb042f3e56', 51433884);
INSERT INTO public.bookings VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9dbe-77bf-9432-f9ec59729e5e', 1, 'confirmed', '0197a3c0-1f40-7a10-8c1e-5b7d20a4e001', 'First conversation', '0197a3c0-1f40-7a10-8c1e-5b7d20a4f001', 'Dr. Mareike Thoma', '01a20e7c-9d88-74b7-a0e7-e758e6911459', '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 1796025600000000, 1796027400000000, 1796025600000000, 1796028000000000, '0197a3c0-1f40-7a10-8c1e-5b7d20a4e001 2026-11-30T08:00:00Z', 1, 0, 10, 0, 'EUR', 'Kim Berger', 'Ground floor, please', NULL, 1795539377598118, 1795539377598118);
INSERT INTO public.bookings VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9ded-78c2-a4fb-42493f025e2f', 2, 'cancelled', '0197a3c0-1f40-7a10-8c1e-5b7d20a4e001', 'First conversation', '0197a3c0-1f40-7a10-8c1e-5b7d20a4f002', 'Jonas Weidner', '01a20e7c-9d88-74b7-a0e7-e758e6911459', '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 1796041800000000, 1796043600000000, 1796041800000000, 1796044200000000, '0197a3c0-1f40-7a10-8c1e-5b7d20a4e001 2026-11-30T12:30:00Z', 1, 0, 10, 0, 'EUR', 'Kim Berger', 'Ground floor, please', 'ill', 1795539377645266, 1795539377687554);
INSERT INTO public.codes VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 'f8400aa517d447c60caaf0df86d0faa4895d9f20086ad7aa653dafa5916aab6f', 1795539977711571);
INSERT INTO public.customers VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-74b7-a0e7-e758e6911459', 'email', 'kim@example.com', 3, 0, 0, 1795539377544503);
INSERT INTO public.events VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-74b7-a0e7-e758e6911459', 1, '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 1, '{"type":"booking.confirmed","at":"2026-11-24T16:56:17.598118Z","booking":{"id":"01a20e7c-9dbe-77bf-9432-f9ec59729e5e","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma"},"start":"2026-11-30T08:00:00Z","end":"2026-11-30T08:30:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T08:00:00Z","rescheduleBefore":"2026-11-29T20:00:00Z","createdAt":"2026-11-24T16:56:17.598118Z","updatedAt":"2026-11-24T16:56:17.598118Z"}}', 1795539377598118);
INSERT INTO public.events VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-74b7-a0e7-e758e6911459', 2, '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 2, '{"type":"booking.confirmed","at":"2026-11-24T16:56:17.645266Z","booking":{"id":"01a20e7c-9ded-78c2-a4fb-42493f025e2f","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.645266Z","updatedAt":"2026-11-24T16:56:17.645266Z"}}', 1795539377645266);
INSERT INTO public.events VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-74b7-a0e7-e758e6911459', 3, '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 3, '{"type":"booking.cancelled","at":"2026-11-24T16:56:17.687554Z","booking":{"id":"01a20e7c-9ded-78c2-a4fb-42493f025e2f","revision":2,"status":"cancelled","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelReason":"ill","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.645266Z","updatedAt":"2026-11-24T16:56:17.687554Z"}}', 1795539377687554);
INSERT INTO public.idempotency_keys VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'booking_create', 'session 01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 'k0', 'fc212b15c01f56cc506a9e463d5f12b57da414767f7e58ace952339721ecd11f', '{"id":"01a20e7c-9dbe-77bf-9432-f9ec59729e5e","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma"},"start":"2026-11-30T08:00:00Z","end":"2026-11-30T08:30:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T08:00:00Z","rescheduleBefore":"2026-11-29T20:00:00Z","createdAt":"2026-11-24T16:56:17.598118Z","updatedAt":"2026-11-24T16:56:17.598118Z"}', 1795539377598118);
INSERT INTO public.idempotency_keys VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'booking_create', 'session 01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 'k9', '67cb6cccab98c84857a2873c11fbb66f7f5365f9748bc3fb5d88df01708f631e', '{"id":"01a20e7c-9ded-78c2-a4fb-42493f025e2f","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.645266Z","updatedAt":"2026-11-24T16:56:17.645266Z"}', 1795539377645266);
INSERT INTO public.jobs VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9dbe-7a94-b29c-f48e3b9d9dd0', '01a20e7c-9dbe-77bf-9432-f9ec59729e5e', 1, 'confirmation', '{"link":"nxm_z52KnyJJ0io5TuGhnnMTncyapyutgLBRSjHC3IEoIWc"}', 1795539377598118, 0, 0, 'due', NULL, 1795539377598118);
INSERT INTO public.jobs VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9dbe-7eb9-95d0-3995ec7dfe6c', '01a20e7c-9dbe-77bf-9432-f9ec59729e5e', 1, 'day_before', '{"link":"nxm_DOJAb76Ndow9Z5WamI7mDuFQ_5tJfjVaFi4BJhqy6Eg"}', 1795939200000000, 0, 0, 'due', NULL, 1795539377598118);
INSERT INTO public.jobs VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9dbe-73e7-acdc-c3e3837f021d', '01a20e7c-9dbe-77bf-9432-f9ec59729e5e', 1, 'hour_before', '{"link":"nxm_3o0TbIwBNTQO_R1jyY5SdiWKuPYr_ffoR8eRh-_a7S0"}', 1796022000000000, 0, 0, 'due', NULL, 1795539377598118);
INSERT INTO public.jobs VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9e17-7ac5-923b-8c1132a0f744', '01a20e7c-9ded-78c2-a4fb-42493f025e2f', 2, 'cancelled', '{"link":"nxm_8QsdNdK2-E-ilLkB3qGJsZ0q6M8yMKEKyouSMpI10Wo"}', 1795539377687554, 0, 0, 'due', NULL, 1795539377687554);
INSERT INTO public.jobs VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9e2f-782d-8233-0065608742d1', '01a20e7c-9e2f-782d-8233-0065608742d1', 1, 'session_code', '{"contact":{"kind":"email","address":"kim@example.com"},"code":"053987","expires_at":"2026-11-24T17:06:17.711571613Z"}', 1795539377711571, 0, 0, 'due', NULL, 1795539377711571);
INSERT INTO public.rate_limits VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'session contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031', 1795539360000000, 1);
INSERT INTO public.rate_limits VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'book contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031', 1795539360000000, 3);
INSERT INTO public.rate_limits VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'code contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031', 1795539360000000, 1);
INSERT INTO public.sessions VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', 'd353f997c2fc9ce27d9101a71adb18123f507e2315a57504e6978b4bb134d024', NULL, '01a20e7c-9d88-74b7-a0e7-e758e6911459', 'claimed', 3, 1795539377544503, 1795541177544503, 1795582577544503, NULL);
INSERT INTO public.sessions VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', '01a20e7c-9e46-7c09-9bbc-981b1ab3d7b1', '3402ffe1cf460e174d0552eab5fab4a13fa48793fe975d11e15cf9ad26af0668', '01a20e7c-9d88-7df7-b1c1-af0d0d7406b9', '01a20e7c-9d88-74b7-a0e7-e758e6911459', 'claimed', 0, 1795539377734674, 1795539437734674, 1795539437734674, NULL);
INSERT INTO public.tenants VALUES ('01a20e7c-9ca2-7883-a6c1-b77e6c66e22f', 'stillwater', 1, 1, '{"slug":"stillwater","name":"Stillwater Hypnotherapy","time_zone":"Europe/Berlin","locale":"en-GB","site_url":"https://stillwater.example","allowed_origins":["https://stillwater.example","http://localhost:8711","http://127.0.0.1:8711"],"listed":true,"branding":{"primary_color":"#2f5d62","accent_color":"#dfeeea","logo_url":"https://stillwater.example/logo.svg","welcome_text":"A quiet room near the canal, and an hour of your own."},"senders":{"email_from":"hello@stillwater.example","email_reply_to":"practice@stillwater.example","sms_from":"+4930555010"},"policies":{"min_notice_minutes":120,"horizon_days":90,"cancel_cutoff_minutes":1440,"reschedule_cutoff_minutes":720,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":20}},"services":[{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","name":"First conversation","description":"Half an hour to get to know each other, on the phone or at the practice. Free of charge.","duration_minutes":30,"buffer_before_minutes":0,"buffer_after_minutes":10,"slot_interval_minutes":30,"capacity":1,"price":{"amount":0,"currency":"EUR"},"min_notice_minutes":30,"horizon_days":30,"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","0197a3c0-1f40-7a10-8c1e-5b7d20a4f003"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e002","name":"Hypnotherapy session","description":"Sixty minutes for sleep, fear or a habit that has outstayed its welcome.","duration_minutes":60,"buffer_before_minutes":5,"buffer_after_minutes":15,"slot_interval_minutes":30,"capacity":1,"price":{"amount":11000,"currency":"EUR"},"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","0197a3c0-1f40-7a10-8c1e-5b7d20a4f002"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e003","name":"Deep session","description":"Two unhurried hours, for those who have been here before.","duration_minutes":120,"buffer_before_minutes":0,"buffer_after_minutes":30,"slot_interval_minutes":60,"capacity":1,"price":{"amount":19500,"currency":"EUR"},"min_notice_minutes":1440,"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e004","name":"Self-hypnosis, in a small group","description":"Ninety minutes for six people: a method to take home. Mats and tea are there.","duration_minutes":90,"buffer_before_minutes":15,"buffer_after_minutes":15,"slot_interval_minutes":120,"capacity":6,"price":{"amount":2800,"currency":"EUR"},"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f003"]}],"staff":[{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma","weekly":{"mon":[["09:00","12:30"],["13:30","18:00"]],"tue":[["09:00","12:30"],["13:30","18:00"]],"wed":[["09:00","13:00"]],"thu":[["11:00","14:00"],["15:00","20:00"]],"fri":[["09:00","12:30"],["13:30","16:00"]],"sat":[],"sun":[]},"overrides":{"2026-12-23":[["09:00","12:00"]],"2026-12-31":[]},"time_off":[{"from":"2026-12-24","until":"2026-12-28"},{"from":"2027-02-11 12:30","until":"2027-02-12 14:00"}]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner","weekly":{"mon":[["12:00","15:00"],["15:45","20:30"]],"tue":[["10:00","13:00"],["14:00","18:30"]],"wed":[["10:00","13:00"],["14:00","18:30"]],"thu":[],"fri":[["10:00","13:00"],["14:00","17:00"]],"sat":[["10:00","14:00"]],"sun":[]},"overrides":{"2026-12-25":[]},"time_off":[]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f003","name":"Selin Akay","weekly":{"mon":[["16:00","20:00"]],"tue":[],"wed":[["16:00","20:00"]],"thu":[["08:30","12:30"],["13:15","17:00"]],"fri":[],"sat":[["09:30","13:30"]],"sun":[["10:00","14:00"]]},"overrides":{},"time_off":[]}]}');
INSERT INTO public.tenants VALUES ('01a20e7c-9ca5-7544-8bcd-205e5b7997a7', 'kiln-and-clay', 1, 1, '{"slug":"kiln-and-clay","name":"Kiln & Clay","time_zone":"America/New_York","locale":"en-US","site_url":"https://kiln-and-clay.example","allowed_origins":["https://kiln-and-clay.example","http://localhost:8712","http://127.0.0.1:8712"],"listed":true,"branding":{"primary_color":"#9c4a1a","accent_color":"#f4e3d3","logo_url":"https://kiln-and-clay.example/logo.svg","welcome_text":"Come and get your hands dirty. Aprons are on us."},"senders":{"email_from":"studio@kiln-and-clay.example","sms_from":"+12125550147"},"policies":{"min_notice_minutes":60,"horizon_days":60,"cancel_cutoff_minutes":720,"reschedule_cutoff_minutes":240,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":20}},"services":[{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e001","name":"Wheel class for beginners","description":"Two hours at the wheel, eight seats, two pots each. We fire and glaze them; pick them up three weeks later.","duration_minutes":120,"buffer_before_minutes":15,"buffer_after_minutes":30,"slot_interval_minutes":180,"capacity":8,"price":{"amount":6800,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f001","0197a3c4-62d8-7b21-9d33-0c58f1a6f002"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e002","name":"Private lesson","description":"One teacher, one wheel, ninety minutes.","duration_minutes":90,"buffer_before_minutes":0,"buffer_after_minutes":15,"slot_interval_minutes":45,"capacity":1,"price":{"amount":12000,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f001","0197a3c4-62d8-7b21-9d33-0c58f1a6f003"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e003","name":"Hand-building for two","description":"A table, a lump of clay and somebody to do it with. Priced for both of you.","duration_minutes":75,"buffer_before_minutes":0,"buffer_after_minutes":15,"slot_interval_minutes":30,"capacity":1,"price":{"amount":9500,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f002","0197a3c4-62d8-7b21-9d33-0c58f1a6f003"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e004","name":"Pick-up at the shop","description":"Ten minutes at the counter for your fired pots or an order from the shop.","duration_minutes":10,"buffer_before_minutes":0,"buffer_after_minutes":0,"slot_interval_minutes":10,"capacity":1,"price":{"amount":0,"currency":"USD"},"min_notice_minutes":0,"horizon_days":14,"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f004"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e005","name":"Kiln rental, half a day","description":"The small kiln to yourself: you load, we fire, cone 6 at most.","duration_minutes":240,"buffer_before_minutes":30,"buffer_after_minutes":60,"slot_interval_minutes":60,"capacity":1,"price":{"amount":5500,"currency":"USD"},"min_notice_minutes":2880,"horizon_days":45,"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f004"]}],"staff":[{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f001","name":"Rosalind Okafor","weekly":{"mon":[],"tue":[["10:00","13:00"],["14:00","20:00"]],"wed":[["10:00","13:00"],["14:00","20:00"]],"thu":[["14:00","21:30"]],"fri":[],"sat":[["10:00","13:00"],["13:45","18:00"]],"sun":[]},"overrides":{"2026-11-26":[],"2026-12-24":[["10:00","13:00"]]},"time_off":[{"from":"2027-01-11","until":"2027-01-17"}]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f002","name":"Theo Marchetti","weekly":{"mon":[["12:00","16:00"],["17:00","21:00"]],"tue":[],"wed":[["16:00","21:30"]],"thu":[],"fri":[["12:00","16:00"],["17:00","22:00"]],"sat":[],"sun":[["11:00","14:30"],["15:15","18:00"]]},"overrides":{"2026-12-25":[]},"time_off":[]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f003","name":"June Park","weekly":{"mon":[["10:00","12:30"],["13:30","18:00"]],"tue":[["10:00","12:30"],["13:30","18:00"]],"wed":[],"thu":[["10:00","12:30"],["13:30","18:00"]],"fri":[["10:00","12:30"],["13:30","18:00"]],"sat":[],"sun":[["12:00","17:00"]]},"overrides":{"2026-11-26":[],"2026-12-25":[]},"time_off":[]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f004","name":"The counter","weekly":{"mon":[["09:30","18:30"]],"tue":[["09:30","18:30"]],"wed":[["09:30","18:30"]],"thu":[["09:30","18:30"]],"fri":[["09:30","18:30"]],"sat":[["10:00","18:30"]],"sun":[["11:00","17:00"]]},"overrides":{"2026-11-26":[],"2026-12-25":[]},"time_off":[]}]}');
INSERT INTO public.tenants VALUES ('01a20e7c-9ca6-77f3-922b-c09e0e254bf3', 'northside-barbers', 1, 1, '{"slug":"northside-barbers","name":"Northside Barbers","time_zone":"Asia/Kathmandu","locale":"en-NP","site_url":"https://northside-barbers.example","allowed_origins":["https://northside-barbers.example","http://localhost:8713","http://127.0.0.1:8713"],"listed":true,"branding":{"primary_color":"#1d2a44","accent_color":"#c8a25d","welcome_text":"Sit down. We know what to do."},"senders":{"email_from":"chair@northside-barbers.example","sms_from":"Northside"},"policies":{"min_notice_minutes":15,"horizon_days":21,"cancel_cutoff_minutes":60,"reschedule_cutoff_minutes":60,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":30}},"services":[{"id":"0197a3c7-b594-7c32-ae44-91d3077be001","name":"Haircut","description":"Scissors or clippers, washed and styled.","duration_minutes":40,"buffer_before_minutes":0,"buffer_after_minutes":5,"slot_interval_minutes":15,"capacity":1,"price":{"amount":60000,"currency":"NPR"},"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001","0197a3c7-b594-7c32-ae44-91d3077bf002","0197a3c7-b594-7c32-ae44-91d3077bf003"]},{"id":"0197a3c7-b594-7c32-ae44-91d3077be002","name":"Beard trim","description":"Shaped, lined and oiled.","duration_minutes":20,"buffer_before_minutes":0,"buffer_after_minutes":0,"slot_interval_minutes":10,"capacity":1,"price":{"amount":30000,"currency":"NPR"},"min_notice_minutes":0,"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001","0197a3c7-b594-7c32-ae44-91d3077bf002","0197a3c7-b594-7c32-ae44-91d3077bf003"]},{"id":"0197a3c7-b594-7c32-ae44-91d3077be003","name":"Hot towel shave","description":"An open razor, a hot towel and no hurry.","duration_minutes":45,"buffer_before_minutes":5,"buffer_after_minutes":10,"slot_interval_minutes":15,"capacity":1,"price":{"amount":80000,"currency":"NPR"},"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001"]}],"staff":[{"id":"0197a3c7-b594-7c32-ae44-91d3077bf001","name":"Bishal Gurung","weekly":{"mon":[["08:00","12:30"],["13:15","19:00"]],"tue":[["08:00","12:30"],["13:15","19:00"]],"wed":[["08:00","12:30"],["13:15","19:00"]],"thu":[],"fri":[["08:00","12:30"],["13:15","20:00"]],"sat":[],"sun":[["08:00","12:30"],["13:15","19:00"]]},"overrides":{},"time_off":[{"from":"2026-12-14","until":"2026-12-18"}]},{"id":"0197a3c7-b594-7c32-ae44-91d3077bf002","name":"Suman Rai","weekly":{"mon":[],"tue":[["10:00","14:00"],["15:00","20:00"]],"wed":[],"thu":[["10:00","14:00"],["15:00","20:00"]],"fri":[["10:00","14:00"],["15:00","20:00"]],"sat":[["09:00","13:00"]],"sun":[["10:00","14:00"],["15:00","20:00"]]},"overrides":{},"time_off":[]},{"id":"0197a3c7-b594-7c32-ae44-91d3077bf003","name":"Anita Shrestha","weekly":{"mon":[["09:00","13:00"],["14:00","18:00"]],"tue":[],"wed":[["09:00","13:00"],["14:00","18:00"]],"thu":[["09:00","13:00"],["14:00","18:00"]],"fri":[],"sat":[["09:00","13:00"],["14:00","18:00"]],"sun":[]},"overrides":{"2027-01-01":[["11:00","16:00"]]},"time_off":[]}]}');
ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_never_overlap EXCLUDE USING gist (tenant_id WITH =, staff_id WITH =, int8range(occupied_from, occupied_until) WITH &&, shares WITH <>) WHERE ((status <> 'cancelled'::text));
ALTER TABLE ONLY public.bookings
    ADD CONSTRAINT bookings_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (tenant_id, session_id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_tenant_id_contact_kind_contact_key UNIQUE (tenant_id, contact_kind, contact);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (tenant_id, customer_id, sequence);
ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, operation, caller, idempotency_key);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.jobs
    ADD CONSTRAINT jobs_tenant_id_subject_revision_kind_key UNIQUE (tenant_id, subject, revision, kind);
ALTER TABLE ONLY public.manage_links
    ADD CONSTRAINT manage_links_pkey PRIMARY KEY (tenant_id, token_hash);
ALTER TABLE ONLY public.rate_limits
    ADD CONSTRAINT rate_limits_pkey PRIMARY KEY (tenant_id, subject, window_start);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash);
ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_slug_key UNIQUE (slug);
CREATE INDEX bookings_by_customer ON public.bookings USING btree (tenant_id, customer_id, starts_at, id);
CREATE INDEX bookings_by_end ON public.bookings USING btree (tenant_id, status, ends_at);
CREATE INDEX bookings_by_session ON public.bookings USING btree (tenant_id, session_id, starts_at, id);
CREATE INDEX bookings_by_time ON public.bookings USING btree (tenant_id, occupied_until);
CREATE UNIQUE INDEX bookings_single ON public.bookings USING btree (tenant_id, staff_id, service_id, starts_at) WHERE ((single = 1) AND (status <> 'cancelled'::text));
CREATE INDEX events_by_age ON public.events USING btree (tenant_id, created_at);
CREATE INDEX events_by_session ON public.events USING btree (tenant_id, session_id, session_sequence);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (tenant_id, created_at);
CREATE INDEX jobs_by_due ON public.jobs USING btree (state, due_at);
