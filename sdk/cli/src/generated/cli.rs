// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
use scheduler_sdk::*;
use scheduler_sdk::CallError as Error;
use anyhow::Context as _;
pub struct Cli<T: CliConfig> {
    client: Client,
    config: T,
}

impl<T: CliConfig> Cli<T> {
    pub fn new(client: Client, config: T) -> Self {
        Self { client, config }
    }

    pub fn get_command(cmd: CliCommand) -> ::clap::Command {
        match cmd {
            CliCommand::ContractView => Self::cli_contract_view(),
            CliCommand::TenantList => Self::cli_tenant_list(),
            CliCommand::TenantView => Self::cli_tenant_view(),
            CliCommand::BookingCreate => Self::cli_booking_create(),
            CliCommand::BookingList => Self::cli_booking_list(),
            CliCommand::BookingView => Self::cli_booking_view(),
            CliCommand::BookingChange => Self::cli_booking_change(),
            CliCommand::BookingCalendar => Self::cli_booking_calendar(),
            CliCommand::ServiceList => Self::cli_service_list(),
            CliCommand::ServiceView => Self::cli_service_view(),
            CliCommand::SessionCreate => Self::cli_session_create(),
            CliCommand::SessionEnd => Self::cli_session_end(),
            CliCommand::SessionCode => Self::cli_session_code(),
            CliCommand::SessionRedeem => Self::cli_session_redeem(),
            CliCommand::SessionRefresh => Self::cli_session_refresh(),
            CliCommand::SessionStream => Self::cli_session_stream(),
            CliCommand::SessionVerify => Self::cli_session_verify(),
            CliCommand::SlotList => Self::cli_slot_list(),
        }
    }

    pub fn cli_contract_view() -> ::clap::Command {
        ::clap::Command::new("").about("View the contract this server speaks")
    }

    pub fn cli_tenant_list() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("limit")
                    .long("limit")
                    .value_parser(::clap::value_parser!(u32))
                    .required(false)
                    .help("How many at most."),
            )
            .arg(
                ::clap::Arg::new("page-token")
                    .long("page-token")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help("Where the page before ended."),
            )
            .about("List the tenants that wish to be found")
    }

    pub fn cli_tenant_view() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("View a tenant with its branding and policies")
    }

    pub fn cli_booking_create() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("customer-name")
                    .long("customer-name")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required_unless_present("json-body")
                    .help("The customer's name."),
            )
            .arg(
                ::clap::Arg::new("idempotency-key")
                    .long("idempotency-key")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help(
                        "Names this intent: the same key and body within 24 hours answer the first success again.",
                    ),
            )
            .arg(
                ::clap::Arg::new("note")
                    .long("note")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help("Something the customer wants to say."),
            )
            .arg(
                ::clap::Arg::new("service-id")
                    .long("service-id")
                    .value_parser(::clap::value_parser!(types::ServiceId))
                    .required_unless_present("json-body")
                    .help("The service."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("staff-id")
                    .long("staff-id")
                    .value_parser(::clap::value_parser!(types::StaffId))
                    .required(false)
                    .help("With whom; anybody who is free if left out."),
            )
            .arg(
                ::clap::Arg::new("start")
                    .long("start")
                    .value_parser(
                        ::clap::value_parser!(
                            ::chrono::DateTime < ::chrono::offset::Utc >
                        ),
                    )
                    .required_unless_present("json-body")
                    .help("The start of a slot."),
            )
            .arg(
                ::clap::Arg::new("json-body")
                    .long("json-body")
                    .value_name("JSON-FILE")
                    .required(false)
                    .value_parser(::clap::value_parser!(std::path::PathBuf))
                    .help("Path to a file that contains the full json body."),
            )
            .about(
                "Book a slot\n\nWith a session the booking is seen in it; without one the contact stands in the request.",
            )
    }

    pub fn cli_booking_list() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("limit")
                    .long("limit")
                    .value_parser(::clap::value_parser!(u32))
                    .required(false)
                    .help("How many at most."),
            )
            .arg(
                ::clap::Arg::new("page-token")
                    .long("page-token")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help("Where the page before ended."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("status")
                    .long("status")
                    .value_parser(
                        ::clap::builder::TypedValueParser::map(
                            ::clap::builder::PossibleValuesParser::new([
                                types::BookingStatus::Confirmed.to_string(),
                                types::BookingStatus::Cancelled.to_string(),
                                types::BookingStatus::Completed.to_string(),
                                types::BookingStatus::NoShow.to_string(),
                            ]),
                            |s| types::BookingStatus::try_from(s).unwrap(),
                        ),
                    )
                    .required(false)
                    .help("Only those in this state."),
            )
            .about("List the session's bookings, newest start first")
    }

    pub fn cli_booking_view() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("id")
                    .long("id")
                    .value_parser(::clap::value_parser!(types::BookingId))
                    .required(true)
                    .help("The booking."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("View a booking")
    }

    pub fn cli_booking_change() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("id")
                    .long("id")
                    .value_parser(::clap::value_parser!(types::BookingId))
                    .required(true)
                    .help("The booking."),
            )
            .arg(
                ::clap::Arg::new("idempotency-key")
                    .long("idempotency-key")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help(
                        "Names this intent: the same key and body within 24 hours answer the first success again.",
                    ),
            )
            .arg(
                ::clap::Arg::new("revision")
                    .long("revision")
                    .value_parser(::clap::value_parser!(u32))
                    .required_unless_present("json-body")
                    .help("The revision the customer saw."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("json-body")
                    .long("json-body")
                    .value_name("JSON-FILE")
                    .required(true)
                    .value_parser(::clap::value_parser!(std::path::PathBuf))
                    .help("Path to a file that contains the full json body."),
            )
            .about("Reschedule or cancel a booking")
    }

    pub fn cli_booking_calendar() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("id")
                    .long("id")
                    .value_parser(::clap::value_parser!(types::BookingId))
                    .required(true)
                    .help("The booking."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("Get a booking as a calendar file")
    }

    pub fn cli_service_list() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("limit")
                    .long("limit")
                    .value_parser(::clap::value_parser!(u32))
                    .required(false)
                    .help("How many at most."),
            )
            .arg(
                ::clap::Arg::new("page-token")
                    .long("page-token")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help("Where the page before ended."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("List a tenant's services")
    }

    pub fn cli_service_view() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("service-id")
                    .long("service-id")
                    .value_parser(::clap::value_parser!(types::ServiceId))
                    .required(true)
                    .help("The service."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("View a service")
    }

    pub fn cli_session_create() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("json-body")
                    .long("json-body")
                    .value_name("JSON-FILE")
                    .required(true)
                    .value_parser(::clap::value_parser!(std::path::PathBuf))
                    .help("Path to a file that contains the full json body."),
            )
            .about(
                "Start a session under a contact\n\nThe session is claimed: it sees what is booked in it. The answer never tells whether the contact is known.",
            )
    }

    pub fn cli_session_end() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("End the session")
    }

    pub fn cli_session_code() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("Send a code to the session's contact")
    }

    pub fn cli_session_redeem() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("json-body")
                    .long("json-body")
                    .value_name("JSON-FILE")
                    .required(true)
                    .value_parser(::clap::value_parser!(std::path::PathBuf))
                    .help("Path to a file that contains the full json body."),
            )
            .about(
                "Exchange a manage link for a verified session\n\nSend this when the person clicks, never when the page loads: mail scanners follow links, and a link works once.",
            )
    }

    pub fn cli_session_refresh() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("Extend the session")
    }

    pub fn cli_session_stream() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .about("Get a stoken that opens event streams, for a minute")
    }

    pub fn cli_session_verify() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("code")
                    .long("code")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required_unless_present("json-body")
                    .help("Six digits."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("json-body")
                    .long("json-body")
                    .value_name("JSON-FILE")
                    .required(false)
                    .value_parser(::clap::value_parser!(std::path::PathBuf))
                    .help("Path to a file that contains the full json body."),
            )
            .about(
                "Verify the session by the code\n\nA wrong code is `403 verification_required`. Too many wrong ones lock the codes of this contact for a while; booking goes on.",
            )
    }

    pub fn cli_slot_list() -> ::clap::Command {
        ::clap::Command::new("")
            .arg(
                ::clap::Arg::new("from")
                    .long("from")
                    .value_parser(
                        ::clap::value_parser!(
                            ::chrono::DateTime < ::chrono::offset::Utc >
                        ),
                    )
                    .required(true)
                    .help("Slots start at or after this instant."),
            )
            .arg(
                ::clap::Arg::new("limit")
                    .long("limit")
                    .value_parser(::clap::value_parser!(u32))
                    .required(false)
                    .help("How many slots at most."),
            )
            .arg(
                ::clap::Arg::new("page-token")
                    .long("page-token")
                    .value_parser(::clap::value_parser!(::std::string::String))
                    .required(false)
                    .help("Where the page before ended."),
            )
            .arg(
                ::clap::Arg::new("service-id")
                    .long("service-id")
                    .value_parser(::clap::value_parser!(types::ServiceId))
                    .required(true)
                    .help("The service to be booked."),
            )
            .arg(
                ::clap::Arg::new("slug")
                    .long("slug")
                    .value_parser(::clap::value_parser!(types::TenantSlug))
                    .required(true)
                    .help("The tenant."),
            )
            .arg(
                ::clap::Arg::new("staff-id")
                    .long("staff-id")
                    .value_parser(::clap::value_parser!(types::StaffId))
                    .required(false)
                    .help("Only with this member of staff."),
            )
            .arg(
                ::clap::Arg::new("to")
                    .long("to")
                    .value_parser(
                        ::clap::value_parser!(
                            ::chrono::DateTime < ::chrono::offset::Utc >
                        ),
                    )
                    .required(true)
                    .help(
                        "Slots start before this instant, at most 62 days after `from`.",
                    ),
            )
            .about("List the slots of a service between two instants")
    }

    pub async fn execute(
        &self,
        cmd: CliCommand,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        match cmd {
            CliCommand::ContractView => self.execute_contract_view(matches).await,
            CliCommand::TenantList => self.execute_tenant_list(matches).await,
            CliCommand::TenantView => self.execute_tenant_view(matches).await,
            CliCommand::BookingCreate => self.execute_booking_create(matches).await,
            CliCommand::BookingList => self.execute_booking_list(matches).await,
            CliCommand::BookingView => self.execute_booking_view(matches).await,
            CliCommand::BookingChange => self.execute_booking_change(matches).await,
            CliCommand::BookingCalendar => self.execute_booking_calendar(matches).await,
            CliCommand::ServiceList => self.execute_service_list(matches).await,
            CliCommand::ServiceView => self.execute_service_view(matches).await,
            CliCommand::SessionCreate => self.execute_session_create(matches).await,
            CliCommand::SessionEnd => self.execute_session_end(matches).await,
            CliCommand::SessionCode => self.execute_session_code(matches).await,
            CliCommand::SessionRedeem => self.execute_session_redeem(matches).await,
            CliCommand::SessionRefresh => self.execute_session_refresh(matches).await,
            CliCommand::SessionStream => self.execute_session_stream(matches).await,
            CliCommand::SessionVerify => self.execute_session_verify(matches).await,
            CliCommand::SlotList => self.execute_slot_list(matches).await,
        }
    }

    pub async fn execute_contract_view(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.contract_view();
        self.config.execute_contract_view(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_tenant_list(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.tenant_list();
        if let Some(value) = matches.get_one::<u32>("limit") {
            request = request.limit(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("page-token") {
            request = request.page_token(value.clone());
        }

        self.config.execute_tenant_list(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_tenant_view(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.tenant_view();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_tenant_view(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_booking_create(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.booking_create();
        if let Some(value) = matches.get_one::<::std::string::String>("customer-name") {
            request = request.body_map(|body| { body.customer_name(value.clone()) });
        }

        if let Some(value) = matches.get_one::<::std::string::String>("idempotency-key")
        {
            request = request.idempotency_key(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("note") {
            request = request.body_map(|body| { body.note(value.clone()) });
        }

        if let Some(value) = matches.get_one::<types::ServiceId>("service-id") {
            request = request.body_map(|body| { body.service_id(value.clone()) });
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<types::StaffId>("staff-id") {
            request = request.body_map(|body| { body.staff_id(value.clone()) });
        }

        if let Some(value) = matches
            .get_one::<::chrono::DateTime<::chrono::offset::Utc>>("start")
        {
            request = request.body_map(|body| { body.start(value.clone()) });
        }

        if let Some(value) = matches.get_one::<std::path::PathBuf>("json-body") {
            let body_txt = std::fs::read_to_string(value)
                .with_context(|| format!("failed to read {}", value.display()))?;
            let body_value = serde_json::from_str::<types::BookingCreate>(&body_txt)
                .with_context(|| format!("failed to parse {}", value.display()))?;
            request = request.body(body_value);
        }

        self.config.execute_booking_create(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_booking_list(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.booking_list();
        if let Some(value) = matches.get_one::<u32>("limit") {
            request = request.limit(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("page-token") {
            request = request.page_token(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<types::BookingStatus>("status") {
            request = request.status(value.clone());
        }

        self.config.execute_booking_list(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_booking_view(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.booking_view();
        if let Some(value) = matches.get_one::<types::BookingId>("id") {
            request = request.id(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_booking_view(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_booking_change(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.booking_change();
        if let Some(value) = matches.get_one::<types::BookingId>("id") {
            request = request.id(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("idempotency-key")
        {
            request = request.idempotency_key(value.clone());
        }

        if let Some(value) = matches.get_one::<u32>("revision") {
            request = request.body_map(|body| { body.revision(value.clone()) });
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<std::path::PathBuf>("json-body") {
            let body_txt = std::fs::read_to_string(value)
                .with_context(|| format!("failed to read {}", value.display()))?;
            let body_value = serde_json::from_str::<types::BookingChange>(&body_txt)
                .with_context(|| format!("failed to parse {}", value.display()))?;
            request = request.body(body_value);
        }

        self.config.execute_booking_change(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_booking_calendar(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.booking_calendar();
        if let Some(value) = matches.get_one::<types::BookingId>("id") {
            request = request.id(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_booking_calendar(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_text(r).await,
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_service_list(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.service_list();
        if let Some(value) = matches.get_one::<u32>("limit") {
            request = request.limit(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("page-token") {
            request = request.page_token(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_service_list(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_service_view(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.service_view();
        if let Some(value) = matches.get_one::<types::ServiceId>("service-id") {
            request = request.service_id(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_service_view(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_create(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_create();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<std::path::PathBuf>("json-body") {
            let body_txt = std::fs::read_to_string(value)
                .with_context(|| format!("failed to read {}", value.display()))?;
            let body_value = serde_json::from_str::<types::SessionCreate>(&body_txt)
                .with_context(|| format!("failed to parse {}", value.display()))?;
            request = request.body(body_value);
        }

        self.config.execute_session_create(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_end(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_end();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_session_end(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_no_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_code(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_code();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_session_code(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_redeem(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_redeem();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<std::path::PathBuf>("json-body") {
            let body_txt = std::fs::read_to_string(value)
                .with_context(|| format!("failed to read {}", value.display()))?;
            let body_value = serde_json::from_str::<types::SessionRedeem>(&body_txt)
                .with_context(|| format!("failed to parse {}", value.display()))?;
            request = request.body(body_value);
        }

        self.config.execute_session_redeem(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_refresh(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_refresh();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_session_refresh(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_stream(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_stream();
        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        self.config.execute_session_stream(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_session_verify(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.session_verify();
        if let Some(value) = matches.get_one::<::std::string::String>("code") {
            request = request.body_map(|body| { body.code(value.clone()) });
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<std::path::PathBuf>("json-body") {
            let body_txt = std::fs::read_to_string(value)
                .with_context(|| format!("failed to read {}", value.display()))?;
            let body_value = serde_json::from_str::<types::SessionVerify>(&body_txt)
                .with_context(|| format!("failed to parse {}", value.display()))?;
            request = request.body(body_value);
        }

        self.config.execute_session_verify(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }

    pub async fn execute_slot_list(
        &self,
        matches: &::clap::ArgMatches,
    ) -> anyhow::Result<()> {
        let mut request = self.client.slot_list();
        if let Some(value) = matches
            .get_one::<::chrono::DateTime<::chrono::offset::Utc>>("from")
        {
            request = request.from(value.clone());
        }

        if let Some(value) = matches.get_one::<u32>("limit") {
            request = request.limit(value.clone());
        }

        if let Some(value) = matches.get_one::<::std::string::String>("page-token") {
            request = request.page_token(value.clone());
        }

        if let Some(value) = matches.get_one::<types::ServiceId>("service-id") {
            request = request.service_id(value.clone());
        }

        if let Some(value) = matches.get_one::<types::TenantSlug>("slug") {
            request = request.slug(value.clone());
        }

        if let Some(value) = matches.get_one::<types::StaffId>("staff-id") {
            request = request.staff_id(value.clone());
        }

        if let Some(value) = matches
            .get_one::<::chrono::DateTime<::chrono::offset::Utc>>("to")
        {
            request = request.to(value.clone());
        }

        self.config.execute_slot_list(matches, &mut request)?;
        let result = request.send().await;
        match result {
            Ok(r) => self.config.success_item(&r),
            Err(r) => {
                self.config.error(&r);
                Err(anyhow::Error::new(r))
            }
        }
    }
}

pub trait CliConfig {
    fn success_item<T>(&self, value: &ResponseValue<T>) -> anyhow::Result<()>
    where
        T: serde::Serialize + std::fmt::Debug;
    fn success_no_item(&self, value: &ResponseValue<()>) -> anyhow::Result<()>;
    fn error<T>(&self, value: &Error<T>)
    where
        T: serde::Serialize + std::fmt::Debug;
    fn execute_contract_view(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::ContractView,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_tenant_list(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::TenantList,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_tenant_view(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::TenantView,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_booking_create(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::BookingCreate,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_booking_list(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::BookingList,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_booking_view(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::BookingView,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_booking_change(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::BookingChange,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_booking_calendar(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::BookingCalendar,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_service_list(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::ServiceList,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_service_view(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::ServiceView,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_create(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionCreate,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_end(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionEnd,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_code(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionCode,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_redeem(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionRedeem,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_refresh(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionRefresh,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_stream(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionStream,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_session_verify(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SessionVerify,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn execute_slot_list(
        &self,
        matches: &::clap::ArgMatches,
        request: &mut builder::SlotList,
    ) -> anyhow::Result<()> {
        Ok(())
    }

    fn success_text(
        &self,
        value: ResponseValue<ByteStream>,
    ) -> impl ::std::future::Future<Output = anyhow::Result<()>> + Send;
}

#[derive(Copy, Clone, Debug)]
pub enum CliCommand {
    ContractView,
    TenantList,
    TenantView,
    BookingCreate,
    BookingList,
    BookingView,
    BookingChange,
    BookingCalendar,
    ServiceList,
    ServiceView,
    SessionCreate,
    SessionEnd,
    SessionCode,
    SessionRedeem,
    SessionRefresh,
    SessionStream,
    SessionVerify,
    SlotList,
}

impl CliCommand {
    pub fn iter() -> impl Iterator<Item = CliCommand> {
        vec![
            CliCommand::ContractView, CliCommand::TenantList, CliCommand::TenantView,
            CliCommand::BookingCreate, CliCommand::BookingList, CliCommand::BookingView,
            CliCommand::BookingChange, CliCommand::BookingCalendar,
            CliCommand::ServiceList, CliCommand::ServiceView, CliCommand::SessionCreate,
            CliCommand::SessionEnd, CliCommand::SessionCode, CliCommand::SessionRedeem,
            CliCommand::SessionRefresh, CliCommand::SessionStream,
            CliCommand::SessionVerify, CliCommand::SlotList,
        ]
            .into_iter()
    }

    pub fn operation_id(&self) -> &'static str {
        match self {
            CliCommand::ContractView => "contract_view",
            CliCommand::TenantList => "tenant_list",
            CliCommand::TenantView => "tenant_view",
            CliCommand::BookingCreate => "booking_create",
            CliCommand::BookingList => "booking_list",
            CliCommand::BookingView => "booking_view",
            CliCommand::BookingChange => "booking_change",
            CliCommand::BookingCalendar => "booking_calendar",
            CliCommand::ServiceList => "service_list",
            CliCommand::ServiceView => "service_view",
            CliCommand::SessionCreate => "session_create",
            CliCommand::SessionEnd => "session_end",
            CliCommand::SessionCode => "session_code",
            CliCommand::SessionRedeem => "session_redeem",
            CliCommand::SessionRefresh => "session_refresh",
            CliCommand::SessionStream => "session_stream",
            CliCommand::SessionVerify => "session_verify",
            CliCommand::SlotList => "slot_list",
        }
    }
}
