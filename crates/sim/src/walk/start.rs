//! Where a request starts: the first step, and whether what should send it can.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview>

use std::net::IpAddr;

use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::serverless::VpcAccess;
use hopscope_model::resource::{Instance, Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::{At, Checked, End, Lack, Origin, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;

impl<'a> Walk<'a> {
    /// The first step.
    pub(super) fn start(&mut self) -> Checked<'a> {
        match self.ask.origin {
            Origin::Serverless { at, .. } => self.start_serverless(at),
            Origin::Machine {
                name, interface, ..
            } => {
                let (machine, interface) = self.interface(name, interface)?;
                let at = At::new(Kind::Instance, name);
                // Of a machine with IPv6 alone it is that.
                let own = interface.ipv6_address.or(interface.external_ipv6_address);
                let address = match (interface.address, own) {
                    (None, Some(own)) => IpAddr::V6(own),
                    _ => self.primary_address(at, interface)?,
                };
                self.packet.source = AddressSet::One(address);
                self.packet.fixed = Some(true);
                let by_proxy = self.ask.by_proxy;
                self.note(State::StartFromInstance, Some(at), "", || {
                    if by_proxy {
                        Says::new(SaysId::StartProxy)
                    } else {
                        Says::new(SaysId::StartInstance).arg("interface", &interface.name)
                    }
                    .arg("name", &*name.name)
                    .arg("address", address.to_string())
                });
                self.must_run(at, machine)
            }
            Origin::Pod(name) => self.start_pod(name),
            Origin::Host { name } => {
                let at = At::new(Kind::Host, name);
                let Some(host) = self.net.scenario.resources.hosts.get(name) else {
                    return Err(
                        self.incomplete(Cause::ResourceConfigNotFound, Lack::One(Kind::Host, name))
                    );
                };
                self.packet.source = AddressSet::Many(&host.addresses);
                self.packet.fixed = None;
                if host.addresses.is_empty() {
                    self.packet.source = AddressSet::Public;
                }
                let source = self.packet.source;
                self.note(State::StartFromInternet, Some(at), "", || {
                    Says::new(SaysId::StartHost)
                        .arg("name", &*name.name)
                        .arg("address", source.text())
                });
                if let Some(network) = &host.at {
                    let network = network.name();
                    let ranges = &self.onprem(network)?.ranges;
                    let inside = |own: &&IpAddr| ranges.iter().any(|range| range.contains(*own));
                    let Some(address) = host.addresses.iter().find(inside) else {
                        return Err(self.incomplete(Cause::UnknownIp, Lack::Field(at, "addresses")));
                    };
                    self.packet.source = AddressSet::One(*address);
                    self.packet.fixed = Some(true);
                    return Ok(());
                }
                if host.addresses.iter().any(|own| google::is_private(*own)) {
                    // With which address it comes over the internet, nothing says.
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Field(at, "addresses")));
                }
                Ok(())
            }
            Origin::Internet(address) => {
                self.packet.source = AddressSet::One(address);
                self.packet.fixed = None;
                self.note(State::StartFromInternet, None, "", || {
                    Says::new(SaysId::StartInternet).arg("address", address.to_string())
                });
                if google::is_private(address) {
                    return Err(self.unmodelled(
                        "PRIVATE_SOURCE_ON_THE_INTERNET",
                        None,
                        docs::DROP_REASONS,
                    ));
                }
                Ok(())
            }
            Origin::Google(caller, project) => {
                self.packet.source = match caller {
                    GoogleCaller::Iap => {
                        AddressSet::Ranges(std::slice::from_ref(&google::IAP_RANGE))
                    }
                    GoogleCaller::HealthCheck => AddressSet::Ranges(&google::FRONT_END_RANGES),
                    _ => AddressSet::GoogleDynamic,
                };
                self.packet.fixed = Some(matches!(
                    caller,
                    GoogleCaller::Iap | GoogleCaller::HealthCheck
                ));
                self.note(State::StartFromGoogleService, None, "", || {
                    Says::new(SaysId::StartGoogle)
                        .arg("service", caller.as_str())
                        .arg("project", project)
                });
                Ok(())
            }
            Origin::OnPrem(network, address) => {
                self.packet.source = AddressSet::One(address);
                self.packet.fixed = Some(true);
                self.note(State::StartFromPrivateNetwork, None, docs::HYBRID, || {
                    Says::new(SaysId::StartOnPrem)
                        .arg("address", address.to_string())
                        .arg("network", &*network.name)
                });
                self.start_onprem(network, address)
            }
        }
    }

    fn start_serverless(&mut self, at: At<'a>) -> Checked<'a> {
        let Origin::Serverless { egress, .. } = self.ask.origin else {
            return Ok(());
        };
        self.packet.source = AddressSet::GoogleDynamic;
        self.packet.fixed = Some(false);
        let state = match at.kind {
            Kind::RunJob => State::StartFromCloudRunJob,
            Kind::Function => State::StartFromCloudFunction,
            Kind::App => State::StartFromAppEngineVersion,
            _ => State::StartFromCloudRunRevision,
        };
        let functions = &self.net.scenario.resources.functions;
        let function = functions.get(at.name).filter(|_| at.kind == Kind::Function);
        if let Some(service) = function.and_then(|own| own.service.as_ref()) {
            // How it reaches out is the service's.
            let service = At::new(Kind::RunService, service.name());
            self.part_is_read(service, &[UnreadPart::Resource])?;
        }
        let setting = if egress.all_traffic {
            "all-traffic"
        } else {
            "private-ranges-only"
        };
        self.note(state, Some(at), docs::RUN_PRIVATE, || {
            match &egress.vpc {
                VpcAccess::None => Says::new(SaysId::StartServerlessInternet),
                VpcAccess::Connector(connector) => Says::new(SaysId::StartServerlessConnector)
                    .arg("egress", setting)
                    .arg("connector", &*connector.name().name),
                VpcAccess::Direct { subnet, .. } => Says::new(SaysId::StartServerlessDirect)
                    .arg("egress", setting)
                    .arg("subnet", &*subnet.name().name),
            }
            .arg("name", &*at.name.name)
        });
        let resources = &self.net.scenario.resources;
        let (not_ready, cause) = match at.kind {
            Kind::RunJob => (
                resources
                    .run_jobs
                    .get(at.name)
                    .is_some_and(|job| job.not_ready),
                Cause::CloudRunJobNotReady,
            ),
            Kind::Function => (
                resources
                    .functions
                    .get(at.name)
                    .is_some_and(|function| function.not_active),
                Cause::CloudFunctionNotActive,
            ),
            _ => (
                resources
                    .run_services
                    .get(at.name)
                    .is_some_and(|service| service.not_ready),
                Cause::CloudRunRevisionNotReady,
            ),
        };
        if not_ready {
            return Err(self.stop(cause, Some(at), CallerSees::Timeout));
        }
        let service = resources.run_services.get(at.name);
        let service = service.filter(|_| at.kind == Kind::RunService);
        if service.is_some_and(|service| service.other_revision.is_some()) {
            // It reaches out as its template did then.
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "traffic")));
        }
        let app = resources.apps.get(at.name).filter(|_| at.kind == Kind::App);
        match app {
            // It runs on machines of its own, in a network that the version names.
            Some(app) if app.flexible => {
                Err(self.unmodelled("APP_ENGINE_FLEXIBLE", Some(at), docs::APP_ENGINE))
            }
            // A service says nothing of how its versions reach out.
            Some(app) if !app.version_known => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "vpcAccessConnector"),
            )),
            _ => Ok(()),
        }
    }

    /// A machine and one of its interfaces.
    pub(super) fn interface(
        &self,
        name: &'a hopscope_model::Name,
        interface: usize,
    ) -> Checked<'a, (&'a Instance, &'a Interface)> {
        let machine = self.net.machine(name);
        match machine.and_then(|machine| Some((machine, machine.interfaces.get(interface)?))) {
            Some(found) => Ok(found),
            None => {
                let found = self
                    .net
                    .scenario
                    .resources
                    .unread
                    .iter()
                    .find(|unread| unread.kind == Kind::Instance && *unread.name == *name.name);
                Err(match found {
                    Some(unread) => {
                        self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread))
                    }
                    None => self.incomplete(
                        Cause::VmInstanceConfigNotFound,
                        Lack::One(Kind::Instance, name),
                    ),
                })
            }
        }
    }

    /// A subnet that an interface names is one of its network; if it is of another, nothing about either holds.
    pub(super) fn subnet_fits(&self, at: At<'a>, interface: &'a Interface) -> Checked<'a> {
        let subnet = interface
            .subnet
            .as_ref()
            .and_then(|subnet| self.net.scenario.resources.get(subnet));
        match subnet {
            Some(subnet) if subnet.network != interface.network => Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(at, "networkInterfaces[].subnetwork"),
            )),
            _ => Ok(()),
        }
    }

    /// Primary internal address of an interface.
    pub(super) fn primary_address(
        &self,
        at: At<'a>,
        interface: &'a Interface,
    ) -> Checked<'a, IpAddr> {
        interface.address.ok_or_else(|| {
            self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(at, "networkInterfaces[].networkIP"),
            )
        })
    }

    /// The network's tables; it ends here if the network is not in the scenario, for its peerings and its
    /// enforcement order are then not known.
    pub(super) fn network_of(
        &self,
        name: &'a hopscope_model::Name,
    ) -> Checked<'a, &'a NetworkTables> {
        match self.net.network(name) {
            Some((_, network)) if network.present => {
                self.network_is_not_in_doubt(name)?;
                Ok(network)
            }
            _ => {
                self.unread(Kind::Network, &name.project, None)?;
                Err(self.incomplete(Cause::NetworkConfigNotFound, Lack::One(Kind::Network, name)))
            }
        }
    }

    /// Ends it if something names what may be this network by the number of a project that nothing joins with an id.
    pub(super) fn network_is_not_in_doubt(&self, name: &hopscope_model::Name) -> Checked<'a> {
        match self.net.number_in_doubt(name) {
            Some(number) => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(number)))
            }
            None => Ok(()),
        }
    }

    /// A machine that sends or receives must run.
    pub(super) fn must_run(&mut self, at: At<'a>, machine: &'a Instance) -> Checked<'a> {
        if machine.status == "RUNNING" {
            return Ok(());
        }
        self.note(
            State::ArriveAtInstance,
            Some(at),
            docs::DROP_REASONS,
            || {
                Says::new(SaysId::InstanceNotRunning)
                    .arg("name", &*at.name.name)
                    .arg("status", &machine.status)
            },
        );
        self.block(Cause::InstanceNotRunning, Some(at), CallerSees::Timeout)
    }

    /// It is delivered.
    pub(super) fn delivered(&self, target: &'static str, at: Option<At<'a>>) -> End<'a> {
        End::Delivered { target, at }
    }

    /// It leaves for a network whose configuration is not given that far.
    pub(super) fn forwarded(&mut self, target: &'static str, at: Option<At<'a>>) -> End<'a> {
        self.is_seen(None);
        End::Forwarded { target, at }
    }
}
