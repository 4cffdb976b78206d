// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
#[allow(unused_imports)]
pub use progenitor_client::{ByteStream, ClientInfo, Error, ResponseValue};
#[allow(unused_imports)]
use progenitor_client::{encode_path, ClientHooks, OperationInfo, RequestBuilderExt};
/// Types used as operation parameters and responses.
#[allow(clippy::all)]
pub mod types {
    ///What went wrong, for a program in `code` and for a person in `message`.
    #[derive(Clone, Debug, PartialEq)]
    pub enum ApiError {
        ///400: the request isn't what its media type says, or its headers can't be read.
        Malformed {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///400: a stoken stands in the URL of an operation that doesn't take one there.
        StokenInQuery {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///401: there is no session, or nobody knows it here.
        SessionRequired {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///401: the session is over, or the manage link was used: start again with a code.
        SessionEnded {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///403: the session has to be verified by a code first, or the code was wrong.
        VerificationRequired {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///403: the tenant's policies don't allow it.
        Policy {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
            ///Which policy.
            rule: PolicyRule,
        },
        ///403: this is served over HTTPS only.
        HttpsRequired {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///404: there is no such thing here, or it isn't the caller's.
        NotFound {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///409: the slot cannot be had any more, or never existed.
        SlotTaken {
            ///The nearest slots that were free at that moment, in order of time.
            alternatives: ::std::vec::Vec<Slot>,
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///409: somebody changed the booking meanwhile.
        RevisionConflict {
            ///As it stands now.
            booking: Booking,
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///409: the same call is being answered at this moment.
        InProgress {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
            ///When to try again.
            retry_after_seconds: u32,
        },
        ///413: the body is larger than the server reads.
        TooLarge {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///415: the body has another media type than the operation reads.
        UnsupportedMediaType {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///422: the shape is right but values aren't.
        ValidationFailed {
            ///Each value that is wrong.
            fields: ::std::vec::Vec<InvalidField>,
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///422: this idempotency key came with another body before.
        IdempotencyKeyReused {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///429: too many calls.
        RateLimited {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
            ///When to try again.
            retry_after_seconds: u32,
        },
        ///500: the client was built from another contract. Nothing was read or written.
        ContractDrift {
            ///What to do about it.
            advice: ::std::string::String,
            ///The client's contract version, if it named one.
            client_version: ::std::option::Option<::std::string::String>,
            ///For a person.
            message: ::std::string::String,
            ///Which operation.
            operation_id: ::std::string::String,
            ///Where the request differs; the header alone if its fingerprint told, before all else was read.
            places: ::std::vec::Vec<DriftPlace>,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
            ///The server's contract version.
            server_version: ::std::string::String,
        },
        ///500: the server failed; its log knows more under the request id.
        Internal {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
        },
        ///503: the server cannot answer for the moment.
        Unavailable {
            ///For a person.
            message: ::std::string::String,
            ///Names this request in the server's log.
            request_id: ::std::string::String,
            ///When to try again.
            retry_after_seconds: u32,
        },
        ///A member this contract doesn't know: the server's is newer.
        Unknown(Unknown),
    }

    ///An appointment of a customer.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Booking {
        ///Until when it can be cancelled.
        #[serde(rename = "cancelBefore")]
        pub cancel_before: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Why the customer called it off, if they said so.
        #[serde(
            rename = "cancelReason",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub cancel_reason: ::std::option::Option<::std::string::String>,
        ///When it was made.
        #[serde(rename = "createdAt")]
        pub created_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The customer's name.
        #[serde(rename = "customerName")]
        pub customer_name: ::std::string::String,
        ///When it ends.
        pub end: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Which one.
        pub id: BookingId,
        ///What the customer said.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub note: ::std::option::Option<::std::string::String>,
        ///What it costs.
        pub price: Money,
        ///Until when it can be rescheduled.
        #[serde(rename = "rescheduleBefore")]
        pub reschedule_before: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Raised by one with each change; a change names the one it saw.
        pub revision: u32,
        ///The service.
        #[serde(rename = "serviceId")]
        pub service_id: ServiceId,
        ///What the service was called when it was booked.
        #[serde(rename = "serviceName")]
        pub service_name: ::std::string::String,
        ///Who gives it.
        pub staff: StaffMember,
        ///When it starts.
        pub start: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Where it is in its life.
        pub status: BookingStatus,
        ///IANA time zone of the tenant, in which to show both.
        #[serde(rename = "timeZone")]
        pub time_zone: ::std::string::String,
        ///When it was last changed.
        #[serde(rename = "updatedAt")]
        pub updated_at: ::chrono::DateTime<::chrono::offset::Utc>,
    }

    impl Booking {
        pub fn builder() -> builder::Booking {
            Default::default()
        }
    }

    ///A change of a booking.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    pub struct BookingChange {
        ///What to do with it.
        pub change: Change,
        ///The revision the customer saw.
        pub revision: u32,
    }

    impl BookingChange {
        pub fn builder() -> builder::BookingChange {
            Default::default()
        }
    }

    ///What to book.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    pub struct BookingCreate {
        ///Where the confirmation goes. Needed without a session; with one it must be the session's own.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub contact: ::std::option::Option<Contact>,
        ///The customer's name.
        #[serde(rename = "customerName")]
        pub customer_name: ::std::string::String,
        ///Something the customer wants to say.
        #[serde(skip_serializing_if = "::std::option::Option::is_none")]
        pub note: ::std::option::Option<::std::string::String>,
        ///The service.
        #[serde(rename = "serviceId")]
        pub service_id: ServiceId,
        ///With whom; anybody who is free if left out.
        #[serde(
            rename = "staffId",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub staff_id: ::std::option::Option<StaffId>,
        ///The start of a slot.
        pub start: ::chrono::DateTime<::chrono::offset::Utc>,
    }

    impl BookingCreate {
        pub fn builder() -> builder::BookingCreate {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct BookingData {
        ///The thing.
        pub data: Booking,
    }

    impl BookingData {
        pub fn builder() -> builder::BookingData {
            Default::default()
        }
    }

    ///A booking of one tenant.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    pub struct BookingId(pub ::uuid::Uuid);
    impl ::std::ops::Deref for BookingId {
        type Target = ::uuid::Uuid;
        fn deref(&self) -> &::uuid::Uuid {
            &self.0
        }
    }

    impl ::std::convert::From<BookingId> for ::uuid::Uuid {
        fn from(value: BookingId) -> Self {
            value.0
        }
    }

    impl ::std::convert::From<::uuid::Uuid> for BookingId {
        fn from(value: ::uuid::Uuid) -> Self {
            Self(value)
        }
    }

    impl ::std::fmt::Display for BookingId {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }

    impl ::std::str::FromStr for BookingId {
        type Err = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }

    impl ::std::convert::TryFrom<&str> for BookingId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<String> for BookingId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    ///A page of things.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct BookingPage {
        ///The things, in order.
        pub data: ::std::vec::Vec<Booking>,
        ///For `pageToken` of the next call; absent on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: ::std::option::Option<::std::string::String>,
    }

    impl BookingPage {
        pub fn builder() -> builder::BookingPage {
            Default::default()
        }
    }

    /**Where a booking is in its life.

- `confirmed`: It will take place.
- `cancelled`: It was called off.
- `completed`: It took place.
- `no_show`: The customer didn't come.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    pub enum BookingStatus {
        #[serde(rename = "confirmed")]
        Confirmed,
        #[serde(rename = "cancelled")]
        Cancelled,
        #[serde(rename = "completed")]
        Completed,
        #[serde(rename = "no_show")]
        NoShow,
    }

    impl ::std::fmt::Display for BookingStatus {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Confirmed => f.write_str("confirmed"),
                Self::Cancelled => f.write_str("cancelled"),
                Self::Completed => f.write_str("completed"),
                Self::NoShow => f.write_str("no_show"),
            }
        }
    }

    impl ::std::str::FromStr for BookingStatus {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "confirmed" => Ok(Self::Confirmed),
                "cancelled" => Ok(Self::Cancelled),
                "completed" => Ok(Self::Completed),
                "no_show" => Ok(Self::NoShow),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for BookingStatus {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for BookingStatus {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///How a tenant looks.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Branding {
        ///Second colour, as `#rrggbb`.
        #[serde(rename = "accentColor")]
        pub accent_color: ::std::string::String,
        ///Its logo.
        #[serde(
            rename = "logoUrl",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub logo_url: ::std::option::Option<::std::string::String>,
        ///Main colour, as `#rrggbb`.
        #[serde(rename = "primaryColor")]
        pub primary_color: ::std::string::String,
        ///A sentence of welcome.
        #[serde(
            rename = "welcomeText",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub welcome_text: ::std::option::Option<::std::string::String>,
    }

    impl Branding {
        pub fn builder() -> builder::Branding {
            Default::default()
        }
    }

    ///A calendar file (RFC 5545).
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    pub struct CalendarFile(pub ::std::string::String);
    impl ::std::ops::Deref for CalendarFile {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }

    impl ::std::convert::From<CalendarFile> for ::std::string::String {
        fn from(value: CalendarFile) -> Self {
            value.0
        }
    }

    impl ::std::convert::From<::std::string::String> for CalendarFile {
        fn from(value: ::std::string::String) -> Self {
            Self(value)
        }
    }

    impl ::std::fmt::Display for CalendarFile {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }

    impl ::std::str::FromStr for CalendarFile {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.to_string()))
        }
    }

    ///What to do with a booking.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(tag = "op", deny_unknown_fields)]
    pub enum Change {
        ///Move it to another slot.
        #[serde(rename = "reschedule")]
        Reschedule {
            ///With whom; the same person if left out and free, otherwise anybody who is.
            #[serde(
                rename = "staffId",
                skip_serializing_if = "::std::option::Option::is_none"
            )]
            staff_id: ::std::option::Option<StaffId>,
            ///The start of the new slot.
            start: ::chrono::DateTime<::chrono::offset::Utc>,
        },
        ///Call it off.
        #[serde(rename = "cancel")]
        Cancel {
            ///Why, if the customer wants to say.
            #[serde(skip_serializing_if = "::std::option::Option::is_none")]
            reason: ::std::option::Option<::std::string::String>,
        },
    }

    ///The address a customer gives. It identifies them at one tenant, once they have proved it theirs.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(tag = "kind", deny_unknown_fields)]
    pub enum Contact {
        ///By email.
        #[serde(rename = "email")]
        Email {
            ///The address; its case doesn't count.
            address: ::std::string::String,
        },
        ///By SMS.
        #[serde(rename = "phone")]
        Phone {
            ///The number in E.164 form.
            number: ::std::string::String,
        },
    }

    /**Which kind of address a code was sent to.

- `email`: By email.
- `phone`: By SMS.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    pub enum ContactKind {
        #[serde(rename = "email")]
        Email,
        #[serde(rename = "phone")]
        Phone,
    }

    impl ::std::fmt::Display for ContactKind {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Email => f.write_str("email"),
                Self::Phone => f.write_str("phone"),
            }
        }
    }

    impl ::std::str::FromStr for ContactKind {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "email" => Ok(Self::Email),
                "phone" => Ok(Self::Phone),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for ContactKind {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for ContactKind {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Which contract this server speaks.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ContractView {
        ///Its operations.
        pub operations: ::std::vec::Vec<OperationContract>,
        ///The releases whose clients are compared with it, newest first.
        #[serde(rename = "supportedReleases")]
        pub supported_releases: ::std::vec::Vec<SupportedRelease>,
        ///How much difference is tolerated.
        pub threshold: DriftThreshold,
        ///Release of the IANA time zone database everything here reckons with.
        #[serde(rename = "timeZoneDatabase")]
        pub time_zone_database: ::std::string::String,
        ///Its version.
        pub version: ::std::string::String,
    }

    impl ContractView {
        pub fn builder() -> builder::ContractView {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ContractViewData {
        ///The thing.
        pub data: ContractView,
    }

    impl ContractViewData {
        pub fn builder() -> builder::ContractViewData {
            Default::default()
        }
    }

    ///A place where a request and the contract differ in shape.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct DriftPlace {
        ///Where: a JSON pointer (RFC 6901) into the body, or `query:name`, or `header:Nexus-Contract`.
        pub at: ::std::string::String,
        ///What the contract has there.
        pub expected: ::std::string::String,
        ///The JSON type that was found, or `missing`; never the value.
        pub found: ::std::string::String,
    }

    impl DriftPlace {
        pub fn builder() -> builder::DriftPlace {
            Default::default()
        }
    }

    ///The difference tolerated on each side of an operation before a client is refused with `500 contract_drift`.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct DriftThreshold {
        ///What the client sends and the server reads.
        pub request: Tolerance,
        ///What the server sends and the client reads.
        pub response: Tolerance,
    }

    impl DriftThreshold {
        pub fn builder() -> builder::DriftThreshold {
            Default::default()
        }
    }

    ///The body of every failure.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ErrorBody {
        ///What went wrong.
        pub error: ApiError,
    }

    impl ErrorBody {
        pub fn builder() -> builder::ErrorBody {
            Default::default()
        }
    }

    ///Something that happened, as the `data` of one server-sent event. Its `id` resumes the stream.
    #[derive(Clone, Debug, PartialEq)]
    pub enum Event {
        ///A booking was made.
        BookingConfirmed {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///As it stands.
            booking: Booking,
        },
        ///A booking moved.
        BookingRescheduled {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///As it stands.
            booking: Booking,
        },
        ///A booking was called off.
        BookingCancelled {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///As it stands.
            booking: Booking,
        },
        ///A booking took place.
        BookingCompleted {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///As it stands.
            booking: Booking,
        },
        ///A reminder went out.
        ReminderSent {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///How long before the start it was due.
            before_minutes: u32,
            ///Of which booking.
            booking_id: BookingId,
        },
        ///Something the tenant has to say.
        Notification {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///In the tenant's language.
            text: ::std::string::String,
        },
        ///The session ends soon: refresh it.
        SessionExpiring {
            ///When it was noticed.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            ///When it ends.
            expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        },
        ///The session has ended, and the stream with it.
        SessionEnded {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
        },
        ///Events were missed that are no longer kept: read the bookings again.
        Reset {
            ///When.
            at: ::chrono::DateTime<::chrono::offset::Utc>,
        },
        ///A member this contract doesn't know: the server's is newer.
        Unknown(Unknown),
    }

    ///A value that is wrong.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct InvalidField {
        ///Where: a JSON pointer (RFC 6901) into the body, or `query:name`, or `header:name`.
        pub at: ::std::string::String,
        ///What the contract asks there.
        pub expected: ::std::string::String,
    }

    impl InvalidField {
        pub fn builder() -> builder::InvalidField {
            Default::default()
        }
    }

    ///An amount in the minor units of its currency.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Money {
        ///Minor units: 4500 is 45.00 EUR, or 4500 JPY.
        pub amount: i64,
        ///ISO 4217 code.
        pub currency: ::std::string::String,
    }

    impl Money {
        pub fn builder() -> builder::Money {
            Default::default()
        }
    }

    ///One operation's contract.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct OperationContract {
        ///First 16 hex digits of the SHA-256 of its canonical contract.
        pub fingerprint: ::std::string::String,
        ///Which one.
        #[serde(rename = "operationId")]
        pub operation_id: ::std::string::String,
    }

    impl OperationContract {
        pub fn builder() -> builder::OperationContract {
            Default::default()
        }
    }

    ///What a tenant asks of its customers.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Policies {
        ///A booking can be cancelled until so long before its start.
        #[serde(rename = "cancelCutoffMinutes")]
        pub cancel_cutoff_minutes: u32,
        ///A booking starts within so many elapsed days of 24 hours.
        #[serde(rename = "horizonDays")]
        pub horizon_days: u32,
        ///A booking starts no sooner than this after it is made.
        #[serde(rename = "minNoticeMinutes")]
        pub min_notice_minutes: u32,
        ///A booking can be rescheduled until so long before its start.
        #[serde(rename = "rescheduleCutoffMinutes")]
        pub reschedule_cutoff_minutes: u32,
    }

    impl Policies {
        pub fn builder() -> builder::Policies {
            Default::default()
        }
    }

    /**A policy of the tenant or of a service.

- `min_notice`: The start is too soon.
- `horizon`: The start is too far ahead.
- `cancel_cutoff`: It is too late to cancel.
- `reschedule_cutoff`: It is too late to reschedule.
- `status`: The booking is not in a state that can be changed.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    pub enum PolicyRule {
        #[serde(rename = "min_notice")]
        MinNotice,
        #[serde(rename = "horizon")]
        Horizon,
        #[serde(rename = "cancel_cutoff")]
        CancelCutoff,
        #[serde(rename = "reschedule_cutoff")]
        RescheduleCutoff,
        #[serde(rename = "status")]
        Status,
    }

    impl ::std::fmt::Display for PolicyRule {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::MinNotice => f.write_str("min_notice"),
                Self::Horizon => f.write_str("horizon"),
                Self::CancelCutoff => f.write_str("cancel_cutoff"),
                Self::RescheduleCutoff => f.write_str("reschedule_cutoff"),
                Self::Status => f.write_str("status"),
            }
        }
    }

    impl ::std::str::FromStr for PolicyRule {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "min_notice" => Ok(Self::MinNotice),
                "horizon" => Ok(Self::Horizon),
                "cancel_cutoff" => Ok(Self::CancelCutoff),
                "reschedule_cutoff" => Ok(Self::RescheduleCutoff),
                "status" => Ok(Self::Status),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for PolicyRule {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for PolicyRule {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///Something a customer can book.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Service {
        ///1 for a single appointment, otherwise the seats of a group.
        pub capacity: u32,
        ///What a customer gets.
        pub description: ::std::string::String,
        ///How long the appointment lasts.
        #[serde(rename = "durationMinutes")]
        pub duration_minutes: u32,
        ///A booking starts within so many elapsed days of 24 hours.
        #[serde(rename = "horizonDays")]
        pub horizon_days: u32,
        ///Which one.
        pub id: ServiceId,
        ///A booking starts no sooner than this after it is made.
        #[serde(rename = "minNoticeMinutes")]
        pub min_notice_minutes: u32,
        ///What it is called.
        pub name: ::std::string::String,
        ///What a seat costs.
        pub price: Money,
        ///How far apart appointments may start.
        #[serde(rename = "slotIntervalMinutes")]
        pub slot_interval_minutes: u32,
        ///Who gives it.
        pub staff: ::std::vec::Vec<StaffMember>,
    }

    impl Service {
        pub fn builder() -> builder::Service {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ServiceData {
        ///The thing.
        pub data: Service,
    }

    impl ServiceData {
        pub fn builder() -> builder::ServiceData {
            Default::default()
        }
    }

    ///A service of one tenant.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    pub struct ServiceId(pub ::uuid::Uuid);
    impl ::std::ops::Deref for ServiceId {
        type Target = ::uuid::Uuid;
        fn deref(&self) -> &::uuid::Uuid {
            &self.0
        }
    }

    impl ::std::convert::From<ServiceId> for ::uuid::Uuid {
        fn from(value: ServiceId) -> Self {
            value.0
        }
    }

    impl ::std::convert::From<::uuid::Uuid> for ServiceId {
        fn from(value: ::uuid::Uuid) -> Self {
            Self(value)
        }
    }

    impl ::std::fmt::Display for ServiceId {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }

    impl ::std::str::FromStr for ServiceId {
        type Err = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }

    impl ::std::convert::TryFrom<&str> for ServiceId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<String> for ServiceId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    ///A page of things.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct ServicePage {
        ///The things, in order.
        pub data: ::std::vec::Vec<Service>,
        ///For `pageToken` of the next call; absent on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: ::std::option::Option<::std::string::String>,
    }

    impl ServicePage {
        pub fn builder() -> builder::ServicePage {
            Default::default()
        }
    }

    ///A new session, with its secret.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Session {
        ///When it ends unless it is refreshed.
        #[serde(rename = "expiresAt")]
        pub expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What it may see.
        pub level: SessionLevel,
        ///When it ends even if it is refreshed.
        #[serde(rename = "refreshableUntil")]
        pub refreshable_until: ::chrono::DateTime<::chrono::offset::Utc>,
        ///The session token: shown once, sent as `Authorization: Bearer`, kept out of URLs and logs.
        pub stoken: crate::Stoken,
    }

    impl Session {
        pub fn builder() -> builder::Session {
            Default::default()
        }
    }

    ///A code on its way to the session's contact.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SessionCode {
        ///By which way it is sent.
        pub channel: ContactKind,
        ///Until when it can be used.
        #[serde(rename = "expiresAt")]
        pub expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
    }

    impl SessionCode {
        pub fn builder() -> builder::SessionCode {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SessionCodeData {
        ///The thing.
        pub data: SessionCode,
    }

    impl SessionCodeData {
        pub fn builder() -> builder::SessionCodeData {
            Default::default()
        }
    }

    ///Asks for a session under a contact.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    pub struct SessionCreate {
        ///The customer's address. Nothing is sent to it yet.
        pub contact: Contact,
    }

    impl SessionCreate {
        pub fn builder() -> builder::SessionCreate {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SessionData {
        ///The thing.
        pub data: Session,
    }

    impl SessionData {
        pub fn builder() -> builder::SessionData {
            Default::default()
        }
    }

    /**How far a session has been proven.

- `claimed`: Somebody gave this contact: the session sees what was booked in it.
- `verified`: Its holder received a code there: the session sees everything under that contact.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    pub enum SessionLevel {
        #[serde(rename = "claimed")]
        Claimed,
        #[serde(rename = "verified")]
        Verified,
    }

    impl ::std::fmt::Display for SessionLevel {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Claimed => f.write_str("claimed"),
                Self::Verified => f.write_str("verified"),
            }
        }
    }

    impl ::std::str::FromStr for SessionLevel {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "claimed" => Ok(Self::Claimed),
                "verified" => Ok(Self::Verified),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for SessionLevel {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for SessionLevel {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    ///The token of a manage link.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    pub struct SessionRedeem {
        ///As it stands in the link; it works once.
        #[serde(rename = "manageToken")]
        pub manage_token: crate::Stoken,
    }

    impl SessionRedeem {
        pub fn builder() -> builder::SessionRedeem {
            Default::default()
        }
    }

    ///A session as it stands.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SessionState {
        ///When it ends unless it is refreshed.
        #[serde(rename = "expiresAt")]
        pub expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        ///What it may see.
        pub level: SessionLevel,
        ///When it ends even if it is refreshed.
        #[serde(rename = "refreshableUntil")]
        pub refreshable_until: ::chrono::DateTime<::chrono::offset::Utc>,
    }

    impl SessionState {
        pub fn builder() -> builder::SessionState {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SessionStateData {
        ///The thing.
        pub data: SessionState,
    }

    impl SessionStateData {
        pub fn builder() -> builder::SessionStateData {
            Default::default()
        }
    }

    ///The code a customer received.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    #[serde(deny_unknown_fields)]
    pub struct SessionVerify {
        ///Six digits.
        pub code: ::std::string::String,
    }

    impl SessionVerify {
        pub fn builder() -> builder::SessionVerify {
            Default::default()
        }
    }

    ///A start that can be booked now.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Slot {
        ///When it ends.
        pub end: ::chrono::DateTime<::chrono::offset::Utc>,
        ///Who is free for it.
        pub staff: ::std::vec::Vec<SlotStaff>,
        ///When the appointment starts.
        pub start: ::chrono::DateTime<::chrono::offset::Utc>,
    }

    impl Slot {
        pub fn builder() -> builder::Slot {
            Default::default()
        }
    }

    ///A page of things.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SlotPage {
        ///The things, in order.
        pub data: ::std::vec::Vec<Slot>,
        ///For `pageToken` of the next call; absent on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: ::std::option::Option<::std::string::String>,
    }

    impl SlotPage {
        pub fn builder() -> builder::SlotPage {
            Default::default()
        }
    }

    ///A member of staff who is free for a slot.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SlotStaff {
        ///Which one.
        pub id: StaffId,
        ///Seats left with them: 1 for a single appointment.
        pub seats: u32,
    }

    impl SlotStaff {
        pub fn builder() -> builder::SlotStaff {
            Default::default()
        }
    }

    ///A member of staff of one tenant.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    pub struct StaffId(pub ::uuid::Uuid);
    impl ::std::ops::Deref for StaffId {
        type Target = ::uuid::Uuid;
        fn deref(&self) -> &::uuid::Uuid {
            &self.0
        }
    }

    impl ::std::convert::From<StaffId> for ::uuid::Uuid {
        fn from(value: StaffId) -> Self {
            value.0
        }
    }

    impl ::std::convert::From<::uuid::Uuid> for StaffId {
        fn from(value: ::uuid::Uuid) -> Self {
            Self(value)
        }
    }

    impl ::std::fmt::Display for StaffId {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }

    impl ::std::str::FromStr for StaffId {
        type Err = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.parse()?))
        }
    }

    impl ::std::convert::TryFrom<&str> for StaffId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: &str) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<String> for StaffId {
        type Error = <::uuid::Uuid as ::std::str::FromStr>::Err;
        fn try_from(value: String) -> ::std::result::Result<Self, Self::Error> {
            value.parse()
        }
    }

    ///A person who gives services.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct StaffMember {
        ///Which one.
        pub id: StaffId,
        ///How customers know them.
        pub name: ::std::string::String,
    }

    impl StaffMember {
        pub fn builder() -> builder::StaffMember {
            Default::default()
        }
    }

    ///A stoken that opens event streams and nothing else.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct StreamSession {
        ///Until when a stream can be opened with it; the stream lives on.
        #[serde(rename = "connectBefore")]
        pub connect_before: ::chrono::DateTime<::chrono::offset::Utc>,
        ///For `?stoken=` of `event_stream`.
        pub stoken: crate::Stoken,
    }

    impl StreamSession {
        pub fn builder() -> builder::StreamSession {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct StreamSessionData {
        ///The thing.
        pub data: StreamSession,
    }

    impl StreamSessionData {
        pub fn builder() -> builder::StreamSessionData {
            Default::default()
        }
    }

    ///A release whose clients this server still knows.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct SupportedRelease {
        ///The operations of it that are refused; all others are served.
        #[serde(rename = "refusedOperations")]
        pub refused_operations: ::std::vec::Vec<::std::string::String>,
        ///Its version.
        pub version: ::std::string::String,
    }

    impl SupportedRelease {
        pub fn builder() -> builder::SupportedRelease {
            Default::default()
        }
    }

    ///A tenant with everything a site needs to look like it.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct Tenant {
        ///How it looks.
        pub branding: Branding,
        ///BCP 47 language tag of its messages.
        pub locale: ::std::string::String,
        ///Its name on the door.
        pub name: ::std::string::String,
        ///What it asks of customers, where a service doesn't say otherwise.
        pub policies: Policies,
        ///Its own site.
        #[serde(rename = "siteUrl")]
        pub site_url: ::std::string::String,
        ///Its name in URLs.
        pub slug: TenantSlug,
        ///IANA time zone of its premises.
        #[serde(rename = "timeZone")]
        pub time_zone: ::std::string::String,
    }

    impl Tenant {
        pub fn builder() -> builder::Tenant {
            Default::default()
        }
    }

    ///One thing.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct TenantData {
        ///The thing.
        pub data: Tenant,
    }

    impl TenantData {
        pub fn builder() -> builder::TenantData {
            Default::default()
        }
    }

    ///A tenant's name in URLs: a DNS label.
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    #[serde(transparent)]
    pub struct TenantSlug(pub ::std::string::String);
    impl ::std::ops::Deref for TenantSlug {
        type Target = ::std::string::String;
        fn deref(&self) -> &::std::string::String {
            &self.0
        }
    }

    impl ::std::convert::From<TenantSlug> for ::std::string::String {
        fn from(value: TenantSlug) -> Self {
            value.0
        }
    }

    impl ::std::convert::From<::std::string::String> for TenantSlug {
        fn from(value: ::std::string::String) -> Self {
            Self(value)
        }
    }

    impl ::std::fmt::Display for TenantSlug {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            self.0.fmt(f)
        }
    }

    impl ::std::str::FromStr for TenantSlug {
        type Err = ::std::convert::Infallible;
        fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
            Ok(Self(value.to_string()))
        }
    }

    ///A tenant as it stands in the list of those that wish to be found.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct TenantSummary {
        ///BCP 47 language tag of its messages.
        pub locale: ::std::string::String,
        ///Its name on the door.
        pub name: ::std::string::String,
        ///Its own site.
        #[serde(rename = "siteUrl")]
        pub site_url: ::std::string::String,
        ///Its name in URLs.
        pub slug: TenantSlug,
        ///IANA time zone of its premises.
        #[serde(rename = "timeZone")]
        pub time_zone: ::std::string::String,
    }

    impl TenantSummary {
        pub fn builder() -> builder::TenantSummary {
            Default::default()
        }
    }

    ///A page of things.
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, PartialEq)]
    pub struct TenantSummaryPage {
        ///The things, in order.
        pub data: ::std::vec::Vec<TenantSummary>,
        ///For `pageToken` of the next call; absent on the last page.
        #[serde(
            rename = "nextPageToken",
            skip_serializing_if = "::std::option::Option::is_none"
        )]
        pub next_page_token: ::std::option::Option<::std::string::String>,
    }

    impl TenantSummaryPage {
        pub fn builder() -> builder::TenantSummaryPage {
            Default::default()
        }
    }

    /**How different one side of an operation may be and still be served.

- `identical`: Only the very same contract.
- `compatible`: What is proven harmless as well.
- `breaking`: Anything that was ever released. For an emergency: clients may send what the server refuses.*/
    #[derive(
        ::serde::Deserialize,
        ::serde::Serialize,
        Clone,
        Copy,
        Debug,
        Eq,
        Hash,
        Ord,
        PartialEq,
        PartialOrd
    )]
    pub enum Tolerance {
        #[serde(rename = "identical")]
        Identical,
        #[serde(rename = "compatible")]
        Compatible,
        #[serde(rename = "breaking")]
        Breaking,
    }

    impl ::std::fmt::Display for Tolerance {
        fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            match *self {
                Self::Identical => f.write_str("identical"),
                Self::Compatible => f.write_str("compatible"),
                Self::Breaking => f.write_str("breaking"),
            }
        }
    }

    impl ::std::str::FromStr for Tolerance {
        type Err = self::error::ConversionError;
        fn from_str(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            match value {
                "identical" => Ok(Self::Identical),
                "compatible" => Ok(Self::Compatible),
                "breaking" => Ok(Self::Breaking),
                _ => Err("invalid value".into()),
            }
        }
    }

    impl ::std::convert::TryFrom<&str> for Tolerance {
        type Error = self::error::ConversionError;
        fn try_from(
            value: &str,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    impl ::std::convert::TryFrom<::std::string::String> for Tolerance {
        type Error = self::error::ConversionError;
        fn try_from(
            value: ::std::string::String,
        ) -> ::std::result::Result<Self, self::error::ConversionError> {
            value.parse()
        }
    }

    /// Types for composing complex structures.
    pub mod builder {
        #[derive(Clone, Debug)]
        pub struct Booking {
            cancel_before: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            cancel_reason: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            created_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            customer_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            end: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            id: ::std::result::Result<super::BookingId, ::std::string::String>,
            note: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            price: ::std::result::Result<super::Money, ::std::string::String>,
            reschedule_before: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            revision: ::std::result::Result<u32, ::std::string::String>,
            service_id: ::std::result::Result<super::ServiceId, ::std::string::String>,
            service_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            staff: ::std::result::Result<super::StaffMember, ::std::string::String>,
            start: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            status: ::std::result::Result<super::BookingStatus, ::std::string::String>,
            time_zone: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            updated_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Booking {
            fn default() -> Self {
                Self {
                    cancel_before: Err(
                        "no value supplied for cancel_before".to_string(),
                    ),
                    cancel_reason: Ok(Default::default()),
                    created_at: Err("no value supplied for created_at".to_string()),
                    customer_name: Err(
                        "no value supplied for customer_name".to_string(),
                    ),
                    end: Err("no value supplied for end".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    note: Ok(Default::default()),
                    price: Err("no value supplied for price".to_string()),
                    reschedule_before: Err(
                        "no value supplied for reschedule_before".to_string(),
                    ),
                    revision: Err("no value supplied for revision".to_string()),
                    service_id: Err("no value supplied for service_id".to_string()),
                    service_name: Err("no value supplied for service_name".to_string()),
                    staff: Err("no value supplied for staff".to_string()),
                    start: Err("no value supplied for start".to_string()),
                    status: Err("no value supplied for status".to_string()),
                    time_zone: Err("no value supplied for time_zone".to_string()),
                    updated_at: Err("no value supplied for updated_at".to_string()),
                }
            }
        }

        impl Booking {
            pub fn cancel_before<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.cancel_before = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for cancel_before: {e}")
                    });
                self
            }
            pub fn cancel_reason<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.cancel_reason = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for cancel_reason: {e}")
                    });
                self
            }
            pub fn created_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.created_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for created_at: {e}")
                    });
                self
            }
            pub fn customer_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.customer_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for customer_name: {e}")
                    });
                self
            }
            pub fn end<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.end = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for end: {e}")
                    });
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::BookingId>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn note<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.note = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for note: {e}")
                    });
                self
            }
            pub fn price<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Money>,
                T::Error: ::std::fmt::Display,
            {
                self.price = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for price: {e}")
                    });
                self
            }
            pub fn reschedule_before<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.reschedule_before = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for reschedule_before: {e}"
                        )
                    });
                self
            }
            pub fn revision<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.revision = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for revision: {e}")
                    });
                self
            }
            pub fn service_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ServiceId>,
                T::Error: ::std::fmt::Display,
            {
                self.service_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for service_id: {e}")
                    });
                self
            }
            pub fn service_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.service_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for service_name: {e}")
                    });
                self
            }
            pub fn staff<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::StaffMember>,
                T::Error: ::std::fmt::Display,
            {
                self.staff = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for staff: {e}")
                    });
                self
            }
            pub fn start<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.start = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for start: {e}")
                    });
                self
            }
            pub fn status<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::BookingStatus>,
                T::Error: ::std::fmt::Display,
            {
                self.status = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for status: {e}")
                    });
                self
            }
            pub fn time_zone<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.time_zone = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for time_zone: {e}")
                    });
                self
            }
            pub fn updated_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.updated_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for updated_at: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Booking> for super::Booking {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Booking,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    cancel_before: value.cancel_before?,
                    cancel_reason: value.cancel_reason?,
                    created_at: value.created_at?,
                    customer_name: value.customer_name?,
                    end: value.end?,
                    id: value.id?,
                    note: value.note?,
                    price: value.price?,
                    reschedule_before: value.reschedule_before?,
                    revision: value.revision?,
                    service_id: value.service_id?,
                    service_name: value.service_name?,
                    staff: value.staff?,
                    start: value.start?,
                    status: value.status?,
                    time_zone: value.time_zone?,
                    updated_at: value.updated_at?,
                })
            }
        }

        impl ::std::convert::From<super::Booking> for Booking {
            fn from(value: super::Booking) -> Self {
                Self {
                    cancel_before: Ok(value.cancel_before),
                    cancel_reason: Ok(value.cancel_reason),
                    created_at: Ok(value.created_at),
                    customer_name: Ok(value.customer_name),
                    end: Ok(value.end),
                    id: Ok(value.id),
                    note: Ok(value.note),
                    price: Ok(value.price),
                    reschedule_before: Ok(value.reschedule_before),
                    revision: Ok(value.revision),
                    service_id: Ok(value.service_id),
                    service_name: Ok(value.service_name),
                    staff: Ok(value.staff),
                    start: Ok(value.start),
                    status: Ok(value.status),
                    time_zone: Ok(value.time_zone),
                    updated_at: Ok(value.updated_at),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BookingChange {
            change: ::std::result::Result<super::Change, ::std::string::String>,
            revision: ::std::result::Result<u32, ::std::string::String>,
        }

        impl ::std::default::Default for BookingChange {
            fn default() -> Self {
                Self {
                    change: Err("no value supplied for change".to_string()),
                    revision: Err("no value supplied for revision".to_string()),
                }
            }
        }

        impl BookingChange {
            pub fn change<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Change>,
                T::Error: ::std::fmt::Display,
            {
                self.change = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for change: {e}")
                    });
                self
            }
            pub fn revision<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.revision = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for revision: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<BookingChange> for super::BookingChange {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BookingChange,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    change: value.change?,
                    revision: value.revision?,
                })
            }
        }

        impl ::std::convert::From<super::BookingChange> for BookingChange {
            fn from(value: super::BookingChange) -> Self {
                Self {
                    change: Ok(value.change),
                    revision: Ok(value.revision),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BookingCreate {
            contact: ::std::result::Result<
                ::std::option::Option<super::Contact>,
                ::std::string::String,
            >,
            customer_name: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            note: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            service_id: ::std::result::Result<super::ServiceId, ::std::string::String>,
            staff_id: ::std::result::Result<
                ::std::option::Option<super::StaffId>,
                ::std::string::String,
            >,
            start: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for BookingCreate {
            fn default() -> Self {
                Self {
                    contact: Ok(Default::default()),
                    customer_name: Err(
                        "no value supplied for customer_name".to_string(),
                    ),
                    note: Ok(Default::default()),
                    service_id: Err("no value supplied for service_id".to_string()),
                    staff_id: Ok(Default::default()),
                    start: Err("no value supplied for start".to_string()),
                }
            }
        }

        impl BookingCreate {
            pub fn contact<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::Contact>>,
                T::Error: ::std::fmt::Display,
            {
                self.contact = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for contact: {e}")
                    });
                self
            }
            pub fn customer_name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.customer_name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for customer_name: {e}")
                    });
                self
            }
            pub fn note<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.note = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for note: {e}")
                    });
                self
            }
            pub fn service_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ServiceId>,
                T::Error: ::std::fmt::Display,
            {
                self.service_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for service_id: {e}")
                    });
                self
            }
            pub fn staff_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<super::StaffId>>,
                T::Error: ::std::fmt::Display,
            {
                self.staff_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for staff_id: {e}")
                    });
                self
            }
            pub fn start<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.start = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for start: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<BookingCreate> for super::BookingCreate {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BookingCreate,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    contact: value.contact?,
                    customer_name: value.customer_name?,
                    note: value.note?,
                    service_id: value.service_id?,
                    staff_id: value.staff_id?,
                    start: value.start?,
                })
            }
        }

        impl ::std::convert::From<super::BookingCreate> for BookingCreate {
            fn from(value: super::BookingCreate) -> Self {
                Self {
                    contact: Ok(value.contact),
                    customer_name: Ok(value.customer_name),
                    note: Ok(value.note),
                    service_id: Ok(value.service_id),
                    staff_id: Ok(value.staff_id),
                    start: Ok(value.start),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BookingData {
            data: ::std::result::Result<super::Booking, ::std::string::String>,
        }

        impl ::std::default::Default for BookingData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl BookingData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Booking>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<BookingData> for super::BookingData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BookingData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::BookingData> for BookingData {
            fn from(value: super::BookingData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct BookingPage {
            data: ::std::result::Result<
                ::std::vec::Vec<super::Booking>,
                ::std::string::String,
            >,
            next_page_token: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for BookingPage {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    next_page_token: Ok(Default::default()),
                }
            }
        }

        impl BookingPage {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Booking>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
            pub fn next_page_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_page_token = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for next_page_token: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<BookingPage> for super::BookingPage {
            type Error = super::error::ConversionError;
            fn try_from(
                value: BookingPage,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    next_page_token: value.next_page_token?,
                })
            }
        }

        impl ::std::convert::From<super::BookingPage> for BookingPage {
            fn from(value: super::BookingPage) -> Self {
                Self {
                    data: Ok(value.data),
                    next_page_token: Ok(value.next_page_token),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Branding {
            accent_color: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            logo_url: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
            primary_color: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            welcome_text: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Branding {
            fn default() -> Self {
                Self {
                    accent_color: Err("no value supplied for accent_color".to_string()),
                    logo_url: Ok(Default::default()),
                    primary_color: Err(
                        "no value supplied for primary_color".to_string(),
                    ),
                    welcome_text: Ok(Default::default()),
                }
            }
        }

        impl Branding {
            pub fn accent_color<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.accent_color = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for accent_color: {e}")
                    });
                self
            }
            pub fn logo_url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.logo_url = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for logo_url: {e}")
                    });
                self
            }
            pub fn primary_color<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.primary_color = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for primary_color: {e}")
                    });
                self
            }
            pub fn welcome_text<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.welcome_text = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for welcome_text: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Branding> for super::Branding {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Branding,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    accent_color: value.accent_color?,
                    logo_url: value.logo_url?,
                    primary_color: value.primary_color?,
                    welcome_text: value.welcome_text?,
                })
            }
        }

        impl ::std::convert::From<super::Branding> for Branding {
            fn from(value: super::Branding) -> Self {
                Self {
                    accent_color: Ok(value.accent_color),
                    logo_url: Ok(value.logo_url),
                    primary_color: Ok(value.primary_color),
                    welcome_text: Ok(value.welcome_text),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ContractView {
            operations: ::std::result::Result<
                ::std::vec::Vec<super::OperationContract>,
                ::std::string::String,
            >,
            supported_releases: ::std::result::Result<
                ::std::vec::Vec<super::SupportedRelease>,
                ::std::string::String,
            >,
            threshold: ::std::result::Result<
                super::DriftThreshold,
                ::std::string::String,
            >,
            time_zone_database: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            version: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for ContractView {
            fn default() -> Self {
                Self {
                    operations: Err("no value supplied for operations".to_string()),
                    supported_releases: Err(
                        "no value supplied for supported_releases".to_string(),
                    ),
                    threshold: Err("no value supplied for threshold".to_string()),
                    time_zone_database: Err(
                        "no value supplied for time_zone_database".to_string(),
                    ),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl ContractView {
            pub fn operations<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::OperationContract>>,
                T::Error: ::std::fmt::Display,
            {
                self.operations = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for operations: {e}")
                    });
                self
            }
            pub fn supported_releases<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::SupportedRelease>>,
                T::Error: ::std::fmt::Display,
            {
                self.supported_releases = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for supported_releases: {e}"
                        )
                    });
                self
            }
            pub fn threshold<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::DriftThreshold>,
                T::Error: ::std::fmt::Display,
            {
                self.threshold = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for threshold: {e}")
                    });
                self
            }
            pub fn time_zone_database<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.time_zone_database = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for time_zone_database: {e}"
                        )
                    });
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for version: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<ContractView> for super::ContractView {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ContractView,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    operations: value.operations?,
                    supported_releases: value.supported_releases?,
                    threshold: value.threshold?,
                    time_zone_database: value.time_zone_database?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::ContractView> for ContractView {
            fn from(value: super::ContractView) -> Self {
                Self {
                    operations: Ok(value.operations),
                    supported_releases: Ok(value.supported_releases),
                    threshold: Ok(value.threshold),
                    time_zone_database: Ok(value.time_zone_database),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ContractViewData {
            data: ::std::result::Result<super::ContractView, ::std::string::String>,
        }

        impl ::std::default::Default for ContractViewData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl ContractViewData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ContractView>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<ContractViewData> for super::ContractViewData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ContractViewData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::ContractViewData> for ContractViewData {
            fn from(value: super::ContractViewData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct DriftPlace {
            at: ::std::result::Result<::std::string::String, ::std::string::String>,
            expected: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            found: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for DriftPlace {
            fn default() -> Self {
                Self {
                    at: Err("no value supplied for at".to_string()),
                    expected: Err("no value supplied for expected".to_string()),
                    found: Err("no value supplied for found".to_string()),
                }
            }
        }

        impl DriftPlace {
            pub fn at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for at: {e}"));
                self
            }
            pub fn expected<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.expected = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expected: {e}")
                    });
                self
            }
            pub fn found<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.found = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for found: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<DriftPlace> for super::DriftPlace {
            type Error = super::error::ConversionError;
            fn try_from(
                value: DriftPlace,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    at: value.at?,
                    expected: value.expected?,
                    found: value.found?,
                })
            }
        }

        impl ::std::convert::From<super::DriftPlace> for DriftPlace {
            fn from(value: super::DriftPlace) -> Self {
                Self {
                    at: Ok(value.at),
                    expected: Ok(value.expected),
                    found: Ok(value.found),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct DriftThreshold {
            request: ::std::result::Result<super::Tolerance, ::std::string::String>,
            response: ::std::result::Result<super::Tolerance, ::std::string::String>,
        }

        impl ::std::default::Default for DriftThreshold {
            fn default() -> Self {
                Self {
                    request: Err("no value supplied for request".to_string()),
                    response: Err("no value supplied for response".to_string()),
                }
            }
        }

        impl DriftThreshold {
            pub fn request<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Tolerance>,
                T::Error: ::std::fmt::Display,
            {
                self.request = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for request: {e}")
                    });
                self
            }
            pub fn response<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Tolerance>,
                T::Error: ::std::fmt::Display,
            {
                self.response = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for response: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<DriftThreshold> for super::DriftThreshold {
            type Error = super::error::ConversionError;
            fn try_from(
                value: DriftThreshold,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    request: value.request?,
                    response: value.response?,
                })
            }
        }

        impl ::std::convert::From<super::DriftThreshold> for DriftThreshold {
            fn from(value: super::DriftThreshold) -> Self {
                Self {
                    request: Ok(value.request),
                    response: Ok(value.response),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ErrorBody {
            error: ::std::result::Result<super::ApiError, ::std::string::String>,
        }

        impl ::std::default::Default for ErrorBody {
            fn default() -> Self {
                Self {
                    error: Err("no value supplied for error".to_string()),
                }
            }
        }

        impl ErrorBody {
            pub fn error<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ApiError>,
                T::Error: ::std::fmt::Display,
            {
                self.error = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for error: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<ErrorBody> for super::ErrorBody {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ErrorBody,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { error: value.error? })
            }
        }

        impl ::std::convert::From<super::ErrorBody> for ErrorBody {
            fn from(value: super::ErrorBody) -> Self {
                Self { error: Ok(value.error) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct InvalidField {
            at: ::std::result::Result<::std::string::String, ::std::string::String>,
            expected: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for InvalidField {
            fn default() -> Self {
                Self {
                    at: Err("no value supplied for at".to_string()),
                    expected: Err("no value supplied for expected".to_string()),
                }
            }
        }

        impl InvalidField {
            pub fn at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.at = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for at: {e}"));
                self
            }
            pub fn expected<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.expected = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expected: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<InvalidField> for super::InvalidField {
            type Error = super::error::ConversionError;
            fn try_from(
                value: InvalidField,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    at: value.at?,
                    expected: value.expected?,
                })
            }
        }

        impl ::std::convert::From<super::InvalidField> for InvalidField {
            fn from(value: super::InvalidField) -> Self {
                Self {
                    at: Ok(value.at),
                    expected: Ok(value.expected),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Money {
            amount: ::std::result::Result<i64, ::std::string::String>,
            currency: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Money {
            fn default() -> Self {
                Self {
                    amount: Err("no value supplied for amount".to_string()),
                    currency: Err("no value supplied for currency".to_string()),
                }
            }
        }

        impl Money {
            pub fn amount<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<i64>,
                T::Error: ::std::fmt::Display,
            {
                self.amount = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for amount: {e}")
                    });
                self
            }
            pub fn currency<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.currency = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for currency: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Money> for super::Money {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Money,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    amount: value.amount?,
                    currency: value.currency?,
                })
            }
        }

        impl ::std::convert::From<super::Money> for Money {
            fn from(value: super::Money) -> Self {
                Self {
                    amount: Ok(value.amount),
                    currency: Ok(value.currency),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct OperationContract {
            fingerprint: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            operation_id: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for OperationContract {
            fn default() -> Self {
                Self {
                    fingerprint: Err("no value supplied for fingerprint".to_string()),
                    operation_id: Err("no value supplied for operation_id".to_string()),
                }
            }
        }

        impl OperationContract {
            pub fn fingerprint<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.fingerprint = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for fingerprint: {e}")
                    });
                self
            }
            pub fn operation_id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.operation_id = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for operation_id: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<OperationContract> for super::OperationContract {
            type Error = super::error::ConversionError;
            fn try_from(
                value: OperationContract,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    fingerprint: value.fingerprint?,
                    operation_id: value.operation_id?,
                })
            }
        }

        impl ::std::convert::From<super::OperationContract> for OperationContract {
            fn from(value: super::OperationContract) -> Self {
                Self {
                    fingerprint: Ok(value.fingerprint),
                    operation_id: Ok(value.operation_id),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Policies {
            cancel_cutoff_minutes: ::std::result::Result<u32, ::std::string::String>,
            horizon_days: ::std::result::Result<u32, ::std::string::String>,
            min_notice_minutes: ::std::result::Result<u32, ::std::string::String>,
            reschedule_cutoff_minutes: ::std::result::Result<u32, ::std::string::String>,
        }

        impl ::std::default::Default for Policies {
            fn default() -> Self {
                Self {
                    cancel_cutoff_minutes: Err(
                        "no value supplied for cancel_cutoff_minutes".to_string(),
                    ),
                    horizon_days: Err("no value supplied for horizon_days".to_string()),
                    min_notice_minutes: Err(
                        "no value supplied for min_notice_minutes".to_string(),
                    ),
                    reschedule_cutoff_minutes: Err(
                        "no value supplied for reschedule_cutoff_minutes".to_string(),
                    ),
                }
            }
        }

        impl Policies {
            pub fn cancel_cutoff_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.cancel_cutoff_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for cancel_cutoff_minutes: {e}"
                        )
                    });
                self
            }
            pub fn horizon_days<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.horizon_days = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for horizon_days: {e}")
                    });
                self
            }
            pub fn min_notice_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.min_notice_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for min_notice_minutes: {e}"
                        )
                    });
                self
            }
            pub fn reschedule_cutoff_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.reschedule_cutoff_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for reschedule_cutoff_minutes: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Policies> for super::Policies {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Policies,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    cancel_cutoff_minutes: value.cancel_cutoff_minutes?,
                    horizon_days: value.horizon_days?,
                    min_notice_minutes: value.min_notice_minutes?,
                    reschedule_cutoff_minutes: value.reschedule_cutoff_minutes?,
                })
            }
        }

        impl ::std::convert::From<super::Policies> for Policies {
            fn from(value: super::Policies) -> Self {
                Self {
                    cancel_cutoff_minutes: Ok(value.cancel_cutoff_minutes),
                    horizon_days: Ok(value.horizon_days),
                    min_notice_minutes: Ok(value.min_notice_minutes),
                    reschedule_cutoff_minutes: Ok(value.reschedule_cutoff_minutes),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Service {
            capacity: ::std::result::Result<u32, ::std::string::String>,
            description: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            duration_minutes: ::std::result::Result<u32, ::std::string::String>,
            horizon_days: ::std::result::Result<u32, ::std::string::String>,
            id: ::std::result::Result<super::ServiceId, ::std::string::String>,
            min_notice_minutes: ::std::result::Result<u32, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            price: ::std::result::Result<super::Money, ::std::string::String>,
            slot_interval_minutes: ::std::result::Result<u32, ::std::string::String>,
            staff: ::std::result::Result<
                ::std::vec::Vec<super::StaffMember>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Service {
            fn default() -> Self {
                Self {
                    capacity: Err("no value supplied for capacity".to_string()),
                    description: Err("no value supplied for description".to_string()),
                    duration_minutes: Err(
                        "no value supplied for duration_minutes".to_string(),
                    ),
                    horizon_days: Err("no value supplied for horizon_days".to_string()),
                    id: Err("no value supplied for id".to_string()),
                    min_notice_minutes: Err(
                        "no value supplied for min_notice_minutes".to_string(),
                    ),
                    name: Err("no value supplied for name".to_string()),
                    price: Err("no value supplied for price".to_string()),
                    slot_interval_minutes: Err(
                        "no value supplied for slot_interval_minutes".to_string(),
                    ),
                    staff: Err("no value supplied for staff".to_string()),
                }
            }
        }

        impl Service {
            pub fn capacity<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.capacity = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for capacity: {e}")
                    });
                self
            }
            pub fn description<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.description = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for description: {e}")
                    });
                self
            }
            pub fn duration_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.duration_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for duration_minutes: {e}"
                        )
                    });
                self
            }
            pub fn horizon_days<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.horizon_days = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for horizon_days: {e}")
                    });
                self
            }
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ServiceId>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn min_notice_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.min_notice_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for min_notice_minutes: {e}"
                        )
                    });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
            pub fn price<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Money>,
                T::Error: ::std::fmt::Display,
            {
                self.price = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for price: {e}")
                    });
                self
            }
            pub fn slot_interval_minutes<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.slot_interval_minutes = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for slot_interval_minutes: {e}"
                        )
                    });
                self
            }
            pub fn staff<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::StaffMember>>,
                T::Error: ::std::fmt::Display,
            {
                self.staff = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for staff: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Service> for super::Service {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Service,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    capacity: value.capacity?,
                    description: value.description?,
                    duration_minutes: value.duration_minutes?,
                    horizon_days: value.horizon_days?,
                    id: value.id?,
                    min_notice_minutes: value.min_notice_minutes?,
                    name: value.name?,
                    price: value.price?,
                    slot_interval_minutes: value.slot_interval_minutes?,
                    staff: value.staff?,
                })
            }
        }

        impl ::std::convert::From<super::Service> for Service {
            fn from(value: super::Service) -> Self {
                Self {
                    capacity: Ok(value.capacity),
                    description: Ok(value.description),
                    duration_minutes: Ok(value.duration_minutes),
                    horizon_days: Ok(value.horizon_days),
                    id: Ok(value.id),
                    min_notice_minutes: Ok(value.min_notice_minutes),
                    name: Ok(value.name),
                    price: Ok(value.price),
                    slot_interval_minutes: Ok(value.slot_interval_minutes),
                    staff: Ok(value.staff),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ServiceData {
            data: ::std::result::Result<super::Service, ::std::string::String>,
        }

        impl ::std::default::Default for ServiceData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl ServiceData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Service>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<ServiceData> for super::ServiceData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ServiceData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::ServiceData> for ServiceData {
            fn from(value: super::ServiceData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct ServicePage {
            data: ::std::result::Result<
                ::std::vec::Vec<super::Service>,
                ::std::string::String,
            >,
            next_page_token: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for ServicePage {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    next_page_token: Ok(Default::default()),
                }
            }
        }

        impl ServicePage {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Service>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
            pub fn next_page_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_page_token = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for next_page_token: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<ServicePage> for super::ServicePage {
            type Error = super::error::ConversionError;
            fn try_from(
                value: ServicePage,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    next_page_token: value.next_page_token?,
                })
            }
        }

        impl ::std::convert::From<super::ServicePage> for ServicePage {
            fn from(value: super::ServicePage) -> Self {
                Self {
                    data: Ok(value.data),
                    next_page_token: Ok(value.next_page_token),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Session {
            expires_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            level: ::std::result::Result<super::SessionLevel, ::std::string::String>,
            refreshable_until: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            stoken: ::std::result::Result<crate::Stoken, ::std::string::String>,
        }

        impl ::std::default::Default for Session {
            fn default() -> Self {
                Self {
                    expires_at: Err("no value supplied for expires_at".to_string()),
                    level: Err("no value supplied for level".to_string()),
                    refreshable_until: Err(
                        "no value supplied for refreshable_until".to_string(),
                    ),
                    stoken: Err("no value supplied for stoken".to_string()),
                }
            }
        }

        impl Session {
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expires_at: {e}")
                    });
                self
            }
            pub fn level<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::SessionLevel>,
                T::Error: ::std::fmt::Display,
            {
                self.level = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for level: {e}")
                    });
                self
            }
            pub fn refreshable_until<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.refreshable_until = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for refreshable_until: {e}"
                        )
                    });
                self
            }
            pub fn stoken<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::Stoken>,
                T::Error: ::std::fmt::Display,
            {
                self.stoken = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for stoken: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Session> for super::Session {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Session,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    expires_at: value.expires_at?,
                    level: value.level?,
                    refreshable_until: value.refreshable_until?,
                    stoken: value.stoken?,
                })
            }
        }

        impl ::std::convert::From<super::Session> for Session {
            fn from(value: super::Session) -> Self {
                Self {
                    expires_at: Ok(value.expires_at),
                    level: Ok(value.level),
                    refreshable_until: Ok(value.refreshable_until),
                    stoken: Ok(value.stoken),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionCode {
            channel: ::std::result::Result<super::ContactKind, ::std::string::String>,
            expires_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for SessionCode {
            fn default() -> Self {
                Self {
                    channel: Err("no value supplied for channel".to_string()),
                    expires_at: Err("no value supplied for expires_at".to_string()),
                }
            }
        }

        impl SessionCode {
            pub fn channel<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::ContactKind>,
                T::Error: ::std::fmt::Display,
            {
                self.channel = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for channel: {e}")
                    });
                self
            }
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expires_at: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionCode> for super::SessionCode {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionCode,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    channel: value.channel?,
                    expires_at: value.expires_at?,
                })
            }
        }

        impl ::std::convert::From<super::SessionCode> for SessionCode {
            fn from(value: super::SessionCode) -> Self {
                Self {
                    channel: Ok(value.channel),
                    expires_at: Ok(value.expires_at),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionCodeData {
            data: ::std::result::Result<super::SessionCode, ::std::string::String>,
        }

        impl ::std::default::Default for SessionCodeData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl SessionCodeData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::SessionCode>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionCodeData> for super::SessionCodeData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionCodeData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::SessionCodeData> for SessionCodeData {
            fn from(value: super::SessionCodeData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionCreate {
            contact: ::std::result::Result<super::Contact, ::std::string::String>,
        }

        impl ::std::default::Default for SessionCreate {
            fn default() -> Self {
                Self {
                    contact: Err("no value supplied for contact".to_string()),
                }
            }
        }

        impl SessionCreate {
            pub fn contact<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Contact>,
                T::Error: ::std::fmt::Display,
            {
                self.contact = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for contact: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionCreate> for super::SessionCreate {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionCreate,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { contact: value.contact? })
            }
        }

        impl ::std::convert::From<super::SessionCreate> for SessionCreate {
            fn from(value: super::SessionCreate) -> Self {
                Self { contact: Ok(value.contact) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionData {
            data: ::std::result::Result<super::Session, ::std::string::String>,
        }

        impl ::std::default::Default for SessionData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl SessionData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Session>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionData> for super::SessionData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::SessionData> for SessionData {
            fn from(value: super::SessionData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionRedeem {
            manage_token: ::std::result::Result<crate::Stoken, ::std::string::String>,
        }

        impl ::std::default::Default for SessionRedeem {
            fn default() -> Self {
                Self {
                    manage_token: Err("no value supplied for manage_token".to_string()),
                }
            }
        }

        impl SessionRedeem {
            pub fn manage_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::Stoken>,
                T::Error: ::std::fmt::Display,
            {
                self.manage_token = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for manage_token: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionRedeem> for super::SessionRedeem {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionRedeem,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    manage_token: value.manage_token?,
                })
            }
        }

        impl ::std::convert::From<super::SessionRedeem> for SessionRedeem {
            fn from(value: super::SessionRedeem) -> Self {
                Self {
                    manage_token: Ok(value.manage_token),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionState {
            expires_at: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            level: ::std::result::Result<super::SessionLevel, ::std::string::String>,
            refreshable_until: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for SessionState {
            fn default() -> Self {
                Self {
                    expires_at: Err("no value supplied for expires_at".to_string()),
                    level: Err("no value supplied for level".to_string()),
                    refreshable_until: Err(
                        "no value supplied for refreshable_until".to_string(),
                    ),
                }
            }
        }

        impl SessionState {
            pub fn expires_at<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.expires_at = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for expires_at: {e}")
                    });
                self
            }
            pub fn level<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::SessionLevel>,
                T::Error: ::std::fmt::Display,
            {
                self.level = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for level: {e}")
                    });
                self
            }
            pub fn refreshable_until<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.refreshable_until = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for refreshable_until: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionState> for super::SessionState {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionState,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    expires_at: value.expires_at?,
                    level: value.level?,
                    refreshable_until: value.refreshable_until?,
                })
            }
        }

        impl ::std::convert::From<super::SessionState> for SessionState {
            fn from(value: super::SessionState) -> Self {
                Self {
                    expires_at: Ok(value.expires_at),
                    level: Ok(value.level),
                    refreshable_until: Ok(value.refreshable_until),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionStateData {
            data: ::std::result::Result<super::SessionState, ::std::string::String>,
        }

        impl ::std::default::Default for SessionStateData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl SessionStateData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::SessionState>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionStateData> for super::SessionStateData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionStateData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::SessionStateData> for SessionStateData {
            fn from(value: super::SessionStateData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SessionVerify {
            code: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for SessionVerify {
            fn default() -> Self {
                Self {
                    code: Err("no value supplied for code".to_string()),
                }
            }
        }

        impl SessionVerify {
            pub fn code<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.code = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for code: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SessionVerify> for super::SessionVerify {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SessionVerify,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { code: value.code? })
            }
        }

        impl ::std::convert::From<super::SessionVerify> for SessionVerify {
            fn from(value: super::SessionVerify) -> Self {
                Self { code: Ok(value.code) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Slot {
            end: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            staff: ::std::result::Result<
                ::std::vec::Vec<super::SlotStaff>,
                ::std::string::String,
            >,
            start: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Slot {
            fn default() -> Self {
                Self {
                    end: Err("no value supplied for end".to_string()),
                    staff: Err("no value supplied for staff".to_string()),
                    start: Err("no value supplied for start".to_string()),
                }
            }
        }

        impl Slot {
            pub fn end<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.end = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for end: {e}")
                    });
                self
            }
            pub fn staff<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::SlotStaff>>,
                T::Error: ::std::fmt::Display,
            {
                self.staff = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for staff: {e}")
                    });
                self
            }
            pub fn start<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.start = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for start: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Slot> for super::Slot {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Slot,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    end: value.end?,
                    staff: value.staff?,
                    start: value.start?,
                })
            }
        }

        impl ::std::convert::From<super::Slot> for Slot {
            fn from(value: super::Slot) -> Self {
                Self {
                    end: Ok(value.end),
                    staff: Ok(value.staff),
                    start: Ok(value.start),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SlotPage {
            data: ::std::result::Result<
                ::std::vec::Vec<super::Slot>,
                ::std::string::String,
            >,
            next_page_token: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for SlotPage {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    next_page_token: Ok(Default::default()),
                }
            }
        }

        impl SlotPage {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::Slot>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
            pub fn next_page_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_page_token = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for next_page_token: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SlotPage> for super::SlotPage {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SlotPage,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    next_page_token: value.next_page_token?,
                })
            }
        }

        impl ::std::convert::From<super::SlotPage> for SlotPage {
            fn from(value: super::SlotPage) -> Self {
                Self {
                    data: Ok(value.data),
                    next_page_token: Ok(value.next_page_token),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SlotStaff {
            id: ::std::result::Result<super::StaffId, ::std::string::String>,
            seats: ::std::result::Result<u32, ::std::string::String>,
        }

        impl ::std::default::Default for SlotStaff {
            fn default() -> Self {
                Self {
                    id: Err("no value supplied for id".to_string()),
                    seats: Err("no value supplied for seats".to_string()),
                }
            }
        }

        impl SlotStaff {
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::StaffId>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn seats<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<u32>,
                T::Error: ::std::fmt::Display,
            {
                self.seats = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for seats: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SlotStaff> for super::SlotStaff {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SlotStaff,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    id: value.id?,
                    seats: value.seats?,
                })
            }
        }

        impl ::std::convert::From<super::SlotStaff> for SlotStaff {
            fn from(value: super::SlotStaff) -> Self {
                Self {
                    id: Ok(value.id),
                    seats: Ok(value.seats),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct StaffMember {
            id: ::std::result::Result<super::StaffId, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for StaffMember {
            fn default() -> Self {
                Self {
                    id: Err("no value supplied for id".to_string()),
                    name: Err("no value supplied for name".to_string()),
                }
            }
        }

        impl StaffMember {
            pub fn id<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::StaffId>,
                T::Error: ::std::fmt::Display,
            {
                self.id = value
                    .try_into()
                    .map_err(|e| format!("error converting supplied value for id: {e}"));
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<StaffMember> for super::StaffMember {
            type Error = super::error::ConversionError;
            fn try_from(
                value: StaffMember,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    id: value.id?,
                    name: value.name?,
                })
            }
        }

        impl ::std::convert::From<super::StaffMember> for StaffMember {
            fn from(value: super::StaffMember) -> Self {
                Self {
                    id: Ok(value.id),
                    name: Ok(value.name),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct StreamSession {
            connect_before: ::std::result::Result<
                ::chrono::DateTime<::chrono::offset::Utc>,
                ::std::string::String,
            >,
            stoken: ::std::result::Result<crate::Stoken, ::std::string::String>,
        }

        impl ::std::default::Default for StreamSession {
            fn default() -> Self {
                Self {
                    connect_before: Err(
                        "no value supplied for connect_before".to_string(),
                    ),
                    stoken: Err("no value supplied for stoken".to_string()),
                }
            }
        }

        impl StreamSession {
            pub fn connect_before<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
                T::Error: ::std::fmt::Display,
            {
                self.connect_before = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for connect_before: {e}"
                        )
                    });
                self
            }
            pub fn stoken<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<crate::Stoken>,
                T::Error: ::std::fmt::Display,
            {
                self.stoken = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for stoken: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<StreamSession> for super::StreamSession {
            type Error = super::error::ConversionError;
            fn try_from(
                value: StreamSession,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    connect_before: value.connect_before?,
                    stoken: value.stoken?,
                })
            }
        }

        impl ::std::convert::From<super::StreamSession> for StreamSession {
            fn from(value: super::StreamSession) -> Self {
                Self {
                    connect_before: Ok(value.connect_before),
                    stoken: Ok(value.stoken),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct StreamSessionData {
            data: ::std::result::Result<super::StreamSession, ::std::string::String>,
        }

        impl ::std::default::Default for StreamSessionData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl StreamSessionData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::StreamSession>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<StreamSessionData> for super::StreamSessionData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: StreamSessionData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::StreamSessionData> for StreamSessionData {
            fn from(value: super::StreamSessionData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct SupportedRelease {
            refused_operations: ::std::result::Result<
                ::std::vec::Vec<::std::string::String>,
                ::std::string::String,
            >,
            version: ::std::result::Result<::std::string::String, ::std::string::String>,
        }

        impl ::std::default::Default for SupportedRelease {
            fn default() -> Self {
                Self {
                    refused_operations: Err(
                        "no value supplied for refused_operations".to_string(),
                    ),
                    version: Err("no value supplied for version".to_string()),
                }
            }
        }

        impl SupportedRelease {
            pub fn refused_operations<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.refused_operations = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for refused_operations: {e}"
                        )
                    });
                self
            }
            pub fn version<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.version = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for version: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<SupportedRelease> for super::SupportedRelease {
            type Error = super::error::ConversionError;
            fn try_from(
                value: SupportedRelease,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    refused_operations: value.refused_operations?,
                    version: value.version?,
                })
            }
        }

        impl ::std::convert::From<super::SupportedRelease> for SupportedRelease {
            fn from(value: super::SupportedRelease) -> Self {
                Self {
                    refused_operations: Ok(value.refused_operations),
                    version: Ok(value.version),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct Tenant {
            branding: ::std::result::Result<super::Branding, ::std::string::String>,
            locale: ::std::result::Result<::std::string::String, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            policies: ::std::result::Result<super::Policies, ::std::string::String>,
            site_url: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            slug: ::std::result::Result<super::TenantSlug, ::std::string::String>,
            time_zone: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for Tenant {
            fn default() -> Self {
                Self {
                    branding: Err("no value supplied for branding".to_string()),
                    locale: Err("no value supplied for locale".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    policies: Err("no value supplied for policies".to_string()),
                    site_url: Err("no value supplied for site_url".to_string()),
                    slug: Err("no value supplied for slug".to_string()),
                    time_zone: Err("no value supplied for time_zone".to_string()),
                }
            }
        }

        impl Tenant {
            pub fn branding<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Branding>,
                T::Error: ::std::fmt::Display,
            {
                self.branding = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for branding: {e}")
                    });
                self
            }
            pub fn locale<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.locale = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for locale: {e}")
                    });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
            pub fn policies<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Policies>,
                T::Error: ::std::fmt::Display,
            {
                self.policies = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for policies: {e}")
                    });
                self
            }
            pub fn site_url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.site_url = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for site_url: {e}")
                    });
                self
            }
            pub fn slug<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::TenantSlug>,
                T::Error: ::std::fmt::Display,
            {
                self.slug = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for slug: {e}")
                    });
                self
            }
            pub fn time_zone<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.time_zone = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for time_zone: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<Tenant> for super::Tenant {
            type Error = super::error::ConversionError;
            fn try_from(
                value: Tenant,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    branding: value.branding?,
                    locale: value.locale?,
                    name: value.name?,
                    policies: value.policies?,
                    site_url: value.site_url?,
                    slug: value.slug?,
                    time_zone: value.time_zone?,
                })
            }
        }

        impl ::std::convert::From<super::Tenant> for Tenant {
            fn from(value: super::Tenant) -> Self {
                Self {
                    branding: Ok(value.branding),
                    locale: Ok(value.locale),
                    name: Ok(value.name),
                    policies: Ok(value.policies),
                    site_url: Ok(value.site_url),
                    slug: Ok(value.slug),
                    time_zone: Ok(value.time_zone),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct TenantData {
            data: ::std::result::Result<super::Tenant, ::std::string::String>,
        }

        impl ::std::default::Default for TenantData {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                }
            }
        }

        impl TenantData {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::Tenant>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<TenantData> for super::TenantData {
            type Error = super::error::ConversionError;
            fn try_from(
                value: TenantData,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self { data: value.data? })
            }
        }

        impl ::std::convert::From<super::TenantData> for TenantData {
            fn from(value: super::TenantData) -> Self {
                Self { data: Ok(value.data) }
            }
        }

        #[derive(Clone, Debug)]
        pub struct TenantSummary {
            locale: ::std::result::Result<::std::string::String, ::std::string::String>,
            name: ::std::result::Result<::std::string::String, ::std::string::String>,
            site_url: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
            slug: ::std::result::Result<super::TenantSlug, ::std::string::String>,
            time_zone: ::std::result::Result<
                ::std::string::String,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for TenantSummary {
            fn default() -> Self {
                Self {
                    locale: Err("no value supplied for locale".to_string()),
                    name: Err("no value supplied for name".to_string()),
                    site_url: Err("no value supplied for site_url".to_string()),
                    slug: Err("no value supplied for slug".to_string()),
                    time_zone: Err("no value supplied for time_zone".to_string()),
                }
            }
        }

        impl TenantSummary {
            pub fn locale<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.locale = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for locale: {e}")
                    });
                self
            }
            pub fn name<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.name = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for name: {e}")
                    });
                self
            }
            pub fn site_url<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.site_url = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for site_url: {e}")
                    });
                self
            }
            pub fn slug<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<super::TenantSlug>,
                T::Error: ::std::fmt::Display,
            {
                self.slug = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for slug: {e}")
                    });
                self
            }
            pub fn time_zone<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::string::String>,
                T::Error: ::std::fmt::Display,
            {
                self.time_zone = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for time_zone: {e}")
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<TenantSummary> for super::TenantSummary {
            type Error = super::error::ConversionError;
            fn try_from(
                value: TenantSummary,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    locale: value.locale?,
                    name: value.name?,
                    site_url: value.site_url?,
                    slug: value.slug?,
                    time_zone: value.time_zone?,
                })
            }
        }

        impl ::std::convert::From<super::TenantSummary> for TenantSummary {
            fn from(value: super::TenantSummary) -> Self {
                Self {
                    locale: Ok(value.locale),
                    name: Ok(value.name),
                    site_url: Ok(value.site_url),
                    slug: Ok(value.slug),
                    time_zone: Ok(value.time_zone),
                }
            }
        }

        #[derive(Clone, Debug)]
        pub struct TenantSummaryPage {
            data: ::std::result::Result<
                ::std::vec::Vec<super::TenantSummary>,
                ::std::string::String,
            >,
            next_page_token: ::std::result::Result<
                ::std::option::Option<::std::string::String>,
                ::std::string::String,
            >,
        }

        impl ::std::default::Default for TenantSummaryPage {
            fn default() -> Self {
                Self {
                    data: Err("no value supplied for data".to_string()),
                    next_page_token: Ok(Default::default()),
                }
            }
        }

        impl TenantSummaryPage {
            pub fn data<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::vec::Vec<super::TenantSummary>>,
                T::Error: ::std::fmt::Display,
            {
                self.data = value
                    .try_into()
                    .map_err(|e| {
                        format!("error converting supplied value for data: {e}")
                    });
                self
            }
            pub fn next_page_token<T>(mut self, value: T) -> Self
            where
                T: ::std::convert::TryInto<::std::option::Option<::std::string::String>>,
                T::Error: ::std::fmt::Display,
            {
                self.next_page_token = value
                    .try_into()
                    .map_err(|e| {
                        format!(
                            "error converting supplied value for next_page_token: {e}"
                        )
                    });
                self
            }
        }

        impl ::std::convert::TryFrom<TenantSummaryPage> for super::TenantSummaryPage {
            type Error = super::error::ConversionError;
            fn try_from(
                value: TenantSummaryPage,
            ) -> ::std::result::Result<Self, super::error::ConversionError> {
                Ok(Self {
                    data: value.data?,
                    next_page_token: value.next_page_token?,
                })
            }
        }

        impl ::std::convert::From<super::TenantSummaryPage> for TenantSummaryPage {
            fn from(value: super::TenantSummaryPage) -> Self {
                Self {
                    data: Ok(value.data),
                    next_page_token: Ok(value.next_page_token),
                }
            }
        }
    }

    /// Error types.
    pub mod error {
        /// Error from a `TryFrom` or `FromStr` implementation.
        pub struct ConversionError(::std::borrow::Cow<'static, str>);
        impl ::std::error::Error for ConversionError {}
        impl ::std::fmt::Display for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::fmt::Debug for ConversionError {
            fn fmt(
                &self,
                f: &mut ::std::fmt::Formatter<'_>,
            ) -> Result<(), ::std::fmt::Error> {
                ::std::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl From<&'static str> for ConversionError {
            fn from(value: &'static str) -> Self {
                Self(value.into())
            }
        }

        impl From<String> for ConversionError {
            fn from(value: String) -> Self {
                Self(value.into())
            }
        }
    }

    impl ::std::convert::From<&str> for CalendarFile {
        fn from(value: &str) -> Self {
            Self(value.to_owned())
        }
    }

    impl ::std::convert::From<&str> for TenantSlug {
        fn from(value: &str) -> Self {
            Self(value.to_owned())
        }
    }

    #[derive(::serde::Deserialize, ::serde::Serialize)]
    #[serde(tag = "code")]
    #[serde(remote = "ApiError")]
    #[allow(dead_code)]
    enum KnownApiError {
        #[serde(rename = "malformed")]
        Malformed {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "stoken_in_query")]
        StokenInQuery {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "session_required")]
        SessionRequired {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "session_ended")]
        SessionEnded {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "verification_required")]
        VerificationRequired {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "policy")]
        Policy {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
            rule: PolicyRule,
        },
        #[serde(rename = "https_required")]
        HttpsRequired {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "not_found")]
        NotFound {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "slot_taken")]
        SlotTaken {
            alternatives: ::std::vec::Vec<Slot>,
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "revision_conflict")]
        RevisionConflict {
            booking: Booking,
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "in_progress")]
        InProgress {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
            #[serde(rename = "retryAfterSeconds")]
            retry_after_seconds: u32,
        },
        #[serde(rename = "too_large")]
        TooLarge {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "unsupported_media_type")]
        UnsupportedMediaType {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "validation_failed")]
        ValidationFailed {
            fields: ::std::vec::Vec<InvalidField>,
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "idempotency_key_reused")]
        IdempotencyKeyReused {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "rate_limited")]
        RateLimited {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
            #[serde(rename = "retryAfterSeconds")]
            retry_after_seconds: u32,
        },
        #[serde(rename = "contract_drift")]
        ContractDrift {
            advice: ::std::string::String,
            #[serde(
                rename = "clientVersion",
                skip_serializing_if = "::std::option::Option::is_none"
            )]
            client_version: ::std::option::Option<::std::string::String>,
            message: ::std::string::String,
            #[serde(rename = "operationId")]
            operation_id: ::std::string::String,
            places: ::std::vec::Vec<DriftPlace>,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
            #[serde(rename = "serverVersion")]
            server_version: ::std::string::String,
        },
        #[serde(rename = "internal")]
        Internal {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
        },
        #[serde(rename = "unavailable")]
        Unavailable {
            message: ::std::string::String,
            #[serde(rename = "requestId")]
            request_id: ::std::string::String,
            #[serde(rename = "retryAfterSeconds")]
            retry_after_seconds: u32,
        },
        #[serde(skip)]
        Unknown(Unknown),
    }

    impl ::serde::Serialize for ApiError {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            match self {
                Self::Unknown(unknown) => {
                    ::serde::Serialize::serialize(&unknown.json, serializer)
                }
                known => KnownApiError::serialize(known, serializer),
            }
        }
    }

    impl<'de> ::serde::Deserialize<'de> for ApiError {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            let json = <::serde_json::Value as ::serde::Deserialize>::deserialize(
                deserializer,
            )?;
            match json.get("code").and_then(::serde_json::Value::as_str) {
                None
                | Some(
                    "malformed" | "stoken_in_query" | "session_required"
                    | "session_ended" | "verification_required" | "policy"
                    | "https_required" | "not_found" | "slot_taken" | "revision_conflict"
                    | "in_progress" | "too_large" | "unsupported_media_type"
                    | "validation_failed" | "idempotency_key_reused" | "rate_limited"
                    | "contract_drift" | "internal" | "unavailable",
                ) => {
                    KnownApiError::deserialize(json)
                        .map_err(<D::Error as ::serde::de::Error>::custom)
                }
                Some(name) => {
                    Ok(
                        Self::Unknown(Unknown {
                            name: name.to_owned(),
                            json,
                        }),
                    )
                }
            }
        }
    }

    #[derive(::serde::Deserialize, ::serde::Serialize)]
    #[serde(tag = "type")]
    #[serde(remote = "Event")]
    #[allow(dead_code)]
    enum KnownEvent {
        #[serde(rename = "booking.confirmed")]
        BookingConfirmed {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            booking: Booking,
        },
        #[serde(rename = "booking.rescheduled")]
        BookingRescheduled {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            booking: Booking,
        },
        #[serde(rename = "booking.cancelled")]
        BookingCancelled {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            booking: Booking,
        },
        #[serde(rename = "booking.completed")]
        BookingCompleted {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            booking: Booking,
        },
        #[serde(rename = "reminder.sent")]
        ReminderSent {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            #[serde(rename = "beforeMinutes")]
            before_minutes: u32,
            #[serde(rename = "bookingId")]
            booking_id: BookingId,
        },
        #[serde(rename = "notification")]
        Notification {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            text: ::std::string::String,
        },
        #[serde(rename = "session.expiring")]
        SessionExpiring {
            at: ::chrono::DateTime<::chrono::offset::Utc>,
            #[serde(rename = "expiresAt")]
            expires_at: ::chrono::DateTime<::chrono::offset::Utc>,
        },
        #[serde(rename = "session.ended")]
        SessionEnded { at: ::chrono::DateTime<::chrono::offset::Utc> },
        #[serde(rename = "reset")]
        Reset { at: ::chrono::DateTime<::chrono::offset::Utc> },
        #[serde(skip)]
        Unknown(Unknown),
    }

    impl ::serde::Serialize for Event {
        fn serialize<S: ::serde::Serializer>(
            &self,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            match self {
                Self::Unknown(unknown) => {
                    ::serde::Serialize::serialize(&unknown.json, serializer)
                }
                known => KnownEvent::serialize(known, serializer),
            }
        }
    }

    impl<'de> ::serde::Deserialize<'de> for Event {
        fn deserialize<D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<Self, D::Error> {
            let json = <::serde_json::Value as ::serde::Deserialize>::deserialize(
                deserializer,
            )?;
            match json.get("type").and_then(::serde_json::Value::as_str) {
                None
                | Some(
                    "booking.confirmed" | "booking.rescheduled" | "booking.cancelled"
                    | "booking.completed" | "reminder.sent" | "notification"
                    | "session.expiring" | "session.ended" | "reset",
                ) => {
                    KnownEvent::deserialize(json)
                        .map_err(<D::Error as ::serde::de::Error>::custom)
                }
                Some(name) => {
                    Ok(
                        Self::Unknown(Unknown {
                            name: name.to_owned(),
                            json,
                        }),
                    )
                }
            }
        }
    }

    ///A member of an open union that this contract doesn't know, kept as it came.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Unknown {
        name: ::std::string::String,
        json: ::serde_json::Value,
    }

    impl Unknown {
        ///What the server calls it: the value of the union's tag.
        #[must_use]
        pub fn name(&self) -> &str {
            &self.name
        }

        ///All of it, as it came.
        #[must_use]
        pub fn json(&self) -> &::serde_json::Value {
            &self.json
        }
    }
}

#[derive(Clone, Debug)]
/**Client for Nexus scheduling

Services, slots and bookings of a business, for its own branded sites. Failures are one typed union, on every operation. Clients name their contract in `Nexus-Contract: <contract version>; <operation fingerprint>` and are answered `500 contract_drift` when it has drifted from this one.

Version: 1.1.0*/
pub struct Client {
    pub(crate) baseurl: String,
    pub(crate) client: reqwest::Client,
    pub(crate) inner: crate::Settings,
}

impl Client {
    /// Construct a new client with an existing `reqwest::Client`,
    /// allowing more control over its configuration.
    ///
    /// `baseurl` is the base URL provided to the internal
    /// `reqwest::Client`, and should include a scheme and hostname,
    /// as well as port and a path stem if applicable.
    pub fn new_with_client(
        baseurl: &str,
        client: reqwest::Client,
        inner: crate::Settings,
    ) -> Self {
        Self {
            baseurl: baseurl.to_string(),
            client,
            inner,
        }
    }
}

impl ClientInfo<crate::Settings> for Client {
    fn api_version() -> &'static str {
        "1.1.0"
    }

    fn baseurl(&self) -> &str {
        self.baseurl.as_str()
    }

    fn client(&self) -> &reqwest::Client {
        &self.client
    }

    fn inner(&self) -> &crate::Settings {
        &self.inner
    }
}

const _: () = {
    #[allow(dead_code)]
    fn assert_client_hooks()
    where
        Client: ClientHooks<crate::Settings>,
    {}
};
impl Client {
    /**View the contract this server speaks

Sends a `GET` request to `/api/contract`

```ignore
let response = client.contract_view()
    .send()
    .await;
```*/
    pub fn contract_view(&self) -> builder::ContractView<'_> {
        builder::ContractView::new(self)
    }

    /**List the tenants that wish to be found

Sends a `GET` request to `/api/public`

Arguments:
- `limit`: How many at most.
- `page_token`: Where the page before ended.
```ignore
let response = client.tenant_list()
    .limit(limit)
    .page_token(page_token)
    .send()
    .await;
```*/
    pub fn tenant_list(&self) -> builder::TenantList<'_> {
        builder::TenantList::new(self)
    }

    /**View a tenant with its branding and policies

Sends a `GET` request to `/api/public/{slug}`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.tenant_view()
    .slug(slug)
    .send()
    .await;
```*/
    pub fn tenant_view(&self) -> builder::TenantView<'_> {
        builder::TenantView::new(self)
    }

    /**Book a slot

With a session the booking is seen in it; without one the contact stands in the request.

Sends a `POST` request to `/api/public/{slug}/book`

Arguments:
- `slug`: The tenant.
- `idempotency_key`: Names this intent: the same key and body within 24 hours answer the first success again.
- `body`
```ignore
let response = client.booking_create()
    .slug(slug)
    .idempotency_key(idempotency_key)
    .body(body)
    .send()
    .await;
```*/
    pub fn booking_create(&self) -> builder::BookingCreate<'_> {
        builder::BookingCreate::new(self)
    }

    /**List the session's bookings, newest start first

Sends a `GET` request to `/api/public/{slug}/bookings`

Arguments:
- `slug`: The tenant.
- `limit`: How many at most.
- `page_token`: Where the page before ended.
- `status`: Only those in this state.
```ignore
let response = client.booking_list()
    .slug(slug)
    .limit(limit)
    .page_token(page_token)
    .status(status)
    .send()
    .await;
```*/
    pub fn booking_list(&self) -> builder::BookingList<'_> {
        builder::BookingList::new(self)
    }

    /**View a booking

Sends a `GET` request to `/api/public/{slug}/bookings/{id}`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
```ignore
let response = client.booking_view()
    .slug(slug)
    .id(id)
    .send()
    .await;
```*/
    pub fn booking_view(&self) -> builder::BookingView<'_> {
        builder::BookingView::new(self)
    }

    /**Reschedule or cancel a booking

Sends a `PATCH` request to `/api/public/{slug}/bookings/{id}`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
- `idempotency_key`: Names this intent: the same key and body within 24 hours answer the first success again.
- `body`
```ignore
let response = client.booking_change()
    .slug(slug)
    .id(id)
    .idempotency_key(idempotency_key)
    .body(body)
    .send()
    .await;
```*/
    pub fn booking_change(&self) -> builder::BookingChange<'_> {
        builder::BookingChange::new(self)
    }

    /**Get a booking as a calendar file

Sends a `GET` request to `/api/public/{slug}/bookings/{id}/calendar.ics`

Arguments:
- `slug`: The tenant.
- `id`: The booking.
```ignore
let response = client.booking_calendar()
    .slug(slug)
    .id(id)
    .send()
    .await;
```*/
    pub fn booking_calendar(&self) -> builder::BookingCalendar<'_> {
        builder::BookingCalendar::new(self)
    }

    /**Watch the session's events

Each server-sent event has the event's `type` as its name and the event as its data.

Sends a `GET` request to `/api/public/{slug}/events`

Arguments:
- `slug`: The tenant.
- `last_event_id`: The last event seen; what came after it is sent first. The `Last-Event-ID` header wins over it.
- `stoken`: The stoken, since `EventSource` sends no headers: best one from `session_stream`.
```ignore
let response = client.event_stream()
    .slug(slug)
    .last_event_id(last_event_id)
    .stoken(stoken)
    .send()
    .await;
```*/
    pub fn event_stream(&self) -> builder::EventStream<'_> {
        builder::EventStream::new(self)
    }

    /**List a tenant's services

Sends a `GET` request to `/api/public/{slug}/services`

Arguments:
- `slug`: The tenant.
- `limit`: How many at most.
- `page_token`: Where the page before ended.
```ignore
let response = client.service_list()
    .slug(slug)
    .limit(limit)
    .page_token(page_token)
    .send()
    .await;
```*/
    pub fn service_list(&self) -> builder::ServiceList<'_> {
        builder::ServiceList::new(self)
    }

    /**View a service

Sends a `GET` request to `/api/public/{slug}/services/{serviceId}`

Arguments:
- `slug`: The tenant.
- `service_id`: The service.
```ignore
let response = client.service_view()
    .slug(slug)
    .service_id(service_id)
    .send()
    .await;
```*/
    pub fn service_view(&self) -> builder::ServiceView<'_> {
        builder::ServiceView::new(self)
    }

    /**Start a session under a contact

The session is claimed: it sees what is booked in it. The answer never tells whether the contact is known.

Sends a `POST` request to `/api/public/{slug}/session`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_create()
    .slug(slug)
    .body(body)
    .send()
    .await;
```*/
    pub fn session_create(&self) -> builder::SessionCreate<'_> {
        builder::SessionCreate::new(self)
    }

    /**End the session

Sends a `DELETE` request to `/api/public/{slug}/session`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_end()
    .slug(slug)
    .send()
    .await;
```*/
    pub fn session_end(&self) -> builder::SessionEnd<'_> {
        builder::SessionEnd::new(self)
    }

    /**Send a code to the session's contact

Sends a `POST` request to `/api/public/{slug}/session/code`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_code()
    .slug(slug)
    .send()
    .await;
```*/
    pub fn session_code(&self) -> builder::SessionCode<'_> {
        builder::SessionCode::new(self)
    }

    /**Exchange a manage link for a verified session

Send this when the person clicks, never when the page loads: mail scanners follow links, and a link works once.

Sends a `POST` request to `/api/public/{slug}/session/redeem`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_redeem()
    .slug(slug)
    .body(body)
    .send()
    .await;
```*/
    pub fn session_redeem(&self) -> builder::SessionRedeem<'_> {
        builder::SessionRedeem::new(self)
    }

    /**Extend the session

Sends a `POST` request to `/api/public/{slug}/session/refresh`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_refresh()
    .slug(slug)
    .send()
    .await;
```*/
    pub fn session_refresh(&self) -> builder::SessionRefresh<'_> {
        builder::SessionRefresh::new(self)
    }

    /**Get a stoken that opens event streams, for a minute

Sends a `POST` request to `/api/public/{slug}/session/stream`

Arguments:
- `slug`: The tenant.
```ignore
let response = client.session_stream()
    .slug(slug)
    .send()
    .await;
```*/
    pub fn session_stream(&self) -> builder::SessionStream<'_> {
        builder::SessionStream::new(self)
    }

    /**Verify the session by the code

A wrong code is `403 verification_required`. Too many wrong ones lock the codes of this contact for a while; booking goes on.

Sends a `POST` request to `/api/public/{slug}/session/verify`

Arguments:
- `slug`: The tenant.
- `body`
```ignore
let response = client.session_verify()
    .slug(slug)
    .body(body)
    .send()
    .await;
```*/
    pub fn session_verify(&self) -> builder::SessionVerify<'_> {
        builder::SessionVerify::new(self)
    }

    /**List the slots of a service between two instants

Sends a `GET` request to `/api/public/{slug}/slots`

Arguments:
- `slug`: The tenant.
- `from`: Slots start at or after this instant.
- `limit`: How many slots at most.
- `page_token`: Where the page before ended.
- `service_id`: The service to be booked.
- `staff_id`: Only with this member of staff.
- `to`: Slots start before this instant, at most 62 days after `from`.
```ignore
let response = client.slot_list()
    .slug(slug)
    .from(from)
    .limit(limit)
    .page_token(page_token)
    .service_id(service_id)
    .staff_id(staff_id)
    .to(to)
    .send()
    .await;
```*/
    pub fn slot_list(&self) -> builder::SlotList<'_> {
        builder::SlotList::new(self)
    }
}

/// Types for composing operation parameters.
#[allow(clippy::all)]
pub mod builder {
    use super::types;
    #[allow(unused_imports)]
    use super::{
        encode_path, ByteStream, ClientInfo, ClientHooks, Error, OperationInfo,
        RequestBuilderExt, ResponseValue,
    };
    /**Builder for [`Client::contract_view`]

[`Client::contract_view`]: super::Client::contract_view*/
    #[derive(Debug, Clone)]
    pub struct ContractView<'a> {
        client: &'a super::Client,
    }

    impl<'a> ContractView<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self { client: client }
        }

        ///Sends a `GET` request to `/api/contract`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ContractViewData>, Error<types::ErrorBody>> {
            let Self { client } = self;
            let url = format!("{}/api/contract", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "contract_view",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::tenant_list`]

[`Client::tenant_list`]: super::Client::tenant_list*/
    #[derive(Debug, Clone)]
    pub struct TenantList<'a> {
        client: &'a super::Client,
        limit: Result<Option<u32>, String>,
        page_token: Result<Option<::std::string::String>, String>,
    }

    impl<'a> TenantList<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                limit: Ok(None),
                page_token: Ok(None),
            }
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `u32` for limit failed".to_string());
            self
        }

        pub fn page_token<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.page_token = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for page_token failed"
                        .to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TenantSummaryPage>, Error<types::ErrorBody>> {
            let Self { client, limit, page_token } = self;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let page_token = page_token.map_err(Error::InvalidRequest)?;
            let url = format!("{}/api/public", client.baseurl,);
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("pageToken", &page_token))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "tenant_list",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::tenant_view`]

[`Client::tenant_view`]: super::Client::tenant_view*/
    #[derive(Debug, Clone)]
    pub struct TenantView<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
    }

    impl<'a> TenantView<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::TenantData>, Error<types::ErrorBody>> {
            let Self { client, slug } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}", client.baseurl, encode_path(& slug.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "tenant_view",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::booking_create`]

[`Client::booking_create`]: super::Client::booking_create*/
    #[derive(Debug, Clone)]
    pub struct BookingCreate<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::BookingCreate, String>,
    }

    impl<'a> BookingCreate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for idempotency_key failed"
                        .to_string()
                });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingCreate>,
            <V as std::convert::TryInto<types::BookingCreate>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `BookingCreate` for body failed: {}", s)
                });
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::BookingCreate,
            ) -> types::builder::BookingCreate,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/book`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BookingData>, Error<types::ErrorBody>> {
            let Self { client, slug, idempotency_key, body } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::BookingCreate::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/book", client.baseurl, encode_path(& slug.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "booking_create",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::booking_list`]

[`Client::booking_list`]: super::Client::booking_list*/
    #[derive(Debug, Clone)]
    pub struct BookingList<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        limit: Result<Option<u32>, String>,
        page_token: Result<Option<::std::string::String>, String>,
        status: Result<Option<types::BookingStatus>, String>,
    }

    impl<'a> BookingList<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                limit: Ok(None),
                page_token: Ok(None),
                status: Ok(None),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `u32` for limit failed".to_string());
            self
        }

        pub fn page_token<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.page_token = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for page_token failed"
                        .to_string()
                });
            self
        }

        pub fn status<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingStatus>,
        {
            self.status = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `BookingStatus` for status failed".to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BookingPage>, Error<types::ErrorBody>> {
            let Self { client, slug, limit, page_token, status } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let page_token = page_token.map_err(Error::InvalidRequest)?;
            let status = status.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/bookings", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("pageToken", &page_token))
                .query(&progenitor_client::QueryParam::new("status", &status))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "booking_list",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::booking_view`]

[`Client::booking_view`]: super::Client::booking_view*/
    #[derive(Debug, Clone)]
    pub struct BookingView<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        id: Result<types::BookingId, String>,
    }

    impl<'a> BookingView<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `BookingId` for id failed".to_string());
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BookingData>, Error<types::ErrorBody>> {
            let Self { client, slug, id } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/bookings/{}", client.baseurl, encode_path(& slug
                .to_string()), encode_path(& id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "booking_view",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::booking_change`]

[`Client::booking_change`]: super::Client::booking_change*/
    #[derive(Debug, Clone)]
    pub struct BookingChange<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        id: Result<types::BookingId, String>,
        idempotency_key: Result<Option<::std::string::String>, String>,
        body: Result<types::builder::BookingChange, String>,
    }

    impl<'a> BookingChange<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                id: Err("id was not initialized".to_string()),
                idempotency_key: Ok(None),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `BookingId` for id failed".to_string());
            self
        }

        pub fn idempotency_key<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.idempotency_key = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for idempotency_key failed"
                        .to_string()
                });
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingChange>,
            <V as std::convert::TryInto<types::BookingChange>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `BookingChange` for body failed: {}", s)
                });
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::BookingChange,
            ) -> types::builder::BookingChange,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `PATCH` request to `/api/public/{slug}/bookings/{id}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::BookingData>, Error<types::ErrorBody>> {
            let Self { client, slug, id, idempotency_key, body } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let id = id.map_err(Error::InvalidRequest)?;
            let idempotency_key = idempotency_key.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::BookingChange::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/bookings/{}", client.baseurl, encode_path(& slug
                .to_string()), encode_path(& id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(2usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            if let Some(value) = idempotency_key {
                header_map.append("Idempotency-Key", value.to_string().try_into()?);
            }
            #[allow(unused_mut)]
            let mut request = client
                .client
                .patch(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "booking_change",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::booking_calendar`]

[`Client::booking_calendar`]: super::Client::booking_calendar*/
    #[derive(Debug, Clone)]
    pub struct BookingCalendar<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        id: Result<types::BookingId, String>,
    }

    impl<'a> BookingCalendar<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                id: Err("id was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::BookingId>,
        {
            self.id = value
                .try_into()
                .map_err(|_| "conversion to `BookingId` for id failed".to_string());
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/bookings/{id}/calendar.ics`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<ByteStream>, Error<types::ErrorBody>> {
            let Self { client, slug, id } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let id = id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/bookings/{}/calendar.ics", client.baseurl,
                encode_path(& slug.to_string()), encode_path(& id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client.client.get(url).headers(header_map).build()?;
            let info = OperationInfo {
                operation_id: "booking_calendar",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::event_stream`]

[`Client::event_stream`]: super::Client::event_stream*/
    #[derive(Debug, Clone)]
    pub struct EventStream<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        last_event_id: Result<Option<u64>, String>,
        stoken: Result<crate::Stoken, String>,
    }

    impl<'a> EventStream<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                last_event_id: Ok(None),
                stoken: Err("stoken was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn last_event_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u64>,
        {
            self.last_event_id = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `u64` for last_event_id failed".to_string());
            self
        }

        pub fn stoken<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<crate::Stoken>,
        {
            self.stoken = value
                .try_into()
                .map_err(|_| {
                    "conversion to `crate :: Stoken` for stoken failed".to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/events`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<ByteStream>, Error<types::ErrorBody>> {
            let Self { client, slug, last_event_id, stoken } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let last_event_id = last_event_id.map_err(Error::InvalidRequest)?;
            let stoken = stoken.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/events", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .query(
                    &progenitor_client::QueryParam::new("lastEventId", &last_event_id),
                )
                .query(&progenitor_client::QueryParam::new("stoken", &stoken))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "event_stream",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => Ok(ResponseValue::stream(response)),
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::service_list`]

[`Client::service_list`]: super::Client::service_list*/
    #[derive(Debug, Clone)]
    pub struct ServiceList<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        limit: Result<Option<u32>, String>,
        page_token: Result<Option<::std::string::String>, String>,
    }

    impl<'a> ServiceList<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                limit: Ok(None),
                page_token: Ok(None),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `u32` for limit failed".to_string());
            self
        }

        pub fn page_token<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.page_token = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for page_token failed"
                        .to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/services`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ServicePage>, Error<types::ErrorBody>> {
            let Self { client, slug, limit, page_token } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let page_token = page_token.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/services", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("pageToken", &page_token))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "service_list",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::service_view`]

[`Client::service_view`]: super::Client::service_view*/
    #[derive(Debug, Clone)]
    pub struct ServiceView<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        service_id: Result<types::ServiceId, String>,
    }

    impl<'a> ServiceView<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                service_id: Err("service_id was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn service_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ServiceId>,
        {
            self.service_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `ServiceId` for service_id failed".to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/services/{serviceId}`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::ServiceData>, Error<types::ErrorBody>> {
            let Self { client, slug, service_id } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let service_id = service_id.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/services/{}", client.baseurl, encode_path(& slug
                .to_string()), encode_path(& service_id.to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "service_view",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_create`]

[`Client::session_create`]: super::Client::session_create*/
    #[derive(Debug, Clone)]
    pub struct SessionCreate<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        body: Result<types::builder::SessionCreate, String>,
    }

    impl<'a> SessionCreate<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionCreate>,
            <V as std::convert::TryInto<types::SessionCreate>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `SessionCreate` for body failed: {}", s)
                });
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionCreate,
            ) -> types::builder::SessionCreate,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SessionData>, Error<types::ErrorBody>> {
            let Self { client, slug, body } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::SessionCreate::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_create",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_end`]

[`Client::session_end`]: super::Client::session_end*/
    #[derive(Debug, Clone)]
    pub struct SessionEnd<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
    }

    impl<'a> SessionEnd<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        ///Sends a `DELETE` request to `/api/public/{slug}/session`
        pub async fn send(self) -> Result<ResponseValue<()>, Error<types::ErrorBody>> {
            let Self { client, slug } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .delete(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_end",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                204u16 => Ok(ResponseValue::empty(response)),
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_code`]

[`Client::session_code`]: super::Client::session_code*/
    #[derive(Debug, Clone)]
    pub struct SessionCode<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
    }

    impl<'a> SessionCode<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/code`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SessionCodeData>, Error<types::ErrorBody>> {
            let Self { client, slug } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session/code", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_code",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_redeem`]

[`Client::session_redeem`]: super::Client::session_redeem*/
    #[derive(Debug, Clone)]
    pub struct SessionRedeem<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        body: Result<types::builder::SessionRedeem, String>,
    }

    impl<'a> SessionRedeem<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionRedeem>,
            <V as std::convert::TryInto<types::SessionRedeem>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `SessionRedeem` for body failed: {}", s)
                });
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionRedeem,
            ) -> types::builder::SessionRedeem,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/redeem`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SessionData>, Error<types::ErrorBody>> {
            let Self { client, slug, body } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::SessionRedeem::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session/redeem", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_redeem",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_refresh`]

[`Client::session_refresh`]: super::Client::session_refresh*/
    #[derive(Debug, Clone)]
    pub struct SessionRefresh<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
    }

    impl<'a> SessionRefresh<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/refresh`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SessionStateData>, Error<types::ErrorBody>> {
            let Self { client, slug } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session/refresh", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_refresh",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_stream`]

[`Client::session_stream`]: super::Client::session_stream*/
    #[derive(Debug, Clone)]
    pub struct SessionStream<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
    }

    impl<'a> SessionStream<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/stream`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::StreamSessionData>, Error<types::ErrorBody>> {
            let Self { client, slug } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session/stream", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_stream",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                201u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::session_verify`]

[`Client::session_verify`]: super::Client::session_verify*/
    #[derive(Debug, Clone)]
    pub struct SessionVerify<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        body: Result<types::builder::SessionVerify, String>,
    }

    impl<'a> SessionVerify<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                body: Ok(::std::default::Default::default()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn body<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::SessionVerify>,
            <V as std::convert::TryInto<types::SessionVerify>>::Error: std::fmt::Display,
        {
            self.body = value
                .try_into()
                .map(From::from)
                .map_err(|s| {
                    format!("conversion to `SessionVerify` for body failed: {}", s)
                });
            self
        }

        pub fn body_map<F>(mut self, f: F) -> Self
        where
            F: std::ops::FnOnce(
                types::builder::SessionVerify,
            ) -> types::builder::SessionVerify,
        {
            self.body = self.body.map(f);
            self
        }

        ///Sends a `POST` request to `/api/public/{slug}/session/verify`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SessionStateData>, Error<types::ErrorBody>> {
            let Self { client, slug, body } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let body = body
                .and_then(|v| {
                    types::SessionVerify::try_from(v).map_err(|e| e.to_string())
                })
                .map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/session/verify", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .post(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .json(&body)
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "session_verify",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }

    /**Builder for [`Client::slot_list`]

[`Client::slot_list`]: super::Client::slot_list*/
    #[derive(Debug, Clone)]
    pub struct SlotList<'a> {
        client: &'a super::Client,
        slug: Result<types::TenantSlug, String>,
        from: Result<::chrono::DateTime<::chrono::offset::Utc>, String>,
        limit: Result<Option<u32>, String>,
        page_token: Result<Option<::std::string::String>, String>,
        service_id: Result<types::ServiceId, String>,
        staff_id: Result<Option<types::StaffId>, String>,
        to: Result<::chrono::DateTime<::chrono::offset::Utc>, String>,
    }

    impl<'a> SlotList<'a> {
        pub fn new(client: &'a super::Client) -> Self {
            Self {
                client: client,
                slug: Err("slug was not initialized".to_string()),
                from: Err("from was not initialized".to_string()),
                limit: Ok(None),
                page_token: Ok(None),
                service_id: Err("service_id was not initialized".to_string()),
                staff_id: Ok(None),
                to: Err("to was not initialized".to_string()),
            }
        }

        pub fn slug<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::TenantSlug>,
        {
            self.slug = value
                .try_into()
                .map_err(|_| "conversion to `TenantSlug` for slug failed".to_string());
            self
        }

        pub fn from<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            self.from = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: chrono :: DateTime < :: chrono :: offset :: Utc >` for from failed"
                        .to_string()
                });
            self
        }

        pub fn limit<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<u32>,
        {
            self.limit = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `u32` for limit failed".to_string());
            self
        }

        pub fn page_token<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::std::string::String>,
        {
            self.page_token = value
                .try_into()
                .map(Some)
                .map_err(|_| {
                    "conversion to `:: std :: string :: String` for page_token failed"
                        .to_string()
                });
            self
        }

        pub fn service_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::ServiceId>,
        {
            self.service_id = value
                .try_into()
                .map_err(|_| {
                    "conversion to `ServiceId` for service_id failed".to_string()
                });
            self
        }

        pub fn staff_id<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<types::StaffId>,
        {
            self.staff_id = value
                .try_into()
                .map(Some)
                .map_err(|_| "conversion to `StaffId` for staff_id failed".to_string());
            self
        }

        pub fn to<V>(mut self, value: V) -> Self
        where
            V: std::convert::TryInto<::chrono::DateTime<::chrono::offset::Utc>>,
        {
            self.to = value
                .try_into()
                .map_err(|_| {
                    "conversion to `:: chrono :: DateTime < :: chrono :: offset :: Utc >` for to failed"
                        .to_string()
                });
            self
        }

        ///Sends a `GET` request to `/api/public/{slug}/slots`
        pub async fn send(
            self,
        ) -> Result<ResponseValue<types::SlotPage>, Error<types::ErrorBody>> {
            let Self {
                client,
                slug,
                from,
                limit,
                page_token,
                service_id,
                staff_id,
                to,
            } = self;
            let slug = slug.map_err(Error::InvalidRequest)?;
            let from = from.map_err(Error::InvalidRequest)?;
            let limit = limit.map_err(Error::InvalidRequest)?;
            let page_token = page_token.map_err(Error::InvalidRequest)?;
            let service_id = service_id.map_err(Error::InvalidRequest)?;
            let staff_id = staff_id.map_err(Error::InvalidRequest)?;
            let to = to.map_err(Error::InvalidRequest)?;
            let url = format!(
                "{}/api/public/{}/slots", client.baseurl, encode_path(& slug
                .to_string()),
            );
            let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
            header_map
                .append(
                    ::reqwest::header::HeaderName::from_static("api-version"),
                    ::reqwest::header::HeaderValue::from_static(
                        super::Client::api_version(),
                    ),
                );
            #[allow(unused_mut)]
            let mut request = client
                .client
                .get(url)
                .header(
                    ::reqwest::header::ACCEPT,
                    ::reqwest::header::HeaderValue::from_static("application/json"),
                )
                .query(&progenitor_client::QueryParam::new("from", &from))
                .query(&progenitor_client::QueryParam::new("limit", &limit))
                .query(&progenitor_client::QueryParam::new("pageToken", &page_token))
                .query(&progenitor_client::QueryParam::new("serviceId", &service_id))
                .query(&progenitor_client::QueryParam::new("staffId", &staff_id))
                .query(&progenitor_client::QueryParam::new("to", &to))
                .headers(header_map)
                .build()?;
            let info = OperationInfo {
                operation_id: "slot_list",
            };
            client.pre(&mut request, &info).await?;
            let result = client.exec(request, &info).await;
            client.post(&result, &info).await?;
            let response = result?;
            match response.status().as_u16() {
                200u16 => ResponseValue::from_response(response).await,
                400u16..=499u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                500u16..=599u16 => {
                    Err(
                        Error::ErrorResponse(
                            ResponseValue::from_response(response).await?,
                        ),
                    )
                }
                _ => Err(Error::UnexpectedResponse(response)),
            }
        }
    }
}

/// Items consumers will typically use such as the Client.
pub mod prelude {
    pub use self::super::Client;
}
