//! `compute#targetPool` and `compute#targetInstance`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/targetPools>,
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/targetInstances>

use hopscope_model::resource::{TargetInstance, TargetPool};

use super::backend_service::{decimal, share};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for TargetPool {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            instances: at.all(&fields.texts("instances")),
            health_checks: at.all(&fields.texts("healthChecks")),
            backup: at.maybe(fields, "backupPool"),
            failover_ratio: share(fields, "failoverRatio").unwrap_or_default(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("instances", &out.all(&self.instances));
        out.list("healthChecks", &out.all(&self.health_checks));
        out.refer_maybe("backupPool", self.backup.as_ref());
        if self.failover_ratio > 0 {
            out.put("failoverRatio", decimal(self.failover_ratio));
        }
    }
}

impl Codec for TargetInstance {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            instance: at.needed(fields, "instance"),
            network: at.maybe(fields, "network"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("instance", &self.instance);
        out.refer_maybe("network", self.network.as_ref());
    }
}
