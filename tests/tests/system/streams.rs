//! Streams under strain: too many, too slow, and with nothing to say.

use std::time::{Duration, Instant};

use scheduler_tests::{System, process::HANG, stream::Stream};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpSocket,
};

#[tokio::test]
async fn a_session_has_ten_streams_and_room_again_when_one_ends() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(kim.watch(None).await);
    }
    let one_more = || async {
        let call = system.call("event_stream");
        call.query("stoken", kim.stream_stoken().await)
    };
    let refused = one_more().await.send().await;
    assert_eq!(refused.failure(), (429, "rate_limited".to_owned()));
    let other = system.customer("noor@example.com").await;
    other.watch(None).await;
    open.pop();
    let began = Instant::now();
    while one_more().await.response().await.status() != 200 {
        assert!(began.elapsed() < HANG, "the place is free again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn heartbeats_keep_their_pace_whatever_others_do() {
    let system = System::configured()
        .with("NEXUS_EVENTS_HEARTBEAT_SECONDS", 1)
        .start()
        .await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let owner = system.customer("kim@example.com").await;
    let curious = system.customer("kim@example.com").await;
    let call = system
        .call("event_stream")
        .query("stoken", curious.stream_stoken().await);
    let mut stream = call.response().await;
    let began = Instant::now();
    let mut beats = 0;
    let mut booked = 0;
    while began.elapsed() < Duration::from_millis(4_500) {
        let chunk = tokio::time::timeout(Duration::from_millis(300), stream.chunk());
        if let Ok(chunk) = chunk.await {
            let chunk = chunk.unwrap().expect("the stream goes on");
            let text = String::from_utf8_lossy(&chunk).into_owned();
            assert!(
                !text.contains("data:"),
                "nothing of the other session: {text}"
            );
            beats += text.matches(":\n\n").count();
        } else if booked < 9 {
            // Every one of them wakes the stream that may not tell of it.
            let made = owner.book(&service, &slots[booked * 8]).await;
            assert_eq!(made.status(), 201, "{}", made.text());
            booked += 1;
        }
    }
    assert!(booked >= 4, "much happens meanwhile: {booked}");
    assert!((3..=5).contains(&beats), "one a second, not {beats}");
}

#[tokio::test]
async fn a_slow_reader_is_cut_off_and_resumes_without_loss_or_repeat() {
    const EVENTS: u64 = 240;
    let system = System::configured()
        .with("NEXUS_EVENTS_SLOW_READER_SECONDS", 1)
        .start()
        .await;
    let kim = system.customer("kim@example.com").await;
    let database = system.database().await;
    // More than all buffers between the two hold.
    database
        .execute(
            "INSERT INTO events (tenant_id, customer_id, sequence, session_id, session_sequence, payload, \
             created_at) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 240) \
             SELECT s.tenant_id, s.customer_id, n.i, s.id, n.i, \
             '{\"type\":\"reminder.sent\",\"at\":\"2026-11-24T10:00:00Z\",\
             \"bookingId\":\"018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99\",\"beforeMinutes\":60,\"more\":\"' \
             || hex(zeroblob(40000)) || '\"}', s.created_at FROM sessions s, n",
        )
        .await;
    database
        .execute("UPDATE sessions SET last_event = 240")
        .await;
    database
        .execute("UPDATE customers SET last_event = 240")
        .await;

    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let address = system.url.trim_start_matches("http://").parse().unwrap();
    let mut reader = socket.connect(address).await.unwrap();
    let stoken = kim.stream_stoken().await;
    let request = format!(
        "GET /api/public/stillwater/events?stoken={stoken}&lastEventId=0 HTTP/1.1\r\n\
         Host: localhost\r\nConnection: close\r\n\r\n"
    );
    reader.write_all(request.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_secs(4)).await;

    // It wakes up: what was on its way arrives, and then the end.
    let mut read = Vec::new();
    let ended = tokio::time::timeout(HANG, reader.read_to_end(&mut read)).await;
    assert!(ended.is_ok(), "the stream has ended");
    let text = String::from_utf8_lossy(&read);
    // Only what came whole counts.
    let whole = text.rsplit_once("\n\n").map_or("", |(whole, _)| whole);
    let ids = whole.lines().filter_map(|line| line.strip_prefix("id: "));
    let ids: Vec<u64> = ids.map(|id| id.parse().unwrap()).collect();
    let came = u64::try_from(ids.len()).unwrap();
    assert!(came > 0 && came < EVENTS, "it was cut off after {came}");
    let in_order: Vec<u64> = (1..=came).map(|number| number * 2 + 1).collect();
    assert_eq!(ids, in_order);

    let call = system.call("event_stream").query("stoken", &kim.stoken);
    let mut resumed = Stream::open(call.query("lastEventId", ids.last().unwrap())).await;
    for number in came + 1..=EVENTS {
        let next = resumed.expect("reminder.sent").await;
        assert_eq!(
            next.id,
            Some(number * 2 + 1),
            "nothing is missed or repeated"
        );
    }
}

#[tokio::test]
async fn what_ended_while_a_call_waited_is_judged_as_it_is_then() {
    let system = System::configured().on_postgres().start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let database = system.database().await;
    let holding = tokio::spawn(async move {
        database
            .run(
                "DO $$ BEGIN LOCK TABLE bookings; \
                 UPDATE sessions SET expires_at = 3000000 + \
                 (extract(epoch FROM clock_timestamp()) * 1000000)::BIGINT; \
                 COMMIT; \
                 LOCK TABLE bookings; PERFORM pg_sleep(5); END $$",
            )
            .await;
    });
    tokio::time::sleep(Duration::from_millis(700)).await;
    let began = Instant::now();
    let late = kim.book(&service, &slots[0]).await;
    assert!(
        began.elapsed() > Duration::from_secs(1),
        "it had to wait for its turn"
    );
    assert_eq!(
        late.failure(),
        (401, "session_ended".to_owned()),
        "the session lived when it was asked, and not when it would have been kept"
    );
    holding.await.unwrap();
    assert_eq!(system.database().await.count("bookings").await, 0);
}
