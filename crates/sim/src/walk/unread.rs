//! Parts of a resource that could not be read: its processes, how it reaches out, who may call it. The resource is
//! there, and a request for which such a part could matter is answered neither way. IAM policies of a project are
//! inherited by what is in it (<https://cloud.google.com/iam/docs/resource-hierarchy-access-control>).

use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, Unread, UnreadPart};
use hopscope_model::result::Missing;
use hopscope_model::{Cause, Scenario, export_command};

use super::{At, Checked, Lack, Walk};
use crate::docs;
use crate::tables::network::NetworkTables;

/// An unread part of a resource, out of these.
pub(crate) fn unread_part<'a>(
    scenario: &'a Scenario,
    kind: Kind,
    name: &Name,
    parts: &[UnreadPart],
) -> Option<&'a Unread> {
    let unread = &scenario.resources.unread;
    unread
        .iter()
        .find(|unread| parts.contains(&unread.part) && unread.is_of(kind, name))
}

/// As results print it. What no command exports is corrected by hand.
pub(super) fn missing(unread: &Unread) -> Missing {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let name = Name::new(
        unread.project.as_str(),
        unread.location.as_str(),
        unread.name.as_str(),
    );
    let described = || Some(export_command::describe(unread.kind, &name));
    let command = match unread.part {
        UnreadPart::Process
        | UnreadPart::Client
        | UnreadPart::OrgPolicy
        | UnreadPart::OrgPolicyOfRun
        | UnreadPart::DenyPolicy => None,
        // Of what nobody knows whose it is, there is no command.
        UnreadPart::IamPolicy if unread.name.is_empty() => None,
        UnreadPart::IamPolicy => export_command::iam_policy(unread.kind, &name),
        UnreadPart::Resource => described().filter(|command| !command.is_empty()),
    };
    Missing {
        kind: unread.kind.code().to_owned(),
        name: some(&unread.name),
        project: some(&unread.project),
        command,
    }
}

/// What may have an internal address.
const INTERNAL_OWNERS: [Kind; 6] = [
    Kind::Instance,
    Kind::Pod,
    Kind::ForwardingRule,
    Kind::Address,
    Kind::Sql,
    Kind::Cluster,
];

/// What may have an external address; of a router it is its gateways.
const EXTERNAL_OWNERS: [Kind; 6] = [
    Kind::Instance,
    Kind::ForwardingRule,
    Kind::Address,
    Kind::Router,
    Kind::Sql,
    Kind::Cluster,
];

impl<'a> Walk<'a> {
    /// Ends it if an object of this kind in this project could not be read, unless it is of another network: it
    /// could matter. For kinds that are always in the project of what they are for.
    pub(super) fn unread(
        &self,
        kind: Kind,
        project: &str,
        network: Option<&NetworkTables>,
    ) -> Checked<'a> {
        self.unread_in(&[kind], Some(project), network)
    }

    /// The same, of whatever project: for what may be in another one than what it is for.
    pub(super) fn unread_anywhere(
        &self,
        kind: Kind,
        network: Option<&NetworkTables>,
    ) -> Checked<'a> {
        self.unread_in(&[kind], None, network)
    }

    /// Ends it if something that could not be read may have an internal address that nothing known has.
    pub(super) fn unread_internal_owner(&self, network: &'a NetworkTables) -> Checked<'a> {
        self.unread_in(&INTERNAL_OWNERS, None, Some(network))?;
        self.addressed(network.unaddressed.as_ref())
    }

    /// Ends it if a workload that could not be read may reach out through a subnet of a network, and so have one of its
    /// addresses.
    pub(super) fn unread_direct_vpc(&self, network: &'a NetworkTables) -> Checked<'a> {
        let kinds = [Kind::RunService, Kind::RunJob, Kind::Function];
        self.unread_in(&kinds, None, Some(network))
    }

    /// Ends it if a forwarding rule, whose address is not in the scenario, may have the one that nothing known has.
    fn addressed(&self, rule: Option<&'a Name>) -> Checked<'a> {
        match rule {
            None => Ok(()),
            Some(name) => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(At::new(Kind::ForwardingRule, name), "IPAddress"),
            )),
        }
    }

    /// Ends it if something that could not be read may have an external address that nothing known has.
    pub(super) fn unread_external_owner(&self) -> Checked<'a> {
        self.unread_in(&EXTERNAL_OWNERS, None, None)?;
        let net = self.net;
        self.addressed(net.unaddressed.as_ref())
    }

    /// Ends it if a Cloud Run service that could not be read, or a mapping to one, says a name that nothing known has.
    pub(super) fn unread_domain(&self, name: &str) -> Checked<'a> {
        let unread = self.net.scenario.resources.unread.iter();
        let mut services = unread.filter(|own| own.kind == Kind::RunService);
        match services.find(|own| own.text.to_ascii_lowercase().contains(name)) {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    fn unread_in(
        &self,
        kinds: &[Kind],
        project: Option<&str>,
        network: Option<&NetworkTables>,
    ) -> Checked<'a> {
        let found = self.net.scenario.resources.unread.iter().find(|unread| {
            kinds.contains(&unread.kind)
                // What runs on a machine is not the machine.
                && !matches!(unread.part, UnreadPart::Process | UnreadPart::Client)
                && project.is_none_or(|own| unread.project.is_empty() || unread.project == own)
                && match (&unread.network, network) {
                    (Some(own), Some(network)) => *own.name() == network.name,
                    _ => true,
                }
        });
        match found {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    /// Ends it if something that is said of a network's peerings, apart from its own export, could not be joined with it.
    pub(super) fn peerings_are_read(&self, network: &NetworkTables) -> Checked<'a> {
        let own = At::new(Kind::Network, &network.name);
        match unread_part(
            &self.net.scenario,
            own.kind,
            own.name,
            &[UnreadPart::Resource],
        ) {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    /// Ends it if an organisation policy acts on requests as they are made, on those to a project where one is known.
    pub(super) fn org_policies(&self, project: Option<&str>, parts: &[UnreadPart]) -> Checked<'a> {
        match self.has_policy(project, parts) {
            true => Err(self.unmodelled("ORGANIZATION_POLICY", None, docs::RESTRICTED_SERVICES)),
            false => Ok(()),
        }
    }

    /// Whether one of these policies, which are kept as they are, is of a project, where one is known, or above it.
    fn has_policy(&self, project: Option<&str>, parts: &[UnreadPart]) -> bool {
        let mut unread = self.net.scenario.resources.unread.iter();
        unread.any(|own| {
            parts.contains(&own.part)
                && project.is_none_or(|project| own.name.is_empty() || own.name == project)
        })
    }

    /// Ends it if a deny policy may take away what a policy grants, in a project or above it.
    pub(super) fn nothing_is_denied(&self, project: Option<&str>) -> Checked<'a> {
        match self.has_policy(project, &[UnreadPart::DenyPolicy]) {
            true => Err(self.unmodelled("IAM_DENY_POLICY", None, docs::IAM_DENY)),
            false => Ok(()),
        }
    }

    /// Ends it if one of these parts of a resource could not be read.
    pub(super) fn part_is_read(&self, at: At<'a>, parts: &[UnreadPart]) -> Checked<'a> {
        match unread_part(&self.net.scenario, at.kind, at.name, parts) {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    /// Ends it if there is an IAM policy of which nobody knows what it is set on: it may be the one that was looked for.
    pub(super) fn policies_are_placed(&self) -> Checked<'a> {
        let mut unread = self.net.scenario.resources.unread.iter();
        let unplaced = unread.find(|own| own.part == UnreadPart::IamPolicy && own.name.is_empty());
        match unplaced {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }

    /// Ends it if an IAM policy of a project could not be read; without a project, of any.
    pub(super) fn project_policy_is_read(&self, project: Option<&str>) -> Checked<'a> {
        let unread = &self.net.scenario.resources.unread;
        let found = unread.iter().find(|unread| {
            unread.kind == Kind::Project
                && unread.part == UnreadPart::IamPolicy
                && project.is_none_or(|project| unread.name.is_empty() || unread.name == project)
        });
        match found {
            Some(unread) => Err(self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))),
            None => Ok(()),
        }
    }
}
