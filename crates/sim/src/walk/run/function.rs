//! Arriving at a function of the 1st generation, by the URL of its HTTP trigger.
//!
//! <https://docs.cloud.google.com/functions/1stgendocs/networking/network-settings>: of its own project, VPC networks
//! (also of a Shared VPC host project, where the function is in that), Cloud Scheduler, Cloud Tasks and Workflows count
//! as internal, "all other requests are denied with a 404 error". Pub/Sub is said not to call an internal function;
//! of Eventarc the page says both. Then the invoker check
//! (<https://docs.cloud.google.com/functions/1stgendocs/securing/authenticating>).

use hopscope_model::name::Name;
use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::serverless::Ingress;
use hopscope_model::resource::{Function, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::invoker::Invoked;
use crate::docs;
use crate::walk::google_apis::Came;
use crate::walk::{At, Checked, End, Walk};

/// How `gcloud functions` calls a setting.
fn setting(ingress: Ingress) -> &'static str {
    match ingress {
        Ingress::All => "all",
        Ingress::InternalAndLoadBalancing => "internal-and-gclb",
        Ingress::Internal | Ingress::None => "internal-only",
    }
}

impl<'a> Walk<'a> {
    /// At a function of the 1st generation.
    pub(in crate::walk) fn to_function(
        &mut self,
        name: &'a Name,
        function: &'a Function,
        came: Came<'a>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Function, name);
        let forwarded = self.ask.method == "CONNECT" || self.ask.proxy_wanted.is_some();
        if forwarded || !self.ask.http || !self.ask.tls || function.not_active {
            return Err(self.unmodelled(
                "FIRST_GENERATION_FUNCTION",
                Some(at),
                docs::FUNCTION_INGRESS,
            ));
        }
        self.serve_function(at, function, came)
    }

    /// At one that a load balancer leads to. That Envoys do is not said of the 1st generation.
    pub(in crate::walk) fn function_behind(
        &mut self,
        at: At<'a>,
        function: &'a Function,
        envoy: bool,
    ) -> Checked<'a, End<'a>> {
        if envoy || function.not_active {
            return Err(self.unmodelled(
                "FIRST_GENERATION_FUNCTION",
                Some(at),
                docs::SERVERLESS_NEG,
            ));
        }
        self.serve_function(at, function, Came::LoadBalancer(false))
    }

    fn serve_function(
        &mut self,
        at: At<'a>,
        function: &'a Function,
        came: Came<'a>,
    ) -> Checked<'a, End<'a>> {
        self.unread_anywhere(Kind::Perimeter, None)?;
        // One that restricts Cloud Functions may refuse what the setting lets in as well.
        self.perimeter_may_widen(at)?;
        self.function_ingress(at, function.ingress, came)?;
        self.invoker(at, Invoked::Function(function))?;
        Ok(self.delivered("CLOUD_FUNCTION", Some(at)))
    }

    fn function_ingress(&mut self, at: At<'a>, ingress: Ingress, came: Came<'a>) -> Checked<'a> {
        let (name, setting) = (&*at.name.name, setting(ingress));
        let (internal, says) = match came {
            _ if ingress == Ingress::All => (true, Says::new(SaysId::IngressAll)),
            Came::Public => (false, Says::new(SaysId::IngressDeniesPublic)),
            Came::LoadBalancer(_) => match ingress {
                Ingress::InternalAndLoadBalancing => (true, Says::new(SaysId::IngressLoadBalancer)),
                _ => (false, Says::new(SaysId::IngressDeniesLoadBalancer)),
            },
            Came::Vpc(network) => {
                let own = self.is_of_project(at, &network.name.project)?;
                let id = match own {
                    true => SaysId::IngressInternalVpc,
                    false => SaysId::IngressDeniesVpcOfFunction,
                };
                let says = Says::new(id).arg("network", &*network.name.name);
                let says = match own {
                    true => says,
                    false => says.arg("project", &*network.name.project),
                };
                (own, says)
            }
            Came::Google(GoogleCaller::Eventarc, _) => {
                return Err(self.unmodelled(
                    "EVENTARC_AT_INTERNAL_FUNCTION",
                    Some(at),
                    docs::FUNCTION_INGRESS,
                ));
            }
            Came::Google(caller, project) => {
                let listed = matches!(
                    caller,
                    GoogleCaller::Scheduler | GoogleCaller::Tasks | GoogleCaller::Workflows
                );
                let own = self.is_of_project(at, project)? && listed;
                let id = match own {
                    true => SaysId::IngressInternalGoogle,
                    false => SaysId::IngressDeniesGoogle,
                };
                (own, Says::new(id).arg("caller", caller.as_str()))
            }
        };
        self.note(
            State::CheckRunIngress,
            Some(at),
            docs::FUNCTION_INGRESS,
            || {
                let says = says.arg("service", name);
                match ingress {
                    Ingress::All => says,
                    _ => says.arg("ingress", setting),
                }
            },
        );
        match internal {
            true => Ok(()),
            false => self.block(
                Cause::RunIngressDisallowed,
                Some(at),
                CallerSees::Http404FrontEnd,
            ),
        }
    }
}
