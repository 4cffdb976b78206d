//! A throw-away PostgreSQL cluster for this test process, a database a test.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

/// Where Debian's packages put the server.
const BINARIES: &str = "/usr/lib/postgresql/15/bin";

struct Cluster {
    folder: PathBuf,
    user: String,
}

static CLUSTER: OnceLock<Cluster> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database.
pub fn new_database() -> String {
    let cluster = CLUSTER.get_or_init(Cluster::start);
    let name = format!("test{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    let socket = cluster.folder.display();
    cluster.run(&format!("{BINARIES}/createdb -h {socket} {name}"));
    format!("postgres://{}@localhost/{name}?host={socket}", cluster.user)
}

impl Cluster {
    /// PostgreSQL doesn't run as root, so root starts it as the user its package made. It stops by
    /// itself once this process is gone, whichever way it goes.
    fn start() -> Self {
        assert!(
            Path::new(BINARIES).join("postgres").exists(),
            "PostgreSQL 15 is not installed: apt-get install postgresql-15"
        );
        let folder = std::env::temp_dir().join(format!("nexus-postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let root = Command::new("id")
            .arg("-u")
            .output()
            .unwrap()
            .stdout
            .starts_with(b"0\n");
        let user = if root {
            "postgres".to_owned()
        } else {
            whoami()
        };
        if root {
            let owned = Command::new("chown")
                .arg(&user)
                .arg(&folder)
                .status()
                .unwrap();
            assert!(
                owned.success(),
                "the folder can't be given to the user {user}"
            );
        }
        let cluster = Self { folder, user };
        let (data, socket) = (cluster.folder.join("data"), cluster.folder.display());
        let data = data.display();
        cluster.run(&format!("{BINARIES}/initdb -D {data} -A trust --no-sync"));
        let settings = "-c listen_addresses= -c fsync=off -c max_connections=200";
        cluster.run(&format!(
            "{BINARIES}/pg_ctl -D {data} -w -l {socket}/log -o \"-k {socket} {settings}\" start"
        ));
        let watch = format!(
            "while [ -d /proc/{} ]; do sleep 1; done; \
             {BINARIES}/pg_ctl -D {data} -m immediate stop; rm -rf {socket}",
            std::process::id()
        );
        // It outlives this process, which is what it waits for.
        #[expect(clippy::zombie_processes)]
        let _watch = cluster.command(&watch).spawn().unwrap();
        cluster
    }

    fn run(&self, line: &str) {
        let done = self.command(line).status().unwrap();
        assert!(done.success(), "`{line}` failed");
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        if whoami() == self.user {
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

fn whoami() -> String {
    let name = Command::new("id").arg("-un").output().unwrap().stdout;
    String::from_utf8(name).unwrap().trim().to_owned()
}
