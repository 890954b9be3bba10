//! Who a policy lets do something: what its bindings surely grant, what they may, and what is granted further up
//! (<https://cloud.google.com/iam/docs/resource-hierarchy-access-control>).

use hopscope_model::Cause;
use hopscope_model::permission::{Holds, Permission};
use hopscope_model::resource::iam::Binding;
use hopscope_model::resource::{IamPolicy, IamResource};

use super::{Checked, Lack, Walk};
use crate::tables::members::ancestors;

/// A binding that gives, or may give, a permission.
#[derive(Clone, Copy)]
pub(super) struct Grant<'a> {
    pub(super) role: &'a str,
    members: &'a [String],
    /// No condition, and a role that surely holds the permission.
    certain: bool,
}

/// What is found of somebody: the role, and whether it is surely granted.
pub(super) enum Found<'a> {
    Yes(&'a str),
    Maybe(&'a str),
}

impl<'a> Grant<'a> {
    fn of(binding: &'a Binding, permission: &Permission) -> Option<Self> {
        let role = binding.role.as_str();
        let holds = permission.of(role);
        (holds != Holds::No).then_some(Self {
            role,
            members: &binding.members,
            certain: holds == Holds::Surely && binding.condition.is_none(),
        })
    }

    /// All that these policies grant, or may grant, of a permission.
    pub(super) fn all(
        policies: impl IntoIterator<Item = &'a IamPolicy>,
        permission: &Permission,
    ) -> Vec<Self> {
        let policies = policies.into_iter();
        let bindings = policies.flat_map(|policy| &policy.bindings);
        let grants = bindings.filter_map(|binding| Self::of(binding, permission));
        grants.collect()
    }

    /// Groups, domains and workforce pools: who is in them, no policy says.
    pub(super) fn has_opaque_member(&self) -> bool {
        self.members.iter().any(|member| {
            [
                "group:",
                "domain:",
                "principal:",
                "principalSet:",
                "projectEditor:",
                "projectOwner:",
                "projectViewer:",
                "deleted:",
            ]
            .iter()
            .any(|prefix| member.starts_with(prefix))
        })
    }
}

/// The best of what these grant to somebody.
pub(super) fn find<'a>(grants: &[Grant<'a>], fits: impl Fn(&str) -> bool) -> Option<Found<'a>> {
    let mut maybe = None;
    for grant in grants {
        if !grant.members.iter().any(|member| fits(member)) {
            continue;
        }
        if grant.certain {
            return Some(Found::Yes(grant.role));
        }
        maybe.get_or_insert(Found::Maybe(grant.role));
    }
    maybe
}

impl<'a> Walk<'a> {
    /// The role that a folder or the organisation may grant, which is inherited. Whether a project hangs below one is
    /// not always known, and then a grant that would matter may be for it.
    pub(super) fn granted_above(
        &self,
        project: &'a str,
        permission: &Permission,
        fits: impl Fn(&str) -> bool,
    ) -> Checked<'a, Option<&'a str>> {
        let above = ancestors(&self.net.scenario, project);
        let may_be_above =
            |on: &str| above.is_empty() || above.iter().any(|node| ends_in(on, node));
        let found = self.net.wide_policies.iter().find_map(|(on, policy)| {
            let IamResource::Other(on) = on else {
                return None;
            };
            let node = on.contains("folders/") || on.contains("organizations/");
            let grants = policy.bindings.iter();
            let mut grants = grants.filter_map(|binding| Grant::of(binding, permission));
            let grant = grants.find(|grant| {
                grant.has_opaque_member() || grant.members.iter().any(|member| fits(member))
            });
            grant
                .filter(|_| node && may_be_above(on))
                .map(|grant| grant.role)
        });
        match found {
            Some(_) if above.is_empty() => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Ancestors(project)))
            }
            found => Ok(found),
        }
    }

    /// Grants on the project are inherited; without its policy they are taken as none.
    pub(super) fn inherited_policies_assumed(&mut self, project: &str) {
        let own = self.net.project_policy(project);
        if own.is_some_and(|policy| !policy.partial) {
            return;
        }
        let project = project.to_owned();
        self.assume(
            "ASSUMED_COMPLETE",
            |_| {
                vec![
                    ("kind", "iam-policy".to_owned()),
                    ("project", project.clone()),
                ]
            },
            || {
                Some(format!(
                    "gcloud projects get-iam-policy {project} --format=json"
                ))
            },
        );
    }
}

/// Whether a name of a resource ends in this path: `//cloudresourcemanager.googleapis.com/folders/1`.
fn ends_in(on: &str, path: &str) -> bool {
    on.strip_suffix(path)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}
