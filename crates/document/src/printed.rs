//! Choices of fields: what `--format="json(name,network,allowed)"`, `--format="yaml(…)"` or jq left out of an object
//! looks like Google's default, and is none.
//!
//! Google prints some fields with every object: its kind, what it made itself, and some that have a default. An object
//! that does not say what it is, and lacks one of those, was not printed whole. Objects written by hand say their kind,
//! or stand in a scenario; what they leave out has its default.
//!
//! <https://docs.cloud.google.com/sdk/gcloud/reference/topic/projections>

use hopscope_model::Kind;

use crate::item::Item;
use crate::registry::{Turn, kind_of};

/// What Google makes itself and prints with every object of an API whose objects say their kind, by the beginning of
/// asset types. It is there, or something was left out.
const MADE: &[(&str, &[&str])] = &[
    ("compute.", &["id", "creationTimestamp", "selfLink"]),
    ("dns.", &["id"]),
    ("sqladmin.", &["connectionName"]),
];

/// The same of APIs whose objects do not say their kind. People write these by hand as well and keep what tells of
/// their state, so only what has none of it was left out on purpose.
const STATE: &[(&str, &[&str])] = &[
    (
        "run.googleapis.com/Service",
        &["uid", "createTime", "terminalCondition", "launchStage"],
    ),
    ("cloudfunctions.", &["updateTime", "state", "status"]),
    ("vpcaccess.", &["state"]),
    ("container.", &["selfLink", "status", "createTime"]),
    (
        "networkconnectivity.googleapis.com/Hub",
        &["createTime", "state", "uniqueId"],
    ),
    (
        "networkconnectivity.googleapis.com/Spoke",
        &["createTime", "state", "uniqueId"],
    ),
];

/// Fields that have a default and are printed all the same.
const SAID: &[(Kind, &[&str])] = &[
    (Kind::Network, &["autoCreateSubnetworks"]),
    (Kind::Subnet, &["network", "privateIpGoogleAccess"]),
    (Kind::Route, &["network", "priority"]),
    (
        Kind::Firewall,
        &["network", "direction", "priority", "disabled"],
    ),
    (Kind::Instance, &["canIpForward", "status", "tags"]),
    (Kind::BackendService, &["loadBalancingScheme"]),
    (Kind::Zone, &["visibility"]),
    (Kind::RunService, &["ingress", "template"]),
];

/// Fields of a VPC firewall rule that say what it matches and does.
const OF_RULE: &[&str] = &[
    "allowed",
    "denied",
    "destinationRanges",
    "direction",
    "disabled",
    "priority",
    "sourceRanges",
    "sourceServiceAccounts",
    "sourceTags",
    "targetServiceAccounts",
    "targetTags",
];

/// What fields begin with, in any spelling, that would narrow a rule down.
const NARROWS: &[&str] = &[
    "allow",
    "den",
    "dest",
    "direct",
    "dst",
    "ipprotocol",
    "layer4",
    "port",
    "protocol",
    "source",
    "src",
    "target",
];

/// A field of a VPC firewall rule that nobody knows and that may say what it matches: misspelt, at another place than
/// its own, or newer than this reader. The rule without it would match more than it does.
pub(crate) fn unknown_match(item: &Item<'_>) -> Option<(String, &'static [&'static str])> {
    if item.row.kind != Kind::Firewall {
        return None;
    }
    let mut keys = item.envelope.members.iter().map(|(key, _)| key);
    let begins = |key: &str, start: &&str| {
        let front = key.get(..start.len());
        front.is_some_and(|front| front.eq_ignore_ascii_case(start))
    };
    let found = keys
        .find(|key| NARROWS.iter().any(|start| begins(key, start)) && !OF_RULE.contains(&&**key));
    Some((found?.into_owned(), OF_RULE))
}

/// Of what is always printed, what an object lacks that does not say what it is; empty where it was printed whole.
pub(crate) fn left_out(item: &Item<'_>) -> Vec<&'static str> {
    let envelope = &item.envelope;
    let says = || envelope.has("assetType") || envelope.has("asset_type");
    // Parts of others are printed in as many ways as there are commands.
    let own = item.around.bare && item.row.turn == Turn::First;
    let named = kind_of(envelope).is_some() || says();
    // Nobody writes both by hand. What rules leave out would turn answers around.
    let google = envelope.has("id") && envelope.has("creationTimestamp");
    if !own || (named && !(google && item.row.kind == Kind::Firewall)) {
        return Vec::new();
    }
    let asset = item.row.assets.first().copied().unwrap_or_default();
    let own = |table: &'static [(&str, &'static [&'static str])]| {
        let row = table.iter().find(|(api, _)| asset.starts_with(api));
        row.map_or(&[][..], |(_, fields)| fields)
    };
    let lacks = |fields: &[&'static str]| -> Vec<&'static str> {
        let lacking = fields.iter().filter(|field| !envelope.has(field));
        lacking.copied().collect()
    };
    let said = SAID.iter().find(|(kind, _)| *kind == item.row.kind);
    let said = said.map_or(&[][..], |(_, fields)| fields);
    let defaults = !said.is_empty();
    let (said, made, state) = (lacks(said), lacks(own(MADE)), own(STATE));
    if named && said.is_empty() && lacks_source(item) {
        return vec!["sourceRanges"];
    }
    match lacks(state) {
        _ if named => said,
        _ if !said.is_empty() => said,
        // One may have been taken out by hand, where nothing that has a default is known to be printed.
        _ if made.len() > usize::from(!defaults && own(MADE).len() > 1) => made,
        none if none.len() == state.len() => none,
        _ => Vec::new(),
    }
}

/// Whether nothing says from where an ingress rule lets in, which Google always prints: in YAML it stands last, and may
/// be cut off.
fn lacks_source(item: &Item<'_>) -> bool {
    let sources = ["sourceRanges", "sourceServiceAccounts", "sourceTags"];
    item.envelope.says("direction", "INGRESS") && !sources.iter().any(|key| item.envelope.has(key))
}
