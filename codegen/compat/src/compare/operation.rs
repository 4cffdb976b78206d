//! One operation: the request, the response, and what concerns it as a whole.

use serde_json::{Value, json};

use super::schemas::{Age, Pair};
use super::{CompareError, Options, change, parameters, responses, security, shown};
use crate::canonical::compare_keys;
use crate::contract::{Part, Writer};
use crate::report::{Change, FindingVerdict, OperationReport, Side, Verdict};
use crate::schema::Direction;
use crate::{DocumentError, Operation, reference};

pub(super) fn compare(
    pair: &mut Pair<'_>,
    old: &Operation,
    new: &Operation,
    options: &Options,
) -> Result<OperationReport, CompareError> {
    let mut changes = whole(old, new, options);
    let whole = |operation: &Operation| operation.id.clone();
    let is_same = pair.number(Age::Old, old, Operation::write_contract)?
        == pair.number(Age::New, new, Operation::write_contract)?;
    let (mut request, mut response, mut source) =
        (Verdict::Identical, Verdict::Identical, Verdict::Identical);
    if !is_same {
        if pair.number(Age::Old, old, write_request)?
            != pair.number(Age::New, new, write_request)?
        {
            request = Verdict::Compatible;
            changes.extend(parameters::changes(pair, old, new));
            changes.extend(body(pair, old, new));
            changes.extend(security::changes(old, new));
        }
        if pair.number(Age::Old, old, write_response)?
            != pair.number(Age::New, new, write_response)?
        {
            response = Verdict::Compatible;
            changes.extend(responses::changes(pair, old, new));
        }
        source = Verdict::Compatible;
    }
    let (unmade, breaks) = super::source::changes(&mut pair.settled_types, old, new, &changes);
    if breaks {
        source = Verdict::Breaking;
    }
    changes.extend(unmade);
    changes.extend(servers(old, new));
    for change in &changes {
        let verdict = Verdict::from(change.verdict);
        match change.side {
            Side::Request => request = request.max(verdict),
            Side::Response => response = response.max(verdict),
            Side::Source => source = source.max(verdict),
            Side::Operation => {
                if verdict == Verdict::Breaking {
                    (request, response) = (Verdict::Breaking, Verdict::Breaking);
                }
            }
        }
    }
    changes.sort_by(|left, right| {
        (right.verdict, left.side, &left.at, &left.rule).cmp(&(
            left.verdict,
            right.side,
            &right.at,
            &right.rule,
        ))
    });
    changes.dedup_by(|later, earlier| {
        later.side == earlier.side && later.at == earlier.at && later.rule == earlier.rule
    });
    let id = whole(old);
    Ok(OperationReport {
        method: old.method.clone(),
        path: old.path.clone(),
        request,
        response,
        source,
        findings: changes.into_iter().map(|change| change.of(&id)).collect(),
        operation_id: id,
    })
}

fn write_request<'doc>(
    operation: &'doc Operation,
    writer: &mut Writer<'doc, '_>,
) -> Result<(), DocumentError> {
    writer.sorted_parameters(&operation.parameters)?;
    if let Some(body) = operation.definition().get("requestBody") {
        writer.part(Part::Body, body)?;
    }
    operation.write_security(writer)
}

fn write_response<'doc>(
    operation: &'doc Operation,
    writer: &mut Writer<'doc, '_>,
) -> Result<(), DocumentError> {
    let Some(Value::Object(responses)) = operation.definition().get("responses") else {
        return Ok(());
    };
    let mut entries: Vec<_> = responses.iter().collect();
    entries.sort_by(|left, right| compare_keys(left.0, right.0));
    for (status, response) in entries {
        writer.raw(status);
        writer.part(Part::Response, response)?;
    }
    Ok(())
}

/// Moved, deprecated, past its day.
fn whole(old: &Operation, new: &Operation, options: &Options) -> Vec<Change> {
    let mut found = Vec::new();
    let is_moved =
        super::anonymous(&old.path) != super::anonymous(&new.path) || old.method != new.method;
    if is_moved {
        let message = format!(
            "{} {} has moved to {} {}; clients of the old contract call it in vain",
            old.method, old.path, new.method, new.path
        );
        found.push(change(
            Side::Operation,
            "operation-moved",
            FindingVerdict::Breaking,
            "",
            message,
            shown(old),
            shown(new),
        ));
    }
    let is_deprecated = |operation: &Operation| {
        operation.definition().get("deprecated") == Some(&Value::Bool(true))
    };
    let flag = |operation: &Operation| json!({ "deprecated": is_deprecated(operation) });
    match (is_deprecated(old), is_deprecated(new)) {
        (false, true) => {
            let message =
                "the operation is deprecated now; move to its successor before it goes".to_owned();
            found.push(change(
                Side::Operation,
                "operation-deprecated",
                FindingVerdict::Compatible,
                "",
                message,
                flag(old),
                flag(new),
            ));
        }
        (true, false) => {
            let message = "the operation is no longer deprecated".to_owned();
            found.push(change(
                Side::Operation,
                "operation-undeprecated",
                FindingVerdict::Compatible,
                "",
                message,
                flag(old),
                flag(new),
            ));
        }
        _ => {}
    }
    found.extend(sunset(old, new, options));
    found
}

fn sunset(old: &Operation, new: &Operation, options: &Options) -> Option<Change> {
    let day = |operation: &Operation| {
        operation
            .definition()
            .get("x-sunset")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let (before, after) = (day(old), day(new));
    let told = |day: &Option<String>| json!({ "x-sunset": day });
    let is_passed = match (&after, &options.today) {
        (Some(day), Some(today)) => day.get(..10).unwrap_or(day) <= today.as_str(),
        _ => false,
    };
    if is_passed {
        let message = format!(
            "the operation's last day was {}; it may be removed",
            after.as_deref().unwrap_or_default()
        );
        return Some(change(
            Side::Operation,
            "operation-sunset-passed",
            FindingVerdict::Compatible,
            "",
            message,
            told(&before),
            told(&after),
        ));
    }
    (before != after).then(|| {
        let message = match &after {
            Some(day) => format!("the operation's last day is now {day}"),
            None => "the operation no longer has a last day".to_owned(),
        };
        change(
            Side::Operation,
            "operation-sunset-changed",
            FindingVerdict::Compatible,
            "",
            message,
            told(&before),
            told(&after),
        )
    })
}

fn servers(old: &Operation, new: &Operation) -> Vec<Change> {
    let urls = |operation: &Operation| -> Option<Vec<String>> {
        let servers = operation
            .servers
            .as_ref()
            .or_else(|| operation.root.get("servers"))?
            .as_array()?;
        Some(
            servers
                .iter()
                .filter_map(|server| server.get("url")?.as_str())
                // Clients join paths to it, with one slash between.
                .map(|url| url.strip_suffix('/').unwrap_or(url).to_owned())
                .collect(),
        )
    };
    let (Some(before), Some(after)) = (urls(old), urls(new)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for url in before.iter().filter(|url| !after.contains(url)) {
        let message =
            format!("the server {url} is gone; clients of the old contract still call it");
        found.push(change(
            Side::Request,
            "request-server-removed",
            FindingVerdict::Breaking,
            format!("server:{url}"),
            message,
            json!({ "url": url }),
            Value::Null,
        ));
    }
    for url in after.iter().filter(|url| !before.contains(url)) {
        let message = format!("the server {url} is new");
        found.push(change(
            Side::Request,
            "request-server-added",
            FindingVerdict::Compatible,
            format!("server:{url}"),
            message,
            Value::Null,
            json!({ "url": url }),
        ));
    }
    found
}

/// The media types of a body by their bare names.
pub(super) fn media(content: Option<&Value>) -> Vec<(String, &Value)> {
    let Some(Value::Object(members)) = content else {
        return Vec::new();
    };
    let mut found: Vec<(String, &Value)> = members
        .iter()
        .map(|(name, media)| {
            (
                name.split(';')
                    .next()
                    .unwrap_or(name)
                    .trim()
                    .to_ascii_lowercase(),
                media,
            )
        })
        .collect();
    found.sort_by(|left, right| left.0.cmp(&right.0));
    found.dedup_by(|later, earlier| later.0 == earlier.0);
    found
}

/// The media type that covers `name`: itself, else a range.
pub(super) fn covering<'content>(
    content: &'content [(String, &'content Value)],
    name: &str,
) -> Option<&'content (String, &'content Value)> {
    let family = name.split('/').next().unwrap_or(name);
    [name.to_owned(), format!("{family}/*"), "*/*".to_owned()]
        .iter()
        .find_map(|wanted| content.iter().find(|(own, _)| own == wanted))
}

pub(super) fn is_json(name: &str) -> bool {
    name == "application/json" || name.ends_with("+json")
}

fn body(pair: &mut Pair<'_>, old: &Operation, new: &Operation) -> Vec<Change> {
    let get = |operation: &'_ Operation| {
        let body = operation.definition().get("requestBody").cloned()?;
        reference::follow(&operation.root, &body).ok().cloned()
    };
    let is_required = |body: &Value| body.get("required") == Some(&Value::Bool(true));
    let say = |rule: &str, verdict, message: &str, old: Value, new: Value| {
        vec![change(
            Side::Request,
            rule,
            verdict,
            "",
            message.to_owned(),
            old,
            new,
        )]
    };
    let (before, after) = match (get(old), get(new)) {
        (None, None) => return Vec::new(),
        (Some(_), None) => {
            let message = "the request no longer has a body; what clients of the old contract send is ignored";
            return say(
                "request-body-removed",
                FindingVerdict::Breaking,
                message,
                json!({ "body": true }),
                Value::Null,
            );
        }
        (None, Some(after)) => {
            let (rule, verdict) = match is_required(&after) {
                true => ("request-body-added-required", FindingVerdict::Breaking),
                false => ("request-body-added-optional", FindingVerdict::Compatible),
            };
            let message = "the request has a body now";
            return say(
                rule,
                verdict,
                message,
                Value::Null,
                json!({ "required": is_required(&after) }),
            );
        }
        (Some(before), Some(after)) => (before, after),
    };
    let flag = |body: &Value| json!({ "required": is_required(body) });
    let mut found = match (is_required(&before), is_required(&after)) {
        (false, true) => {
            let message = "the body became required; clients of the old contract may send none";
            say(
                "request-body-became-required",
                FindingVerdict::Breaking,
                message,
                flag(&before),
                flag(&after),
            )
        }
        (true, false) => say(
            "request-body-became-optional",
            FindingVerdict::Compatible,
            "the body became optional",
            flag(&before),
            flag(&after),
        ),
        _ => Vec::new(),
    };
    let (before, after) = (media(before.get("content")), media(after.get("content")));
    for (name, written) in &before {
        let Some((_, read)) = covering(&after, name) else {
            let message = format!("bodies of {name} are no longer read");
            let at = format!("{name}:/");
            found.push(change(
                Side::Request,
                "request-media-type-removed",
                FindingVerdict::Breaking,
                at,
                message,
                json!(name),
                Value::Null,
            ));
            continue;
        };
        for mut change in pair.changes(
            Direction::Request,
            written.get("schema"),
            read.get("schema"),
        ) {
            if !is_json(name) {
                change.place_at(format!("{name}:{}", change.at));
            }
            found.push(change);
        }
    }
    for (name, _) in after
        .iter()
        .filter(|(name, _)| covering(&before, name).is_none())
    {
        let message = format!("bodies of {name} are read as well");
        found.push(change(
            Side::Request,
            "request-media-type-added",
            FindingVerdict::Compatible,
            format!("{name}:/"),
            message,
            Value::Null,
            json!(name),
        ));
    }
    found
}
