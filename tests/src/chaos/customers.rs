//! Customers who book, move and cancel, and send every intent again until it is answered.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use chrono::Utc;
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};
use serde_json::{Value, json};
use tokio::{task::JoinSet, time::timeout};

use super::{Addresses, Ledger, PRACTICE, Plan, ledger::Promise};
use crate::{
    load::practice::{instant, midnight_in},
    wire::Wire,
};

/// How long one try may take.
const TRY: Duration = Duration::from_secs(8);
/// How long an intent may take, whatever is killed meanwhile.
const INTENT: Duration = Duration::from_secs(120);
/// What a reminder is sent ahead of its appointment, in seconds.
const AN_HOUR: i64 = 3_600;
const MINUTE: i64 = 60;

/// Customers at work.
pub(super) struct Customers {
    stop: Arc<AtomicBool>,
    working: JoinSet<()>,
}

impl Customers {
    /// Lets everybody end what they have begun.
    pub(super) async fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.working.join_all().await;
    }
}

pub(super) fn start(plan: Plan, addresses: &Addresses, ledger: &Arc<Ledger>) -> Customers {
    let stop = Arc::new(AtomicBool::new(false));
    let mut working = JoinSet::new();
    for number in 0..plan.customers + plan.racers {
        let mut customer = Customer {
            number,
            visits: 0,
            random: StdRng::seed_from_u64(plan.seed ^ (u64::from(number) << 32)),
            addresses: addresses.clone(),
            ledger: Arc::clone(ledger),
        };
        let (races, stop) = (number >= plan.customers, Arc::clone(&stop));
        working.spawn(async move {
            while !stop.load(Ordering::SeqCst) {
                match races {
                    true => customer.race(&stop).await,
                    false => customer.visit().await,
                }
            }
        });
    }
    Customers { stop, working }
}

struct Customer {
    number: u32,
    visits: u32,
    random: StdRng,
    addresses: Addresses,
    ledger: Arc<Ledger>,
}

/// A booking as its customer knows it.
struct Booked {
    stoken: String,
    id: String,
    revision: i64,
}

impl Customer {
    /// Books some time ahead, and mostly leaves it at that.
    async fn visit(&mut self) {
        let Some(stoken) = self.session().await else {
            return;
        };
        let (member, start) = self.some_slot();
        let Some(mut booked) = self.book(&stoken, member, start).await else {
            return;
        };
        let pause = self.random.random_range(0..800);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        let what = self.random.random_range(0..10);
        if what < 4 {
            let (member, start) = self.some_slot();
            self.reschedule(&mut booked, member, start).await;
        }
        if what < 1 || what == 9 {
            self.change(&mut booked, json!({ "op": "cancel" })).await;
        }
    }

    /// Books what is reminded of at the next minute, and moves it at that moment.
    async fn race(&mut self, stop: &AtomicBool) {
        let now = Utc::now().timestamp();
        // Some seconds to book in, whatever is killed.
        let due = (now + 6).div_euclid(MINUTE) * MINUTE + MINUTE;
        let member = usize::try_from(self.number).unwrap_or_default() % PRACTICE.staff;
        let Some(stoken) = self.session().await else {
            return;
        };
        let booked = self.book(&stoken, member, due + AN_HOUR).await;
        let around = self.random.random_range(-150..600);
        while Utc::now().timestamp_millis() < due * 1_000 + around {
            if stop.load(Ordering::SeqCst) {
                return;
            }
            let left = due * 1_000 + around - Utc::now().timestamp_millis();
            let left = u64::try_from(left.clamp(1, 200)).unwrap_or(1);
            tokio::time::sleep(Duration::from_millis(left)).await;
        }
        if let Some(mut booked) = booked {
            self.ledger.note(|noted| noted.races += 1);
            let (member, start) = self.some_slot();
            self.reschedule(&mut booked, member, start).await;
        }
    }

    fn some_slot(&mut self) -> (usize, i64) {
        let member = self.random.random_range(0..PRACTICE.staff);
        let minute = self.random.random_range(0..20 * 24 * 60);
        (member, midnight_in(3) + minute * MINUTE)
    }

    async fn session(&mut self) -> Option<String> {
        self.visits += 1;
        let (number, visit) = (self.number, self.visits);
        let contact = match visit % 3 {
            0 => json!({ "kind": "phone", "number": format!("+49151{number:03}{visit:05}") }),
            _ => json!({ "kind": "email", "address": format!("c{number}v{visit}@example.com") }),
        };
        let body = json!({ "contact": contact });
        let answer = self.ask("POST", "session", "", &body).await;
        let stoken = answer.1["data"]["stoken"].as_str().map(str::to_owned);
        if stoken.is_none() {
            self.fault("a session", &answer);
        }
        stoken
    }

    async fn book(&mut self, stoken: &str, member: usize, start: i64) -> Option<Booked> {
        let mut body = PRACTICE.booking(member, start, "");
        if let Some(fields) = body.as_object_mut() {
            fields.remove("contact");
        }
        let headers = self.headers(stoken);
        let answer = self.ask("POST", "book", &headers, &body).await;
        match answer.0 {
            201 => {
                let (id, revision) = self.promised(&answer.1, false)?;
                let stoken = stoken.to_owned();
                Some(Booked {
                    stoken,
                    id,
                    revision,
                })
            }
            409 if answer.1["error"]["code"] == "slot_taken" => {
                self.ledger.note(|noted| noted.taken += 1);
                None
            }
            _ => {
                self.fault("a booking", &answer);
                None
            }
        }
    }

    async fn reschedule(&mut self, booked: &mut Booked, member: usize, start: i64) {
        let staff = PRACTICE.member(member);
        let change = json!({ "op": "reschedule", "start": instant(start), "staffId": staff });
        self.change(booked, change).await;
    }

    async fn change(&mut self, booked: &mut Booked, change: Value) {
        let cancelled = change["op"] == "cancel";
        let body = json!({ "revision": booked.revision, "change": change });
        let headers = self.headers(&booked.stoken);
        let path = format!("bookings/{}", booked.id);
        let answer = self.ask("PATCH", &path, &headers, &body).await;
        match answer.0 {
            200 => {
                if let Some((_, revision)) = self.promised(&answer.1, cancelled) {
                    booked.revision = revision;
                }
            }
            409 if answer.1["error"]["code"] == "slot_taken" => {
                self.ledger.note(|noted| noted.taken += 1);
            }
            _ => self.fault("a change", &answer),
        }
    }

    fn headers(&mut self, stoken: &str) -> String {
        let key: u64 = self.random.random();
        format!("Authorization: Bearer {stoken}\r\nIdempotency-Key: key-{key:016x}\r\n")
    }

    fn promised(&self, answer: &Value, cancelled: bool) -> Option<(String, i64)> {
        let booking = answer["data"]["id"].as_str()?.to_owned();
        let revision = answer["data"]["revision"].as_i64()?;
        let promise = Promise {
            booking: booking.clone(),
            revision,
            cancelled,
            answered_at: Utc::now().timestamp_micros(),
        };
        self.ledger.note(|noted| noted.promises.push(promise));
        Some((booking, revision))
    }

    fn fault(&self, what: &str, (status, answer): &(u16, Value)) {
        let fault = format!("{what} was answered {status} {answer}");
        self.ledger.note(|noted| noted.faults.push(fault));
    }

    /// Sends an intent to one API or the other until it is answered.
    async fn ask(&mut self, method: &str, path: &str, headers: &str, body: &Value) -> (u16, Value) {
        let path = format!("/api/public/{}/{path}", PRACTICE.slug);
        let body = body.to_string();
        let began = Instant::now();
        let mut last = (0, Value::Null);
        while began.elapsed() < INTENT {
            let host = self.addresses.of(self.random.random_range(0..2));
            let trying = async {
                let mut wire = Wire::open(host, None).await?;
                wire.call(method, &path, headers, &body).await
            };
            if let Ok(Ok(reply)) = timeout(TRY, trying).await {
                let answer: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
                let later = matches!(reply.status, 500..)
                    && answer["error"]["code"] == "unavailable"
                    || answer["error"]["code"] == "in_progress";
                last = (reply.status, answer);
                if !later {
                    return last;
                }
            }
            self.ledger.note(|noted| noted.again += 1);
            let pause = self.random.random_range(20..200);
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
        last
    }
}
