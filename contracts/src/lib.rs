//! The scheduling API as Rust types: the trait, its types, their limits and errors
