//! A file of tenants is imported whole or refused with everything that is wrong with it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be read fails the test"
)]

mod fields;
mod smallest;

use scheduler_server::tenants::definition::TenantDefinition;
use smallest::{SMALLEST, imported, refused, written};

#[test]
fn what_may_be_left_out_means_the_least_surprising() {
    let import = imported(SMALLEST);
    let tenant = &import.tenants[0];
    assert!(!tenant.listed, "nobody is found who didn't wish to be");
    assert_eq!(tenant.allowed_origins, [""; 0]);
    assert_eq!(tenant.services()[0].capacity, 1);
    assert_eq!(tenant.services()[0].description, "");
    assert_eq!(tenant.policies.rate_limits.code_per_minute.get(), 5);
    assert_eq!(
        tenant.branding.accent_color, "#ffffff",
        "colours are kept in small letters"
    );
}

#[test]
fn absences_may_be_written_with_or_without_quotes() {
    let quoted =
        format!("{SMALLEST}time_off = [{{ from = \"2026-12-24\", until = \"2026-12-26 12:00\" }}]");
    let bare =
        format!("{SMALLEST}time_off = [{{ from = 2026-12-24, until = 2026-12-26T12:00:00 }}]");
    assert_eq!(imported(&quoted).tenants, imported(&bare).tenants);
    let staff = imported(&bare).tenants[0].staff[0].on_duty(imported(&bare).tenants[0].zone());
    assert_eq!(staff.time_off[0].start.to_string(), "2026-12-23T23:00:00Z");
    assert_eq!(staff.time_off[0].end.to_string(), "2026-12-26T11:00:00Z");
}

#[test]
fn mistakes_are_all_named_at_once_in_the_order_of_their_lines() {
    let text = SMALLEST
        .replace("Europe/Berlin", "Europe/Berln")
        .replace("#000000", "black")
        .replace("\"EUR\"", "\"Euro\"")
        .replace("name = \"Ada\"", "nmae = \"Ada\"")
        .replace("09:00", "9:00")
        .replace("duration_minutes = 30", "duration_minutes = 0");
    let refused = refused(&text);
    let keys: Vec<_> = refused
        .problems
        .iter()
        .map(|problem| problem.key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "tenants[One].time_zone",
            "tenants[One].branding.primary_color",
            "tenants[One].services[Talk].duration_minutes",
            "tenants[One].services[Talk].price.currency",
            "tenants[One].staff[0].name",
            "tenants[One].staff[0].nmae",
            "tenants[One].staff[0].weekly.mon[0][0]",
        ]
        .map(|key| key.replace("[One]", "[one]"))
    );
    let lines: Vec<_> = refused
        .problems
        .iter()
        .map(|problem| problem.place.line)
        .collect();
    assert!(lines.is_sorted() && lines.iter().all(Option::is_some));
    let message = refused.to_string();
    assert!(
        message.starts_with("tenants.toml can't be imported, and nothing was changed. Problems: 7")
    );
    assert!(message.contains(
        "\n  tenants.toml:5: tenants[one].time_zone: no time zone is called `Europe/Berln`"
    ));
    assert!(message.contains("nmae: there is no such key; did you mean `name`?"));
}

#[test]
fn mistakes_of_syntax_are_named_with_their_line() {
    let refused = refused("[[tenants]]\nslug = one\n");
    assert_eq!(refused.problems[0].place.to_string(), "tenants.toml:2");
    assert!(refused.problems[0].message.starts_with("this is no TOML: "));
}

#[test]
fn mistakes_of_an_empty_file_are_named() {
    assert_eq!(refused("").problems[0].key, "tenants");
    assert_eq!(refused("tenants = []").problems[0].key, "tenants");
}

#[test]
fn mistakes_of_two_tenants_with_one_slug_are_named() {
    let refused = refused(&format!("{SMALLEST}{SMALLEST}"));
    let [problem] = refused.problems.as_slice() else {
        panic!("one slug is taken twice: {refused}");
    };
    assert_eq!(
        problem.message,
        "this slug is taken by tenants.toml:3; give each its own"
    );
}

#[test]
fn mistakes_of_a_key_with_dashes_are_told_the_one_with_underscores() {
    let refused = refused(&written("time_zone =", "time-zone ="));
    assert!(
        refused.to_string().contains("did you mean `time_zone`?"),
        "{refused}"
    );
}

#[test]
fn mistakes_that_may_be_meant_are_warned_of() {
    let import = imported(&written("weekly.mon = [[\"09:00\", \"12:00\"]]", ""));
    assert!(
        import.warnings[0]
            .to_string()
            .contains("staff[Ada]: they give a service but have no hours")
    );
    let import = imported(&format!(
        "{SMALLEST}[[tenants.staff]]\nid = \"0197a3c0-1f40-7a10-8c1e-5b7d20a4f002\"\nname = \"Bea\"\n"
    ));
    assert!(
        import.warnings[0]
            .to_string()
            .contains("staff[Bea]: no service names this id")
    );
}

#[test]
fn mistakes_in_the_stored_document_are_refused_too() {
    let stored = serde_json::to_string(&imported(SMALLEST).tenants[0]).unwrap();
    let newer = stored.replacen("\"slug\"", "\"colour_of_the_door\":\"red\",\"slug\"", 1);
    assert!(serde_json::from_str::<TenantDefinition>(&newer).is_err());
}
