//! A tenant's site as a process, as its operator would run it.

use std::{
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use tokio::net::TcpStream;

use crate::{
    process::{HANG, Process},
    programs::program,
};

/// Ports that systems don't hand out by themselves: Linux begins at 32768, others at 49152.
const PORTS: Range<u16> = 10_240..32_000;
/// Far apart enough that the processes of one run don't try each other's ports.
const SPREAD: u32 = 211;

/// A port nobody listens on, for a process that must be told where its visitors find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port(u16);

impl Port {
    /// One that is free now, below those that the system hands out by itself: nobody is given it before it is used.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn free() -> Self {
        static TRIED: AtomicU32 = AtomicU32::new(0);
        let first = std::process::id().wrapping_mul(SPREAD);
        for _ in 0..PORTS.len() {
            let offset = first.wrapping_add(TRIED.fetch_add(1, Ordering::Relaxed));
            let offset = u16::try_from(offset % u32::from(PORTS.end - PORTS.start));
            let port = PORTS.start + offset.expect("it is less than a port");
            if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Self(port);
            }
        }
        panic!("no port of {PORTS:?} is free")
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }

    /// Where visitors find it: `http://…`, without a slash at the end.
    #[must_use]
    pub fn url(self) -> String {
        format!("http://127.0.0.1:{}", self.0)
    }

    /// Address and port.
    #[must_use]
    pub fn address(self) -> String {
        format!("127.0.0.1:{}", self.0)
    }
}

/// A running site.
pub struct Site {
    /// Where its visitors find it: `http://…`, without a slash at the end.
    pub url: String,
    /// Its process.
    pub process: Process,
    /// Its own, and gone with it.
    _folder: tempfile::TempDir,
}

impl Site {
    /// Starts the site of a program's name at a port, for an API that it reaches at a URL. Settings are keys of the
    /// site's configuration.
    ///
    /// # Panics
    /// When it doesn't start.
    pub async fn start(name: &str, port: Port, api: &str, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let url = port.url();
        let mut variables = vec![
            ("SITE_LISTEN".to_owned(), port.address()),
            ("SITE_PUBLIC_URL".to_owned(), url.clone()),
            ("SITE_API_URL".to_owned(), api.to_owned()),
        ];
        for (key, value) in settings {
            variables.push((format!("SITE_{}", key.to_uppercase()), (*value).to_owned()));
        }
        let nothing: [&str; 0] = [];
        let mut process = Process::start(&program(name), &nothing, folder.path(), &variables);
        until_open(&mut process, port).await;
        Self {
            url,
            process,
            _folder: folder,
        }
    }

    /// The address of one of its pages.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

/// Waits until somebody listens at a port.
///
/// # Panics
/// When the process that should ends or hangs before.
pub async fn until_open(process: &mut Process, port: Port) {
    let began = Instant::now();
    while TcpStream::connect(port.address()).await.is_err() {
        assert!(
            process.lives() && began.elapsed() < HANG,
            "nothing listens at {}:\n{}",
            port.url(),
            process.written()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
