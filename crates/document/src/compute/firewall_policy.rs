//! Firewall policies: `compute#firewallPolicy` of all three kinds.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies>

use std::collections::BTreeSet;

use hopscope_model::Kind;
use hopscope_model::name::GLOBAL;
use hopscope_model::resource::FirewallPolicy;
use hopscope_model::resource::firewall_policy::PolicyLevel;
use serde::Deserialize;
use serde_json::Value;

use super::policy_rule::{WireRule, rule, write_rule};
use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;
use crate::names::Path;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default, rename = "type")]
    level: Maybe<String>,
    #[serde(default)]
    parent: Maybe<String>,
    #[serde(default)]
    self_link: Maybe<String>,
    #[serde(default)]
    short_name: Maybe<String>,
    #[serde(default)]
    display_name: Maybe<String>,
    #[serde(default)]
    priority: Maybe<i64>,
    #[serde(default)]
    associations: List<Association>,
    rules: Vec<WireRule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    attachment_target: Given<String>,
}

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
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let level = match wire.level.0.as_deref() {
            Some(word) => LEVELS
                .iter()
                .find(|(own, _)| *own == word)
                .map(|(_, level)| *level)
                .ok_or_else(|| {
                    FieldError::invalid(
                        "type",
                        format!("`{word}` is no level of policies that is known"),
                    )
                })?,
            None if is_hierarchical(&wire.parent, &wire.self_link) => PolicyLevel::Hierarchical,
            None if at.name.is_global() => PolicyLevel::Network,
            None => PolicyLevel::NetworkRegional,
        };
        let mut networks = Vec::new();
        let mut nodes = Vec::new();
        for association in wire.associations.0 {
            let target = association.attachment_target.0;
            let path = Path::parse(&target);
            match path.collection {
                Some(node @ ("folders" | "organizations")) => {
                    nodes.push(format!("{node}/{}", path.name));
                }
                _ => networks.push(at.refer(&target)),
            }
        }
        let rules = wire.rules.into_iter().enumerate();
        let rules = rules
            .map(|(index, wire)| rule(wire, at).map_err(|error| error.inside("rules", index)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            level,
            short_name: wire.short_name.0.or(wire.display_name.0),
            networks,
            nodes,
            order: wire.priority.or_default(),
            rules,
        })
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
        let targets = self.nodes.iter().cloned().chain(
            self.networks
                .iter()
                .map(|network| out.path(Kind::Network, "networks", network.name())),
        );
        let associations = targets.map(|target| {
            let mut own = out.nested();
            own.put("attachmentTarget", target);
            own.map
        });
        let associations = associations.collect();
        out.objects("associations", associations);
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|rule| Value::Object(write_rule(rule, out)))
            .collect();
        out.put("rules", rules);
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
    let there: BTreeSet<T> = own.iter().cloned().collect();
    own.extend(earlier.iter().filter(|one| !there.contains(one)).cloned());
}

/// A hierarchical policy hangs on an organisation or folder, and is in no project.
fn is_hierarchical(parent: &Maybe<String>, self_link: &Maybe<String>) -> bool {
    parent.0.is_some()
        || self_link
            .as_str()
            .contains("/locations/global/firewallPolicies/")
}

/// A firewall policy as it is exported by itself. Hierarchical ones and Google's own are in no project.
pub(crate) fn policy_identity(item: &Item<'_>) -> Identity {
    let own = identity(&item.envelope, &item.around);
    let level = item.envelope.word("type");
    let parent = Maybe(item.envelope.word("parent"));
    let link = Maybe(item.envelope.word("selfLink"));
    let in_no_project = match level.as_deref() {
        Some(level) => !level.starts_with("NETWORK"),
        None => is_hierarchical(&parent, &link),
    };
    if !in_no_project {
        return own;
    }
    Identity {
        project: Some("-".to_owned()),
        location: Some(GLOBAL.to_owned()),
        ..own
    }
}
