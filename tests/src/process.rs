//! A running program: everything it writes is kept, and it dies with its test.

use std::{
    ffi::OsStr,
    io::Read,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread::JoinHandle,
    time::{Duration, Instant},
};

/// How long anything may take before a test says that it hangs. Nothing is measured by it.
pub const HANG: Duration = Duration::from_secs(60);

/// A running program.
pub struct Process {
    name: String,
    child: Child,
    written: Arc<Mutex<Vec<u8>>>,
    readers: Vec<JoinHandle<()>>,
}

impl Process {
    /// Starts a program in a folder, with nothing of this process's own `NEXUS_…` variables.
    #[must_use]
    pub fn start(
        program: &Path,
        arguments: &[impl AsRef<OsStr>],
        folder: &Path,
        variables: &[(String, String)],
    ) -> Self {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("NEXUS_") {
                command.env_remove(name);
            }
        }
        let mut child = command
            .args(arguments)
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{} can't be started: {error}", program.display()));
        let written = Arc::new(Mutex::new(Vec::new()));
        let out = child.stdout.take().expect("stdout is piped");
        let errors = child.stderr.take().expect("stderr is piped");
        let readers = vec![keep(out, &written), keep(errors, &written)];
        Self {
            name: program.display().to_string(),
            child,
            written,
            readers,
        }
    }

    /// Everything it has written so far, to either stream.
    #[must_use]
    pub fn written(&self) -> String {
        let written = self.written.lock().expect("a reader ended well");
        String::from_utf8_lossy(&written).into_owned()
    }

    /// Waits until it has written a line that tells something, and gives what it tells.
    ///
    /// # Panics
    /// When it ends or hangs before.
    pub async fn until_written<T>(&mut self, tells: impl Fn(&str) -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(told) = self.written().lines().find_map(&tells) {
                return told;
            }
            let ended = self.child.try_wait().expect("a child can be waited for");
            assert!(
                ended.is_none() && began.elapsed() < HANG,
                "{} did not say what was expected of it, but ({ended:?}):\n{}",
                self.name,
                self.written()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Whether it still runs.
    pub fn lives(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Tells it to stop, as whoever runs it would.
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    /// Sends it a signal, named as `kill` takes it.
    ///
    /// # Panics
    /// When it has gone.
    pub fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(
            sent.is_ok_and(|sent| sent.success()),
            "{signal} can be sent"
        );
    }

    /// Kills it: it can end nothing that it has begun.
    ///
    /// # Panics
    /// When it can't be killed.
    pub fn kill(&mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }

    /// Waits for its end.
    ///
    /// # Panics
    /// When it hangs.
    pub async fn ended(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                for reader in self.readers.drain(..) {
                    reader.join().expect("a reader ended well");
                }
                return status;
            }
            assert!(
                began.elapsed() < HANG,
                "{} does not end:\n{}",
                self.name,
                self.written()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Process {
    /// Gives it so long to end by itself; dropped after that, it is killed.
    pub fn end_within(&mut self, patience: Duration) {
        let began = Instant::now();
        while self.lives() && began.elapsed() < patience {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn keep(mut from: impl Read + Send + 'static, to: &Arc<Mutex<Vec<u8>>>) -> JoinHandle<()> {
    let to = Arc::clone(to);
    std::thread::spawn(move || {
        let mut chunk = [0; 8192];
        while let Ok(length @ 1..) = from.read(&mut chunk) {
            to.lock()
                .expect("nobody panics while they read")
                .extend_from_slice(&chunk[..length]);
        }
    })
}
