//! How a Cloud Run service, job or function reaches out: past every VPC, by Direct VPC egress, or through a
//! connector.
//!
//! <https://cloud.google.com/run/docs/configuring/vpc-direct-vpc>,
//! <https://cloud.google.com/vpc/docs/serverless-vpc-access>. The egress setting looks at the resolved
//! address: with `private-ranges-only` only private ones enter the VPC, and everything else leaves as if there
//! were no VPC access (article 001, experiment 2).

use hopscope_model::name::Name;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::resource::{Connector, Kind, Subnet};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, Ref, State, google};
use ipnet::IpNet;

use super::internet::From;
use super::vpc::{Sender, SenderKind};
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::firewall::Decision;
use crate::tables::nat::Part;
use crate::tables::network::NetworkTables;
use crate::tables::rules::{Flow, Identity};

impl<'a> Walk<'a> {
    pub(super) fn leave_serverless(
        &mut self,
        at: At<'a>,
        egress: &'a ServerlessEgress,
    ) -> Checked<'a, End<'a>> {
        if self.is_metadata_server() {
            return self.metadata_server();
        }
        if self
            .packet
            .destination
            .one()
            .is_some_and(|a| a.is_loopback())
        {
            return Err(self.unmodelled("LOOPBACK", Some(at), docs::RUN_CONTRACT));
        }
        let protocol = self.ask.protocol;
        if protocol != Protocol::TCP && protocol != Protocol::UDP {
            self.note(
                State::ServerlessExternalConnection,
                Some(at),
                docs::FIREWALL_BLOCKED,
                || {
                    Says::new(SaysId::TrafficBlockedServerless)
                        .arg("protocol", protocol.to_string())
                },
            );
            self.block(Cause::TrafficTypeBlocked, Some(at), CallerSees::Timeout)?;
        }
        if egress.vpc == VpcAccess::None {
            return self.leave_past_vpc(at, true);
        }
        let destination = self.packet.destination;
        if destination.is_ipv6() && destination.is_private() {
            return Err(self.unmodelled("IPV6", Some(at), docs::DIRECT_VPC));
        }
        if !egress.all_traffic {
            if self.is_uncertain_egress(destination) {
                return Err(self.unmodelled(
                    "EGRESS_OF_SPECIAL_ADDRESSES",
                    Some(at),
                    docs::DIRECT_VPC,
                ));
            }
            let Some(range) = enters_by(&google::PRIVATE_EGRESS_RANGES, destination) else {
                self.note(
                    State::ServerlessExternalConnection,
                    Some(at),
                    docs::RUN_PRIVATE,
                    || Says::new(SaysId::EgressNotPrivate).arg("address", destination.text()),
                );
                return self.leave_past_vpc(at, false);
            };
            self.enter_vpc(at, egress, Some(range))
        } else {
            self.enter_vpc(at, egress, None)
        }
    }

    /// Whether no page says that a destination enters the VPC network under `private-ranges-only`, or that it does
    /// not: a reserved range, or one for documentation that a subnet of the network has.
    fn is_uncertain_egress(&self, destination: AddressSet) -> bool {
        if enters_by(&google::UNCERTAIN_EGRESS_RANGES, destination).is_some() {
            return true;
        }
        enters_by(&google::DOCUMENTATION_RANGES, destination).is_some()
            && destination.one().is_some_and(|address| {
                let network = self.origin_network().map(|name| self.network_of(name));
                matches!(network, Some(Ok(own)) if own.range(address).is_some())
            })
    }

    /// On Google's serverless internet path: from an address of a dynamic pool.
    fn leave_past_vpc(&mut self, at: At<'a>, say: bool) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination;
        // The VIPs are not announced to the internet.
        let vip = destination.one().is_some_and(|address| {
            matches!(
                google::google_address(address),
                Some(google::GoogleAddress::PrivateVip | google::GoogleAddress::RestrictedVip)
            )
        });
        if destination.is_private() || vip {
            self.note(
                State::ServerlessExternalConnection,
                Some(at),
                docs::RUN_PRIVATE,
                || Says::new(SaysId::EgressNoVpcPrivate).arg("address", destination.text()),
            );
            return Err(self.stop(Cause::VpcConnectorNotSet, Some(at), CallerSees::Timeout));
        }
        if say {
            self.note(
                State::ServerlessExternalConnection,
                Some(at),
                docs::RUN_PRIVATE,
                || Says::new(SaysId::EgressNoVpc).arg("address", destination.text()),
            );
        }
        if self.ask.port == Some(25) && self.ask.protocol == Protocol::TCP {
            // Documented for VPC networks; no page that we know says it of the serverless path.
            return Err(self.unmodelled("SMTP_WITHOUT_VPC", Some(at), docs::FIREWALL_BLOCKED));
        }
        self.arrive_from_internet(From::Serverless)
    }

    fn enter_vpc(
        &mut self,
        at: At<'a>,
        egress: &'a ServerlessEgress,
        private: Option<IpNet>,
    ) -> Checked<'a, End<'a>> {
        let network_name = self.origin_network();
        let text = network_name.map_or("", |name| &*name.name);
        let destination = self.packet.destination;
        let says = || match private {
            None => Says::new(SaysId::EgressAllTraffic).arg("network", text),
            Some(range) => Says::new(SaysId::EgressPrivateRange)
                .arg("address", destination.text())
                .arg("range", range.to_string())
                .arg("network", text),
        };
        match &egress.vpc {
            VpcAccess::None => self.leave_past_vpc(at, true),
            VpcAccess::Direct {
                subnet,
                network,
                tags,
            } => {
                self.note(
                    State::DirectVpcEgressConnection,
                    Some(at),
                    docs::DIRECT_VPC,
                    says,
                );
                let own = self.subnet(subnet)?;
                if let Some(network) = network
                    && *network != own.network
                {
                    return Err(self.incomplete(
                        Cause::NetworkConfigNotFound,
                        Lack::Field(At::new(Kind::Subnet, subnet.name()), "network"),
                    ));
                }
                let tables = self.network_of(own.network.name())?;
                let Some(range) = own.range else {
                    return Err(self.incomplete(
                        Cause::NoServerlessIpRanges,
                        Lack::Field(At::new(Kind::Subnet, subnet.name()), "ipCidrRange"),
                    ));
                };
                if subnet.name().location != at.name.location {
                    return Err(self.unmodelled(
                        "SUBNET_IN_OTHER_REGION",
                        Some(at),
                        docs::DIRECT_VPC,
                    ));
                }
                self.packet.source = AddressSet::Range(range);
                self.packet.fixed = Some(true);
                let subnet_at = At::new(Kind::Subnet, subnet.name());
                self.note(
                    State::DirectVpcEgressConnection,
                    Some(subnet_at),
                    docs::DIRECT_VPC,
                    || {
                        Says::new(SaysId::DirectVpc)
                            .arg("subnet", &*subnet.name().name)
                            .arg("range", range.to_string())
                    },
                );
                self.leave_vpc(Sender {
                    at: subnet_at,
                    network: tables,
                    region: &subnet.name().location,
                    subnet: Some(subnet),
                    part: Part::Primary,
                    identity: Identity {
                        tags,
                        ..Identity::default()
                    },
                    kind: SenderKind::DirectVpc,
                    external: None,
                })
            }
            VpcAccess::Connector(connector) => {
                self.note(State::ArriveAtVpcConnector, Some(at), docs::CONNECTOR, says);
                self.through_connector(at, connector)
            }
        }
    }

    fn subnet(&self, subnet: &'a Ref<Subnet>) -> Checked<'a, &'a Subnet> {
        self.net.scenario.resources.get(subnet).ok_or_else(|| {
            let unread =
                self.net.scenario.resources.unread.iter().find(|unread| {
                    unread.kind == Kind::Subnet && *unread.name == *subnet.name().name
                });
            match unread {
                Some(unread) => self.incomplete(Cause::ResourceUnreadable, Lack::Unread(unread)),
                None => self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::Subnet, subnet.name()),
                ),
            }
        })
    }

    fn through_connector(
        &mut self,
        workload: At<'a>,
        reference: &'a Ref<Connector>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Connector, reference.name());
        let name = reference.name();
        let Some(connector) = self.net.scenario.resources.get(reference) else {
            self.unread(Kind::Connector, &name.project, None)?;
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::Connector, name),
            ));
        };
        // Where an App Engine application is, its services do not say.
        if workload.kind != Kind::App && name.location != workload.name.location {
            self.note(
                State::ArriveAtVpcConnector,
                Some(at),
                docs::CONNECTOR,
                || {
                    Says::new(SaysId::ConnectorOtherRegion)
                        .arg("connector", &*name.name)
                        .arg("region", &*name.location)
                },
            );
            return Err(self.unmodelled("CONNECTOR_IN_OTHER_REGION", Some(at), docs::CONNECTOR));
        }
        if connector.state != "READY" {
            self.note(
                State::ArriveAtVpcConnector,
                Some(at),
                docs::CONNECTOR,
                || {
                    Says::new(SaysId::ConnectorNotReady)
                        .arg("connector", &*name.name)
                        .arg("state", &connector.state)
                },
            );
            self.block(Cause::VpcConnectorNotRunning, Some(at), CallerSees::Timeout)?;
        }
        let subnet = match &connector.subnet {
            Some(subnet) => Some(self.subnet(subnet)?),
            None => None,
        };
        let network_name: Option<&'a Name> = subnet
            .map(|subnet| subnet.network.name())
            .or(connector.network.as_ref().map(Ref::name));
        let range = subnet.and_then(|subnet| subnet.range).or(connector.range);
        let (Some(network_name), Some(range)) = (network_name, range) else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "ipCidrRange"),
            ));
        };
        let tables = self.network_of(network_name)?;
        self.connector_is_reached(at, tables, range)?;
        self.packet.source = AddressSet::Range(range);
        self.packet.fixed = Some(true);
        self.note(
            State::ArriveAtVpcConnector,
            Some(at),
            docs::CONNECTOR,
            || {
                Says::new(SaysId::ConnectorCarries)
                    .arg("connector", &*name.name)
                    .arg("range", range.to_string())
            },
        );
        self.leave_vpc(Sender {
            at,
            network: tables,
            region: &name.location,
            subnet: connector.subnet.as_ref(),
            part: Part::Primary,
            identity: Identity {
                tags: self.net.connector_tags(name),
                ..Identity::default()
            },
            kind: SenderKind::Connector,
            external: None,
        })
    }

    /// Google's serverless traffic, then its health checks, must get in at the connector's machines
    /// (<https://cloud.google.com/vpc/docs/configure-serverless-vpc-access#restrict-access>).
    fn connector_is_reached(
        &mut self,
        at: At<'a>,
        network: &'a NetworkTables,
        range: IpNet,
    ) -> Checked<'a> {
        self.firewall_is_known(network)?;
        let checks = [
            (
                AddressSet::Ranges(std::slice::from_ref(&google::SERVERLESS_RANGE)),
                Cause::VpcConnectorServerlessTrafficBlocked,
            ),
            (
                AddressSet::Ranges(&google::FRONT_END_RANGES),
                Cause::VpcConnectorHealthCheckTrafficBlocked,
            ),
        ];
        for (remote, cause) in checks {
            let flow = Flow {
                remote,
                local: AddressSet::Range(range),
                protocol: Protocol::TCP,
                port: Some(667),
                target: Identity {
                    tags: self.net.connector_tags(at.name),
                    ..Identity::default()
                },
                source: Identity::default(),
                region: &at.name.location,
            };
            match network.firewall.decide(Direction::Ingress, &flow) {
                Decision::Rule { allow: true, .. } | Decision::Implied { allow: true } => {}
                Decision::Rule { stage, rank, .. } => {
                    self.note_rule(Direction::Ingress, stage, rank, network, &flow, false);
                    self.block(cause, Some(at), CallerSees::Timeout)?;
                }
                Decision::Implied { .. } => {
                    self.note_implied(Direction::Ingress, network, &flow, false);
                    self.block(cause, Some(at), CallerSees::Timeout)?;
                }
                Decision::Uncertain { .. } | Decision::NotModelled { .. } => {
                    return Err(self.unmodelled(
                        "FIREWALL_POLICY_MATCH",
                        Some(at),
                        docs::CONNECTOR_FIREWALL,
                    ));
                }
            }
        }
        Ok(())
    }
}

/// The first of some ranges that holds the destination.
fn enters_by(ranges: &[ipnet::Ipv4Net], destination: AddressSet) -> Option<IpNet> {
    ranges
        .iter()
        .map(|range| IpNet::V4(*range))
        .find(|range| destination.relation(range) == Relation::All)
}
