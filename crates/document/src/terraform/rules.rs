//! What the rules of [`super::table`] say of an argument, and what holds for arguments of every type.

use super::node::{Node, Value};
use super::table::{Row, Use};
use crate::kept::KEPT;
use crate::tree::Tree;

/// What a rule makes of an argument.
pub(super) struct Target {
    /// What it is called in Google's API, with the objects it is in.
    pub(super) name: String,
    /// It is there once.
    pub(super) single: bool,
}

/// What becomes of an argument.
pub(super) fn target(row: &Row, path: &str) -> Target {
    let last = path.rsplit('.').next().unwrap_or(path);
    for rule in row.fields {
        let Some(end) = rule.find(['=', ':']) else {
            continue;
        };
        if rule.get(..end) != Some(path) {
            continue;
        }
        let name = rule.get(end + 1..).unwrap_or_default();
        return Target {
            name: match name {
                "" => camel(last),
                name => name.to_owned(),
            },
            single: rule.as_bytes().get(end) == Some(&b':'),
        };
    }
    Target {
        name: camel(last),
        single: false,
    }
}

/// Whether an argument is marked in the table.
pub(super) fn has(row: &Row, flag: char, path: &str) -> bool {
    let mut flagged = row.fields.iter().filter_map(|rule| rule.strip_prefix(flag));
    flagged.any(|own| own == path)
}

/// Whether the table knows an argument as a block.
pub(super) fn is_block(row: &Row, path: &str) -> bool {
    let inside = format!("{path}.");
    has(row, '*', path)
        || row.fields.iter().any(|rule| {
            let rule = rule.trim_start_matches(['~', '!', '?', '0', '-']);
            rule.starts_with(&inside)
                || rule
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.starts_with(':'))
        })
}

/// Zero, where that is how the provider writes that there is none.
pub(super) fn is_no_number(row: &Row, path: &str, value: &Node) -> bool {
    matches!(value.value, Value::Leaf(Tree::Unsigned(0))) && has(row, '0', path)
}

/// Arguments of every type that say nothing here.
const IGNORED: &[&str] = &[
    "id",
    "timeouts",
    "description",
    "labels",
    "effective_labels",
    "terraform_labels",
    "effective_annotations",
    "name_prefix",
    "creation_timestamp",
    "fingerprint",
    "kind",
    "etag",
    "update_time",
    "create_time",
    "deletion_policy",
    "deletion_protection",
    "metadata_startup_script",
    "shared_secret",
    "secret",
    "type_url",
];

/// Whether an argument is left out.
pub(super) fn ignored(key: &str, path: &str, row: &Row) -> bool {
    // What a part belongs to is no field of it.
    let parent = match row.what {
        Use::Part(by, ..) | Use::Member(_, by, _) => by == path,
        Use::Object(..) | Use::Name(_) => false,
    };
    parent || IGNORED.contains(&key) || has(row, '-', path)
}

/// Whether the readers know a field.
pub(super) fn matters(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    KEPT.contains(&last) && last != "selfLink"
}

/// Lists of references, of which a plan says only that they are not known.
pub(super) fn is_list(key: &str) -> bool {
    matches!(
        key,
        "nat_ips"
            | "drain_nat_ips"
            | "source_nat_active_ips"
            | "source_nat_drain_ips"
            | "source_nat_active_ranges"
            | "source_nat_drain_ranges"
            | "nat_subnets"
            | "health_checks"
            | "uris"
            | "instances"
            | "members"
            | "target_service_accounts"
            | "source_service_accounts"
            | "src_address_groups"
            | "dest_address_groups"
    )
}

/// Blocks that stand in the order in which they are written.
pub(super) fn is_ordered(key: &str) -> bool {
    matches!(
        key,
        "network_interface"
            | "access_config"
            | "ipv6_access_config"
            | "network_interfaces"
            | "containers"
            | "env"
            | "path_matcher"
            | "route_rules"
            | "target_name_servers"
    )
}

/// Whether nothing tells the known values of blocks from each other.
pub(super) fn alike(list: &[Node]) -> bool {
    let written = list.iter().map(|own| {
        let mut text = String::new();
        own.write(&mut text, &mut Vec::new());
        text
    });
    let written: Vec<String> = written.collect();
    written.windows(2).all(|pair| pair.first() == pair.last())
}

/// The way to what is inside of something.
pub(super) fn joined(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

/// `ip_cidr_range` is `ipCidrRange`.
pub(crate) fn camel(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut up = false;
    for character in word.chars() {
        match character {
            '_' => up = true,
            own if up => {
                text.push(own.to_ascii_uppercase());
                up = false;
            }
            own => text.push(own),
        }
    }
    text
}
