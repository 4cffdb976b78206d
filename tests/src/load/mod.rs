//! What the programs that measure and break things share: tenants made to size, clients, figures.

pub mod clients;
pub mod figures;
pub mod practice;
pub mod statements;
pub mod watchers;
