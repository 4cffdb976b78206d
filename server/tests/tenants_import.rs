//! A file of tenants is imported whole or refused with everything that is wrong with it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be read fails the test"
)]

use std::ops::Range;

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use scheduler_contracts::ids::{ServiceId, StaffId};
use scheduler_server::{
    domain::{
        slots::{Slot, SlotSearch},
        staff::Staff,
        zone::WallTime,
    },
    tenants::{
        definition::{TenantDefinition, TenantsFile},
        import::{self, Import, ImportError},
    },
};

const DEMO: &str = include_str!("../demo/tenants.toml");

/// A tenant with nothing wrong with it, as short as one can be.
const SMALLEST: &str = r##"
[[tenants]]
slug = "one"
name = "One"
time_zone = "Europe/Berlin"
locale = "en"
site_url = "https://one.example"

[tenants.branding]
primary_color = "#000000"
accent_color = "#FFFFFF"

[tenants.senders]
email_from = "hello@one.example"

[tenants.policies]
min_notice_minutes = 0
horizon_days = 30
cancel_cutoff_minutes = 0
reschedule_cutoff_minutes = 0

[[tenants.services]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4e001"
name = "Talk"
duration_minutes = 30
slot_interval_minutes = 30
price = { amount = 4500, currency = "EUR" }
staff = ["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"]

[[tenants.staff]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"
name = "Ada"
weekly.mon = [["09:00", "12:00"]]
"##;

fn imported(text: &str) -> Import {
    import::read(text, "tenants.toml").unwrap_or_else(|refused| panic!("{refused}"))
}

fn refused(text: &str) -> ImportError {
    import::read(text, "tenants.toml").expect_err("the file has a mistake in it")
}

/// The smallest tenant with one line written differently.
fn written(line: &str, instead: &str) -> String {
    assert!(
        SMALLEST.contains(line),
        "`{line}` is in the smallest tenant"
    );
    SMALLEST.replacen(line, instead, 1)
}

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

fn demo() -> Vec<TenantDefinition> {
    let import = imported(DEMO);
    assert_eq!(import.warnings, [], "the demo means what it says");
    import.tenants
}

mod the_demo {
    use super::*;

    #[test]
    fn has_three_tenants_in_order_all_listed() {
        let slugs: Vec<_> = demo().iter().map(|tenant| tenant.slug.0.clone()).collect();
        assert_eq!(slugs, ["stillwater", "kiln-and-clay", "northside-barbers"]);
        assert!(demo().iter().all(|tenant| tenant.listed));
    }

    #[test]
    fn is_the_same_through_the_stored_document_and_back() {
        for tenant in demo() {
            let stored = serde_json::to_string(&tenant).unwrap();
            let read: TenantDefinition = serde_json::from_str(&stored).unwrap();
            assert_eq!(read, tenant);
        }
    }

    #[test]
    fn is_the_same_written_out_as_a_file_and_imported_again() {
        let file = TenantsFile { tenants: demo() };
        let written = toml::to_string(&file).unwrap();
        assert_eq!(imported(&written).tenants, file.tenants);
    }

    #[test]
    fn tells_customers_its_services_in_the_order_of_the_file_with_what_holds_for_them() {
        let stillwater = &demo()[0];
        let services = stillwater.services();
        let names: Vec<_> = services
            .iter()
            .map(|service| service.name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "First conversation",
                "Hypnotherapy session",
                "Deep session",
                "Self-hypnosis, in a small group"
            ]
        );
        let notices: Vec<_> = services
            .iter()
            .map(|service| service.min_notice_minutes)
            .collect();
        assert_eq!(
            notices,
            [30, 120, 1440, 120],
            "own notice, or else the tenant's"
        );
        let horizons: Vec<_> = services
            .iter()
            .map(|service| service.horizon_days)
            .collect();
        assert_eq!(horizons, [30, 90, 90, 90]);
        let givers: Vec<_> = services[1]
            .staff
            .iter()
            .map(|staff| staff.name.as_str())
            .collect();
        assert_eq!(givers, ["Dr. Mareike Thoma", "Jonas Weidner"]);
        assert_eq!(
            stillwater.service(&services[2].id).as_ref(),
            Some(&services[2])
        );
    }

    #[test]
    fn tells_the_slot_search_the_same_as_it_tells_customers() {
        for tenant in demo() {
            for told in tenant.services() {
                let searched = tenant.domain_service(&told.id).unwrap();
                assert_eq!(searched.id.as_str(), told.id.to_string());
                assert_eq!(ServiceId::try_from(&searched.id), Ok(told.id));
                assert_eq!(searched.duration_minutes.get(), told.duration_minutes);
                assert_eq!(searched.capacity.get(), told.capacity);
                assert_eq!(searched.min_notice_minutes, told.min_notice_minutes);
                assert_eq!(searched.horizon_days, told.horizon_days);
                let staff: Vec<_> = tenant
                    .staff_for(&told.id)
                    .map(|staff| StaffId::try_from(&staff.id).unwrap())
                    .collect();
                let told: Vec<_> = told.staff.iter().map(|staff| staff.id).collect();
                assert_eq!(staff, told);
            }
        }
    }

    #[test]
    fn knows_no_service_of_another_tenant() {
        let tenants = demo();
        let other = tenants[1].services[0].id;
        assert_eq!(tenants[0].service(&other), None);
        assert_eq!(tenants[0].domain_service(&other), None);
        assert_eq!(tenants[0].staff_for(&other).count(), 0);
    }

    #[test]
    fn has_a_class_of_eight_seats() {
        let kiln = &demo()[1];
        assert_eq!(kiln.services()[0].capacity, 8);
    }

    #[test]
    fn has_a_slot_tomorrow_or_the_day_after_whatever_the_date() {
        for tenant in demo() {
            for day in days(date(2026, 1, 1)..date(2029, 1, 1)) {
                let late = tenant.zone().instant_of(day, "23:00".parse().unwrap());
                let days_ahead = 1..3;
                let some = tenant.services.iter().any(|service| {
                    !slots(&tenant, service.id, late, days_ahead.clone()).is_empty()
                });
                assert!(
                    some,
                    "{} has nothing on the two days after {day}",
                    tenant.name
                );
            }
        }
    }

    #[test]
    fn has_a_slot_of_every_service_within_nine_days_whatever_the_date() {
        for tenant in demo() {
            for service in &tenant.services {
                for day in days(date(2026, 11, 1)..date(2027, 4, 1)) {
                    let now = tenant.zone().instant_of(day, WallTime::MIDNIGHT);
                    let found = slots(&tenant, service.id, now, 0..9);
                    assert!(
                        !found.is_empty(),
                        "{} has no {} after {day}",
                        tenant.name,
                        service.name
                    );
                }
            }
        }
    }

    fn days(range: Range<Date>) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(range.start), |day| day.tomorrow().ok())
            .take_while(move |day| *day < range.end)
    }

    /// The slots of the local days so many days from `now`.
    fn slots(
        tenant: &TenantDefinition,
        service: ServiceId,
        now: Timestamp,
        ahead: Range<i64>,
    ) -> Vec<Slot> {
        let zone = tenant.zone();
        let today = zone.date_of(now);
        let midnight = |days: i64| {
            let day = today.saturating_add(jiff::Span::new().days(days));
            zone.instant_of(day, WallTime::MIDNIGHT)
        };
        let service = tenant.domain_service(&service).unwrap();
        let id = ServiceId::try_from(&service.id).unwrap();
        let staff: Vec<Staff> = tenant.staff_for(&id).collect();
        SlotSearch::new(zone, &service, &staff, now)
            .list(midnight(ahead.start), midnight(ahead.end))
            .unwrap()
    }
}

mod what_may_be_left_out {
    use super::*;

    #[test]
    fn means_the_least_surprising() {
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
        let quoted = format!(
            "{SMALLEST}time_off = [{{ from = \"2026-12-24\", until = \"2026-12-26 12:00\" }}]"
        );
        let bare =
            format!("{SMALLEST}time_off = [{{ from = 2026-12-24, until = 2026-12-26T12:00:00 }}]");
        assert_eq!(imported(&quoted).tenants, imported(&bare).tenants);
        let staff = imported(&bare).tenants[0].staff[0].on_duty(imported(&bare).tenants[0].zone());
        assert_eq!(staff.time_off[0].start.to_string(), "2026-12-23T23:00:00Z");
        assert_eq!(staff.time_off[0].end.to_string(), "2026-12-26T11:00:00Z");
    }
}

mod mistakes {
    use super::*;

    #[test]
    fn are_all_named_at_once_in_the_order_of_their_lines() {
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
            message.starts_with(
                "tenants.toml can't be imported, and nothing was changed. Problems: 7"
            )
        );
        assert!(message.contains(
            "\n  tenants.toml:5: tenants[one].time_zone: no time zone is called `Europe/Berln`"
        ));
        assert!(message.contains("nmae: there is no such key; did you mean `name`?"));
    }

    #[test]
    fn of_syntax_are_named_with_their_line() {
        let refused = refused("[[tenants]]\nslug = one\n");
        assert_eq!(refused.problems[0].place.to_string(), "tenants.toml:2");
        assert!(refused.problems[0].message.starts_with("this is no TOML: "));
    }

    #[test]
    fn of_an_empty_file_are_named() {
        assert_eq!(refused("").problems[0].key, "tenants");
        assert_eq!(refused("tenants = []").problems[0].key, "tenants");
    }

    #[test]
    fn of_two_tenants_with_one_slug_are_named() {
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
    fn of_a_key_with_dashes_are_told_the_one_with_underscores() {
        let refused = refused(&written("time_zone =", "time-zone ="));
        assert!(
            refused.to_string().contains("did you mean `time_zone`?"),
            "{refused}"
        );
    }

    #[test]
    fn of_the_tenant_are_named() {
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
    fn of_origins_are_told_how_browsers_name_them() {
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
    fn of_senders_are_named() {
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
    fn of_policies_are_named() {
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
    fn of_services_are_named() {
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
    fn of_hours_and_absences_are_named() {
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

    #[test]
    fn that_may_be_meant_are_warned_of() {
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
    fn in_the_stored_document_are_refused_too() {
        let stored = serde_json::to_string(&imported(SMALLEST).tenants[0]).unwrap();
        let newer = stored.replacen("\"slug\"", "\"colour_of_the_door\":\"red\",\"slug\"", 1);
        assert!(serde_json::from_str::<TenantDefinition>(&newer).is_err());
    }
}
