//! Network Connectivity Center: hubs and their spokes.
//!
//! <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs>,
//! <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use ipnet::IpNet;

use super::Network;
use super::hopscope::OnPremLink;
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
    /// `linkedVpcNetwork.includeExportRanges[]`; empty: all.
    pub include: Vec<ExportRange>,
    /// `linkedVpcNetwork.excludeExportRanges[]`.
    pub exclude: Vec<IpNet>,
    /// `linkedVpnTunnels.uris[]` and `linkedInterconnectAttachments.uris[]`: it is a hybrid spoke.
    pub links: Vec<OnPremLink>,
}

/// What a VPC spoke exports: a range, or a word for many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExportRange {
    /// What is within it.
    Within(IpNet),
    /// `ALL_PRIVATE_IPV4_RANGES`.
    AllPrivateIpv4,
    /// `ALL_IPV6_RANGES`.
    AllIpv6,
}
