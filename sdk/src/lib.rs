//! The Nexus scheduling API for Rust, generated from its OpenAPI document
