//! What external forwarding rules lead to without a backend service: target pools and target instances.
//!
//! <https://cloud.google.com/load-balancing/docs/target-pools>,
//! <https://cloud.google.com/load-balancing/docs/protocol-forwarding>

use super::{HealthCheck, Instance, Network};
use crate::name::Ref;

/// A target pool; its location is its region.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct TargetPool {
    /// `instances[]`.
    pub instances: Vec<Ref<Instance>>,
    /// `healthChecks[]`: at most one, of the older kind. Without one every machine counts as healthy.
    pub health_checks: Vec<Ref<HealthCheck>>,
    /// `backupPool`.
    pub backup: Option<Ref<TargetPool>>,
    /// `failoverRatio`, in millionths.
    pub failover_ratio: u32,
}

/// A target instance; its location is its zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetInstance {
    /// `instance`.
    pub instance: Ref<Instance>,
    /// `network`: of which of its interfaces; the first where none is given.
    pub network: Option<Ref<Network>>,
}
