use super::{Shape, Source};

fn read(text: &str) -> Source {
    let mut source = Source::default();
    let file = syn::parse_file(text).expect("the test's source is Rust");
    source.read_items("contracts/src/thing.rs", &file.items);
    source
}

#[test]
fn fields_have_the_names_serde_gives_them() {
    let source = read(
        "#[serde(rename_all = \"camelCase\")]\nstruct Booking {\n customer_name: String,\n #[serde(rename = \"id\")]\n key: u8,\n}",
    );
    let line = |pointer| {
        source
            .component_line("Booking", pointer)
            .map(|line| line.number)
    };
    assert_eq!(line("/properties/customerName/maxLength"), Some(3));
    assert_eq!(line("/properties/id"), Some(5));
    assert_eq!(line("/properties/gone"), Some(2), "the type's own line");
    assert_eq!(source.component_line("Gone", ""), None);
}

#[test]
fn values_and_members_are_found_by_their_names() {
    let source = read(
        "#[serde(rename_all = \"snake_case\")]\nenum Status {\n Confirmed,\n NoShow,\n}\n\
         #[serde(tag = \"code\", rename_all = \"snake_case\", rename_all_fields = \"camelCase\")]\nenum Failure {\n SlotTaken {\n retry_after: u8,\n },\n}",
    );
    let line = |name, pointer| source.component_line(name, pointer).map(|line| line.number);
    assert_eq!(line("Status", "/enum/no_show"), Some(4));
    assert_eq!(line("Failure", "/oneOf/slot_taken"), Some(8));
    assert_eq!(
        line("Failure", "/oneOf/slot_taken/properties/retryAfter"),
        Some(9)
    );
}

#[test]
fn only_published_endpoints_are_operations() {
    let source = read(
        "trait Api {\n #[endpoint { method = GET, path = \"/a\", tags = [\"x\"] }]\n async fn thing_list();\n \
         #[endpoint { method = GET, path = \"/b\", unpublished = true }]\n async fn health_view();\n}",
    );
    let ids: Vec<&String> = source.operations.keys().collect();
    assert_eq!(ids, ["thing_list"]);
    let operation = source.operations.get("thing_list").expect("it is declared");
    assert_eq!(operation.line.number, 3);
    assert_eq!(operation.route, ("GET".to_owned(), "/a".to_owned()));
}

#[test]
fn what_the_source_alone_does_not_tell_is_unknown() {
    let source = read("struct Flat {\n #[serde(flatten)]\n rest: Rest,\n}\nstruct Name(String);");
    for name in ["Flat", "Name"] {
        let shape = source.types.get(name).map(|found| &found.shape);
        assert_eq!(shape, Some(&Shape::Unknown), "{name}");
    }
}
