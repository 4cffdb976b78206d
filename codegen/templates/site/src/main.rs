//! `my-practice [--config FILE]`

use std::process::ExitCode;

use site_kit::tokio;

#[tokio::main(crate = "site_kit::tokio")]
async fn main() -> ExitCode {
    site_kit::run(my_practice::serve).await
}
