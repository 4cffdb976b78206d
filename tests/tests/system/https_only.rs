//! Stokens travel over HTTPS only, as far as a trusted proxy says so.

use scheduler_tests::{System, document};

use crate::valid::of_a_tenant;

#[tokio::test]
async fn plain_http_is_refused_before_anything_else() {
    let system = System::configured()
        .with("NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK", false)
        .start()
        .await;
    for operation in document::operations() {
        let refused = system.call(&operation.id).send().await;
        let expected = (403, "https_required".to_owned());
        assert_eq!(refused.failure(), expected, "{}", operation.id);
    }
    for operation in of_a_tenant() {
        let call = system.call(&operation.id);
        let pretended = call.header("X-Forwarded-Proto", "https").send().await;
        assert_eq!(
            pretended.failure().0,
            403,
            "whoever says so must be trusted"
        );
    }
}

#[tokio::test]
async fn a_trusted_proxy_is_believed() {
    let system = System::configured()
        .with("NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK", false)
        .with("NEXUS_HTTPS_TRUSTED_PROXIES", "127.0.0.0/8")
        .start()
        .await;
    let call = system.call("tenant_view");
    let served = call.header("X-Forwarded-Proto", "https").send().await;
    assert_eq!(served.status(), 200);
    let year = served.header("strict-transport-security");
    assert!(year.is_some(), "browsers are told to come back that way");
    let call = system.call("tenant_view");
    let plain = call.header("X-Forwarded-Proto", "http").send().await;
    assert_eq!(plain.failure(), (403, "https_required".to_owned()));
}
