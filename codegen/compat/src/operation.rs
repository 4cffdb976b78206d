//! One operation, its contract and its fingerprint.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::canonical::{write_string, write_value};
use crate::contract::{Expansion, Part, Writer};
use crate::{DocumentError, reference};

/// One operation of a document.
///
/// Its *contract* is the operation with all it reaches: method and path, references inlined, prose left out, unordered things sorted.
/// Two operations with the same contract have the same [`fingerprint`](Operation::fingerprint), however their documents are laid out.
#[derive(Debug, Clone)]
pub struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) root: Arc<Value>,
    /// Path-level parameters included, references followed, sorted.
    pub(crate) parameters: Vec<Value>,
    pub(crate) servers: Option<Value>,
    /// What the path is called among the document's paths.
    pub(crate) key: String,
    pub(crate) method_key: &'static str,
}

impl Operation {
    /// The `operationId`; an operation without one is called by method and path.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path as the document writes it, with its placeholders.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The operation contract as RFC 8785 canonical JSON.
    ///
    /// # Errors
    /// When a reference can't be followed, or the contract is too deep or too long to be written out.
    pub fn canonical(&self) -> Result<String, DocumentError> {
        let mut writer = Writer::new(&self.root, Expansion::Inlined { open: Vec::new() });
        self.write_contract(&mut writer)?;
        Ok(writer.out)
    }

    /// The first 16 hex digits of the SHA-256 of the [operation contract](Operation::canonical).
    ///
    /// # Errors
    /// As for [`canonical`](Operation::canonical).
    pub fn fingerprint(&self) -> Result<String, DocumentError> {
        Ok(digest(&self.canonical()?, 16))
    }

    /// The operation as the document holds it.
    pub(crate) fn definition(&self) -> &Value {
        const NONE: &Value = &Value::Null;
        let item = self
            .root
            .get("paths")
            .and_then(|paths| paths.get(&self.key));
        let item = item.and_then(|item| reference::follow(&self.root, item).ok());
        item.and_then(|item| item.get(self.method_key))
            .unwrap_or(NONE)
    }

    pub(crate) fn write_contract<'doc>(
        &'doc self,
        writer: &mut Writer<'doc, '_>,
    ) -> Result<(), DocumentError> {
        writer.raw("{\"method\":");
        write_string(&mut writer.out, &self.method);
        writer.raw(",\"operation\":{");
        if let Value::Object(members) = self.definition() {
            let mut own = members
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "parameters" | "security" | "servers"))
                .collect::<Vec<_>>();
            own.sort_by(|left, right| crate::canonical::compare_keys(left.0, right.0));
            writer.members(Part::Operation, own)?;
        }
        writer.raw("},\"parameters\":");
        writer.sorted_parameters(&self.parameters)?;
        writer.raw(",\"path\":");
        write_string(&mut writer.out, &self.path);
        self.write_security(writer)?;
        if let Some(servers) = &self.servers {
            writer.raw(",\"servers\":");
            write_value(&mut writer.out, servers);
        }
        writer.raw("}");
        Ok(())
    }

    pub(crate) fn write_security<'doc>(
        &'doc self,
        writer: &mut Writer<'doc, '_>,
    ) -> Result<(), DocumentError> {
        let requirements = self.security();
        let mut alternatives: Vec<String> = requirements
            .iter()
            .map(|requirement| crate::canonical::to_string(requirement))
            .collect();
        alternatives.sort();
        writer.raw(&format!(
            ",\"security\":[{}],\"securitySchemes\":{{",
            alternatives.join(",")
        ));
        let mut names: Vec<&String> = requirements
            .iter()
            .filter_map(|requirement| requirement.as_object())
            .flat_map(|map| map.keys())
            .collect();
        names.sort_by(|left, right| crate::canonical::compare_keys(left, right));
        names.dedup();
        let mut first = true;
        for name in names {
            if let Some(scheme) = self.security_scheme(name) {
                writer.key(&mut first, name);
                writer.part(Part::SecurityScheme, scheme)?;
            }
        }
        writer.raw("}");
        Ok(())
    }

    /// The alternatives of which a caller must meet one; empty when anyone may call.
    pub(crate) fn security(&self) -> Vec<&Value> {
        let declared = self
            .definition()
            .get("security")
            .or_else(|| self.root.get("security"));
        declared
            .and_then(Value::as_array)
            .map(|alternatives| alternatives.iter().collect())
            .unwrap_or_default()
    }

    pub(crate) fn security_scheme(&self, name: &str) -> Option<&Value> {
        let scheme = self
            .root
            .get("components")?
            .get("securitySchemes")?
            .get(name)?;
        reference::follow(&self.root, scheme).ok()
    }
}

/// The first hex digits of a text's SHA-256.
pub(crate) fn digest(text: &str, digits: usize) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex.truncate(digits);
    hex
}
