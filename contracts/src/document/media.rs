//! Media types other than JSON.

use serde_json::Value;

/// Components that are a whole answer of their own media type.
const MEDIA_TYPES: [(&str, &str); 2] = [
    ("#/components/schemas/Event", "text/event-stream"),
    ("#/components/schemas/CalendarFile", "text/calendar"),
];

/// Gives the answers that aren't JSON the media type they are sent as.
pub(super) fn rename(operation: &mut Value) {
    let responses = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    for response in responses
        .into_iter()
        .flat_map(|responses| responses.values_mut())
    {
        let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else {
            continue;
        };
        let reference = content
            .get("application/json")
            .and_then(|media| media.pointer("/schema/$ref"));
        let media_type = MEDIA_TYPES
            .iter()
            .find(|(component, _)| reference.and_then(Value::as_str) == Some(component))
            .map(|(_, media_type)| *media_type);
        if let Some(media_type) = media_type
            && let Some(media) = content.remove("application/json")
        {
            content.insert(media_type.to_owned(), media);
        }
    }
}
