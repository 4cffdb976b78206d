//! An object of the document, read keyword by keyword so that none is overlooked.

use serde_json::{Map, Value};

use super::{
    contract::CompileError,
    schema::{Whole, whole},
};

/// Keywords that bind nobody.
const ANNOTATIONS: [&str; 8] = [
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "summary",
    "title",
];

/// An object of the document, with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keywords<'d, 'p> {
    object: &'d Map<String, Value>,
    place: &'p str,
}

impl<'d, 'p> Keywords<'d, 'p> {
    pub(super) fn of(value: &'d Value, place: &'p str) -> Result<Self, CompileError> {
        match value {
            Value::Object(object) => Ok(Self { object, place }),
            _ => Err(CompileError::new(place, "here must be an object")),
        }
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&'d Value> {
        self.object.get(keyword)
    }

    /// Refuses every keyword beside these, annotations and extensions excepted.
    pub(super) fn only(&self, read: &[&str]) -> Result<(), CompileError> {
        let unread = self.object.keys().find(|keyword| {
            let keyword = keyword.as_str();
            !read.contains(&keyword)
                && !ANNOTATIONS.contains(&keyword)
                && !keyword.starts_with("x-")
        });
        match unread {
            None => Ok(()),
            Some(keyword) => Err(self.unsupported(keyword)),
        }
    }

    /// Whether nothing here binds anybody, these keywords left aside.
    pub(super) fn is_silent_beside(&self, read: &[&str]) -> bool {
        self.only(read).is_ok()
            && !read
                .iter()
                .any(|keyword| self.object.contains_key(*keyword))
    }

    pub(super) fn text(&self, keyword: &str) -> Result<Option<&'d str>, CompileError> {
        self.typed(keyword, "a string", Value::as_str)
    }

    pub(super) fn list(&self, keyword: &str) -> Result<Option<&'d [Value]>, CompileError> {
        self.typed(keyword, "an array", |value| {
            value.as_array().map(Vec::as_slice)
        })
    }

    pub(super) fn object(
        &self,
        keyword: &str,
    ) -> Result<Option<&'d Map<String, Value>>, CompileError> {
        self.typed(keyword, "an object", Value::as_object)
    }

    pub(super) fn flag(&self, keyword: &str) -> Result<bool, CompileError> {
        self.typed(keyword, "a boolean", Value::as_bool)
            .map(Option::unwrap_or_default)
    }

    pub(super) fn number(&self, keyword: &str) -> Result<Option<f64>, CompileError> {
        self.typed(keyword, "a number", Value::as_f64)
    }

    pub(super) fn integer(&self, keyword: &str) -> Result<Option<i128>, CompileError> {
        self.typed(keyword, "an integer", |value| match value {
            Value::Number(number) => match whole(number)? {
                Whole::Within(integer) => Some(integer),
                Whole::Beyond => None,
            },
            _ => None,
        })
    }

    pub(super) fn count(&self, keyword: &str) -> Result<Option<usize>, CompileError> {
        self.integer(keyword)?
            .map(|count| {
                usize::try_from(count)
                    .map_err(|_| self.problem(format!("`{keyword}` must be a count")))
            })
            .transpose()
    }

    fn typed<T>(
        &self,
        keyword: &str,
        what: &str,
        read: impl FnOnce(&'d Value) -> Option<T>,
    ) -> Result<Option<T>, CompileError> {
        self.get(keyword)
            .map(|value| {
                read(value).ok_or_else(|| self.problem(format!("`{keyword}` must be {what}")))
            })
            .transpose()
    }

    pub(super) fn below(&self, path: &str) -> String {
        format!("{}/{path}", self.place)
    }

    pub(super) fn problem(&self, problem: impl Into<String>) -> CompileError {
        CompileError::new(self.place, problem)
    }

    pub(super) fn unsupported(&self, keyword: &str) -> CompileError {
        self.problem(format!(
            "`{keyword}` is not enforced as it stands here; say it another way in the contract's \
             types, or teach server/src/drift to read it"
        ))
    }
}

/// A name as a token of a JSON pointer.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
