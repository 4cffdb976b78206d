//! A mock scheduling server for the tests of a tenant's site: the same contract, no database.
//!
//! Every operation has a method of [`MockServerExt`] that takes what is expected of the request and
//! what to answer, both typed from the document, so a site's tests stop compiling when the contract
//! they were written for is gone. It knows the contract's types and HTTP; it knows no rules: nothing
//! is taken, refused or remembered unless a test says so. [`samples`] has one of each thing to
//! answer with.
//!
//! ```
//! use scheduler_sdk::{Client, Error, Settings};
//! use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let server = MockServer::start_async().await;
//! let services = server.service_list(|when, then| {
//!     when.slug(&"stillwater".into());
//!     then.ok(&samples::service_page());
//! });
//! let client = Client::connect(&server.base_url(), Settings::new())?;
//! let page = client.service_list().slug("stillwater").send().await?;
//! assert_eq!(page.data[0].name, "First session");
//! services.assert();
//! # Ok(())
//! # }
//! ```
//!
//! In the order a test meets them:
//! - [`MockServer`]: a server on this machine, a fresh one for each test
//! - [`MockServerExt`]: an expectation and its answer, an operation each
//! - [`operations`]: the two halves of each; `into_inner` leaves the contract on purpose
//! - [`samples`]: things to answer with

mod generated;
pub mod samples;

/// The type the generated code gives to secrets.
use scheduler_sdk::Stoken;

pub use generated::mock_server::{MockServerExt, operations};
pub use httpmock::{Mock, MockServer};
