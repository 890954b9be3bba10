//! What a plan or a state holds, whichever of Terraform's three formats it is in: instances of resources, each with
//! its values and with what of them is known only after `terraform apply`.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format>: plans and states as `terraform show -json`
//! prints them. A raw state file of version 4 has `resources[].instances[].attributes`.

use std::borrow::Cow;

use hopscope_model::Index;

use super::address::{Part, parts, split_scope};
use super::node::Node;

/// Which of a plan's two sides is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    /// What is there: `prior_state`.
    Before,
    /// What is planned: `planned_values`.
    After,
}

/// One instance of a resource.
pub(crate) struct Instance<'n> {
    /// `module.vpc["a"].google_compute_network.net[0]`.
    pub(crate) address: String,
    /// The instance of a module that it is in; empty for the root.
    pub(crate) scope: String,
    /// Its type, such as `google_compute_network`.
    pub(crate) kind: &'n str,
    /// Its name in Terraform.
    pub(crate) name: &'n str,
    /// The key of `for_each` or the number of `count`.
    pub(crate) key: Option<String>,
    /// Where it stands.
    pub(crate) at: usize,
    /// Its values, without those that are marked as sensitive.
    pub(crate) values: Cow<'n, Node>,
    /// Of the same shape, `true` for what is not known yet.
    pub(crate) unknown: Option<&'n Node>,
    /// The plan makes it, or makes it anew.
    pub(crate) created: bool,
    /// It is read and not managed.
    pub(crate) data: bool,
    /// It is said which of its values are known.
    pub(crate) settled: bool,
}

/// Marks a document that was made around a part of one.
pub(super) const FRAGMENT: &str = "hopscope#part";

/// Whether a document is one of Terraform's.
pub(crate) fn is_terraform(has: impl Fn(&str) -> bool) -> bool {
    let versioned = has("terraform_version") || has("format_version");
    has("planned_values")
        || has("resource_changes")
        || versioned && (has("values") || has("prior_state") || has("lineage"))
}

/// Whether what a plan changes is there before: managed resources in its prior state.
pub(crate) fn has_before(document: &Node) -> bool {
    fn managed(module: &Node) -> bool {
        let own = module.at("resources").list().iter();
        let mut own = own.filter(|own| own.word("mode") != Some("data"));
        own.next().is_some() || module.at("child_modules").list().iter().any(managed)
    }
    match only_changes(document) {
        Some(changes) => changes.iter().any(|own| {
            own.word("mode") != Some("data") && !own.at("change").at("before").is_null()
        }),
        None => {
            document.get("planned_values").is_some()
                && managed(document.at("prior_state").at("values").at("root_module"))
        }
    }
}

/// Whether a plan makes something where nothing of its own is there yet: the first one of a root module.
pub(crate) fn is_first(document: &Node) -> bool {
    let makes = |own: &Node| {
        let mut actions = own.at("change").at("actions").list().iter();
        own.word("mode") != Some("data") && actions.any(|own| own.text() == Some("create"))
    };
    !has_before(document) && document.at("resource_changes").list().iter().any(makes)
}

/// The changes of a plan from which the rest was taken away.
fn only_changes(document: &Node) -> Option<&[Node]> {
    let planned = document.get("planned_values").or(document.get("values"));
    match planned {
        None => Some(document.get("resource_changes")?.list()),
        Some(_) => None,
    }
}

/// The instances of one side, in the order of the document.
pub(crate) fn instances(document: &Node, side: Side) -> Vec<Instance<'_>> {
    let mut found = Vec::new();
    if let Some(list) = only_changes(document) {
        found.extend(list.iter().filter_map(|own| changed(own, side)));
        return found;
    }
    let planned = document.get("planned_values").or(document.get("values"));
    match (side, planned) {
        (Side::Before, Some(_)) if document.get("planned_values").is_some() => {
            let root = document.at("prior_state").at("values").at("root_module");
            module(root, "", &mut found);
        }
        (_, Some(values)) => {
            module(values.at("root_module"), "", &mut found);
            changes(document, &mut found);
            // What is read while planning is only there, and so is what is not touched.
            let mut before = Vec::new();
            let root = document.at("prior_state").at("values").at("root_module");
            module(root, "", &mut before);
            let untouched = Untouched::of(document, &found);
            let stays = |own: &Instance<'_>| own.data || untouched.holds(&own.address);
            before.retain(stays);
            // Terraform prints what is let go of among what is planned, without its values.
            found.retain(|own| own.data || !untouched.forgets(&own.address));
            // Where it is cut off what a plan does, what it does not plan may as well be taken away.
            let said = !document.at("resource_changes").list().is_empty();
            if !said && found.iter().any(|own| !own.data) {
                let left = before.iter_mut().filter(|own| !own.data);
                left.for_each(|own| own.settled = false);
            }
            found.extend(before);
        }
        (_, None) => raw(document, &mut found),
    }
    found
}

fn module<'n>(module_of: &'n Node, scope: &str, found: &mut Vec<Instance<'n>>) {
    for own in module_of.at("resources").list() {
        let (Some(kind), Some(name)) = (own.word("type"), own.word("name")) else {
            continue;
        };
        // What is left of one that is to be replaced is no part of the network any more.
        if own.get("deposed_key").is_some() {
            continue;
        }
        let address = own.word("address").unwrap_or(name).to_owned();
        found.push(Instance {
            key: key_of(own.get("index")),
            address,
            scope: scope.to_owned(),
            kind,
            name,
            at: own.at,
            values: hidden(own.at("values"), own.at("sensitive_values")),
            unknown: None,
            created: false,
            data: own.word("mode") == Some("data"),
            settled: true,
        });
    }
    for own in module_of.at("child_modules").list() {
        if let Some(address) = own.word("address") {
            module(own, address, found);
        }
    }
}

/// Values without those that a node of the same shape marks as sensitive: "leaf values replaced with true".
fn hidden<'n>(values: &'n Node, marks: &Node) -> Cow<'n, Node> {
    let mut values = Cow::Borrowed(values);
    hide(&mut values, marks);
    values
}

fn hide(values: &mut Cow<'_, Node>, marks: &Node) {
    if marks.holds_true() {
        values.to_mut().hide(marks);
    }
}

/// A key as it stands between brackets: `0`, `"a"`.
fn key_of(index: Option<&Node>) -> Option<String> {
    let mut text = String::new();
    index?.write(&mut text, &mut Vec::new());
    Some(text)
}

/// One side of a change, where there is something on it.
fn changed<'n>(own: &'n Node, side: Side) -> Option<Instance<'n>> {
    let (kind, name) = (own.word("type")?, own.word("name")?);
    let change = own.at("change");
    let actions = change.at("actions").list();
    let does = |word: &str| actions.iter().any(|own| own.text() == Some(word));
    // What is let go of stays as it is.
    let before = side == Side::Before || does("forget") && change.get("after").is_none();
    let (values, marks) = match before {
        true => (change.get("before")?, change.at("before_sensitive")),
        false => (change.get("after")?, change.at("after_sensitive")),
    };
    if own.get("deposed").is_some() {
        return None;
    }
    let unknown = change.get("after_unknown").filter(|_| !before);
    Some(Instance {
        address: own.word("address").unwrap_or(name).to_owned(),
        scope: own.word("module_address").unwrap_or_default().to_owned(),
        kind,
        name,
        key: key_of(own.get("index")),
        at: own.at,
        values: hidden(values, marks),
        unknown,
        created: !before && does("create"),
        data: own.word("mode") == Some("data"),
        settled: before || unknown.is_some(),
    })
}

/// What changes: of which values only that they will be known is known, and what is made.
fn changes<'n>(document: &'n Node, found: &mut [Instance<'n>]) {
    let list = document.at("resource_changes").list().iter();
    let mut changes: Index<&str, &Node> = Index::new();
    for own in list.filter(|own| own.get("deposed").is_none()) {
        if let Some(address) = own.word("address") {
            changes.insert(address, own.at("change"));
        }
    }
    // Only a plan's changes say what of it is not known.
    let planned = document.get("planned_values").is_some();
    // Of a part nobody knows whether a plan or a state has it; what has an identity is there.
    let part = document.get(FRAGMENT).is_some();
    for own in found {
        own.settled = !planned || own.data || part && own.values.word("id").is_some();
        let Some(change) = changes.get(own.address.as_str()) else {
            continue;
        };
        own.unknown = change.get("after_unknown");
        own.settled |= own.unknown.is_some();
        hide(&mut own.values, change.at("after_sensitive"));
        let mut actions = change.at("actions").list().iter();
        own.created = actions.any(|own| own.text() == Some("create"));
    }
}

/// What a plan leaves as it is. `planned_values` is made of the plan's changes, which hold only what is targeted, and
/// nothing in a plan that only refreshes; what is let go of stays too: "Terraform removes the resource from state, without
/// destroying the real infrastructure" (<https://developer.hashicorp.com/terraform/language/block/removed>).
struct Untouched {
    /// What the plan has a value for, or takes away; and whether that is let go of.
    touched: Index<String, bool>,
}

impl Untouched {
    fn of(document: &Node, planned: &[Instance<'_>]) -> Self {
        let mut touched = Index::new();
        for own in planned.iter().filter(|own| !own.data) {
            touched.insert(own.address.clone(), false);
        }
        for own in document.at("resource_changes").list() {
            if own.get("deposed").is_some() {
                continue;
            }
            let actions = own.at("change").at("actions").list();
            let does = |word: &str| actions.iter().any(|own| own.text() == Some(word));
            if let Some(address) = own.word("address")
                && (does("delete") || does("forget"))
            {
                touched.insert(address.to_owned(), does("forget"));
            }
            if let Some(address) = own.word("previous_address") {
                touched.insert(address.to_owned(), false);
            }
        }
        Self { touched }
    }

    fn forgets(&self, address: &str) -> bool {
        self.touched
            .get(address)
            .is_some_and(|forgotten| *forgotten)
    }

    fn holds(&self, address: &str) -> bool {
        self.touched.get(address).is_none_or(|forgotten| *forgotten)
    }
}

/// A raw state file.
fn raw<'n>(document: &'n Node, found: &mut Vec<Instance<'n>>) {
    for own in document.at("resources").list() {
        let (Some(kind), Some(name)) = (own.word("type"), own.word("name")) else {
            continue;
        };
        let scope = own.word("module").unwrap_or_default();
        for instance in own.at("instances").list() {
            // What is left of one that is to be replaced is no part of the network any more.
            if instance.get("deposed").is_some() {
                continue;
            }
            let key = key_of(instance.get("index_key"));
            let mut address = match scope {
                "" => format!("{kind}.{name}"),
                scope => format!("{scope}.{kind}.{name}"),
            };
            if let Some(key) = &key {
                address = format!("{address}[{key}]");
            }
            let paths = instance.at("sensitive_attributes").list().iter();
            let first = paths.filter_map(|path| path.list().first()?.word("value"));
            let marks = first.map(|key| (key.to_owned(), Node::leaf(0, true.into())));
            let marks = Node::object(0, marks.collect());
            found.push(Instance {
                address,
                scope: scope.to_owned(),
                kind,
                name,
                key,
                at: instance.at,
                values: hidden(instance.at("attributes"), &marks),
                unknown: None,
                created: false,
                data: own.word("mode") == Some("data"),
                settled: true,
            });
        }
    }
}

/// The instances by what they are called inside their module, and the instances of modules that there are.
pub(crate) struct Names {
    by_name: Index<String, Vec<usize>>,
    /// The instances of a module, by where and as what it is called.
    modules: Index<String, Vec<String>>,
}

impl Names {
    pub(crate) fn of(instances: &[Instance<'_>]) -> Self {
        let mut names = Self {
            by_name: Index::new(),
            modules: Index::new(),
        };
        let mut known: Index<String, ()> = Index::new();
        for (index, own) in instances.iter().enumerate() {
            let name = key(&own.scope, own.kind, own.name, own.data);
            add(&mut names.by_name, name, index);
            let mut scope = own.scope.as_str();
            while !scope.is_empty() && !known.contains_key(scope) {
                known.insert(scope.to_owned(), ());
                let (parent, call, _) = split_scope(scope);
                add(
                    &mut names.modules,
                    format!("{parent} {call}"),
                    scope.to_owned(),
                );
                scope = parent;
            }
        }
        names
    }

    /// The instances of a resource of a module's instance.
    pub(crate) fn called(&self, scope: &str, kind: &str, name: &str) -> &[usize] {
        let list = self.by_name.get(&key(scope, kind, name, false));
        list.map_or(&[], Vec::as_slice)
    }

    /// The instances of a module that is called in another.
    pub(crate) fn modules(&self, scope: &str, name: &str) -> &[String] {
        let list = self.modules.get(&format!("{scope} {name}"));
        list.map_or(&[], Vec::as_slice)
    }
}

/// Adds to the list of a key.
pub(crate) fn add<T>(index: &mut Index<String, Vec<T>>, key: String, value: T) {
    match index.get_mut(&key) {
        Some(list) => list.push(value),
        None => index.insert(key, vec![value]),
    }
}

fn key(scope: &str, kind: &str, name: &str, data: bool) -> String {
    let mode = if data { "data." } else { "" };
    format!("{scope} {mode}{kind}.{name}")
}

/// The address of a module without keys, as its configuration is found.
pub(crate) fn calls(scope: &str) -> Vec<String> {
    let mut found = Vec::new();
    let all = parts(scope);
    let mut all = all.iter();
    while let Some(part) = all.next() {
        if let (Part::Name("module"), Some(Part::Name(name))) = (part, all.clone().next()) {
            found.push((*name).to_owned());
            all.next();
        }
    }
    found
}
