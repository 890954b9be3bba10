//! Which backends of a passthrough load balancer are active: the primary ones, or those that stand in for them.
//!
//! <https://cloud.google.com/load-balancing/docs/internal/failover-overview>: the failover backends are active where
//! the share of healthy primary ones is below the failover ratio, or where there is none, and one of their own is
//! healthy.

use hopscope_model::State;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use super::Backend;
use super::health::Health;
use crate::docs;
use crate::walk::{At, Walk};

/// One whole, in millionths.
const WHOLE: u64 = 1_000_000;

impl<'a> Walk<'a> {
    /// Of the healthy backends those that are active.
    pub(super) fn active_pool(
        &mut self,
        at: At<'a>,
        ratio: u32,
        all: &[Backend<'a>],
        healthy: Vec<(Backend<'a>, Health<'a>)>,
    ) -> Vec<(Backend<'a>, Health<'a>)> {
        let total = all.iter().filter(|backend| !backend.failover).count();
        let (spare, primary): (Vec<_>, Vec<_>) = healthy
            .into_iter()
            .partition(|(backend, _)| backend.failover);
        let share = u64::try_from(primary.len())
            .unwrap_or(u64::MAX)
            .saturating_mul(WHOLE);
        let least = u64::from(ratio).saturating_mul(u64::try_from(total).unwrap_or(u64::MAX));
        let enough = !primary.is_empty() && share >= least;
        if enough || spare.is_empty() {
            return primary;
        }
        let count = primary.len().to_string();
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::FAILOVER,
            || {
                Says::new(SaysId::LoadBalancerFailover)
                    .arg("service", &*at.name.name)
                    .arg("healthy", count)
                    .arg("primary", total.to_string())
            },
        );
        spare
    }
}
