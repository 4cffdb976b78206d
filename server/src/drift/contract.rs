//! The document of the server itself, compiled once at start-up into a table for each operation.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    compile::Compiler,
    keywords::{Keywords, escaped},
    schema::{NodeId, Schemas, listed},
};

const METHODS: [&str; 8] = [
    "delete", "get", "head", "options", "patch", "post", "put", "trace",
];
const BODY_TYPE: &str = "application/json";

/// What requests have to look like, operation by operation.
#[derive(Clone, Debug)]
pub struct Contract {
    schemas: Schemas,
    operations: HashMap<String, Table>,
}

/// One operation's requests.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'c> {
    pub(super) id: &'c str,
    pub(super) schemas: &'c Schemas,
    pub(super) table: &'c Table,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) path: Vec<Parameter>,
    pub(super) query: Vec<Parameter>,
    /// The query parameters in words, for whoever sent another one.
    pub(super) known_query: String,
    pub(super) headers: Vec<Parameter>,
    pub(super) body: Option<NodeId>,
}

#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) required: bool,
    pub(super) node: NodeId,
}

/// Why a document can't be enforced: something in it that this server would have to guess at or
/// ignore. It is a mistake in the contract's source, never in a request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the contract can't be enforced at {place}: {problem}")]
pub struct CompileError {
    /// Where in the document: a JSON pointer.
    pub place: String,
    /// What stands there, and what to do about it.
    pub problem: String,
}

impl CompileError {
    pub(super) fn new(place: &str, problem: impl Into<String>) -> Self {
        let place = match place {
            "" => "the document's root".to_owned(),
            place => place.to_owned(),
        };
        Self {
            place,
            problem: problem.into(),
        }
    }
}

impl Contract {
    /// Compiles an OpenAPI 3.0 document.
    ///
    /// # Errors
    /// When a request of it can't be judged exactly: every keyword is either enforced or refused
    /// here.
    pub fn compile(document: &Value) -> Result<Self, CompileError> {
        let paths = document
            .get("paths")
            .and_then(Value::as_object)
            .ok_or_else(|| CompileError::new("", "it is no OpenAPI document: it has no `paths`"))?;
        let mut compiler = Compiler::new(document);
        let mut operations = HashMap::new();
        for (path, item) in paths {
            let place = format!("/paths/{}", escaped(path));
            let item = Keywords::of(item, &place)?;
            item.only(&METHODS)?;
            for method in METHODS {
                let Some(operation) = item.get(method) else {
                    continue;
                };
                let place = format!("{place}/{method}");
                let id = operation
                    .get("operationId")
                    .and_then(Value::as_str)
                    .ok_or_else(|| CompileError::new(&place, "the operation has no id"))?;
                let table = compile_operation(&mut compiler, operation, &place)?;
                if operations.insert(id.to_owned(), table).is_some() {
                    let problem = format!("another operation is called `{id}` too; rename one");
                    return Err(CompileError::new(&place, problem));
                }
            }
        }
        Ok(Self {
            schemas: compiler.finish()?,
            operations,
        })
    }

    /// The operation of this id, if the document has it.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<Operation<'_>> {
        let (id, table) = self.operations.get_key_value(id)?;
        Some(Operation {
            id,
            schemas: &self.schemas,
            table,
        })
    }

    /// The ids of all operations, in no order.
    pub fn operation_ids(&self) -> impl Iterator<Item = &str> {
        self.operations.keys().map(String::as_str)
    }
}

impl<'c> Operation<'c> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'c str {
        self.id
    }

    /// Whether it reads a body.
    #[must_use]
    pub fn has_body(&self) -> bool {
        self.table.body.is_some()
    }
}

fn compile_operation<'d>(
    compiler: &mut Compiler<'d>,
    operation: &'d Value,
    place: &str,
) -> Result<Table, CompileError> {
    let mut table = Table::default();
    let parameters = operation.get("parameters").and_then(Value::as_array);
    for (index, parameter) in parameters.into_iter().flatten().enumerate() {
        let (parameter, place) =
            compiler.resolved(parameter, &format!("{place}/parameters/{index}"))?;
        let parameter = Keywords::of(parameter, &place)?;
        let location = parameter.text("in")?.unwrap_or_default();
        let (list, style) = match location {
            "path" => (&mut table.path, "simple"),
            "query" => (&mut table.query, "form"),
            "header" => (&mut table.headers, "simple"),
            _ => return Err(parameter.unsupported("in")),
        };
        parameter.only(&["name", "in", "required", "schema", "style"])?;
        if parameter.text("style")?.is_some_and(|told| told != style) {
            return Err(parameter.unsupported("style"));
        }
        list.push(compile_parameter(compiler, &parameter)?);
    }
    table.known_query = match table.query.as_slice() {
        [] => "no parameter".to_owned(),
        known => {
            let names = listed(known.iter().map(|parameter| &parameter.name));
            format!("no such parameter; known here: {names}")
        }
    };
    if let Some(body) = operation.get("requestBody") {
        let (body, place) = compiler.resolved(body, &format!("{place}/requestBody"))?;
        table.body = Some(compile_body(compiler, &Keywords::of(body, &place)?)?);
    }
    Ok(table)
}

fn compile_parameter<'d>(
    compiler: &mut Compiler<'d>,
    parameter: &Keywords<'d, '_>,
) -> Result<Parameter, CompileError> {
    let name = parameter
        .text("name")?
        .ok_or_else(|| parameter.problem("the parameter has no name"))?;
    let schema = parameter
        .get("schema")
        .ok_or_else(|| parameter.problem("the parameter has no schema"))?;
    let node = compiler.schema(schema, &parameter.below("schema"))?;
    Ok(Parameter {
        name: name.to_owned(),
        required: parameter.flag("required")?,
        node: compiler.scalar(node, &parameter.below("schema"))?,
    })
}

fn compile_body<'d>(
    compiler: &mut Compiler<'d>,
    body: &Keywords<'d, '_>,
) -> Result<NodeId, CompileError> {
    body.only(&["required", "content"])?;
    if !body.flag("required")? {
        return Err(body.problem("a body that may be left out is not supported; require it"));
    }
    let content = body.get("content").and_then(Value::as_object);
    let Some(media) = content
        .filter(|content| content.len() == 1)
        .and_then(|content| content.get(BODY_TYPE))
    else {
        return Err(body.problem(format!("only bodies of `{BODY_TYPE}` are supported")));
    };
    let place = body.below(&format!("content/{}", escaped(BODY_TYPE)));
    let schema = media
        .get("schema")
        .ok_or_else(|| CompileError::new(&place, "the body has no schema"))?;
    compiler.schema(schema, &format!("{place}/schema"))
}
