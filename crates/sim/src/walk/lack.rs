//! What is missing, and the command that exports it (<https://cloud.google.com/sdk/gcloud/reference>).

use std::net::IpAddr;

use hopscope_model::export_command;
use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, Unread};
use hopscope_model::result::Missing;

use super::{At, Walk, unread};

/// What is missing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Lack<'a> {
    /// One resource.
    One(Kind, &'a Name),
    /// A kind of a project.
    List(Kind, &'a str),
    /// The records of a zone.
    RecordSets(&'a Name),
    /// The rules of a response policy.
    ResponsePolicyRules(&'a Name),
    /// The machines of an instance group.
    GroupMembers(&'a Name),
    /// What a router has learned.
    RouterStatus(&'a Name),
    /// The endpoints of a NEG.
    NegEndpoints(&'a Name),
    /// Folders and organisation above a project.
    Ancestors(&'a str),
    /// An internal load balancer by the name that Compute Engine makes for it.
    BalancerHost(&'a str),
    /// A Cloud Run service or a function by its host name.
    ServerlessHost(Kind, &'a str),
    /// A cluster by its DNS-based endpoint.
    DnsEndpoint(&'a str),
    /// The project with a number; an empty one is that of objects which say none.
    ProjectNumber(&'a str),
    /// What a name server answers.
    NameServer(IpAddr),
    /// Which address of Google's or of the internet it is.
    Address,
    /// An object that could not be read.
    Unread(&'a Unread),
    /// The namespaces of a cluster, with their labels.
    Namespaces(&'a Name),
    /// The secure tags of a machine.
    SecureTags(&'a Name),
    /// The service account of a workload.
    ServiceAccount(At<'a>),
    /// What an IAM policy of a resource hangs on: a condition, a group, a custom role.
    Policy(At<'a>),
    /// The same of the policy that says whom Identity-Aware Proxy lets pass.
    PassPolicy(At<'a>),
    /// The IAM policy of a service account of a project.
    AccountPolicy(&'a str, &'a str),
    /// A field of a resource.
    Field(At<'a>, &'static str),
}

impl<'a> Walk<'a> {
    /// What is missing, as results print it.
    pub(crate) fn missing(&self, lack: Lack<'a>) -> Missing {
        let one = |kind: Kind, name: &Name, command: String| Missing {
            kind: kind.code().to_owned(),
            name: Some(name.name.to_string()),
            project: some(&name.project),
            command: Some(command),
        };
        match lack {
            Lack::One(kind, name) => one(kind, name, export_command::describe(kind, name)),
            Lack::List(kind, project) => Missing {
                kind: kind.code().to_owned(),
                name: None,
                project: some(project),
                command: Some(export_command::list(kind, project)),
            },
            Lack::RecordSets(zone) => one(Kind::Zone, zone, export_command::record_sets(zone)),
            Lack::ResponsePolicyRules(policy) => one(
                Kind::ResponsePolicy,
                policy,
                export_command::response_policy_rules(policy),
            ),
            Lack::GroupMembers(group) => one(
                Kind::InstanceGroup,
                group,
                export_command::group_members(group),
            ),
            Lack::RouterStatus(router) => {
                one(Kind::Router, router, export_command::router_status(router))
            }
            Lack::NegEndpoints(neg) => one(Kind::Neg, neg, export_command::neg_endpoints(neg)),
            Lack::Ancestors(project) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: Some(project.to_owned()),
                project: some(project),
                command: Some(format!(
                    "gcloud projects get-ancestors {project} --format=json"
                )),
            },
            Lack::Namespaces(cluster) => one(
                Kind::Cluster,
                cluster,
                export_command::NAMESPACES.to_owned(),
            ),
            Lack::SecureTags(machine) => one(
                Kind::Instance,
                machine,
                export_command::secure_tags(machine),
            ),
            Lack::BalancerHost(host) => self.missing_host(Kind::ForwardingRule, host),
            Lack::ServerlessHost(kind, host) => self.missing_host(kind, host),
            Lack::DnsEndpoint(host) => self.missing_host(Kind::Cluster, host),
            // Whoever exported them knows, and says it when they are read.
            Lack::ProjectNumber("") => Missing {
                kind: Kind::Project.code().to_owned(),
                name: None,
                project: None,
                command: None,
            },
            Lack::ProjectNumber(number) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: Some(number.to_owned()),
                project: None,
                command: Some(export_command::list(Kind::Project, number)),
            },
            Lack::NameServer(address) => Missing {
                kind: "hopscope#nameServer".to_owned(),
                name: Some(address.to_string()),
                project: None,
                command: None,
            },
            Lack::Address => Missing {
                kind: Kind::Address.code().to_owned(),
                name: None,
                project: None,
                command: None,
            },
            Lack::Unread(unread) => unread::missing(unread),
            Lack::Policy(at) => Missing {
                kind: at.kind.code().to_owned(),
                name: Some(at.name.name.to_string()),
                project: some(&at.name.project),
                command: export_command::iam_policy(at.kind, at.name),
            },
            Lack::PassPolicy(at) => Missing {
                kind: at.kind.code().to_owned(),
                name: Some(at.name.name.to_string()),
                project: some(&at.name.project),
                command: export_command::iap_policy(at.kind, at.name),
            },
            Lack::AccountPolicy(account, project) => Missing {
                kind: Kind::Project.code().to_owned(),
                name: some(project),
                project: some(project),
                command: Some(format!(
                    "gcloud iam service-accounts get-iam-policy {account} --format=json"
                )),
            },
            Lack::ServiceAccount(at) | Lack::Field(at, _) => {
                one(at.kind, at.name, export_command::describe(at.kind, at.name))
            }
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
