//! Firewall policies: `compute#firewallPolicy` of all three kinds.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies>

use std::collections::BTreeSet;

use hopscope_model::Kind;
use hopscope_model::name::GLOBAL;
use hopscope_model::order;
use hopscope_model::resource::FirewallPolicy;
use hopscope_model::resource::firewall_policy::PolicyLevel;

use super::policy_rule::{rule, write_rule};
use crate::codec::{At, Codec, Out, list_of};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;
use crate::names::Path;

/// Level as effective-firewalls exports spell it; the first of each level is how it is written.
const LEVELS: &[(&str, PolicyLevel)] = &[
    ("HIERARCHY", PolicyLevel::Hierarchical),
    ("NETWORK", PolicyLevel::Network),
    ("NETWORK_REGIONAL", PolicyLevel::NetworkRegional),
    ("SYSTEM", PolicyLevel::System),
    ("SYSTEM_GLOBAL", PolicyLevel::System),
    ("SYSTEM_REGIONAL", PolicyLevel::System),
];

impl Codec for FirewallPolicy {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let level = match fields.choice("type", LEVELS) {
            Some(level) => level,
            None if is_hierarchical(
                fields.text("parent").is_some(),
                &fields.text("selfLink").unwrap_or_default(),
            ) =>
            {
                PolicyLevel::Hierarchical
            }
            None if at.name.is_global() => PolicyLevel::Network,
            None => PolicyLevel::NetworkRegional,
        };
        let mut networks = Vec::new();
        let mut nodes = Vec::new();
        for target in fields.each_text("associations", "attachmentTarget") {
            let path = Path::parse(&target);
            match path.collection {
                Some(node @ ("folders" | "organizations")) => {
                    nodes.push(format!("{node}/{}", path.name));
                }
                _ => networks.push(at.refer(&target)),
            }
        }
        let rules = fields.needed_objects("rules");
        Self {
            level,
            short_name: fields.text_of(&["shortName", "displayName"]),
            networks,
            nodes,
            order: fields.word("priority").unwrap_or_default(),
            rules: rules.iter().map(|own| rule(own, at)).collect(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let level = LEVELS.iter().find(|(_, level)| *level == self.level);
        // What a network policy is, its place says.
        if matches!(self.level, PolicyLevel::Hierarchical | PolicyLevel::System) {
            out.maybe("type", level.map(|(word, _)| *word));
        }
        out.maybe("shortName", self.short_name.as_deref());
        if self.order != 0 {
            out.put("priority", self.order);
        }
        let mut targets = self.nodes.clone();
        for network in &self.networks {
            targets.push(out.path(Kind::Network, "networks", network.name()));
        }
        out.each("associations", "attachmentTarget", &targets);
        let rules = self.rules.iter().map(|rule| write_rule(rule, out));
        out.put("rules", list_of(rules.collect()));
    }

    /// Where it hangs comes from its own export; one that does not say leaves it where it was.
    fn keep_parts(&mut self, earlier: &Self) {
        if self.networks.is_empty() && self.nodes.is_empty() {
            self.networks.clone_from(&earlier.networks);
            self.nodes.clone_from(&earlier.nodes);
        }
        if self.order == 0 {
            self.order = earlier.order;
        }
        if self.short_name.is_none() {
            self.short_name.clone_from(&earlier.short_name);
        }
    }
}

/// Adds what is not there yet.
pub(super) fn join<T: Ord + Clone>(own: &mut Vec<T>, earlier: &[T]) {
    let there: BTreeSet<T> = order::set(own.iter().cloned());
    own.extend(earlier.iter().filter(|one| !there.contains(one)).cloned());
}

/// A hierarchical policy hangs on an organisation or folder, and is in no project.
fn is_hierarchical(has_parent: bool, self_link: &str) -> bool {
    has_parent || self_link.contains("/locations/global/firewallPolicies/")
}

/// A firewall policy as it is exported by itself. Hierarchical ones and Google's own are in no project.
pub(crate) fn policy_identity(item: &Item<'_>) -> Identity {
    let own = identity(&item.envelope, &item.around);
    let level = item.envelope.word("type");
    let parent = item.envelope.word("parent");
    let link = item.envelope.word("selfLink").unwrap_or_default();
    let in_no_project = match level.as_deref() {
        Some(level) => !level.starts_with("NETWORK"),
        None => is_hierarchical(parent.is_some(), &link),
    };
    if !in_no_project {
        return own;
    }
    Identity {
        project: Some("-".to_owned()),
        location: own.location.or(Some(GLOBAL.to_owned())),
        ..own
    }
}
