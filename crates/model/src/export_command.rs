//! The gcloud command that exports a resource, for everything that says what is missing.
//!
//! <https://docs.cloud.google.com/sdk/gcloud/reference>

use crate::name::{GLOBAL, Name};
use crate::resource::{Kind, Scope};

/// Stands in a command where a name is not known.
const UNKNOWN: &str = "NAME";

/// How a command says where a resource is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It has no such flag: the kind is global, or `describe` finds it without.
    Nowhere,
    /// `--region=R`.
    Region,
    /// `--region=R`, or `--global`.
    RegionOrGlobal,
    /// `--zone=Z`.
    Zone,
    /// `--zone=Z`, or `--region=R`, or `--global`.
    Any,
    /// `--location=L`.
    Location,
    /// `--location=L` for a region, `--global` for the rest (`gcloud network-connectivity spokes`).
    LocationOrGlobal,
}

/// The group of commands of a kind, and how it says where. `None`: no command of gcloud's exports it.
fn group(kind: Kind) -> Option<(&'static str, Place)> {
    Some(match kind {
        Kind::Project => ("projects", Place::Nowhere),
        Kind::RunService => ("run services", Place::Region),
        Kind::RunJob => ("run jobs", Place::Region),
        Kind::Function => ("functions", Place::Region),
        Kind::App => ("app services", Place::Nowhere),
        Kind::Instance => ("compute instances", Place::Zone),
        Kind::Cluster => ("container clusters", Place::Location),
        Kind::Sql => ("sql instances", Place::Nowhere),
        Kind::Connector => ("compute networks vpc-access connectors", Place::Region),
        Kind::Network | Kind::Peering => ("compute networks", Place::Nowhere),
        Kind::Subnet => ("compute networks subnets", Place::Region),
        Kind::Route => ("compute routes", Place::Nowhere),
        Kind::PolicyRoute => ("network-connectivity policy-based-routes", Place::Nowhere),
        Kind::Firewall => ("compute firewall-rules", Place::Nowhere),
        Kind::FirewallPolicy => ("compute network-firewall-policies", Place::RegionOrGlobal),
        Kind::AddressGroup => ("network-security address-groups", Place::Location),
        Kind::Address => ("compute addresses", Place::RegionOrGlobal),
        Kind::Router | Kind::Nat => ("compute routers", Place::Region),
        Kind::ForwardingRule => ("compute forwarding-rules", Place::RegionOrGlobal),
        Kind::TargetProxy => ("compute target-https-proxies", Place::RegionOrGlobal),
        Kind::UrlMap => ("compute url-maps", Place::RegionOrGlobal),
        Kind::BackendService => ("compute backend-services", Place::RegionOrGlobal),
        Kind::InstanceGroup => ("compute instance-groups", Place::Any),
        Kind::Neg => ("compute network-endpoint-groups", Place::Any),
        Kind::HealthCheck => ("compute health-checks", Place::RegionOrGlobal),
        Kind::TargetPool => ("compute target-pools", Place::Region),
        Kind::TargetInstance => ("compute target-instances", Place::Zone),
        Kind::SecurityPolicy => ("compute security-policies", Place::RegionOrGlobal),
        Kind::ServiceAttachment => ("compute service-attachments", Place::Region),
        Kind::Zone => ("dns managed-zones", Place::Nowhere),
        Kind::DnsPolicy => ("dns policies", Place::Nowhere),
        Kind::ResponsePolicy => ("dns response-policies", Place::Nowhere),
        Kind::VpnTunnel => ("compute vpn-tunnels", Place::Region),
        Kind::Attachment => ("compute interconnects attachments", Place::Region),
        Kind::Hub => ("network-connectivity hubs", Place::Nowhere),
        Kind::Spoke => ("network-connectivity spokes", Place::LocationOrGlobal),
        Kind::Perimeter => ("access-context-manager perimeters", Place::Nowhere),
        Kind::Pod | Kind::NetworkPolicy | Kind::KubeService | Kind::Host | Kind::OnPremNetwork => {
            return None;
        }
    })
}

/// The command that prints one resource, as it can be typed. Empty for what nothing exports (hosts,
/// on-premises networks): that is described by hand. Where a part of the name is not known, the command lists
/// the kind instead, since `describe` would ask for it.
///
/// ```
/// use hopscope_model::{Kind, Name, export_command::describe};
/// assert_eq!(
///     describe(Kind::Subnet, &Name::new("acme-dev", "asia-northeast1", "default")),
///     "gcloud compute networks subnets describe default --region=asia-northeast1 --project=acme-dev --format=json"
/// );
/// ```
pub fn describe(kind: Kind, name: &Name) -> String {
    match kind {
        Kind::Pod => return pods(name),
        Kind::NetworkPolicy | Kind::KubeService => return list(kind, ""),
        Kind::Project => return format!("gcloud projects describe {} --format=json", &*name.name),
        Kind::AddressGroup if name.project.is_empty() => return list(kind, ""),
        Kind::FirewallPolicy if name.project.is_empty() && name.name.is_empty() => {
            return list(kind, "");
        }
        Kind::FirewallPolicy if name.project.is_empty() => {
            return format!(
                "gcloud compute firewall-policies describe {} --format=json",
                &*name.name
            );
        }
        // Which collection a target proxy is in is not part of its name; `list` of forwarding rules says.
        Kind::TargetProxy => return list(kind, &name.project),
        _ => {}
    }
    let Some((group, place)) = group(kind) else {
        return String::new();
    };
    let own = match kind {
        // Part of the network or router that is named in front.
        Kind::Peering | Kind::Nat => name.name.split('/').next().unwrap_or(UNKNOWN),
        _ => &*name.name,
    };
    let located = place != Place::Nowhere || kind.scope() == Scope::Located;
    if own.is_empty() || (located && name.location.is_empty()) {
        return list(kind, &name.project);
    }
    let flag = match place {
        Place::Nowhere => String::new(),
        Place::Region => format!(" --region={}", name.region()),
        Place::Zone => format!(" --zone={}", &*name.location),
        Place::Location => format!(" --location={}", &*name.location),
        Place::RegionOrGlobal | Place::Any | Place::LocationOrGlobal if name.is_global() => {
            " --global".to_owned()
        }
        Place::RegionOrGlobal => format!(" --region={}", name.region()),
        Place::LocationOrGlobal => format!(" --region={}", &*name.location),
        Place::Any if name.region() == &*name.location => format!(" --region={}", &*name.location),
        Place::Any => format!(" --zone={}", &*name.location),
    };
    // Instance groups have no global form; that flag would be refused.
    let flag = if kind == Kind::InstanceGroup && name.location.as_ref() == GLOBAL {
        String::new()
    } else {
        flag
    };
    format!(
        "gcloud {group} describe {own}{flag}{} --format=json",
        project_flag(kind, &name.project)
    )
}

/// The command that prints every resource of a kind in a project. Empty for what nothing exports.
///
/// ```
/// use hopscope_model::{Kind, export_command::list};
/// assert_eq!(
///     list(Kind::Route, "acme-dev"),
///     "gcloud compute routes list --project=acme-dev --format=json"
/// );
/// ```
pub fn list(kind: Kind, project: &str) -> String {
    match kind {
        Kind::Pod => return "kubectl get pods --all-namespaces -o json".to_owned(),
        Kind::KubeService => {
            return "kubectl get services --all-namespaces -o json".to_owned();
        }
        Kind::NetworkPolicy => {
            return "kubectl get networkpolicies --all-namespaces -o json".to_owned();
        }
        Kind::Project => return format!("gcloud projects describe {project} --format=json"),
        // Hierarchical policies belong to no project, but to an organisation or a folder (`--folder=`).
        Kind::FirewallPolicy if project.is_empty() => {
            return hierarchical_policies("");
        }
        Kind::AddressGroup if project.is_empty() => {
            return "gcloud network-security org-address-groups list --organization=ORGANIZATION --location=global --format=json".to_owned();
        }
        Kind::AddressGroup => {
            return format!(
                "gcloud network-security address-groups list --location=-{} --format=json",
                project_flag(kind, project)
            );
        }
        Kind::Perimeter => {
            return "gcloud access-context-manager perimeters list --policy=POLICY --format=json"
                .to_owned();
        }
        Kind::Connector => {
            return format!(
                "gcloud compute networks vpc-access connectors list --region=REGION{} --format=json",
                project_flag(kind, project)
            );
        }
        _ => {}
    }
    let Some((group, _)) = group(kind) else {
        return String::new();
    };
    format!(
        "gcloud {group} list{} --format=json",
        project_flag(kind, project)
    )
}

/// The command that prints the hierarchical firewall policies of a folder or organisation (`folders/1`).
pub fn hierarchical_policies(node: &str) -> String {
    let flag = match node.split_once('/') {
        Some(("folders", id)) => format!("--folder={id}"),
        Some(("organizations", id)) => format!("--organization={id}"),
        _ => "--organization=ORGANIZATION".to_owned(),
    };
    format!("gcloud compute firewall-policies list {flag} --format=json")
}

/// The command that prints the namespaces of a cluster.
pub const NAMESPACES: &str = "kubectl get namespaces -o json";

/// The command that prints the secure tags that are bound to a machine.
pub fn secure_tags(machine: &Name) -> String {
    let Name {
        project,
        location,
        name,
    } = machine;
    format!(
        "gcloud resource-manager tags bindings list --location={location} --parent=//compute.googleapis.com/projects/{project}/zones/{location}/instances/$(gcloud compute instances describe {name} --zone={location} --project={project} --format='value(id)') --format=json"
    )
}

/// The command that prints the record sets of a zone.
pub fn record_sets(zone: &Name) -> String {
    format!(
        "gcloud dns record-sets list --zone={}{} --format=json",
        &*zone.name,
        project_flag(Kind::Zone, &zone.project)
    )
}

/// The command that prints the rules of a response policy.
///
/// <https://docs.cloud.google.com/sdk/gcloud/reference/dns/response-policies/rules/list>
pub fn response_policy_rules(policy: &Name) -> String {
    format!(
        "gcloud dns response-policies rules list {}{} --format=json",
        &*policy.name,
        project_flag(Kind::ResponsePolicy, &policy.project)
    )
}

/// The command that prints the members of an instance group.
pub fn group_members(group: &Name) -> String {
    let place = if group.region() == &*group.location {
        "region"
    } else {
        "zone"
    };
    format!(
        "gcloud compute instance-groups list-instances {} --{place}={}{} --format=json",
        &*group.name,
        &*group.location,
        project_flag(Kind::InstanceGroup, &group.project)
    )
}

/// The command that prints what a router has learned.
pub fn router_status(router: &Name) -> String {
    format!(
        "gcloud compute routers get-status {} --region={}{} --format=json",
        &*router.name,
        router.region(),
        project_flag(Kind::Router, &router.project)
    )
}

/// The command that prints the endpoints of a network endpoint group.
pub fn neg_endpoints(neg: &Name) -> String {
    let place = if neg.is_global() {
        "--global".to_owned()
    } else if neg.region() == &*neg.location {
        format!("--region={}", &*neg.location)
    } else {
        format!("--zone={}", &*neg.location)
    };
    format!(
        "gcloud compute network-endpoint-groups list-network-endpoints {} {place}{} --format=json",
        &*neg.name,
        project_flag(Kind::Neg, &neg.project)
    )
}

/// The command that prints the IAM policy of a Cloud Run service, a project, or what else has one; `None`
/// where gcloud has none for the kind.
pub fn iam_policy(kind: Kind, name: &Name) -> Option<String> {
    Some(match kind {
        Kind::Project => format!(
            "gcloud projects get-iam-policy {} --format=json",
            &*name.name
        ),
        Kind::RunService | Kind::RunJob | Kind::Function => format!(
            "gcloud {} get-iam-policy {} --region={}{} --format=json",
            group(kind)?.0,
            &*name.name,
            name.region(),
            project_flag(kind, &name.project)
        ),
        Kind::BackendService => return iap_policy(kind, name),
        _ => return None,
    })
}

/// The command that prints whom Identity-Aware Proxy lets pass to a backend service or a Cloud Run service.
pub fn iap_policy(kind: Kind, name: &Name) -> Option<String> {
    let of = match kind {
        Kind::BackendService => "backend-services",
        Kind::RunService => "cloud-run",
        _ => return None,
    };
    let place = match name.is_global() {
        true => String::new(),
        false => format!(" --region={}", name.region()),
    };
    Some(format!(
        "gcloud iap web get-iam-policy --resource-type={of} --service={}{place}{} --format=json",
        &*name.name,
        project_flag(kind, &name.project)
    ))
}

fn pods(name: &Name) -> String {
    // Its cluster, its namespace and its own, or the last of these.
    let mut parts = name.name.rsplit('/').skip(1);
    match parts.next() {
        Some(namespace) if !namespace.is_empty() => {
            format!("kubectl get pods --namespace={namespace} -o json")
        }
        _ => list(Kind::Pod, ""),
    }
}

fn project_flag(kind: Kind, project: &str) -> String {
    if project.is_empty() || kind == Kind::Perimeter {
        String::new()
    } else {
        format!(" --project={project}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, [project, location, name]: [&str; 3], expected: &str) {
        assert_eq!(
            describe(kind, &Name::new(project, location, name)),
            expected
        );
    }

    #[test]
    fn each_kind_says_where_in_its_own_way() {
        check(
            Kind::RunService,
            ["acme-dev", "asia-northeast1", "api"],
            "gcloud run services describe api --region=asia-northeast1 --project=acme-dev --format=json",
        );
        check(
            Kind::Instance,
            ["acme-dev", "asia-northeast1-a", "web"],
            "gcloud compute instances describe web --zone=asia-northeast1-a --project=acme-dev --format=json",
        );
        check(
            Kind::Address,
            ["acme-dev", "global", "ip"],
            "gcloud compute addresses describe ip --global --project=acme-dev --format=json",
        );
        check(
            Kind::Neg,
            ["acme-dev", "asia-northeast1-a", "neg"],
            "gcloud compute network-endpoint-groups describe neg --zone=asia-northeast1-a --project=acme-dev --format=json",
        );
        check(
            Kind::Nat,
            ["acme-dev", "asia-northeast1", "router/nat"],
            "gcloud compute routers describe router --region=asia-northeast1 --project=acme-dev --format=json",
        );
        check(
            Kind::FirewallPolicy,
            ["", "global", "1234"],
            "gcloud compute firewall-policies describe 1234 --format=json",
        );
    }

    #[test]
    fn hierarchical_policies_are_listed_where_they_hang() {
        assert_eq!(
            hierarchical_policies("folders/12"),
            "gcloud compute firewall-policies list --folder=12 --format=json"
        );
        assert_eq!(
            hierarchical_policies("organizations/34"),
            "gcloud compute firewall-policies list --organization=34 --format=json"
        );
    }

    #[test]
    fn what_is_not_known_is_listed() {
        check(
            Kind::FirewallPolicy,
            ["", "global", ""],
            "gcloud compute firewall-policies list --organization=ORGANIZATION --format=json",
        );
        check(
            Kind::Instance,
            ["acme-dev", "", "web"],
            "gcloud compute instances list --project=acme-dev --format=json",
        );
        check(Kind::Host, ["", "global", "laptop"], "");
    }
}
