//! What stands before a site in production: it ends TLS, and passes on what visitors send.

use std::{net::SocketAddr, sync::Arc};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use scheduler_tests::site::Port;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// It ends with its test.
pub(crate) struct EndsTls {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl EndsTls {
    /// Before a site on this port, by a certificate that nobody has signed.
    pub(crate) async fn before(port: Port) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(certified()));
        let accepting = tokio::spawn(async move {
            while let Ok((visitor, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let mut visitor = acceptor.accept(visitor).await.ok()?;
                    let mut site = TcpStream::connect(port.address()).await.ok()?;
                    copy_bidirectional(&mut visitor, &mut site).await.ok()
                });
            }
        });
        Self { address, accepting }
    }

    /// Where visitors find the site: `https://…`.
    pub(crate) fn url(&self) -> String {
        format!("https://{}", self.address)
    }
}

impl Drop for EndsTls {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn certified() -> ServerConfig {
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], PrivateKeyDer::from(key))
        .unwrap()
}
