//! Serverless NEGs: a Cloud Run service, or a function, behind an Application Load Balancer.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/serverless-neg-concepts>,
//! <https://cloud.google.com/run/docs/securing/ingress>: there are no health checks and no firewall; the service's ingress
//! setting counts an internal load balancer as internal, and lets an external one in with `all` or
//! `internal-and-cloud-load-balancing`.

use hopscope_model::Cause;
use hopscope_model::name::Name;
use hopscope_model::resource::{Function, Neg, RunService};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Ref, State};

use super::proxy::Proxy;
use crate::address_set::AddressSet;
use crate::docs;
use crate::walk::google_apis::Came;
use crate::walk::{At, Checked, End, Lack, Walk};

/// What answers for a function: the Cloud Run service underneath, or, of the 1st generation, the function itself.
enum Underneath<'a> {
    Service(&'a Ref<RunService>),
    Itself(At<'a>, &'a Function),
}

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
            (None, Some(function)) => match self.service_of(function)? {
                Underneath::Service(run) => run,
                Underneath::Itself(own_at, own) => {
                    self.leads_to(proxy, service, at, own_at.name);
                    return self.function_behind(own_at, own, proxy.envoy.is_some());
                }
            },
            (None, None) => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(at, "cloudRun.service"),
                ));
            }
        };
        let (run_at, run) = self.referred(run)?;
        self.leads_to(proxy, service, at, run_at.name);
        self.run_behind(run_at, run, Came::LoadBalancer(proxy.internal))
    }

    /// The load balancer's connection to what a NEG leads to.
    fn leads_to(&mut self, proxy: Proxy<'a>, service: At<'a>, neg: At<'a>, to: &'a Name) {
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(neg),
            docs::SERVERLESS_NEG,
            || {
                Says::new(SaysId::LoadBalancerServerless)
                    .arg("service", &*service.name.name)
                    .arg("neg", &*neg.name.name)
                    .arg("run", &*to.name)
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
    }

    /// What answers for a function.
    fn service_of(&self, function: &'a Ref<Function>) -> Checked<'a, Underneath<'a>> {
        let (at, own) = self.referred(function)?;
        match &own.service {
            Some(service) => Ok(Underneath::Service(service)),
            None if own.first_generation => Ok(Underneath::Itself(at, own)),
            None => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "serviceConfig.service"),
            )),
        }
    }
}
