//! Arriving at a Cloud Run service: its URL, its ingress setting, Identity-Aware Proxy, the invoker check.
//!
//! <https://cloud.google.com/run/docs/securing/ingress>,
//! <https://cloud.google.com/run/docs/authenticating/overview>. All of it happens at Google's front end: DNS,
//! TCP and TLS have succeeded, and a refusal is an HTTP answer. Since 2023-08-03 the ingress setting refuses
//! with 404, before any identity is looked at.

use hopscope_model::permission::INVOKE;
use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::serverless::{Ingress, VpcAccess};
use hopscope_model::resource::{IamPolicy, IamResource, Kind, RunService, UnreadPart};
use hopscope_model::result::{Missing, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, export_command};

use super::credential::{Principal, Shown};
use super::google_apis::Came;
use super::grant::{Found, Grant, find};
use super::{At, Checked, End, Lack, Walk};
use crate::docs;
use crate::topology::RunHost;

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
        self.invoker(at, service)?;
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

    fn ingress(
        &mut self,
        at: At<'a>,
        service: &'a RunService,
        default_url: bool,
        came: Came<'a>,
    ) -> Checked<'a> {
        let name = &*at.name.name;
        let setting = service.ingress.as_str();
        match service.ingress {
            Ingress::All => {
                self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                    Says::new(SaysId::IngressAll).arg("service", name)
                });
                return Ok(());
            }
            Ingress::None => {
                self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                    Says::new(SaysId::IngressNone).arg("service", name)
                });
                return self.block(
                    Cause::RunIngressDisallowed,
                    Some(at),
                    CallerSees::Http404FrontEnd,
                );
            }
            Ingress::Internal | Ingress::InternalAndLoadBalancing => {}
        }
        let refused = match came {
            Came::LoadBalancer(internal) => {
                if internal || service.ingress == Ingress::InternalAndLoadBalancing {
                    self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                        Says::new(SaysId::IngressLoadBalancer)
                            .arg("service", name)
                            .arg("ingress", setting)
                    });
                    return Ok(());
                }
                Says::new(SaysId::IngressDeniesLoadBalancer)
                    .arg("service", name)
                    .arg("ingress", setting)
            }
            Came::Public => Says::new(SaysId::IngressDeniesPublic)
                .arg("service", name)
                .arg("ingress", setting),
            Came::Vpc(network) => {
                if self.counts_as_internal(at, service, &network.name)? {
                    self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                        Says::new(SaysId::IngressInternalVpc)
                            .arg("service", name)
                            .arg("ingress", setting)
                            .arg("network", &*network.name.name)
                    });
                    return Ok(());
                }
                self.perimeter_may_widen(at)?;
                Says::new(SaysId::IngressDeniesOtherVpc)
                    .arg("service", name)
                    .arg("ingress", setting)
                    .arg("network", &*network.name.name)
                    .arg("project", &*network.name.project)
            }
            Came::Google(caller, project) => {
                let is_number = project.bytes().all(|byte| byte.is_ascii_digit());
                let in_doubt = is_number && !project.is_empty() && *at.name.project != *project;
                let net = self.net;
                if let Some(number) = net.project_in_doubt(&at.name.project, project) {
                    return Err(
                        self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(number))
                    );
                }
                if in_doubt {
                    // Whose number it is, the scenario does not say.
                    return Err(self
                        .incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(project)));
                }
                let listed = matches!(
                    caller,
                    GoogleCaller::Scheduler
                        | GoogleCaller::Tasks
                        | GoogleCaller::PubSub
                        | GoogleCaller::Eventarc
                        | GoogleCaller::Workflows
                );
                let same_project = *at.name.project == *project;
                if listed && same_project && default_url {
                    self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
                        Says::new(SaysId::IngressInternalGoogle)
                            .arg("service", name)
                            .arg("ingress", setting)
                            .arg("caller", caller.as_str())
                    });
                    return Ok(());
                }
                if listed && same_project {
                    Says::new(SaysId::IngressDeniesCustomDomain)
                        .arg("service", name)
                        .arg("ingress", setting)
                        .arg("caller", caller.as_str())
                        .arg("host", self.host_text())
                } else {
                    self.perimeter_may_widen(at)?;
                    Says::new(SaysId::IngressDeniesGoogle)
                        .arg("service", name)
                        .arg("ingress", setting)
                        .arg("caller", caller.as_str())
                }
            }
        };
        self.note(State::CheckRunIngress, Some(at), docs::RUN_INGRESS, || {
            refused
        });
        self.block(
            Cause::RunIngressDisallowed,
            Some(at),
            CallerSees::Http404FrontEnd,
        )
    }

    /// A VPC network of the service's own project, or the Shared VPC network its revision sends traffic to.
    fn counts_as_internal(
        &self,
        at: At<'a>,
        service: &'a RunService,
        network: &hopscope_model::Name,
    ) -> Checked<'a, bool> {
        if network.project == at.name.project {
            return Ok(true);
        }
        let net = self.net;
        if net.project_in_doubt(&at.name.project, &network.project) == Some(&*at.name.project) {
            let number = &*at.name.project;
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(number)));
        }
        let resources = &self.net.scenario.resources;
        // Which network the revision sends to must be known before it can be said that it is another.
        let lack = match &service.egress.vpc {
            VpcAccess::Direct {
                network: None,
                subnet,
                ..
            } if resources.get(subnet).is_none() => Some((Kind::Subnet, subnet.name())),
            VpcAccess::Connector(connector) => match resources.get(connector) {
                None => Some((Kind::Connector, connector.name())),
                Some(own) => match &own.subnet {
                    Some(subnet) if own.network.is_none() && resources.get(subnet).is_none() => {
                        Some((Kind::Subnet, subnet.name()))
                    }
                    _ => None,
                },
            },
            _ => None,
        };
        if let Some((kind, name)) = lack {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(kind, name)));
        }
        Ok(match &service.egress.vpc {
            VpcAccess::None => false,
            VpcAccess::Direct {
                network: own,
                subnet,
                ..
            } => {
                own.as_ref().is_some_and(|own| own.name() == network)
                    || resources
                        .get(subnet)
                        .is_some_and(|subnet| subnet.network.name() == network)
            }
            VpcAccess::Connector(connector) => resources.get(connector).is_some_and(|connector| {
                connector
                    .network
                    .as_ref()
                    .is_some_and(|own| own.name() == network)
                    || connector
                        .subnet
                        .as_ref()
                        .and_then(|subnet| resources.get(subnet))
                        .is_some_and(|subnet| subnet.network.name() == network)
            }),
        })
    }

    /// A perimeter that holds the service widens what counts as internal; which callers it lets in is not
    /// modelled.
    fn perimeter_may_widen(&mut self, at: At<'a>) -> Checked<'a> {
        self.unread_anywhere(Kind::Perimeter, None)?;
        self.assume_complete(Kind::Perimeter, &at.name.project);
        let mut perimeters = self.net.scenario.resources.perimeters.iter();
        let holding = perimeters.find(|(_, own)| self.may_hold(own, &at.name.project));
        match holding.map(|(name, _)| name) {
            Some(name) => Err(self.unmodelled(
                "VPC_SERVICE_CONTROLS",
                Some(At::new(Kind::Perimeter, name)),
                docs::PERIMETERS,
            )),
            None => Ok(()),
        }
    }

    /// The invoker check (permission `run.routes.invoke`).
    fn invoker(&mut self, at: At<'a>, service: &'a RunService) -> Checked<'a> {
        let name = &*at.name.name;
        self.org_policies(Some(&at.name.project), &[UnreadPart::OrgPolicyOfRun])?;
        if service.invoker_iam_disabled {
            self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                Says::new(SaysId::InvokerDisabled).arg("service", name)
            });
            return Ok(());
        }
        self.part_is_read(at, &[UnreadPart::IamPolicy])?;
        let net = self.net;
        let own = net
            .scenario
            .resources
            .iam_policies
            .get(&IamResource::Resource(at.id()));
        let of_project = net.project_policy(&at.name.project);
        let grants = Grant::all(own.into_iter().chain(of_project), &INVOKE);
        let shown = self.shown();
        let public = find(&grants, |member| member == "allUsers");
        if let Some(Found::Yes(_)) = public {
            if shown == Shown::Untrusted && self.by_iap.is_none() {
                // Reported to be refused now and then even where everyone may call.
                return Err(self.unmodelled(
                    "UNTRUSTED_BEARER_AT_PUBLIC_SERVICE",
                    Some(at),
                    docs::RUN_AUTH,
                ));
            }
            self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                Says::new(SaysId::InvokerPublic)
                    .arg("service", name)
                    .arg("member", "allUsers")
            });
            return Ok(());
        }
        if let Some(project) = self.by_iap {
            // Identity-Aware Proxy asks with a token of its own.
            if own.is_none() {
                return self.invoker_assumed(at);
            }
            let agent = self.iap_agent(project)?;
            return self.principal_may_invoke(at, own, &grants, &agent);
        }
        let (audience, principal) = match shown {
            Shown::Untrusted => {
                return self.refuse_token(at, SaysId::InvokerUntrusted, None);
            }
            Shown::AccessToken => {
                return self.refuse_token(at, SaysId::InvokerAccessToken, None);
            }
            Shown::Nothing => {
                if own.is_none() {
                    return self.invoker_assumed(at);
                }
                if let Some(Found::Maybe(role)) = public {
                    return Err(self.conditional(at, "allUsers", role));
                }
                self.policy_is_whole(at, own)?;
                self.project_policy_is_read(Some(&at.name.project))?;
                let project = &*at.name.project;
                let above = self.granted_above(project, &INVOKE, |member| member == "allUsers")?;
                if let Some(role) = above {
                    return Err(self.conditional(at, "allUsers", role));
                }
                self.inherited_policies_assumed(project);
                self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
                    Says::new(SaysId::InvokerUnauthenticated).arg("service", name)
                });
                return self.block(
                    Cause::IamUnauthenticated,
                    Some(at),
                    CallerSees::Http403Invoker,
                );
            }
            Shown::IdToken {
                audience,
                principal,
            } => (audience, principal),
        };
        if !self.audience_fits(at, service, &audience)? {
            return self.refuse_token(at, SaysId::InvokerAudience, Some(audience));
        }
        if own.is_none() {
            return self.invoker_assumed(at);
        }
        self.principal_may_invoke(at, own, &grants, &principal)
    }

    /// Who is not granted it by a part of a policy may be granted it by the rest: Terraform's members are added to
    /// what is there (<https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/cloud_run_service_iam>).
    fn policy_is_whole(&mut self, at: At<'a>, own: Option<&IamPolicy>) -> Checked<'a> {
        if !own.is_some_and(|policy| policy.partial) {
            return Ok(());
        }
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            Says::new(SaysId::InvokerPolicyInPart).arg("service", &*at.name.name)
        });
        Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Policy(at)))
    }

    fn principal_may_invoke(
        &mut self,
        at: At<'a>,
        own: Option<&IamPolicy>,
        grants: &[Grant<'a>],
        principal: &Principal,
    ) -> Checked<'a> {
        let name = &*at.name.name;
        let member = match principal {
            Principal::Named(member) => Some(member.as_str()),
            Principal::DefaultOf(_) => None,
        };
        let found = find(grants, |own| {
            own == "allAuthenticatedUsers" || Some(own) == member
        });
        match found {
            Some(Found::Yes(role)) => {
                let text = principal.text();
                self.note(State::CheckInvoker, Some(at), docs::RUN_TO_RUN, || {
                    Says::new(SaysId::InvokerAllowed)
                        .arg("service", name)
                        .arg("principal", text)
                        .arg("role", role)
                });
                Ok(())
            }
            Some(Found::Maybe(role)) => Err(self.conditional(at, &principal.text(), role)),
            None => {
                self.policy_is_whole(at, own)?;
                self.project_policy_is_read(Some(&at.name.project))?;
                if member.is_none() && !grants.is_empty() {
                    // The default service account's name holds the project's number.
                    return Err(self.unknown_account());
                }
                // Groups, domains and workforce pools: who is in them, no policy says.
                if let Some(role) = grants.iter().find(|grant| grant.has_opaque_member()) {
                    return Err(self.conditional(at, &principal.text(), role.role));
                }
                let text = principal.text();
                let project = &*at.name.project;
                let above = self.granted_above(project, &INVOKE, |own| {
                    own == "allUsers" || own == "allAuthenticatedUsers" || Some(own) == member
                })?;
                if let Some(role) = above {
                    return Err(self.conditional(at, &text, role));
                }
                self.inherited_policies_assumed(project);
                self.note(State::CheckInvoker, Some(at), docs::RUN_TO_RUN, || {
                    Says::new(SaysId::InvokerDenied)
                        .arg("service", name)
                        .arg("principal", text)
                });
                self.block(
                    Cause::IamPermissionDenied,
                    Some(at),
                    CallerSees::Http403Invoker,
                )
            }
        }
    }

    fn invoker_assumed(&mut self, at: At<'a>) -> Checked<'a> {
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            Says::new(SaysId::InvokerAssumed).arg("service", &*at.name.name)
        });
        self.assume(
            "ASSUMED_ALLOWED",
            |walk| vec![("resource", walk.short(at))],
            || hopscope_model::export_command::iam_policy(at.kind, at.name),
        );
        Ok(())
    }

    fn refuse_token(&mut self, at: At<'a>, id: SaysId, audience: Option<String>) -> Checked<'a> {
        self.note(State::CheckInvoker, Some(at), docs::RUN_AUTH, || {
            let says = Says::new(id).arg("service", &*at.name.name);
            match audience {
                Some(audience) => says.arg("audience", audience),
                None => says,
            }
        });
        self.block(Cause::IamTokenInvalid, Some(at), CallerSees::Http401Invoker)
    }

    fn conditional(&mut self, at: At<'a>, principal: &str, role: &str) -> End<'a> {
        self.note(State::CheckInvoker, Some(at), docs::IAM_CONDITIONS, || {
            Says::new(SaysId::InvokerConditional)
                .arg("service", &*at.name.name)
                .arg("principal", principal)
                .arg("binding", role)
        });
        self.incomplete(Cause::ResourceUnreadable, Lack::Policy(at))
    }

    /// A Cloud Run service that is known by its host name alone. `NAME-NUMBER.REGION.run.app` says the number of
    /// its project; of the other form it may be any project, and the scenario's own is the first to look in.
    pub(super) fn missing_host(&self, kind: Kind, host: &str) -> Missing {
        let scenario = &self.net.scenario;
        let label = host.split('.').next().unwrap_or_default();
        let number = label.rsplit('-').next().unwrap_or_default();
        let is_number = number.len() > 5 && number.bytes().all(|byte| byte.is_ascii_digit());
        let by_number = is_number.then(|| scenario.project_of_number(number).unwrap_or(number));
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

    /// The audience must be a URL of the service or one of its custom audiences. Of a URL with a path it is
    /// not known here.
    fn audience_fits(&self, at: At<'a>, service: &RunService, audience: &str) -> Checked<'a, bool> {
        if service.custom_audiences.iter().any(|own| own == audience)
            || service.urls.iter().any(|own| own == audience)
        {
            return Ok(true);
        }
        let rest = audience.strip_prefix("https://").unwrap_or_default();
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let own = self
            .net
            .run_host(host, path)
            .is_some_and(|run| run.service == *at.name && run.default_url && !run.tagged);
        match (own, path) {
            (true, "") => Ok(true),
            (true, _) => Err(self.unmodelled("AUDIENCE_WITH_PATH", Some(at), docs::RUN_TO_RUN)),
            (false, _) => Ok(false),
        }
    }
}
