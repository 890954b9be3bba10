//! What Google calls the lists in which resources stand, in their names: `projects/P/global/networks/N`.
//!
//! <https://google.aip.dev/122>

use crate::resource::{Kind, Scope};

/// Other collections of a kind: which one a target proxy is in is not part of its name here.
const OTHERS: &[(&str, Kind)] = &[
    ("targetHttpProxies", Kind::TargetProxy),
    ("targetHttpsProxies", Kind::TargetProxy),
    ("targetTcpProxies", Kind::TargetProxy),
    ("targetSslProxies", Kind::TargetProxy),
    ("targetGrpcProxies", Kind::TargetProxy),
    ("instanceGroupManagers", Kind::InstanceGroup),
];

impl Kind {
    /// The collection of a kind; empty for what Google has no names for.
    pub const fn collection(self) -> &'static str {
        match self {
            Kind::Project => "projects",
            Kind::RunService | Kind::App => "services",
            Kind::RunJob => "jobs",
            Kind::Function => "functions",
            Kind::Instance | Kind::Sql => "instances",
            Kind::Pod => "pods",
            Kind::NetworkPolicy => "networkpolicies",
            Kind::KubeService => "kubeservices",
            Kind::Cluster => "clusters",
            Kind::Connector => "connectors",
            Kind::Network => "networks",
            Kind::Subnet => "subnetworks",
            Kind::Route => "routes",
            Kind::PolicyRoute => "policyBasedRoutes",
            Kind::Firewall => "firewalls",
            Kind::FirewallPolicy => "firewallPolicies",
            Kind::Address => "addresses",
            Kind::AddressGroup => "addressGroups",
            Kind::Router => "routers",
            Kind::ForwardingRule => "forwardingRules",
            // Which of Google's collections a proxy is in is not part of its name here.
            Kind::TargetProxy => "targetProxies",
            Kind::UrlMap => "urlMaps",
            Kind::BackendService => "backendServices",
            Kind::InstanceGroup => "instanceGroups",
            Kind::Neg => "networkEndpointGroups",
            Kind::HealthCheck => "healthChecks",
            Kind::TargetPool => "targetPools",
            Kind::TargetInstance => "targetInstances",
            Kind::SecurityPolicy => "securityPolicies",
            Kind::ServiceAttachment => "serviceAttachments",
            Kind::Zone => "managedZones",
            Kind::DnsPolicy => "policies",
            Kind::ResponsePolicy => "responsePolicies",
            Kind::VpnTunnel => "vpnTunnels",
            Kind::Attachment => "interconnectAttachments",
            Kind::Hub => "hubs",
            Kind::Spoke => "spokes",
            Kind::Perimeter => "servicePerimeters",
            Kind::Host | Kind::OnPremNetwork | Kind::Peering | Kind::Nat => "",
        }
    }

    /// The kind of what is in a collection of a project's, of several the first in the list of kinds.
    pub fn from_collection(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().copied().find(|kind| {
            matches!(kind.scope(), Scope::Global | Scope::Located) && kind.collection() == word
        });
        found.or_else(|| {
            let other = OTHERS.iter().find(|(own, _)| *own == word);
            other.map(|(_, kind)| *kind)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collection_is_of_one_kind_or_of_the_one_that_others_refer_to() {
        for kind in Kind::ALL {
            let found = Kind::from_collection(kind.collection());
            let meant = match kind {
                // Both are asked for by other means, and named by nobody.
                Kind::App => Some(Kind::RunService),
                Kind::Sql => Some(Kind::Instance),
                _ if matches!(kind.scope(), Scope::World | Scope::Parented(..)) => None,
                kind => Some(*kind),
            };
            assert_eq!(found, meant, "{kind}");
        }
        assert_eq!(Kind::from_collection(""), None);
        assert_eq!(Kind::from_collection("disks"), None);
    }
}
