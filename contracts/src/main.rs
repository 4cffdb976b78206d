//! Prints the document of the contract, as `cargo codegen generate` commits it.

use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let document = scheduler_contracts::document::contract()?;
    let text = scheduler_contracts::document::to_text(&document)?;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
