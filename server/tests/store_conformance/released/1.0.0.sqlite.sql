-- A database of release 1.0.0 as SQLite dumped it, with three tenants and a customer's bookings.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL
);
INSERT INTO _sqlx_migrations VALUES(1,'scheduler','2026-11-24 16:56:16',1,X'36e0406d306a499e52d9a2190ea9fa254d68c4040b5e82724c6a62a2602c78dc5cba643538349c2b52eaf071fecb5236',2806488);
CREATE TABLE tenants (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    revision BIGINT NOT NULL,
    listed BIGINT NOT NULL,
    definition TEXT NOT NULL
);
INSERT INTO tenants VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','stillwater',1,1,'{"slug":"stillwater","name":"Stillwater Hypnotherapy","time_zone":"Europe/Berlin","locale":"en-GB","site_url":"https://stillwater.example","allowed_origins":["https://stillwater.example","http://localhost:8711","http://127.0.0.1:8711"],"listed":true,"branding":{"primary_color":"#2f5d62","accent_color":"#dfeeea","logo_url":"https://stillwater.example/logo.svg","welcome_text":"A quiet room near the canal, and an hour of your own."},"senders":{"email_from":"hello@stillwater.example","email_reply_to":"practice@stillwater.example","sms_from":"+4930555010"},"policies":{"min_notice_minutes":120,"horizon_days":90,"cancel_cutoff_minutes":1440,"reschedule_cutoff_minutes":720,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":20}},"services":[{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","name":"First conversation","description":"Half an hour to get to know each other, on the phone or at the practice. Free of charge.","duration_minutes":30,"buffer_before_minutes":0,"buffer_after_minutes":10,"slot_interval_minutes":30,"capacity":1,"price":{"amount":0,"currency":"EUR"},"min_notice_minutes":30,"horizon_days":30,"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","0197a3c0-1f40-7a10-8c1e-5b7d20a4f003"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e002","name":"Hypnotherapy session","description":"Sixty minutes for sleep, fear or a habit that has outstayed its welcome.","duration_minutes":60,"buffer_before_minutes":5,"buffer_after_minutes":15,"slot_interval_minutes":30,"capacity":1,"price":{"amount":11000,"currency":"EUR"},"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","0197a3c0-1f40-7a10-8c1e-5b7d20a4f002"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e003","name":"Deep session","description":"Two unhurried hours, for those who have been here before.","duration_minutes":120,"buffer_before_minutes":0,"buffer_after_minutes":30,"slot_interval_minutes":60,"capacity":1,"price":{"amount":19500,"currency":"EUR"},"min_notice_minutes":1440,"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e004","name":"Self-hypnosis, in a small group","description":"Ninety minutes for six people: a method to take home. Mats and tea are there.","duration_minutes":90,"buffer_before_minutes":15,"buffer_after_minutes":15,"slot_interval_minutes":120,"capacity":6,"price":{"amount":2800,"currency":"EUR"},"staff":["0197a3c0-1f40-7a10-8c1e-5b7d20a4f003"]}],"staff":[{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma","weekly":{"mon":[["09:00","12:30"],["13:30","18:00"]],"tue":[["09:00","12:30"],["13:30","18:00"]],"wed":[["09:00","13:00"]],"thu":[["11:00","14:00"],["15:00","20:00"]],"fri":[["09:00","12:30"],["13:30","16:00"]],"sat":[],"sun":[]},"overrides":{"2026-12-23":[["09:00","12:00"]],"2026-12-31":[]},"time_off":[{"from":"2026-12-24","until":"2026-12-28"},{"from":"2027-02-11 12:30","until":"2027-02-12 14:00"}]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner","weekly":{"mon":[["12:00","15:00"],["15:45","20:30"]],"tue":[["10:00","13:00"],["14:00","18:30"]],"wed":[["10:00","13:00"],["14:00","18:30"]],"thu":[],"fri":[["10:00","13:00"],["14:00","17:00"]],"sat":[["10:00","14:00"]],"sun":[]},"overrides":{"2026-12-25":[]},"time_off":[]},{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f003","name":"Selin Akay","weekly":{"mon":[["16:00","20:00"]],"tue":[],"wed":[["16:00","20:00"]],"thu":[["08:30","12:30"],["13:15","17:00"]],"fri":[],"sat":[["09:30","13:30"]],"sun":[["10:00","14:00"]]},"overrides":{},"time_off":[]}]}');
INSERT INTO tenants VALUES('01a20e7c-9b47-7b6f-b238-c4a530c711ac','kiln-and-clay',1,1,'{"slug":"kiln-and-clay","name":"Kiln & Clay","time_zone":"America/New_York","locale":"en-US","site_url":"https://kiln-and-clay.example","allowed_origins":["https://kiln-and-clay.example","http://localhost:8712","http://127.0.0.1:8712"],"listed":true,"branding":{"primary_color":"#9c4a1a","accent_color":"#f4e3d3","logo_url":"https://kiln-and-clay.example/logo.svg","welcome_text":"Come and get your hands dirty. Aprons are on us."},"senders":{"email_from":"studio@kiln-and-clay.example","sms_from":"+12125550147"},"policies":{"min_notice_minutes":60,"horizon_days":60,"cancel_cutoff_minutes":720,"reschedule_cutoff_minutes":240,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":20}},"services":[{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e001","name":"Wheel class for beginners","description":"Two hours at the wheel, eight seats, two pots each. We fire and glaze them; pick them up three weeks later.","duration_minutes":120,"buffer_before_minutes":15,"buffer_after_minutes":30,"slot_interval_minutes":180,"capacity":8,"price":{"amount":6800,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f001","0197a3c4-62d8-7b21-9d33-0c58f1a6f002"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e002","name":"Private lesson","description":"One teacher, one wheel, ninety minutes.","duration_minutes":90,"buffer_before_minutes":0,"buffer_after_minutes":15,"slot_interval_minutes":45,"capacity":1,"price":{"amount":12000,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f001","0197a3c4-62d8-7b21-9d33-0c58f1a6f003"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e003","name":"Hand-building for two","description":"A table, a lump of clay and somebody to do it with. Priced for both of you.","duration_minutes":75,"buffer_before_minutes":0,"buffer_after_minutes":15,"slot_interval_minutes":30,"capacity":1,"price":{"amount":9500,"currency":"USD"},"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f002","0197a3c4-62d8-7b21-9d33-0c58f1a6f003"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e004","name":"Pick-up at the shop","description":"Ten minutes at the counter for your fired pots or an order from the shop.","duration_minutes":10,"buffer_before_minutes":0,"buffer_after_minutes":0,"slot_interval_minutes":10,"capacity":1,"price":{"amount":0,"currency":"USD"},"min_notice_minutes":0,"horizon_days":14,"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f004"]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6e005","name":"Kiln rental, half a day","description":"The small kiln to yourself: you load, we fire, cone 6 at most.","duration_minutes":240,"buffer_before_minutes":30,"buffer_after_minutes":60,"slot_interval_minutes":60,"capacity":1,"price":{"amount":5500,"currency":"USD"},"min_notice_minutes":2880,"horizon_days":45,"staff":["0197a3c4-62d8-7b21-9d33-0c58f1a6f004"]}],"staff":[{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f001","name":"Rosalind Okafor","weekly":{"mon":[],"tue":[["10:00","13:00"],["14:00","20:00"]],"wed":[["10:00","13:00"],["14:00","20:00"]],"thu":[["14:00","21:30"]],"fri":[],"sat":[["10:00","13:00"],["13:45","18:00"]],"sun":[]},"overrides":{"2026-11-26":[],"2026-12-24":[["10:00","13:00"]]},"time_off":[{"from":"2027-01-11","until":"2027-01-17"}]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f002","name":"Theo Marchetti","weekly":{"mon":[["12:00","16:00"],["17:00","21:00"]],"tue":[],"wed":[["16:00","21:30"]],"thu":[],"fri":[["12:00","16:00"],["17:00","22:00"]],"sat":[],"sun":[["11:00","14:30"],["15:15","18:00"]]},"overrides":{"2026-12-25":[]},"time_off":[]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f003","name":"June Park","weekly":{"mon":[["10:00","12:30"],["13:30","18:00"]],"tue":[["10:00","12:30"],["13:30","18:00"]],"wed":[],"thu":[["10:00","12:30"],["13:30","18:00"]],"fri":[["10:00","12:30"],["13:30","18:00"]],"sat":[],"sun":[["12:00","17:00"]]},"overrides":{"2026-11-26":[],"2026-12-25":[]},"time_off":[]},{"id":"0197a3c4-62d8-7b21-9d33-0c58f1a6f004","name":"The counter","weekly":{"mon":[["09:30","18:30"]],"tue":[["09:30","18:30"]],"wed":[["09:30","18:30"]],"thu":[["09:30","18:30"]],"fri":[["09:30","18:30"]],"sat":[["10:00","18:30"]],"sun":[["11:00","17:00"]]},"overrides":{"2026-11-26":[],"2026-12-25":[]},"time_off":[]}]}');
INSERT INTO tenants VALUES('01a20e7c-9b48-7fc4-a608-790cde08f60a','northside-barbers',1,1,'{"slug":"northside-barbers","name":"Northside Barbers","time_zone":"Asia/Kathmandu","locale":"en-NP","site_url":"https://northside-barbers.example","allowed_origins":["https://northside-barbers.example","http://localhost:8713","http://127.0.0.1:8713"],"listed":true,"branding":{"primary_color":"#1d2a44","accent_color":"#c8a25d","welcome_text":"Sit down. We know what to do."},"senders":{"email_from":"chair@northside-barbers.example","sms_from":"Northside"},"policies":{"min_notice_minutes":15,"horizon_days":21,"cancel_cutoff_minutes":60,"reschedule_cutoff_minutes":60,"rate_limits":{"session_per_minute":20,"code_per_minute":5,"verify_per_minute":10,"book_per_minute":30}},"services":[{"id":"0197a3c7-b594-7c32-ae44-91d3077be001","name":"Haircut","description":"Scissors or clippers, washed and styled.","duration_minutes":40,"buffer_before_minutes":0,"buffer_after_minutes":5,"slot_interval_minutes":15,"capacity":1,"price":{"amount":60000,"currency":"NPR"},"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001","0197a3c7-b594-7c32-ae44-91d3077bf002","0197a3c7-b594-7c32-ae44-91d3077bf003"]},{"id":"0197a3c7-b594-7c32-ae44-91d3077be002","name":"Beard trim","description":"Shaped, lined and oiled.","duration_minutes":20,"buffer_before_minutes":0,"buffer_after_minutes":0,"slot_interval_minutes":10,"capacity":1,"price":{"amount":30000,"currency":"NPR"},"min_notice_minutes":0,"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001","0197a3c7-b594-7c32-ae44-91d3077bf002","0197a3c7-b594-7c32-ae44-91d3077bf003"]},{"id":"0197a3c7-b594-7c32-ae44-91d3077be003","name":"Hot towel shave","description":"An open razor, a hot towel and no hurry.","duration_minutes":45,"buffer_before_minutes":5,"buffer_after_minutes":10,"slot_interval_minutes":15,"capacity":1,"price":{"amount":80000,"currency":"NPR"},"staff":["0197a3c7-b594-7c32-ae44-91d3077bf001"]}],"staff":[{"id":"0197a3c7-b594-7c32-ae44-91d3077bf001","name":"Bishal Gurung","weekly":{"mon":[["08:00","12:30"],["13:15","19:00"]],"tue":[["08:00","12:30"],["13:15","19:00"]],"wed":[["08:00","12:30"],["13:15","19:00"]],"thu":[],"fri":[["08:00","12:30"],["13:15","20:00"]],"sat":[],"sun":[["08:00","12:30"],["13:15","19:00"]]},"overrides":{},"time_off":[{"from":"2026-12-14","until":"2026-12-18"}]},{"id":"0197a3c7-b594-7c32-ae44-91d3077bf002","name":"Suman Rai","weekly":{"mon":[],"tue":[["10:00","14:00"],["15:00","20:00"]],"wed":[],"thu":[["10:00","14:00"],["15:00","20:00"]],"fri":[["10:00","14:00"],["15:00","20:00"]],"sat":[["09:00","13:00"]],"sun":[["10:00","14:00"],["15:00","20:00"]]},"overrides":{},"time_off":[]},{"id":"0197a3c7-b594-7c32-ae44-91d3077bf003","name":"Anita Shrestha","weekly":{"mon":[["09:00","13:00"],["14:00","18:00"]],"tue":[],"wed":[["09:00","13:00"],["14:00","18:00"]],"thu":[["09:00","13:00"],["14:00","18:00"]],"fri":[],"sat":[["09:00","13:00"],["14:00","18:00"]],"sun":[]},"overrides":{"2027-01-01":[["11:00","16:00"]]},"time_off":[]}]}');
CREATE TABLE customers (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    contact_kind TEXT NOT NULL,
    contact TEXT NOT NULL,
    last_event BIGINT NOT NULL,
    wrong_codes BIGINT NOT NULL,
    codes_locked_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, contact_kind, contact)
);
INSERT INTO customers VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2','email','kim@example.com',3,0,0,1795539377145785);
CREATE TABLE sessions (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    parent_id TEXT,
    customer_id TEXT NOT NULL,
    level TEXT NOT NULL,
    last_event BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    refreshable_until BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, token_hash)
);
INSERT INTO sessions VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7970-91cc-4f35adf04797','fab24990b5b5f346aea9bb5c2d816e7f27aae2da73c6ea30353459da36458937',NULL,'01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2','claimed',3,1795539377145785,1795541177145785,1795582577145785,NULL);
INSERT INTO sessions VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9c17-76b1-9132-13924ea2cb81','321ab43ead270f45fdbe4de6b5bf78684dfa153a1842f734efffeb09e23ada99','01a20e7c-9bf9-7970-91cc-4f35adf04797','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2','claimed',0,1795539377175307,1795539437175307,1795539437175307,NULL);
CREATE TABLE codes (
    tenant_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, session_id)
);
INSERT INTO codes VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7970-91cc-4f35adf04797','80133778e669e82eaa71ded5ca4232975b3bff42698b0c228a548f5d89de3a0e',1795539977163805);
CREATE TABLE manage_links (
    tenant_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (tenant_id, token_hash)
);
CREATE TABLE bookings (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    status TEXT NOT NULL,
    service_id TEXT NOT NULL,
    service_name TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    session_id TEXT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    occupied_from BIGINT NOT NULL,
    occupied_until BIGINT NOT NULL,
    shares TEXT NOT NULL,
    single BIGINT NOT NULL,
    buffer_before_minutes BIGINT NOT NULL,
    buffer_after_minutes BIGINT NOT NULL,
    price_amount BIGINT NOT NULL,
    price_currency TEXT NOT NULL,
    customer_name TEXT NOT NULL,
    note TEXT,
    cancel_reason TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
INSERT INTO bookings VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bfe-7ed4-887d-25df414d4130',1,'confirmed','0197a3c0-1f40-7a10-8c1e-5b7d20a4e001','First conversation','0197a3c0-1f40-7a10-8c1e-5b7d20a4f001','Dr. Mareike Thoma','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2','01a20e7c-9bf9-7970-91cc-4f35adf04797',1796025600000000,1796027400000000,1796025600000000,1796028000000000,'0197a3c0-1f40-7a10-8c1e-5b7d20a4e001 2026-11-30T08:00:00Z',1,0,10,0,'EUR','Kim Berger','Ground floor, please',NULL,1795539377150008,1795539377150008);
INSERT INTO bookings VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9c02-7b10-b8b0-c2c56cf21540',2,'cancelled','0197a3c0-1f40-7a10-8c1e-5b7d20a4e001','First conversation','0197a3c0-1f40-7a10-8c1e-5b7d20a4f002','Jonas Weidner','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2','01a20e7c-9bf9-7970-91cc-4f35adf04797',1796041800000000,1796043600000000,1796041800000000,1796044200000000,'0197a3c0-1f40-7a10-8c1e-5b7d20a4e001 2026-11-30T12:30:00Z',1,0,10,0,'EUR','Kim Berger','Ground floor, please','ill',1795539377154916,1795539377159336);
CREATE TABLE events (
    tenant_id TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    session_id TEXT,
    session_sequence BIGINT,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, customer_id, sequence)
);
INSERT INTO events VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2',1,'01a20e7c-9bf9-7970-91cc-4f35adf04797',1,'{"type":"booking.confirmed","at":"2026-11-24T16:56:17.150008Z","booking":{"id":"01a20e7c-9bfe-7ed4-887d-25df414d4130","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma"},"start":"2026-11-30T08:00:00Z","end":"2026-11-30T08:30:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T08:00:00Z","rescheduleBefore":"2026-11-29T20:00:00Z","createdAt":"2026-11-24T16:56:17.150008Z","updatedAt":"2026-11-24T16:56:17.150008Z"}}',1795539377150008);
INSERT INTO events VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2',2,'01a20e7c-9bf9-7970-91cc-4f35adf04797',2,'{"type":"booking.confirmed","at":"2026-11-24T16:56:17.154916Z","booking":{"id":"01a20e7c-9c02-7b10-b8b0-c2c56cf21540","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.154916Z","updatedAt":"2026-11-24T16:56:17.154916Z"}}',1795539377154916);
INSERT INTO events VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bf9-7fa3-9b6f-ec77c51ed2c2',3,'01a20e7c-9bf9-7970-91cc-4f35adf04797',3,'{"type":"booking.cancelled","at":"2026-11-24T16:56:17.159336Z","booking":{"id":"01a20e7c-9c02-7b10-b8b0-c2c56cf21540","revision":2,"status":"cancelled","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelReason":"ill","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.154916Z","updatedAt":"2026-11-24T16:56:17.159336Z"}}',1795539377159336);
CREATE TABLE idempotency_keys (
    tenant_id TEXT NOT NULL,
    operation TEXT NOT NULL,
    caller TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    response TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, operation, caller, idempotency_key)
);
INSERT INTO idempotency_keys VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','booking_create','session 01a20e7c-9bf9-7970-91cc-4f35adf04797','k0','fc212b15c01f56cc506a9e463d5f12b57da414767f7e58ace952339721ecd11f','{"id":"01a20e7c-9bfe-7ed4-887d-25df414d4130","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001","name":"Dr. Mareike Thoma"},"start":"2026-11-30T08:00:00Z","end":"2026-11-30T08:30:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T08:00:00Z","rescheduleBefore":"2026-11-29T20:00:00Z","createdAt":"2026-11-24T16:56:17.150008Z","updatedAt":"2026-11-24T16:56:17.150008Z"}',1795539377150008);
INSERT INTO idempotency_keys VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','booking_create','session 01a20e7c-9bf9-7970-91cc-4f35adf04797','k9','67cb6cccab98c84857a2873c11fbb66f7f5365f9748bc3fb5d88df01708f631e','{"id":"01a20e7c-9c02-7b10-b8b0-c2c56cf21540","revision":1,"status":"confirmed","serviceId":"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001","serviceName":"First conversation","staff":{"id":"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002","name":"Jonas Weidner"},"start":"2026-11-30T12:30:00Z","end":"2026-11-30T13:00:00Z","timeZone":"Europe/Berlin","price":{"amount":0,"currency":"EUR"},"customerName":"Kim Berger","note":"Ground floor, please","cancelBefore":"2026-11-29T12:30:00Z","rescheduleBefore":"2026-11-30T00:30:00Z","createdAt":"2026-11-24T16:56:17.154916Z","updatedAt":"2026-11-24T16:56:17.154916Z"}',1795539377154916);
CREATE TABLE jobs (
    tenant_id TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    revision BIGINT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, subject, revision, kind)
);
INSERT INTO jobs VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bfe-7d86-9e65-943543f6a7a4','01a20e7c-9bfe-7ed4-887d-25df414d4130',1,'confirmation','{"link":"nxm_6FnVx_bxl9YqETVjIPDKdSyCSS3oJIPh2-ULy4r9PeQ"}',1795539377150008,0,0,'due',NULL,1795539377150008);
INSERT INTO jobs VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bfe-777b-9aea-94a0ab1fb353','01a20e7c-9bfe-7ed4-887d-25df414d4130',1,'day_before','{"link":"nxm_T8uX2c5GfHciXHy4RDej9lLwKeSjRo4fmS4dzGjX5YE"}',1795939200000000,0,0,'due',NULL,1795539377150008);
INSERT INTO jobs VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9bfe-7aff-a143-f5db8b8a6640','01a20e7c-9bfe-7ed4-887d-25df414d4130',1,'hour_before','{"link":"nxm_uciig78jDy9x3Ss_TvVqPQs6i1Nn99R4HFsHA3TisxI"}',1796022000000000,0,0,'due',NULL,1795539377150008);
INSERT INTO jobs VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9c07-7f45-acfb-6a98101d3f33','01a20e7c-9c02-7b10-b8b0-c2c56cf21540',2,'cancelled','{"link":"nxm_0-cryNFjKIIk71-qgjS72ZbXP-dGwU6e0PQSCVtSWik"}',1795539377159336,0,0,'due',NULL,1795539377159336);
INSERT INTO jobs VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','01a20e7c-9c0b-76fe-84f3-53b07efab6c7','01a20e7c-9c0b-76fe-84f3-53b07efab6c7',1,'session_code','{"contact":{"kind":"email","address":"kim@example.com"},"code":"806531","expires_at":"2026-11-24T17:06:17.163805112Z"}',1795539377163805,0,0,'due',NULL,1795539377163805);
CREATE TABLE rate_limits (
    tenant_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    calls BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, subject, window_start)
);
INSERT INTO rate_limits VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','session contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031',1795539360000000,1);
INSERT INTO rate_limits VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','book contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031',1795539360000000,3);
INSERT INTO rate_limits VALUES('01a20e7c-9b47-77ff-acb5-f24220098ebb','code contact 660d4b1785dc3b2844572d994490aacde567e53dedbadd9ed664cd2a569c3031',1795539360000000,1);
CREATE INDEX bookings_by_time ON bookings (tenant_id, occupied_until);
CREATE INDEX bookings_by_end ON bookings (tenant_id, status, ends_at);
CREATE UNIQUE INDEX bookings_single ON bookings (tenant_id, staff_id, service_id, starts_at)
    WHERE single = 1 AND status <> 'cancelled';
CREATE INDEX bookings_by_customer ON bookings (tenant_id, customer_id, starts_at, id);
CREATE INDEX bookings_by_session ON bookings (tenant_id, session_id, starts_at, id);
CREATE INDEX events_by_session ON events (tenant_id, session_id, session_sequence);
CREATE INDEX events_by_age ON events (tenant_id, created_at);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (tenant_id, created_at);
CREATE INDEX jobs_by_due ON jobs (state, due_at);
COMMIT;
