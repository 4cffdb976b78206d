// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
pub mod operations {
    //! [`When`](::httpmock::When) and [`Then`](::httpmock::Then)
    //! wrappers for each operation. Each can be converted to
    //! its inner type with a call to `into_inner()`. This can
    //! be used to explicitly deviate from permitted values.
    use scheduler_sdk::*;
    pub struct ContractViewWhen(::httpmock::When);
    impl ContractViewWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::GET).path_matches("^/api/contract$"))
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }
    }

    pub struct ContractViewThen(::httpmock::Then);
    impl ContractViewThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::ContractViewData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct TenantListWhen(::httpmock::When);
    impl TenantListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(inner.method(::httpmock::Method::GET).path_matches("^/api/public$"))
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }

        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }
    }

    pub struct TenantListThen(::httpmock::Then);
    impl TenantListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::TenantSummaryPage) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct TenantViewWhen(::httpmock::When);
    impl TenantViewWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner.method(::httpmock::Method::GET).path_matches("^/api/public/[^/]*$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct TenantViewThen(::httpmock::Then);
    impl TenantViewThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::TenantData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct BookingCreateWhen(::httpmock::When);
    impl BookingCreateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/book$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/book$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn idempotency_key<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.header("Idempotency-Key", value.to_string()))
            } else {
                Self(self.0.header_missing("Idempotency-Key"))
            }
        }

        pub fn body(self, value: &types::BookingCreate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    pub struct BookingCreateThen(::httpmock::Then);
    impl BookingCreateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn created(self, value: &types::BookingData) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct BookingListWhen(::httpmock::When);
    impl BookingListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/bookings$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/bookings$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }

        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }

        pub fn status<T>(self, value: T) -> Self
        where
            T: Into<Option<types::BookingStatus>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("status", value.to_string()))
            } else {
                Self(self.0.query_param_missing("status"))
            }
        }
    }

    pub struct BookingListThen(::httpmock::Then);
    impl BookingListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::BookingPage) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct BookingViewWhen(::httpmock::When);
    impl BookingViewWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/bookings/[^/]*$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/bookings/.*$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn id(self, value: &types::BookingId) -> Self {
            let re = format!("^/api/public/.*/bookings/{}$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct BookingViewThen(::httpmock::Then);
    impl BookingViewThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::BookingData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct BookingChangeWhen(::httpmock::When);
    impl BookingChangeWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::PATCH)
                    .path_matches("^/api/public/[^/]*/bookings/[^/]*$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/bookings/.*$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn id(self, value: &types::BookingId) -> Self {
            let re = format!("^/api/public/.*/bookings/{}$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn idempotency_key<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.header("Idempotency-Key", value.to_string()))
            } else {
                Self(self.0.header_missing("Idempotency-Key"))
            }
        }

        pub fn body(self, value: &types::BookingChange) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    pub struct BookingChangeThen(::httpmock::Then);
    impl BookingChangeThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::BookingData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct BookingCalendarWhen(::httpmock::When);
    impl BookingCalendarWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/bookings/[^/]*/calendar.ics$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!(
                "^/api/public/{}/bookings/.*/calendar.ics$", value.to_string()
            );
            Self(self.0.path_matches(re))
        }

        pub fn id(self, value: &types::BookingId) -> Self {
            let re = format!(
                "^/api/public/.*/bookings/{}/calendar.ics$", value.to_string()
            );
            Self(self.0.path_matches(re))
        }
    }

    pub struct BookingCalendarThen(::httpmock::Then);
    impl BookingCalendarThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: impl ::std::convert::AsRef<str>) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "text/calendar")
                    .body(value.as_ref()),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct EventStreamWhen(::httpmock::When);
    impl EventStreamWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/events$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/events$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn last_event_id<T>(self, value: T) -> Self
        where
            T: Into<Option<u64>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("lastEventId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("lastEventId"))
            }
        }

        pub fn stoken(self, value: &crate::Stoken) -> Self {
            Self(self.0.query_param("stoken", value.to_string()))
        }
    }

    pub struct EventStreamThen(::httpmock::Then);
    impl EventStreamThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: impl ::std::convert::AsRef<str>) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "text/event-stream")
                    .body(value.as_ref()),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct ServiceListWhen(::httpmock::When);
    impl ServiceListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/services$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/services$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }

        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }
    }

    pub struct ServiceListThen(::httpmock::Then);
    impl ServiceListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::ServicePage) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct ServiceViewWhen(::httpmock::When);
    impl ServiceViewWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/services/[^/]*$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/services/.*$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn service_id(self, value: &types::ServiceId) -> Self {
            let re = format!("^/api/public/.*/services/{}$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct ServiceViewThen(::httpmock::Then);
    impl ServiceViewThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::ServiceData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionCreateWhen(::httpmock::When);
    impl SessionCreateWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn body(self, value: &types::SessionCreate) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    pub struct SessionCreateThen(::httpmock::Then);
    impl SessionCreateThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn created(self, value: &types::SessionData) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionEndWhen(::httpmock::When);
    impl SessionEndWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::DELETE)
                    .path_matches("^/api/public/[^/]*/session$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct SessionEndThen(::httpmock::Then);
    impl SessionEndThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn no_content(self) -> Self {
            Self(self.0.status(204u16))
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionCodeWhen(::httpmock::When);
    impl SessionCodeWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session/code$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session/code$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct SessionCodeThen(::httpmock::Then);
    impl SessionCodeThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::SessionCodeData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionRedeemWhen(::httpmock::When);
    impl SessionRedeemWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session/redeem$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session/redeem$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn body(self, value: &types::SessionRedeem) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    pub struct SessionRedeemThen(::httpmock::Then);
    impl SessionRedeemThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn created(self, value: &types::SessionData) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionRefreshWhen(::httpmock::When);
    impl SessionRefreshWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session/refresh$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session/refresh$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct SessionRefreshThen(::httpmock::Then);
    impl SessionRefreshThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::SessionStateData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionStreamWhen(::httpmock::When);
    impl SessionStreamWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session/stream$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session/stream$", value.to_string());
            Self(self.0.path_matches(re))
        }
    }

    pub struct SessionStreamThen(::httpmock::Then);
    impl SessionStreamThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn created(self, value: &types::StreamSessionData) -> Self {
            Self(
                self
                    .0
                    .status(201u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SessionVerifyWhen(::httpmock::When);
    impl SessionVerifyWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::POST)
                    .path_matches("^/api/public/[^/]*/session/verify$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/session/verify$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn body(self, value: &types::SessionVerify) -> Self {
            Self(self.0.json_body_obj(value))
        }
    }

    pub struct SessionVerifyThen(::httpmock::Then);
    impl SessionVerifyThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::SessionStateData) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }

    pub struct SlotListWhen(::httpmock::When);
    impl SlotListWhen {
        pub fn new(inner: ::httpmock::When) -> Self {
            Self(
                inner
                    .method(::httpmock::Method::GET)
                    .path_matches("^/api/public/[^/]*/slots$"),
            )
        }

        pub fn into_inner(self) -> ::httpmock::When {
            self.0
        }

        pub fn slug(self, value: &types::TenantSlug) -> Self {
            let re = format!("^/api/public/{}/slots$", value.to_string());
            Self(self.0.path_matches(re))
        }

        pub fn from(self, value: &::chrono::DateTime<::chrono::offset::Utc>) -> Self {
            Self(
                self
                    .0
                    .query_param(
                        "from",
                        value.to_rfc3339_opts(::chrono::SecondsFormat::AutoSi, true),
                    ),
            )
        }

        pub fn limit<T>(self, value: T) -> Self
        where
            T: Into<Option<u32>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("limit", value.to_string()))
            } else {
                Self(self.0.query_param_missing("limit"))
            }
        }

        pub fn page_token<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a str>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("pageToken", value.to_string()))
            } else {
                Self(self.0.query_param_missing("pageToken"))
            }
        }

        pub fn service_id(self, value: &types::ServiceId) -> Self {
            Self(self.0.query_param("serviceId", value.to_string()))
        }

        pub fn staff_id<'a, T>(self, value: T) -> Self
        where
            T: Into<Option<&'a types::StaffId>>,
        {
            if let Some(value) = value.into() {
                Self(self.0.query_param("staffId", value.to_string()))
            } else {
                Self(self.0.query_param_missing("staffId"))
            }
        }

        pub fn to(self, value: &::chrono::DateTime<::chrono::offset::Utc>) -> Self {
            Self(
                self
                    .0
                    .query_param(
                        "to",
                        value.to_rfc3339_opts(::chrono::SecondsFormat::AutoSi, true),
                    ),
            )
        }
    }

    pub struct SlotListThen(::httpmock::Then);
    impl SlotListThen {
        pub fn new(inner: ::httpmock::Then) -> Self {
            Self(inner)
        }

        pub fn into_inner(self) -> ::httpmock::Then {
            self.0
        }

        pub fn ok(self, value: &types::SlotPage) -> Self {
            Self(
                self
                    .0
                    .status(200u16)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn client_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 4u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }

        pub fn server_error(self, status: u16, value: &types::ErrorBody) -> Self {
            assert_eq!(status / 100u16, 5u16);
            Self(
                self
                    .0
                    .status(status)
                    .header("content-type", "application/json")
                    .json_body_obj(value),
            )
        }
    }
}

/// An extension trait for [`MockServer`](::httpmock::MockServer) that
/// adds a method for each operation. These are the equivalent of
/// type-checked [`mock()`](::httpmock::MockServer::mock) calls.
pub trait MockServerExt {
    fn contract_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ContractViewWhen, operations::ContractViewThen);
    fn tenant_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantListWhen, operations::TenantListThen);
    fn tenant_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantViewWhen, operations::TenantViewThen);
    fn booking_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingCreateWhen, operations::BookingCreateThen);
    fn booking_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingListWhen, operations::BookingListThen);
    fn booking_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingViewWhen, operations::BookingViewThen);
    fn booking_change<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingChangeWhen, operations::BookingChangeThen);
    fn booking_calendar<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingCalendarWhen, operations::BookingCalendarThen);
    fn event_stream<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::EventStreamWhen, operations::EventStreamThen);
    fn service_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServiceListWhen, operations::ServiceListThen);
    fn service_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServiceViewWhen, operations::ServiceViewThen);
    fn session_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionCreateWhen, operations::SessionCreateThen);
    fn session_end<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionEndWhen, operations::SessionEndThen);
    fn session_code<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionCodeWhen, operations::SessionCodeThen);
    fn session_redeem<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionRedeemWhen, operations::SessionRedeemThen);
    fn session_refresh<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionRefreshWhen, operations::SessionRefreshThen);
    fn session_stream<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionStreamWhen, operations::SessionStreamThen);
    fn session_verify<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionVerifyWhen, operations::SessionVerifyThen);
    fn slot_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SlotListWhen, operations::SlotListThen);
}

impl MockServerExt for ::httpmock::MockServer {
    fn contract_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ContractViewWhen, operations::ContractViewThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ContractViewWhen::new(when),
                operations::ContractViewThen::new(then),
            )
        })
    }

    fn tenant_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantListWhen, operations::TenantListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::TenantListWhen::new(when),
                operations::TenantListThen::new(then),
            )
        })
    }

    fn tenant_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::TenantViewWhen, operations::TenantViewThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::TenantViewWhen::new(when),
                operations::TenantViewThen::new(then),
            )
        })
    }

    fn booking_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingCreateWhen, operations::BookingCreateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BookingCreateWhen::new(when),
                operations::BookingCreateThen::new(then),
            )
        })
    }

    fn booking_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingListWhen, operations::BookingListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BookingListWhen::new(when),
                operations::BookingListThen::new(then),
            )
        })
    }

    fn booking_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingViewWhen, operations::BookingViewThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BookingViewWhen::new(when),
                operations::BookingViewThen::new(then),
            )
        })
    }

    fn booking_change<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingChangeWhen, operations::BookingChangeThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BookingChangeWhen::new(when),
                operations::BookingChangeThen::new(then),
            )
        })
    }

    fn booking_calendar<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::BookingCalendarWhen, operations::BookingCalendarThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::BookingCalendarWhen::new(when),
                operations::BookingCalendarThen::new(then),
            )
        })
    }

    fn event_stream<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::EventStreamWhen, operations::EventStreamThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::EventStreamWhen::new(when),
                operations::EventStreamThen::new(then),
            )
        })
    }

    fn service_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServiceListWhen, operations::ServiceListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServiceListWhen::new(when),
                operations::ServiceListThen::new(then),
            )
        })
    }

    fn service_view<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::ServiceViewWhen, operations::ServiceViewThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::ServiceViewWhen::new(when),
                operations::ServiceViewThen::new(then),
            )
        })
    }

    fn session_create<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionCreateWhen, operations::SessionCreateThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionCreateWhen::new(when),
                operations::SessionCreateThen::new(then),
            )
        })
    }

    fn session_end<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionEndWhen, operations::SessionEndThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionEndWhen::new(when),
                operations::SessionEndThen::new(then),
            )
        })
    }

    fn session_code<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionCodeWhen, operations::SessionCodeThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionCodeWhen::new(when),
                operations::SessionCodeThen::new(then),
            )
        })
    }

    fn session_redeem<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionRedeemWhen, operations::SessionRedeemThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionRedeemWhen::new(when),
                operations::SessionRedeemThen::new(then),
            )
        })
    }

    fn session_refresh<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionRefreshWhen, operations::SessionRefreshThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionRefreshWhen::new(when),
                operations::SessionRefreshThen::new(then),
            )
        })
    }

    fn session_stream<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionStreamWhen, operations::SessionStreamThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionStreamWhen::new(when),
                operations::SessionStreamThen::new(then),
            )
        })
    }

    fn session_verify<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SessionVerifyWhen, operations::SessionVerifyThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SessionVerifyWhen::new(when),
                operations::SessionVerifyThen::new(then),
            )
        })
    }

    fn slot_list<F>(&self, config_fn: F) -> ::httpmock::Mock<'_>
    where
        F: FnOnce(operations::SlotListWhen, operations::SlotListThen),
    {
        self.mock(|when, then| {
            config_fn(
                operations::SlotListWhen::new(when),
                operations::SlotListThen::new(then),
            )
        })
    }
}
