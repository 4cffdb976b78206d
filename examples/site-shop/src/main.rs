//! The shop's site as a program.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    site_kit::run(site_shop::serve).await
}
