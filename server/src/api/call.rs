//! One call, from its first byte to its last header: what every operation does before and after its
//! own work.

use std::{collections::BTreeMap, future::Future, net::IpAddr, sync::Arc, time::Instant};

use dropshot::{HttpResponse, RequestContext, SharedExtractor};
use http::{HeaderMap, Response, header};
use scheduler_contracts::{
    DRIFT_THRESHOLD,
    call::{Answer, Path, Query},
    drift::CONTRACT_HEADER,
    error::{DriftPlace, ErrorBody},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tracing::{Instrument as _, Span};

use super::{headers, origin::Origin};
use crate::{
    app::App,
    drift::{self, ClientContract, Disagreement, Faults, Operation, QueryFault},
    failure::{Drift, Failure},
    generated::contract::SERVED,
    session::{self, Access, CountedFor, RateLimit, Stoken},
    store::Tenant,
    telemetry::{
        metrics::{BookingOutcome, DriftReason},
        traces,
    },
};

/// What handlers are given of dropshot.
pub(super) type Context = RequestContext<Arc<App>>;

/// One call.
pub(super) struct Call<'a> {
    pub(super) app: &'a Arc<App>,
    context: &'a Context,
    variables: BTreeMap<String, String>,
    origin: Origin,
    began: Instant,
    span: Span,
}

/// What a call says in its query and headers, read and judged.
pub(super) struct Said {
    query: Value,
    /// What is wrong with headers is told with what is wrong with the body.
    headers: Result<Value, Faults>,
}

impl<'a> Call<'a> {
    /// A call that has just arrived.
    pub(super) async fn of(context: &'a Context) -> Self {
        let began = Instant::now();
        let app = context.context();
        let origin = Origin::of(&app.config, context);
        let variables = <dropshot::Path<_> as SharedExtractor>::from_request(context).await;
        let variables = variables
            .map(dropshot::Path::into_inner)
            .unwrap_or_default();
        Self {
            app,
            context,
            variables,
            origin,
            began,
            span: traces::of_call(
                &context.endpoint.operation_id,
                &context.request_id,
                context.request.headers(),
            ),
        }
    }

    /// Judges everything that can be judged before the body is read: transport, contract, query and
    /// headers.
    ///
    /// # Errors
    /// When the call must go no further.
    pub(super) fn admit(&self) -> Result<Said, Failure> {
        if !self.origin.is_secure() {
            return Err(Failure::HttpsRequired);
        }
        let operation = self.operation()?;
        let query = operation.read_query(self.context.request.uri().query());
        if matches!(query, Err(QueryFault::StokenInQuery)) {
            return Err(Failure::StokenInQuery);
        }
        let id = operation.id();
        match SERVED.judge(DRIFT_THRESHOLD, id, self.headers()) {
            ClientContract::Unnamed | ClientContract::Same => {}
            ClientContract::Tolerated {
                version,
                request,
                response,
            } => {
                self.app.tolerated.note(id, version, request, response);
                self.app.metrics.drift(id, version, DriftReason::Tolerated);
            }
            ClientContract::Refused {
                client_version,
                reason,
            } => {
                let label = SERVED.label(client_version.as_deref());
                self.app.metrics.drift(id, label, reason.into());
                let expected = SERVED.header(id).unwrap_or_default();
                let place = DriftPlace {
                    at: format!("header:{CONTRACT_HEADER}"),
                    expected: format!("`{expected}`, or that of a supported release"),
                    found: "string".to_owned(),
                };
                return Err(Failure::Drift(Drift {
                    client_version,
                    places: vec![place],
                }));
            }
        }
        let query = query.map_err(|fault| match fault {
            QueryFault::StokenInQuery => Failure::StokenInQuery,
            QueryFault::Disagrees(faults) => self.disagrees(faults),
        })?;
        let headers = operation.read_headers(self.headers());
        Ok(Said { query, headers })
    }

    /// Whether it came over HTTPS, or may do without.
    pub(super) fn is_secure(&self) -> bool {
        self.origin.is_secure()
    }

    /// The operation as the contract has it.
    ///
    /// # Errors
    /// When the contract lacks it, which `cargo codegen check` doesn't let happen.
    pub(super) fn operation(&self) -> Result<Operation<'a>, Failure> {
        let id = &self.context.endpoint.operation_id;
        let operation = self.app.contract.operation(id);
        operation.ok_or_else(|| Failure::Internal(format!("the contract has no operation {id}")))
    }

    /// What disagrees with the contract, as it is answered and counted.
    pub(super) fn disagrees(&self, faults: Faults) -> Failure {
        match faults.verdict() {
            Disagreement::Invalid { fields, .. } => Failure::Invalid(fields),
            Disagreement::Drift { places, .. } => {
                let id = &self.context.endpoint.operation_id;
                let label = SERVED.label(self.client_version());
                self.app.metrics.drift(id, label, DriftReason::Shape);
                let client_version = self.client_version().map(str::to_owned);
                Failure::Drift(Drift {
                    client_version,
                    places,
                })
            }
        }
    }

    /// The version a client names that was admitted: its own or a released one.
    fn client_version(&self) -> Option<&str> {
        let header = self.headers().get(CONTRACT_HEADER)?;
        header.to_str().ok()?.split(';').next().map(str::trim)
    }

    /// The application, to be kept beyond the call.
    pub(super) fn shared_app(&self) -> Arc<App> {
        Arc::clone(self.app)
    }

    /// The headers of the request.
    pub(super) fn headers(&self) -> &HeaderMap {
        self.context.request.headers()
    }

    /// The customer's address, as far as it is known.
    pub(super) fn address(&self) -> Option<IpAddr> {
        self.origin.address()
    }

    /// The variables of the path.
    ///
    /// # Errors
    /// `NotFound` if they name nothing that could exist.
    pub(super) fn path<T: DeserializeOwned>(&self, _: Path<T>) -> Result<T, Failure> {
        const NOTHING: Failure = Failure::NotFound("There is no such thing here.");
        let variables = self
            .variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let value = self
            .operation()?
            .read_path(variables)
            .map_err(|_| NOTHING)?;
        serde_json::from_value(value).map_err(|_| NOTHING)
    }

    /// The tenant of a slug.
    ///
    /// # Errors
    /// `NotFound` if there is none.
    pub(super) async fn tenant(
        &self,
        slug: &scheduler_contracts::ids::TenantSlug,
    ) -> Result<Tenant, Failure> {
        let tenant = self.app.store.tenant(&slug.0).await?;
        tenant.ok_or(Failure::NotFound("There is no such tenant."))
    }

    /// The session of the stoken in `Authorization`.
    ///
    /// # Errors
    /// When there is no stoken, or it gives no access to this tenant.
    pub(super) async fn access(&self, tenant: &Tenant) -> Result<Access, Failure> {
        let stoken = self.stoken()?.ok_or(Failure::SessionRequired)?;
        Ok(session::authenticate(&self.app.store, tenant, &stoken, self.app.clock.now()).await?)
    }

    /// The session of the stoken in `Authorization`, if there is one.
    ///
    /// # Errors
    /// When there is a stoken and it gives no access to this tenant.
    pub(super) async fn optional_access(&self, tenant: &Tenant) -> Result<Option<Access>, Failure> {
        match self.stoken()? {
            Some(_) => self.access(tenant).await.map(Some),
            None => Ok(None),
        }
    }

    fn stoken(&self) -> Result<Option<Stoken>, Failure> {
        let Some(value) = self.headers().get(header::AUTHORIZATION) else {
            return Ok(None);
        };
        let text = value.to_str().map_err(|_| Failure::SessionRequired)?;
        match text.split_once(' ') {
            Some((scheme, stoken)) if scheme.eq_ignore_ascii_case("bearer") => {
                Ok(Some(Stoken::received(stoken.trim())))
            }
            _ => Err(Failure::SessionRequired),
        }
    }

    /// Counts the call, and refuses it if there were too many.
    ///
    /// # Errors
    /// `RateLimited` with the time to wait.
    pub(super) async fn limit(
        &self,
        tenant: &Tenant,
        limit: RateLimit,
        counted_for: CountedFor<'_>,
    ) -> Result<(), Failure> {
        Ok(session::count(self.app, tenant, limit, self.address(), counted_for).await?)
    }

    /// Does the work of a call, unless the database goes away meanwhile.
    pub(super) async fn while_it_can<T>(
        &self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let work = work.instrument(self.span.clone());
        let done = self.app.store.while_it_answers(work).await;
        done.unwrap_or_else(|| Err(Failure::Unavailable("the database went away".to_owned())))
    }

    /// The answer to the call, success or failure, with every header.
    pub(super) async fn answer<R: HttpResponse>(
        self,
        outcome: Result<R, Failure>,
    ) -> Result<Answer<R>, ErrorBody> {
        let response = outcome.and_then(|success| {
            success
                .to_result()
                .map_err(|error| Failure::Internal(error.internal_message))
        });
        self.answer_raw(response).await
    }

    /// The same for an answer that isn't JSON; `R` is what the document says of it.
    pub(super) async fn answer_raw<R>(
        self,
        outcome: Result<Response<dropshot::Body>, Failure>,
    ) -> Result<Answer<R>, ErrorBody> {
        let mut response = outcome.unwrap_or_else(|failure| self.failure(failure));
        let id = &self.context.endpoint.operation_id;
        headers::contract(response.headers_mut(), id);
        headers::security(response.headers_mut(), self.origin.is_tls());
        self.cross_origin(response.headers_mut()).await;
        self.record(&response);
        Ok(Answer::new(response))
    }

    fn failure(&self, failure: Failure) -> Response<dropshot::Body> {
        let refused = match &failure {
            Failure::SlotTaken(_) => Some(BookingOutcome::SlotTaken),
            Failure::RevisionConflict(_) => Some(BookingOutcome::RevisionConflict),
            Failure::Policy(..) => Some(BookingOutcome::RefusedByPolicy),
            _ => None,
        };
        if let Some(outcome) = refused {
            self.app.metrics.booking(outcome);
        }
        let request_id = self.context.request_id.clone();
        let operation = &self.context.endpoint.operation_id;
        if let Some(reason) = failure.for_the_log() {
            tracing::error!(%request_id, %operation, reason, "the server failed");
        }
        if let Failure::Drift(drift) = &failure {
            let places: Vec<_> = drift.places.iter().map(|place| place.at.as_str()).collect();
            let client_version = drift.client_version.as_deref();
            let client_contract = drift::client_contract(self.headers());
            tracing::warn!(%request_id, %operation, client_version, client_contract, ?places, "contract drift");
        }
        headers::failure(failure.answered(operation, request_id))
    }

    pub(super) async fn cross_origin(&self, headers: &mut HeaderMap) {
        let Some(origin) = self.headers().get(header::ORIGIN) else {
            return;
        };
        let tenant = match self.variables.get("slug") {
            None => None,
            Some(slug) => match self.tenant_for_headers(slug).await {
                Some(tenant) => Some(tenant),
                None => return,
            },
        };
        headers::cross_origin(headers, origin, tenant.as_ref());
    }

    /// The tenant as it was last seen, so that a failure of the database is told to browsers too.
    async fn tenant_for_headers(&self, slug: &str) -> Option<Tenant> {
        if let Some(tenant) = self.app.store.remembered_tenant(slug) {
            return Some(tenant);
        }
        self.app.store.tenant(slug).await.ok().flatten()
    }

    fn record(&self, response: &Response<dropshot::Body>) {
        let operation = &self.context.endpoint.operation_id;
        let status = response.status();
        let latency = self.began.elapsed();
        traces::ended(&self.span, status.as_u16());
        self.app
            .metrics
            .request(Some(operation), status.as_u16(), latency);
        tracing::info!(
            request_id = %self.context.request_id,
            %operation,
            status = status.as_u16(),
            latency_us = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
    }
}

impl Said {
    /// The query parameters.
    ///
    /// # Errors
    /// When they can't be read although the contract admits them.
    pub(super) fn query<T: DeserializeOwned>(&self, _: Query<T>) -> Result<T, Failure> {
        serde_json::from_value(self.query.clone())
            .map_err(|_| Failure::invalid("query", "the parameters of the contract"))
    }

    /// A declared header, if it was sent.
    ///
    /// # Errors
    /// When a declared header has a wrong value.
    pub(super) fn header(&self, call: &Call<'_>, name: &str) -> Result<Option<&str>, Failure> {
        match &self.headers {
            Ok(headers) => Ok(headers.get(name).and_then(Value::as_str)),
            Err(faults) => Err(call.disagrees(faults.clone())),
        }
    }

    /// What is wrong with the declared headers.
    pub(super) fn header_faults(&self) -> Faults {
        self.headers.as_ref().err().cloned().unwrap_or_default()
    }
}
