//! What is left of an object that cannot be read: fields that the readers know, at least where they know them, without
//! what is a secret in them.

use hopscope_model::Kind;
use hopscope_model::permission::matters;

use crate::dns::record;
use crate::item::Item;
use crate::kept::{KEPT, KEPT_ANNOTATIONS, PROXY_VARIABLES};
use crate::scan::Step;
use crate::serverless::container::without_user;
use crate::terraform::{ADDS_MARK, LACKS_MARK, PARTS_MARK, PLANNED_MARK};
use crate::tree::{Members, Tree, get};
use crate::unread::{IS_MARK, UNREAD_MARK};

/// What Hopscope writes into an object that is not whole. In a change that is how it is read when the change is made.
const MARKS: &[&str] = &[
    ADDS_MARK,
    IS_MARK,
    LACKS_MARK,
    PARTS_MARK,
    PLANNED_MARK,
    UNREAD_MARK,
];

/// What stands for what is not kept of a field.
const MASK: &str = "*";

/// The variable that holds no URL.
const NO_PROXY: &str = "NO_PROXY";

/// What depends on the kind of an object.
#[derive(Clone, Copy)]
pub(crate) struct Keep {
    /// Labels decide: selectors of Kubernetes choose by them.
    labels: bool,
    /// It is in a record set of which the data are no addresses.
    no_data: bool,
    /// That a field is there which nobody knows is kept, and not what it holds.
    masks: bool,
}

/// What is known of a member by those beside it.
struct Beside {
    /// It is a variable of an environment, and not one of a proxy.
    variable: bool,
    /// It is the URL of a proxy.
    proxy: bool,
    /// Who has the role matters to nobody.
    role: bool,
    /// The data of a record set of this type are no addresses.
    no_data: bool,
    /// It is an object of Kubernetes, of which the kinds have no mark and selectors choose by labels.
    kubernetes: bool,
}

impl Beside {
    fn of(object: &Members) -> Self {
        let text = |key: &str| match get(object, key) {
            Some(Tree::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let name = text("name").map(str::to_ascii_uppercase);
        let name = name.as_deref();
        let known = name.is_none_or(|name| PROXY_VARIABLES.contains(&name));
        let variable = get(object, "value").is_some() && get(object, "name").is_some();
        Self {
            variable: variable && !known,
            proxy: variable && known && name != Some(NO_PROXY),
            role: text("role").is_some_and(|role| !matters(role)),
            no_data: text("type").is_some_and(|kind| !record::is_kept(kind)),
            kubernetes: text("kind").is_some_and(|kind| !kind.is_empty() && !kind.contains('#')),
        }
    }

    /// Whether a member is left out for what stands beside it.
    fn leaves_out(&self, key: &str) -> bool {
        match key {
            "value" => self.variable,
            "members" | "condition" => self.role,
            _ => false,
        }
    }
}

impl Keep {
    /// What is kept of an item.
    pub(crate) fn of(item: &Item<'_>) -> Self {
        let labels = item.row.kind == Kind::Pod || item.row.kinds.contains(&"core Namespace");
        Self {
            labels,
            no_data: false,
            masks: false,
        }
    }

    /// The same of an object that is yet to be read, in a change: what it has that nobody knows may make it unreadable.
    pub(crate) fn unread() -> Self {
        Self {
            labels: false,
            no_data: false,
            masks: true,
        }
    }

    /// What is kept of an object; what `path` leads to is kept whatever it is called.
    pub(crate) fn object(self, object: Members, path: Option<&[Step]>) -> Members {
        let next = match path.and_then(<[Step]>::first) {
            Some(Step::Key(key)) => Some(key.clone()),
            _ => None,
        };
        let beside = Beside::of(&object);
        let inside = Self {
            no_data: self.no_data || beside.no_data,
            labels: self.labels || self.masks && beside.kubernetes,
            ..self
        };
        let mut kept = Members::new();
        for (key, value) in object {
            let rest = (next.as_deref() == Some(&*key))
                .then(|| path.unwrap_or_default().get(1..))
                .flatten();
            let known = KEPT.contains(&&*key) || self.masks && MARKS.contains(&&*key);
            let out = beside.leaves_out(&key) || key == "rrdatas" && inside.no_data;
            if out || !known && rest.is_none() {
                if self.masks && !out {
                    kept.push((key, Tree::Text(MASK.to_owned())));
                }
                continue;
            }
            // That it is there is what was wrong with it, and not what it holds.
            if !known && rest.is_some_and(<[Step]>::is_empty) {
                kept.push((key, Tree::Text(MASK.to_owned())));
                continue;
            }
            let value = match (&*key, value) {
                // Keys of tags, and those that selectors ask for, are the author's own.
                ("matchLabels" | "selector" | "resourceManagerTags", value) => value,
                ("labels", value) if inside.labels => value,
                ("environmentVariables", Tree::Object(own)) => Tree::Object(of_proxies(own)),
                ("environmentVariables", _) => continue,
                ("labels" | "annotations", Tree::Object(own)) => Tree::Object(google_s(own)),
                ("metadata", value) if value.get("items").is_some() => continue,
                ("value", Tree::Text(url)) if beside.proxy => Tree::Text(without_user(&url).0),
                (_, value) => inside.value(value, rest),
            };
            kept.push((key, value));
        }
        kept
    }

    fn value(self, value: Tree, path: Option<&[Step]>) -> Tree {
        match value {
            Tree::Object(object) => Tree::Object(self.object(object, path)),
            Tree::List(list) => {
                let next = match path.and_then(<[Step]>::first) {
                    Some(Step::Index(index)) => Some(*index),
                    _ => None,
                };
                let list = list.into_iter().enumerate().map(|(index, value)| {
                    let rest = (next == Some(index))
                        .then(|| path.unwrap_or_default().get(1..))
                        .flatten();
                    self.value(value, rest)
                });
                Tree::List(list.collect())
            }
            Tree::Text(text) => Tree::Text(without_secret(text)),
            other => other,
        }
    }
}

/// Labels or annotations without the author's own.
fn google_s(mut own: Members) -> Members {
    own.retain(|(key, _)| KEPT_ANNOTATIONS.contains(&&**key));
    own
}

/// The variables of an environment, by name, that are of a proxy: others may hold anything.
fn of_proxies(own: Members) -> Members {
    let mut kept = Members::new();
    for (key, value) in own {
        let name = key.to_ascii_uppercase();
        if let Tree::Text(text) = value
            && PROXY_VARIABLES.contains(&&*name)
        {
            let value = match &*name {
                NO_PROXY => text,
                _ => without_user(&text).0,
            };
            kept.push((key, Tree::Text(value)));
        }
    }
    kept
}

/// A URL without what is a secret in one: user and password, and the query.
pub(crate) fn without_secret(text: String) -> String {
    let Some((scheme, rest)) = text.split_once("://") else {
        return text;
    };
    let part = |own: char| own.is_ascii_alphanumeric() || "+-.".contains(own);
    // An expression may well have a URL in it, which is no part that can be taken out.
    let scheme_only = !scheme.is_empty() && scheme.chars().all(part);
    if !scheme_only || text.contains(char::is_whitespace) {
        return text;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{host}{path}"),
        None => format!("{scheme}://{authority}{path}"),
    }
}
