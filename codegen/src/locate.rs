//! Where a finding's place stands in the document: a finding names what travels, the document has it behind references.

use serde_json::{Map, Value};

/// How deep in compositions, and in how many of their parts, a step is looked for.
const DEEPEST: usize = 2;
const WIDEST: usize = 64;

/// A place of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// Its JSON pointer, of the innermost part that is there.
    pub pointer: String,
    /// The components on the way, the innermost first: name and place within it, members of unions by their tags.
    pub components: Vec<(String, String)>,
}

/// Finds the place that a finding of an operation names.
#[must_use]
pub fn locate(document: &Value, method: &str, path: &str, side: &str, at: &str) -> Located {
    let mut walk = Walk::new(
        document,
        format!("/paths/{}/{}", escape(path), method.to_lowercase()),
    );
    let prefixed = Prefixed::read(at);
    let place = prefixed.place.unwrap_or(side);
    let status = match place {
        "request" | "operation" | "source" => None,
        "response" => Some("2"),
        status => Some(status),
    };
    if let Some((kind, name)) = prefixed.parameter {
        match status {
            Some(status) if kind == "header" => {
                if walk.enter_answer(status) {
                    walk.enter_header(name);
                }
            }
            _ => walk.enter_parameter(kind, name),
        }
        walk.walk(prefixed.steps);
        return walk.found();
    }
    let (steps, media_type) = (prefixed.steps, prefixed.media_type);
    let entered = match status {
        Some(status) => walk.enter_answer(status),
        None => place == "request" && walk.enter(&["requestBody"], None),
    };
    if entered && walk.enter_content(media_type) {
        walk.walk(steps);
    }
    walk.found()
}

/// A finding's place, taken apart: `4XX:header:retry-after`, `text/html:/title`, `query:limit`, `/data/0`.
#[derive(Default)]
struct Prefixed<'a> {
    /// A status, or a side.
    place: Option<&'a str>,
    media_type: Option<&'a str>,
    /// Where a parameter or header is, and its name.
    parameter: Option<(&'a str, &'a str)>,
    steps: &'a str,
}

impl<'a> Prefixed<'a> {
    fn read(at: &'a str) -> Self {
        let mut read = Self::default();
        let mut rest = at;
        while !rest.starts_with('/')
            && let Some((part, after)) = rest.split_once(':')
        {
            if let "query" | "header" | "path" | "cookie" = part {
                let (name, steps) = after.split_once('/').unwrap_or((after, ""));
                read.parameter = Some((part, name));
                read.steps = steps;
                return read;
            }
            match part.contains('/') {
                true => read.media_type = Some(part),
                false => read.place = Some(part),
            }
            rest = after;
        }
        read.steps = rest;
        read
    }
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

struct Walk<'a> {
    document: &'a Value,
    /// Where it stands; `None` where nothing stands.
    here: Option<&'a Value>,
    pointer: String,
    components: Vec<(String, String)>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Value, pointer: String) -> Self {
        Self {
            document,
            here: document.pointer(&pointer),
            pointer,
            components: Vec::new(),
        }
    }

    fn found(mut self) -> Located {
        self.components.reverse();
        Located {
            pointer: self.pointer,
            components: self.components,
        }
    }

    /// Goes to a member; `named` is what it is called within a component, where that differs.
    fn enter(&mut self, keys: &[&str], named: Option<&str>) -> bool {
        let mut here = self.here;
        let mut pointer = String::new();
        for key in keys {
            here = here.and_then(|value| match value {
                Value::Array(items) => items.get(key.parse::<usize>().ok()?),
                value => value.get(key),
            });
            pointer.push('/');
            pointer.push_str(&escape(key));
        }
        if here.is_none() {
            return false;
        }
        self.here = here;
        if let Some((_, within)) = self.components.last_mut() {
            within.push_str(named.unwrap_or(&pointer));
        }
        self.pointer.push_str(&pointer);
        self.follow();
        true
    }

    /// Goes on to what is referred to here.
    fn follow(&mut self) {
        for _ in 0..16 {
            let reference = self.here.and_then(|value| value.get("$ref")?.as_str());
            let Some(pointer) = reference.and_then(|reference| reference.strip_prefix('#')) else {
                return;
            };
            let Some(target) = self.document.pointer(pointer) else {
                return;
            };
            self.here = Some(target);
            self.pointer = pointer.to_owned();
            if let Some(name) = pointer.strip_prefix("/components/schemas/") {
                self.components.push((name.to_owned(), String::new()));
            }
        }
    }

    fn keys(&self, member: &str) -> Vec<&'a str> {
        self.here
            .and_then(|value| value.get(member)?.as_object())
            .map(|object: &Map<String, Value>| object.keys().map(String::as_str).collect())
            .unwrap_or_default()
    }

    fn enter_parameter(&mut self, place: &str, name: &str) {
        let items = self
            .here
            .and_then(|value| value.get("parameters")?.as_array());
        let index = items.into_iter().flatten().position(|parameter| {
            let parameter = match parameter.get("$ref").and_then(Value::as_str) {
                Some(reference) => self.document.pointer(reference.trim_start_matches('#')),
                None => Some(parameter),
            };
            parameter.is_some_and(|parameter| {
                parameter.get("in").is_some_and(|found| found == place)
                    && parameter.get("name").is_some_and(|found| found == name)
            })
        });
        if let Some(index) = index {
            self.enter(&["parameters", &index.to_string()], None);
            self.enter(&["schema"], None);
        }
    }

    /// Goes to the answer with a status, or the first that begins like it.
    fn enter_answer(&mut self, status: &str) -> bool {
        let statuses = self.keys("responses");
        let found = statuses
            .iter()
            .find(|key| key.eq_ignore_ascii_case(status))
            .or_else(|| statuses.iter().find(|key| key.starts_with(status)))
            .or_else(|| statuses.iter().find(|key| **key == "default"));
        found.is_some_and(|status| self.enter(&["responses", status], None))
    }

    /// Goes to the schema of an answer's header.
    fn enter_header(&mut self, name: &str) {
        let names = self.keys("headers");
        if let Some(name) = names.iter().find(|own| own.eq_ignore_ascii_case(name)) {
            self.enter(&["headers", name], None);
            self.enter(&["schema"], None);
        }
    }

    /// Goes to the schema of a body: of this media type, else of JSON.
    fn enter_content(&mut self, wanted: Option<&str>) -> bool {
        let media_types = self.keys("content");
        let media_type = media_types
            .iter()
            .find(|own| wanted.is_some_and(|wanted| own.starts_with(wanted)))
            .or_else(|| media_types.iter().find(|own| own.contains("json")))
            .or(media_types.first());
        media_type.is_some_and(|media_type| self.enter(&["content", media_type, "schema"], None))
    }

    fn walk(&mut self, steps: &str) {
        for step in steps.split('/').filter(|step| !step.is_empty()) {
            let step = step.replace("~1", "/").replace("~0", "~");
            if !self.step(&step, 0) {
                return;
            }
        }
    }

    fn step(&mut self, step: &str, depth: usize) -> bool {
        if self.enter(&["properties", step], None) {
            return true;
        }
        if step == "*"
            && (self.enter(&["items"], None) || self.enter(&["additionalProperties"], None))
        {
            return true;
        }
        match step.split_once('=') {
            Some(("", value)) => {
                return self.enter(&["enum"], Some(&format!("/enum/{value}")));
            }
            Some((tag, value)) if self.enter_member(tag, value) => return true,
            _ => {}
        }
        depth < DEEPEST && self.step_within(step, depth)
    }

    /// The member of a union that a tag's value names.
    fn enter_member(&mut self, tag: &str, value: &str) -> bool {
        for union in ["oneOf", "anyOf"] {
            for index in 0..self.length(union) {
                let mut member = self.branch();
                if !member.enter(
                    &[union, &index.to_string()],
                    Some(&format!("/oneOf/{value}")),
                ) {
                    continue;
                }
                let tagged = member.here.and_then(|schema| {
                    let property = schema.get("properties")?.get(tag)?;
                    match property.get("const") {
                        Some(constant) => Some(constant == value),
                        None => Some(property.get("enum")?.as_array()?.as_slice() == [value]),
                    }
                });
                if tagged == Some(true) {
                    *self = member;
                    return true;
                }
            }
        }
        false
    }

    /// The same step, taken in a part that the schema is composed of.
    fn step_within(&mut self, step: &str, depth: usize) -> bool {
        for composed in ["allOf", "oneOf", "anyOf"] {
            for index in 0..self.length(composed).min(WIDEST) {
                let mut part = self.branch();
                if part.enter(&[composed, &index.to_string()], None) && part.step(step, depth + 1) {
                    *self = part;
                    return true;
                }
            }
        }
        false
    }

    fn length(&self, member: &str) -> usize {
        self.here
            .and_then(|value| value.get(member)?.as_array())
            .map_or(0, Vec::len)
    }

    fn branch(&self) -> Self {
        Self {
            document: self.document,
            here: self.here,
            pointer: self.pointer.clone(),
            components: self.components.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
