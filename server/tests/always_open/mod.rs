//! A tenant that is open at all hours, with one service and one member of staff, and a server of its own.

use std::sync::Arc;

use jiff::Timestamp;
use scheduler_contracts::ids::ServiceId;
use scheduler_server::{
    app::App, booking::NewBooking, clock::Clock, config::Config, domain::assign::StaffChoice,
    ids::SystemIds, server, store::Tenant, tenants::import,
};

const TENANT: &str = r##"
[[tenants]]
slug = "always"
name = "Always Open"
time_zone = "{time_zone}"
locale = "{locale}"
site_url = "https://always.example"
[tenants.branding]
primary_color = "#2f5d62"
accent_color = "#dfeeea"
[tenants.senders]
email_from = "hello@always.example"
{more_senders}
[tenants.policies]
min_notice_minutes = 0
horizon_days = 400
cancel_cutoff_minutes = 0
reschedule_cutoff_minutes = 0
[[tenants.services]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4e001"
name = "Talk"
duration_minutes = 30
slot_interval_minutes = 30
price = { amount = 0, currency = "EUR" }
staff = ["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"]
[[tenants.staff]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"
name = "Ada"
[tenants.staff.weekly]
mon = [["00:00", "24:00"]]
tue = [["00:00", "24:00"]]
wed = [["00:00", "24:00"]]
thu = [["00:00", "24:00"]]
fri = [["00:00", "24:00"]]
sat = [["00:00", "24:00"]]
sun = [["00:00", "24:00"]]
"##;

/// Where the tenant is, and who sends its messages.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) time_zone: &'static str,
    pub(crate) locale: &'static str,
    /// A number or a name; without it no text messages are sent.
    pub(crate) sms_from: Option<&'static str>,
}

/// A server of this configuration, by this clock, and its only tenant.
pub(crate) async fn served(
    place: Place,
    variables: Vec<(String, String)>,
    clock: Arc<dyn Clock>,
) -> (Arc<App>, Tenant) {
    let config = Config::load(None, variables.into_iter()).unwrap();
    let app = server::build(config, clock, Arc::new(SystemIds));
    let app = app.await.unwrap();
    let tenant = import_into(&app, place).await;
    (app, tenant)
}

/// Imports the tenant, again if it is there already.
pub(crate) async fn import_into(app: &App, place: Place) -> Tenant {
    let sms_from = place.sms_from.map(|from| format!("sms_from = \"{from}\""));
    let definition = TENANT
        .replace("{time_zone}", place.time_zone)
        .replace("{locale}", place.locale)
        .replace("{more_senders}", &sms_from.unwrap_or_default());
    let import = import::read(&definition, "always.toml").unwrap();
    app.store
        .import_tenants(&import.tenants, || app.ids.uuid(app.clock.now()))
        .await
        .unwrap();
    app.store.tenant("always").await.unwrap().unwrap()
}

/// Its service.
pub(crate) fn service() -> ServiceId {
    serde_json::from_str(r#""0197a3c0-1f40-7a10-8c1e-5b7d20a4e001""#).unwrap()
}

/// What Kim asks for to have it at an instant.
pub(crate) fn appointment(start: Timestamp) -> NewBooking {
    NewBooking {
        service: service(),
        start,
        choice: StaffChoice::Anybody,
        customer_name: "Kim".to_owned(),
        note: None,
    }
}
