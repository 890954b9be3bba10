//! Serverless NEGs: a Cloud Run service, or a function, behind an Application Load Balancer.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts>,
//! <https://cloud.google.com/run/docs/securing/ingress>: there are no health checks and no firewall; the service's ingress
//! setting counts an internal load balancer as internal, and lets an external one in with `all` or
//! `internal-and-cloud-load-balancing`.

use hopscope_model::Cause;
use hopscope_model::resource::{Kind, Neg, RunService};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Ref, State};

use super::proxy::Proxy;
use crate::address_set::AddressSet;
use crate::docs;
use crate::walk::google_apis::Came;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// To what a serverless NEG leads to.
    pub(super) fn to_serverless(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        (at, neg): (At<'a>, &'a Neg),
    ) -> Checked<'a, End<'a>> {
        if !proxy.is_application() {
            return Err(self.unmodelled(
                "NETWORK_ENDPOINT_GROUP_TYPE",
                Some(at),
                docs::SERVERLESS_NEG,
            ));
        }
        let run = match (&neg.cloud_run, &neg.function) {
            _ if neg.other_serverless => {
                return Err(self.unmodelled(
                    "SERVERLESS_NEG_TARGET",
                    Some(at),
                    docs::SERVERLESS_NEG,
                ));
            }
            (Some(run), _) => run,
            (None, Some(function)) => self.service_of(function)?,
            (None, None) => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(at, "cloudRun.service"),
                ));
            }
        };
        let (run_at, run) = self.referred(run)?;
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::SERVERLESS_NEG,
            || {
                Says::new(SaysId::LoadBalancerServerless)
                    .arg("service", &*service.name.name)
                    .arg("neg", &*at.name.name)
                    .arg("run", &*run_at.name.name)
            },
        );
        let client = self.packet.source;
        // "Google's production network handles packet routing": the ranges of front ends are for other backends
        // (https://cloud.google.com/load-balancing/docs/https#firewall-rules).
        self.packet.source = match proxy.envoy {
            Some(_) => proxy.source(),
            None => AddressSet::GoogleDynamic,
        };
        self.packet.fixed = Some(proxy.envoy.is_some());
        self.note_proxied(proxy, service, client);
        self.is_seen(None);
        self.run_behind(run_at, run, Came::LoadBalancer(proxy.internal))
    }

    /// The Cloud Run service underneath a function.
    fn service_of(
        &self,
        function: &'a Ref<hopscope_model::resource::Function>,
    ) -> Checked<'a, &'a Ref<RunService>> {
        let (at, own) = self.referred(function)?;
        match &own.service {
            Some(service) => Ok(service),
            None => Err(self.unmodelled(
                "FIRST_GENERATION_FUNCTION",
                Some(At::new(Kind::Function, at.name)),
                docs::SERVERLESS_NEG,
            )),
        }
    }
}
