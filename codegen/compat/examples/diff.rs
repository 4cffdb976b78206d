//! Prints the report of two documents as JSON: `cargo run -p contract-compat --example diff OLD NEW`.

use contract_compat::{Document, Options, compare};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let (Some(old), Some(new)) = (paths.next(), paths.next()) else {
        return Err("give two files: OLD NEW".into());
    };
    let read = |path: String| -> Result<Document, Box<dyn std::error::Error>> {
        Ok(Document::parse(serde_json::from_slice(&std::fs::read(
            path,
        )?)?)?)
    };
    let report = compare(&read(old)?, &read(new)?, &Options::default())?;
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}
