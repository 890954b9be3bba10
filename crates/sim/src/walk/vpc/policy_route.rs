//! Policy-based routes: before every route but the special paths.
//!
//! <https://cloud.google.com/vpc/docs/policy-based-routes>

use hopscope_model::resource::Kind;

use super::Sender;
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// Policy-based routes come before every other route but the special paths.
    pub(super) fn policy_routes(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let project = &sender.network.name.project;
        self.unread(Kind::PolicyRoute, project, Some(sender.network))?;
        self.assume_complete(Kind::PolicyRoute, project);
        let resources = &self.net.scenario.resources;
        let hit = resources.policy_routes.iter().find(|(_, route)| {
            let touches = |set: AddressSet, range: Option<ipnet::IpNet>| {
                range.is_none_or(|range| set.relation(&range) != Relation::None)
            };
            *route.network.name() == sender.network.name
                && (route.tags.is_empty()
                    || route
                        .tags
                        .iter()
                        .any(|tag| sender.identity.tags.contains(tag)))
                && touches(self.packet.source, route.source)
                && touches(self.packet.destination, route.destination)
        });
        match hit {
            Some((name, _)) => Err(self.unmodelled(
                "POLICY_BASED_ROUTE",
                Some(At::new(Kind::PolicyRoute, name)),
                docs::POLICY_ROUTES,
            )),
            None => Ok(()),
        }
    }
}
