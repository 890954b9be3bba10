//! What was found in what was brought, as plain texts: so it comes from beside the page.

use std::collections::BTreeMap;

use hopscope_model::compare::FieldDifference;
use hopscope_model::problem::NextStep;
use hopscope_model::{Kind, Problem, ProblemCode, Severity};
use serde_json::{Value, json};

use super::{Few, Found, Group, Row, Rows, Status, Whole};

/// As it travels: the scenario as a file, and the rest as JSON.
pub(crate) fn write(found: &Found) -> Vec<String> {
    let rows: Vec<Value> = found.rows.shown.iter().map(row).collect();
    let counts = found.rows.counts.iter();
    let counts =
        counts.map(|(status, of, count)| json!([word(&STATUSES, status), group(*of), count]));
    let counts: Vec<Value> = counts.collect();
    let problems = |own: &[Problem]| -> Value { own.iter().map(|own| json!(own)).collect() };
    let rest = json!({
        "rows": rows,
        "counts": counts,
        "requests": found.requests,
        "problems": problems(&found.problems.shown),
        "more": [found.problems.more, found.notes.more],
        "notes": problems(&found.notes.shown),
        "missing": problems(&found.missing),
        "read": problems(&found.read),
    });
    let whole = match &found.whole {
        Whole::Read(scenario) => hopscope_document::canonical(scenario),
        Whole::Written(text) => text.clone(),
    };
    vec![whole, rest.to_string()]
}

/// The reverse; `None` where it is nothing of the kind.
pub(crate) fn read(said: &[String]) -> Option<Found> {
    let [text, rest] = said else { return None };
    let rest: Value = serde_json::from_str(rest).ok()?;
    let problems = |key: &str| {
        let list = rest.get(key)?.as_array()?;
        list.iter().map(problem).collect::<Option<Vec<_>>>()
    };
    let number = |own: &Value| usize::try_from(own.as_u64()?).ok();
    let more = |at: usize| number(rest.get("more")?.get(at)?);
    let few = |key: &str, at: usize| {
        Some(Few {
            shown: problems(key)?,
            more: more(at)?,
        })
    };
    let rows = rest.get("rows")?.as_array()?.iter().map(row_of);
    let count = |own: &Value| {
        let status = meant(&STATUSES, own.get(0)?.as_str()?)?;
        Some((
            status,
            group_of(own.get(1)?.as_str()?)?,
            number(own.get(2)?)?,
        ))
    };
    let counts = rest.get("counts")?.as_array()?.iter().map(count);
    Some(Found {
        rows: Rows {
            shown: rows.collect::<Option<_>>()?,
            counts: counts.collect::<Option<_>>()?,
        },
        requests: number(rest.get("requests")?)?,
        problems: few("problems", 0)?,
        notes: few("notes", 1)?,
        missing: problems("missing")?,
        whole: Whole::Written(text.clone()),
        read: problems("read")?,
    })
}

const STATUSES: [(&str, Status); 4] = [
    ("unread", Status::Unread),
    ("new", Status::New),
    ("changed", Status::Changed),
    ("same", Status::Unchanged),
];

const GROUPS: [(&str, Group); 6] = [
    ("iam-policy", Group::IamPolicy),
    ("process", Group::Process),
    ("tunnel", Group::Tunnel),
    ("proxy-settings", Group::ProxySettings),
    ("name-server", Group::NameServer),
    ("appliance", Group::Appliance),
];

fn word<T: PartialEq>(words: &[(&'static str, T)], own: &T) -> &'static str {
    let found = words.iter().find(|(_, value)| value == own);
    found.map_or("", |(word, _)| word)
}

fn meant<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let found = words.iter().find(|(own, _)| *own == word);
    found.map(|(_, value)| *value)
}

fn group(of: Group) -> &'static str {
    match of {
        Group::Kind(kind) => kind.code(),
        other => word(&GROUPS, &other),
    }
}

fn group_of(word: &str) -> Option<Group> {
    let kind = Kind::from_code(word).map(Group::Kind);
    kind.or_else(|| meant(&GROUPS, word))
}

fn row(row: &Row) -> Value {
    let status = word(&STATUSES, &row.status);
    json!([group(row.group), row.name, status, row.field, row.fields])
}

fn row_of(value: &Value) -> Option<Row> {
    let text = |at: usize| value.get(at)?.as_str();
    Some(Row {
        group: group_of(text(0)?)?,
        name: text(1)?.to_owned(),
        status: meant(&STATUSES, text(2)?)?,
        field: text(3).map(str::to_owned),
        fields: fields(value.get(4)?)?,
    })
}

/// Fields that differ.
fn fields(value: &Value) -> Option<Vec<FieldDifference>> {
    let field = |own: &Value| {
        let word = |key: &str| own.get(key)?.as_str().map(str::to_owned);
        Some(FieldDifference {
            path: word("path")?,
            before: word("before"),
            after: word("after"),
        })
    };
    value.as_array()?.iter().map(field).collect()
}

const SEVERITIES: [(&str, Severity); 3] = [
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("note", Severity::Note),
];

/// A problem as results have it (contract, section 1).
pub(super) fn problem(value: &Value) -> Option<Problem> {
    let word = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let number = |key: &str| u32::try_from(value.get(key)?.as_u64()?).ok();
    let code = word("code")?;
    let code = ProblemCode::ALL.iter().find(|own| own.as_str() == code)?;
    let mut args = BTreeMap::new();
    for (key, value) in value.get("args")?.as_object()? {
        args.insert(key.clone(), value.as_str()?.to_owned());
    }
    let next = value.get("next").and_then(|next| {
        let word = |key: &str| next.get(key)?.as_str().map(str::to_owned);
        Some(NextStep {
            id: word("id")?,
            command: word("command"),
        })
    });
    Some(Problem {
        severity: meant(&SEVERITIES, &word("severity")?)?,
        code: *code,
        file: word("file"),
        line: number("line"),
        column: number("column"),
        path: word("path"),
        resource: word("resource"),
        args,
        fields: match value.get("fields") {
            Some(own) => fields(own)?,
            None => Vec::new(),
        },
        next,
        text: word("text"),
    })
}
