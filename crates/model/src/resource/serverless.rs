//! Cloud Run services, jobs and functions, and Serverless VPC Access connectors.
//!
//! <https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services>

use ipnet::IpNet;

use super::{Network, Subnet};
use crate::name::Ref;

/// A Cloud Run service; its location is its region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunService {
    /// How its containers reach out.
    pub egress: ServerlessEgress,
    /// Which requests reach it.
    pub ingress: Ingress,
    /// `uri`, `urls`, `status.url`, the annotation `run.googleapis.com/urls`: without the path, in order.
    pub urls: Vec<String>,
    /// Tags of its revisions, each of which has a URL of its own: `TAG---HOST`.
    /// <https://docs.cloud.google.com/run/docs/rollouts-rollbacks-traffic-migration#tags>
    pub tags: Vec<String>,
    /// Custom domains mapped to it (`hopscope` scenarios, domain mappings): host names.
    pub custom_domains: Vec<String>,
    /// `defaultUriDisabled`.
    pub default_url_disabled: bool,
    /// `invokerIamDisabled`.
    pub invoker_iam_disabled: bool,
    /// `iapEnabled`.
    pub iap_enabled: bool,
    /// `customAudiences`.
    pub custom_audiences: Vec<String>,
    /// E-mail of the service account; absent: the project's default one.
    pub service_account: Option<String>,
    /// The latest revision is known not to be ready.
    pub not_ready: bool,
    /// A revision that gets requests, whose settings are not those of the template.
    pub other_revision: Option<String>,
}

/// A Cloud Run job; its location is its region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RunJob {
    /// How its containers reach out.
    pub egress: ServerlessEgress,
    /// E-mail of the service account.
    pub service_account: Option<String>,
    /// It is known not to be ready.
    pub not_ready: bool,
}

/// A function. One of the 2nd generation is a Cloud Run service underneath, which it names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// 1st generation.
    pub first_generation: bool,
    /// `serviceConfig.service`: the Cloud Run service underneath (2nd generation).
    pub service: Option<Ref<RunService>>,
    /// How it reaches out, as far as its own export says. The Cloud Run service's own export holds Direct VPC
    /// egress, and wins.
    pub egress: ServerlessEgress,
    /// Which requests reach it.
    pub ingress: Ingress,
    /// `url`, `serviceConfig.uri`, `httpsTrigger.url`.
    pub urls: Vec<String>,
    /// E-mail of the service account.
    pub service_account: Option<String>,
    /// `state` (2nd generation) or `status` (1st) is known not to be `ACTIVE`.
    pub not_active: bool,
}

/// How a serverless workload reaches out.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ServerlessEgress {
    /// Where packets enter a VPC, if they do.
    pub vpc: VpcAccess,
    /// `ALL_TRAFFIC`, `all-traffic`, `all`; else only private ranges, Google's default.
    pub all_traffic: bool,
}

/// Where a serverless workload's packets enter a VPC.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum VpcAccess {
    /// They do not.
    #[default]
    None,
    /// Through a connector.
    Connector(Ref<Connector>),
    /// Direct VPC egress.
    Direct {
        /// The network; absent where only the subnet is given.
        network: Option<Ref<Network>>,
        /// The subnet; where none is given, the one with the network's name.
        subnet: Ref<Subnet>,
        /// Network tags of the revision.
        tags: Vec<String>,
    },
}

/// The ingress setting of a Cloud Run service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Ingress {
    /// `INGRESS_TRAFFIC_ALL`, `all`: Google's default.
    #[default]
    All,
    /// `INGRESS_TRAFFIC_INTERNAL_ONLY`, `internal`.
    Internal,
    /// `INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER`, `internal-and-cloud-load-balancing`.
    InternalAndLoadBalancing,
    /// `INGRESS_TRAFFIC_NONE`.
    None,
}

impl Ingress {
    /// The word that `gcloud run` uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Internal => "internal",
            Self::InternalAndLoadBalancing => "internal-and-cloud-load-balancing",
            Self::None => "none",
        }
    }
}

/// A Serverless VPC Access connector; its location is its region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Connector {
    /// Its network; absent where it names a subnet (Shared VPC).
    pub network: Option<Ref<Network>>,
    /// `subnet`: the subnet it is in.
    pub subnet: Option<Ref<Subnet>>,
    /// `ipCidrRange`: its own /28; absent where it is in a subnet.
    pub range: Option<IpNet>,
    /// `state` as Google spells it; `READY` unless given.
    pub state: String,
}
