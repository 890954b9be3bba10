//! What a private zone answers: its records, or where it says to ask
//! (<https://cloud.google.com/dns/docs/zones/zones-overview>).

use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::dns::ZoneRole;
use hopscope_model::resource::{Cluster, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use super::records::addresses_of;
use super::{Answer, Chase, Reply};
use crate::docs;
use crate::tables::dns::{Lookup, Records, ZoneOf, ZoneTable};
use crate::walk::{At, Checked, End, Lack, Walk};

/// The most peering zones that are followed, to find out whether they lead round in a circle.
const MOST_PEERINGS: usize = 8;

/// "No more than three VPC networks (with the network in the middle being the transitive hop) can be involved"
/// (<https://cloud.google.com/dns/docs/zones/peering-zones>); what becomes of a name beyond them, no page says.
const SUPPORTED_PEERINGS: usize = 2;

impl<'a> Walk<'a> {
    pub(super) fn ask_zone(
        &mut self,
        of: ZoneOf,
        (network, cluster): (&'a Name, Option<&'a Ref<Cluster>>),
        name: &'a str,
        depth: usize,
    ) -> Checked<'a, Reply<'a>> {
        let Some(zone) = self.net.dns.zones.get(of.ix) else {
            return self.ask_public(name);
        };
        let at = At::new(Kind::Zone, &zone.name);
        if of.contested {
            return Err(self.unmodelled("DNS_ZONES_OF_ONE_NAME", Some(at), docs::DNS_ORDER));
        }
        match &zone.role {
            ZoneRole::Forwarding(servers) => {
                self.ask_servers(network, name, servers, at, |server| {
                    Says::new(SaysId::ResolveForwarded)
                        .arg("name", name)
                        .arg("zone", &*zone.name.name)
                        .arg("server", server)
                })
            }
            ZoneRole::Peering(target) => {
                self.note(State::ResolveName, Some(at), docs::DNS_PEERING, || {
                    Says::new(SaysId::ResolvePeering)
                        .arg("name", name)
                        .arg("zone", &*zone.name.name)
                        .arg("network", &*target.name().name)
                });
                if depth >= MOST_PEERINGS {
                    return Err(self.name_error(Cause::DnsLoop, "SERVFAIL", Some(at)));
                }
                if self.net.scenario.resources.get(target).is_none() {
                    return Err(self.incomplete(
                        Cause::NetworkConfigNotFound,
                        Lack::One(Kind::Network, target.name()),
                    ));
                }
                let reply = self.ask_network(target.name(), None, name, depth + 1);
                let is_loop = matches!(
                    &reply,
                    Err(End::Stopped {
                        cause: Cause::DnsLoop,
                        ..
                    })
                );
                if depth >= SUPPORTED_PEERINGS && !is_loop {
                    let feature = "DNS_PEERING_OF_MORE_NETWORKS";
                    return Err(self.unmodelled(feature, Some(at), docs::DNS_PEERING));
                }
                reply
            }
            ZoneRole::ServiceDirectory => {
                Err(self.unmodelled("SERVICE_DIRECTORY_ZONE", Some(at), docs::DNS_ORDER))
            }
            ZoneRole::ReverseLookup => {
                Err(self.unmodelled("REVERSE_LOOKUP_ZONE", Some(at), docs::DNS_ORDER))
            }
            ZoneRole::Managed => {
                if !self.holds_answer(zone, name) {
                    return Err(self
                        .incomplete(Cause::ResourceConfigNotFound, Lack::RecordSets(&zone.name)));
                }
                let records = match zone.records.find(name) {
                    Lookup::NoName => {
                        self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                            Says::new(SaysId::ResolveNxdomain)
                                .arg("name", name)
                                .arg("zone", &*zone.name.name)
                        });
                        return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", Some(at)));
                    }
                    Lookup::Delegated => {
                        return Err(self.unmodelled("DNS_DELEGATION", Some(at), docs::DNS_RECORDS));
                    }
                    Lookup::Records(records) => records,
                };
                let chase = Chase::Private(network, cluster);
                self.reply_of(zone, records, name, chase, || {
                    Says::new(SaysId::ResolvePrivateZone).arg("network", &*network.name)
                })
            }
        }
    }

    /// What a zone of the scenario answers by the records of a name.
    pub(super) fn reply_of(
        &mut self,
        zone: &'a ZoneTable,
        records: &'a Records,
        name: &'a str,
        chase: Chase<'a>,
        says: impl FnOnce() -> Says<SaysId>,
    ) -> Checked<'a, Reply<'a>> {
        let at = At::new(Kind::Zone, &zone.name);
        self.records_agree(records, Some(at))?;
        if let Some(target) = &records.cname {
            self.note_alias(name, target, &zone.name.name, Some(at));
            return Ok(Reply::Alias(target, chase));
        }
        if records.v4.is_empty() && records.v6.is_empty() {
            return Err(self.no_data(name, &zone.name.name, Some(at)));
        }
        self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
            says()
                .arg("name", name)
                .arg("zone", &*zone.name.name)
                .arg("addresses", addresses_of(records))
        });
        Ok(Reply::Answer(Answer::Addresses(&records.v4, &records.v6)))
    }
}
