//! Service attachments: services published with Private Service Connect.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/serviceAttachments>

use std::net::IpAddr;

use super::{ForwardingRule, Network, Subnet};
use crate::name::Ref;

/// A service attachment; its location is its region.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ServiceAttachment {
    /// `targetService`, earlier `producerForwardingRule`: the load balancer behind it.
    pub target: Option<Ref<ForwardingRule>>,
    /// `connectionPreference` is `ACCEPT_AUTOMATIC`; `None`: not said.
    pub automatic: Option<bool>,
    /// `consumerAcceptLists[]`, each with its `connectionLimit`.
    pub accept: Vec<(Consumer, Option<u32>)>,
    /// `consumerRejectLists[]`.
    pub reject: Vec<Consumer>,
    /// `natSubnets[]`.
    pub nat_subnets: Vec<Ref<Subnet>>,
    /// `propagatedConnectionLimit`; `None`: 250.
    pub propagated_limit: Option<u32>,
    /// `enableProxyProtocol`.
    pub proxy_protocol: bool,
    /// `domainNames[]`: below these, names come with each endpoint.
    /// <https://cloud.google.com/vpc/docs/dns-vpc-hosted-services>
    pub domain_names: Vec<String>,
    /// `connectedEndpoints[]`.
    pub connected: Vec<ConnectedEndpoint>,
}

/// Who may connect, or may not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Consumer {
    /// `projectIdOrNum`.
    Project(String),
    /// `networkUrl`.
    Network(Ref<Network>),
    /// `endpointUrl`.
    Endpoint(String),
}

/// What is connected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConnectedEndpoint {
    /// `endpoint`: the consumer's forwarding rule, or the like, as named.
    pub endpoint: String,
    /// `status` as Google spells it.
    pub status: String,
    /// `natIps[]`: what the producer sees it with.
    pub nat_addresses: Vec<IpAddr>,
}
