//! One object of Config Connector: what it stands for in Google's API, as far as that is known before its references
//! are.

use hopscope_model::name::GLOBAL;

use super::refer::Namespaces;
use super::{GROUP, PROJECT, iam};
use crate::terraform::Node;
use crate::terraform::table::{Place, Row, Use, row_of};
use crate::unread::UNREAD_MARK;

/// Kinds that are not called like Terraform's type.
const TYPES: &[(&str, &str)] = &[
    ("RunService", "cloud_run_v2_service"),
    ("RunJob", "cloud_run_v2_job"),
    ("SQLInstance", "sql_database_instance"),
    ("ComputeVPNGateway", "compute_ha_vpn_gateway"),
    ("ComputeTargetVPNGateway", "compute_vpn_gateway"),
    ("CloudFunctionsFunction", "cloudfunctions_function"),
    ("CloudFunctions2Function", "cloudfunctions2_function"),
    ("VPCAccessConnector", "vpc_access_connector"),
    ("IAMServiceAccount", "service_account"),
    ("IAMServiceAccountKey", "service_account_key"),
    ("BigQueryConnectionConnection", "bigquery_connection"),
    ("BigQueryDataset", "bigquery_dataset"),
    ("BigQueryTable", "bigquery_table"),
    ("PubSubTopic", "pubsub_topic"),
    ("PubSubSubscription", "pubsub_subscription"),
    ("PubSubSchema", "pubsub_schema"),
    ("IAMAuditConfig", "project_iam_audit_config"),
    ("Service", "project_service"),
];

/// An object, as far as it is known before its references are.
pub(super) struct Object {
    pub(super) node: Node,
    pub(super) kind: String,
    /// Terraform's type; of what is not read here the kind with its group.
    pub(super) own_type: String,
    pub(super) row: Option<&'static Row>,
    /// What a policy is set on.
    pub(super) on: Option<iam::On>,
    pub(super) namespace: String,
    /// Its name in Kubernetes.
    pub(super) name: String,
    /// Its name in Google's API.
    pub(super) id: String,
    pub(super) project: Option<String>,
    pub(super) location: Option<String>,
}

impl Object {
    /// What is one; nothing for other objects of Kubernetes.
    pub(super) fn of(node: &Node, namespaces: &Namespaces) -> Option<Self> {
        let version = node.word("apiVersion").unwrap_or_default();
        // What was kept as what cannot be read is not made whole by standing alone.
        let unread = node.get(UNREAD_MARK).is_some();
        let kind = node
            .word("kind")
            .filter(|_| version.contains(GROUP) && !unread)?;
        let (metadata, spec) = (node.at("metadata"), node.at("spec"));
        let location = ["location", "region", "zone"]
            .into_iter()
            .find_map(|key| spec.word(key));
        let location = location.map(|own| last(own).to_owned());
        let name = metadata.word("name").unwrap_or_default().to_owned();
        let namespace = metadata.word("namespace").unwrap_or_default().to_owned();
        let reference = spec.at("projectRef");
        let own = metadata.at("annotations").word(PROJECT).map(str::to_owned);
        let referred = reference.word("external").or(reference.word("name"));
        let referred = referred.map(|own| last(own).to_owned());
        let id = spec
            .word("resourceID")
            .map_or_else(|| name.clone(), |own| own.to_owned());
        let group = version.split_once('/').map_or(version, |(group, _)| group);
        let mut own = Self {
            kind: kind.to_owned(),
            own_type: format!("{group} {kind}"),
            row: None,
            on: None,
            project: own.or(referred).or_else(|| namespaces.project(&namespace)),
            namespace,
            name,
            id,
            location,
            node: node.clone(),
        };
        match iam::of(&own) {
            Some(on) => {
                own.own_type = match &on {
                    iam::On::Read(own_type, _) => own_type.clone(),
                    iam::On::Other(kind) => format!("{} {kind}", own.own_type),
                };
                own.on = Some(on);
            }
            None => {
                let found = row_for(&type_of(kind), own.location.as_deref());
                // What is only named by others is told as what it is.
                let found = found.filter(|(_, row)| !matches!(row.what, Use::Name(_)));
                if let Some((own_type, row)) = found {
                    (own.own_type, own.row) = (own_type, Some(row));
                }
            }
        }
        Some(own)
    }
}

/// The last part of a path.
pub(super) fn last(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

/// Terraform's type of a kind: `ComputeTargetHTTPProxy` is `compute_target_http_proxy`.
pub(super) fn type_of(kind: &str) -> String {
    let own = TYPES.iter().find(|(own, _)| *own == kind);
    own.map_or_else(|| snake(kind), |(_, own)| (*own).to_owned())
}

/// The row of a type. Where Terraform has a type for each scope, Config Connector has one kind and says the place.
pub(super) fn row_for(own_type: &str, location: Option<&str>) -> Option<(String, &'static Row)> {
    let row = |own_type: &str| {
        let full = format!("google_{own_type}");
        row_of(&full).map(|row| (full, row))
    };
    let base = row(own_type);
    let place = base.as_ref().map(|(_, row)| row.place);
    let with = |word: &str| {
        let rest = own_type.strip_prefix("compute_")?;
        row(&format!("compute_{word}_{rest}"))
    };
    let other = match (location, place) {
        (Some(GLOBAL), Some(Place::Region | Place::Zone)) => with("global"),
        (Some(place), Some(Place::Global | Place::Zone)) if place != GLOBAL && !is_zone(place) => {
            with("region")
        }
        _ => None,
    };
    other.or(base)
}

/// `asia-northeast1-a` is a zone, `asia-northeast1` a region.
pub(super) fn is_zone(location: &str) -> bool {
    location
        .rsplit('-')
        .next()
        .is_some_and(|last| last.len() == 1)
}

/// `ipCidrRange` is `ip_cidr_range`, `nextHopILB` is `next_hop_ilb`.
pub(super) fn snake(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut text = String::with_capacity(word.len() + 8);
    for (index, own) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let begins = before.is_some_and(|before| {
            !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
        });
        if own.is_ascii_uppercase() && begins {
            text.push('_');
        }
        text.push(own.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_spelled_as_terraform_does() {
        for (key, expected) in [
            ("ipCidrRange", "ip_cidr_range"),
            ("ComputeTargetHTTPSProxy", "compute_target_https_proxy"),
            ("ComputeRouterNAT", "compute_router_nat"),
            ("DNSManagedZone", "dns_managed_zone"),
            ("nextHopILB", "next_hop_ilb"),
            ("vlanTag8021q", "vlan_tag8021q"),
        ] {
            assert_eq!(super::snake(key), expected);
        }
    }
}
