//! `scheduler-worker jobs`: what is in the queue, what was laid aside, what was sent and what became of
//! it. Nothing it prints holds a code, a link or a contact.

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use scheduler_server::{
    clock::{Clock as _, SystemClock},
    messages::webhook,
    output,
    store::{JobRow, MessageRow, QueueDepth, ReportRow, Store, StoreError, Tenant},
};
use serde_json::{Value, json};

use super::Outcome;

#[derive(Subcommand)]
pub(super) enum Jobs {
    /// Counts by state, the oldest that is due, the last error, and the jobs themselves.
    List(List),
    /// One job or message, with what its provider reported.
    Show {
        /// Its id.
        id: String,
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Put jobs that were laid aside back into the queue.
    Retry {
        #[command(flatten)]
        which: Which,
        /// It was looked up: their messages were certainly not sent.
        #[arg(long)]
        not_sent: bool,
    },
    /// Drop jobs: their messages are never sent.
    Drop {
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Args)]
pub(super) struct List {
    /// Only those in this state.
    #[arg(long, value_enum)]
    state: Option<State>,
    /// Only those of this tenant, by its slug.
    #[arg(long)]
    tenant: Option<String>,
    /// Only those of this kind, such as `confirmation`.
    #[arg(long)]
    kind: Option<String>,
    /// How many of each tenant at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    limit: u32,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub(super) struct Which {
    /// Their ids.
    #[arg(group = "some")]
    ids: Vec<String>,
    /// All that were laid aside.
    #[arg(long, group = "some")]
    all: bool,
    /// Of those only this tenant's, by its slug.
    #[arg(long)]
    tenant: Option<String>,
    /// Of those only this kind.
    #[arg(long)]
    kind: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    /// To be sent, now or later.
    Due,
    /// Being handed over.
    HandingOver,
    /// Laid aside.
    Dead,
    /// Sent.
    Sent,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::HandingOver => "handing_over",
            Self::Dead => "dead",
            Self::Sent => "sent",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

pub(super) async fn run(store: &Store, command: Jobs) -> Outcome {
    match command {
        Jobs::List(list) => show_list(store, &list).await,
        Jobs::Show { id, format } => show_one(store, &id, format).await,
        Jobs::Retry { which, not_sent } => {
            let (now, mut done) = (SystemClock.now(), 0);
            match chosen(store, &which).await? {
                Chosen::Dead(tenants, kind) => {
                    for tenant in tenants {
                        done += store.retry_dead_jobs(&tenant, kind, now, not_sent).await?;
                    }
                }
                Chosen::Named(jobs) => {
                    for (tenant, id) in jobs {
                        done += u64::from(store.retry_job(&tenant, id, not_sent).await?);
                    }
                }
            }
            Ok(output::tell(&format!("{done} put back into the queue"))?)
        }
        Jobs::Drop { which } => {
            let (now, mut done) = (SystemClock.now(), 0);
            match chosen(store, &which).await? {
                Chosen::Dead(tenants, kind) => {
                    for tenant in tenants {
                        done += store.drop_dead_jobs(&tenant, kind, now).await?;
                    }
                }
                Chosen::Named(jobs) => {
                    for (tenant, id) in jobs {
                        done += u64::from(store.drop_job(&tenant, id, now).await?);
                    }
                }
            }
            Ok(output::tell(&format!("{done} dropped"))?)
        }
    }
}

async fn tenants(
    store: &Store,
    slug: Option<&str>,
) -> Result<Vec<Tenant>, Box<dyn std::error::Error>> {
    if let Some(slug) = slug {
        let tenant = store.tenant(slug).await?;
        return Ok(vec![tenant.ok_or_else(|| {
            format!("there is no tenant `{slug}`; name one by its slug")
        })?]);
    }
    let mut tenants = Vec::new();
    for key in store.tenant_keys().await? {
        match store.tenant_of_key(&key).await {
            Ok(tenant) => tenants.extend(tenant),
            Err(error @ StoreError::Corrupt { .. }) => {
                eprintln!("the jobs of tenant {key} are left out: {error}; import it again");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(tenants)
}

/// The jobs a command is about.
enum Chosen<'a> {
    /// Those that were laid aside, of these tenants; of one kind, if it isn't empty.
    Dead(Vec<Tenant>, &'a str),
    /// Those named, each of whichever tenant.
    Named(Vec<(Tenant, &'a str)>),
}

async fn chosen<'a>(
    store: &Store,
    which: &'a Which,
) -> Result<Chosen<'a>, Box<dyn std::error::Error>> {
    let tenants = tenants(store, which.tenant.as_deref()).await?;
    if which.all {
        return Ok(Chosen::Dead(
            tenants,
            which.kind.as_deref().unwrap_or_default(),
        ));
    }
    let mut named = Vec::new();
    for id in &which.ids {
        let mut found = false;
        for tenant in &tenants {
            if store.job(tenant, id).await?.is_some() {
                named.push((tenant.clone(), id.as_str()));
                found = true;
                break;
            }
        }
        if !found {
            return Err(format!("there is no job {id} in the queue; nothing was done").into());
        }
    }
    Ok(Chosen::Named(named))
}

async fn show_list(store: &Store, list: &List) -> Outcome {
    let now = SystemClock.now();
    let kind = list.kind.as_deref().unwrap_or_default();
    let (mut rows, mut sent, mut depth) = (Vec::new(), 0_u64, QueueDepth::default());
    let mut last_error: Option<(Timestamp, String)> = None;
    for tenant in tenants(store, list.tenant.as_deref()).await? {
        let slug = &tenant.definition().slug.0;
        sent += store.count_messages(&tenant, kind).await?;
        depth = depth.and(&store.queue_depth_of(&tenant, kind, now).await?);
        if list.state != Some(State::Sent) {
            let state = list.state.map_or("", State::as_str);
            last_error = last_error.max(store.last_failure(&tenant, state, kind).await?);
            for job in store.jobs(&tenant, state, kind, list.limit).await? {
                rows.push(job_json(slug, &job));
            }
        }
        if matches!(list.state, None | Some(State::Sent)) {
            for message in store.messages(&tenant, kind, list.limit).await? {
                let reports = store.delivery_reports(&tenant, &message.id).await?;
                rows.push(message_json(slug, &message, &reports));
            }
        }
    }
    let summary = json!({
        "due": depth.due,
        "later": depth.later,
        "handing_over": depth.handing_over,
        "dead": depth.dead,
        "sent": sent,
        "oldest_due": shown(depth.oldest_due),
        "last_error": last_error.map(|(_, error)| error),
    });
    if list.format == Format::Json {
        let page = json!({ "summary": summary, "jobs": rows });
        return Ok(output::tell(&serde_json::to_string_pretty(&page)?)?);
    }
    let word = |name: &str| text(summary.get(name));
    let counts = format!(
        "due {}, later {}, handing over {}, dead {}, sent {}",
        word("due"),
        word("later"),
        word("handing_over"),
        word("dead"),
        word("sent")
    );
    let (oldest, error) = (word("oldest_due"), word("last_error"));
    let columns = [
        "id", "tenant", "kind", "state", "due_at", "attempts", "contact", "error",
    ];
    let table = table(&columns, &rows);
    Ok(output::tell(&format!(
        "{counts}\noldest due: {oldest}\nlast error: {error}\n\n{table}"
    ))?)
}

async fn show_one(store: &Store, id: &str, format: Format) -> Outcome {
    let mut found = None;
    for tenant in tenants(store, None).await? {
        let slug = &tenant.definition().slug.0;
        let reports = store.delivery_reports(&tenant, id).await?;
        if let Some(job) = store.job(&tenant, id).await? {
            found = Some(with_reports(job_json(slug, &job), &reports));
        } else if let Some(message) = store.message(&tenant, id).await? {
            found = Some(with_reports(
                message_json(slug, &message, &reports),
                &reports,
            ));
        }
    }
    let found = found.ok_or_else(|| {
        format!("there is no job {id}; `scheduler-worker jobs list` lists those there are")
    })?;
    if format == Format::Json {
        return Ok(output::tell(&serde_json::to_string_pretty(&found)?)?);
    }
    let mut lines = Vec::new();
    for (name, value) in found.as_object().into_iter().flatten() {
        match value.as_array() {
            Some(reports) => {
                for report in reports {
                    let word = |name: &str| text(report.get(name));
                    lines.push(format!(
                        "report        {} {} {}",
                        word("at"),
                        word("status"),
                        word("reason")
                    ));
                }
            }
            None => lines.push(format!("{name:<13} {}", text(Some(value)))),
        }
    }
    Ok(output::tell(&lines.join("\n"))?)
}

fn job_json(tenant: &str, job: &JobRow) -> Value {
    let held_until = job.held_until.filter(|at| *at > Timestamp::UNIX_EPOCH);
    json!({
        "id": job.id,
        "tenant": tenant,
        "kind": job.kind,
        "state": job.state,
        "about": job.subject,
        "revision": job.revision,
        "due_at": shown(job.due_at),
        "held_until": shown(held_until),
        "attempts": job.attempts,
        "unclear_since": shown(job.unclear_since),
        "error": job.last_error,
    })
}

fn message_json(tenant: &str, message: &MessageRow, reports: &[ReportRow]) -> Value {
    let state = webhook::standing(reports).unwrap_or("sent");
    json!({
        "id": message.id,
        "tenant": tenant,
        "kind": message.kind,
        "state": state,
        "about": message.subject,
        "revision": message.revision,
        "due_at": shown(message.due_at),
        "sent_at": shown(message.sent_at),
        "attempts": message.attempts,
        "contact": message.contact,
        "provider": message.provider,
        "provider_id": message.provider_id,
    })
}

fn with_reports(mut found: Value, reports: &[ReportRow]) -> Value {
    let reports = reports.iter().map(|report| {
        json!({ "at": shown(report.at), "status": report.status, "reason": report.reason })
    });
    if let Some(fields) = found.as_object_mut() {
        fields.insert("reports".to_owned(), reports.collect());
    }
    found
}

fn shown(at: Option<Timestamp>) -> Option<String> {
    at.map(|at| at.to_string())
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) if text.is_empty() => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

fn table(columns: &[&str], rows: &[Value]) -> String {
    let lines: Vec<Vec<String>> =
        std::iter::once(columns.iter().map(|it| (*it).to_owned()).collect())
            .chain(rows.iter().map(|row| {
                let cells = columns.iter().map(|column| text(row.get(column)));
                cells.collect()
            }))
            .collect();
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns.len()).map(width).collect();
    let padded = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        cells.join("  ").trim_end().to_owned()
    });
    padded.collect::<Vec<_>>().join("\n")
}
