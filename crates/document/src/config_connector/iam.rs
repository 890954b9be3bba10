//! IAM policies of Config Connector as Terraform's: whole (`IAMPolicy`), some bindings (`IAMPartialPolicy`), one member
//! (`IAMPolicyMember`), on what `resourceRef` says by its kind.
//!
//! <https://docs.cloud.google.com/config-connector/docs/reference/resource-docs/iam/iampolicy>,
//! <https://docs.cloud.google.com/config-connector/docs/reference/resource-docs/iam/iampartialpolicy>,
//! <https://docs.cloud.google.com/config-connector/docs/reference/resource-docs/iam/iampolicymember>

use super::object::{Object, last};
use super::refer::{Objects, UNKNOWN};
use crate::terraform::{Node, put};

/// What a policy is set on.
pub(super) enum On {
    /// Of a kind whose policies are read: Terraform's type of the policy, and the argument that names the resource.
    Read(String, &'static str),
    /// Of another kind.
    Other(String),
}

/// Kinds of what policies are set on, what Terraform calls these, and the argument that names one.
const KINDS: &[(&str, &str, &str)] = &[
    ("Project", "project", "project"),
    ("Folder", "folder", "folder"),
    ("Organization", "organization", "org_id"),
    ("IAMServiceAccount", "service_account", "service_account_id"),
    ("RunService", "cloud_run_v2_service", "name"),
    ("RunJob", "cloud_run_v2_job", "name"),
    (
        "CloudFunctionsFunction",
        "cloudfunctions_function",
        "cloud_function",
    ),
    (
        "CloudFunctions2Function",
        "cloudfunctions2_function",
        "cloud_function",
    ),
];

/// What an object is a policy of, where it is one.
pub(super) fn of(own: &Object) -> Option<On> {
    let form = match own.kind.as_str() {
        "IAMPolicy" => "policy",
        "IAMPartialPolicy" => "binding",
        "IAMPolicyMember" => "member",
        _ => return None,
    };
    let kind = own.node.at("spec").at("resourceRef").word("kind");
    let kind = kind.unwrap_or_default();
    Some(match KINDS.iter().find(|(word, ..)| *word == kind) {
        Some((_, word, argument)) => On::Read(format!("google_{word}_iam_{form}"), argument),
        None => On::Other(kind.to_owned()),
    })
}

/// The arguments of the policies of Terraform's that an object is: bindings are one each.
pub(super) fn values(own: &Object, argument: &str, objects: &Objects) -> Vec<Node> {
    let (at, spec) = (own.node.at, own.node.at("spec"));
    let mut on = Vec::new();
    let reference = spec.at("resourceRef");
    match resource(own, reference, objects) {
        Some((name, project, location)) => {
            put(&mut on, argument, Node::text_at(reference.at, &name));
            let others = [("project", project), ("location", location.clone())];
            for (key, text) in others {
                if let Some(text) = text.filter(|_| argument != key) {
                    put(&mut on, key, Node::text_at(reference.at, &text));
                }
            }
            if let Some(region) = location {
                put(&mut on, "region", Node::text_at(reference.at, &region));
            }
        }
        None => put(&mut on, argument, Node::text_at(reference.at, UNKNOWN)),
    }
    let bindings: Vec<&Node> = match own.kind.as_str() {
        "IAMPolicy" => {
            put(&mut on, "bindings", spec.at("bindings").clone());
            return vec![Node::object(at, on)];
        }
        "IAMPartialPolicy" => spec.at("bindings").list().iter().collect(),
        _ => vec![spec],
    };
    let one = |binding: &Node| {
        let mut values = on.clone();
        if let Some(role) = binding.get("role") {
            put(&mut values, "role", role.clone());
        }
        let members: Vec<Node> = match own.kind.as_str() {
            "IAMPolicyMember" => vec![member(own, spec, objects)],
            _ => {
                let list = binding.at("members").list().iter();
                list.map(|item| member(own, item, objects)).collect()
            }
        };
        let unknown = members
            .iter()
            .find(|own| own.text() == Some(UNKNOWN))
            .cloned();
        let members = unknown.unwrap_or_else(|| Node::list_of(binding.at, members));
        put(&mut values, "members", members);
        if let Some(condition) = binding.get("condition") {
            let condition = Node::list_of(condition.at, vec![condition.clone()]);
            put(&mut values, "condition", condition);
        }
        Node::object(binding.at, values)
    };
    bindings.into_iter().map(one).collect()
}

/// Who is meant: `member`, or `memberFrom` another object.
fn member(own: &Object, said: &Node, objects: &Objects) -> Node {
    if let Some(member) = said.get("member") {
        return member.clone();
    }
    let from = said.at("memberFrom");
    let account = from.at("serviceAccountRef");
    let email = account
        .word("name")
        .and_then(|name| objects.find(own, account, name, &|kind| kind == "IAMServiceAccount"))
        .and_then(Object::email);
    match email {
        Some(email) => Node::text_at(account.at, &format!("serviceAccount:{email}")),
        // Accounts that Google makes are not in any object.
        None => Node::text_at(from.at, UNKNOWN),
    }
}

/// The name, project and location of what a policy is set on.
fn resource(
    own: &Object,
    reference: &Node,
    objects: &Objects,
) -> Option<(String, Option<String>, Option<String>)> {
    let kind = reference.word("kind")?;
    if let Some(external) = reference.word("external") {
        let name = match kind {
            "Project" | "Folder" | "Organization" => last(external),
            _ => external,
        };
        return Some((name.to_owned(), None, None));
    }
    let Some(name) = reference.word("name") else {
        // <https://docs.cloud.google.com/config-connector/docs/how-to/using-iam>: without a name it is the project
        // of the policy itself.
        let project = own.project.clone().filter(|_| kind == "Project")?;
        return Some((project, None, None));
    };
    let found = objects.find(own, reference, name, &|other| other == kind);
    match (found, kind) {
        (Some(other), "IAMServiceAccount") => Some((other.email()?, None, None)),
        // Google makes its number.
        (Some(other), "Folder") => {
            let id = other.node.at("spec").word("resourceID")?;
            Some((last(id).to_owned(), None, None))
        }
        (Some(other), "Project") => Some((other.id.clone(), None, None)),
        (Some(other), _) => Some((
            other.id.clone(),
            other.project.clone(),
            other.location.clone(),
        )),
        (None, "IAMServiceAccount" | "Folder" | "Organization") => None,
        (None, "Project") => Some((name.to_owned(), None, None)),
        // It is called so where nothing says otherwise, somewhere.
        (None, _) => {
            let namespace = reference.word("namespace");
            Some((name.to_owned(), objects.project_in(own, namespace), None))
        }
    }
}
