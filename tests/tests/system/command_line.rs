//! `scheduler` on a command line: browse, book and cancel, with a session nobody sees.

use std::{
    path::Path,
    process::{Command, Output},
};

use scheduler_tests::{
    System, document,
    programs::program,
    relay::{Relay, grow_old},
};
use serde_json::Value;

struct Shell<'s> {
    system: &'s System,
}

impl Shell<'_> {
    fn run(&self, line: &str) -> Output {
        self.run_with(line, &[])
    }

    fn run_with(&self, line: &str, more: &[&str]) -> Output {
        Command::new(program("scheduler"))
            .args(line.split_whitespace())
            .args(more)
            .current_dir(self.system.folder())
            .env("SCHEDULER_URL", &self.system.url)
            .env("SCHEDULER_TENANT", "stillwater")
            .env_remove("SCHEDULER_STOKEN")
            .output()
            .expect("the program starts")
    }

    fn answer(&self, line: &str, more: &[&str]) -> Value {
        let output = self.run_with(line, more);
        assert!(
            output.status.success(),
            "{line}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{line} prints JSON: {error}"))
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn first_free(shell: &Shell<'_>) -> (String, String) {
    let from = scheduler_tests::customer::from_now(chrono::Duration::days(3));
    let to = scheduler_tests::customer::from_now(chrono::Duration::days(20));
    let services = shell.answer("service-list", &[]);
    for service in services["data"].as_array().unwrap() {
        let id = service["id"].as_str().unwrap();
        let window = ["--service-id", id, "--from", &from, "--to", &to];
        let slots = shell.answer("slot-list --limit 1", &window);
        if let Some(start) = slots["data"][0]["start"].as_str() {
            return (id.to_owned(), start.to_owned());
        }
    }
    panic!("the demo tenant has a free slot")
}

#[tokio::test]
async fn a_booking_is_made_watched_and_called_off_without_showing_the_stoken() {
    let system = System::start().await;
    let shell = Shell { system: &system };
    let (service, start) = first_free(&shell);

    let session = shell.answer(
        "session-create --email kim@example.com --save session.json",
        &[],
    );
    let kept = std::fs::read_to_string(system.folder().join("session.json")).unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    let stoken = kept["data"]["stoken"].as_str().unwrap();
    assert!(!session.to_string().contains(stoken), "{session}");
    assert_only_for_its_owner(&system.folder().join("session.json"));

    let wish = ["--service-id", &service, "--start", &start];
    let book = "booking-create --stoken-file session.json --customer-name Kim --idempotency-key k1";
    let booked = shell.answer(book, &wish);
    let again = shell.answer(book, &wish);
    assert_eq!(booked, again, "one intent is one booking");
    let id = booked["data"]["id"].as_str().unwrap();

    let calendar = shell.run_with("booking-calendar --stoken-file session.json --id", &[id]);
    assert!(String::from_utf8_lossy(&calendar.stdout).starts_with("BEGIN:VCALENDAR"));

    let stale = shell.run_with(
        "booking-change --stoken-file session.json --errors json --revision 9 --cancel --id",
        &[id],
    );
    assert_eq!(stale.status.code(), Some(1), "{}", told(&stale));
    let refusal: Value = serde_json::from_slice(&stale.stderr).unwrap();
    assert_eq!(refusal["error"]["code"], "revision_conflict");
    assert_eq!(refusal["error"]["booking"]["revision"], 1);

    let off = shell.answer(
        "booking-change --stoken-file session.json --revision 1 --cancel --reason sick --id",
        &[id],
    );
    assert_eq!(off["data"]["status"], "cancelled");

    let events = shell.run("events --stoken-file session.json --after 0 --count 2");
    let lines = String::from_utf8(events.stdout.clone()).unwrap();
    assert!(events.status.success(), "{lines}{}", told(&events));
    let kinds: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["event"]["type"].take())
        .collect();
    assert_eq!(kinds, ["booking.confirmed", "booking.cancelled"], "{lines}");
}

// What is run keeps the test's own thread, and a relay has to run meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exit_codes_say_what_kind_of_failure_it_was() {
    let system = System::start().await;
    let shell = Shell { system: &system };
    let refused = shell.run("tenant-view --slug nobody");
    assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
    assert!(told(&refused).contains("not_found"), "{}", told(&refused));

    let session = shell.run("booking-list");
    assert_eq!(session.status.code(), Some(1), "{}", told(&session));

    for wrong in [
        "no-such-command",
        "booking-change --id x",
        "booking-list --stoken-file missing.json",
        "session-create --json-body missing.json",
    ] {
        let output = shell.run(wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong}: {}", told(&output));
    }

    let changed = Relay::rewriting(&system.url, grow_old).await;
    let drift = shell.run(&format!(
        "service-list --errors json --url {}",
        changed.url()
    ));
    assert_eq!(drift.status.code(), Some(3), "{}", told(&drift));
    let error: Value = serde_json::from_slice(&drift.stderr).unwrap();
    assert_eq!(error["error"]["code"], "contract_drift");
    let drift = shell.run(&format!("service-list --url {}", changed.url()));
    assert!(
        told(&drift).contains("service_list"),
        "which operation: {}",
        told(&drift)
    );

    let nobody = shell.run("tenant-list --url http://127.0.0.1:9");
    assert_eq!(nobody.status.code(), Some(4), "{}", told(&nobody));
}

#[tokio::test]
async fn shells_complete_every_operation() {
    let system = System::start().await;
    let shell = Shell { system: &system };
    for name in ["bash", "zsh", "fish"] {
        let printed = shell.run(&format!("completions {name}"));
        let text = String::from_utf8_lossy(&printed.stdout);
        // The stream of events is a subcommand of its own, which prints a line each.
        let of_document = document::operations().map(|operation| operation.id.replace('_', "-"));
        let subcommands = of_document.filter(|it| it != "event-stream");
        for operation in subcommands.chain(["events".to_owned()]) {
            assert!(text.contains(&operation), "{name} completes {operation}");
        }
    }
}

#[cfg(unix)]
fn assert_only_for_its_owner(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "nobody else may read {}", file.display());
}

#[cfg(not(unix))]
fn assert_only_for_its_owner(_: &Path) {}
