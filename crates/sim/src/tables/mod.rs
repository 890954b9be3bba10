//! What a stage looks up: made once when a scenario is linked, so that a request scans nothing.

pub(crate) mod dns;
pub(crate) mod firewall;
pub(crate) mod hub;
pub(crate) mod hybrid;
pub(crate) mod members;
pub(crate) mod nat;
pub(crate) mod network;
pub(crate) mod peering;
pub(crate) mod policy;
pub(crate) mod ports;
pub(crate) mod prefixes;
pub(crate) mod route;
pub(crate) mod rules;
pub(crate) mod services;
pub(crate) mod session;
pub(crate) mod strangers;
