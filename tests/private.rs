//! What is not needed never enters a scenario: secrets are planted wherever exports have them, and wherever they could
//! have one, and are in no file, no link, nothing that is kept in memory and nothing that is said.
//!
//! The fixtures have the word `leak` in each value that nobody needs. Beside that, every field of every export among
//! the fixtures and in `tests/commands.md` is planted that the readers do not know: in objects that are read whole, and
//! in those that cannot be.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hopscope_document::{Input, Options, read, write};
use serde_json::{Deserializer, Value, json};

/// Secrets are planted with this word.
const PLANTED: &str = "leak";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything that comes of a text, each with what it is.
fn all_that_comes(text: &str) -> Vec<(&'static str, String)> {
    let read = read(&[Input { file: None, text }], &Options::default());
    let said = read.problems.iter().map(|own| {
        let text = hopscope_text::problem::text(hopscope_text::Lang::En, own);
        format!("{text} {own:?}")
    });
    let said: Vec<String> = said.collect();
    vec![
        ("the file", write(&read.scenario)),
        ("memory", format!("{:?}", read.scenario)),
        ("what is said", said.join("\n")),
    ]
}

#[track_caller]
fn check_private(name: &str, text: &str) {
    for (what, text) in all_that_comes(text) {
        check(name, what, &text);
    }
}

#[track_caller]
fn check(name: &str, what: &str, text: &str) {
    let at = text.find(PLANTED);
    let around = at.map(|at| text.get(at.saturating_sub(80)..at + 20));
    assert_eq!(around, None, "{name}: in {what}\n{text}");
}

/// A link holds what a file does, and is looked into as well.
#[track_caller]
fn check_link(name: &str, text: &str) {
    let read = read(&[Input { file: None, text }], &Options::default());
    let canonical = hopscope_document::canonical(&read.scenario);
    let link = hopscope_share::seal(&canonical, &hopscope_share::Show::default()).expect("a link");
    check(
        name,
        "the link",
        &hopscope_share::open(&link).expect("whole").text,
    );
}

/// Documents of a text, where all of it is JSON.
fn documents(text: &str) -> Vec<Value> {
    let all: Result<Vec<Value>, _> = Deserializer::from_str(text).into_iter().collect();
    all.unwrap_or_default()
}

#[test]
fn planted_secrets_are_in_no_file_and_no_link() {
    let mut planted = 0;
    for entry in fs::read_dir(root().join("tests/import")).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).unwrap_or_default();
        if name.ends_with(".expect") || !text.contains(PLANTED) {
            continue;
        }
        check_private(&name, &text);
        check_link(&name, &text);
        // What is cut off, or cannot be read, is kept as unread.
        for part in 1..20 {
            let at = (0..=text.len() * part / 20)
                .rev()
                .find(|at| text.is_char_boundary(*at));
            check_private(&name, text.get(..at.unwrap_or(0)).unwrap_or_default());
        }
        let values = documents(&text);
        let lists = values.iter().filter_map(Value::as_array).flatten();
        let objects = values.iter().filter(|own| own.is_object());
        for object in lists.chain(objects) {
            planted += object.to_string().matches(PLANTED).count();
            for key in object.as_object().into_iter().flatten().map(|(key, _)| key) {
                let mut broken = object.clone();
                broken[key] = json!([{"of": "another kind"}]);
                check_private(&name, &broken.to_string());
            }
        }
    }
    assert!(planted > 80, "{planted}");
}

/// Single objects of the fixtures, and of what each command prints.
fn objects() -> Vec<Value> {
    let mut found = Vec::new();
    let commands = fs::read_to_string(root().join("tests/commands.md")).expect("commands");
    for block in commands.split("````json\n").skip(1) {
        take(
            documents(block.split("````").next().unwrap_or_default()),
            &mut found,
        );
    }
    for entry in fs::read_dir(root().join("tests/import")).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|own| own != "expect") {
            take(
                documents(&fs::read_to_string(&path).unwrap_or_default()),
                &mut found,
            );
        }
    }
    found
}

/// Lists are taken apart. What belongs to a parent is asked for with it.
fn take(values: Vec<Value>, found: &mut Vec<Value>) {
    for value in values {
        match value {
            Value::Array(list) => take(list, found),
            Value::Object(ref own) if own.contains_key("hopscope") => {
                // Unknown fields of our own objects are kept: a later version may know them.
                let own = value["resources"].as_array().cloned().unwrap_or_default();
                let ours = |own: &Value| {
                    own["kind"]
                        .as_str()
                        .is_some_and(|own| own.starts_with("hopscope#"))
                };
                take(own.into_iter().filter(|own| !ours(own)).collect(), found);
            }
            Value::Object(_) => found.push(value),
            _ => {}
        }
    }
}

/// A field that nobody knows in every object of a value: as a text, inside an object, inside a list.
fn with_unknown_fields(value: &mut Value, inside: &str) {
    // Labels and selectors of Kubernetes, tags, and variables by name are their author's own.
    if [
        "labels",
        "matchLabels",
        "resourceManagerTags",
        "network-interfaces",
    ]
    .contains(&inside)
    {
        return;
    }
    match value {
        Value::Object(members) => {
            for (key, value) in members.iter_mut() {
                with_unknown_fields(value, key);
            }
            members.insert("zeta".into(), json!("leak-1"));
            members.insert(
                "etag2".into(),
                json!({"name": "leak-2", "network": "leak-3"}),
            );
            members.insert("extra".into(), json!(["leak-4", {"eta": "leak-5"}]));
        }
        Value::Array(list) => {
            for value in list {
                with_unknown_fields(value, inside);
            }
        }
        _ => {}
    }
}

#[test]
fn fields_that_nobody_knows_are_not_kept() {
    let mut seen = 0;
    for object in objects() {
        let ours = object["kind"]
            .as_str()
            .is_some_and(|own| own.starts_with("hopscope#"));
        if ours && object.get("items").is_none() {
            continue;
        }
        let mut object = object;
        with_unknown_fields(&mut object, "");
        check_private("whole", &object.to_string());
        for key in object.as_object().into_iter().flatten().map(|(key, _)| key) {
            let mut broken = object.clone();
            broken[key] = json!([{"of": "another kind"}]);
            check_private(key, &broken.to_string());
            seen += 1;
        }
    }
    assert!(seen > 800, "{seen}");
}

/// Every text in a value, by the way to it.
fn leaves(value: &Value, way: &mut Vec<String>, found: &mut Vec<String>) {
    match value {
        Value::Object(own) => {
            for (key, value) in own {
                way.push(key.replace('~', "~0").replace('/', "~1"));
                leaves(value, way, found);
                way.pop();
            }
        }
        Value::Array(own) => {
            for (index, value) in own.iter().enumerate() {
                way.push(index.to_string());
                leaves(value, way, found);
                way.pop();
            }
        }
        Value::String(_) => found.push(format!("/{}", way.join("/"))),
        _ => {}
    }
}

/// Fields whose text is not in what is kept of an object that is read, and is where the object is not: what it is and
/// who it is, and what the readers look at without keeping it.
const LOOKED_AT: &[&str] = &[
    "IPAddress",
    "ancestors",
    "apiVersion",
    "assetType",
    "destFqdns",
    "destNetworkContext",
    "destRegionCodes",
    "expression",
    "id",
    "ipAddress",
    "ipRange",
    "kind",
    "latestReadyRevisionName",
    "location",
    "name",
    "namespace",
    "network",
    "nextHopNetwork",
    "oauth2ClientId",
    "parent",
    "resources",
    "runtime",
    "selfLink",
    "servingStatus",
    "state",
    "status",
    "subnetwork",
    "type",
    "urlMask",
    "versionedExpr",
];

#[test]
fn what_is_not_kept_of_an_object_that_is_read_is_not_kept_where_it_cannot_be() {
    let mut asked = 0;
    let mut more = BTreeSet::new();
    for object in objects() {
        let mut all = Vec::new();
        leaves(&object, &mut Vec::new(), &mut all);
        for way in all {
            let mut planted = object.clone();
            let field = way.rsplit('/').find(|own| own.parse::<usize>().is_err());
            let field = field.unwrap_or_default().to_owned();
            match planted.pointer_mut(&way) {
                Some(own) => *own = json!("leak"),
                None => continue,
            }
            let leaks = |value: &Value| {
                let text = value.to_string();
                let read = read(
                    &[Input {
                        file: None,
                        text: &text,
                    }],
                    &Options::default(),
                );
                write(&read.scenario).contains(PLANTED)
            };
            let top = way.split('/').nth(1).unwrap_or_default();
            let keys = || object.as_object().into_iter().flatten().map(|(key, _)| key);
            let other = keys().find(|key| *key != "name" && key.replace('/', "~1") != top);
            let key = Some("name").filter(|own| *own != top);
            if let Some(key) = key.or(other.map(String::as_str)) {
                let mut broken = planted.clone();
                broken[key] = json!([{"of": "another kind"}]);
                asked += 1;
                if !LOOKED_AT.contains(&field.as_str()) && leaks(&broken) && !leaks(&planted) {
                    more.insert(format!("{way} where {key} is wrong"));
                }
            }
        }
    }
    assert_eq!(more, BTreeSet::new());
    assert!(asked > 1000, "{asked}");
}
