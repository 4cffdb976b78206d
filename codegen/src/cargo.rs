//! Building and running the workspace's own programs.
//!
//! codegen doesn't link the contract or the server: it still answers when they don't compile. Programs are built
//! under the whole workspace's selection of features, the same as `cargo build --workspace`, so that nothing is
//! compiled twice, and then run directly.

use std::{
    collections::BTreeMap,
    env,
    io::{self, BufRead as _, BufReader, Read},
    path::PathBuf,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde::Deserialize;

use crate::{Error, Workspace};

/// How long a program may take to print its document.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Program {
    /// Prints the contract's document.
    Contract,
    /// The API server.
    Server,
}

impl Program {
    /// The package it belongs to.
    #[must_use]
    pub fn package(self) -> &'static str {
        match self {
            Self::Contract => "scheduler-contracts",
            Self::Server => "scheduler-server",
        }
    }

    fn binary(self) -> &'static str {
        match self {
            Self::Contract => "scheduler-contracts",
            Self::Server => "scheduler-api",
        }
    }

    /// The program with its arguments, as one would type it.
    #[must_use]
    pub fn command(self) -> String {
        let mut words = vec![self.binary()];
        words.extend(self.arguments());
        format!("`{}`", words.join(" "))
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Contract => &[],
            Self::Server => &["openapi"],
        }
    }
}

/// An error of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompilerError {
    /// What it says, in one line.
    pub message: String,
    /// As the compiler prints it.
    pub rendered: String,
    /// The file and line it points at, from the workspace's top folder.
    pub place: Option<(String, usize)>,
}

/// What came of a build.
#[derive(Clone, Debug, Default)]
pub struct Build {
    programs: BTreeMap<&'static str, PathBuf>,
    /// The compiler's errors, in the order it found them.
    pub errors: Vec<CompilerError>,
}

/// Builds programs, as far as they compile.
///
/// # Errors
/// When cargo can't be run, or refuses the workspace itself.
pub fn build(workspace: &Workspace, programs: &[Program]) -> Result<Build, Error> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .current_dir(workspace.root())
        .args(["build", "--workspace", "--keep-going"])
        .arg("--message-format=json");
    for program in programs {
        command.args(["--bin", program.binary()]);
    }
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_of_this_run) {
            command.env_remove(name);
        }
    }
    let output =
        output_with_progress(&mut command).map_err(|error| Error::Cargo(error.to_string()))?;
    let build = read_messages(&output, programs);
    if !output.status.success() && build.errors.is_empty() {
        return Err(Error::Cargo(reason(&output.stderr)));
    }
    Ok(build)
}

/// Why cargo refused: what it said but for its progress.
fn reason(stderr: &[u8]) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines = text.lines().filter(|line| !is_progress(line));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn is_progress(line: &str) -> bool {
    PROGRESS
        .iter()
        .any(|word| line.trim_start().starts_with(word))
}

/// What cargo says while it works, of all that it says: who waits for minutes sees at what. Nothing where nothing is
/// to be done.
const PROGRESS: [&str; 5] = [
    "Blocking",
    "Compiling",
    "Downloaded",
    "Downloading",
    "Updating",
];

/// The output of cargo, whose progress is told on standard error meanwhile.
fn output_with_progress(command: &mut Command) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdout = Vec::new();
    let mut stderr = Vec::new();
    let (out, err) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        let told = scope.spawn(|| {
            let lines = err.map(BufReader::new).into_iter();
            for line in lines.flat_map(|pipe| pipe.split(b'\n')) {
                let line = line?;
                let text = String::from_utf8_lossy(&line);
                if is_progress(&text) {
                    eprintln!("{text}");
                }
                stderr.extend_from_slice(&line);
                stderr.push(b'\n');
            }
            io::Result::Ok(())
        });
        let read = out.map_or(Ok(0), |mut out| out.read_to_end(&mut stdout));
        let told = told
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        read.and(told)
    })?;
    Ok(Output {
        status: child.wait()?,
        stdout,
        stderr,
    })
}

/// What `cargo run` and `cargo test` tell the program they start. Build scripts that watch these variables would run
/// again, and all that depends on them be compiled again, each time one was started another way.
fn is_of_this_run(name: &str) -> bool {
    const PREFIXES: [&str; 3] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "CARGO_TARGET_TMPDIR" | "OUT_DIR"
        )
}

impl Build {
    /// What a built program prints; `None` if it didn't compile.
    ///
    /// # Errors
    /// When the program can't be started or fails.
    pub fn run(&self, workspace: &Workspace, program: Program) -> Result<Option<String>, Error> {
        let Some(path) = self.programs.get(program.binary()) else {
            return Ok(None);
        };
        let failed = |reason: String| Error::Program {
            program: program.command(),
            reason,
        };
        let mut command = Command::new(path);
        command
            .args(program.arguments())
            .current_dir(workspace.root());
        let output =
            output_within(&mut command, PATIENCE).map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            return Err(failed(format!(
                "{}; {}",
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            )));
        }
        Ok(Some(String::from_utf8_lossy(&output.stdout).into_owned()))
    }
}

/// The output of a program that is done in time; one that isn't is stopped.
fn output_within(command: &mut Command, patience: Duration) -> io::Result<Output> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdout = child.stdout.take();
    let mut stderr = child.stderr.take();
    let read = |pipe: Option<&mut dyn Read>| {
        let mut bytes = Vec::new();
        pipe.map(|pipe| pipe.read_to_end(&mut bytes)).transpose()?;
        io::Result::Ok(bytes)
    };
    thread::scope(|scope| {
        let out = scope.spawn(|| read(stdout.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let err = scope.spawn(|| read(stderr.as_mut().map(|pipe| pipe as &mut dyn Read)));
        let deadline = Instant::now() + patience;
        let status = loop {
            match child.try_wait()? {
                Some(status) => break status,
                None if Instant::now() > deadline => {
                    child.kill()?;
                    child.wait()?;
                    return Err(io::Error::new(
                        io::ErrorKind::TimedOut,
                        format!("it did not end within {} seconds", patience.as_secs()),
                    ));
                }
                None => thread::sleep(Duration::from_millis(5)),
            }
        };
        let joined = |bytes: thread::ScopedJoinHandle<'_, io::Result<Vec<u8>>>| {
            bytes
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        Ok(Output {
            status,
            stdout: joined(out)?,
            stderr: joined(err)?,
        })
    })
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerArtifact {
        target: Target,
        executable: Option<PathBuf>,
    },
    CompilerMessage {
        message: Diagnostic,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    rendered: Option<String>,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

fn read_messages(output: &Output, programs: &[Program]) -> Build {
    let mut build = Build::default();
    let text = String::from_utf8_lossy(&output.stdout);
    for line in text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
    {
        match line {
            Line::CompilerArtifact {
                target,
                executable: Some(path),
            } => {
                let program = programs
                    .iter()
                    .find(|program| program.binary() == target.name);
                if let Some(program) = program {
                    build.programs.insert(program.binary(), path);
                }
            }
            Line::CompilerMessage { message }
                if message.level.starts_with("error")
                    && !message.message.starts_with("aborting due to") =>
            {
                build.errors.push(CompilerError {
                    rendered: message.rendered.unwrap_or_else(|| message.message.clone()),
                    place: message
                        .spans
                        .into_iter()
                        .find(|span| span.is_primary)
                        .map(|span| (span.file_name.replace('\\', "/"), span.line_start)),
                    message: message.message,
                });
            }
            _ => {}
        }
    }
    build
}
