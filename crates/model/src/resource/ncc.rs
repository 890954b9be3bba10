//! Network Connectivity Center: hubs and their spokes.
//!
//! <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs>,
//! <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use std::net::IpAddr;

use ipnet::IpNet;

use super::hopscope::OnPremLink;
use super::{Instance, Network};
use crate::name::Ref;

/// A hub.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Hub {
    /// `presetTopology`.
    pub topology: HubTopology,
    /// `exportPsc`: PSC connections are propagated to its spokes.
    pub propagates_psc: bool,
}

/// `presetTopology` of a hub.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum HubTopology {
    /// `MESH`: every spoke reaches every other.
    #[default]
    Mesh,
    /// `STAR`: spokes of the group `center` reach all, those of the group `edge` only these.
    Star,
    /// `HYBRID_INSPECTION`.
    HybridInspection,
}

/// A spoke.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Spoke {
    /// Its hub.
    pub hub: Option<Ref<Hub>>,
    /// `group`, its last part.
    pub group: Option<String>,
    /// `state` is known not to be `ACTIVE`.
    pub not_active: bool,
    /// `linkedVpcNetwork.uri`: it is a VPC spoke.
    pub network: Option<Ref<Network>>,
    /// `includeExportRanges[]` of what is linked; empty: private IPv4 ranges of a VPC spoke, everything of a hybrid one.
    pub include: Vec<ExportRange>,
    /// `excludeExportRanges[]` of what is linked.
    pub exclude: Vec<IpNet>,
    /// `linkedVpnTunnels.uris[]` and `linkedInterconnectAttachments.uris[]`: it is a hybrid spoke.
    pub links: Vec<OnPremLink>,
    /// `linkedRouterApplianceInstances.instances[]`: it is a hybrid spoke.
    pub appliances: Vec<ApplianceLink>,
    /// `includeImportRanges[]` of what is linked: subnets of the hub that a hybrid spoke advertises; empty: none.
    pub include_import: Vec<ExportRange>,
    /// `excludeImportRanges[]` of what is linked.
    pub exclude_import: Vec<IpNet>,
    /// `siteToSiteDataTransfer` of what is linked.
    pub site_to_site: bool,
}

/// A machine that is a router appliance of a spoke.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ApplianceLink {
    /// `virtualMachine`.
    pub machine: Option<Ref<Instance>>,
    /// `ipAddress`.
    pub address: Option<IpAddr>,
}

/// What a spoke exports or imports: a range, or a word for many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportRange {
    /// What is within it.
    Within(IpNet),
    /// `ALL_PRIVATE_IPV4_RANGES`.
    AllPrivateIpv4,
    /// `ALL_IPV4_RANGES`.
    AllIpv4,
    /// `ALL_IPV6_RANGES`.
    AllIpv6,
}
