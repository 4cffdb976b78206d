//! A shop's queries, held against the Vendure that is served and against the Rust generated from them. The served schema
//! is told by a listener of the test's own; the shop's system tests ask a real Vendure.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    path::{Path, PathBuf},
    thread,
};

use scheduler_codegen::{Workspace, check::vendure, shop};
use serde_json::{Value, json};

const SCHEMA: &str = "
type Query { products(take: Int, ratio: Float, ids: [ID!], order: Order, named: String, only: Only, at: DateTime): [Product!]! }
type Product { id: ID! name: String! }
enum Order { ASC DESC }
input Only { sold: Boolean }
scalar DateTime
";
const QUERY: &str = r#"query Some { products(take: 100, ratio: 1, ids: "1", order: ASC, named: "Oil", only: { sold: true }, at: "2031-01-01") { id } }
"#;

/// A workspace with one query, its client generated.
struct Shop {
    workspace: Workspace,
    folder: PathBuf,
}

impl Shop {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("vendure/{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("codegen")).expect("a folder can be made");
        fs::create_dir_all(folder.join("contracts")).expect("a folder can be made");
        fs::write(folder.join("contracts/Cargo.toml"), "").expect("a file can be written");
        let workspace = Workspace::containing(&folder).expect("that is a workspace");
        let shop = Self { workspace, folder };
        shop.write(shop::SCHEMA, SCHEMA);
        shop.query(QUERY);
        for file in shop::files(&shop.workspace).expect("the client is generated") {
            shop.write(file.path, &file.text);
        }
        shop
    }

    fn write(&self, path: &str, text: &str) {
        self.workspace.write(path, text).expect("it can be written");
    }

    fn query(&self, text: &str) {
        self.write(&format!("{}/some.graphql", shop::QUERIES), text);
    }

    /// What is found where this schema is served.
    fn found(&self, served: &Value) -> Vec<String> {
        let report = vendure::check(&self.workspace, &serving(served)).expect("it can be read");
        assert!(report.failures.is_empty(), "{:?}", report.failures);
        let findings = report.findings.into_iter();
        findings.map(|finding| finding.message).collect()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Answers one question with a schema.
fn serving(schema: &Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let body = json!({ "data": { "__schema": schema } }).to_string();
    thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("somebody asks");
        let mut asked = Vec::new();
        let mut chunk = [0; 4096];
        // The question ends as its one pair of braces does.
        while !asked.ends_with(b"\"}") {
            let read = socket.read(&mut chunk).expect("the question is read");
            assert!(read > 0, "a whole question is asked");
            asked.extend_from_slice(&chunk[..read]);
        }
        let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length:";
        let answer = format!("{head} {}\r\n\r\n{body}", body.len());
        socket.write_all(answer.as_bytes()).expect("it is answered");
    });
    format!("http://{address}")
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "kind": kind, "name": name })
}

fn of(kind: &str, inner: Value) -> Value {
    json!({ "kind": kind, "ofType": inner })
}

fn scalar(name: &str) -> Value {
    named("SCALAR", name)
}

/// The schema the client was built from, but for the types of some arguments.
fn served(otherwise: &[(&str, Value)]) -> Value {
    let ids = of("LIST", of("NON_NULL", scalar("ID")));
    let arguments = [
        ("take", scalar("Int")),
        ("ratio", scalar("Float")),
        ("ids", ids),
        ("order", named("ENUM", "Order")),
        ("named", scalar("String")),
        ("only", named("INPUT_OBJECT", "Only")),
        ("at", scalar("DateTime")),
    ];
    let arguments = arguments.map(|(name, kind)| {
        let other = otherwise.iter().find(|(other, _)| *other == name);
        json!({ "name": name, "type": other.map_or(kind, |(_, other)| other.clone()) })
    });
    let product = of("NON_NULL", named("OBJECT", "Product"));
    let products = of("NON_NULL", of("LIST", product));
    let required = |name: &str| of("NON_NULL", scalar(name));
    let mut types = vec![
        json!({ "kind": "OBJECT", "name": "Query", "fields": [{ "name": "products", "type": products, "args": arguments }] }),
        json!({ "kind": "OBJECT", "name": "Product", "fields": [
            { "name": "id", "type": required("ID") },
            { "name": "name", "type": required("String") },
            { "name": "price", "type": required("Int") },
        ] }),
        json!({ "kind": "ENUM", "name": "Order", "enumValues": [{ "name": "ASC" }, { "name": "DESC" }] }),
        json!({ "kind": "INPUT_OBJECT", "name": "Only", "inputFields": [{ "name": "sold", "type": scalar("Boolean") }] }),
    ];
    for name in ["Boolean", "DateTime", "Float", "ID", "Int", "String"] {
        types.push(scalar(name));
    }
    json!({ "queryType": { "name": "Query" }, "mutationType": null, "types": types })
}

#[test]
fn values_written_in_a_query_are_held_to_the_type_that_is_served() {
    let shop = Shop::new("literals");
    assert_eq!(shop.found(&served(&[])), Vec::<String>::new());
    let read_all_the_same = [
        ("take", scalar("Float")),
        ("take", of("LIST", scalar("Int"))),
        ("take", of("NON_NULL", scalar("Int"))),
        ("take", scalar("DateTime")),
        ("ratio", scalar("ID")),
        ("ids", scalar("String")),
        ("named", scalar("ID")),
    ];
    for (argument, kind) in read_all_the_same {
        let found = shop.found(&served(&[(argument, kind.clone())]));
        assert_eq!(found, Vec::<String>::new(), "{argument}: {kind}");
    }
    let refused = [
        (
            "take",
            scalar("String"),
            "it takes `String`, and gets an integer",
        ),
        (
            "ratio",
            scalar("Boolean"),
            "it takes `Boolean`, and gets an integer",
        ),
        ("ids", scalar("Int"), "it takes `Int`, and gets a string"),
        (
            "order",
            scalar("String"),
            "it takes `String`, and gets a value of an enum",
        ),
        (
            "named",
            named("ENUM", "Order"),
            "it takes `Order`, and gets a string",
        ),
        (
            "named",
            named("INPUT_OBJECT", "Only"),
            "it takes `Only`, and gets a string",
        ),
        (
            "named",
            named("ENUM", "Gone"),
            "it takes `Gone`, and gets a string",
        ),
        ("only", scalar("String"), "`String` is no input type"),
    ];
    for (argument, kind, expected) in refused {
        let expected = format!("query `Some`, products({argument}): {expected}");
        assert_eq!(shop.found(&served(&[(argument, kind)])), [expected]);
    }
}

#[test]
fn a_query_that_was_edited_and_not_generated_does_not_pass() {
    let shop = Shop::new("edited");
    shop.query(&QUERY.replace("{ id }", "{ id name }"));
    let found = shop.found(&served(&[]));
    assert!(
        matches!(found.as_slice(), [one] if one.contains("queries.rs")),
        "the generated client is named: {found:#?}"
    );
}

#[test]
fn a_field_that_only_vendure_knows_is_told() {
    let shop = Shop::new("unknown");
    shop.query(&QUERY.replace("{ id }", "{ id price }"));
    let expected = format!(
        "query `Some`, products.price: {} has no field `price` of `Product`",
        shop::SCHEMA
    );
    let found = shop.found(&served(&[]));
    assert!(found.contains(&expected), "{found:#?}");
}
