//! IAM policies: Terraform has them whole, by role, or by member; all that stand on one resource are one policy.
//!
//! <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam>

use hopscope_model::Index;

use super::links::{MOST, Said};
use super::node::{Node, Value, put};
use super::plan::Instance;
use super::shape::{Lacks, Made};
use super::{ADDS_MARK, Making, join};

/// Bindings of a resource, in the order in which they are found.
#[derive(Default)]
pub(crate) struct Policy {
    at: usize,
    bindings: Vec<Node>,
    /// Where the binding of a role is that has no condition.
    roles: Index<String, usize>,
    lacks: Option<(String, Lacks)>,
    /// Others may be granted beside these: a role or member is added to what is there.
    partial: bool,
}

/// Policies by what they are set on.
pub(crate) type Policies = Index<String, Policy>;

/// Where a policy is set: the types, without `google_` and `_iam_…`; the argument that names the resource, and its
/// path around that.
const RESOURCES: &[(&str, &str, Path)] = &[
    ("project", "project", Path::Project),
    ("folder", "folder", Path::Node("folders")),
    ("organization", "org_id", Path::Node("organizations")),
    ("service_account", "service_account_id", Path::Account),
    (
        "cloud_run_service",
        "service",
        Path::In("run.googleapis.com", "location", "services"),
    ),
    (
        "cloud_run_v2_service",
        "name",
        Path::In("run.googleapis.com", "location", "services"),
    ),
    (
        "cloud_run_v2_job",
        "name",
        Path::In("run.googleapis.com", "location", "jobs"),
    ),
    (
        "cloudfunctions_function",
        "cloud_function",
        Path::In("cloudfunctions.googleapis.com", "region", "functions"),
    ),
    (
        "cloudfunctions2_function",
        "cloud_function",
        Path::In("cloudfunctions.googleapis.com", "location", "functions"),
    ),
];

#[derive(Clone, Copy)]
enum Path {
    Project,
    Node(&'static str),
    Account,
    In(&'static str, &'static str, &'static str),
}

impl Making<'_> {
    /// Adds what a resource grants to the policy it is of; whether it is of one.
    pub(super) fn policy(&self, own: &Instance<'_>, policies: &mut Policies) -> bool {
        let word = own.kind.strip_prefix("google_").unwrap_or_default();
        let Some((resource, form)) = word.rsplit_once("_iam_") else {
            return false;
        };
        let row = RESOURCES.iter().find(|(word, ..)| *word == resource);
        let Some((_, argument, path)) = row else {
            return false;
        };
        if !matches!(form, "policy" | "binding" | "member") {
            return false;
        }
        let Some(on) = self.policy_resource(own, argument, *path) else {
            self.any_policy(own, resource, *path, policies);
            return true;
        };
        if !policies.contains_key(&on) {
            let policy = Policy {
                at: own.at,
                ..Policy::default()
            };
            policies.insert(on.clone(), policy);
        }
        let partial = form != "policy" && !self.is_made(resource, *path, &on);
        let Some(policy) = policies.get_mut(&on) else {
            return true;
        };
        policy.partial |= partial;
        let mut grant = |bindings: Option<Vec<Node>>| match bindings {
            Some(bindings) => bindings.into_iter().for_each(|own| bind(policy, own)),
            None => {
                let why = match own.values.holds_hidden() {
                    true => Lacks::Sensitive,
                    false => Lacks::AfterApply,
                };
                policy.lacks.get_or_insert(("bindings".to_owned(), why));
            }
        };
        match form {
            "policy" => grant(match own.values.get("bindings") {
                Some(bindings) => Some(bindings.list().to_vec()),
                None => own.values.word("policy_data").and_then(|data| {
                    let mut policy = Node::parse(data)?;
                    policy.stand_at(own.at);
                    Some(policy.at("bindings").list().to_vec())
                }),
            }),
            _ => grant(self.binding(own).map(|own| vec![own])),
        }
        true
    }

    /// What of a type there is to grant something on, with its path.
    fn targets(&self, resource: &str, path: Path) -> impl Iterator<Item = (&Instance<'_>, String)> {
        let kind = format!("google_{resource}");
        let all = self.instances.iter();
        let all = all.filter(move |own| own.kind == kind && !own.data);
        all.filter_map(move |target| {
            let on = match path {
                Path::Project => self.own_name(target).map(project_path),
                Path::Account => self.email(target, MOST).map(account_path),
                Path::In(service, place, collection) => {
                    let Said::Known(location) = self.said(target, place) else {
                        return None;
                    };
                    let project = self.said(target, "project");
                    let name = self.own_name(target)?;
                    in_service(service, collection, &project, &location, name)
                }
                Path::Node(_) => None,
            };
            Some((target, on?))
        })
    }

    /// Whether the plan makes what something is granted on: then nobody else has granted anything on it.
    fn is_made(&self, resource: &str, path: Path, on: &str) -> bool {
        let mut targets = self.targets(resource, path);
        targets.any(|(target, own)| own == on && target.created)
    }

    /// What is granted on something that nobody knows may be granted on any of its type.
    fn any_policy(&self, own: &Instance<'_>, resource: &str, path: Path, policies: &mut Policies) {
        let all = self.targets(resource, path);
        let mut found: Vec<String> = all.map(|(_, on)| on).collect();
        // What is inherited comes from a project, whichever it is.
        if matches!(path, Path::Project | Path::Node(_)) {
            found.push(project_path("-"));
        }
        for on in found {
            let why = ("bindings".to_owned(), Lacks::AfterApply);
            match policies.get_mut(&on) {
                Some(policy) => policy.lacks = Some(why),
                None => {
                    let policy = Policy {
                        at: own.at,
                        lacks: Some(why),
                        ..Policy::default()
                    };
                    policies.insert(on, policy);
                }
            }
        }
    }

    /// The binding of a role.
    fn binding(&self, own: &Instance<'_>) -> Option<Node> {
        if own.values.holds_hidden() {
            return None;
        }
        let role = own.values.get("role")?;
        let mut members = Vec::new();
        if let Some(one) = own.values.get("member") {
            members.push(one.clone());
        }
        let list = own.values.at("members").list();
        let unknown = |key: &str| own.unknown.is_some_and(|own| own.at(key).holds_true());
        members.extend(list.iter().filter(|own| !own.is_null()).cloned());
        for key in ["member", "members"] {
            if unknown(key) {
                let expressions = self.config.resource(own)?.at("expressions");
                let expression = expressions.get(key)?;
                let mut made = Made::default();
                let text = self.reference(own, key, expression, &mut made)?;
                if !members.is_empty() || made.lacks.is_some() {
                    return None;
                }
                members.push(Node::text_at(own.at, &text));
            }
        }
        if unknown("role")
            || unknown("condition")
            || members.is_empty() && list.is_empty() && own.values.get("members").is_none()
        {
            return None;
        }
        let mut binding = Vec::new();
        put(&mut binding, "role", role.clone());
        put(&mut binding, "members", Node::list_of(own.at, members));
        if let Some(condition) = own.values.at("condition").list().first() {
            put(&mut binding, "condition", condition.clone());
        }
        Some(Node::object(own.at, binding))
    }

    /// What a policy is set on, as Google names it.
    fn policy_resource(&self, own: &Instance<'_>, argument: &str, path: Path) -> Option<String> {
        let given = match own.values.word(argument) {
            Some(text) => Some(text.to_owned()),
            None if argument == "project" => None,
            None => {
                let expression = self.config.resource(own)?.at("expressions").get(argument)?;
                let found = self.follow(own, expression)?;
                let target = self.instances.get(found.instance)?;
                match path {
                    Path::Account => Some(self.email(target, MOST)?),
                    _ => Some(self.own_name(target)?.to_owned()),
                }
            }
        };
        let given = given.as_deref();
        let last = |text: &str| text.rsplit('/').next().unwrap_or(text).to_owned();
        match path {
            Path::Project => match self.said(own, "project") {
                Said::Known(project) => Some(project_path(&project)),
                Said::Default => Some(project_path("-")),
                Said::Later => None,
            },
            Path::Node(collection) => {
                let name = last(given?);
                Some(format!(
                    "//cloudresourcemanager.googleapis.com/{collection}/{name}"
                ))
            }
            Path::Account => Some(account_path(last(given?))),
            Path::In(service, place, collection) => {
                let text = given?;
                let name = last(text);
                let parsed = crate::names::Path::parse(text);
                let location = match parsed.location {
                    Some(location) => location.to_owned(),
                    None => match self.said(own, place) {
                        Said::Known(location) => location,
                        Said::Default => String::new(),
                        Said::Later => return None,
                    },
                };
                let project = match parsed.project {
                    Some(project) => Said::Known(project.to_owned()),
                    None => self.said(own, "project"),
                };
                in_service(service, collection, &project, &location, &name)
            }
        }
    }
}

/// The path of a resource in a service; in the project that is meant where none is said by its kind.
fn in_service(
    service: &str,
    collection: &str,
    project: &Said,
    location: &str,
    name: &str,
) -> Option<String> {
    let code = match collection {
        "services" => "run",
        "jobs" => "job",
        _ => "function",
    };
    // Where it is not said, the only one of its name is meant.
    if location.is_empty() {
        return match project {
            Said::Later => None,
            _ => Some(format!("{code}/{name}")),
        };
    }
    match project {
        Said::Known(project) => Some(format!(
            "//{service}/projects/{project}/locations/{location}/{collection}/{name}"
        )),
        Said::Default => Some(format!("{code}/{location}/{name}")),
        Said::Later => None,
    }
}

/// Adds a binding: members of one role without a condition are one.
fn bind(policy: &mut Policy, own: Node) {
    let role = |own: &Node| match own.get("condition") {
        None => own.word("role").map(str::to_owned),
        Some(_) => None,
    };
    let name = role(&own);
    let there = policy.roles.get(name.as_deref().unwrap_or_default());
    let there = there.and_then(|at| policy.bindings.get_mut(*at));
    if let (Some(_), Some(there)) = (&name, there) {
        let more = own.at("members").list().to_vec();
        if let Value::Object(members) = &mut there.value {
            let list = members.iter_mut().find(|(key, _)| key == "members");
            if let Some((
                _,
                Node {
                    value: Value::List(list),
                    ..
                },
            )) = list
            {
                list.extend(more);
                return;
            }
        }
    }
    if let Some(name) = name {
        policy.roles.insert(name, policy.bindings.len());
    }
    policy.bindings.push(own);
}

/// The policies as objects.
pub(super) fn objects(policies: Policies) -> Vec<Node> {
    let mut found = Vec::new();
    for (resource, policy) in policies.iter() {
        let at = policy.at;
        let mut members = Vec::new();
        put(
            &mut members,
            "kind",
            Node::text_at(at, "hopscope#iamPolicy"),
        );
        put(&mut members, "resource", Node::text_at(at, resource));
        let bindings = Node::list_of(at, policy.bindings.clone());
        put(&mut members, "bindings", bindings);
        if policy.partial {
            put(&mut members, "partial", Node::leaf(at, true.into()));
            put(&mut members, ADDS_MARK, Node::leaf(at, true.into()));
        }
        let made = Made {
            members,
            lacks: policy.lacks.clone(),
            ..Made::default()
        };
        found.push(join::finish(at, made));
    }
    found
}
fn project_path(project: &str) -> String {
    format!("//cloudresourcemanager.googleapis.com/projects/{project}")
}

fn account_path(email: String) -> String {
    format!("//iam.googleapis.com/projects/-/serviceAccounts/{email}")
}
