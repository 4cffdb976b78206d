//! The shortest tenant there can be, and what becomes of it when it is written differently.

use scheduler_server::tenants::import::{self, Import, ImportError};

/// A tenant with nothing wrong with it, as short as one can be.
pub(crate) const SMALLEST: &str = r##"
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

pub(crate) fn imported(text: &str) -> Import {
    import::read(text, "tenants.toml").unwrap_or_else(|refused| panic!("{refused}"))
}

pub(crate) fn refused(text: &str) -> ImportError {
    import::read(text, "tenants.toml").expect_err("the file has a mistake in it")
}

/// The smallest tenant with one line written differently.
pub(crate) fn written(line: &str, instead: &str) -> String {
    assert!(
        SMALLEST.contains(line),
        "`{line}` is in the smallest tenant"
    );
    SMALLEST.replacen(line, instead, 1)
}
