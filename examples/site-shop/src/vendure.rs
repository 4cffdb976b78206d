//! The Vendure of `examples/vendure`, started as a child for development and tests.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, BufReader, Lines},
    process::{Child, ChildStdin, Command},
    task::JoinHandle,
    time::timeout,
};

/// Installing its packages on a slow line, and seeding on a busy machine.
const PATIENCE: Duration = Duration::from_secs(600);
/// Lines of what it said that an error repeats.
const LAST_LINES: usize = 12;
const LONGEST_LINE: usize = 400;
/// How `examples/vendure/run` says that Node.js is missing or too old.
const NO_NODE: i32 = 3;

/// A running Vendure. It stops when this is dropped, and also when this process ends without dropping anything.
#[derive(Debug)]
pub struct Vendure {
    url: String,
    child: Child,
    /// Its end tells Vendure to stop. Apart from the child, whose `wait` would close it.
    input: Option<ChildStdin>,
    readers: Vec<JoinHandle<()>>,
}

/// Why there is no Vendure.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// Node.js is missing, or too old.
    #[error("{0}")]
    NoNode(String),
    /// It could not be run, or ended by itself.
    #[error("Vendure did not start: {0}")]
    Failed(String),
    /// It never said that it was ready.
    #[error("Vendure was not ready within {} s: {said}", PATIENCE.as_secs())]
    TooSlow {
        /// Its last words.
        said: String,
    },
}

/// Where `examples/vendure` is in this checkout.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vendure")
}

/// Starts Vendure on a port of loopback, 0 for any that is free, with its data in a folder, and waits until it answers.
/// The first time, that takes a minute: its packages are installed, and the demo shops are seeded.
///
/// # Errors
/// [`NotStarted`] says kindly why there is none.
pub async fn start(port: u16, data: &Path) -> Result<Vendure, NotStarted> {
    let failed = |error: std::io::Error| NotStarted::Failed(error.to_string());
    let data = std::path::absolute(data).map_err(failed)?;
    let mut child = Command::new(folder().join("run"))
        .arg("--port")
        .arg(port.to_string())
        .arg("--data")
        .arg(data)
        .arg("--attached")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(failed)?;
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(NotStarted::Failed("its output can't be read".to_owned()));
    };
    let input = child.stdin.take();
    let mut words = BufReader::new(stdout).lines();
    let mut errors = BufReader::new(stderr).lines();
    let mut said = VecDeque::new();
    let Ok(ready) = timeout(PATIENCE, ready(&mut words, &mut errors, &mut said)).await else {
        return Err(NotStarted::TooSlow { said: last(&said) });
    };
    match ready {
        Some(url) => Ok(Vendure {
            url,
            child,
            input,
            readers: vec![tokio::spawn(drain(words)), tokio::spawn(drain(errors))],
        }),
        None => {
            let status = child.wait().await.map_err(failed)?;
            Err(match status.code() {
                Some(NO_NODE) => NotStarted::NoNode(last(&said)),
                _ => NotStarted::Failed(format!("{status}; {}", last(&said))),
            })
        }
    }
}

impl Vendure {
    /// Its base URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits until it ends by itself, and says how.
    pub async fn ended(&mut self) -> String {
        match self.child.wait().await {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }

    /// Lets it save what it has, and end.
    pub async fn stop(mut self) {
        drop(self.input.take());
        // Dropping it kills what hasn't ended by then.
        let _ = timeout(Duration::from_secs(6), self.child.wait()).await;
    }
}

impl Drop for Vendure {
    fn drop(&mut self) {
        for reader in &self.readers {
            reader.abort();
        }
    }
}

/// The URL it is ready at; `None` once it says nothing more.
async fn ready<O, E>(
    words: &mut Lines<BufReader<O>>,
    errors: &mut Lines<BufReader<E>>,
    said: &mut VecDeque<String>,
) -> Option<String>
where
    O: AsyncRead + Unpin,
    E: AsyncRead + Unpin,
{
    // Why it ends may stand in the one after the other has ended.
    let (mut has_words, mut has_errors) = (true, true);
    loop {
        let line = tokio::select! {
            line = words.next_line(), if has_words => match line {
                Ok(Some(line)) => line,
                _ => {
                    has_words = false;
                    continue;
                }
            },
            line = errors.next_line(), if has_errors => match line {
                Ok(Some(line)) => line,
                _ => {
                    has_errors = false;
                    continue;
                }
            },
            else => return None,
        };
        let url = line.strip_prefix("vendure: ready at ");
        if let Some(url) = url.and_then(|it| it.strip_suffix("/shop-api")) {
            return Some(url.to_owned());
        }
        if said.len() == LAST_LINES {
            said.pop_front();
        }
        said.push_back(line.chars().take(LONGEST_LINE).collect());
    }
}

fn last(said: &VecDeque<String>) -> String {
    let lines = said.iter().map(|line| line.trim_start_matches("vendure: "));
    lines.collect::<Vec<_>>().join("; ")
}

/// Whoever isn't read from blocks in the end.
async fn drain<R: AsyncRead + Unpin>(mut lines: Lines<BufReader<R>>) {
    while let Ok(Some(_)) = lines.next_line().await {}
}
