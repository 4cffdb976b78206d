//! `cargo codegen check --vendure URL`.

use std::{
    path::Path,
    process::{Command, Output},
};

use scheduler_codegen::{Workspace, check::vendure as check};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use crate::vendure;

fn workspace() -> Workspace {
    Workspace::containing(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What there is to say, against a Vendure at this URL.
async fn findings(url: &str) -> Vec<String> {
    let url = url.to_owned();
    let report = tokio::task::spawn_blocking(move || check::check(&workspace(), &url).unwrap());
    let report = report.await.unwrap();
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    report.findings.into_iter().map(|it| it.message).collect()
}

/// Vendure's own schema.
async fn schema() -> Value {
    let question = json!({ "query": check::QUESTION });
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::new();
    let request = client.post(format!("{}/shop-api", vendure().await));
    let request = request.header("content-type", "application/json");
    let answer = request.body(question.to_string()).send().await.unwrap();
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

/// A server that answers this schema.
async fn serving(schema: Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let body = schema.to_string();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut asked = [0; 16_384];
            let _ = socket.read(&mut asked).await;
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                body.len()
            );
            let _ = socket.write_all(head.as_bytes()).await;
            let _ = socket.write_all(body.as_bytes()).await;
            // Closing before all that was sent is read would reset the connection.
            let _ = socket.shutdown().await;
            while matches!(socket.read(&mut asked).await, Ok(1..)) {}
        }
    });
    url
}

fn of<'a>(list: &'a mut Value, name: &str) -> &'a mut Value {
    let list = list.as_array_mut().unwrap();
    list.iter_mut()
        .find(|it| it["name"] == name)
        .unwrap_or_else(|| panic!("no `{name}`"))
}

fn field<'a>(schema: &'a mut Value, kind: &str, name: &str) -> &'a mut Value {
    of(
        &mut of(&mut schema["data"]["__schema"]["types"], kind)["fields"],
        name,
    )
}

fn without(list: &mut Value, name: &str) {
    list.as_array_mut().unwrap().retain(|it| it["name"] != name);
}

#[tokio::test]
async fn the_vendure_that_the_queries_were_written_for_fits() {
    assert_eq!(findings(vendure().await).await, Vec::<String>::new());
}

type Edit = fn(&mut Value);

#[tokio::test]
async fn what_a_query_relies_on_and_is_not_there_is_named() {
    let breaks: [(Edit, &str); 9] = [
        (
            |it| {
                without(
                    &mut of(&mut it["data"]["__schema"]["types"], "SearchResult")["fields"],
                    "productName",
                )
            },
            "query `Browse`, search.items.productName: `SearchResult` has no field `productName`",
        ),
        (
            |it| {
                let stock = field(it, "ProductVariant", "stockLevel");
                stock["type"] = json!({ "kind": "SCALAR", "name": "String" });
            },
            "query `ViewProduct`, product.variants.stockLevel: it was `String!` and is `String`: null is not understood",
        ),
        (
            |it| {
                field(it, "Order", "code")["type"]["ofType"] =
                    json!({ "kind": "SCALAR", "name": "Int" })
            },
            "it was `String!` and is `Int!`: another type is not understood",
        ),
        (
            |it| {
                let required = json!({ "name": "channelId", "type": { "kind": "NON_NULL", "ofType": { "kind": "SCALAR", "name": "ID" } } });
                field(it, "Query", "search")["args"]
                    .as_array_mut()
                    .unwrap()
                    .push(required);
            },
            "query `Browse`, search: it now needs an argument `channelId: ID!`",
        ),
        (
            |it| without(&mut field(it, "Query", "product")["args"], "slug"),
            "query `ViewProduct`, product: it takes no argument `slug`",
        ),
        (
            |it| {
                without(
                    &mut of(&mut it["data"]["__schema"]["types"], "Mutation")["fields"],
                    "adjustOrderLine",
                )
            },
            "query `AdjustLine`, adjustOrderLine: `Mutation` has no field `adjustOrderLine`",
        ),
        (
            |it| {
                let types = &mut it["data"]["__schema"]["types"];
                without(
                    &mut of(types, "UpdateOrderItemsResult")["possibleTypes"],
                    "InsufficientStockError",
                );
            },
            "`UpdateOrderItemsResult` is never a `InsufficientStockError`",
        ),
        (
            |it| {
                let phone = of(
                    &mut of(&mut it["data"]["__schema"]["types"], "CreateCustomerInput")["inputFields"],
                    "phoneNumber",
                );
                phone["type"] =
                    json!({ "kind": "NON_NULL", "ofType": { "kind": "SCALAR", "name": "String" } });
            },
            "query `Deliver`, $customer: `CreateCustomerInput` now needs `phoneNumber: String!`",
        ),
        (
            |it| {
                without(
                    &mut of(&mut it["data"]["__schema"]["types"], "SearchInput")["inputFields"],
                    "groupByProduct",
                )
            },
            "query `Browse`, $input: `SearchInput` has no `groupByProduct`",
        ),
    ];
    let schema = schema().await;
    for (edit, expected) in breaks {
        let mut edited = schema.clone();
        edit(&mut edited);
        let found = findings(&serving(edited).await).await;
        assert!(
            found.iter().any(|it| it.contains(expected)),
            "{expected}: {found:#?}"
        );
    }
}

#[tokio::test]
async fn what_the_client_can_read_all_the_same_is_no_drift() {
    let harmless: [Edit; 4] = [
        |it| {
            of(&mut it["data"]["__schema"]["types"], "CurrencyCode")["enumValues"]
                .as_array_mut()
                .unwrap()
                .push(json!({ "name": "XTS" }))
        },
        |it| {
            of(
                &mut it["data"]["__schema"]["types"],
                "UpdateOrderItemsResult",
            )["possibleTypes"]
                .as_array_mut()
                .unwrap()
                .push(json!({ "name": "PriceChangedError" }))
        },
        |it| {
            without(
                &mut of(&mut it["data"]["__schema"]["types"], "Order")["fields"],
                "promotions",
            )
        },
        |it| {
            let asset = field(it, "Product", "featuredAsset");
            asset["type"] = json!({ "kind": "NON_NULL", "ofType": asset["type"] });
        },
    ];
    let schema = schema().await;
    for edit in harmless {
        let mut edited = schema.clone();
        edit(&mut edited);
        assert_eq!(findings(&serving(edited).await).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn the_command_exits_with_0_1_or_2() {
    let codegen = |url: String| {
        tokio::task::spawn_blocking(move || -> Output {
            let program = scheduler_tests::programs::program("codegen");
            let mut command = Command::new(program);
            command.current_dir(workspace().root());
            command.args(["check", "--vendure", &url]).output().unwrap()
        })
    };
    let fits = codegen(vendure().await.to_owned()).await.unwrap();
    assert_eq!(fits.status.code(), Some(0), "{fits:?}");

    let mut edited = schema().await;
    without(
        &mut of(&mut edited["data"]["__schema"]["types"], "Asset")["fields"],
        "preview",
    );
    let drifted = codegen(serving(edited).await).await.unwrap();
    let said = String::from_utf8_lossy(&drifted.stdout).into_owned();
    assert_eq!(drifted.status.code(), Some(1), "{said}");
    assert!(
        said.contains("ViewProduct") && said.contains("`Asset` has no field `preview`"),
        "{said}"
    );

    let gone = codegen("http://127.0.0.1:9".to_owned()).await.unwrap();
    assert_eq!(gone.status.code(), Some(2), "{gone:?}");
}
