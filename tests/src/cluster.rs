//! A throw-away PostgreSQL cluster, with a database for each test.
//!
//! One file for two crates: the store's own tests include it too.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// Where Debian's packages put the server.
const BINARIES: &str = "/usr/lib/postgresql/15/bin";
/// How long a cluster may take to come up.
const COMING_UP: Duration = Duration::from_secs(60);
/// What a cluster that is thrown away needn't do.
const IN_A_HURRY: &str = "-c fsync=off -c max_connections=300";

static CLUSTERS: AtomicU32 = AtomicU32::new(0);

/// A running cluster that listens on a socket in a folder of its own.
pub struct Cluster {
    folder: PathBuf,
    user: String,
    settings: String,
    databases: AtomicU32,
}

/// The address of a new, empty database of the cluster that all tests of this process share.
#[must_use]
pub fn new_database() -> String {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(Cluster::start).new_database()
}

/// What `pg_dump` says of the schema of a database, its data left out.
///
/// # Panics
/// When it fails.
#[must_use]
pub fn schema_of(url: &str) -> String {
    let dumped = Command::new(format!("{BINARIES}/pg_dump"))
        .args(["--schema-only", "--no-owner", "--dbname", url])
        .output()
        .expect("pg_dump can be started");
    let refused = String::from_utf8_lossy(&dumped.stderr);
    assert!(dumped.status.success(), "pg_dump: {refused}");
    // Comments name versions, and a word of each dump's own keeps others from being fed to `psql`.
    String::from_utf8_lossy(&dumped.stdout)
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("--") && !line.starts_with('\\'))
        .fold(String::new(), |all, line| all + line + "\n")
}

impl Cluster {
    /// Starts one that forgets what it was told in a hurry: for tests that don't stop the machine.
    #[must_use]
    pub fn start() -> Self {
        Self::start_with(IN_A_HURRY)
    }

    /// Starts one with settings as the server takes them: `-c name=value`.
    ///
    /// PostgreSQL doesn't run as root, so root starts it as the user its package made. It stops by
    /// itself once this process is gone, whichever way it goes.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or doesn't start.
    #[must_use]
    pub fn start_with(settings: &str) -> Self {
        assert!(
            Path::new(BINARIES).join("postgres").exists(),
            "PostgreSQL 15 is not installed: apt-get install postgresql-15"
        );
        let number = CLUSTERS.fetch_add(1, Ordering::Relaxed);
        let name = format!("nexus-postgres-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
        let root = said("id", &["-u"]) == "0";
        let user = match root {
            true => "postgres".to_owned(),
            false => said("id", &["-un"]),
        };
        if root {
            let folder = folder.display().to_string();
            let owned = Command::new("chown").args([&user, &folder]).status();
            assert!(
                owned.is_ok_and(|owned| owned.success()),
                "the folder can't be given to the user {user}"
            );
        }
        let cluster = Self {
            folder,
            user,
            settings: settings.to_owned(),
            databases: AtomicU32::new(0),
        };
        cluster.run(&format!(
            "{BINARIES}/initdb -D {} -A trust --no-sync",
            cluster.data()
        ));
        cluster.start_again();
        cluster.watch();
        cluster
    }

    /// The address of a new, empty database.
    pub fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test{number}");
        self.run(&format!(
            "{BINARIES}/createdb -h {} {name}",
            self.folder.display()
        ));
        self.url(&name)
    }

    /// The address of a database.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let (user, folder) = (&self.user, self.folder.display());
        format!("postgres://{user}@localhost/{database}?host={folder}")
    }

    /// The folder its socket stands in, which PostgreSQL's own programs take as a host.
    #[must_use]
    pub fn socket(&self) -> &Path {
        &self.folder
    }

    /// Runs one of PostgreSQL's own programs as the cluster's user and gives what it printed.
    ///
    /// # Panics
    /// When it fails.
    #[must_use]
    pub fn program(&self, line: &str) -> String {
        let done = self
            .command(&format!("{BINARIES}/{line}"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .expect("a shell can be started");
        assert!(
            done.status.success(),
            "`{line}` failed: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Stops it as an operator would: connections are cut, what was committed is written.
    pub fn stop(&self) {
        let data = self.data();
        self.run(&format!("{BINARIES}/pg_ctl -D {data} -w -m fast stop"));
    }

    /// Kills it at once, all of its processes, as a power failure would.
    pub fn kill(&self) {
        for process in self.processes() {
            signal("-KILL", process);
        }
    }

    /// Holds it still: it keeps its connections and answers nothing.
    pub fn freeze(&self) {
        for process in self.processes() {
            signal("-STOP", process);
        }
    }

    /// Lets it go on after [`Self::freeze`].
    pub fn thaw(&self) {
        for process in self.processes() {
            signal("-CONT", process);
        }
    }

    /// Starts it after [`Self::stop`] or [`Self::kill`].
    ///
    /// # Panics
    /// When it doesn't come up.
    pub fn start_again(&self) {
        let (data, socket) = (self.data(), self.folder.display());
        let line = format!(
            "{BINARIES}/pg_ctl -D {data} -w -l {socket}/log \
             -o \"-k {socket} -c listen_addresses= {}\" start",
            self.settings
        );
        let began = Instant::now();
        // What was killed may take a moment to let go of its memory.
        while !succeeds(&mut self.command(&line)) {
            assert!(began.elapsed() < COMING_UP, "`{line}` failed");
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// The server's process, and those it has started.
    fn processes(&self) -> Vec<u32> {
        let file = self.folder.join("data/postmaster.pid");
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            // The folder may be another user's, and this one not root.
            Err(_) => self.program(&format!("pg_ctl -D {} status", self.data())),
        };
        let first = text
            .lines()
            .next()
            .and_then(|line| line.trim().parse().ok());
        let server: u32 = first.expect("a running server names its process");
        let children = said("pgrep", &["-P", &server.to_string()]);
        let children = children.lines().filter_map(|line| line.parse().ok());
        std::iter::once(server).chain(children).collect()
    }

    fn data(&self) -> String {
        self.folder.join("data").display().to_string()
    }

    /// Lets a shell wait for the end of this process and clear away the cluster.
    fn watch(&self) {
        let (data, folder) = (self.data(), self.folder.display());
        let line = format!(
            "while [ -d /proc/{} ] && [ -d {folder} ]; do sleep 1; done; \
             {BINARIES}/pg_ctl -D {data} -m immediate stop; rm -rf {folder}",
            std::process::id()
        );
        // It outlives this process, which is what it waits for.
        #[expect(clippy::zombie_processes)]
        let _watch = self.command(&line).spawn().expect("a shell can be started");
    }

    fn run(&self, line: &str) {
        assert!(succeeds(&mut self.command(line)), "`{line}` failed");
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        if said("id", &["-un"]) == self.user {
            command.args(["-c", line]);
        } else {
            command = Command::new("su");
            command.args([self.user.as_str(), "-s", "/bin/sh", "-c", line]);
        }
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        let _ = succeeds(
            &mut self.command(&format!("{BINARIES}/pg_ctl -D {data} -w -m immediate stop")),
        );
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn succeeds(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}

fn signal(signal: &str, process: u32) {
    // It may have gone with the one before.
    let _ = succeeds(
        Command::new("kill")
            .args([signal, &process.to_string()])
            .stderr(Stdio::null()),
    );
}

fn said(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).output();
    let printed = done.map(|done| done.stdout).unwrap_or_default();
    String::from_utf8_lossy(&printed).trim().to_owned()
}
