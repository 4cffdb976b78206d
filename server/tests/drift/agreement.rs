//! The walk says what JSON Schema says, and what it lets pass is what serde reads.

use proptest::{prelude::*, test_runner::TestRunner};
use scheduler_contracts::{
    booking::{BookingChange, BookingCreate},
    session::{SessionCreate, SessionRedeem, SessionVerify},
};
use scheduler_server::drift::{Contract, Disagreement};
use serde_json::{Value, json};

use crate::{
    contracts::{OWN, OWN_DOCUMENT, RICH, RICH_DOCUMENT, own_bodies, read},
    instances::instances,
};

/// Keywords that judge a value whose shape is right.
const OF_VALUES: [&str; 13] = [
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

/// What JSON Schema says of a document's schema, whole, and of its shape alone.
struct JsonSchema {
    whole: jsonschema::Validator,
    shape: jsonschema::Validator,
}

impl JsonSchema {
    fn of(document: &Value, schema: &Value) -> Self {
        let mut whole = json!({ "components": document["components"] });
        for (keyword, value) in schema.as_object().expect("a schema") {
            whole[keyword] = value.clone();
        }
        let mut shape = whole.clone();
        forget_values(&mut shape);
        let validator = |schema: &Value| {
            jsonschema::options()
                .should_validate_formats(true)
                .build(schema)
                .expect("a schema")
        };
        Self {
            whole: validator(&whole),
            shape: validator(&shape),
        }
    }
}

fn forget_values(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            keywords.retain(|keyword, value| {
                let is_property = value.is_object();
                is_property || !OF_VALUES.contains(&keyword.as_str())
            });
            keywords.values_mut().for_each(forget_values);
        }
        Value::Array(schemas) => schemas.iter_mut().for_each(forget_values),
        _ => {}
    }
}

/// Runs both on generated instances. Of either verdict there must be some, or nothing was tested.
fn agree(
    contract: &Contract,
    operation: &str,
    document: &'static Value,
    schema: &Value,
    serde_reads: impl Fn(Value) -> bool,
) {
    let oracle = JsonSchema::of(document, schema);
    let counts = std::cell::Cell::new([0_usize; 3]);
    let count = |verdict: usize| {
        let mut now = counts.get();
        now[verdict] += 1;
        counts.set(now);
    };
    let mut runner = TestRunner::new(ProptestConfig::with_cases(3_000));
    let result = runner.run(&instances(document, schema), |instance| {
        let shape = oracle.shape.is_valid(&instance);
        let whole = oracle.whole.is_valid(&instance);
        match read(contract, operation, &instance) {
            Ok(value) => {
                count(0);
                prop_assert!(
                    whole,
                    "{operation} takes what JSON Schema refuses: {instance}"
                );
                prop_assert!(serde_reads(value), "{operation}: serde refuses {instance}");
            }
            Err(Disagreement::Drift { places, .. }) => {
                count(1);
                prop_assert!(!shape, "{operation}: {instance} drifts at {places:?}");
            }
            Err(Disagreement::Invalid { fields, .. }) => {
                count(2);
                prop_assert!(shape, "{operation}: {instance} only invalid at {fields:?}");
                prop_assert!(!whole, "{operation}: {instance} invalid at {fields:?}");
            }
        }
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    assert!(
        counts.get().iter().all(|count| *count > 50),
        "{operation}: accepted, drifted, invalid were {:?} of 3000",
        counts.get()
    );
}

/// Whether the body type of an operation of ours is read from a value.
fn serde_reads(operation: &str, value: Value) -> bool {
    match operation {
        "booking_create" => serde_json::from_value::<BookingCreate>(value).is_ok(),
        "booking_change" => serde_json::from_value::<BookingChange>(value).is_ok(),
        "session_create" => serde_json::from_value::<SessionCreate>(value).is_ok(),
        "session_verify" => serde_json::from_value::<SessionVerify>(value).is_ok(),
        "session_redeem" => serde_json::from_value::<SessionRedeem>(value).is_ok(),
        other => panic!("name the body type of {other} here"),
    }
}

#[test]
fn on_every_body_of_our_document() {
    for (operation, schema) in own_bodies() {
        agree(&OWN, &operation, &OWN_DOCUMENT, &schema, |value| {
            serde_reads(&operation, value)
        });
    }
}

#[test]
fn on_everything_a_document_can_say() {
    let schema = json!({ "$ref": "#/components/schemas/Thing" });
    agree(&RICH, "thing_put", &RICH_DOCUMENT, &schema, |_| true);
}

#[test]
fn every_example_of_the_document_passes() {
    for (operation, schema) in own_bodies() {
        let component = schema["$ref"].as_str().expect("a component");
        let name = component.rsplit('/').next().expect("a name");
        let example = scheduler_contracts::examples::of(name).expect(name);
        assert!(
            read(&OWN, &operation, &example).is_ok(),
            "{operation}: {example}"
        );
    }
}

/// Every value in the instance becomes one that can be told from all words of a fault.
fn mark(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(mark),
        Value::Object(members) => members.values_mut().for_each(mark),
        Value::String(text) => text.insert_str(0, "m4rk3r"),
        Value::Number(_) => *value = json!(70_707_070_707_i64),
        Value::Null | Value::Bool(_) => {}
    }
}

#[test]
fn no_fault_ever_quotes_a_value() {
    for (operation, schema) in own_bodies() {
        let mut runner = TestRunner::new(ProptestConfig::with_cases(300));
        let result = runner.run(&instances(&OWN_DOCUMENT, &schema), |mut instance| {
            mark(&mut instance);
            let told = format!("{:?}", read(&OWN, &operation, &instance).err());
            prop_assert!(
                !told.contains("m4rk3r") && !told.contains("70707070707"),
                "{told}"
            );
            Ok(())
        });
        assert!(result.is_ok(), "{operation}: {result:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_at_any_operation_get_an_answer(body in prop::collection::vec(any::<u8>(), 0..100)) {
        for id in OWN.operation_ids() {
            let operation = OWN.operation(id).expect("a known operation");
            let _ = operation.read_body(&body);
        }
    }
}
