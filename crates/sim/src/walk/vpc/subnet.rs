//! A subnet route, and who has an address behind it.
//!
//! <https://cloud.google.com/vpc/docs/subnets>

use std::net::IpAddr;

use hopscope_model::resource::Kind;
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::Sender;
use crate::docs;
use crate::tables::network::{NetworkTables, Owner, SubnetRange};
use crate::topology::ExternalOwner;
use crate::walk::load_balancer::Client;
use crate::walk::{At, Checked, End, Lack, Walk};

/// Kinds of which none may be there, and one would have an address in a subnet.
const INTERNAL_OWNERS: [Kind; 4] = [
    Kind::Instance,
    Kind::ForwardingRule,
    Kind::Address,
    Kind::Cluster,
];

impl<'a> Walk<'a> {
    /// A subnet route: always the most specific.
    pub(super) fn to_subnet(
        &mut self,
        sender: Sender<'a>,
        range: &'a SubnetRange,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Subnet, &range.subnet);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
            Says::new(SaysId::RouteSubnet)
                .arg("range", range.range.to_string())
                .arg("subnet", &*range.subnet.name)
        });
        let source = self.packet.source;
        let end = self.at_subnet(sender, sender.network, range)?;
        self.back_by_policy(sender, sender.network, source, end)
    }

    /// Behind the route: whoever has the address in the subnet's network, which need not be the sender's.
    pub(super) fn at_subnet(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        range: &'a SubnetRange,
    ) -> Checked<'a, End<'a>> {
        self.place = Some(place);
        let at = At::new(Kind::Subnet, &range.subnet);
        let Some(address) = self.packet.destination.one() else {
            return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
        };
        if let Some(owner) = place.owner(address) {
            if place.name != sender.network.name && self.propagated.is_none() {
                self.psc_endpoint_in_subnet(place, owner)?;
            }
            return self.to_owner(sender, owner, address);
        }
        if matches!(
            self.net.external_owner(address),
            Some(ExternalOwner::ForwardingRules(_))
        ) {
            // An external IPv6 front end has an address of a subnet's range. From inside the network no page that we
            // know says whether it is reached.
            let feature = "EXTERNAL_IPV6_FRONT_END_FROM_INSIDE";
            return Err(self.unmodelled(feature, Some(at), docs::SUBNETS));
        }
        if self.net.has_range_of(place, address) {
            return Err(self.unmodelled("OTHER_ADDRESS_OF_IPV6_RANGE", Some(at), docs::SUBNETS));
        }
        if range.hybrid {
            return Err(self.unmodelled("HYBRID_SUBNET", Some(at), docs::SUBNETS));
        }
        self.unread_internal_owner(place)?;
        self.no_stranger_has(address, Some(&place.name), Some(at))?;
        self.no_service_has(address, Some(&place.name))?;
        self.reserved_unused(place, address)?;
        self.may_be_entry_point(place, range)?;
        self.in_pod_range(range)?;
        self.unread_direct_vpc(place)?;
        self.assume_no_other_owner(&INTERNAL_OWNERS, &range.subnet.project);
        if range.direct_vpc {
            return Err(self.no_vpc_ingress(Some(at), address));
        }
        if range.purpose == SubnetPurpose::PrivateNat {
            self.note(State::ApplyRoute, Some(at), docs::PRIVATE_NAT, || {
                Says::new(SaysId::NatPrivateRange)
                    .arg("address", address.to_string())
                    .arg("subnet", &*range.subnet.name)
            });
            let cause = Cause::DestinationIsPrivateNatIpRange;
            return Err(self.stop(cause, Some(at), CallerSees::Timeout));
        }
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::AddressUnused)
                .arg("address", address.to_string())
                .arg("subnet", &*range.subnet.name)
        });
        Err(self.stop(Cause::UnknownInternalAddress, Some(at), CallerSees::Timeout))
    }

    /// Ends it if the address that no route is for may be in a subnet that is not in the scenario: one that the network
    /// lists, or one that Google made in a network in auto mode.
    pub(super) fn in_other_subnet(&self, network: &'a NetworkTables) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let Some(own) = resources.networks.get(&network.name) else {
            return Ok(());
        };
        let cause = Cause::ResourceConfigNotFound;
        let mut others = own.other_subnets.iter();
        if let Some(subnet) = others.find(|own| resources.get(*own).is_none()) {
            return Err(self.incomplete(cause, Lack::One(Kind::Subnet, subnet.name())));
        }
        let project = &*network.name.project;
        let made = |address: IpAddr| matches!(address, IpAddr::V4(own) if google::AUTO_MODE.contains(&own));
        if own.auto_create_subnetworks
            && self.packet.destination.one().is_none_or(made)
            && !self.net.scenario.is_complete(project, Kind::Subnet)
        {
            return Err(self.incomplete(cause, Lack::List(Kind::Subnet, project)));
        }
        Ok(())
    }

    /// Addresses of Direct VPC egress are for leaving by: nothing is let in there.
    fn no_vpc_ingress(&mut self, at: Option<At<'a>>, address: IpAddr) -> End<'a> {
        let state = State::DirectVpcEgressConnection;
        self.note(state, at, docs::DIRECT_VPC, || {
            Says::new(SaysId::RunNoVpcIngress)
                .arg("address", address.to_string())
                .arg("subnet", at.map_or("", |at| &at.name.name))
        });
        self.stop(Cause::RunNoVpcIngress, at, CallerSees::Timeout)
    }

    /// Ends it if an address is reserved in the network and in use: by something that is not in the scenario.
    pub(in crate::walk) fn reserved_unused(
        &self,
        network: &NetworkTables,
        address: IpAddr,
    ) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        for (name, own) in self.net.reserved_at(address) {
            let by_subnet = own.subnet.as_ref().and_then(|subnet| resources.get(subnet));
            let by_subnet = by_subnet.map(|subnet| &subnet.network);
            let here = own.network.as_ref().or(by_subnet);
            if !own.is_used() || here.is_some_and(|own| *own.name() != network.name) {
                continue;
            }
            let at = At::new(Kind::Address, name);
            self.no_stranger_uses(at, own)?;
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "users")));
        }
        Ok(())
    }

    /// Something of the network has the address.
    pub(in crate::walk) fn to_owner(
        &mut self,
        sender: Sender<'a>,
        owner: &'a Owner,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        match owner {
            Owner::Machine {
                name, interface, ..
            } => self.to_machine(name, *interface, Some(sender)),
            Owner::Pod(name) => self.to_pod(name, Some(sender)),
            Owner::PscGoogleApis(endpoint) => self.to_psc_google_apis(sender, endpoint),
            Owner::Serverless => {
                let range = sender.network.range(address);
                let at = range.map(|range| At::new(Kind::Subnet, &range.subnet));
                Err(self.no_vpc_ingress(at, address))
            }
            Owner::EntryPoint(name) => self.to_entry_point(sender, name),
            Owner::Several(id) => Err(self.unmodelled(
                "ADDRESS_OF_SEVERAL",
                Some(At::new(id.kind, &id.name)),
                docs::SUBNETS,
            )),
            // It is the load balancer's way to the published service; whether anybody else is let in, no page says.
            Owner::PscNeg(name) => Err(self.unmodelled(
                "PSC_NEG_ADDRESS",
                Some(At::new(Kind::Neg, name)),
                docs::PSC_BACKENDS,
            )),
            Owner::Sql(name) => self.to_private_sql(sender, name),
            Owner::ControlPlane(name) => self.to_private_control_plane(sender, name),
            Owner::ForwardingRules(names) => {
                self.to_forwarding_rules(names, Client::Inside(sender))
            }
        }
    }
}
