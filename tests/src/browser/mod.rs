//! Chromium as visitors use it, driven through chromedriver.
//!
//! [`Browser`] is one chromedriver. Each [`Window`] it opens is a visitor of its own, with a profile nobody used
//! before; it is checked by axe ([`Window::assert_accessible`]) and tells what it sent and got ([`Traffic`]). Finding
//! and reading go through WebDriver and the accessibility tree, so that they work where pages run no script.
//!
//! ```no_run
//! # async fn visit() {
//! use scheduler_tests::browser::Browser;
//!
//! let browser = Browser::start().await;
//! let kim = browser.window().open().await;
//! kim.visit("http://127.0.0.1:8704/").await;
//! kim.follow("Book").await;
//! kim.fill("Your name", "Kim Berger").await;
//! kim.press("Book now").await;
//! kim.see("See you on").await;
//! # }
//! ```

mod accessibility;
mod command;
mod element;
mod focus;
mod keyboard;
mod traffic;
mod window;

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    time::Duration,
};

pub use fantoccini::cookies::Cookie;
pub use traffic::{Request, Traffic};
pub use window::{NARROW, Scheme, WIDE, Window, WindowBuilder};

use crate::{process::Process, programs::target_folder, site::Port};

/// How long chromedriver may take to close its windows.
const CLOSING: Duration = Duration::from_secs(10);

/// A running chromedriver. Its windows are closed with it.
pub struct Browser {
    // First, since fields are dropped in order: chromedriver may still write to its folder.
    driver: Process,
    port: u16,
    folder: tempfile::TempDir,
}

impl Browser {
    /// Starts chromedriver on a free port.
    ///
    /// # Panics
    /// When it isn't installed or doesn't start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let home = folder.path().display().to_string();
        let port = Port::free().number();
        let mut driver = Process::start(
            Path::new("chromedriver"),
            &[format!("--port={port}")],
            folder.path(),
            // Chromium keeps caches and crash reports in these, whatever its profile.
            &[
                ("HOME".to_owned(), home.clone()),
                ("TMPDIR".to_owned(), home),
            ],
        );
        driver.until_written(started).await;
        Self {
            driver,
            port,
            folder,
        }
    }

    /// A window of a visitor who was never here.
    #[must_use]
    pub fn window(&self) -> WindowBuilder<'_> {
        WindowBuilder::new(self)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn profile(&self) -> PathBuf {
        let profile = tempfile::Builder::new()
            .prefix("profile")
            .tempdir_in(&self.folder);
        profile.expect("a profile's folder can be made").keep()
    }

    /// chromedriver closes every Chromium when it is told to shut down; killed, it would leave them running.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(CLOSING))?;
        stream
            .write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Err(error) = self.shut_down() {
            eprintln!("chromedriver could not be told to shut down: {error}");
        }
        self.driver.end_within(CLOSING);
    }
}

fn started(line: &str) -> Option<()> {
    line.contains("started successfully").then_some(())
}

/// A folder below cargo's target folder that outlives the run: screenshots, for people to look at.
#[must_use]
pub fn artefacts() -> PathBuf {
    let folder = target_folder().join("test-artefacts");
    std::fs::create_dir_all(&folder).expect("the artefacts' folder can be made");
    folder
}
