//! A typed mock server of the Nexus scheduling API, generated from its OpenAPI document
