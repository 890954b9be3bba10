//! Tunnels and attachments that are hybrid spokes of a hub: which subnets of VPC spokes they advertise and carry.
//!
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/overview>: with
//! `includeImportRanges`, subnets of the hub are advertised by BGP to what is at the other side; without it a network
//! administrator advertises them as custom ranges. What enters reaches them either way: the field "does not control
//! transit connectivity"
//! (<https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/Shared.Types/LinkedVpnTunnels>).

use std::net::IpAddr;

use hopscope_model::Cause;
use hopscope_model::name::Name;
use ipnet::IpNet;

use super::Hop;
use crate::docs;
use crate::tables::hub::{Exports, HubTable, Hybrid, Member, SPOKE};
use crate::walk::{At, Checked, Lack, Walk};

impl<'a> Walk<'a> {
    /// The hub of a tunnel or attachment, and its hybrid spoke.
    pub(super) fn hybrid_of(&self, hop: Hop<'a>) -> Option<(&'a Name, &'a HubTable, &'a Hybrid)> {
        self.net.hubs.of_link(&hop.at.id())
    }

    /// The subnet with an address that a VPC spoke of the same hub exports to it.
    pub(super) fn of_hub(
        &self,
        hop: Hop<'a>,
        address: IpAddr,
    ) -> Checked<'a, Option<(&'a Member, &'a Hybrid, IpNet)>> {
        let Some((hub, table, hybrid)) = self.hybrid_of(hop) else {
            return Ok(None);
        };
        for (ix, range) in table.exported(address) {
            let Some(other) = table.members.get(*ix) else {
                continue;
            };
            if hop.link.network.as_ref() == Some(&other.network) {
                continue;
            }
            self.hub_is_there(hub)?;
            if !table.joins(hybrid.center, other.center) {
                let groups = [(&hybrid.spoke, hybrid.center), (&other.spoke, other.center)];
                let Some((spoke, _)) = groups.iter().find(|(_, group)| group.is_none()) else {
                    continue;
                };
                let lack = Lack::Field(At::new(SPOKE, spoke), "group");
                return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
            }
            if other.exports(range) == Exports::InPart {
                let at = At::new(SPOKE, &other.spoke);
                return Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC));
            }
            return Ok(Some((other, hybrid, *range)));
        }
        Ok(None)
    }

    /// The subnet with an address that a hybrid spoke imports from its hub.
    pub(super) fn imported(&self, hop: Hop<'a>, address: IpAddr) -> Checked<'a, Option<IpNet>> {
        let Some((_, hybrid, range)) = self.of_hub(hop, address)? else {
            return Ok(None);
        };
        match hybrid.imports(&range) {
            Exports::Yes => Ok(Some(range)),
            Exports::No => Ok(None),
            Exports::InPart => {
                let at = At::new(SPOKE, &hybrid.spoke);
                Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC_ROUTES))
            }
        }
    }

    /// Ends it where a hybrid spoke may advertise an address that no router of the scenario does: of another site, or of
    /// a spoke of which not enough is known.
    pub(super) fn hub_advertises_no_more(&self, hop: Hop<'a>) -> Checked<'a> {
        let Some((hub, table, hybrid)) = self.hybrid_of(hop) else {
            return Ok(());
        };
        let at = At::new(SPOKE, &hybrid.spoke);
        if hybrid.site_to_site {
            return Err(self.unmodelled("SITE_TO_SITE_DATA_TRANSFER", Some(at), docs::NCC));
        }
        if !hybrid.imports {
            return Ok(());
        }
        if let Some(other) = &table.other {
            let at = At::new(SPOKE, other);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
        }
        self.members_are_known(hub, table)
    }
}
