//! What connects a VPC network with others by tunnels and attachments: Cloud VPN and Cloud Interconnect.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels>,
//! <https://cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>

use ipnet::IpNet;

use super::Router;
use crate::name::Ref;

/// A Cloud VPN tunnel; its location is its region.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct VpnTunnel {
    /// `status` is known not to be `ESTABLISHED`.
    pub not_established: bool,
    /// Its router, if routes are exchanged.
    pub router: Option<Ref<Router>>,
    /// `vpnGateway` or `targetVpnGateway`, from `projects/` on: the gateway at this end.
    pub gateway: Option<String>,
    /// `peerGcpGateway`, from `projects/` on: the gateway at the other end, where that is one of Google's.
    pub peer_gateway: Option<String>,
    /// `localTrafficSelector[]`; empty: everything.
    pub local_selectors: Vec<IpNet>,
    /// `remoteTrafficSelector[]`; empty: everything.
    pub remote_selectors: Vec<IpNet>,
}

/// A VLAN attachment; its location is its region.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Attachment {
    /// Its router.
    pub router: Option<Ref<Router>>,
    /// `adminEnabled` is false, or `operationalStatus` is `OS_UNPROVISIONED`, or `state` another than `ACTIVE`: it
    /// carries nothing.
    pub not_active: bool,
    /// `type` is `L2_DEDICATED`: it carries Ethernet frames to an appliance, and has no router.
    pub layer_2: bool,
}
