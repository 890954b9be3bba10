//! Google APIs and services from a VPC: Private Google Access, the VIPs, PSC endpoints; and Google's front
//! ends, which pick the service by host name.
//!
//! <https://cloud.google.com/vpc/docs/configure-private-google-access>,
//! <https://cloud.google.com/vpc/docs/private-google-access>,
//! <https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints>

use hopscope_model::google::GoogleAddress;
use hopscope_model::name::Name;
use hopscope_model::request::{Credential, GoogleCaller};
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::{Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};

use super::vpc::{Sender, SenderKind};
use super::{AskedHost, At, Checked, End, Lack, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;

/// By which door a request comes to Google's front ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Door {
    /// The public addresses.
    Public,
    /// `199.36.153.8/30`.
    PrivateVip,
    /// `199.36.153.4/30`.
    RestrictedVip,
    /// A PSC endpoint with bundle `all-apis`.
    PscAllApis,
    /// A PSC endpoint with bundle `vpc-sc`.
    PscVpcSc,
}

impl Door {
    /// Serves only what supports VPC Service Controls.
    fn is_restricted(self) -> bool {
        matches!(self, Self::RestrictedVip | Self::PscVpcSc)
    }

    fn text(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::PrivateVip => "private.googleapis.com",
            Self::RestrictedVip => "restricted.googleapis.com",
            Self::PscAllApis => "all-apis",
            Self::PscVpcSc => "vpc-sc",
        }
    }

    /// Google's deliver target for an API behind it.
    fn target(self) -> &'static str {
        match self {
            Self::PscAllApis => "PSC_GOOGLE_API",
            Self::PscVpcSc => "PSC_VPC_SC",
            _ => "GOOGLE_API",
        }
    }
}

/// Where a request comes from, as an ingress setting sees it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Came<'a> {
    /// Past every VPC.
    Public,
    /// Through this VPC network.
    Vpc(&'a NetworkTables),
    /// From a service of Google's.
    Google(GoogleCaller, &'a str),
    /// Through an Application Load Balancer; whether an internal one.
    LoadBalancer(bool),
}

impl<'a> Walk<'a> {
    /// At a Google API address by way of the default internet gateway.
    pub(super) fn to_google_from_vpc(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let door = match self
            .packet
            .destination
            .one()
            .and_then(google::google_address)
        {
            Some(GoogleAddress::PrivateVip) => Door::PrivateVip,
            Some(GoogleAddress::RestrictedVip) => Door::RestrictedVip,
            _ => Door::Public,
        };
        self.private_google_access(sender)?;
        if sender.external.is_some() && door == Door::Public {
            self.one_to_one_nat(sender);
        }
        self.google_front_end(door, Came::Vpc(sender.network))
    }

    /// At a PSC endpoint for Google APIs: in its own network, without any route.
    pub(super) fn to_psc_google_apis(
        &mut self,
        sender: Sender<'a>,
        endpoint: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::ForwardingRule, endpoint);
        let door = match self.net.scenario.resources.forwarding_rules.get(endpoint) {
            Some(rule) if rule.target == ForwardingTarget::VpcSc => Door::PscVpcSc,
            _ => Door::PscAllApis,
        };
        let host = self.host_text();
        self.note(State::ApplyForwardingRule, Some(at), docs::PSC_APIS, || {
            Says::new(SaysId::PscGoogleApis)
                .arg("endpoint", &*endpoint.name)
                .arg("bundle", door.text())
                .arg("host", host)
        });
        self.private_google_access(sender)?;
        self.google_front_end(door, Came::Vpc(sender.network))
    }

    /// A source without an external address needs Private Google Access on its subnet; Cloud NAT that serves
    /// the subnet turns it on (<https://cloud.google.com/nat/docs/overview>, "Private Google Access").
    pub(in crate::walk) fn private_google_access(&mut self, sender: Sender<'a>) -> Checked<'a> {
        if sender.kind == SenderKind::Hybrid {
            // No setting of a subnet is for it.
            self.note(
                State::CheckPrivateGoogleAccess,
                Some(sender.at),
                docs::PGA_HYBRID,
                || Says::new(SaysId::PgaHybrid).arg("network", &*sender.network.name.name),
            );
            return Ok(());
        }
        if let Some(external) = sender.external {
            self.note(
                State::CheckPrivateGoogleAccess,
                Some(sender.at),
                docs::PRIVATE_GOOGLE_ACCESS,
                || Says::new(SaysId::PgaExternal).arg("address", external.to_string()),
            );
            return Ok(());
        }
        self.external_is_known(sender)?;
        if sender.kind == SenderKind::Forwarder {
            let source = self.packet.source;
            self.note(
                State::CheckPrivateGoogleAccess,
                Some(sender.at),
                docs::PRIVATE_GOOGLE_ACCESS,
                || Says::new(SaysId::PgaSourceNotCovered).arg("address", source.text()),
            );
            return self.block(
                Cause::PrivateGoogleAccessDisallowed,
                Some(sender.at),
                CallerSees::Timeout,
            );
        }
        let subnet_at = sender
            .subnet
            .map_or(sender.at, |subnet| At::new(Kind::Subnet, subnet.name()));
        let name = &*subnet_at.name.name;
        match sender
            .subnet
            .map(|subnet| (subnet, self.net.scenario.resources.get(subnet)))
        {
            Some((_, Some(subnet))) if subnet.private_google_access => {
                self.note(
                    State::CheckPrivateGoogleAccess,
                    Some(subnet_at),
                    docs::PRIVATE_GOOGLE_ACCESS,
                    || Says::new(SaysId::PgaOn).arg("subnet", name),
                );
                return Ok(());
            }
            Some((subnet, None)) => {
                self.unread_anywhere(Kind::Subnet, Some(sender.network))?;
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::Subnet, subnet.name()),
                ));
            }
            _ => {}
        }
        self.unread(
            Kind::Router,
            &sender.network.name.project,
            Some(sender.network),
        )?;
        self.assume_complete(Kind::Router, &sender.network.name.project);
        let gateway = sender
            .network
            .gateways(sender.region)
            .iter()
            .find(|gateway| gateway.covers(sender.subnet, sender.part));
        if gateway.is_some() && self.packet.source.is_ipv6() {
            // That Cloud NAT turns it on is said of IPv4.
            return Err(self.unmodelled("IPV6", Some(sender.at), docs::IPV6));
        }
        if let Some(gateway) = gateway {
            self.note(
                State::CheckPrivateGoogleAccess,
                Some(subnet_at),
                docs::CLOUD_NAT,
                || {
                    Says::new(SaysId::PgaByNat)
                        .arg("subnet", name)
                        .arg("nat", &*gateway.name.name)
                },
            );
            return Ok(());
        }
        self.subnet_is_named(sender)?;
        if sender.kind == SenderKind::Connector && sender.subnet.is_none() {
            // The hidden subnet of a connector with a range of its own: no export shows its setting.
            return Err(self.unmodelled(
                "PRIVATE_GOOGLE_ACCESS_OF_CONNECTOR_RANGE",
                Some(sender.at),
                docs::CONNECTOR,
            ));
        }
        self.note(
            State::CheckPrivateGoogleAccess,
            Some(subnet_at),
            docs::PRIVATE_GOOGLE_ACCESS,
            || Says::new(SaysId::PgaOff).arg("subnet", name),
        );
        self.block(
            Cause::PrivateGoogleAccessDisallowed,
            Some(subnet_at),
            CallerSees::Timeout,
        )
    }

    /// The host name the client says (SNI and `Host`).
    pub(super) fn host_text(&self) -> String {
        match self.ask.host {
            AskedHost::Name(name) => name.to_owned(),
            AskedHost::Address(address) => address.to_string(),
            AskedHost::Thing(id) => id.name.name.to_string(),
        }
    }

    /// Google's front ends.
    pub(super) fn google_front_end(&mut self, door: Door, came: Came<'a>) -> Checked<'a, End<'a>> {
        let host = self.host_text();
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let served = protocol == Protocol::TCP && matches!(port, Some(80 | 443));
        if !served {
            return self.port_at_front_end(door);
        }
        let destination = self.packet.destination;
        match (came, door) {
            (Came::Google(caller, _), _) => {
                self.note(State::ProxyConnection, None, docs::RUN_INGRESS, || {
                    Says::new(SaysId::FrontEndGoogleCaller)
                        .arg("host", &host)
                        .arg("service", caller.as_str())
                });
            }
            (_, Door::PrivateVip | Door::RestrictedVip) => {
                self.note(State::ProxyConnection, None, docs::APIS_VIP, || {
                    Says::new(SaysId::GoogleApiVip)
                        .arg("vip", door.text())
                        .arg("host", &host)
                });
            }
            (Came::Vpc(network), _) => {
                self.note(State::ProxyConnection, None, docs::RUN_PRIVATE, || {
                    Says::new(SaysId::FrontEndVpc)
                        .arg("host", &host)
                        .arg("network", &*network.name.name)
                });
            }
            (Came::Public | Came::LoadBalancer(_), _) => {
                self.note(State::ProxyConnection, None, docs::RUN_INGRESS, || {
                    Says::new(SaysId::FrontEndPublic)
                        .arg("host", &host)
                        .arg("address", destination.text())
                });
            }
        }
        self.is_seen(None);
        let AskedHost::Name(name) = self.ask.host else {
            // Without a name there is nothing to pick a service by, nor to say whether a perimeter is for it.
            if let Some(name) = self.net.scenario.resources.perimeters.keys().next() {
                let at = At::new(Kind::Perimeter, name);
                return Err(self.unmodelled("VPC_SERVICE_CONTROLS", Some(at), docs::PERIMETERS));
            }
            return Ok(self.delivered(door.target(), None));
        };
        if door.is_restricted() {
            match google::on_restricted_vip(&self.api_name(name)) {
                Some(true) => {}
                None if self.net.run_host(name, self.ask.path).is_some() => {}
                None if self.net.function_host(name, self.ask.path).is_some() => {}
                Some(false) => {
                    self.note(
                        State::CheckServicePerimeter,
                        None,
                        docs::RESTRICTED_VIP,
                        || {
                            Says::new(SaysId::ApiNotServed)
                                .arg("host", &host)
                                .arg("vip", door.text())
                        },
                    );
                    self.block(Cause::ApiNotOnRestrictedVip, None, CallerSees::Http403Api)?;
                }
                None => {
                    return Err(self.unmodelled(
                        "API_SUPPORT_OF_VPC_SERVICE_CONTROLS",
                        None,
                        docs::RESTRICTED_VIP,
                    ));
                }
            }
        }
        if let Some(run) = self.net.run_host(name, self.ask.path) {
            return self.to_run(run, came);
        }
        if let Some((name, function)) = self.net.function_host(name, self.ask.path) {
            return self.to_function(name, function, came);
        }
        self.serverless_is_known(name)?;
        if door != Door::Public && google::is_web_application(name) {
            return Err(self.unmodelled("WEB_APPLICATION_AT_VIP", None, docs::APIS_VIP));
        }
        if !google::is_google_name(name) {
            // A name of somebody else's that was pointed at Google's addresses.
            return Err(self.unmodelled("HOST_AT_GOOGLE_FRONT_END", None, docs::APIS_VIP));
        }
        if google::is_below(name, google::DNS_ENDPOINTS) {
            return self.to_dns_endpoint(came, name);
        }
        self.google_api(door, came, name)
    }

    /// Ends it at a name of Cloud Run's, of a function's or of App Engine's that nothing in the scenario answers to.
    fn serverless_is_known(&mut self, name: &'a str) -> Checked<'a> {
        let below = |domain| google::is_below(name, domain) && name != domain;
        if below("appspot.com") {
            // What a refused request sees is not documented, and the firewall of the app is in no export that is read.
            return Err(self.unmodelled(
                "APP_ENGINE_AS_DESTINATION",
                None,
                docs::APP_ENGINE_INGRESS,
            ));
        }
        let (kind, id) = match (below("run.app"), below("cloudfunctions.net")) {
            (true, _) => (Kind::RunService, SaysId::RunHostUnknown),
            (_, true) => (Kind::Function, SaysId::FunctionHostUnknown),
            _ => return Ok(()),
        };
        self.unread_anywhere(Kind::RunService, None)?;
        self.unread_anywhere(kind, None)?;
        self.note(State::CheckRunIngress, None, docs::RUN_INGRESS, || {
            Says::new(id).arg("host", name)
        });
        Err(self.incomplete(
            Cause::ResourceConfigNotFound,
            Lack::ServerlessHost(kind, name),
        ))
    }

    /// The API behind `SERVICE-ENDPOINT.p.googleapis.com`; any other name as it is.
    fn api_name(&self, name: &'a str) -> String {
        let endpoints = self.net.scenario.resources.forwarding_rules.keys();
        name.strip_suffix(".p.googleapis.com")
            .and_then(|label| {
                endpoints
                    .filter_map(|endpoint| label.strip_suffix(&*endpoint.name))
                    .find_map(|service| service.strip_suffix('-'))
            })
            .map_or_else(
                || name.to_owned(),
                |service| format!("{service}.googleapis.com"),
            )
    }

    /// A protocol or port that the front ends do not serve. The VIPs and PSC endpoints are documented to serve
    /// HTTP-based protocols over TCP only; of the public addresses it is not said (QUIC, DNS at 8.8.8.8).
    fn port_at_front_end(&mut self, door: Door) -> Checked<'a, End<'a>> {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let run = match self.ask.host {
            AskedHost::Name(name) => self.net.run_host(name, self.ask.path),
            _ => None,
        };
        if let Some(run) = run {
            let at = At::new(Kind::RunService, &run.service);
            self.note(State::CheckRunIngress, Some(at), docs::RUN_CONTRACT, || {
                Says::new(SaysId::RunProtocol)
                    .arg("service", &*run.service.name)
                    .arg("protocol", text_of(protocol, port))
            });
            return Err(self.stop(Cause::PortNotServed, Some(at), CallerSees::Timeout));
        }
        if door == Door::Public {
            return Err(self.unmodelled("GOOGLE_SERVICE_OTHER_THAN_HTTP", None, docs::APIS_VIP));
        }
        self.note(State::ProxyConnection, None, docs::APIS_VIP, || {
            Says::new(SaysId::PortNotServed)
                .arg("protocol", protocol.to_string())
                .arg(
                    "port",
                    port.map_or_else(String::new, |port| port.to_string()),
                )
                .arg("at", door.text())
        });
        Err(self.stop(Cause::PortNotServed, None, CallerSees::Timeout))
    }

    /// An API of Google's. What it answers is its own business; a perimeter may refuse.
    fn google_api(&mut self, door: Door, came: Came<'a>, host: &'a str) -> Checked<'a, End<'a>> {
        let api = self.api_name(host);
        self.service_perimeters(came, &api)?;
        self.org_policies(None, &[UnreadPart::OrgPolicy, UnreadPart::OrgPolicyOfRun])?;
        if matches!(self.ask.credential, Credential::Untrusted) {
            self.note(State::CheckInvoker, None, docs::RUN_AUTH, || {
                Says::new(SaysId::InvokerUntrusted).arg("service", host)
            });
            return Err(self.stop(Cause::IamTokenInvalid, None, CallerSees::Http401Invoker));
        }
        self.assume(
            "ASSUMED_ALLOWED",
            |_| vec![("resource", host.to_owned())],
            || None,
        );
        if matches!(self.packet.destination, AddressSet::GoogleApis) || door == Door::Public {
            self.ranges_as_of();
        }
        Ok(self.delivered(door.target(), None))
    }
}

/// Whether a host name may stand for a service: it, names below it, its regional and other endpoints
/// (`storage.REGION.rep.googleapis.com`, `REGION-aiplatform.googleapis.com`), the name that older APIs share, and
/// domains of their own that some services have.
pub(super) fn may_be(host: &str, service: &str) -> bool {
    let stem = |name| str::strip_suffix(name, ".googleapis.com");
    let (Some(labels), Some(own)) = (stem(host), stem(service)) else {
        return !google::is_web_application(host);
    };
    labels.split('.').any(|label| {
        let before = label.strip_suffix(own);
        let behind = label.strip_prefix(own);
        matches!(label, "www" | "content")
            || before.is_some_and(|rest| rest.is_empty() || rest.ends_with('-'))
            || behind.is_some_and(|rest| rest.starts_with('-'))
    })
}

fn text_of(protocol: Protocol, port: Option<u16>) -> String {
    match port {
        Some(port) => format!("{protocol}:{port}"),
        None => protocol.to_string(),
    }
}
