//! The ingress setting of a Cloud Run service: which requests count as internal.
//!
//! <https://cloud.google.com/run/docs/securing/ingress>

use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::serverless::{Ingress, VpcAccess};
use hopscope_model::resource::{Kind, RunService};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use crate::docs;
use crate::walk::google_apis::Came;
use crate::walk::{At, Checked, Lack, Walk};

impl<'a> Walk<'a> {
    pub(super) fn ingress(
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
                let same_project = self.is_of_project(at, project)?;
                let listed = matches!(
                    caller,
                    GoogleCaller::Scheduler
                        | GoogleCaller::Tasks
                        | GoogleCaller::PubSub
                        | GoogleCaller::Eventarc
                        | GoogleCaller::Workflows
                );
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

    /// Whether a caller of Google's is of the same project; not where one of the two is a number that nothing joins
    /// with an id.
    pub(super) fn is_of_project(&self, at: At<'a>, project: &'a str) -> Checked<'a, bool> {
        let same = *at.name.project == *project;
        let is_number = !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit());
        let in_doubt = self.net.project_in_doubt(&at.name.project, project);
        match in_doubt.or((is_number && !same).then_some(project)) {
            Some(number) => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(number)))
            }
            None => Ok(same),
        }
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
    pub(super) fn perimeter_may_widen(&mut self, at: At<'a>) -> Checked<'a> {
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
}
