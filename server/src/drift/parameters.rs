//! Path, query and header parameters, judged like the body.

use http::HeaderMap;
use serde_json::{Map, Number, Value};

use super::{
    contract::{Operation, Parameter},
    faults::{At, Faults},
    query::{names_a_stoken, pairs},
    schema::{Kind, Schemas, whole},
    shape::walk,
};

const ENCODING: &str = "percent-encoded UTF-8";
const ONCE: &str = "this header once, in visible ASCII";

/// Why a query is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryFault {
    /// A stoken, or what comes near one, stands where none belongs: `400 stoken_in_query`. Nothing
    /// of the query may be repeated anywhere.
    StokenInQuery,
    /// It disagrees with the contract: [`Faults::verdict`] tells how.
    Disagrees(Faults),
}

/// The path names nothing that could exist: `404 not_found`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathFault;

impl Operation<'_> {
    /// Reads the query string, without its question mark, into an object that deserialises into
    /// the operation's query type.
    ///
    /// # Errors
    /// When it carries a stoken that doesn't belong there; otherwise, when a parameter is unknown,
    /// missing, repeated or has a wrong value: all that is wrong with it.
    pub fn read_query(self, query: Option<&str>) -> Result<Value, QueryFault> {
        let query = query.unwrap_or_default();
        let declared = &self.table.query;
        let takes_stoken = declared.iter().any(|parameter| parameter.name == "stoken");
        if !takes_stoken && names_a_stoken(query) {
            return Err(QueryFault::StokenInQuery);
        }
        let mut faults = Faults::default();
        let mut read = Map::new();
        let mut seen: Vec<(&Parameter, usize)> =
            declared.iter().map(|parameter| (parameter, 0)).collect();
        for pair in pairs(query) {
            let name = pair.name.unwrap_or_default();
            let Some((parameter, times)) = seen.iter_mut().find(|(known, _)| known.name == name)
            else {
                let name = name.split('=').next().unwrap_or_default();
                faults.drift(&At::Query(name), &self.table.known_query, "string");
                continue;
            };
            *times += 1;
            if *times == 1 {
                let at = At::Query(&parameter.name);
                match pair.value {
                    None => faults.invalid(&at, ENCODING),
                    Some(text) => {
                        let value = judge(self.schemas, parameter, &text, &at, &mut faults);
                        read.insert(parameter.name.clone(), value);
                    }
                }
            }
        }
        for (parameter, times) in seen {
            let at = At::Query(&parameter.name);
            let shape = self.schemas.shape(parameter.node);
            match times {
                0 if parameter.required => faults.drift(&at, shape, "missing"),
                0 | 1 => {}
                _ => faults.drift(&at, &format!("{shape}, once"), "array"),
            }
        }
        faults
            .or(Value::Object(read))
            .map_err(QueryFault::Disagrees)
    }

    /// Reads the declared headers into an object under their declared names. Others are left
    /// alone.
    ///
    /// # Errors
    /// When a header is missing, repeated or has a wrong value: all that is wrong with them.
    pub fn read_headers(self, headers: &HeaderMap) -> Result<Value, Faults> {
        let mut faults = Faults::default();
        let mut read = Map::new();
        for parameter in &self.table.headers {
            let at = At::Header(&parameter.name);
            let mut values = headers.get_all(parameter.name.as_str()).iter();
            match (values.next(), values.next()) {
                (None, _) if !parameter.required => {}
                (Some(value), None) if let Ok(text) = value.to_str() => {
                    let value = judge(self.schemas, parameter, text, &at, &mut faults);
                    read.insert(parameter.name.clone(), value);
                }
                _ => faults.invalid(&at, ONCE),
            }
        }
        faults.or(Value::Object(read))
    }

    /// Reads the variables of the path, already percent-decoded, into an object that deserialises
    /// into the operation's path type.
    ///
    /// # Errors
    /// When one is missing or malformed.
    pub fn read_path<'v>(
        self,
        variables: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> Result<Value, PathFault> {
        let variables: Vec<(&str, &str)> = variables.into_iter().collect();
        let mut faults = Faults::default();
        let mut read = Map::new();
        for parameter in &self.table.path {
            let (_, text) = variables
                .iter()
                .find(|(name, _)| *name == parameter.name)
                .ok_or(PathFault)?;
            let at = At::Path(&parameter.name);
            let value = judge(self.schemas, parameter, text, &at, &mut faults);
            read.insert(parameter.name.clone(), value);
        }
        faults.or(Value::Object(read)).map_err(|_| PathFault)
    }
}

/// The value a text stands for; anything, beside a fault, if it stands for none.
fn judge(
    schemas: &Schemas,
    parameter: &Parameter,
    text: &str,
    at: &At<'_>,
    faults: &mut Faults,
) -> Value {
    let Some(node) = schemas.followed(parameter.node) else {
        faults.drift(at, "nothing", "string");
        return Value::Null;
    };
    let typed = match node.kind {
        Kind::Boolean => text.parse().ok().map(Value::Bool),
        // A text has no type to be wrong: `1.5` is no integer's value, just as `abc` is none.
        Kind::Integer { .. } => number(text)
            .filter(|number| whole(number).is_some())
            .map(Value::Number),
        Kind::Number { .. } => number(text).map(Value::Number),
        _ => Some(Value::from(text)),
    };
    match typed {
        Some(mut value) => {
            walk(schemas, parameter.node, &mut value, at, faults);
            value
        }
        None => {
            faults.invalid(at, &node.value);
            Value::Null
        }
    }
}

/// A number as JSON writes it.
fn number(text: &str) -> Option<Number> {
    let starts = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let ends = text.ends_with(|last: char| last.is_ascii_digit());
    if !starts || !ends {
        return None;
    }
    serde_json::from_str(text).ok()
}
