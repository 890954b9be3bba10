//! GKE and what runs on it: one file a kind.

pub(crate) mod cluster;
pub(crate) mod config_map;
pub(crate) mod network_policy;
pub(crate) mod pod;
pub(crate) mod service;
