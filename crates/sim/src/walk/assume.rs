//! What is taken as given, each time with the command that settles it (<https://cloud.google.com/sdk/gcloud/reference>).

use hopscope_model::resource::Kind;
use hopscope_model::result::Assumption;
use hopscope_model::{export_command, google, order};

use super::{Keep, Walk};

impl<'a> Walk<'a> {
    /// Lists that a kind of a project is taken as complete, where the scenario has none of it and does not
    /// say that there is none.
    pub(crate) fn assume_complete(&mut self, kind: Kind, project: &str) {
        if self.keep == Keep::Verdict {
            return;
        }
        if !self.net.is_settled(kind, project) {
            self.list_complete(kind, project);
        }
    }

    /// The same where some of it is there, and may be all of another part of it: the policies of a namespace.
    pub(crate) fn assume_complete_elsewhere(&mut self, kind: Kind, project: &str) {
        if self.keep != Keep::Verdict && !self.net.scenario.is_complete(project, kind) {
            self.list_complete(kind, project);
        }
    }

    fn list_complete(&mut self, kind: Kind, project: &str) {
        self.list_assumption(
            "ASSUMED_COMPLETE",
            vec![
                ("kind", kind.code().to_owned()),
                ("project", project.to_owned()),
            ],
            Some(export_command::list(kind, project)),
        );
    }

    /// The same of kinds that may lead to other networks: where no route does, one of them may.
    pub(crate) fn assume_no_other_network(&mut self, project: &str) {
        for kind in [Kind::Router, Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
            self.assume_complete(kind, project);
        }
    }

    /// The same of kinds that may have an address which nothing known has.
    pub(crate) fn assume_no_other_owner(&mut self, kinds: &[Kind], project: &str) {
        for kind in kinds {
            self.assume_complete(*kind, project);
        }
    }

    /// Lists that the folders and the organisation above a project, as far as they are known, have no firewall
    /// policies but those of the scenario.
    pub(crate) fn assume_no_more_above(&mut self, project: &str) {
        let scenario = &self.net.scenario;
        let kind = Kind::FirewallPolicy;
        if self.keep == Keep::Verdict || scenario.is_complete(project, kind) {
            return;
        }
        let resources = &scenario.resources;
        let own = resources
            .projects
            .iter()
            .find(|(name, _)| *name.name == *project);
        for node in own.into_iter().flat_map(|(_, own)| &own.ancestors) {
            let mut policies = resources.firewall_policies.values();
            if policies.any(|policy| policy.nodes.contains(node)) {
                continue;
            }
            self.list_assumption(
                "ASSUMED_COMPLETE",
                vec![("kind", kind.code().to_owned()), ("parent", node.clone())],
                Some(export_command::hierarchical_policies(node)),
            );
        }
    }

    /// Lists any other assumption.
    pub(crate) fn assume(
        &mut self,
        id: &str,
        args: impl FnOnce(&Self) -> Vec<(&'static str, String)>,
        settled_by: impl FnOnce() -> Option<String>,
    ) {
        if self.keep == Keep::Verdict {
            return;
        }
        let args = args(self);
        self.list_assumption(id, args, settled_by());
    }

    /// Google's published ranges are those of a date.
    pub(crate) fn ranges_as_of(&mut self) {
        self.assume(
            "RANGES_AS_OF",
            |_| vec![("date", google::RANGES_AS_OF.to_owned())],
            || None,
        );
    }

    #[inline(never)]
    fn list_assumption(
        &mut self,
        id: &str,
        args: Vec<(&'static str, String)>,
        settled_by: Option<String>,
    ) {
        let args = args.into_iter();
        self.assumptions.push(Assumption {
            id: id.to_owned(),
            args: order::map(args.map(|(name, value)| (name.to_owned(), value))),
            settled_by,
            text: None,
        });
    }
}
