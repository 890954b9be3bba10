//! Into a network that is a spoke of the same hub, and the way back.
//!
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview>. Routes
//! that come by hybrid spokes
//! (<https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes>)
//! are not modelled: where one could decide, there is no answer.

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::ncc::HubTopology;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::Sender;
use super::peering::representative;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::hub::{Exports, HubTable, Member, SPOKE};
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// A subnet route that another spoke of the network's hub exports, if one has the destination.
    pub(super) fn hub_subnets(&mut self, sender: Sender<'a>) -> Checked<'a, Option<End<'a>>> {
        let network = sender.network;
        let Some((hub, table, own)) = self.net.hubs.of(&network.name) else {
            return Ok(None);
        };
        let Some(address) = self.packet.destination.one() else {
            return self.hub_is_known(sender, hub, table).map(|()| None);
        };
        if table.topology == HubTopology::HybridInspection {
            let at = At::new(Kind::Hub, hub);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        let exported = |entry: &(usize, ipnet::IpNet)| {
            let member = table.members.get(entry.0);
            member.is_some_and(|other| other.network != own.network)
        };
        let hubs = &self.net.scenario.resources.hubs;
        if hubs.get(hub).is_none() && table.exported(address).iter().any(exported) {
            // Its topology says which spokes exchange routes, and `exportPsc` whether endpoints are for them.
            self.unread(Kind::Hub, &hub.project, None)?;
            let lack = Lack::One(Kind::Hub, hub);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        let ungrouped = table.exported(address).iter().find_map(|entry| {
            let other = table.members.get(entry.0)?;
            (other.network != own.network)
                .then(|| table.ungrouped(own, other))
                .flatten()
        });
        if let Some(member) = ungrouped {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(At::new(SPOKE, &member.spoke), "group"),
            ));
        }
        let there = |entry: &&(usize, ipnet::IpNet)| {
            let member = table.members.get(entry.0);
            member.is_some_and(|other| other.network != own.network && table.joins(own, other))
        };
        let mut found = table.exported(address).iter().filter(there);
        let Some((ix, range)) = found.next() else {
            return self.hub_is_known(sender, hub, table).map(|()| None);
        };
        let Some(other) = table.members.get(*ix) else {
            return Ok(None);
        };
        let at = At::new(SPOKE, &other.spoke);
        if found.next().is_some() {
            return Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::NCC));
        }
        if other.exports(range) == Exports::InPart {
            return Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC));
        }
        let before = self.packet.source;
        self.private_nat(sender, Some(hub))?;
        let translated = self.packet.source != before;
        let place = self.network_of(&other.network)?;
        let Some(range) = place.range(address) else {
            return Ok(None);
        };
        self.note(State::ApplyRoute, Some(at), docs::NCC, || {
            Says::new(SaysId::RouteHubSubnet)
                .arg("range", range.range.to_string())
                .arg("subnet", &*range.subnet.name)
                .arg("hub", &*hub.name)
                .arg("network", &*other.network.name)
        });
        if let Some(owner) = place.owner(address) {
            self.psc_endpoint_of_spoke(table, place, owner, translated)?;
        }
        let source = self.packet.source;
        let end = self.at_subnet(sender, place, range)?;
        if translated {
            // Ranges of Private NAT are known to every spoke.
            return Ok(Some(end));
        }
        self.back_by_hub(sender, (table, own), place, source, end)
            .map(Some)
    }

    /// Ends it if a spoke of which not enough is known may have the destination, or a route for it.
    fn hub_is_known(
        &mut self,
        sender: Sender<'a>,
        hub: &'a Name,
        table: &'a HubTable,
    ) -> Checked<'a> {
        self.unread_anywhere(Kind::Spoke, None)?;
        if let Some(hybrid) = &table.hybrid {
            let at = At::new(SPOKE, hybrid);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        // Spokes of other projects are in no list of this one; the list of routes has what they export.
        if !self.packet.destination.is_private() || sender.network.routes.has_hub_routes() {
            return Ok(());
        }
        let absent = table.members.iter().find(|member| {
            let tables = self.net.network(&member.network);
            tables.is_none_or(|(_, tables)| !tables.present)
        });
        if let Some(absent) = absent {
            return Err(self.incomplete(
                Cause::NetworkConfigNotFound,
                Lack::One(Kind::Network, &absent.network),
            ));
        }
        let bare = table.members.iter().find(|member| {
            let tables = self.net.network(&member.network);
            tables.is_some_and(|(_, tables)| !tables.subnets_known)
        });
        if let Some(bare) = bare {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Subnet, &bare.network.project),
            ));
        }
        if !self.net.scenario.is_complete(&hub.project, Kind::Spoke) {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Spoke, &hub.project),
            ));
        }
        Ok(())
    }

    fn back_by_hub(
        &mut self,
        sender: Sender<'a>,
        own: (&'a HubTable, &'a Member),
        place: &'a NetworkTables,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        if !matches!(end, End::Delivered { .. }) {
            return Ok(end);
        }
        let end = self.back_by_policy(sender, place, source, end)?;
        let (_, member) = own;
        let home = sender.network;
        let range = representative(source).and_then(|address| home.range(address));
        let Some(range) = range else {
            return Err(self.source_range_unknown(sender));
        };
        match member.exports(&range.range) {
            Exports::Yes => {
                self.note(
                    State::ApplyRoute,
                    Some(At::new(SPOKE, &member.spoke)),
                    docs::NCC,
                    || {
                        Says::new(SaysId::ReplyByHub)
                            .arg("range", range.range.to_string())
                            .arg("network", &*home.name.name)
                    },
                );
                Ok(end)
            }
            Exports::InPart => {
                let at = At::new(SPOKE, &member.spoke);
                Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC))
            }
            Exports::No => {
                self.back_by_custom_route(place, source, end)?;
                let at = At::new(Kind::Network, &place.name);
                self.note(State::ApplyRoute, Some(at), docs::NCC, || {
                    Says::new(SaysId::ReplyNone)
                        .arg("address", range.range.to_string())
                        .arg("network", &*place.name.name)
                });
                Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Timeout))
            }
        }
    }

    /// PSC endpoints are for other spokes only where the hub propagates connections
    /// (<https://cloud.google.com/vpc/docs/about-propagated-connections>).
    fn psc_endpoint_of_spoke(
        &mut self,
        table: &'a HubTable,
        place: &'a NetworkTables,
        owner: &'a Owner,
        translated: bool,
    ) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let published = |name: &&Name| {
            let rule = resources.forwarding_rules.get(name);
            rule.is_some_and(|rule| matches!(rule.target, ForwardingTarget::ServiceAttachment(_)))
        };
        let name = match owner {
            Owner::PscGoogleApis(name) => Some(name),
            Owner::ForwardingRules(names) => names.iter().find(published),
            _ => None,
        };
        let Some(name) = name else {
            return Ok(());
        };
        let at = At::new(Kind::ForwardingRule, name);
        if table.propagates_psc && translated {
            self.note(
                State::ApplyForwardingRule,
                Some(at),
                docs::PRIVATE_NAT,
                || Says::new(SaysId::NatPrivateToPsc).arg("endpoint", &*name.name),
            );
            return Err(self.stop(
                Cause::PrivateNatToPscEndpointUnsupported,
                Some(at),
                CallerSees::Timeout,
            ));
        }
        if table.propagates_psc {
            return Err(self.unmodelled("PSC_PROPAGATION", Some(at), docs::PSC_PROPAGATION));
        }
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::PSC_PROPAGATION,
            || {
                Says::new(SaysId::PscEndpointByHub)
                    .arg("endpoint", &*name.name)
                    .arg("network", &*place.name.name)
            },
        );
        Err(self.stop(
            Cause::PscTransitivityNotPropagated,
            Some(at),
            CallerSees::Timeout,
        ))
    }
}
