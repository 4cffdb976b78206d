//! `contract_view`.

use dropshot::HttpResponseOk;
use scheduler_contracts::{
    DRIFT_THRESHOLD,
    contract::{ContractView, OperationContract, SupportedRelease},
    envelope::Data,
};

use super::call::{Call, Said};
use crate::{domain::zone, failure::Failure, generated::contract::SERVED};

pub(super) async fn view(
    _: &Call<'_>,
    _: &Said,
) -> Result<HttpResponseOk<Data<ContractView>>, Failure> {
    let operations = SERVED
        .operations
        .iter()
        .map(|(id, fingerprint)| OperationContract {
            operation_id: (*id).to_owned(),
            fingerprint: (*fingerprint).to_owned(),
        });
    let releases = SERVED.releases.iter().map(|release| SupportedRelease {
        version: release.version.to_owned(),
        refused_operations: release
            .refused(DRIFT_THRESHOLD)
            .map(str::to_owned)
            .collect(),
    });
    let data = ContractView {
        version: SERVED.version.to_owned(),
        threshold: DRIFT_THRESHOLD,
        operations: operations.collect(),
        supported_releases: releases.collect(),
        time_zone_database: zone::rules_version().to_owned(),
    };
    Ok(HttpResponseOk(Data { data }))
}
