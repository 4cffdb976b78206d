//! `cargo codegen`.

mod today;

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use contract_compat::Verdict;
use scheduler_codegen::{
    Error, Workspace,
    check::{self, Options, Report},
    diff::{self, Origin},
    explain,
    generate::{self, Change},
    new_site,
    release::{self, Outcome},
    report::{self, Format},
};

/// Keeps the contract, openapi.json, the SDK and the server the same.
#[derive(Parser)]
#[command(name = "cargo codegen", bin_name = "cargo codegen")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write openapi.json from the contract, and the SDK, its mock server and the server's tables from openapi.json
    Generate,
    /// Fail if contract, openapi.json, server and generated files have drifted apart, or from what was released
    ///
    /// Exits with 0 if they agree, 1 if they have drifted, 2 if not everything could be compared.
    Check {
        /// How to tell what has drifted
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Base URL of a running server to check in place of the compiled one
        #[arg(long, value_name = "URL")]
        server: Option<String>,
        /// A revision of git whose openapi.json is compared as well
        #[arg(long, value_name = "REV")]
        base: Option<String>,
        /// Base URL of a running Vendure to hold against the catalogue client's queries; nothing else is checked
        #[arg(long, value_name = "URL", conflicts_with_all = ["server", "base"])]
        vendure: Option<String>,
    },
    /// Compare two OpenAPI documents, of any project
    ///
    /// Exits with 0 if clients of the old one go on working, 1 if they break or that could not be decided, 2 if the
    /// documents could not be compared.
    Diff {
        /// The old document: a file, or REV:path of git
        old: String,
        /// The new document: a file, or REV:path of git
        new: String,
        /// How to tell what differs
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Say what a rule means, whom it breaks, and the safe way
    Explain {
        /// The rule's id
        rule: Option<String>,
        /// List all rules
        #[arg(long, conflicts_with = "rule")]
        list: bool,
    },
    /// Freeze openapi.json into contracts/history and write its section of CHANGELOG.md
    ///
    /// Exits with 1 if it may not be released: something has drifted, or the version doesn't match what changed.
    Release,
    /// Write a tenant's site into sites/NAME that builds and books at once
    ///
    /// Exits with 2, and writes nothing, if there is something of that name already.
    NewSite {
        /// The site's name, which is its package's: small letters, digits, dashes
        name: String,
        /// Slug of the tenant whose site it is
        #[arg(long, value_name = "SLUG", default_value = new_site::TENANT)]
        tenant: String,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    let here = std::env::current_dir().map_err(|source| Error::Read {
        path: ".".into(),
        source,
    })?;
    let workspace = || Workspace::containing(&here);
    match command {
        Command::Generate => {
            let changes = generate::generate(&workspace()?)?;
            match changes.is_empty() {
                true => print("everything is up to date\n")?,
                false => print(&told(&changes))?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check {
            format,
            server,
            base,
            vendure,
        } => {
            let options = Options {
                server,
                base,
                today: Some(today::day()),
            };
            let report = match vendure {
                Some(url) => {
                    let report = check::vendure::check(&workspace()?, &url)?;
                    if matches!(format, Format::Text) && code(&report) == ExitCode::SUCCESS {
                        print("clean: Vendure serves all that the catalogue client asks for\n")?;
                        return Ok(ExitCode::SUCCESS);
                    }
                    report
                }
                None => check::check(&workspace()?, &options)?,
            };
            print(&report::render(&report, format))?;
            Ok(code(&report))
        }
        Command::Diff { old, new, format } => diff(&here, &old, &new, format),
        Command::Explain { rule, list: _ } => {
            match rule {
                Some(rule) => print(&explain::page(&rule)?)?,
                None => print(&explain::list())?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Release => release(&workspace()?),
        Command::NewSite { name, tenant } => {
            let site = new_site::new_site(&workspace()?, &name, &tenant)?;
            print(&(told(&site.changes) + &site.next))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn diff(here: &Path, old: &str, new: &str, format: Format) -> Result<ExitCode, Error> {
    let old = Origin::read(here, old)?;
    let new = Origin::read(here, new)?;
    let compared = diff::report(&old, &new, Some(&today::day()))?;
    let verdict = compared.verdict;
    match format {
        Format::Json => print(&report::json(&compared))?,
        _ => {
            let comparison = diff::comparison(&old, &new, compared, here)?;
            print(&report::render_diff(&comparison, format))?;
        }
    }
    Ok(match verdict {
        Verdict::Breaking => ExitCode::from(1),
        Verdict::Identical | Verdict::Compatible => ExitCode::SUCCESS,
    })
}

fn release(workspace: &Workspace) -> Result<ExitCode, Error> {
    let day = today::day();
    let options = Options {
        today: Some(day.clone()),
        ..Options::default()
    };
    match release::release(workspace, &options, &day)? {
        Outcome::Released(changes) => {
            print(&told(&changes))?;
            Ok(ExitCode::SUCCESS)
        }
        Outcome::Drifted(found) => {
            print(&report::render(&found, Format::Text))?;
            eprintln!("not released: correct what is said above first");
            Ok(code(&found))
        }
        Outcome::Refused(reason) => {
            eprintln!("not released: {reason}");
            Ok(ExitCode::from(1))
        }
    }
}

fn code(report: &Report) -> ExitCode {
    match (report.failures.is_empty(), report.drifted()) {
        (false, _) => ExitCode::from(2),
        (true, 0) => ExitCode::SUCCESS,
        (true, _) => ExitCode::from(1),
    }
}

fn told(changes: &[Change]) -> String {
    changes
        .iter()
        .map(|change| match change {
            Change::Wrote(path) => format!("wrote {path}\n"),
            Change::Removed(path) => format!("removed {path}\n"),
        })
        .collect()
}

/// Whoever reads may stop early, as `head` does.
fn print(text: &str) -> Result<(), Error> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Write {
            path: PathBuf::from("standard output"),
            source: error,
        }),
        _ => Ok(()),
    }
}
