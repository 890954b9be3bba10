//! Arriving at a Cloud Run service: its URL, its ingress setting, Identity-Aware Proxy, the invoker check; and at a
//! function of the 1st generation.
//!
//! <https://cloud.google.com/run/docs/securing/ingress>,
//! <https://cloud.google.com/run/docs/authenticating/overview>. All of it happens at Google's front end: DNS,
//! TCP and TLS have succeeded, and a refusal is an HTTP answer. Since 2023-08-03 the ingress setting refuses
//! with 404, before any identity is looked at.

mod function;
mod ingress;
mod invoker;

use hopscope_model::resource::{Kind, RunService};
use hopscope_model::result::{Missing, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, export_command};

use super::google_apis::Came;
use super::{At, Checked, End, Lack, Walk};
use crate::docs;
use crate::topology::RunHost;
use invoker::Invoked;

impl<'a> Walk<'a> {
    /// At a Cloud Run service by one of its names.
    pub(super) fn to_run(&mut self, host: &'a RunHost, came: Came<'a>) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::RunService, &host.service);
        let Some(service) = self.net.scenario.resources.run_services.get(&host.service) else {
            self.unread(Kind::RunService, &host.service.project, None)?;
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::RunService, &host.service),
            ));
        };
        if host.contested {
            return Err(self.unmodelled("NAME_OF_SEVERAL", Some(at), docs::RUN_INGRESS));
        }
        let name = &*host.service.name;
        if self.ask.method == "CONNECT" || self.ask.proxy_wanted.is_some() {
            return self.proxy_on_run(at);
        }
        if !self.ask.http {
            // TCP reaches the front end, which speaks TLS and HTTP only.
            self.note(State::CheckRunIngress, Some(at), docs::RUN_CONTRACT, || {
                Says::new(SaysId::RunProtocol)
                    .arg("service", name)
                    .arg("protocol", "tcp")
            });
            return Err(self.unmodelled(
                "OTHER_THAN_HTTP_AT_CLOUD_RUN",
                Some(at),
                docs::RUN_CONTRACT,
            ));
        }
        if !self.ask.tls {
            // A redirect to HTTPS answers it (<https://docs.cloud.google.com/run/docs/triggering/https-request>), and who
            // asks may follow it or not.
            return Err(self.unmodelled("PLAIN_HTTP_AT_CLOUD_RUN", Some(at), docs::RUN_HTTPS));
        }
        if service.default_url_disabled && host.default_url {
            self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                Says::new(SaysId::RunDefaultUrlDisabled).arg("service", name)
            });
            self.block(
                Cause::RunDefaultUrlDisabled,
                Some(at),
                CallerSees::Http404FrontEnd,
            )?;
        }
        if let Came::Vpc(_) = came {
            // Observed in article 001, experiment 1: the log shows 0.0.0.0.
            self.is_seen(Some("0.0.0.0"));
        }
        self.ingress(at, service, host.default_url, came)?;
        if host.tagged && service.not_ready {
            // That is said of the last revision that was made, and the tag may be another one's.
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "traffic")));
        }
        self.serve_run(at, service)
    }

    /// At a Cloud Run service that a load balancer leads to: whatever it is called.
    pub(super) fn run_behind(
        &mut self,
        at: At<'a>,
        service: &'a RunService,
        came: Came<'a>,
    ) -> Checked<'a, End<'a>> {
        self.ingress(at, service, false, came)?;
        self.serve_run(at, service)
    }

    /// Behind the ingress setting.
    pub(super) fn serve_run(
        &mut self,
        at: At<'a>,
        service: &'a RunService,
    ) -> Checked<'a, End<'a>> {
        if service.iap_enabled {
            self.pass_iap(at, None)?;
        }
        self.invoker(at, Invoked::Service(service))?;
        if service.not_ready {
            return Err(self.stop(
                Cause::CloudRunRevisionNotReady,
                Some(at),
                CallerSees::GatewayError,
            ));
        }
        Ok(self.delivered("CLOUD_RUN_REVISION", Some(at)))
    }

    /// Cloud Run takes no CONNECT, and so cannot be a forward proxy (article 003).
    fn proxy_on_run(&mut self, at: At<'a>) -> Checked<'a, End<'a>> {
        if self.ask.method == "CONNECT" {
            self.note(State::CheckRunIngress, Some(at), docs::RUN_CONTRACT, || {
                Says::new(SaysId::RunConnect).arg("service", &*at.name.name)
            });
            return Err(self.stop(
                Cause::RunConnectUnsupported,
                Some(at),
                CallerSees::ConnectRefused,
            ));
        }
        Err(self.unmodelled("HTTP_PROXY_ON_CLOUD_RUN", Some(at), docs::RUN_CONTRACT))
    }

    /// A Cloud Run service, or a function, that is known by its host name alone. `NAME-NUMBER.REGION.run.app` says the number of
    /// its project; of the other form it may be any project, and the scenario's own is the first to look in.
    pub(super) fn missing_host(&self, kind: Kind, host: &str) -> Missing {
        let scenario = &self.net.scenario;
        let label = host.split('.').next().unwrap_or_default();
        let number = label.rsplit('-').next().unwrap_or_default();
        let is_number = number.len() > 5 && number.bytes().all(|byte| byte.is_ascii_digit());
        let by_number = is_number.then(|| scenario.project_of_number(number).unwrap_or(number));
        // A function's host is `REGION-PROJECT`, and names of regions are of two parts.
        let of_function = label
            .splitn(3, '-')
            .nth(2)
            .filter(|_| kind == Kind::Function);
        let by_number = of_function.or(by_number);
        let project = by_number.unwrap_or(scenario.default_project());
        let known = (!project.is_empty()).then(|| project.to_owned());
        Missing {
            kind: kind.code().to_owned(),
            name: Some(host.to_owned()),
            command: Some(export_command::list(
                kind,
                known.as_deref().unwrap_or("PROJECT"),
            )),
            project: by_number.and(known),
        }
    }
}
