//! What a value that is not known yet is made of: the configuration of a plan says which resources an expression
//! refers to, through modules, their arguments and their outputs. What it does not say (how an expression puts its
//! references together) is never guessed: only an expression that refers to one resource alone, in a field that
//! names resources of its kind, is that resource.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format#expression-representation>

use hopscope_model::Index;

use super::address::{Part, parts, split_scope};
use super::node::Node;
use super::plan::{Instance, Names, calls};

/// How many arguments and outputs a reference may go through.
const MOST_STEPS: usize = 32;

/// How many references of an expression are looked at.
const MOST_REFERENCES: usize = 256;

/// The configuration of a plan.
pub(crate) struct Config<'n> {
    document: &'n Node,
    /// Resources by the path of their module and their address in it.
    resources: Index<String, &'n Node>,
}

/// Where an expression stands: an instance of a module, and the key of what it is of.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    /// The module.
    pub(crate) module: &'s str,
    /// The key of the resource, or of the module where the expression is an argument of one.
    pub(crate) key: Option<&'s str>,
    /// How many there are with such keys.
    pub(crate) count: usize,
}

/// What an expression refers to: an instance, and the attribute of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    pub(crate) instance: usize,
    /// Nothing where the whole resource is meant, or where the plan is too old to say.
    pub(crate) attribute: Option<String>,
    /// Which of several instances it is follows from the key of the one that refers to it.
    pub(crate) by_key: bool,
}

impl<'n> Config<'n> {
    pub(crate) fn of(document: &'n Node) -> Self {
        let mut config = Self {
            document,
            resources: Index::new(),
        };
        let root = document.at("configuration").at("root_module");
        config.add(root, "");
        config
    }

    fn add(&mut self, module: &'n Node, path: &str) {
        for own in module.at("resources").list() {
            if let Some(address) = own.word("address") {
                self.resources.insert(format!("{path} {address}"), own);
            }
        }
        for (name, call) in module.at("module_calls").members() {
            self.add(call.at("module"), &format!("{path}.{name}"));
        }
    }

    /// What the configuration says of a resource.
    pub(crate) fn resource(&self, own: &Instance<'_>) -> Option<&'n Node> {
        let path: String = calls(&own.scope)
            .iter()
            .map(|name| format!(".{name}"))
            .collect();
        let key = format!("{path} {}.{}", own.kind, own.name);
        self.resources.get(&key).copied()
    }

    /// The project, region or zone that the provider of a resource gives where the resource does not.
    pub(crate) fn provider(&self, own: &Instance<'_>, key: &str) -> Option<String> {
        let resource = self.resource(own)?;
        let provider = resource.word("provider_config_key")?;
        let providers = self.document.at("configuration").at("provider_config");
        // Inside a module: `module.a:google`.
        let last = provider.rsplit(':').next()?;
        let provider = providers.get(provider).or(providers.get(last))?;
        let expression = provider.at("expressions").get(key)?;
        if let Some(constant) = expression.word("constant_value") {
            return Some(constant.to_owned());
        }
        let variable = self.only(expression)?.strip_prefix("var.")?;
        let given = self.document.at("variables").at(variable);
        given.word("value").map(str::to_owned)
    }

    /// The one reference of an expression.
    fn only<'e>(&self, expression: &'e Node) -> Option<&'e str> {
        match whole(expression).as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    fn module(&self, scope: &str) -> Option<&'n Node> {
        let mut module = self.document.at("configuration").at("root_module");
        for name in calls(scope) {
            module = module.at("module_calls").get(&name)?.get("module")?;
        }
        Some(module)
    }

    /// What an expression is, where it refers to one thing.
    pub(crate) fn follow(
        &self,
        names: &Names,
        instances: &[Instance<'_>],
        expression: &Node,
        scope: Scope<'_>,
    ) -> Option<Found> {
        self.expression(names, instances, expression, scope, &[], MOST_STEPS)
    }

    /// The same; `rest` is what is taken of its value.
    fn expression(
        &self,
        names: &Names,
        instances: &[Instance<'_>],
        expression: &Node,
        scope: Scope<'_>,
        rest: &[Part<'_>],
        left: usize,
    ) -> Option<Found> {
        let left = left.checked_sub(1)?;
        let (keys, references): (Vec<&str>, Vec<&str>) = whole(expression)
            .into_iter()
            .partition(|own| matches!(*own, "each.key" | "count.index"));
        let [reference] = references.as_slice() else {
            return None;
        };
        let mut all = parts(reference);
        all.extend(rest);
        match all.as_slice() {
            [Part::Name("var"), Part::Name(name), rest @ ..] => {
                let (parent, call, key) = split_scope(scope.module);
                let calls = self.module(parent)?.at("module_calls");
                let argument = calls.at(call).at("expressions").get(name)?;
                let scope = Scope {
                    module: parent,
                    key,
                    count: names.modules(parent, call).len(),
                };
                self.expression(names, instances, argument, scope, rest, left)
            }
            [Part::Name("module"), Part::Name(name), rest @ ..] => {
                let (key, rest) = match rest {
                    [Part::Key(key), rest @ ..] => (Some(*key), rest),
                    rest => (None, rest),
                };
                let [Part::Name(output), rest @ ..] = rest else {
                    return None;
                };
                let fits = |own: &&String| key.is_none() || split_scope(own).2 == key;
                let modules = names.modules(scope.module, name).iter();
                let mut modules = modules.filter(fits);
                let (module, None) = (modules.next()?, modules.next()) else {
                    return None;
                };
                let outputs = self.module(module)?.at("outputs");
                let value = outputs.at(output).get("expression")?;
                let scope = Scope {
                    module,
                    key: None,
                    count: 0,
                };
                self.expression(names, instances, value, scope, rest, left)
            }
            [Part::Name(kind), Part::Name(name), rest @ ..] => {
                let list = names.called(scope.module, kind, name);
                let (key, rest) = match rest {
                    [Part::Key(key), rest @ ..] => (Some(*key), rest),
                    rest => (None, rest),
                };
                let (instance, by_key) = one_of(list, instances, key, &keys, scope)?;
                let attribute = match rest {
                    [] => None,
                    [Part::Name(attribute), Part::Key(_)] | [Part::Name(attribute)] => {
                        Some((*attribute).to_owned())
                    }
                    _ => return None,
                };
                Some(Found {
                    instance,
                    attribute,
                    by_key,
                })
            }
            _ => None,
        }
    }
}

/// Which instance of a resource is meant: that of the key, the only one there is, or that which has the key of the
/// one that refers to it.
fn one_of(
    list: &[usize],
    instances: &[Instance<'_>],
    key: Option<&str>,
    keys: &[&str],
    scope: Scope<'_>,
) -> Option<(usize, bool)> {
    let called = |key: &str| {
        let mut list = list.iter().copied();
        list.find(|at| instances.get(*at).and_then(|own| own.key.as_deref()) == Some(key))
    };
    match (key, list) {
        (Some(key), _) => Some((called(key)?, false)),
        (None, [only]) => Some((*only, false)),
        // With another number of them, a number is not taken as it is.
        (None, _)
            if keys == ["each.key"] || keys == ["count.index"] && list.len() == scope.count =>
        {
            Some((called(scope.key?)?, true))
        }
        _ => None,
    }
}

/// The references of an expression that are not the beginning of another of them: for `a.b.c` Terraform lists `a.b`
/// as well.
pub(crate) fn whole(expression: &Node) -> Vec<&str> {
    let list: Vec<&str> = expression
        .at("references")
        .list()
        .iter()
        .filter_map(Node::text)
        .collect();
    // Nothing that refers to so many things is one of them.
    if list.len() > MOST_REFERENCES {
        return Vec::new();
    }
    let goes_on = |own: &str| {
        list.iter().any(|other| {
            other
                .strip_prefix(own)
                .is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    };
    let mut found: Vec<&str> = Vec::new();
    for own in &list {
        if !goes_on(own) && !found.contains(own) {
            found.push(own);
        }
    }
    found
}
