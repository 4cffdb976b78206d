//! Mistakes field by field: each is named at its key, with what to write instead.

use super::smallest::{refused, written};

/// That one line is refused, once, at its key, with these words.
fn assert_refused(line: &str, instead: &str, key: &str, words: &str) {
    let refused = refused(&written(line, instead));
    let [problem] = refused.problems.as_slice() else {
        panic!("`{instead}` has one problem, not these: {refused}");
    };
    assert_eq!(problem.key, key, "{problem}");
    assert!(
        problem.message.contains(words),
        "{problem}\nsays nothing of `{words}`"
    );
}

#[test]
fn mistakes_of_the_tenant_are_named() {
    let one = "tenants[one]";
    assert_refused(
        "slug = \"one\"",
        "slug = \"One.\"",
        "tenants[One.].slug",
        "small letters",
    );
    assert_refused(
        "slug = \"one\"",
        "slug = \"-one\"",
        "tenants[-one].slug",
        "small letters",
    );
    assert_refused(
        "slug = \"one\"",
        "slug = \"metrics\"",
        "tenants[metrics].slug",
        "a page of their own at `/metrics`",
    );
    assert_refused(
        "name = \"One\"",
        "name = \"\"",
        &format!("{one}.name"),
        "empty",
    );
    assert_refused(
        "name = \"One\"",
        "name = \"O\\nne\"",
        &format!("{one}.name"),
        "line break",
    );
    assert_refused(
        "name = \"One\"",
        "name = \"O\\u0000ne\"",
        &format!("{one}.name"),
        "control character",
    );
    let long = format!("name = \"{}\"", "x".repeat(121));
    assert_refused(
        "name = \"One\"",
        &long,
        &format!("{one}.name"),
        "121 characters",
    );
    assert_refused(
        "locale = \"en\"",
        "locale = \"English\"",
        &format!("{one}.locale"),
        "de-DE",
    );
    let site = "site_url = \"https://one.example\"";
    for wrong in [
        "one.example",
        "ftp://one.example",
        "https:// one.example",
        "javascript:alert(1)",
        "https://",
    ] {
        assert_refused(
            site,
            &format!("site_url = \"{wrong}\""),
            &format!("{one}.site_url"),
            "web address",
        );
    }
    assert_refused(
        site,
        "site_url = \"https://me:pw@one.example\"",
        &format!("{one}.site_url"),
        "password",
    );
}

#[test]
fn mistakes_of_origins_are_told_how_browsers_name_them() {
    let at = "locale = \"en\"";
    for (wrong, right) in [
        ("https://one.example/", "write `https://one.example`"),
        ("https://one.example:443", "write `https://one.example`"),
        ("https://ONE.example", "write `https://one.example`"),
        (
            "http://localhost:8080/path?x",
            "write `http://localhost:8080`",
        ),
        ("*", "is no origin"),
        ("null", "is no origin"),
        ("file:///etc", "is no origin"),
    ] {
        let instead = format!("{at}\nallowed_origins = [\"https://ok.example\", \"{wrong}\"]");
        assert_refused(at, &instead, "tenants[one].allowed_origins[1]", right);
    }
}

#[test]
fn mistakes_of_senders_are_named() {
    let from = "email_from = \"hello@one.example\"";
    for wrong in [
        "hello",
        "hello@",
        "@one",
        "a@b@c",
        "One <hello@one.example>",
    ] {
        assert_refused(
            from,
            &format!("email_from = \"{wrong}\""),
            "tenants[one].senders.email_from",
            "such as",
        );
    }
    for wrong in [
        "0301234567",
        "+0301234567",
        "Way too long a name",
        "12345",
        "",
    ] {
        let instead = format!("{from}\nsms_from = \"{wrong}\"");
        assert_refused(from, &instead, "tenants[one].senders.sms_from", "such as");
    }
}

#[test]
fn mistakes_of_policies_are_named() {
    let key = |key: &str| format!("tenants[one].policies.{key}");
    assert_refused(
        "horizon_days = 30",
        "horizon_days = 0",
        &key("horizon_days"),
        "from 1 to 730",
    );
    assert_refused(
        "horizon_days = 30",
        "horizon_days = \"30\"",
        &key("horizon_days"),
        "text stands where",
    );
    assert_refused(
        "horizon_days = 30",
        "horizon_days = 1.5",
        &key("horizon_days"),
        "fraction",
    );
    assert_refused(
        "cancel_cutoff_minutes = 0",
        "cancel_cutoff_minutes = -1",
        &key("cancel_cutoff_minutes"),
        "-1",
    );
    assert_refused(
        "horizon_days = 30",
        "horizon_days = 30\nrate_limits.book_per_minute = 0",
        &key("rate_limits.book_per_minute"),
        "from 1",
    );
}

#[test]
fn mistakes_of_services_are_named() {
    let key = |key: &str| format!("tenants[one].services[Talk].{key}");
    let id = "id = \"0197a3c0-1f40-7a10-8c1e-5b7d20a4e001\"";
    assert_refused(id, "id = \"talk\"", &key("id"), "write a UUID");
    assert_refused(
        id,
        &id.to_uppercase().replace("ID =", "id ="),
        &key("id"),
        "small letters",
    );
    assert_refused(
        "duration_minutes = 30",
        "duration_minutes = 1441",
        &key("duration_minutes"),
        "from 1 to 1440",
    );
    assert_refused(
        "slot_interval_minutes = 30",
        "slot_interval_minutes = 0",
        &key("slot_interval_minutes"),
        "from 1",
    );
    assert_refused(
        "duration_minutes = 30",
        "duration_minutes = 30\ncapacity = 0",
        &key("capacity"),
        "from 1 to 1000",
    );
    assert_refused(
        "amount = 4500",
        "amount = -1",
        &key("price.amount"),
        "from 0",
    );
    assert_refused("\"EUR\"", "\"eur\"", &key("price.currency"), "ISO 4217");
    assert_refused("\"EUR\"", "\"EUX\"", &key("price.currency"), "ISO 4217");
    let staff = "staff = [\"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001\"]";
    assert_refused(staff, "staff = []", &key("staff"), "nobody gives it");
    assert_refused(
        staff,
        "staff = [\"0197a3c0-1f40-7a10-8c1e-5b7d20a4f00f\"]",
        &key("staff[0]"),
        "nobody in this tenant's `staff` has the id",
    );
    assert_refused(
        staff,
        "staff = [\"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001\", \"0197a3c0-1f40-7a10-8c1e-5b7d20a4f001\"]",
        &key("staff[1]"),
        "is taken",
    );
    assert_refused(
        "duration_minutes = 30",
        "duration_minutes = 30\nmin_notice_minutes = 43200",
        "tenants[one].services[Talk]",
        "it never can be",
    );
}

#[test]
fn mistakes_of_hours_and_absences_are_named() {
    let key = |key: &str| format!("tenants[one].staff[Ada].{key}");
    let week = "weekly.mon = [[\"09:00\", \"12:00\"]]";
    for (wrong, at, words) in [
        (
            "weekly.mon = [[\"12:00\", \"09:00\"]]",
            "weekly.mon[0]",
            "past midnight",
        ),
        (
            "weekly.mon = [[\"09:00\", \"09:00\"]]",
            "weekly.mon[0]",
            "past midnight",
        ),
        (
            "weekly.mon = [[\"09:00\", \"24:01\"]]",
            "weekly.mon[0][1]",
            "no time of a day",
        ),
        (
            "weekly.mon = [\"09:00\", \"12:00\"]",
            "weekly.mon[0]",
            "an array belongs",
        ),
        (
            "weekly.mon = [[\"09:00\"]]",
            "weekly.mon[0]",
            "a beginning and an end",
        ),
        ("weekly.monday = []", "weekly.monday", "did you mean `mon`?"),
        (
            "overrides.2026-02-30 = []",
            "overrides.2026-02-30",
            "no date",
        ),
        (
            "overrides.2026-12-24 = [[\"9\", \"12:00\"]]",
            "overrides.2026-12-24[0][0]",
            "no time of a day",
        ),
        (
            "time_off = [{ from = \"2026-12-24\" }]",
            "time_off[0].until",
            "missing",
        ),
        (
            "time_off = [{ from = 2026-12-24, until = 2026-12-23 }]",
            "time_off[0]",
            "later one in `until`",
        ),
        (
            "time_off = [{ from = 2026-12-24T12:00:00Z, until = 2026-12-26 }]",
            "time_off[0].from",
            "own clock",
        ),
    ] {
        let broken = refused(&written(week, wrong));
        let problem = broken
            .problems
            .iter()
            .find(|problem| problem.key == key(at))
            .unwrap_or_else(|| panic!("`{wrong}` is refused at {at}: {broken}"));
        assert!(
            problem.message.contains(words),
            "{problem}\nsays nothing of `{words}`"
        );
    }
}
