//! Fields that nobody knows, where the others of their object narrow something down, or are the author's own and this is
//! one of them misspelt: without it the object would say more than it does.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewalls>,
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones>

use hopscope_model::Kind;

use crate::hopscope;
use crate::item::Item;
use crate::registry::Turn;

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

/// Parts of a managed zone that say how it answers, and others.
const OF_ZONE: &[&str] = &[
    "cloudLoggingConfig",
    "dnssecConfig",
    "forwardingConfig",
    "peeringConfig",
    "privateVisibilityConfig",
    "reverseLookupConfig",
    "serviceDirectoryConfig",
];

/// The same of a server policy.
const OF_POLICY: &[&str] = &["alternativeNameServerConfig"];

/// A field of a VPC firewall rule that nobody knows and that may say what it matches: misspelt, at another place than
/// its own, or newer than this reader. The rule without it would match more than it does. Likewise a configuration of a
/// managed zone or of a server policy, which may say who answers.
pub(crate) fn unknown_match(item: &Item<'_>) -> Option<(String, &'static [&'static str])> {
    let envelope = &item.envelope;
    let keys = || envelope.members.iter().map(|(key, _)| key);
    let begins = |key: &str, start: &&str| {
        let front = key.get(..start.len());
        front.is_some_and(|front| front.eq_ignore_ascii_case(start))
    };
    let config = |known: &'static [&'static str]| {
        let mut keys = keys();
        let unknown = |key: &str| key.ends_with("Config") && !known.contains(&key);
        let found = keys.find(|key| unknown(key) && envelope.has(key));
        Some((found?.into_owned(), known))
    };
    match item.row.kind {
        Kind::Firewall => {
            let narrows = |key: &str| NARROWS.iter().any(|start| begins(key, start));
            let found = keys().find(|key| narrows(key) && !OF_RULE.contains(&&**key));
            Some((found?.into_owned(), OF_RULE))
        }
        Kind::Zone if item.row.turn == Turn::First => config(OF_ZONE),
        Kind::DnsPolicy => config(OF_POLICY),
        _ => {
            let known = hopscope::fields_of(item.row.kinds.first()?)?;
            let found = keys()
                .find(|key| !known.contains(&&**key) && known.iter().any(|own| is_near(key, own)));
            Some((found?.into_owned(), known))
        }
    }
}

/// How long a name is of which one letter may be another.
const SHORT: usize = 4;

/// Whether a name is nearly another one: a letter left out, added, or another, two where it is long.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 2 || other.len() < SHORT {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, own) in one.iter().enumerate() {
        let mut next = vec![at + 1];
        for (place, letter) in other.iter().enumerate() {
            let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(usize::MAX - 1);
            let changed = get(&row, place) + usize::from(own != letter);
            let least = changed
                .min(get(&row, place + 1) + 1)
                .min(get(&next, place) + 1);
            next.push(least);
        }
        row = next;
    }
    let most = if other.len() > 2 * SHORT - 2 { 2 } else { 1 };
    row.last().is_some_and(|own| *own <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_misspelt_is_near_to_what_was_meant() {
        assert!(is_near("allowFrm", "allowFrom") && is_near("alow_from", "allowFrom"));
        assert!(is_near("ports", "port") && is_near("Adresses", "addresses"));
        assert!(!is_near("note", "name") && !is_near("x-owner", "on"));
        assert!(!is_near("description", "addresses") && !is_near("", "port"));
    }
}
