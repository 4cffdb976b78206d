//! chromedriver's commands that WebDriver's standard doesn't have, or fantoccini.

use fantoccini::{Client, error::CmdError, wd::WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command below a session's path; one without a body is a `GET`.
#[derive(Debug)]
struct Command {
    path: String,
    body: Option<Value>,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match &self.body {
            Some(body) => (Method::POST, Some(body.to_string())),
            None => (Method::GET, None),
        }
    }
}

/// Has Chromium do something by the DevTools protocol.
pub(super) async fn devtools(client: &Client, method: &str, parameters: Value) -> Value {
    let command = Command {
        path: "goog/cdp/execute".to_owned(),
        body: Some(json!({ "cmd": method, "params": parameters })),
    };
    let done = client.issue_cmd(command).await;
    done.unwrap_or_else(|error| panic!("Chromium does {method}: {error}"))
}

/// What was logged of a kind since this was last asked.
pub(super) async fn log(client: &Client, kind: &str) -> Vec<Value> {
    let command = Command {
        path: "se/log".to_owned(),
        body: Some(json!({ "type": kind })),
    };
    let entries = client.issue_cmd(command).await;
    match entries {
        Ok(Value::Array(entries)) => entries,
        other => panic!("chromedriver keeps a log of {kind}: {other:?}"),
    }
}

/// What an element is called to those who don't see it.
pub(super) async fn accessible_name(client: &Client, element: &str) -> Result<String, CmdError> {
    let command = Command {
        path: format!("element/{element}/computedlabel"),
        body: None,
    };
    let name = client.issue_cmd(command).await?;
    Ok(name.as_str().unwrap_or_default().trim().to_owned())
}
