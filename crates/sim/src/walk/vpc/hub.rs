//! Into a network that is a spoke of the same hub, and the way back.
//!
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview>. What
//! enters by a hybrid spoke goes on to VPC spokes as well, whether or not the network of its tunnels is one
//! (<https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes>).

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::ncc::HubTopology;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};
use ipnet::IpNet;

use super::peering::representative;
use super::{Sender, SenderKind};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::hub::{Exports, HubTable, Member, SPOKE};
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::{At, Checked, End, Lack, Walk};

/// As which spoke of a hub something sends.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) hub: &'a Name,
    pub(super) table: &'a HubTable,
    pub(super) spoke: &'a Name,
    /// In the group `center`, where its group is said.
    pub(super) center: Option<bool>,
    /// The VPC spoke of its network.
    pub(super) member: Option<&'a Member>,
}

impl<'a> Walk<'a> {
    /// As which spoke it sends: that of the network, or the hybrid spoke by which it has entered that.
    fn side_of(&self, sender: Sender<'a>) -> Checked<'a, Option<Side<'a>>> {
        let member = self.net.hubs.of(&sender.network.name);
        let link = match sender.kind {
            SenderKind::Hybrid => self.net.hubs.of_link(&sender.at.id()),
            _ => None,
        };
        let Some((hub, table, hybrid)) = link else {
            return Ok(member.map(|(hub, table, own)| Side {
                hub,
                table,
                spoke: &own.spoke,
                center: own.center,
                member: Some(own),
            }));
        };
        if member.is_some_and(|(other, _, own)| other != hub || own.center != hybrid.center) {
            // The network is one spoke and its tunnel another: which of them counts, no page says.
            let at = At::new(SPOKE, &hybrid.spoke);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        Ok(Some(Side {
            hub,
            table,
            spoke: &hybrid.spoke,
            center: hybrid.center,
            member: member.map(|(_, _, own)| own),
        }))
    }

    /// Ends it if the hub is not in the scenario, which says how spokes are joined and what is propagated.
    pub(in crate::walk) fn hub_is_there(&self, hub: &'a Name) -> Checked<'a> {
        if self.net.scenario.resources.hubs.get(hub).is_some() {
            return Ok(());
        }
        self.unread(Kind::Hub, &hub.project, None)?;
        Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(Kind::Hub, hub)))
    }

    /// A subnet route that another spoke of the network's hub exports, if one has the destination.
    pub(super) fn hub_subnets(&mut self, sender: Sender<'a>) -> Checked<'a, Option<End<'a>>> {
        let Some(side) = self.side_of(sender)? else {
            return Ok(None);
        };
        let Side { hub, table, .. } = side;
        if table.topology == HubTopology::HybridInspection {
            let at = At::new(Kind::Hub, hub);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        let Some(address) = self.packet.destination.one() else {
            return self.hub_is_known(sender, side).map(|()| None);
        };
        let others = || {
            let all = table.exported(address).iter();
            all.filter_map(|(ix, range)| Some((table.members.get(*ix)?, range)))
                .filter(|(other, _)| other.network != sender.network.name)
        };
        if others().next().is_some() {
            self.hub_is_there(hub)?;
        }
        let apart = others().find(|(other, _)| !table.joins(side.center, other.center));
        if let Some((other, _)) = apart {
            let groups = [(side.spoke, side.center), (&other.spoke, other.center)];
            if let Some((spoke, _)) = groups.iter().find(|(_, group)| group.is_none()) {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(At::new(SPOKE, spoke), "group"),
                ));
            }
        }
        let mut found = others().filter(|(other, _)| table.joins(side.center, other.center));
        let Some((other, range)) = found.next() else {
            return self.hub_is_known(sender, side).map(|()| None);
        };
        let at = At::new(SPOKE, &other.spoke);
        if found.next().is_some() {
            return Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::NCC));
        }
        if other.exports(range) == Exports::InPart {
            return Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC));
        }
        let before = self.packet.source;
        if sender.kind != SenderKind::Hybrid {
            self.private_nat(sender, Some(hub))?;
        }
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
            self.psc_endpoint_of_spoke(sender, side, place, owner, translated)?;
        }
        let source = self.packet.source;
        let owner = self.packet.destination.one();
        let owner = owner.and_then(|address| place.owner(address));
        if self.packet.destination.is_ipv6() && matches!(owner, Some(Owner::ForwardingRules(_))) {
            // "IPv6-based internal passthrough Network Load Balancers aren't reachable among VPC spokes": by what cause,
            // no page says (<https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview#limitations>).
            let at = At::new(Kind::Hub, hub);
            return Err(self.unmodelled("IPV6_LOAD_BALANCER_OF_A_SPOKE", Some(at), docs::NCC));
        }
        let end = self.at_subnet(sender, place, range)?;
        let member = match side.member {
            // The way back to an on-premises network is more than this.
            Some(member) if sender.kind != SenderKind::Hybrid => member,
            _ => return Ok(Some(end)),
        };
        if translated {
            self.back_to_private_nat(sender, member, source)?;
            return Ok(Some(end));
        }
        self.back_by_hub(sender, member, place, source, end)
            .map(Some)
    }

    /// Ends it if a spoke of which not enough is known may have the destination, or a route for it.
    fn hub_is_known(&mut self, sender: Sender<'a>, side: Side<'a>) -> Checked<'a> {
        self.unread_anywhere(Kind::Spoke, None)?;
        let Side { hub, table, .. } = side;
        if let Some(other) = &table.other {
            let at = At::new(SPOKE, other);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        // Spokes of other projects are in no list of this one; the list of routes has what they export.
        if !self.packet.destination.is_private() || sender.network.routes.has_hub_routes() {
            return Ok(());
        }
        self.members_are_known(hub, table)
    }

    /// Ends it if a VPC spoke of which not enough is known may have an address that no other has.
    pub(in crate::walk) fn members_are_known(
        &self,
        hub: &'a Name,
        table: &'a HubTable,
    ) -> Checked<'a> {
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

    /// Replies go to the range of Private NAT, a subnet of the sender's network: of one that its spoke does not export, no
    /// page says whether they find it all the same.
    fn back_to_private_nat(
        &self,
        sender: Sender<'a>,
        member: &'a Member,
        source: AddressSet<'a>,
    ) -> Checked<'a> {
        let range = representative(source).and_then(|address| sender.network.range(address));
        match range.map(|range| member.exports(&range.range)) {
            Some(Exports::Yes) => Ok(()),
            Some(Exports::No | Exports::InPart) => {
                let at = At::new(SPOKE, &member.spoke);
                let feature = "PRIVATE_NAT_RANGE_NOT_EXPORTED";
                Err(self.unmodelled(feature, Some(at), docs::PRIVATE_NAT))
            }
            None => Err(self.source_range_unknown(sender)),
        }
    }

    fn back_by_hub(
        &mut self,
        sender: Sender<'a>,
        member: &'a Member,
        place: &'a NetworkTables,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        if !matches!(end, End::Delivered { .. }) {
            return Ok(end);
        }
        let end = self.back_by_policy(sender, place, source, end)?;
        let home = sender.network;
        let range = representative(source).and_then(|address| home.range(address));
        let Some(range) = range else {
            return Err(self.source_range_unknown(sender));
        };
        match member.exports(&range.range) {
            Exports::Yes => {
                self.note_reply_by_hub(member, &range.range);
                Ok(end)
            }
            Exports::InPart => {
                let at = At::new(SPOKE, &member.spoke);
                Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC))
            }
            Exports::No => {
                if range.range.addr().is_ipv6() && !google::is_private(range.range.addr()) {
                    // The route to the internet leads there as well.
                    let at = At::new(SPOKE, &member.spoke);
                    return Err(self.unmodelled("REPLY_PAST_A_HUB_OVER_IPV6", Some(at), docs::NCC));
                }
                self.back_by_custom_route(place, source, end)?;
                self.assume_no_other_network(&place.name.project);
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

    pub(in crate::walk) fn note_reply_by_hub(&mut self, member: &'a Member, range: &IpNet) {
        let at = At::new(SPOKE, &member.spoke);
        self.note(State::ApplyRoute, Some(at), docs::NCC, || {
            Says::new(SaysId::ReplyByHub)
                .arg("range", range.to_string())
                .arg("network", &*member.network.name)
        });
    }
}
