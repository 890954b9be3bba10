//! Forwarding rules: front ends of load balancers, PSC endpoints, protocol forwarding.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/forwardingRules>

use std::net::IpAddr;

use ipnet::IpNet;

use super::{
    BackendService, Network, ServiceAttachment, Subnet, TargetInstance, TargetPool, TargetProxy,
};
use crate::header::{PortRange, Protocol};
use crate::name::Ref;

/// A forwarding rule; its location is its region, or `global`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForwardingRule {
    /// `IPAddress`. Absent where an export gives a reference that is not in the scenario, or a plan none.
    pub address: Option<IpAddr>,
    /// `IPProtocol`; `None` where absent (PSC) or `L3_DEFAULT`.
    pub protocol: Option<Protocol>,
    /// `portRange` and `ports`; empty with `all_ports`, or where the target fixes them (PSC).
    pub ports: Vec<PortRange>,
    /// `allPorts`.
    pub all_ports: bool,
    /// `loadBalancingScheme`.
    pub scheme: Scheme,
    /// What it forwards to.
    pub target: ForwardingTarget,
    /// Its network (internal, PSC).
    pub network: Option<Ref<Network>>,
    /// Its subnet (internal, PSC).
    pub subnet: Option<Ref<Subnet>>,
    /// `allowGlobalAccess`.
    pub allow_global_access: bool,
    /// `allowPscGlobalAccess`.
    pub allow_psc_global_access: bool,
    /// `pscConnectionStatus` as Google spells it.
    pub psc_connection_status: Option<String>,
    /// `sourceIpRanges`.
    pub source_ranges: Vec<IpNet>,
    /// `serviceDirectoryRegistrations` was given: `*.p.googleapis.com` names exist.
    pub service_directory: bool,
    /// `serviceLabel`: what the name begins with that Compute Engine makes for an internal load balancer.
    /// <https://cloud.google.com/load-balancing/docs/dns-names>
    pub service_label: Option<String>,
}

/// `loadBalancingScheme`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum Scheme {
    /// Absent or empty: PSC.
    #[default]
    None,
    /// `EXTERNAL`.
    External,
    /// `EXTERNAL_MANAGED`.
    ExternalManaged,
    /// `INTERNAL`.
    Internal,
    /// `INTERNAL_MANAGED`.
    InternalManaged,
    /// `INTERNAL_SELF_MANAGED`.
    InternalSelfManaged,
}

/// What a forwarding rule forwards to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ForwardingTarget {
    /// `all-apis`: PSC for Google APIs.
    AllApis,
    /// `vpc-sc`: PSC for the APIs that support VPC Service Controls.
    VpcSc,
    /// A target proxy.
    Proxy(Ref<TargetProxy>),
    /// A backend service (passthrough).
    BackendService(Ref<BackendService>),
    /// A target pool.
    Pool(Ref<TargetPool>),
    /// A target instance (protocol forwarding).
    Instance(Ref<TargetInstance>),
    /// A service attachment (PSC endpoint for a published service).
    ServiceAttachment(Ref<ServiceAttachment>),
    /// Another, such as a VPN gateway; as Google names it.
    Other(String),
    /// None given.
    None,
}
