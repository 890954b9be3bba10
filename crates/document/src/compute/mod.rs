//! Compute Engine: one file a kind, holding its shape, the way to the model, and back.

pub(crate) mod address;
pub(crate) mod attachment;
pub(crate) mod backend_service;
pub(crate) mod bgp;
pub(crate) mod effective_policy;
pub(crate) mod firewall;
pub(crate) mod firewall_policy;
pub(crate) mod forwarding_rule;
pub(crate) mod health_check;
pub(crate) mod instance;
pub(crate) mod instance_group;
pub(crate) mod nat;
pub(crate) mod neg;
pub(crate) mod network;
pub(crate) mod peering;
pub(crate) mod policy_rule;
pub(crate) mod route;
pub(crate) mod router;
pub(crate) mod security_policy;
pub(crate) mod service_attachment;
pub(crate) mod subnet;
pub(crate) mod tag_binding;
pub(crate) mod target_pool;
pub(crate) mod target_proxy;
pub(crate) mod url_map;
pub(crate) mod vpn_tunnel;
