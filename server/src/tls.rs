//! The server's own certificate: read whole, and read again when it changes.
//!
//! Certificates are renewed every few weeks, by programs that replace the files. The process looks at them
//! now and then, and at once on SIGHUP. What can't be read or doesn't fit together is said in the log, and
//! the certificate in use stays in use.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use dropshot::ConfigTls;
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem, pem::PemObject as _},
};
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    time::sleep,
};

use crate::config::OwnCertificate;

/// A certificate that can't be shown.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file can't be read.
    #[error("{} can't be read: {reason}; let this process read it", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        #[source]
        reason: io::Error,
    },
    /// A file isn't what it should be.
    #[error("{} holds no {what} in PEM: {reason}", path.display())]
    NotPem {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
        /// What is wrong.
        #[source]
        reason: pem::Error,
    },
    /// Certificate and key don't belong together, or are of a kind nobody uses.
    #[error("certificate and key don't fit: {0}; are both of the same renewal?")]
    Unfit(#[from] rustls::Error),
}

/// What both files hold.
#[derive(Clone, PartialEq, Eq)]
struct Files {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Files {
    fn read(own: &OwnCertificate) -> Result<Self, CertificateError> {
        Ok(Self {
            certificate: bytes(&own.certificate_file)?,
            key: bytes(&own.key_file)?,
        })
    }

    fn config(&self, own: &OwnCertificate) -> Result<ServerConfig, CertificateError> {
        let not_pem = |path: &Path, what| {
            let path = path.to_owned();
            move |reason| CertificateError::NotPem { path, what, reason }
        };
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<_, _>>()
            .map_err(not_pem(&own.certificate_file, "certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(not_pem(&own.key_file, "private key"))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, CertificateError> {
    std::fs::read(path).map_err(|reason| CertificateError::Unreadable {
        path: path.to_owned(),
        reason,
    })
}

/// A certificate in use, and where it came from.
pub struct Certificate {
    own: OwnCertificate,
    in_use: Files,
}

impl Certificate {
    /// Reads it, and gives what the listener shows.
    ///
    /// # Errors
    /// When it can't be shown.
    pub fn read(own: &OwnCertificate) -> Result<(Self, ConfigTls), CertificateError> {
        let in_use = Files::read(own)?;
        let config = in_use.config(own)?;
        let own = own.clone();
        Ok((Self { own, in_use }, ConfigTls::Dynamic(config)))
    }

    /// Reads it again; nothing if it is the one in use.
    ///
    /// # Errors
    /// When it can't be shown; the one in use stays so.
    pub fn renewed(&mut self) -> Result<Option<ConfigTls>, CertificateError> {
        let files = Files::read(&self.own)?;
        if files == self.in_use {
            return Ok(None);
        }
        let config = files.config(&self.own)?;
        self.in_use = files;
        Ok(Some(ConfigTls::Dynamic(config)))
    }
}

/// When to look at the files again: after a while, or when told to.
pub struct Occasions {
    every: Duration,
    hang_up: Signal,
}

impl Occasions {
    /// Begins to listen for SIGHUP, which would end the process otherwise.
    ///
    /// # Errors
    /// When the process can't listen for signals.
    pub fn every(every: Duration) -> io::Result<Self> {
        let hang_up = signal(SignalKind::hangup())?;
        Ok(Self { every, hang_up })
    }

    /// Waits for the next.
    pub async fn next(&mut self) {
        tokio::select! {
            () = sleep(self.every) => {}
            _ = self.hang_up.recv() => {}
        }
    }
}
