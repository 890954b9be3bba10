//! Public DNS: zones and hosts of the scenario, Google's names, and anything else
//! (<https://cloud.google.com/dns/docs/vpc-name-res-order>).

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State, google};

use super::records::{format_both, list};
use super::{Answer, Chase, Reply};
use crate::docs;
use crate::tables::dns::{ENDPOINT_ZONE, Lookup};
use crate::walk::{At, Checked, Lack, Walk};

static RUN_APP: [IpAddr; 4] = [
    IpAddr::V4(google::RUN_APP_PUBLIC[0]),
    IpAddr::V4(google::RUN_APP_PUBLIC[1]),
    IpAddr::V4(google::RUN_APP_PUBLIC[2]),
    IpAddr::V4(google::RUN_APP_PUBLIC[3]),
];

static PRIVATE_VIP: [IpAddr; 4] = vip(8);

static RESTRICTED_VIP: [IpAddr; 4] = vip(4);

const fn vip(first: u8) -> [IpAddr; 4] {
    [
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 1)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 2)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 3)),
    ]
}

impl<'a> Walk<'a> {
    /// Public DNS: zones and hosts of the scenario, Google's names, and anything else.
    pub(in crate::walk) fn ask_public(&mut self, name: &'a str) -> Checked<'a, Reply<'a>> {
        let net = self.net;
        let of = net.dns.public_zone(name);
        let zone = of.and_then(|of| net.dns.zones.get(of.ix));
        self.unread_anywhere(Kind::Zone, None)?;
        if let Some(zone) = zone {
            let at = At::new(Kind::Zone, &zone.name);
            if of.is_some_and(|of| of.contested) {
                return Err(self.unmodelled("DNS_ZONES_OF_ONE_NAME", Some(at), docs::DNS_ORDER));
            }
            let answers = self.holds_answer(zone, name);
            if !answers && !net.dns.hosts.contains_key(name) {
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::RecordSets(&zone.name))
                );
            }
            let found = match answers {
                true => zone.records.find(name),
                false => Lookup::NoName,
            };
            match found {
                Lookup::Records(records) => {
                    return self.reply_of(zone, records, name, Chase::Public, || {
                        Says::new(SaysId::ResolvePublicZone)
                    });
                }
                Lookup::Delegated => {}
                Lookup::NoName if net.dns.hosts.contains_key(name) => {}
                Lookup::NoName => {
                    self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                        Says::new(SaysId::ResolveNxdomain)
                            .arg("name", name)
                            .arg("zone", &*zone.name.name)
                    });
                    return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", Some(at)));
                }
            }
        }
        if let Some(host) = net.dns.hosts.get(name) {
            let at = At::new(Kind::Host, &host.host);
            self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                Says::new(SaysId::ResolvePublicHost)
                    .arg("name", name)
                    .arg("host", &*host.host.name)
                    .arg("addresses", format_both(&host.v4, &host.v6))
            });
            return Ok(Reply::Answer(Answer::Addresses(&host.v4, &host.v6)));
        }
        if let Some(answer) = self.google_name(name) {
            self.note(State::ResolveName, None, docs::DNS_ORDER, || {
                let addresses = match answer {
                    Answer::Addresses(v4, _) => list(v4),
                    _ => "google".to_owned(),
                };
                Says::new(SaysId::ResolvePublicGoogle)
                    .arg("name", name)
                    .arg("addresses", addresses)
            });
            return Ok(Reply::Answer(answer));
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            // The zone is one of the network with the endpoint; what public DNS says of the name, no page does.
            return Err(self.unmodelled("PSC_NAME_OUTSIDE_ITS_NETWORK", None, docs::PSC_APIS));
        }
        if google::is_below(name, "goog") {
            // Nobody but Google has names there. Those of its managed services are to be answered by private zones
            // (<https://docs.cloud.google.com/sql/docs/postgres/configure-private-service-connect>): what public DNS
            // says of one, no page does.
            return Err(self.unmodelled("GOOG_NAME_WITHOUT_ZONE", None, docs::DNS_ORDER));
        }
        let nowhere = !name.contains('.')
            || ["internal", "local", "invalid", "onion"]
                .iter()
                .any(|domain| google::is_below(name, domain));
        if nowhere {
            self.note(State::ResolveName, None, docs::DNS_ORDER, || {
                Says::new(SaysId::ResolveNxdomain)
                    .arg("name", name)
                    .arg("zone", "public DNS")
            });
            return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", None));
        }
        self.unread_anywhere(Kind::Host, None)?;
        self.unread_domain(name)?;
        self.note(State::ResolveName, None, docs::DNS_ORDER, || {
            Says::new(SaysId::ResolvePublicUnknown).arg("name", name)
        });
        Ok(Reply::Answer(Answer::Public))
    }

    /// What public DNS answers for Google's own names. Built-in answers are IPv4.
    fn google_name(&self, name: &str) -> Option<Answer<'a>> {
        match name {
            "private.googleapis.com" => return Some(Answer::Addresses(&PRIVATE_VIP, &[])),
            "restricted.googleapis.com" => return Some(Answer::Addresses(&RESTRICTED_VIP, &[])),
            _ => {}
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            return None;
        }
        if google::is_below(name, "run.app") {
            return Some(Answer::Addresses(&RUN_APP, &[]));
        }
        let google =
            google::is_google_name(name) || self.net.run_host(name, self.ask.path).is_some();
        google.then_some(Answer::Google)
    }
}
