//! The project of a scenario is called otherwise: whatever names it does so by the new id.

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use serde_json::Value;

/// The scenario with another default project; `None` where the id is none, or is its own already.
///
/// Ids of projects: <https://cloud.google.com/resource-manager/docs/creating-managing-projects>; those of a domain
/// have it in front, as in `example.com:shop`.
pub fn set_project(scenario: &Scenario, to: &str) -> Option<Scenario> {
    let old = scenario.default_project();
    let fits = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || ['-', '.', ':'].contains(&letter)
    };
    if to == old
        || !to.starts_with(|first: char| first.is_ascii_lowercase())
        || !to.chars().all(fits)
    {
        return None;
    }
    let mut document: Value = serde_json::from_str(&hopscope_document::canonical(scenario)).ok()?;
    if !old.is_empty() {
        rename(&mut document, old, to);
    }
    document["project"] = to.into();
    let text = document.to_string();
    let inputs = [Input {
        file: None,
        text: &text,
    }];
    Some(hopscope_document::read(&inputs, &Options::default()).scenario)
}

/// Ids of projects stand after `projects`, in service accounts, in callers of Google's, and where a kind is whole.
fn rename(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) => *text = renamed(text, old, new),
        Value::Array(list) => list.iter_mut().for_each(|own| rename(own, old, new)),
        Value::Object(map) => {
            for (key, own) in map.iter_mut() {
                match own {
                    Value::String(text) if is_project(key) && text == old => new.clone_into(text),
                    Value::Array(list) if key == "complete" => {
                        for own in list {
                            let kind = own
                                .as_str()
                                .and_then(|own| own.strip_prefix(old)?.strip_prefix('/'));
                            if let Some(kind) = kind {
                                *own = format!("{new}/{kind}").into();
                            }
                        }
                    }
                    own => rename(own, old, new),
                }
            }
        }
        _ => {}
    }
}

fn renamed(text: &str, old: &str, new: &str) -> String {
    if text == format!("project/{old}") {
        return format!("project/{new}");
    }
    match text
        .strip_prefix("google:")
        .and_then(|rest| rest.split_once('@'))
    {
        Some((service, project)) if project == old => return format!("google:{service}@{new}"),
        _ => {}
    }
    let account = |project: &str| format!("@{project}.iam.gserviceaccount.com");
    let text = text.replace(&account(old), &account(new));
    let mut after = "";
    let mut parts = Vec::new();
    for part in text.split('/') {
        parts.push(if after == "projects" && part == old {
            new
        } else {
            part
        });
        after = part;
    }
    parts.join("/")
}

/// Keys whose value is the id of a project and nothing else.
fn is_project(key: &str) -> bool {
    ["project", "projectId"].contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(text: &str) -> Scenario {
        hopscope_document::read(&[Input { file: None, text }], &Options::default()).scenario
    }

    const SHOP: &str = r#"{"hopscope":1,"project":"shop","resources":[
        {"kind":"compute#network","name":"shop"},
        {"kind":"compute#subnetwork","name":"shop","region":"us-east1","network":"projects/shop/global/networks/shop","ipCidrRange":"10.0.0.0/24"},
        {"kind":"compute#network","name":"hub","project":"other"},
        {"kind":"compute#subnetwork","name":"hub","project":"other","region":"us-east1","network":"projects/other/global/networks/hub","ipCidrRange":"10.1.0.0/24"},
        {"assetType":"run.googleapis.com/Service","name":"projects/shop/locations/us-east1/services/web","template":{"serviceAccount":"web@shop.iam.gserviceaccount.com"}}],
      "complete":["shop/route"],
      "requests":[{"from":"run/web","to":"https://shop.example/shop"}],
      "view":{"pins":{"run/us-east1/web":[10,20]}}}"#;

    #[test]
    fn everything_of_the_project_follows_it_and_nothing_else() {
        let before = scenario(SHOP);
        let after = set_project(&before, "shop-prod").expect("another id");
        let text = hopscope_document::canonical(&after);
        let expected = hopscope_document::canonical(&before)
            .replace(r#""project":"shop""#, r#""project":"shop-prod""#)
            .replace("projects/shop/", "projects/shop-prod/")
            .replace("@shop.iam", "@shop-prod.iam")
            .replace("shop/route", "shop-prod/route");
        assert_eq!(text, expected);
        assert!(text.contains(r#""name":"shop""#) && text.contains("https://shop.example/shop"));
        assert_eq!(
            set_project(&after, "shop").map(|own| own == before),
            Some(true)
        );
    }

    #[test]
    fn what_is_no_id_is_none() {
        let before = scenario(SHOP);
        for text in ["", "shop", "Shop", "my project", "a/b", "9lives"] {
            assert!(set_project(&before, text).is_none(), "{text}");
        }
    }
}
