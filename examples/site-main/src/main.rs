//! The site of Nexus scheduling as a program.

use std::process::ExitCode;

#[site_kit::tokio::main(crate = "site_kit::tokio")]
async fn main() -> ExitCode {
    site_kit::run(site_main::serve).await
}
